"""Callback data of the members' screens. All of it is client input: rights are asked in readers and use cases."""

from aiogram.filters.callback_data import CallbackData

EVENLY = 0
NOBODY = -1


class OpenInvites(CallbackData, prefix="ivs"):
    """Links that nobody has used yet."""


class RenewInvite(CallbackData, prefix="ivn"):
    invite_id: int


class RevokeInvite(CallbackData, prefix="ivr"):
    invite_id: int


class OpenMembers(CallbackData, prefix="mbs"):
    page: int = 0


class OpenCard(CallbackData, prefix="mbc"):
    """A member as the owner sees him."""

    member_id: int


class InviteMember(CallbackData, prefix="mbi"):
    """A link for a member who has never come in."""

    member_id: int


class AskRole(CallbackData, prefix="mbr"):
    member_id: int


class SetRole(CallbackData, prefix="mbrs"):
    member_id: int
    role: str


class AskTeam(CallbackData, prefix="mbt"):
    member_id: int


class SetTeam(CallbackData, prefix="mbts"):
    """`team_id` 0 = none."""

    member_id: int
    team_id: int


class AskLeads(CallbackData, prefix="mbl"):
    member_id: int


class SetLead(CallbackData, prefix="mbls"):
    member_id: int
    team_id: int
    leads: bool


class LetExport(CallbackData, prefix="mbx"):
    """Whether he may take rows out of the base."""

    member_id: int
    may: bool


class AskDismiss(CallbackData, prefix="mbd"):
    member_id: int


class ShowPlan(CallbackData, prefix="mbdp"):
    """`heir_id`: one successor, EVENLY or NOBODY."""

    member_id: int
    heir_id: int


class Dismiss(CallbackData, prefix="mbdd"):
    member_id: int
    heir_id: int


class UndoDismissal(CallbackData, prefix="mbdu"):
    member_id: int
