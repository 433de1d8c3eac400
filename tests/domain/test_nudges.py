"""When a nudge is said again."""

from datetime import date

from domain.nudges.nudge import FOREVER, Nudge, NudgeKind
from domain.nudges.repeating import Answered, Said, comes

MONDAY = date(2026, 11, 23)
SILENT = Nudge(NudgeKind.SILENT, "client:17", 17, "Ромашка", since=date(2026, 11, 1))
OF_KIND = (NudgeKind.SILENT, "client:17")
NOTHING = Said()


def said_on(day: date, name: str = "client:17") -> Said:
    return Said({OF_KIND: day}, {name: day})


def is_said(
    nudge: Nudge = SILENT,
    said: Said = NOTHING,
    answer: Answered | None = None,
    today: date = MONDAY,
    dated: bool = False,
) -> bool:
    return comes(nudge, today, said, answer, again=28, usual=7, dated=dated)


def off_day(nudge: Nudge) -> Nudge:
    return Nudge(nudge.kind, nudge.subject, nudge.client_id, nudge.client, since=nudge.since, on_day=False)


def test_what_was_never_said_comes() -> None:
    assert is_said()


def test_the_same_reason_comes_again_after_its_own_days() -> None:
    assert not is_said(said=said_on(date(2026, 10, 27)))
    assert is_said(said=said_on(date(2026, 10, 26)))


def test_a_name_said_for_another_reason_comes_after_seven_days() -> None:
    other = Said({(NudgeKind.TAKES_LESS, "client:17"): date(2026, 11, 17)}, {"client:17": date(2026, 11, 17)})
    assert not is_said(said=other)
    assert is_said(said=other, today=date(2026, 11, 24))


def test_a_day_of_its_own_is_said_however_lately_the_name_was() -> None:
    assert is_said(said=said_on(date(2026, 11, 22)), dated=True)


def test_later_puts_it_off_and_brings_it_on_that_very_day_whatever_was_said() -> None:
    answer = Answered(date(2026, 11, 20), MONDAY)
    said = said_on(date(2026, 11, 20))
    assert not is_said(said=said, answer=answer, today=date(2026, 11, 22))
    assert is_said(off_day(SILENT), said, answer)
    assert not is_said(off_day(SILENT), said_on(MONDAY), answer, date(2026, 11, 24)), "it was heard on Monday"


def test_later_that_is_past_and_forgotten_is_not_due_again() -> None:
    heard_long_ago = Said(since=date(2026, 11, 10))
    assert not is_said(off_day(SILENT), heard_long_ago, Answered(date(2026, 11, 5), date(2026, 11, 9)))
    assert is_said(off_day(SILENT), heard_long_ago, Answered(date(2026, 11, 5), date(2026, 11, 10)))


def test_later_of_a_silence_that_has_ended_is_not_of_the_next_one() -> None:
    """He bought in between: the list of Monday and Thursday has him again, not the day that was said."""
    assert not is_said(off_day(SILENT), answer=Answered(date(2026, 10, 20), date(2026, 10, 31)))


def test_a_call_does_not_put_off_a_day_of_its_own() -> None:
    answer = Answered(date(2026, 11, 19), None)
    assert not is_said(answer=answer)
    assert is_said(answer=answer, dated=True)
    assert not is_said(answer=Answered(MONDAY, None), dated=True)


def test_an_answer_without_a_day_is_good_for_the_days_of_its_kind() -> None:
    assert not is_said(answer=Answered(date(2026, 10, 27), None))
    assert is_said(answer=Answered(date(2026, 10, 26), None))


def test_never_again_is_of_one_occasion() -> None:
    answer = Answered(date(2026, 11, 10), FOREVER)
    assert not is_said(answer=answer)
    since = Nudge(NudgeKind.SILENT, "client:17", 17, "Ромашка", since=date(2026, 11, 11))
    assert is_said(since, answer=answer)
