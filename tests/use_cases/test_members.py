"""Roles, teams, dismissal with undo, settings and dated plans, on both databases."""

from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.database import Database
from bot.runner import perform
from domain.clients import current_keeper
from domain.errors import (
    BadHours,
    BadZone,
    Gone,
    LastOwner,
    NoSuccessor,
    NotAllowed,
    NotYourself,
    Refusal,
    TooLateToUndo,
)
from domain.handing import Work, hand_over
from domain.invites import new_code
from domain.readers.handed import handed_work
from domain.readers.members import dismissal_plan, team_mates
from domain.settings import company
from domain.tables import (
    ActivityPlan,
    Audit,
    Deal,
    DealOwner,
    Invite,
    Keeper,
    Member,
    Notification,
    PlanLine,
    PlanPer,
    Role,
    SalesPlan,
    SalesPlanLine,
    Task,
    TaskAction,
    TeamMembership,
)
from domain.use_case import Cause, Done, Right, Tx, UseCase, use_case
from domain.use_cases.company import (
    choose_for_company,
    choose_hours,
    choose_zone,
)
from domain.use_cases.dismissal import dismiss_member, undo_dismissal
from domain.use_cases.members import (
    Newcomers,
    change_role,
    invite_member,
    invite_people,
    lead_team,
    let_export,
    move_to_team,
    open_team,
    renew_invite,
    revoke_invite,
)
from domain.use_cases.plans import set_activity_plan, set_sales_plan
from tests.harness import CAST, MONDAY, MOSCOW, add_client, hire_cast

DAY = timedelta(days=1)


class People:
    """The cast by first letter, and a way to act as one of them."""

    def __init__(self, database: Database, ids: dict[int, int]) -> None:
        self.database = database
        self.anna, self.boris, self.vera, self.gleb = (ids[person.id] for person in CAST[:4])

    async def act(self, actor: int, case: UseCase[Any, Any], *args: Any, at: datetime = MONDAY) -> Any:
        return await self.database.write(perform(case, actor, Cause("test", at, at), *args))

    async def refused(self, refusal: type[Refusal], actor: int, case: UseCase[Any, Any], *args: Any) -> None:
        """It is refused, and nothing at all is written."""
        before = await self.database.read(_everything)
        with pytest.raises(refusal):
            await self.act(actor, case, *args)
        assert await self.database.read(_everything) == before


def _everything(session: Session) -> list[Any]:
    tables = (Member, TeamMembership, Invite, Keeper, DealOwner, Task, ActivityPlan, SalesPlan, Audit)
    return [session.execute(select(*table.__table__.columns).order_by(table.id)).all() for table in tables]


@pytest_asyncio.fixture
async def people(database: Database) -> AsyncIterator[People]:
    yield People(database, await database.write(lambda s: hire_cast(s, MONDAY)))


def give_work(session: Session, member_id: int, clients: int = 4) -> list[int]:
    """So many clients, each with an open deal and a task; one more task without a client."""
    times = {"happened_at": MONDAY, "received_at": MONDAY, "stored_at": MONDAY}
    ids = [add_client(session, member_id, f"Клиент {number}") for number in range(clients)]
    for client in ids:
        deal = Deal(client_id=client, stage="contact", stage_since=MONDAY, **times)
        session.add(deal)
        session.flush()
        session.add(DealOwner(deal_id=deal.id, member_id=member_id, since=MONDAY.date()))
        session.add(_task(member_id, client))
    session.add(_task(member_id, None))
    session.flush()
    return ids


def _task(member_id: int, client_id: int | None) -> Task:
    return Task(
        assignee_id=member_id,
        client_id=client_id,
        action=TaskAction.CALL,
        due_on=MONDAY.date(),
        happened_at=MONDAY,
        received_at=MONDAY,
        stored_at=MONDAY,
    )


def in_hand(session: Session, member_id: int) -> tuple[int, int, int]:
    return (
        session.scalar(select(func.count(Keeper.id)).where(Keeper.member_id == member_id, Keeper.until.is_(None))) or 0,
        session.scalar(
            select(func.count(DealOwner.id)).where(DealOwner.member_id == member_id, DealOwner.until.is_(None))
        )
        or 0,
        session.scalar(select(func.count(Task.id)).where(Task.assignee_id == member_id)) or 0,
    )


def newcomers(role: Role, team_id: int | None, *names: str) -> Newcomers:
    return Newcomers(role, team_id, names, tuple(new_code() for _ in names))


async def test_owner_invites_anybody_and_a_manager_reps_of_his_team_only(people: People) -> None:
    other = await people.act(people.gleb, open_team, "Север")
    assert len((await people.act(people.gleb, invite_people, newcomers(Role.OWNER, None, "Ева"))).invite_ids) == 1
    assert len((await people.act(people.vera, invite_people, newcomers(Role.REP, 1, "Ева", "Яна"))).invite_ids) == 2
    await people.refused(NotAllowed, people.vera, invite_people, newcomers(Role.MANAGER, 1, "Ева"))
    await people.refused(NotAllowed, people.vera, invite_people, newcomers(Role.REP, other.team_id, "Ева"))
    await people.refused(NotAllowed, people.vera, invite_people, newcomers(Role.REP, None, "Ева"))
    await people.refused(NotAllowed, people.anna, invite_people, newcomers(Role.REP, 1, "Ева"))


async def test_a_manager_cannot_revoke_the_owners_link(people: People) -> None:
    made = await people.act(people.gleb, invite_people, newcomers(Role.REP, 1, "Ева"))
    await people.refused(NotAllowed, people.vera, revoke_invite, made.invite_ids[0])
    await people.act(people.gleb, revoke_invite, made.invite_ids[0])
    await people.refused(Gone, people.gleb, revoke_invite, made.invite_ids[0])


async def test_who_replaced_a_link_is_in_the_audit(people: People) -> None:
    made = await people.act(people.gleb, invite_people, newcomers(Role.REP, 1, "Ева"))
    again = await people.act(people.gleb, renew_invite, made.invite_ids[0], new_code())
    rows = await people.database.read(lambda s: s.execute(select(Audit.member_id, Audit.action, Audit.details)).all())
    replaced = {"invite": made.invite_ids[0], "renewed": again.invite_ids[0]}
    assert tuple(rows[-1]) == (people.gleb, "renew_invite", replaced)


async def test_a_new_link_for_an_imported_member_ends_the_earlier_one(people: People) -> None:
    dina = await people.database.write(_imported)
    await people.act(people.gleb, invite_member, dina, new_code())
    await people.act(people.gleb, invite_member, dina, new_code())
    alive = select(func.count(Invite.id)).where(Invite.revoked_at.is_(None))
    assert await people.database.read(lambda s: s.scalar(alive)) == 1
    await people.refused(Gone, people.gleb, invite_member, people.anna, new_code())


async def test_an_imported_member_invited_by_his_name_is_not_there_twice(people: People) -> None:
    dina = await people.database.write(_imported)
    two = Newcomers(Role.REP, None, ("дина", "Дина"), (new_code(), new_code()))
    await people.act(people.gleb, invite_people, two)
    managers = Newcomers(Role.MANAGER, None, ("Дина",), (new_code(),))
    await people.act(people.gleb, invite_people, managers)
    elsewhere = Newcomers(Role.REP, 1, ("Дина", "Анна"), (new_code(), new_code()))
    await people.act(people.vera, invite_people, elsewhere)
    invites = select(Invite.member_id).order_by(Invite.id)
    assert await people.database.read(lambda s: s.scalars(invites).all()) == [dina, None, None, None, None]
    await people.database.write(_imported)
    await people.act(people.gleb, invite_people, Newcomers(Role.REP, None, ("Дина",), (new_code(),)))
    assert (await people.database.read(lambda s: s.scalars(invites).all()))[-1] is None, "of two nobody knows which"


def _imported(session: Session) -> int:
    member = Member(name="Дина", role=Role.REP, joined_at=MONDAY)
    session.add(member)
    session.flush()
    return member.id


async def test_roles_and_teams_are_dated_and_audited(people: People) -> None:
    north = (await people.act(people.gleb, open_team, "Север")).team_id
    await people.act(people.gleb, move_to_team, people.anna, north, at=MONDAY + DAY)
    await people.act(people.gleb, change_role, people.anna, Role.MANAGER, at=MONDAY + 2 * DAY)

    def read(session: Session) -> list[Any]:
        stays = select(TeamMembership).where(TeamMembership.member_id == people.anna).order_by(TeamMembership.id)
        return [(s.team_id, s.leads, s.until) for s in session.scalars(stays)]

    tuesday, wednesday = (MONDAY + DAY).date(), (MONDAY + 2 * DAY).date()
    assert await people.database.read(read) == [(1, False, tuesday), (north, False, wednesday), (north, True, None)]
    actions = await people.database.read(lambda s: s.scalars(select(Audit.action).order_by(Audit.id)).all())
    assert actions == ["move_to_team", "change_role"]


async def test_a_manager_may_lead_a_second_team_and_a_rep_none(people: People) -> None:
    north = (await people.act(people.gleb, open_team, "Север")).team_id
    await people.act(people.gleb, lead_team, people.vera, north, True)
    leads = select(func.count(TeamMembership.id)).where(
        TeamMembership.member_id == people.vera, TeamMembership.leads.is_(True), TeamMembership.until.is_(None)
    )
    assert await people.database.read(lambda s: s.scalar(leads)) == 2
    await people.refused(NotAllowed, people.gleb, lead_team, people.anna, north, True)


async def test_the_role_one_has_already_changes_nothing(people: People) -> None:
    north = (await people.act(people.gleb, open_team, "Север")).team_id
    await people.act(people.gleb, lead_team, people.vera, north, True)
    await people.act(people.gleb, change_role, people.vera, Role.MANAGER)
    leads = select(func.count(TeamMembership.id)).where(
        TeamMembership.member_id == people.vera, TeamMembership.leads.is_(True), TeamMembership.until.is_(None)
    )
    assert await people.database.read(lambda s: s.scalar(leads)) == 2
    actions = await people.database.read(lambda s: s.scalars(select(Audit.action).order_by(Audit.id)).all())
    assert actions == ["lead_team"]


@pytest.mark.parametrize("who", ["anna", "vera"])
async def test_only_the_owner_dismisses_and_changes_roles(people: People, who: str) -> None:
    actor = getattr(people, who)
    await people.refused(NotAllowed, actor, dismiss_member, people.boris, (people.anna,))
    await people.refused(NotAllowed, actor, change_role, actor, Role.OWNER)
    await people.refused(NotAllowed, actor, choose_for_company, "zone", "Asia/Omsk")


async def test_the_last_owner_stays_and_nobody_dismisses_himself(people: People) -> None:
    await people.refused(NotYourself, people.gleb, dismiss_member, people.gleb, (people.anna,))
    await people.refused(LastOwner, people.gleb, change_role, people.gleb, Role.REP)
    await people.act(people.gleb, change_role, people.vera, Role.OWNER)
    await people.act(people.vera, dismiss_member, people.gleb, ())
    await people.refused(LastOwner, people.vera, change_role, people.vera, Role.MANAGER)


async def test_work_is_never_left_to_nobody(people: People) -> None:
    await people.database.write(lambda s: give_work(s, people.anna))
    await people.refused(NoSuccessor, people.gleb, dismiss_member, people.anna, ())
    await people.refused(NoSuccessor, people.gleb, dismiss_member, people.anna, (people.anna,))
    await people.refused(Gone, people.gleb, dismiss_member, people.anna, (999,))


async def test_one_successor_takes_all_and_the_past_stays(people: People) -> None:
    clients = await people.database.write(lambda s: give_work(s, people.anna))
    done = await people.act(people.gleb, dismiss_member, people.anna, (people.boris,), at=MONDAY + DAY)
    assert (done.clients, done.deals, done.tasks) == (4, 4, 5)
    assert await people.database.read(lambda s: in_hand(s, people.anna)) == (0, 0, 0)
    assert await people.database.read(lambda s: in_hand(s, people.boris)) == (4, 4, 5)

    def history(session: Session) -> list[Any]:
        rows = select(Keeper).where(Keeper.client_id == clients[0]).order_by(Keeper.id)
        return [(row.member_id, row.since, row.until) for row in session.scalars(rows)]

    tuesday = (MONDAY + DAY).date()
    assert await people.database.read(history) == [
        (people.anna, MONDAY.date(), tuesday),
        (people.boris, tuesday, None),
    ]


async def test_evenly_means_evenly_and_as_the_plan_said(people: People) -> None:
    clients = await people.database.write(lambda s: give_work(s, people.anna, 5))
    heirs = (people.boris, people.vera)
    plan = await people.database.read(dismissal_plan, people.gleb, people.anna, heirs)
    await people.act(people.gleb, dismiss_member, people.anna, heirs)
    taken = [await people.database.read(in_hand, heir) for heir in heirs]
    assert [(share.clients, share.deals, share.tasks) for share in plan.shares] == taken
    assert [one[0] for one in taken] == [3, 2]
    whose = await people.database.read(lambda s: _whose_deal_and_task(s, clients[0]))
    assert len(set(whose)) == 1, "a client's deals and tasks go with the client"


def _whose_deal_and_task(session: Session, client_id: int) -> list[int]:
    keeper = current_keeper(session, client_id)
    deals = select(DealOwner.member_id).join(Deal, Deal.id == DealOwner.deal_id)
    deal = session.scalars(deals.where(Deal.client_id == client_id, DealOwner.until.is_(None))).one()
    task = session.scalars(select(Task.assignee_id).where(Task.client_id == client_id)).one()
    assert keeper is not None
    return [keeper.id, deal, task]


async def test_a_dismissal_is_taken_back_within_a_day(people: People) -> None:
    clients = await people.database.write(lambda s: give_work(s, people.anna))
    await people.act(people.gleb, dismiss_member, people.anna, (people.boris,))
    await people.act(people.gleb, _give_on, people.boris, clients[0], people.vera)
    back = await people.act(people.gleb, undo_dismissal, people.anna, at=MONDAY + timedelta(hours=23))
    assert (back.clients, back.deals, back.tasks) == (3, 4, 5), "what went further stays there"
    assert await people.database.read(lambda s: in_hand(s, people.anna)) == (3, 4, 5)
    assert await people.database.read(lambda s: team_mates(s, people.boris)) == [people.anna]
    await people.refused(Gone, people.gleb, undo_dismissal, people.anna)


async def test_who_is_dismissed_takes_no_data_out_until_the_dismissal_is_taken_back(people: People) -> None:
    async def may_export() -> bool:
        return await people.database.read(lambda s: s.get_one(Member, people.anna).may_export)

    await people.act(people.gleb, let_export, people.anna, True)
    await people.act(people.gleb, dismiss_member, people.anna, (people.boris,))
    assert not await may_export()
    await people.act(people.gleb, undo_dismissal, people.anna)
    assert await may_export()


@use_case(Right.MANAGE_MEMBERS)
def _give_on(tx: Tx, actor: Member, giver_id: int, client_id: int, to: int) -> Done:
    hand_over(tx, Work(clients=[client_id]), giver_id, tx.session.get_one(Member, to), MONDAY.date())
    return Done()


async def test_a_task_handed_over_stands_on_its_heirs_own_day(people: People) -> None:
    """22:00 in Moscow is tomorrow in Omsk: the instant was promised to the client, the day is the heir's."""
    late = datetime(2026, 11, 24, 22, tzinfo=MOSCOW)

    def promised(session: Session) -> int:
        session.get_one(Member, people.boris).zone = "Asia/Omsk"
        task = _task(people.anna, None)
        task.due_at, task.due_on = late, late.date()
        session.add(task)
        session.flush()
        return task.id

    task_id = await people.database.write(promised)
    await people.act(people.gleb, dismiss_member, people.anna, (people.boris,))
    task = await people.database.read(lambda s: s.execute(select(Task.due_on, Task.due_at, Task.occurrence)).one())
    assert (task.due_on, task.due_at, task.occurrence) == (date(2026, 11, 25), late, 2), task_id


async def test_each_heir_is_told_once_and_silently_what_he_received(people: People) -> None:
    clients = await people.database.write(lambda s: give_work(s, people.anna, 2))
    await people.act(people.gleb, dismiss_member, people.anna, (people.boris, people.gleb))
    told = await people.database.read(lambda s: s.scalars(select(Notification)).all())
    assert [(push.kind, push.recipient_id, push.silent) for push in told] == [("work_handed", people.boris, True)]
    assert told[0].about["clients"] == [clients[0]]
    handed = await people.database.read(_still_handed, told[0])
    assert (handed.giver, handed.clients, handed.deals, handed.tasks) == ("Анна", 1, 1, 2)
    await people.act(people.gleb, undo_dismissal, people.anna)
    assert await people.database.read(_still_handed, told[0]) is None


def _still_handed(session: Session, push: Notification) -> Any:
    about = push.about
    return handed_work(session, push.recipient_id, about["from"], about["clients"], about["deals"], about["tasks"])


async def test_after_a_day_it_is_too_late(people: People) -> None:
    await people.act(people.gleb, dismiss_member, people.anna, ())
    with pytest.raises(TooLateToUndo):
        await people.act(people.gleb, undo_dismissal, people.anna, at=MONDAY + timedelta(hours=24, seconds=1))


async def test_todays_plan_does_not_rewrite_yesterdays(people: People) -> None:
    await people.act(people.vera, set_activity_plan, people.anna, PlanLine.CALLS, PlanPer.DAY, 10)
    await people.act(people.vera, set_activity_plan, people.anna, PlanLine.CALLS, PlanPer.DAY, 12, at=MONDAY + DAY)
    await people.act(people.vera, set_activity_plan, people.anna, PlanLine.CALLS, PlanPer.DAY, 15, at=MONDAY + DAY)

    def read(session: Session) -> list[Any]:
        return [(p.number, p.since, p.until) for p in session.scalars(select(ActivityPlan).order_by(ActivityPlan.id))]

    tuesday = (MONDAY + DAY).date()
    assert await people.database.read(read) == [(10, MONDAY.date(), tuesday), (15, tuesday, None)]


async def test_a_manager_plans_for_his_teams_only(people: People) -> None:
    north = (await people.act(people.gleb, open_team, "Север")).team_id
    await people.act(people.gleb, move_to_team, people.boris, north)
    november = date(2026, 11, 1)
    plan = (SalesPlanLine.PAYMENTS, 1_500_000_00)
    await people.act(people.vera, set_sales_plan, people.anna, november, *plan)
    await people.refused(NotAllowed, people.vera, set_sales_plan, people.boris, november, *plan)
    await people.refused(NotAllowed, people.anna, set_activity_plan, people.anna, PlanLine.CALLS, PlanPer.DAY, 1)
    assert await people.database.read(lambda s: s.scalars(select(SalesPlan.value)).all()) == [150_000_000]


async def test_settings_take_what_exists_only(people: People) -> None:
    await people.act(people.anna, choose_zone, "asia/omsk")
    assert await people.database.read(lambda s: s.get_one(Member, people.anna).zone) == "Asia/Omsk"
    await people.refused(BadZone, people.anna, choose_zone, "../../etc/passwd")
    await people.refused(BadHours, people.anna, choose_hours, (["18:00", "09:00"], *[None] * 6))
    await people.act(people.gleb, choose_for_company, "digest_at", "8:30")
    assert await people.database.read(lambda s: company(s).digest_at) == "08:30"
