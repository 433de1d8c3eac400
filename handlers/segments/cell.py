"""A cell of a report's matrix as a segment: what its button says, checked and put into a filter."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

from domain.date_words import add_months
from domain.errors import BadChoice
from domain.periods import Period
from domain.readers.cuts import Cut, CutKind, chosen_cuts
from domain.readers.looks import chosen_period
from domain.readers.matrix import LOOKED_BACK
from domain.readers.saved_segments import members_of_team
from domain.readers.target_segment import window_meant
from domain.target_segments import LIFECYCLES, VALUES, PurchaseRule, TargetSegment
from handlers.links import OpenSegment
from handlers.segments.cards import AXES
from handlers.segments.spans import WINDOW, checked_span
from handlers.visit import Visit

AXIS = re.compile("([axplsw])([0-5]+)")
FIELD_OF = {CutKind.CHANNEL: "channels", CutKind.REGION: "regions", CutKind.SOURCE: "sources"}


async def segment_of_cell(visit: Visit, cell: OpenSegment) -> TargetSegment:
    """Raises BadChoice, NotAllowed, Gone."""
    period = chosen_period(cell.period) if cell.period else None
    asks = _of_classes(cell.classes, period, visit.today)
    if asks.classes and cell.period:
        rolling = await visit.read(window_meant, TargetSegment(), visit.today)
        asks = replace(asks, window="" if period == rolling else checked_span(WINDOW, cell.period, visit.today))
    for cut in await visit.read(chosen_cuts, visit.who.id, cell.cuts):
        asks = await _of_cut(visit, asks, cut)
    return await _of_product(visit, asks, cell, period) if cell.product else asks


def _of_classes(classes: str, period: Period | None, today: date) -> TargetSegment:
    asked: dict[str, Any] = {}
    for letter, digits in AXIS.findall(classes):
        values = tuple(map(int, dict.fromkeys(digits)))
        if letter == "w":
            asked["without_largest"] = True
        elif letter == "s":
            on = None if period is None or period.last >= today else period.last
            asked |= {"lifecycle": _among(values, range(len(LIFECYCLES))), "as_of": on.isoformat() if on else ""}
        else:
            asked[AXES[letter].value] = _among(values, VALUES[AXES[letter]])
    return TargetSegment(**asked)


def _among(values: tuple[int, ...], known: range | tuple[int, ...]) -> tuple[int, ...]:
    if not set(values) <= set(known):
        raise BadChoice
    return values


async def _of_cut(visit: Visit, asks: TargetSegment, cut: Cut) -> TargetSegment:
    """A cut of the report; by product, those who bought it."""
    if cut.kind is CutKind.MEMBER:
        return replace(asks, keepers=(int(cut.key),))
    if cut.kind is CutKind.TEAM:
        return replace(asks, keepers=tuple(await visit.read(members_of_team, int(cut.key))))
    if cut.kind in FIELD_OF:
        changed: dict[str, Any] = {FIELD_OF[cut.kind]: (str(cut.key),)}
        return replace(asks, **changed)
    return asks.with_value("purchases", purchase_rule(cut, "", True), True)


async def _of_product(visit: Visit, asks: TargetSegment, cell: OpenSegment, period: Period | None) -> TargetSegment:
    """Of the buyers of the period: who took it then, who had stopped by then, who never took it."""
    product = next(iter(await visit.read(chosen_cuts, visit.who.id, cell.product)), None)
    if product is None or product.kind not in (CutKind.GROUP, CutKind.PRODUCT) or period is None or not cell.bought:
        raise BadChoice
    before = Period(add_months(period.start, -LOOKED_BACK), period.start)
    rules = {
        "b": [(period, True)],
        "s": [(before, True), (period, False)],
        "n": [(Period(before.start, period.end), False)],
    }[cell.bought]
    asked = [PurchaseRule(cell.period, bought=True), *(purchase_rule(product, of.code, did) for of, did in rules)]
    for rule in asked:
        asks = asks.with_value("purchases", rule, True)
    return asks


def purchase_rule(product: Cut | None, span: str, bought: bool) -> PurchaseRule:
    """Of a product, of a group of them, of anything."""
    if product is None:
        return PurchaseRule(span, bought)
    if isinstance(product.key, int):
        return PurchaseRule(span, bought, product_id=product.key)
    return PurchaseRule(span, bought, group=product.key)
