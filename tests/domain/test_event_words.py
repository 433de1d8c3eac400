"""What the words after «/event» mean."""

from datetime import date

import pytest

from domain.event_words import SaidEvent, said_event
from domain.tables import EventKind
from tests.harness import MONDAY, MOSCOW

TODAY = MONDAY.date()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("15.09 цену подняли на 10 %", SaidEvent(EventKind.PRICE, date(2026, 9, 15), "цену подняли на 10 %")),
        ("1 октября конкурент открылся", SaidEvent(EventKind.COMPETITOR, date(2026, 10, 1), "конкурент открылся")),
        ("10 новых магазинов", SaidEvent(EventKind.OTHER, TODAY, "10 новых магазинов")),
        ("Акция «две по цене одной»", SaidEvent(EventKind.PROMOTION, TODAY, "Акция «две по цене одной»")),
        ("September 15 VAT is 22 %", SaidEvent(EventKind.LAW, date(2026, 9, 15), "VAT is 22 %")),
        ("15.09", SaidEvent(EventKind.OTHER, date(2026, 9, 15), "")),
        ("", SaidEvent(EventKind.OTHER, TODAY, "")),
    ],
)
def test_a_day_is_said_first_or_it_is_today(words: str, said: SaidEvent) -> None:
    assert said_event(words, MONDAY, MOSCOW) == said
