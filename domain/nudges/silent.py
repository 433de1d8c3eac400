"""«Давно молчит»: reactivation, the most expected roubles first. Rule: the row «reactivation» of the pushes."""

from datetime import date

from sqlalchemy.orm import Session

from domain.nudges.nudge import LOOKED_AT, Kind, Nudge, NudgeKind
from domain.nudges.promises import promised_clients
from domain.readers.silent import SilentClient, silent_clients
from domain.settings import Company, company
from domain.worktime import Schedule


def due(session: Session, member_id: int, today: date, schedule: Schedule) -> list[Nudge]:
    """Sleeping clients of his to whom nothing is promised; on the company's weekdays ⚙."""
    promised = promised_clients(session, member_id)
    found = silent_clients(session, {member_id}, today, LOOKED_AT, skip=promised).clients
    on_day = str(today.isoweekday()) in str(company(session).reactivation_weekdays)
    return [_nudge(client, on_day) for client in found]


def _nudge(client: SilentClient, on_day: bool) -> Nudge:
    return Nudge(
        NudgeKind.SILENT,
        f"client:{client.id}",
        client.id,
        client.name,
        client.usual,
        {"days": client.silent_days, "rhythm": client.rhythm_days},
        since=client.silent_from,
        on_day=on_day,
    )


def _again(chosen: Company) -> int:
    return chosen.reactivation_again_days


KIND = Kind(NudgeKind.SILENT, due, again=_again)
