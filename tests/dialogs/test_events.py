"""/event: marks by words, by taps, and away again."""

import pytest

from tests.harness import Office, plain


async def test_a_line_of_words_is_a_mark(office: Office) -> None:
    screen = await office.vera.say("/event 15.09 цену подняли на 10 % <b>")
    assert plain(screen.text).startswith("✅ Отмечено. 15 сен: цену подняли на 10 % <b>.")


async def test_a_mark_by_taps(office: Office) -> None:
    await office.gleb.say("/event")
    assert (await office.gleb.tap("➕ Отметить")).text == "Что произошло?"
    await office.gleb.tap("⚖️ Закон")
    assert (await office.gleb.say("пять хвостов")).text.startswith("Не похоже на дату.")
    assert "Закон, " in (await office.gleb.say("1 сентября")).text
    assert "1 сен, закон: маркировка мебели" in plain((await office.gleb.say("маркировка мебели")).text)


async def test_a_mark_is_removed_after_a_question(office: Office) -> None:
    await office.vera.say("/event вчера конкурент открылся")
    await office.gleb.say("/event")
    screen = await office.gleb.tap("✖")
    assert screen.text.startswith("Убрать отметку «")
    screen = await office.gleb.tap("✖ Убрать")
    assert screen.text.startswith("Отметки больше нет.")
    assert "Пока ничего не отмечено." in screen.text


async def test_a_rep_has_no_marks_to_make(office: Office) -> None:
    screen = await office.anna.say("/event 15.09 цену подняли")
    assert "Отмечено" not in screen.text
    assert "Пока ничего не отмечено" in (await office.gleb.say("/event")).text


@pytest.mark.parametrize("day", ["32.13", "15.12.2027", "2026-02-30"])
async def test_a_day_that_there_is_not_is_asked_about(office: Office, day: str) -> None:
    said = plain((await office.gleb.say(f"/event {day} цену подняли")).text)
    assert f"«{day}» не день" in said
    assert "Пока ничего не отмечено" in said
