"""What the buttons of clients do. Each can be tapped twice without harm."""

from aiogram.filters.callback_data import CallbackData


class SeeHistory(CallbackData, prefix="clh"):
    client_id: int
    page: int = 0


class SeeVersions(CallbackData, prefix="clv"):
    """What a corrected activity said before; for the manager."""

    client_id: int
    activity_id: int
    page: int = 0


class SeeDetails(CallbackData, prefix="cld"):
    client_id: int


class EditClient(CallbackData, prefix="cle"):
    """`question`: what to ask; empty = the choice of fields, "missing" = what is missing, one after another."""

    client_id: int
    question: str = ""


class ConfirmClose(CallbackData, prefix="cly"):
    client_id: int
    agreed: bool


class OpenAgain(CallbackData, prefix="clo"):
    client_id: int


class AddClient(CallbackData, prefix="cla"):
    """A new client."""


class FindMore(CallbackData, prefix="clf"):
    """The next page of what was found; the words are remembered with the screen."""

    page: int
