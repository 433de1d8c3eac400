"""Members: invites, roles, teams, dismissal."""

from aiogram import Router
from aiogram.filters import Command

from domain.use_case import Right
from handlers.filters import Can
from handlers.links import StartInvite
from handlers.members import dismissal, links, screens
from handlers.members.actions import invite_said, invite_tapped
from handlers.members.windows import dialog

__all__ = ["router"]


def router() -> Router:
    made = Router(name="members")
    made.message.register(invite_said, Command("invite"), Can(Right.INVITE_REPS))
    made.message.register(screens.members_said, Command("members"), Can(Right.MANAGE_MEMBERS))
    for data, handler in (
        (StartInvite, invite_tapped),
        (links.OpenMembers, screens.members_opened),
        (links.OpenCard, screens.card_opened),
        (links.AskRole, screens.role_asked),
        (links.SetRole, screens.role_set),
        (links.AskTeam, screens.team_asked),
        (links.SetTeam, screens.team_set),
        (links.AskLeads, screens.leads_asked),
        (links.SetLead, screens.lead_set),
        (links.LetExport, screens.export_let),
        (links.InviteMember, screens.member_invited),
        (links.OpenInvites, screens.invites_opened),
        (links.RenewInvite, screens.invite_renewed),
        (links.RevokeInvite, screens.invite_revoked),
        (links.AskDismiss, dismissal.dismissal_asked),
        (links.ShowPlan, dismissal.plan_asked),
        (links.Dismiss, dismissal.dismissed),
        (links.UndoDismissal, dismissal.dismissal_undone),
    ):
        made.callback_query.register(handler, data.filter())
    made.include_router(dialog())
    return made
