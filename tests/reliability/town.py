"""Twenty reps with clients, in a database and in a sandbox: what the processes are killed under."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.database import open_database
from domain.clock import SystemClock
from domain.tables import Member, Role, Team, TeamMembership
from sandbox import Person, Sandbox
from tests.harness import TOKEN, add_client

PERSONS = 20
CLIENTS_EACH = 3
WEBHOOK_DELAYS = (0, 0.05, 0.1, 0.2, 0.4)


@dataclass(frozen=True, slots=True)
class Rep:
    person: Person
    clients: tuple[str, ...]


def reps(number: int = PERSONS) -> list[Rep]:
    """Rep 7 is «Агент 07» with clients «Завод 07-1» to «Завод 07-3»."""
    return [_rep(n) for n in range(1, number + 1)]


def _rep(n: int) -> Rep:
    clients = tuple(f"Завод {n:02}-{c}" for c in range(1, CLIENTS_EACH + 1))
    return Rep(Person(5000 + n, f"Агент {n:02}", "rep"), clients)


def open_town(people: list[Rep]) -> Sandbox:
    """Telegram with the reps' phones; the webhook is tried again soon, not after seconds."""
    return Sandbox([rep.person for rep in people], token=TOKEN, page_dir=None, webhook_delays=WEBHOOK_DELAYS)


async def settle_in(database_url: str, people: list[Rep]) -> None:
    """Write the reps and their clients into a migrated database."""
    database = open_database(database_url)
    await database.write(lambda session: _settle_in(session, people))
    await database.close()


def _settle_in(session: Session, people: list[Rep]) -> None:
    now = SystemClock().now()
    team = Team(name="Завод")
    session.add(team)
    session.flush()
    for rep in people:
        member = Member(telegram_id=rep.person.id, name=rep.person.name, role=Role.REP, joined_at=now)
        session.add(member)
        session.flush()
        session.add(TeamMembership(team_id=team.id, member_id=member.id, leads=False, since=now.date()))
        for client in rep.clients:
            add_client(session, member.id, client, at=now)
