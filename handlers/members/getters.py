"""What the form that invites shows."""

from typing import Any

from domain.readers.members import teams_to_invite
from domain.tables import Role
from domain.use_case import Right
from handlers.screen import Choice
from handlers.visit import Visit


async def roles(visit: Visit, **_: Any) -> dict[str, Any]:
    return {"roles": [Choice(role, visit.words.plain(f"members-role-{role}")) for role in Role]}


async def teams(visit: Visit, **_: Any) -> dict[str, Any]:
    found = await visit.read(teams_to_invite, visit.who.id)
    return {
        "teams": [Choice(team.id, team.name) for team in found],
        "may_open_team": visit.who.may(Right.MANAGE_MEMBERS),
    }
