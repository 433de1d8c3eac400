"""What a picture shows, as text: the same figures by construction."""

from collections.abc import Iterator
from html import escape

from handlers.charts.specs import Bar, BarPicture, Panel


def spec_lines(spec: BarPicture) -> Iterator[str]:
    """The title, then every panel with every bar's figures, one a line; HTML."""
    yield f"<b>{escape(spec.title, quote=False)}</b>"
    if spec.subtitle:
        yield escape(spec.subtitle, quote=False)
    for panel in spec.panels:
        yield from _panel_lines(panel)


def _panel_lines(panel: Panel) -> Iterator[str]:
    if not panel.bars:
        yield escape(f"{panel.heading}. {panel.empty}" if panel.heading else panel.empty, quote=False)
        return
    if panel.heading:
        yield f"\n<b>{escape(panel.heading, quote=False)}</b>"
    for bar in panel.bars:
        yield escape(_bar_line(bar), quote=False)
    if panel.remark:
        yield escape(panel.remark, quote=False)


def _bar_line(bar: Bar) -> str:
    """«КП отправлено: 8 · 1,2 млн ₽ · ↓ 80 % (октябрь: 5)»."""
    line = f"{bar.name}: {' · '.join(part for part in (bar.label, bar.note, bar.between) if part)}"
    return f"{line} ({bar.beside.name}: {bar.beside.label})" if bar.beside else line
