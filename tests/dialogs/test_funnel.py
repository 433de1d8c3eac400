"""/funnel and «📊 Отчёты», as each role taps it."""

from datetime import date
from html import unescape
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.periods import Period, month_of
from domain.readers.cuts import member_code
from domain.readers.funnel_report import funnel_report
from domain.readers.looks import Look
from domain.tables import DealState, Member, Picture, Role
from handlers.charts.specs import Bars
from handlers.desk.report import Paper
from handlers.links import ShowReport
from handlers.reports.funnel_spec import funnel_spec
from handlers.words import words
from tests.harness import MONDAY, Handset, Office, Screen, add_client, plain
from tests.use_cases.cohort import Way, add_deal

WON, LOST, OPEN = DealState.WON, DealState.LOST, DealState.OPEN
KEYS = ("contact", "meeting_set", "meeting_held", "offer", "invoice", "paid")
TODAY = MONDAY.date()
OCTOBER = date(2026, 10, 5)


@pytest_asyncio.fixture
async def busy(office: Office) -> Office:
    """Анна: 6 won, 4 lost after an offer, 1 open; Борис: 3 won; each of their clients; two deals without a date."""
    anna, boris = office.anna.member_id or 0, office.boris.member_id or 0

    def job(session: Session) -> None:
        client = add_client(session, anna, "Ромашка $\\frac{1}{$ <b>")
        for _ in range(6):
            add_deal(session, anna, Way(KEYS, WON, TODAY), client_id=client)
        for _ in range(4):
            add_deal(session, anna, Way(KEYS[:4], LOST, TODAY), client_id=client)
        add_deal(session, anna, Way(KEYS[:1]), client_id=client, amount=None)
        for _ in range(3):
            add_deal(session, boris, Way(KEYS, WON, TODAY), client_id=add_client(session, boris, "Лютик"))
        for _ in range(2):
            add_deal(session, boris, Way(KEYS[:1]), created_on=None)

    await office.write(job)
    return office


def text_of(screen: Screen) -> str:
    return plain(screen.text)


async def photo(handset: Handset, words: str) -> Screen:
    screen = await handset.say(words)
    assert screen.has_photo, screen.text
    return screen


async def test_the_owner_asks_for_a_month_and_gets_a_picture_with_its_figures(busy: Office) -> None:
    screen = await photo(busy.gleb, "/funnel ноябрь")
    said = text_of(screen)
    assert said.startswith("Выиграно 64,3 %. Больше всего теряем после «КП отправлено»: 4 из 13 закрытых")
    assert "Выиграны: 9 · 64,3 %\nПотеряны: 4 · 28,6 %\nЕщё в работе: 1 · 7,1 %" in said
    assert "Ещё 2 без даты создания" in said
    assert "Воронка действий. За это время ничего не записано." in said
    assert len(unescape(said)) <= 1024


async def test_without_words_it_is_this_month_and_in_its_first_days_the_last_one(busy: Office) -> None:
    assert "Ноябрь 2026" in text_of(await photo(busy.gleb, "/funnel"))
    busy.clock.move_to(MONDAY.replace(month=12, day=2))
    said = text_of(await photo(busy.gleb, "/funnel"))
    assert said.startswith("Месяц только начался, поэтому показан прошлый.")
    assert "Ноябрь 2026" in said


async def test_after_the_january_holidays_december_is_still_shown(busy: Office) -> None:
    busy.clock.move_to(MONDAY.replace(year=2027, month=1, day=11))
    assert "Декабрь 2026" in text_of(await busy.gleb.say("/funnel"))


@pytest.mark.parametrize("asked", ["/funnel анна ноябрь", "/funnel ноябрь Анна", "/funnel 2026-11 аннв"])
async def test_the_period_and_the_name_come_in_any_order(busy: Office, asked: str) -> None:
    said = text_of(await photo(busy.vera, asked))
    assert "Ноябрь 2026 · Анна" in said
    assert "Выиграны: 6" in said


async def test_a_team_is_named_by_its_words(busy: Office) -> None:
    assert "Отдел продаж" in text_of(await photo(busy.gleb, "/funnel отдел продаж"))


async def test_what_is_not_understood_is_asked_about_with_buttons(busy: Office) -> None:
    screen = await busy.gleb.say("/funnel фыва 2026")
    assert not screen.has_photo
    assert screen.text == "Не нашлось «фыва». Что показать?"
    assert {"👤 Анна", "👥 Отдел продаж", "Вся компания"} <= set(screen.flat)
    screen = await busy.gleb.tap("👤 Анна")
    assert "2026 год · Анна" in text_of(screen)


async def test_of_the_unknown_half_of_a_comparison_it_is_asked_and_the_other_stays(busy: Office) -> None:
    screen = await busy.gleb.say("/funnel ноябрь анна против фыва")
    assert screen.text == "Не нашлось «фыва». Что показать?"
    assert {"👤 Борис", "📅 октябрь 2026"} <= set(screen.flat)
    said = text_of(await busy.gleb.tap("👤 Борис"))
    assert "Ноябрь 2026 · Анна · по дате создания сделок ↔ Борис" in said


@pytest.mark.parametrize(
    ("words", "button", "shown"),
    [
        ("ноябрь против октября фыва", "👤 Борис", "Ноябрь 2026 · Борис · по дате создания сделок ↔ октябрь 2026"),
        ("ноябрь анна vs", "👤 Борис", "Ноябрь 2026 · Анна · по дате создания сделок ↔ Борис"),
    ],
)
async def test_what_was_understood_of_a_comparison_stays(busy: Office, words: str, button: str, shown: str) -> None:
    screen = await busy.gleb.say(f"/funnel {words}")
    assert screen.text in ("Не нашлось «фыва». Что показать?", "С чем сравнить?")
    assert shown in text_of(await busy.gleb.tap(button))


async def test_what_is_written_like_the_unknown_word_is_offered_and_every_kind_of_cut(busy: Office) -> None:
    await busy.write(lambda session: add_client(session, busy.anna.member_id or 0, "Сетевой", channel="розница"))
    screen = await busy.gleb.say("/funnel розничный")
    assert screen.text == "Не нашлось «розничный». Что показать?"
    assert screen.flat[0] == "розница"
    await busy.gleb.tap("Канал ▸")
    assert "вся компания · розница" in text_of(await busy.gleb.tap("розница"))


@pytest.mark.parametrize(
    ("words", "question", "tap", "shown"),
    [
        (
            "анна борис",
            "Показать можно рядом или что-то одно. Что показать?",
            "⚖️ Анна ↔ Борис",
            "Анна · по дате создания сделок ↔ Борис",
        ),
        (
            "октябрь ноябрь",
            "Названо два времени. Сравнить их или взять вместе?",
            "⚖️ ноябрь 2026 ↔ октябрь 2026",
            "↔ октябрь 2026",
        ),
        (
            "ноябрь октябрь",
            "Названо два времени. Сравнить их или взять вместе?",
            "📅 1 окт – 30 ноя",
            "1 окт – 30 ноя · вся компания",
        ),
        ("наябрь", "Не нашлось «наябрь». Что показать?", "📅 ноябрь 2026", "Ноябрь 2026 · вся компания"),
        ("q5", "Нет такого времени: «q5». За какое время показать?", "Квартал", "4 кв. 2026 · вся компания"),
    ],
)
async def test_what_can_be_meant_is_one_tap_away(busy: Office, words: str, question: str, tap: str, shown: str) -> None:
    screen = await busy.gleb.say(f"/funnel {words}")
    assert screen.text == question
    assert shown in text_of(await busy.gleb.tap(tap))


async def test_who_leads_without_clients_of_his_own_is_not_offered_and_still_found(busy: Office) -> None:
    screen = await busy.gleb.say("/funnel фыва")
    assert not {"👤 Вера", "👤 Глеб"} & set(screen.flat)
    assert "Ноябрь 2026 · Вера" in text_of(await busy.gleb.say("/funnel вера ноябрь"))


async def test_of_two_annas_it_is_asked_which(busy: Office) -> None:
    def hire(session: Session) -> None:
        session.add(Member(name="Анна Ёж", role=Role.REP, joined_at=MONDAY))
        session.get_one(Member, busy.anna.member_id).name = "Анна Лис"

    await busy.write(hire)
    screen = await busy.gleb.say("/funnel анна")
    assert screen.text == "Что из этого «анна»?"
    assert {"👤 Анна Лис", "👤 Анна Ёж"} <= set(screen.flat)
    assert "👤 Борис" not in screen.flat


async def test_another_period_comes_in_the_same_message(busy: Office) -> None:
    first = await photo(busy.gleb, "/funnel ноябрь")
    assert not any(name.endswith("▶") for name in first.flat)
    earlier = await busy.gleb.tap("◀")
    assert earlier.message_id == first.message_id
    assert "Октябрь 2026" in text_of(earlier)
    later = await busy.gleb.tap("ноябрь 2026 ▶")
    assert text_of(later) == text_of(first)
    year = await busy.gleb.tap("Год")
    assert (year.message_id, "2026 год" in text_of(year)) == (first.message_id, True)
    everything = text_of(await busy.gleb.tap("Всё"))
    assert "Создано 16 сделок" in everything
    assert "Из них 2 без даты создания" in everything


async def test_the_manager_cuts_it_by_a_rep_in_place(busy: Office) -> None:
    first = await photo(busy.vera, "/funnel")
    chooser = await busy.vera.tap("✂️ мои команды")
    assert (chooser.message_id, chooser.has_photo) == (first.message_id, True)
    screen = await busy.vera.tap("👤 Борис")
    assert screen.message_id == first.message_id
    assert "Ноябрь 2026 · Борис" in text_of(screen)
    await busy.vera.tap("✂️ Борис")
    assert "мои команды" in text_of(await busy.vera.tap("Мои команды"))


async def test_a_rep_sees_his_own_and_is_offered_no_others(busy: Office) -> None:
    screen = await photo(busy.anna, "/funnel")
    assert "мои" in text_of(screen)
    assert "Выиграны: 6" in text_of(screen)
    offered = await busy.anna.tap("✂️ мои")
    assert not any("Борис" in name for name in offered.flat)
    asked = await busy.anna.say("/funnel борис")
    assert asked.text.startswith("Не нашлось «борис». Вам видны свои сделки.")
    assert not any("Борис" in name for name in asked.flat)


async def test_a_forged_button_shows_nobody_elses_figures(busy: Office) -> None:
    screen = await photo(busy.anna, "/funnel")
    for view in ("", "text", "how", "pick", "won", "s1"):
        data = ShowReport(kind="funnel", cuts=member_code(busy.boris.member_id or 0), view=view).pack()
        await busy.anna.tap_data(data, screen.message_id)
        assert busy.anna.toasts[-1].startswith("Это доступно не всем.")
    for period in ("month_2026-13-01", "range_1", "x"):
        await busy.anna.tap_data(ShowReport(kind="funnel", period=period).pack(), screen.message_id)
    assert text_of(busy.anna.screen) == text_of(screen)


async def test_few_cases_carry_their_interval(busy: Office) -> None:
    def more(session: Session) -> None:
        for way in (Way(KEYS, WON, TODAY), Way(KEYS[:1], LOST, TODAY), Way(KEYS[:1], LOST, TODAY)):
            add_deal(session, busy.boris.member_id or 0, way)

    await busy.write(more)
    assert "Из всех: 66,7 % · 4 из 6 (30–90 %)" in text_of(await photo(busy.gleb, "/funnel борис"))


async def test_three_deals_are_shown_themselves_without_percentages(busy: Office) -> None:
    screen = await photo(busy.gleb, "/funnel борис")
    assert text_of(screen).startswith("Сделок всего 3, проценты ни о чём не скажут. Вот они")
    assert "%" not in screen.text
    assert sum("Лютик" in name for name in screen.flat) == 3


async def test_what_two_closed_deals_came_to_is_no_finding_without_its_interval(office: Office) -> None:
    anna = office.anna.member_id or 0

    def job(session: Session) -> None:
        client = add_client(session, anna, "Ромашка")
        for way in (Way(KEYS, WON, TODAY), Way(KEYS, WON, TODAY), *[Way(KEYS[:2])] * 8):
            add_deal(session, anna, way, client_id=client)

    await office.write(job)
    said = text_of(await photo(office.gleb, "/funnel ноябрь"))
    assert said.startswith("Ещё в работе 8 из 10. Из закрытых выиграно 100 % (34–100 %)")


async def test_an_unripe_cohort_says_so_and_gives_the_closed_apart(busy: Office) -> None:
    def more(session: Session) -> None:
        for _ in range(6):
            add_deal(session, busy.anna.member_id or 0, Way(KEYS[:1]))

    await busy.write(more)
    said = text_of(await photo(busy.gleb, "/funnel анна"))
    assert said.startswith("Ещё в работе 7 из 17. Из закрытых выиграно 60 %")
    assert "Из закрытых: 60 % · 6 из 10" in said


async def test_an_empty_month_is_said_in_words(busy: Office) -> None:
    screen = await busy.gleb.say("/funnel март 2025")
    assert not screen.has_photo
    assert screen.text.startswith("За это время сделок нет")
    assert "Всё" in screen.flat


async def test_the_rows_are_paged_and_each_opens_its_deal(busy: Office) -> None:
    picture = await photo(busy.gleb, "/funnel")
    chooser = await busy.gleb.tap("🔍 Показать строки")
    assert chooser.message_id != picture.message_id
    assert {"Выиграны: 9", "Потеряны: 4", "Без даты создания: 2", "КП отправлено: 13"} <= set(chooser.flat)
    first = await busy.gleb.tap("КП отправлено: 13")
    assert first.text.startswith("Дошли до «КП отправлено»: 13")
    assert "1/2" in first.flat
    second = await busy.gleb.tap("→")
    assert second.message_id == first.message_id
    assert "13. " in second.text
    await busy.gleb.tap("← Какие строки")
    assert "клиент не указан" in (await busy.gleb.tap("Без даты создания: 2")).text
    opened = await busy.gleb.tap("клиент не указан")
    assert "Заказ" in opened.text


async def test_the_text_has_every_figure_of_the_picture(busy: Office) -> None:
    await photo(busy.gleb, "/funnel ноябрь")
    said = (await busy.gleb.tap("🔤 Текстом")).text
    report = await busy.read(lambda s: funnel_report(s, busy.gleb.member_id or 0, Look(month_of(TODAY)), TODAY))
    spec = funnel_spec(Paper(words("ru"), TODAY, "", "light"), report)
    shown = [spec.title, spec.subtitle]
    for panel in spec.panels:
        assert isinstance(panel, Bars)
        shown += [panel.heading, panel.remark, panel.empty]
        for bar in panel.bars:
            shown += [bar.name, bar.label, bar.note, bar.between]
    assert [piece for piece in shown if piece not in said] == []
    assert "данные на 23 ноя 10:00" in said


async def test_how_it_is_counted_names_the_rule_and_what_was_left_out(busy: Office) -> None:
    await photo(busy.gleb, "/funnel ноябрь")
    said = text_of(await busy.gleb.tap("❓ Как посчитано"))
    assert "20 % сделок" in said
    assert "Ещё 2 без даты создания" in said


async def test_the_same_picture_is_uploaded_once_until_the_data_move(busy: Office) -> None:
    async def uploads() -> int:
        return int(await busy.read(lambda s: s.scalar(select(func.count()).select_from(Picture))))

    await photo(busy.gleb, "/funnel ноябрь")
    first = busy.gleb.screen.raw["photo"]
    await photo(busy.gleb, "/funnel ноябрь")
    assert busy.gleb.screen.raw["photo"] == first
    assert await uploads() == 1
    await photo(busy.gleb, "/funnel 2026")
    assert await uploads() == 2


async def test_a_picture_telegram_has_forgotten_is_uploaded_again(busy: Office) -> None:
    await photo(busy.gleb, "/funnel ноябрь")

    def forget(session: Session) -> None:
        for picture in session.scalars(select(Picture)):
            picture.file_id = "AgACAgIAAxkBAAforgotten"

    await busy.write(forget)
    screen = await photo(busy.gleb, "/funnel ноябрь")
    kept = await busy.read(lambda s: s.scalars(select(Picture.file_id)).all())
    assert kept == [screen.raw["photo"][-1]["file_id"]]


@pytest.mark.parametrize("name", ["vera", "gleb"])
async def test_reports_open_from_the_keyboard_by_their_questions(busy: Office, name: str) -> None:
    handset: Any = getattr(busy, name)
    await handset.start()
    await handset.press("📊 Отчёты")
    await handset.tap("Что чинить?")
    assert (await handset.tap("🔻 Воронка")).has_photo


def test_every_button_fits_into_telegrams_bytes() -> None:
    wide = ShowReport(
        kind="segments", period=Period(date(2026, 10, 15), date(2026, 11, 21)).code, cuts="m99999.cAb3x.rAb3x"
    )
    picture = wide.model_copy(update={"versus": "t99999", "unit": "m", "view": "cutsc", "page": 99})
    rows = wide.model_copy(update={"view": "clientless", "page": 99_999})
    assert max(len(link.pack().encode()) for link in (picture, rows)) <= 64


async def test_a_channel_narrows_the_funnel_by_words_and_by_buttons(busy: Office) -> None:
    def more(session: Session) -> None:
        client = add_client(session, busy.anna.member_id or 0, "Сетевой", channel="сеть", region="Москва")
        for _ in range(5):
            add_deal(session, busy.anna.member_id or 0, Way(KEYS, WON, TODAY), client_id=client)

    await busy.write(more)
    said = text_of(await photo(busy.gleb, "/funnel сеть анна ноябрь"))
    assert "Ноябрь 2026 · Анна · сеть" in said
    assert "Выиграны: 5" in said
    beside = text_of(await photo(busy.gleb, "/funnel анна против бориса сеть ноябрь"))
    assert "Ноябрь 2026 · Анна · сеть · по дате создания сделок ↔ Борис · сеть" in beside
    await photo(busy.gleb, "/funnel ноябрь")
    await busy.gleb.tap("✂️ вся компания")
    await busy.gleb.tap("Канал ▸")
    screen = await busy.gleb.tap("сеть")
    assert "Ноябрь 2026 · вся компания · сеть" in text_of(screen)
    await busy.gleb.tap("✂️ вся компания · сеть")
    assert "Выиграны: 14" in text_of(await busy.gleb.tap("✖ сеть"))


async def test_two_months_stand_beside_each_other(busy: Office) -> None:
    def more(session: Session) -> None:
        for _ in range(6):
            add_deal(session, busy.boris.member_id or 0, Way(KEYS, WON, OCTOBER), created_on=OCTOBER)

    await busy.write(more)
    said = text_of(await photo(busy.gleb, "/funnel ноябрь против октября"))
    assert "↔ октябрь 2026" in said
    assert "(октябрь 2026: 6 · 600 тыс. ₽ · ↓ 100 % (61–100 %))" in said
    assert "Выиграны: 9 · 64,3 % (октябрь 2026: 6 · 100 % (61–100 %))" in said
    await photo(busy.gleb, "/funnel ноябрь")
    await busy.gleb.tap("⚖️ Сравнить")
    screen = await busy.gleb.tap("📅 октябрь 2026")
    assert text_of(screen) == said
    assert "Октябрь 2026 · вся компания · по дате создания сделок ↔ сентябрь 2026" in text_of(await busy.gleb.tap("◀"))
    assert text_of(await busy.gleb.tap("ноябрь 2026 ▶")) == said
    await busy.gleb.tap("⚖️ Рядом: октябрь 2026")
    assert "↔" not in text_of(await busy.gleb.tap("✖ Без сравнения"))


async def test_two_reps_stand_beside_each_other(busy: Office) -> None:
    said = text_of(await photo(busy.vera, "/funnel анна против бориса ноябрь"))
    assert "Ноябрь 2026 · Анна · по дате создания сделок ↔ Борис" in said
    assert "Выиграны: 6 · 54,5 % (Борис: 3)" in said


async def test_a_forged_comparison_is_refused(busy: Office) -> None:
    screen = await photo(busy.anna, "/funnel")
    for versus in (member_code(busy.boris.member_id or 0), "t1", "zzz", "Rxxx", "Mzzzz", "m", "c...."):
        await busy.anna.tap_data(ShowReport(kind="funnel", versus=versus).pack(), screen.message_id)
        assert busy.anna.toasts[-1].startswith(("Это доступно не всем.", "Такого выбора нет.")), versus
    assert text_of(busy.anna.screen) == text_of(screen)


async def test_an_open_month_is_compared_with_the_last_one_on_the_same_day(office: Office) -> None:
    """On its 23rd day October had 2 of 10 paid; November has 3 of 12, and 6 of them are open."""
    anna, day = office.anna.member_id or 0, TODAY.day

    def job(session: Session) -> None:
        for number in range(10):
            paid_on = date(2026, 10, 3 if number < 2 else day + 1)
            add_deal(session, anna, Way(KEYS, WON, paid_on), created_on=date(2026, 10, 1))
        add_deal(session, anna, Way(KEYS[:1]), created_on=date(2026, 10, day + 1))
        for way in [Way(KEYS, WON, TODAY)] * 3 + [Way(KEYS[:2], LOST, TODAY)] * 3 + [Way(KEYS[:1])] * 6:
            add_deal(session, anna, way, created_on=date(2026, 11, 2))

    await office.write(job)
    said = text_of(await photo(office.gleb, "/funnel ноябрь против октября"))
    assert said.startswith(f"Ещё в работе 6 из 12. На {day}-й день выиграно 25 % против 20 %")
