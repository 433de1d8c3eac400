"""Buttons of reports that are forged, or whose picture is no more. Rule: "Security"."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from domain.date_words import add_months
from domain.periods import MOST_MONTHS, Period
from domain.readers.cuts import Cut, CutKind, codes_of, cuts_of
from domain.tables import Client, Product
from handlers.links import ShowReport
from tests.dialogs.test_bad_input import _faults
from tests.harness import MONDAY, Office, add_client

YEAR = "Rfuoxfuxy"


def _clients_of_every_kind(session: Session, keeper: int) -> None:
    for channel, region, source in (("розница", "Москва", "сайт"), ("сеть", "Тула", "выставка")):
        client = session.get_one(Client, add_client(session, keeper, f"Ромашка {region}"))
        client.channel, client.region, client.source = channel, region, source
    session.add(Product(name="Стул", search_name="стул", group="Мебель"))


def _not_products(session: Session, viewer: int) -> list[Cut]:
    return [cut for cut in cuts_of(session, viewer) if cut.kind is not CutKind.PRODUCT]


@pytest.mark.parametrize("kind", ["funnel", "black"])
async def test_more_cuts_than_a_button_holds_are_no_button_of_ours(office: Office, kind: str) -> None:
    """Each button under such a picture would be longer than Telegram takes."""
    office.program.handling.retry_s = 0
    await office.write(lambda s: _clients_of_every_kind(s, office.anna.member_id or 0))
    all_kinds = await office.read(lambda s: codes_of(_not_products(s, office.gleb.member_id or 0)))
    assert all_kinds.count(".") == 4
    await office.gleb.start()
    for view in ("", "text", "cuts", "vs"):
        await office.gleb.tap_data(f"rp:{kind}:{YEAR}:{all_kinds}:{YEAR}:n:{view}:0"[:64])
        await office.gleb.tap_data(f"rp:{kind}:{YEAR}:{all_kinds}::n:{view}:0")
    assert await office.read(_faults) == []


async def test_of_more_than_a_button_holds_the_next_one_is_asked_about(office: Office) -> None:
    await office.write(lambda s: _clients_of_every_kind(s, office.anna.member_id or 0))
    for said in ("розница москва сайт мебель анна", "москва розница сайт против тула сеть выставка"):
        await office.gleb.say(f"/funnel 1.01.2026-20.11.2026 {said}")
        assert not office.gleb.screen.has_photo
        assert office.gleb.screen.flat
    assert await office.read(_faults) == []


async def test_three_cuts_beside_two_can_still_be_changed(office: Office) -> None:
    """The longest that may be asked for in words, in every unit."""
    office.program.handling.retry_s = 0
    await office.write(lambda s: _clients_of_every_kind(s, office.anna.member_id or 0))
    await office.gleb.say("/funnel 1.01.2026-20.11.2026 розница москва сайт против сеть тула")
    assert office.gleb.screen.has_photo
    for words in ("₽", "%"):
        await office.gleb.tap(words)
        for chooser in ("✂️", "⚖️"):
            first = next(text for text in office.gleb.screen.flat if text.startswith(chooser))
            for kind in ("Регион ▸", "Канал ▸"):
                await office.gleb.tap(first)
                await office.gleb.tap(kind)
                await office.gleb.tap("← Назад")
    await office.gleb.tap("🔤 Текстом")
    assert await office.read(_faults) == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("kind", ["plan", "forecast"])
async def test_the_longest_period_is_read_as_any_other(office: Office, kind: str) -> None:
    """Every month of it, and of those before that a forecast is tested by, has a closing of its own."""
    office.program.handling.retry_s = 0
    longest = Period(add_months(MONDAY.date().replace(day=1), 1 - MOST_MONTHS), date(2026, 12, 1))
    await office.gleb.start()
    for view in ("text", "paid", "won"):
        await office.gleb.tap_data(ShowReport(kind=kind, period=longest.code, view=view).pack())
    assert await office.read(_faults) == []


async def test_a_picture_that_is_no_more_comes_anew_when_its_cuts_are_asked_for(office: Office) -> None:
    office.program.handling.retry_s = 0
    first = await office.gleb.say("/digest")
    shown = ShowReport(kind="funnel", period=YEAR, view="cuts").pack()
    office.sandbox.faults.order(
        {"method": "editMessageReplyMarkup", "code": 400, "description": "Bad Request: message to edit not found"}
    )
    screen = await office.gleb.tap_data(shown, first.message_id)
    assert await office.read(_faults) == []
    assert screen.message_id != first.message_id
    assert any(button.startswith("✂️") for button in screen.flat)


@pytest.mark.parametrize("code", ["Rey00f3mx", "Dev6k"])
async def test_figures_of_a_month_before_all_are_this_months(office: Office, code: str) -> None:
    await office.anna.start()
    office.program.handling.retry_s = 0
    await office.anna.tap_data(f"rp:figures:{code}:::::0")
    assert await office.read(_faults) == []
    assert "ноябр" in office.anna.screen.text.lower()
