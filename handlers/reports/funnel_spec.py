"""Both funnels in words: the finding, the picture's panels, what stands under them."""

from collections.abc import Iterator

from domain.analytics.funnels import Ladder, at_same_age
from domain.analytics.shares import Share
from domain.money import Figure, decimal, grouped
from domain.readers.funnel_report import FunnelReport
from handlers.charts.specs import Bar, Bars, Part, Spec, Stays
from handlers.charts.style import Tone
from handlers.deals.words import stage_words
from handlers.desk.amounts import joined, money, of_words
from handlers.desk.report import Paper, Unit
from handlers.desk.shares import interval_words, percent_words, share_with_interval
from handlers.desk.subtitle import subtitle
from handlers.reports.stage_plan import stage_plan_panel
from handlers.words import Words

TINY = 5
SALES = 10


def funnel_spec(paper: Paper, report: FunnelReport) -> Spec:
    """The picture of both funnels."""
    words = paper.words
    panels = [_closed(words, report), _stages(paper, report), _paid(words, report), _activities(words, report)]
    if report.planned:
        panels.append(stage_plan_panel(words, report.planned, None))
    return paper.picture(
        finding(words, report),
        subtitle(paper, report.frame, words.plain("report-funnel-by")),
        tuple(panel for panel in panels if panel is not None),
    )


def is_tiny(report: FunnelReport) -> bool:
    """So few deals that shares say nothing."""
    return 0 < report.deals.all.total < TINY


def finding(words: Words, report: FunnelReport) -> str:
    """What the figures say, in one sentence."""
    deals = report.deals
    if deals.all.total == 0:
        return words.plain("report-funnel-none")
    if is_tiny(report):
        return words.plain("report-funnel-tiny", count=deals.all.total)
    if deals.is_unripe:
        open_, total = grouped(deals.all.open), grouped(deals.all.total)
        paid = share_with_interval(words, deals.closed.overall, report.frame.few)
        return words.plain(
            "report-funnel-unripe" if paid else "report-funnel-all-open", open=open_, total=total, paid=paid
        )
    return _worst(words, report)


def to_mend(paper: Paper, report: FunnelReport) -> str:
    """After which stage most are lost, also while many are still open; of too few deals, the finding itself."""
    place = report.deals.closed.worst_step
    if is_tiny(report) or place is None or report.deals.closed.reached[place] < TINY:
        return finding(paper.words, report)
    return paper.words.plain("report-funnel-mend", **_lost_after(paper.words, report, place))


def finding_together(paper: Paper, report: FunnelReport, other: FunnelReport) -> str | None:
    """While too many of either cohort are open, both are compared at the same age."""
    deals, words = report.deals, paper.words
    if not (deals.is_unripe or other.deals.is_unripe) or report.pace is None or other.pace is None:
        return None
    age, now, then = at_same_age(report.pace, other.pace)
    if is_tiny(report) or not (now.whole and then.whole):
        return None
    return words.plain(
        "report-funnel-same-age",
        open=grouped(deals.all.open),
        total=grouped(deals.all.total),
        age=str(age),
        now=share_with_interval(words, now, report.frame.few),
        then=share_with_interval(words, then, report.frame.few),
    )


def _worst(words: Words, report: FunnelReport) -> str:
    """After which stage deals are lost."""
    lost, paid = report.deals.closed, share_with_interval(words, report.deals.all.overall, report.frame.few)
    place = lost.worst_step
    if place is None:
        return words.plain("report-funnel-no-loss", paid=paid)
    return words.plain("report-funnel-worst", paid=paid, **_lost_after(words, report, place))


def _lost_after(words: Words, report: FunnelReport, place: int) -> dict[str, str | int]:
    """Of the closed deals that came to a stage, how many went no further; of few, between which shares that is."""
    reached = report.deals.closed.reached
    lost = grouped(reached[place] - reached[place + 1])
    whole = reached[place]
    share = Share(reached[place] - reached[place + 1], whole)
    between = interval_words(words, share, report.frame.few)
    return {
        "stage": _stage(words, report, place),
        "lost": lost,
        "of": grouped(whole),
        "count": whole,
        "between": f" {between}" if between else "",
    }


# By deals


def _closed(words: Words, report: FunnelReport) -> Bars:
    deals = report.deals.all
    if not deals.total:
        return _no_deals(words, report)
    states = (("won", deals.won, Tone.DONE), ("lost", deals.lost, Tone.LOST), ("open", deals.open, Tone.QUIET))
    bars = tuple(
        Bar(
            words.plain(f"report-funnel-{state}"),
            (Part(number, tone),),
            grouped(number),
            "" if is_tiny(report) else share_with_interval(words, Share(number, deals.total), report.frame.few),
        )
        for state, number, tone in states
    )
    heading = words.plain("report-funnel-created", count=deals.total, number=grouped(deals.total))
    return Bars(heading, bars, remark=missing_words(words, report), scale=float(deals.total), key="closed")


def _no_deals(words: Words, report: FunnelReport) -> Bars:
    said = filter(None, (words.plain("report-funnel-no-deals"), missing_words(words, report)))
    return Bars(words.plain("report-funnel-deals"), empty=" ".join(said))


def missing_words(words: Words, report: FunnelReport) -> str:
    """Deals without a date, a client or an amount: counted and named, never dropped."""
    deals = report.deals
    undated = "undated-inside" if deals.undated_inside else "undated-beside"
    counts = ((undated, deals.undated), ("clientless", deals.clientless), ("amountless", deals.amountless))
    said = (words.plain(f"report-funnel-{key}", count=n, number=grouped(n)) for key, n in counts if n)
    return " ".join(said)


def _stages(paper: Paper, report: FunnelReport) -> Bars | None:
    words = paper.words
    if report.deals.all.total == 0:
        return None
    places = range(len(report.stages))
    sales = report.deals.all.needed_for(SALES)
    remark = (
        ""
        if sales is None or is_tiny(report) or report.deals.is_unripe
        else words.plain("report-funnel-needed", sales=SALES, count=sales, number=grouped(sales))
    )
    bars = tuple(_stage_bar(paper, report, place) for place in places)
    scale = float(report.deals.all.reached[0]) if paper.unit is Unit.SHARE else None
    return Bars(words.plain("report-funnel-reached"), bars, remark=remark, scale=scale, stays=Stays.ALL)


def _stage_bar(paper: Paper, report: FunnelReport, place: int) -> Bar:
    words, all_ = paper.words, report.deals.all
    label: str
    number, amount = grouped(all_.reached[place]), money(words, all_.amounts[place])
    label, note = number, amount if all_.amounts[place] else ""
    if paper.unit is Unit.MONEY:
        label, note = amount, number
    elif paper.unit is Unit.SHARE:
        label, note = percent_words(words, Share(all_.reached[place], all_.reached[0])), number
    between = joined(*_between(words, report, place))
    return Bar(_stage(words, report, place), _by_kind(paper, report, place), label, note, between)


def _by_kind(paper: Paper, report: FunnelReport, place: int) -> tuple[Part, ...]:
    """New clients apart from those who had bought before; as long as the unit says."""
    say, deals = paper.words.plain, report.deals

    def length(ladder: Ladder) -> int:
        return ladder.amounts[place] if paper.unit is Unit.MONEY else ladder.reached[place]

    sides = (("new", deals.new, Tone.MAIN), ("again", deals.again, Tone.SECOND))
    return tuple(
        Part(length(side), tone, say(f"report-funnel-{key}") if side.total else "") for key, side, tone in sides
    )


def _between(words: Words, report: FunnelReport, place: int) -> Iterator[str]:
    if place and not is_tiny(report):
        step = report.deals.all.steps[place - 1]
        if step.whole:
            share = share_with_interval(words, step, report.frame.few)
            yield share.said(f"↓ {share}") if isinstance(share, Figure) else share
    if skipped := report.deals.skipped[place]:
        yield words.plain("report-funnel-skipped", count=skipped, number=grouped(skipped))


def _paid(words: Words, report: FunnelReport) -> Bars | None:
    """How many of those created are paid: all, closed only, new and repeat."""
    deals = report.deals
    if deals.all.total == 0 or is_tiny(report):
        return None
    rows: list[tuple[str, Ladder]] = [("all", deals.all)]
    if deals.closed.total:
        rows.append(("closed", deals.closed))
    rows += [(key, side) for key, side in (("new", deals.new), ("again", deals.again)) if side.total]
    return Bars(
        words.plain("report-funnel-paid"),
        tuple(_paid_bar(words, report, key, part.overall) for key, part in rows),
        scale=1.0,
    )


def _paid_bar(words: Words, report: FunnelReport, key: str, share: Share) -> Bar:
    of = of_words(words, share.part, share.whole)
    return Bar(
        words.plain(f"report-funnel-paid-{key}"),
        (Part(float(share.value or 0), Tone.DONE),),
        percent_words(words, share),
        joined(of, interval_words(words, share, report.frame.few), by=" "),
    )


# By activities


def _activities(words: Words, report: FunnelReport) -> Bars:
    funnel = report.activities
    heading = words.plain("report-funnel-activities")
    if not (funnel.contacts or any(funnel.after_contacts)):
        said = filter(None, (words.plain("report-funnel-no-activities"), _money(words, report)))
        return Bars(heading, empty=" ".join(said))
    names = ("meetings-set", "meetings", "effective", "offers", "invoices", "paid-invoices")
    rows = zip(names, funnel.after_contacts, funnel.shares, strict=True)
    bars = [_activity_bar(words, "contacts", funnel.contacts, "")]
    bars += [
        _activity_bar(words, key, number, share_with_interval(words, share, report.frame.few))
        for key, number, share in rows
    ]
    return Bars(heading, tuple(bars), remark=_money(words, report))


def _activity_bar(words: Words, key: str, number: int, note: str) -> Bar:
    tone = Tone.DONE if key == "paid-invoices" else Tone.MAIN
    return Bar(words.plain(f"report-funnel-{key}"), (Part(number, tone),), grouped(number), note)


def _money(words: Words, report: FunnelReport) -> str:
    """Invoices in ₽, all payments of the period beside them, contacts per sale."""
    funnel = report.activities
    said = []
    if funnel.invoices.number:
        issued, paid = (money(words, amount) for amount in (funnel.invoices.amount, funnel.invoices.paid_amount))
        said.append(words.plain("report-funnel-invoiced", issued=issued, paid=paid))
    if funnel.payments:
        amount = money(words, funnel.payments_amount)
        said.append(words.plain("report-funnel-payments", number=grouped(funnel.payments), amount=amount))
    if funnel.contacts and funnel.contacts_per_sale is not None:
        said.append(words.plain("report-funnel-per-sale", number=decimal(funnel.contacts_per_sale, words.language)))
    return " ".join(said)


# In words


def _stage(words: Words, report: FunnelReport, place: int) -> str:
    return stage_words(words, *report.stages[place])
