"""The funnel plan beside the fact, stage by stage. Rule: "Plans", Funnel plan."""

from collections.abc import Iterable
from fractions import Fraction

from domain.analytics.plan import StagePlan
from handlers.charts.specs import Bar, Bars
from handlers.deals.words import stage_words
from handlers.desk.amounts import joined
from handlers.desk.progress import number_bar, progress_words
from handlers.words import Words


def stage_plan_panel(words: Words, stages: Iterable[StagePlan], passed: Fraction | None) -> Bars:
    """Deals that came to each planned stage in the period, and their ₽. `passed`: where the mark stands."""
    bars = tuple(_stage(words, stage, passed) for stage in stages)
    return Bars(
        words.plain("report-plan-funnel"), bars, remark=words.plain("report-plan-funnel-as"), scale=1.0, key="funnel"
    )


def _stage(words: Words, stage: StagePlan, passed: Fraction | None) -> Bar:
    bar = number_bar(words, stage_words(words, stage.key, stage.own), stage.number, passed)
    amount = progress_words(words, stage.amount.fact, stage.amount.plan) if stage.amount.plan else ""
    return Bar(bar.name, bar.parts, bar.label, joined(bar.note, amount), mark=bar.mark)
