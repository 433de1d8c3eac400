"""Two pictures of one report as one: each bar with what it is compared with beneath it."""

from dataclasses import replace

from handlers.charts.specs import Bar, BarPicture, Beside, Panel

NOTHING = "–"


def beside(picture: BarPicture, other: BarPicture, name: str) -> BarPicture:
    """The first picture, the second's bars beneath its own, found by their names; `name`: of the second."""
    others = {panel.key or panel.heading: panel for panel in other.panels}
    panels = tuple(_panel(panel, others.get(panel.key or panel.heading), name) for panel in picture.panels)
    return replace(picture, subtitle=f"{picture.subtitle} ↔ {name}", panels=panels)


def _panel(panel: Panel, other: Panel | None, name: str) -> Panel:
    """A scale given by each picture is the whole of each: bars of both are shares of their own."""
    if other is None:
        return panel
    unit = panel.scale / other.scale if panel.scale and other.scale else 1.0
    found = {bar.name: bar for bar in other.bars}
    own = {bar.name for bar in panel.bars}
    gone = [Bar(bar.name, (), NOTHING) for bar in other.bars if bar.name not in own]
    return replace(panel, bars=tuple(_bar(bar, found.get(bar.name), unit, name) for bar in [*panel.bars, *gone]))


def _bar(bar: Bar, other: Bar | None, unit: float, name: str) -> Bar:
    if other is None:
        return replace(bar, beside=Beside(0.0, NOTHING, name))
    said = " · ".join(part for part in (other.label, other.note) if part)
    return replace(bar, beside=Beside(sum(part.length for part in other.parts) * unit, said, name))
