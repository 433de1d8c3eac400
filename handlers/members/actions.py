"""What is done in the form that invites."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, StartMode

from domain.errors import BadName, TooManyNames
from domain.invites import new_code
from domain.names import NameTooLong, split_names
from domain.readers.members import teams_to_invite
from domain.tables import Role
from domain.use_cases.members import MOST_AT_ONCE, Newcomers, invite_people, open_team
from handlers.forms import bot_of, leave
from handlers.members.invite_links import send_links
from handlers.members.states import InviteForm
from handlers.screen import visit_of
from handlers.visit import Visit


async def invite_said(message: Message, visit: Visit, dialog_manager: DialogManager) -> None:
    await start_invite(visit, dialog_manager)


async def invite_tapped(callback: CallbackQuery, visit: Visit, dialog_manager: DialogManager) -> None:
    await start_invite(visit, dialog_manager)


async def start_invite(visit: Visit, manager: DialogManager) -> None:
    """The owner is asked the role; a manager invites reps to a team he leads. Raises NotAllowed."""
    teams = await visit.read(teams_to_invite, visit.who.id)
    if visit.who.role is Role.OWNER:
        await manager.start(InviteForm.role, mode=StartMode.RESET_STACK)
        return
    known: dict[str, str | int] = {"role": Role.REP}
    if len(teams) == 1:
        known["team_id"] = teams[0].id
    await manager.start(InviteForm.names if len(teams) == 1 else InviteForm.team, known, mode=StartMode.RESET_STACK)


async def role_chosen(callback: CallbackQuery, widget: Any, manager: DialogManager, role: str) -> None:
    manager.dialog_data["role"] = role
    await manager.switch_to(InviteForm.names if role == Role.OWNER else InviteForm.team)


async def team_chosen(callback: CallbackQuery, widget: Any, manager: DialogManager, team_id: int) -> None:
    manager.dialog_data["team_id"] = team_id
    await manager.switch_to(InviteForm.names)


async def no_team_chosen(callback: CallbackQuery, widget: Any, manager: DialogManager) -> None:
    await manager.switch_to(InviteForm.names)


async def new_team_asked(callback: CallbackQuery, widget: Any, manager: DialogManager) -> None:
    await manager.switch_to(InviteForm.team_name)


async def team_typed(message: Message, widget: Any, manager: DialogManager) -> None:
    opened = await visit_of(manager).run(open_team, message.text or "")
    manager.dialog_data["team_id"] = opened.team_id
    await manager.switch_to(InviteForm.names)


async def names_typed(message: Message, widget: Any, manager: DialogManager) -> None:
    """As many links as there are names."""
    visit = visit_of(manager)
    names = _names(message.text or "")
    codes = [new_code() for _ in names]
    known = manager.dialog_data
    newcomers = Newcomers(Role(known["role"]), known.get("team_id"), tuple(names), tuple(codes))
    invited = await visit.run(invite_people, newcomers)
    await leave(manager)
    await send_links(bot_of(manager), visit, names, codes, invited)


def _names(text: str) -> list[str]:
    """Raises BadName, TooManyNames."""
    try:
        names = split_names(text)
    except NameTooLong as bad:
        raise BadName from bad
    if not names:
        raise BadName
    if len(names) > MOST_AT_ONCE:
        raise TooManyNames(most=MOST_AT_ONCE)
    return names
