"""Callback data of the members' screens."""

from aiogram.filters.callback_data import CallbackData


class StartInvite(CallbackData, prefix="inv"):
    """Invite new members. `role`, `team_id`: what is known already."""

    role: str = ""
    team_id: int = 0
