"""What a person did that cannot be done. Each has a sentence in the texts under `error-<name>`."""

from typing import ClassVar


class Refusal(Exception):
    """The use case wrote nothing. `text_key` names the sentence, `values` fill it."""

    text_key: ClassVar[str] = "error-refused"

    def __init__(self, **values: str | int) -> None:
        super().__init__(self.text_key)
        self.values = values


class NotAllowed(Refusal):
    text_key = "error-not-allowed"


class ClientNotYours(Refusal):
    """`name`, `keeper`: all that a colleague may know."""

    text_key = "error-client-not-yours"


class Gone(Refusal):
    """What the tap is about no longer exists or is no longer open."""

    text_key = "error-gone"


class BackdatedTooFar(Refusal):
    text_key = "error-backdated-too-far"


class InTheFuture(Refusal):
    text_key = "error-in-the-future"


class InThePast(Refusal):
    text_key = "error-in-the-past"


class BadName(Refusal):
    text_key = "error-bad-name"


class BadAmount(Refusal):
    text_key = "error-bad-amount"


class BadPhone(Refusal):
    text_key = "error-bad-phone"


class BadChoice(Refusal):
    """Not one of the values offered: forged, or of an older keyboard."""

    text_key = "error-bad-choice"


class DealClosed(Refusal):
    """Won or lost already: only an open deal moves."""

    text_key = "error-deal-closed"


class AmountUnknown(Refusal):
    """Nothing says how much the whole is: neither the deal nor an invoice."""

    text_key = "error-amount-unknown"


class NothingToPay(Refusal):
    text_key = "error-nothing-to-pay"


class CompetitorNeeded(Refusal):
    text_key = "error-competitor-needed"


class WordsNeeded(Refusal):
    text_key = "error-words-needed"


class LastOwner(Refusal):
    """Somebody must be left who may invite and dismiss."""

    text_key = "error-last-owner"


class NotYourself(Refusal):
    """Nobody dismisses himself."""

    text_key = "error-not-yourself"


class NoSuccessor(Refusal):
    """Clients, deals or tasks would be left to nobody."""

    text_key = "error-no-successor"


class TooManyNames(Refusal):
    text_key = "error-too-many-names"


class TooLateToUndo(Refusal):
    text_key = "error-too-late-to-undo"


class BadZone(Refusal):
    text_key = "error-bad-zone"


class BadHours(Refusal):
    text_key = "error-bad-hours"


class BadNumber(Refusal):
    """`most`: the largest that is taken."""

    text_key = "error-bad-number"


class TooLong(Refusal):
    """`length` characters, more than `limit`."""

    text_key = "error-too-long"


class BadDate(Refusal):
    text_key = "error-bad-date"


class NoContactYet(Refusal):
    """A birthday, and nobody whose it is."""

    text_key = "error-no-contact"


class NegativeAmountSaid(Refusal):
    text_key = "error-negative-amount"


class BadThreshold(Refusal):
    """`least`, `most`: between what it may be."""

    text_key = "error-bad-threshold"


class MonthClosed(Refusal):
    """What is counted already is not changed any more."""

    text_key = "error-month-closed"


class AlreadyAway(Refusal):
    """Of these days, or some of them, an absence is known already."""

    text_key = "error-already-away"


class TooLongAway(Refusal):
    text_key = "error-too-long-away"


class NobodyToTake(Refusal):
    """Nobody works on those days, or not who was named."""

    text_key = "error-nobody-to-take"


class BadDay(Refusal):
    """A correction of the calendar that cannot be read."""

    text_key = "error-bad-day"
