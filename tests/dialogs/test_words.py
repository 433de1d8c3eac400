"""What every text has in common, whatever it says."""

import re
from pathlib import Path

import pytest

from handlers.words import TEXTS, Html, words


def test_a_name_with_quotes_stands_inside_quotes_as_one_reads_it() -> None:
    say = words("ru")
    assert say.plain("task-with", client="Детский сад «Карусель»", action="встреча") == (
        "«Детский сад „Карусель“», встреча"
    )
    assert say("task-with", client="Шик & «Блеск» <b>", action="встреча") == ("«Шик &amp; „Блеск“ &lt;b&gt;», встреча")


def test_a_name_cut_within_its_quotes_leaves_no_quote_open() -> None:
    assert words("ru").plain("task-with", client="Детский сад «Кару…", action="встреча") == (
        "«Детский сад „Кару…», встреча"
    )


def test_quotes_that_are_not_within_quotes_stay_as_given() -> None:
    say = words("ru")
    assert say("client-title", name="Детский сад «Карусель»") == "Детский сад «Карусель»"
    ready = Html(say("task-with", client="Ромашка", action="встреча"))
    assert say("task-alone", action=ready) == "«Ромашка», встреча"


@pytest.mark.parametrize("file", sorted(TEXTS.rglob("*.ftl")), ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_no_sign_is_a_full_width_one_that_phones_draw_as_a_box(file: Path) -> None:
    assert not re.findall("[\uff01-\uff5e]", file.read_text("utf-8"))
