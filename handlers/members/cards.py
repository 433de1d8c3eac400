"""How members, invites and dismissals look."""

from collections.abc import Sequence
from datetime import datetime

from aiogram.types import InlineKeyboardButton

from domain.readers.members import DismissalPlan, Listed, MemberCard, MemberPage, Share, TeamName, WaitingInvite
from domain.tables import Role
from domain.use_case import Right
from domain.use_cases.dismissal import UNDO_FOR, Dismissed
from handlers.links import OpenMember, OpenPlans, StartInvite
from handlers.members.links import (
    EVENLY,
    NOBODY,
    AskDismiss,
    AskLeads,
    AskRole,
    AskTeam,
    Dismiss,
    InviteMember,
    LetExport,
    OpenCard,
    OpenInvites,
    OpenMembers,
    RenewInvite,
    RevokeInvite,
    SetLead,
    SetRole,
    SetTeam,
    ShowPlan,
    UndoDismissal,
)
from handlers.plain import Card, Rows, button, in_rows, turning
from handlers.screen import cut
from handlers.settings.cards import zone_words
from handlers.visit import Visit
from handlers.wording import moment_words
from handlers.words import Html

NAME_IN_LIST = 40
HEIRS = 8


def list_card(visit: Visit, page: MemberPage) -> Card:
    rows: Rows = [[button(_line(visit, one), OpenCard(member_id=one.id).pack())] for one in page.members]
    rows.append(turning(page.page, page.pages, lambda to: OpenMembers(page=to)))
    rows.append([button(visit.words.plain("members-invite"), StartInvite().pack())])
    if page.waiting:
        rows[-1].append(button(visit.words.plain("members-waiting-button", count=page.waiting), OpenInvites().pack()))
    return Card(visit("members-list", count=page.total), rows)


def _line(visit: Visit, one: Listed) -> str:
    pieces = [cut(one.name, NAME_IN_LIST), visit.words.plain(f"members-role-{one.role}")]
    if one.team:
        pieces.append(cut(one.team, NAME_IN_LIST))
    if one.dismissed:
        pieces.append(visit.words.plain("members-access-closed"))
    elif not one.here:
        pieces.append(visit.words.plain("members-not-here"))
    return " · ".join(pieces)


def member_card_of(visit: Visit, member: MemberCard) -> Card:
    return Card(_about(visit, member), _dismissed_rows(visit, member) if member.dismissed_at else _rows(visit, member))


def _about(visit: Visit, member: MemberCard) -> str:
    lines: list[str] = [visit("members-card", name=member.name, role=visit.words.plain(f"members-role-{member.role}"))]
    own = [team.name for team in member.teams if team.id not in member.leads]
    led = [team.name for team in member.teams if team.id in member.leads]
    if own:
        lines.append(visit("members-card-team", team=", ".join(own)))
    if led:
        lines.append(visit("members-card-leads", teams=", ".join(led)))
    if member.zone:
        lines.append(visit("members-card-zone", zone=zone_words(visit, member.zone)))
    lines.append(visit("members-card-work", clients=member.clients, deals=member.deals, tasks=member.tasks))
    if member.may_export:
        lines.append(visit("members-card-exports"))
    if member.dismissed_at:
        lines.append(visit("members-card-dismissed", when=_when(visit, member.dismissed_at)))
    elif not member.here:
        lines.append(visit("members-card-not-here"))
    elif member.unreachable:
        lines.append(visit("members-card-unreachable"))
    return "\n".join(lines)


def _rows(visit: Visit, member: MemberCard) -> Rows:
    say, who = visit.words.plain, {"member_id": member.id}
    rows: Rows = [
        [
            button(say("members-role"), AskRole(**who).pack()),
            button(say("members-team"), AskTeam(**who).pack()),
        ],
    ]
    if member.role is not Role.REP:
        rows[0].append(button(say("members-leads"), AskLeads(**who).pack()))
    rows.append(
        [
            button(say("members-plans"), OpenPlans(**who).pack()),
            button(say("members-today"), OpenMember(**who).pack()),
        ]
    )
    if member.role is not Role.OWNER:
        key = "members-export-forbid" if member.may_export else "members-export-let"
        rows.append([button(say(key), LetExport(**who, may=not member.may_export).pack())])
    if not member.here:
        rows.append([button(say("members-invite-this"), InviteMember(**who).pack())])
    if member.id != visit.who.id:
        rows.append([button(say("members-dismiss"), AskDismiss(**who).pack())])
    rows.append([button(say("back"), OpenMembers().pack())])
    return rows


def _dismissed_rows(visit: Visit, member: MemberCard) -> Rows:
    rows: Rows = [[button(visit.words.plain("back"), OpenMembers().pack())]]
    if member.undo:
        rows.insert(0, [button(visit.words.plain("members-undo"), UndoDismissal(member_id=member.id).pack())])
    return rows


def role_card(visit: Visit, member: MemberCard) -> Card:
    rows = [
        [
            button(
                _ticked(visit.words.plain(f"members-role-{role}"), role is member.role),
                SetRole(member_id=member.id, role=role).pack(),
            )
        ]
        for role in Role
    ]
    return Card(visit("members-ask-role", name=member.name), [*rows, _back(visit, member.id)])


def team_card(visit: Visit, member: MemberCard, teams: Sequence[TeamName]) -> Card:
    present = {team.id for team in member.teams}
    rows = [
        [button(_ticked(team.name, team.id in present), SetTeam(member_id=member.id, team_id=team.id).pack())]
        for team in teams
    ]
    rows.append([button(visit.words.plain("members-no-team"), SetTeam(member_id=member.id, team_id=0).pack())])
    return Card(visit("members-ask-team", name=member.name), [*rows, _back(visit, member.id)])


def leads_card(visit: Visit, member: MemberCard, teams: Sequence[TeamName]) -> Card:
    rows = []
    for team in teams:
        leads = team.id in member.leads
        data = SetLead(member_id=member.id, team_id=team.id, leads=not leads).pack()
        rows.append([button(_ticked(team.name, leads), data)])
    return Card(visit("members-ask-leads", name=member.name), [*rows, _back(visit, member.id)])


def heirs_card(visit: Visit, member: MemberCard, heirs: Sequence[Listed], mates: int) -> Card:
    """«Кому передать?»"""
    rows: Rows = []
    if mates > 1:
        data = ShowPlan(member_id=member.id, heir_id=EVENLY).pack()
        rows.append([button(visit.words.plain("members-evenly", count=mates), data)])
    buttons = [
        button(cut(heir.name, NAME_IN_LIST), ShowPlan(member_id=member.id, heir_id=heir.id).pack())
        for heir in heirs[:HEIRS]
    ]
    rows += in_rows(buttons, 2)
    text = visit("members-ask-heir", name=member.name, clients=member.clients, deals=member.deals, tasks=member.tasks)
    return Card(text, [*rows, _back(visit, member.id)])


def plan_card(visit: Visit, plan: DismissalPlan, heir_id: int) -> Card:
    """What will happen, before it does."""
    lines: list[str] = [visit("members-plan", name=plan.name)]
    lines += [_share(visit, share) for share in plan.shares]
    if plan.nothing:
        lines.append(visit("members-plan-nothing"))
    lines.append(visit("members-plan-undo"))
    confirm = Dismiss(member_id=plan.member_id, heir_id=heir_id).pack()
    back = OpenCard if heir_id == NOBODY else AskDismiss
    return Card(
        "\n".join(lines),
        [
            [button(visit.words.plain("members-dismiss-now"), confirm)],
            [button(visit.words.plain("back"), back(member_id=plan.member_id).pack())],
        ],
    )


def _share(visit: Visit, share: Share) -> str:
    return visit(
        "members-plan-share",
        name=cut(share.member, NAME_IN_LIST),
        clients=share.clients,
        deals=share.deals,
        tasks=share.tasks,
    )


def dismissed_card(visit: Visit, name: str, done: Dismissed) -> Card:
    text = visit(
        "members-dismissed",
        name=name,
        clients=done.clients,
        deals=done.deals,
        tasks=done.tasks,
        until=_when(visit, visit.now + UNDO_FOR),
    )
    return Card(
        text,
        [
            [button(visit.words.plain("members-undo"), UndoDismissal(member_id=done.member_id).pack())],
            [button(visit.words.plain("members-all"), OpenMembers().pack())],
        ],
    )


def invites_card(visit: Visit, invites: Sequence[WaitingInvite]) -> Card:
    last: Rows = [[button(visit.words.plain("members-invite"), StartInvite().pack())]]
    if visit.who.may(Right.MANAGE_MEMBERS):
        last.append([button(visit.words.plain("back"), OpenMembers().pack())])
    if not invites:
        return Card(visit("members-no-invites"), last)
    lines: list[str] = [
        visit("members-invites"),
        *(_invite_line(visit, number, one) for number, one in enumerate(invites, 1)),
    ]
    rows: Rows = [
        [
            button(visit.words.plain("members-renew", number=number), RenewInvite(invite_id=one.id).pack()),
            button(visit.words.plain("members-revoke", number=number), RevokeInvite(invite_id=one.id).pack()),
        ]
        for number, one in enumerate(invites, 1)
    ]
    return Card("\n".join(lines), [*rows, *last])


def _invite_line(visit: Visit, number: int, one: WaitingInvite) -> str:
    return visit(
        "members-invite-expired" if one.expired else "members-invite-line",
        number=number,
        name=cut(one.name or "—", NAME_IN_LIST),
        role=visit.words.plain(f"members-role-{one.role}"),
        team=Html(visit("members-invite-team", team=cut(one.team, NAME_IN_LIST))) if one.team else "",
        until=_when(visit, one.expires_at),
    )


def _when(visit: Visit, at: datetime) -> str:
    return moment_words(at, visit.now, visit.who.zone, visit.words.language)


def _ticked(text: str, ticked: bool) -> str:
    return f"✓ {text}" if ticked else text


def _back(visit: Visit, member_id: int) -> list[InlineKeyboardButton]:
    return [button(visit.words.plain("back"), OpenCard(member_id=member_id).pack())]
