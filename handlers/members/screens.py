"""Lists and cards of members: plain callbacks. The owner's; everybody else is refused in the readers and use cases."""

from aiogram import Bot
from aiogram.types import CallbackQuery, Message

from domain.errors import BadChoice
from domain.invites import new_code
from domain.readers.members import member_card, member_page, teams_to_invite, waiting_invites
from domain.tables import Role
from domain.use_cases.members import (
    change_role,
    invite_member,
    lead_team,
    let_export,
    move_to_team,
    renew_invite,
    revoke_invite,
)
from handlers.members.cards import invites_card, leads_card, list_card, member_card_of, role_card, team_card
from handlers.members.invite_links import send_links
from handlers.members.links import (
    AskLeads,
    AskRole,
    AskTeam,
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
)
from handlers.plain import put_in_place, send
from handlers.visit import Visit


async def members_said(message: Message, bot: Bot, visit: Visit) -> None:
    page = await visit.read(member_page, visit.who.id, visit.now)
    await send(bot, visit.who.telegram_id, list_card(visit, page))


async def members_opened(callback: CallbackQuery, callback_data: OpenMembers, bot: Bot, visit: Visit) -> None:
    page = await visit.read(member_page, visit.who.id, visit.now, callback_data.page)
    await put_in_place(bot, callback, list_card(visit, page))


async def card_opened(callback: CallbackQuery, callback_data: OpenCard, bot: Bot, visit: Visit) -> None:
    await show_card(callback, bot, visit, callback_data.member_id)


async def show_card(callback: CallbackQuery, bot: Bot, visit: Visit, member_id: int) -> None:
    member = await visit.read(member_card, visit.who.id, member_id, visit.now)
    await put_in_place(bot, callback, member_card_of(visit, member))


async def role_asked(callback: CallbackQuery, callback_data: AskRole, bot: Bot, visit: Visit) -> None:
    member = await visit.read(member_card, visit.who.id, callback_data.member_id, visit.now)
    await put_in_place(bot, callback, role_card(visit, member))


async def role_set(callback: CallbackQuery, callback_data: SetRole, bot: Bot, visit: Visit) -> None:
    if callback_data.role not in {role.value for role in Role}:
        raise BadChoice
    await visit.run(change_role, callback_data.member_id, Role(callback_data.role))
    await show_card(callback, bot, visit, callback_data.member_id)


async def export_let(callback: CallbackQuery, callback_data: LetExport, bot: Bot, visit: Visit) -> None:
    await visit.run(let_export, callback_data.member_id, callback_data.may)
    await show_card(callback, bot, visit, callback_data.member_id)


async def team_asked(callback: CallbackQuery, callback_data: AskTeam, bot: Bot, visit: Visit) -> None:
    member = await visit.read(member_card, visit.who.id, callback_data.member_id, visit.now)
    teams = await visit.read(teams_to_invite, visit.who.id)
    await put_in_place(bot, callback, team_card(visit, member, teams))


async def team_set(callback: CallbackQuery, callback_data: SetTeam, bot: Bot, visit: Visit) -> None:
    await visit.run(move_to_team, callback_data.member_id, callback_data.team_id or None)
    await show_card(callback, bot, visit, callback_data.member_id)


async def leads_asked(callback: CallbackQuery, callback_data: AskLeads, bot: Bot, visit: Visit) -> None:
    await _show_leads(callback, bot, visit, callback_data.member_id)


async def lead_set(callback: CallbackQuery, callback_data: SetLead, bot: Bot, visit: Visit) -> None:
    await visit.run(lead_team, callback_data.member_id, callback_data.team_id, callback_data.leads)
    await _show_leads(callback, bot, visit, callback_data.member_id)


async def _show_leads(callback: CallbackQuery, bot: Bot, visit: Visit, member_id: int) -> None:
    member = await visit.read(member_card, visit.who.id, member_id, visit.now)
    teams = await visit.read(teams_to_invite, visit.who.id)
    await put_in_place(bot, callback, leads_card(visit, member, teams))


async def member_invited(callback: CallbackQuery, callback_data: InviteMember, bot: Bot, visit: Visit) -> None:
    member = await visit.read(member_card, visit.who.id, callback_data.member_id, visit.now)
    code = new_code()
    invited = await visit.run(invite_member, callback_data.member_id, code)
    await send_links(bot, visit, [member.name], [code], invited)


async def invites_opened(callback: CallbackQuery, callback_data: OpenInvites, bot: Bot, visit: Visit) -> None:
    await _show_invites(callback, bot, visit)


async def _show_invites(callback: CallbackQuery, bot: Bot, visit: Visit) -> None:
    invites = await visit.read(waiting_invites, visit.who.id, visit.now)
    await put_in_place(bot, callback, invites_card(visit, invites))


async def invite_renewed(callback: CallbackQuery, callback_data: RenewInvite, bot: Bot, visit: Visit) -> None:
    waiting = await visit.read(waiting_invites, visit.who.id, visit.now)
    name = next((one.name for one in waiting if one.id == callback_data.invite_id), None)
    code = new_code()
    invited = await visit.run(renew_invite, callback_data.invite_id, code)
    await send_links(bot, visit, [name or "—"], [code], invited)


async def invite_revoked(callback: CallbackQuery, callback_data: RevokeInvite, bot: Bot, visit: Visit) -> None:
    await visit.run(revoke_invite, callback_data.invite_id)
    await _show_invites(callback, bot, visit)
