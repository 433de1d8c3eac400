"""What stands beside the funnel's picture: all its figures as text, how they are counted, the deals behind them."""

from collections.abc import Iterator

from aiogram.types import InlineKeyboardButton

from domain.analytics.funnels import Ladder
from domain.money import grouped, percent
from domain.periods import Period
from domain.readers.funnel_report import FunnelReport
from domain.readers.funnel_rows import PAGE, DealPage, DealRow
from domain.tables import DealState, Role
from handlers.charts.specs import BarPicture
from handlers.deals.words import deal_title, stage_words
from handlers.fitting import fitted
from handlers.links import OpenDeal, ShowReport
from handlers.plain import Card, Rows, button, in_rows, turning
from handlers.reports.funnel_spec import TINY, missing_words, share_words
from handlers.reports.periods import period_rows, period_words
from handlers.reports.spec_text import spec_lines
from handlers.reports.whose import whose_words
from handlers.screen import cut
from handlers.visit import Visit
from handlers.words import Html

NAME = 40


def picture_rows(visit: Visit, shown: ShowReport, report: FunnelReport) -> Rows:
    """What stands under the picture."""
    say = visit.words.plain
    rows = period_rows(visit.words, shown, report.period, visit.today)
    if visit.who.role is not Role.REP:
        whose = whose_words(visit.words, report.cut, report.role)
        rows.append([button(say("report-cut", whose=whose), _view(shown, "cuts"))])
    views = [button(say("report-text"), _view(shown, "text")), button(say("report-how"), _view(shown, "how"))]
    if report.deals.all.total or report.deals.undated:
        rows.append([button(say("report-rows"), _view(shown, "pick"))])
    return [*rows, views]


def deal_buttons(visit: Visit, page: DealPage) -> Rows:
    return in_rows([_deal_button(visit, row) for row in page.rows], 1)


def text_card(visit: Visit, spec: BarPicture, report: FunnelReport) -> Card:
    """All figures of both funnels; those of the parts by stage too."""
    return Card(fitted([Html(line) for line in spec_lines(spec)] + list(_parts(visit, report)) + [Html(spec.footer)]))


def _parts(visit: Visit, report: FunnelReport) -> Iterator[Html]:
    """Stages of new and repeat deals apart, and of the closed ones while others are open."""
    deals = report.deals
    parts: list[tuple[str, Ladder]] = []
    if deals.new.total and deals.again.total:
        parts += [("new", deals.new), ("again", deals.again)]
    if deals.all.open and deals.closed.total:
        parts.append(("closed", deals.closed))
    for key, part in parts:
        yield Html(f"\n<b>{visit(f'report-funnel-kind-{key}')}</b>")
        yield from _ladder(visit, report, part)


def _ladder(visit: Visit, report: FunnelReport, part: Ladder) -> Iterator[Html]:
    for place, (key, name) in enumerate(report.stages):
        step = share_words(visit.words, part.steps[place - 1], report.few) if place else ""
        figures = " · ".join(filter(None, (grouped(part.reached[place]), step and f"↓ {step}")))
        yield visit("report-pick-stage", stage=stage_words(visit.words, key, name), number=figures)


def how_card(visit: Visit, report: FunnelReport, still_open: float) -> Card:
    """The rule, the thresholds, what was left out and why."""
    missing = missing_words(visit.words, report)
    period = period_words(visit.words, report.period, visit.today)
    share = percent(still_open, 0, visit.words.language)
    left_out = visit("report-funnel-how-left-out", missing=missing) if missing else None
    return Card(
        "\n\n".join(
            [
                visit("report-funnel-how-title"),
                visit("report-funnel-how-deals", period=period),
                visit("report-funnel-how-kinds"),
                visit("report-funnel-how-open", share=share),
                visit("report-funnel-how-few", few=report.few, tiny=TINY),
                visit("report-funnel-how-activities"),
                visit("report-funnel-how-whose"),
                left_out or visit("report-funnel-how-nothing-left-out"),
            ]
        )
    )


# The way down to the rows


def pick_card(visit: Visit, shown: ShowReport, report: FunnelReport) -> Card:
    """Which figure's deals to show."""
    deals = report.deals
    figures = [
        ("won", deals.all.won),
        ("lost", deals.all.lost),
        ("open", deals.all.open),
        ("all", deals.all.total),
        ("undated", deals.undated),
        ("clientless", deals.clientless),
        ("amountless", deals.amountless),
    ]
    buttons = [
        button(visit.words.plain(f"report-pick-{what}", number=grouped(number)), _view(shown, what))
        for what, number in figures
        if number
    ]
    return Card(_about(visit, "report-pick", report), in_rows([*buttons, *_stage_buttons(visit, shown, report)], 2))


def _stage_buttons(visit: Visit, shown: ShowReport, report: FunnelReport) -> list[InlineKeyboardButton]:
    stages = zip(report.stages, report.deals.all.reached, strict=True)
    return [
        button(
            visit.words.plain("report-pick-stage", stage=stage_words(visit.words, key, name), number=grouped(number)),
            _view(shown, f"s{place}"),
        )
        for place, ((key, name), number) in enumerate(stages)
        if number
    ]


def _about(visit: Visit, key: str, report: FunnelReport) -> Html:
    period = period_words(visit.words, report.period, visit.today)
    return visit(key, period=period, whose=whose_words(visit.words, report.cut, report.role))


def rows_card(visit: Visit, shown: ShowReport, period: Period, page: DealPage) -> Card:
    """A page of the very deals; each opens its card."""
    title = visit("report-rows-title", what=_what(visit, shown.view, page), number=grouped(page.total))
    whose = whose_words(visit.words, page.cut, visit.who.role)
    about = visit("report-rows-of", period=period_words(visit.words, period, visit.today), whose=whose)
    lines = [_line(visit, page.page * PAGE + number, row) for number, row in enumerate(page.rows, 1)]
    turns = turning(page.page, page.pages, lambda to: shown.model_copy(update={"page": to}))
    again = [button(visit.words.plain("report-pick-again"), _view(shown, "pick"))]
    text = fitted([title, about, *(lines or [visit("report-rows-none")])])
    return Card(text, [*deal_buttons(visit, page), turns, again])


def _what(visit: Visit, view: str, page: DealPage) -> str:
    if view.startswith("s") and view[1:].isdigit():
        return visit.words.plain("report-rows-stage", stage=stage_words(visit.words, *page.stages[int(view[1:])]))
    return visit.words.plain(f"report-rows-{view}")


def _line(visit: Visit, place: int, row: DealRow) -> Html:
    return visit(
        "report-rows-line",
        place=str(place),
        client=_client(visit, row),
        deal=cut(deal_title(visit, row.title, row.amount), NAME),
        stage=_standing(visit, row),
        owner=cut(row.owner, NAME) if row.owner else visit.words.plain("report-rows-no-owner"),
    )


def _standing(visit: Visit, row: DealRow) -> str:
    stage = stage_words(visit.words, row.stage, row.stage_name)
    return visit.words.plain("report-rows-lost-at", stage=stage) if row.state is DealState.LOST else stage


def _client(visit: Visit, row: DealRow) -> str:
    return (
        visit.words.plain("quoted", name=cut(row.client, NAME))
        if row.client
        else visit.words.plain("report-rows-no-client")
    )


def _deal_button(visit: Visit, row: DealRow) -> InlineKeyboardButton:
    label = f"{_client(visit, row)} · {deal_title(visit, row.title, row.amount)}"
    return button(label, OpenDeal(deal_id=row.deal_id).pack())


def _view(shown: ShowReport, view: str) -> str:
    return shown.model_copy(update={"view": view, "page": 0}).pack()
