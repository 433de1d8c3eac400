"""Segments by taps: built, saved, listed, given out as tasks. Rule: "Segments", Target segment."""

from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.runner import perform
from domain.periods import month_of, quarter_of, year_of
from domain.tables import Audit, GroupClient, Keeper, Product, PurchaseLine, Segment, Task, TaskGroup, TaskState
from domain.target_segments import MOST_RULES, PurchaseRule, TargetSegment, days_gone_by, to_json
from domain.use_case import Cause
from domain.use_cases.segments import begin_segment
from handlers.links import ExportReport, OpenSegment
from handlers.segments.links import DropSegment, GiveTasks, OpenGroup, PutSpan, PutValue, ShowSegment, StopGroup
from tests.harness import MONDAY, MOSCOW, Handset, Office, add_client, plain
from tests.use_cases.buying import buy


async def base(office: Office) -> dict[str, int]:
    """Анна keeps a regular of 2025 who fell silent, a regular who did not, and a newcomer; Борис a silent regular."""
    assert office.anna.member_id
    assert office.boris.member_id
    anna, boris = office.anna.member_id, office.boris.member_id

    def write(session: Session) -> dict[str, int]:
        ids = {
            "Ромашка": add_client(session, anna, "Ромашка", contact="Ольга Петровна", channel="розница"),
            "Лютик": add_client(session, anna, "Лютик", channel="розница"),
            "Новый": add_client(session, anna, "Новый", channel="сеть"),
            "Пион": add_client(session, boris, "Пион", channel="сеть"),
        }
        for name in ("Ромашка", "Лютик", "Пион"):
            for month in range(1, 13):
                buy(session, ids[name], date(2025, month, 5), 10_000_00)
        buy(session, ids["Лютик"], date(2026, 2, 5), 10_000_00)
        buy(session, ids["Новый"], date(2026, 11, 5), 5_000_00)
        return ids

    made: dict[str, int] = await office.write(write)
    return made


async def example(office: Office, who: Handset) -> None:
    """«Постоянные (X) в 2025, ни одной покупки в 1 кв. 2026», by taps and words."""
    await who.say("/segment")
    await who.tap("➕ Новый сегмент")
    await who.tap("Класс ABC · XYZ")
    await who.tap("X")
    await who.tap("🗓")
    await who.tap("2025")
    await who.tap("← К сегменту")
    await who.tap("Когда покупали")
    await who.tap("➕ Не покупали")
    await who.tap("✍️ Написать другое")
    await who.say("1 кв 2026")


async def opened(office: Office, who: Handset) -> None:
    """The same clients as a segment of that person's, ready: bought in 2025, and not in the first quarter of 2026."""
    assert who.member_id
    year, quarter = year_of(date(2025, 1, 1)).code, quarter_of(date(2026, 1, 1)).code
    asks = TargetSegment(purchases=(PurchaseRule(year, True), PurchaseRule(quarter, False)))
    case = perform(begin_segment, who.member_id, Cause("k", MONDAY, MONDAY), to_json(asks), f"made:{who.member_id}")
    made = await office.write(case)
    await who.say("/segment")
    await who.tap_data(ShowSegment(segment_id=made.segment_id).pack())


async def test_regulars_of_a_year_who_bought_nothing_in_a_quarter_are_found_and_saved(office: Office) -> None:
    await base(office)
    await example(office, office.vera)
    screen = office.vera.screen
    assert "X (постоянные) за 2025" in screen.text
    assert "ни одной покупки: 1 кв. 2026" in screen.text
    assert "Нашлось <b>2</b> клиента" in screen.text or "Нашлось 2 клиента" in screen.text
    await office.vera.tap("💾 Сохранить")
    await office.vera.say("Постоянные, замолчали")
    assert "Постоянные, замолчали" in office.vera.screen.text
    await office.vera.tap("📋 Клиенты: 2")
    assert "Ромашка" in office.vera.screen.text
    assert "Пион" in office.vera.screen.text
    assert "Лютик" not in office.vera.screen.text
    await office.vera.tap("Ромашка")
    assert "Ромашка" in office.vera.screen.text


async def to_preview(who: Handset) -> None:
    """From a segment's card to what will come of its tasks."""
    await who.tap("📌 Дать задачи")
    await who.tap("📞 Позвонить")
    await who.say("{имя}, здравствуйте! Держим прошлогоднюю цену.")
    await who.tap("Без файла")
    await who.say("4 декабря")


async def given_out(office: Office) -> None:
    while await office.program.jobs.run_next():
        pass


async def tasks(office: Office) -> list[Task]:
    found: list[Task] = await office.read(lambda s: list(s.scalars(select(Task).order_by(Task.id))))
    return found


async def test_tasks_over_a_segment_go_to_the_keepers_who_are_told_once(office: Office) -> None:
    ids = await base(office)
    await opened(office, office.vera)
    await to_preview(office.vera)
    assert "2 клиента, 2 менеджера, по 1 в день до вт 24 ноя" in plain(office.vera.screen.text)
    assert "Задачи получат все" in office.vera.screen.text
    await office.vera.tap("✅ Раздать задачи")
    assert "Раздаю: 0 из 2" in office.vera.screen.text
    await given_out(office)
    await office.vera.tap("🔄 Обновить")
    assert "Сделано 0 из 2" in office.vera.screen.text
    made = await tasks(office)
    assert {(task.assignee_id, task.client_id) for task in made} == {
        (office.anna.member_id, ids["Ромашка"]),
        (office.boris.member_id, ids["Пион"]),
    }
    assert all(task.due_on == date(2026, 11, 24) for task in made)
    await office.later(minutes=1)
    told = [screen for screen in office.anna.heard if "Вера просит" in screen.text]
    assert len(told) == 1
    assert "1 клиент, вт 24 ноя" in told[0].text


async def test_the_task_says_the_words_with_the_clients_own_name(office: Office) -> None:
    await base(office)
    await opened(office, office.vera)
    await to_preview(office.vera)
    await office.vera.tap("✅ Раздать задачи")
    await given_out(office)
    await office.anna.say("/tasks")
    await office.anna.tap("Завтра")
    await office.anna.tap("Ромашка")
    assert "Ольга Петровна, здравствуйте! Держим" in office.anna.screen.text


async def test_a_file_goes_with_the_tasks(office: Office) -> None:
    await base(office)
    await opened(office, office.anna)
    await office.anna.tap("📌 Дать задачи")
    await office.anna.tap("✉️ Письмо")
    await office.anna.tap("Без текста")
    await office.anna.act(office.sandbox.acts.share, {"document": {"name": "price.pdf"}})
    await office.anna.say("4 декабря")
    assert "С файлом" in office.anna.screen.text
    await office.anna.tap("✅ Раздать задачи")
    await given_out(office)
    await office.anna.say("/tasks")
    await office.anna.tap("Завтра")
    await office.anna.tap("Ромашка")
    await office.anna.tap("📎 Файл для клиента")
    assert "document" in office.anna.screen.raw


async def test_a_rep_finds_and_tasks_his_own_clients_only(office: Office) -> None:
    ids = await base(office)
    await opened(office, office.anna)
    assert "Нашёлся 1 клиент" in office.anna.screen.text
    assert "Кто ведёт" not in office.anna.screen.flat
    await to_preview(office.anna)
    assert "1 задача, по 1 в день до вт 24 ноя" in plain(office.anna.screen.text)
    await office.anna.tap("✅ Раздать задачи")
    await given_out(office)
    assert [task.client_id for task in await tasks(office)] == [ids["Ромашка"]]
    await office.later(minutes=1)
    assert not [screen for screen in office.anna.heard if "просит" in screen.text]


async def test_two_taps_begin_one_group(office: Office) -> None:
    await base(office)
    await opened(office, office.vera)
    await to_preview(office.vera)
    screen = office.vera.screen
    office.vera.tap_only("✅ Раздать задачи", screen)
    office.vera.tap_only("✅ Раздать задачи", screen)
    await office.settle()
    await given_out(office)
    assert len(await tasks(office)) == 2
    assert await office.read(lambda s: len(s.scalars(select(TaskGroup.id)).all())) == 1


async def test_somebody_elses_segment_cannot_be_opened_changed_or_given_out(office: Office) -> None:
    await base(office)
    await opened(office, office.vera)
    segment_id = await office.read(lambda s: s.scalar(select(Segment.id)))
    await office.boris.say("/segment")
    before = await office.read(lambda s: s.scalar(select(Segment.filter)))
    for data in (
        ShowSegment(segment_id=segment_id, part="list"),
        ShowSegment(segment_id=segment_id, part="chart"),
        PutValue(segment_id=segment_id, part="class", value="a1", on=True),
        DropSegment(segment_id=segment_id, how="yes"),
        DropSegment(segment_id=segment_id, how="back"),
        GiveTasks(segment_id=segment_id),
    ):
        await office.boris.tap_data(data.pack())
    assert await office.read(lambda s: s.scalar(select(Segment.filter))) == before
    assert await office.read(lambda s: s.scalar(select(Segment.deleted_at))) is None
    assert "Ромашка" not in office.boris.screen.text


async def test_values_that_are_not_offered_are_refused(office: Office) -> None:
    await base(office)
    await office.vera.say("/segment")
    await office.vera.tap("➕ Новый сегмент")
    segment_id = await office.read(lambda s: s.scalar(select(Segment.id)))
    forged = ["class:a9", "class:z1", "life:7", "life:²", "keeper:4", "channel:cABCD", "shoe:1"]
    for part, value in (one.split(":") for one in forged):
        await office.vera.tap_data(PutValue(segment_id=segment_id, part=part, value=value, on=True).pack())
    assert await office.read(lambda s: s.scalar(select(Segment.filter))) == {}


async def test_no_more_conditions_than_can_be_taken_away_by_buttons(office: Office) -> None:
    """A screen of long ago, or a forged tap, adds one more each time."""
    await base(office)
    await office.vera.say("/segment")
    await office.vera.tap("➕ Новый сегмент")
    segment_id = await office.read(lambda s: s.scalar(select(Segment.id)))
    for days in range(1, 9):
        span = days_gone_by(days)
        await office.vera.tap_data(PutSpan(segment_id=segment_id, rule="b", key="", span=span).pack())
    kept = await office.read(lambda s: s.scalar(select(Segment.filter)))
    assert len(kept["purchases"]) == MOST_RULES


async def test_a_group_of_another_team_is_nobodys_business(office: Office) -> None:
    await base(office)
    await opened(office, office.vera)
    await to_preview(office.vera)
    await office.vera.tap("✅ Раздать задачи")
    await given_out(office)
    group_id = await office.read(lambda s: s.scalar(select(TaskGroup.id)))
    await office.anna.say("/segment")
    await office.anna.tap_data(OpenGroup(group_id=group_id).pack())
    assert "Пион" not in office.anna.screen.text
    assert "Борис" not in office.anna.screen.text
    await office.anna.tap_data(StopGroup(group_id=group_id, sure=True).pack())
    assert await office.read(lambda s: s.scalar(select(TaskGroup.stopped_at))) is None
    await office.gleb.say("/segment")
    await office.gleb.tap("📌 Групповые задачи")
    await office.gleb.tap("Покупали: 2025")
    assert "Борис: 0 из 1" in office.gleb.screen.text


async def test_a_stopped_group_takes_open_tasks_back_and_leaves_what_is_done(office: Office) -> None:
    await base(office)
    await opened(office, office.vera)
    await to_preview(office.vera)
    await office.vera.tap("✅ Раздать задачи")
    await given_out(office)

    def done(session: Session) -> None:
        session.scalars(select(Task).order_by(Task.id)).first().state = TaskState.DONE  # type: ignore[union-attr]

    await office.write(done)
    await office.vera.tap("🔄 Обновить")
    await office.vera.tap("⏹ Остановить")
    assert "Снимется 1 открытая задача" in office.vera.screen.text
    await office.vera.tap("Да, остановить")
    await given_out(office)
    assert [task.state for task in await tasks(office)] == [TaskState.DONE, TaskState.CANCELLED]


async def test_a_group_stopped_before_it_was_given_out_gives_nothing(office: Office) -> None:
    await base(office)
    await opened(office, office.vera)
    await to_preview(office.vera)
    await office.vera.tap("✅ Раздать задачи")
    await office.vera.tap("⏹ Остановить")
    await office.vera.tap("Да, остановить")
    await given_out(office)
    assert await tasks(office) == []
    await office.later(hours=1)
    assert not [screen for screen in office.anna.heard if "просит" in screen.text]


async def test_some_left_untouched_are_compared_and_without_them_it_is_said_to_be_no_comparison(office: Office) -> None:
    assert office.anna.member_id
    anna = office.anna.member_id

    def write(session: Session) -> list[int]:
        return [add_client(session, anna, f"Клиент {number}") for number in range(40)]

    ids = await office.write(write)
    await office.vera.say("/segment")
    await office.vera.tap("➕ Новый сегмент")
    await to_preview(office.vera)
    await office.vera.tap("Без задач 20 %")
    assert "8 клиентов наугад останутся без задач" in plain(office.vera.screen.text)
    assert "32 клиента" in plain(office.vera.screen.text)
    await office.vera.tap("✅ Раздать задачи")
    await given_out(office)
    untouched = await office.read(
        lambda s: list(s.scalars(select(GroupClient.client_id).where(GroupClient.task_id.is_(None))))
    )
    assert len(untouched) == 8
    buyers = [client for client in ids if client not in untouched][:24]
    await office.write(lambda s: [buy(s, client, date(2026, 12, 1), 1_000_00) for client in buyers])
    await office.write(lambda s: buy(s, ids[0], date(2026, 12, 23), 999_000_00))  # after the 30 days
    for clock in (office.clock, office.sandbox.clock):
        clock.move_to(datetime.combine(date(2026, 12, 24), time(10), MOSCOW))
    await office.vera.say("/segment")
    await office.vera.tap("📌 Групповые задачи")
    await office.vera.tap("Все клиенты")
    await office.vera.tap("📈 Что вышло")
    text = plain(office.vera.screen.text)
    assert "С задачей: купили 24 из 32 (75 %), 24 тыс. ₽" in text
    assert "Без задачи: купили 0 из 8 (0 %), 0 ₽" in text
    assert "Разница 75 % (с вероятностью 95 % между 38 % и 87 %)." in text
    assert "больше, чем бывает случайно" in text
    assert "Сверх того, что купили бы и так: 24 тыс. ₽" in text


async def test_without_anybody_untouched_the_result_says_it_is_no_comparison(office: Office) -> None:
    await base(office)
    await opened(office, office.vera)
    await to_preview(office.vera)
    await office.vera.tap("✅ Раздать задачи")
    await given_out(office)
    await office.vera.tap("📈 Что вышло")
    assert "Это не сравнение" in office.vera.screen.text
    assert "Задача не сделана: купили 0 из 2" in plain(office.vera.screen.text)
    assert "итог не окончательный" in office.vera.screen.text


async def test_nobody_in_a_segment_is_said_and_nothing_can_be_given_out(office: Office) -> None:
    await office.vera.say("/segment")
    await office.vera.tap("➕ Новый сегмент")
    assert "Таких клиентов нет" in office.vera.screen.text
    assert not [label for label in office.vera.screen.flat if "Дать задачи" in label]
    segment_id = await office.read(lambda s: s.scalar(select(Segment.id)))
    await office.vera.tap_data(GiveTasks(segment_id=segment_id).pack())
    await office.vera.tap("📞 Позвонить")
    await office.vera.tap("Без текста")
    await office.vera.tap("Без файла")
    await office.vera.say("4 декабря")
    assert "Раздать задачи" not in " ".join(office.vera.screen.flat)
    assert "некому" in office.vera.screen.text


async def test_a_client_who_passes_to_another_meanwhile_gets_no_task(office: Office) -> None:
    ids = await base(office)
    await opened(office, office.vera)
    await to_preview(office.vera)
    await office.vera.tap("✅ Раздать задачи")
    assert office.gleb.member_id
    gleb = office.gleb.member_id

    def pass_over(session: Session) -> None:
        keeper = session.scalars(select(Keeper).where(Keeper.client_id == ids["Пион"])).one()
        keeper.member_id = gleb

    await office.write(pass_over)
    await given_out(office)
    assert [task.client_id for task in await tasks(office)] == [ids["Ромашка"]]
    await office.vera.tap("🔄 Обновить")
    assert "1 клиент за это время закрыт или перешёл к другому" in office.vera.screen.text


async def test_a_cell_of_a_matrix_opens_as_a_segment(office: Office) -> None:
    await base(office)
    await office.gleb.say("/segment")
    await office.gleb.tap_data(OpenSegment(classes="x1", period="Ykgcx").pack())
    await office.gleb.tap_data(OpenSegment(classes="a1x12", period="").pack())
    assert "A · X (постоянные), Y (нерегулярные) за 12 месяцев по октябрь 2026" in office.gleb.screen.text


async def test_long_names_with_marks_are_shown_as_they_are(office: Office) -> None:
    await base(office)
    await opened(office, office.vera)
    await office.vera.tap("💾 Сохранить")
    await office.vera.say("х" * 61)
    assert "до 60 знаков" in office.vera.screen.text
    await office.vera.say("<b>«Ю» & Ко</b>")
    assert "<b>«Ю» & Ко</b>" in office.vera.screen.text
    await office.vera.say("/segment")
    assert "<b>«Ю» & Ко</b>" in office.vera.screen.flat


async def test_a_deleted_segment_comes_back_by_one_tap(office: Office) -> None:
    await base(office)
    await opened(office, office.vera)
    await office.vera.tap("💾 Сохранить")
    await office.vera.say("Постоянные")
    await office.vera.tap("🗑 Удалить")
    await office.vera.tap("Да, удалить")
    await office.vera.tap("↩️ Вернуть")
    await office.vera.tap("← Сегменты")
    assert "Постоянные" in office.vera.screen.flat


async def test_the_owner_takes_a_segment_out_as_a_file_and_a_manager_does_not(office: Office) -> None:
    await base(office)
    await opened(office, office.gleb)
    await office.gleb.tap("📋 Клиенты: 2")
    segment_id = await office.read(lambda s: s.scalar(select(Segment.id)))
    await office.gleb.tap("📄 XLSX")
    await given_out(office)
    assert "document" in office.gleb.screen.raw
    assert "2" in office.gleb.screen.text
    noted = await office.read(lambda s: s.scalars(select(Audit.details).where(Audit.action == "export")).one())
    assert noted["rows"] == 2
    assert "ни одной покупки" in noted["of"]
    await opened(office, office.vera)
    await office.vera.tap("📋 Клиенты: 2")
    assert "📄 XLSX" not in office.vera.screen.flat
    forged = ExportReport(kind="segment", period="Mk3m5", view=str(segment_id))
    await office.vera.tap_data(forged.pack())
    await given_out(office)
    assert not [screen for screen in office.vera.heard if "document" in screen.raw]


async def test_somebody_elses_segment_is_not_taken_out(office: Office) -> None:
    await base(office)
    await opened(office, office.vera)
    segment_id = await office.read(lambda s: s.scalar(select(Segment.id)))
    await office.gleb.say("/segment")
    period = month_of(MONDAY.date()).code
    await office.gleb.tap_data(ExportReport(kind="segment", period=period, view=str(segment_id)).pack())
    await given_out(office)
    assert not [screen for screen in office.gleb.heard if "document" in screen.raw]


async def test_the_call_queue_shows_the_words_for_each_client(office: Office) -> None:
    await base(office)
    await opened(office, office.anna)
    await to_preview(office.anna)
    await office.anna.tap("✅ Раздать задачи")
    await given_out(office)
    await office.until(datetime.combine(date(2026, 11, 24), time(10), MOSCOW))
    await office.anna.say("/tasks")
    await office.anna.tap("▶️ Обзвон")
    assert "Ольга Петровна, здравствуйте! Держим" in office.anna.screen.text


async def test_every_condition_can_be_put_and_taken_away_by_taps(office: Office) -> None:
    await base(office)
    vera = office.vera
    await vera.say("/segment")
    await vera.tap("➕ Новый сегмент")
    await vera.tap("Канал")
    await vera.tap("розница")
    await vera.tap("← К сегменту")
    await vera.tap("Кто ведёт")
    await vera.tap("Анна")
    await vera.tap("← К сегменту")
    await vera.tap("Сумма ₽")
    await vera.tap("➕ Сумма покупок")
    await vera.tap("2025 год")
    await vera.say("сколько-то")
    assert "Не получилось понять сумму" in vera.screen.text
    await vera.say("от 100 тыс")
    await vera.tap("Даты")
    await vera.tap("➕ последняя покупка")
    await vera.tap("2025 год")
    await vera.tap("← К сегменту")
    text = plain(vera.screen.text)
    for line in ("канал: розница", "ведёт: Анна", "от 100 тыс. ₽: 2025 год", "последняя покупка: 2025 год"):
        assert line in text
    assert "Нашёлся 1 клиент" in text
    await vera.tap("• Даты")
    await vera.tap("✖ последняя покупка")
    await vera.tap("← К сегменту")
    assert "Нашлось 2 клиента" in plain(vera.screen.text)
    await vera.tap("• Канал")
    await vera.tap("✓ розница")
    await vera.tap("← К сегменту")
    assert "канал" not in vera.screen.text


async def test_who_has_stopped_taking_a_product_opens_as_a_segment(office: Office) -> None:
    """Of the buyers of the quarter: took it in the year before, and not in the quarter."""
    ids = await base(office)

    def sell(session: Session) -> int:
        chair = Product(name="Стул", search_name="стул")
        session.add(chair)
        session.flush()
        for name, days in {
            "Ромашка": ("2026-03-01", "2026-10-10"),
            "Лютик": ("2026-10-11",),
            "Пион": ("2026-03-02",),
        }.items():
            for day in days:
                purchase = buy(session, ids[name], day, 100_00)
                if (name, day) != ("Ромашка", "2026-10-10"):
                    line = PurchaseLine(purchase_id=purchase, product_id=chair.id, quantity=1, amount=100_00)
                    session.add(line)
        return chair.id

    product = f"p{await office.write(sell)}"
    quarter = quarter_of(date(2026, 10, 1)).code
    found = {}
    for bought in "bsn":
        await office.gleb.say("/segment")
        await office.gleb.tap_data(OpenSegment(period=quarter, product=product, bought=bought).pack())
        await office.gleb.tap("📋 Клиенты")
        found[bought] = {name for name in ids if f"{name} ·" in office.gleb.screen.text}
    assert found == {"b": {"Лютик"}, "s": {"Ромашка"}, "n": {"Новый"}}
