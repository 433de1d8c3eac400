"""Callback data of the team's screens. OpenMember, a rep as his manager sees him, is shared: `handlers.links`."""

from aiogram.filters.callback_data import CallbackData


class OpenTeam(CallbackData, prefix="tm"):
    page: int = 0


class OpenOverdue(CallbackData, prefix="tmo"):
    """Overdue tasks of everybody seen."""
