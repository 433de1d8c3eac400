"""The fields of a matrix: each a segment by one tap, and rows of its own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from aiogram.types import InlineKeyboardButton

from domain.analytics.segment_places import CLASSES_OF
from domain.analytics.segment_report import SegmentReport
from domain.money import grouped
from domain.readers.segment_report import segment_of
from handlers.desk.listing import to_segment
from handlers.links import ShowReport
from handlers.plain import button


@dataclass(frozen=True, slots=True)
class Field:
    """`what`: its figure's code; `name`: as the picture has it."""

    what: str
    name: str
    clients: int

    @property
    def label(self) -> str:
        return f"{self.name} {grouped(self.clients)}"


def field_buttons(shown: ShowReport, report: SegmentReport, fields: Iterable[Field]) -> list[InlineKeyboardButton]:
    """«AX 6»: to the segment."""
    return [button(field.label, to_segment(shown, segment_of(report, CLASSES_OF[field.what]))) for field in fields]


def field_parts(fields: Iterable[Field]) -> Iterator[tuple[str, str]]:
    """Those with anybody in them, among the figures whose rows can be shown."""
    return ((field.what, field.label) for field in fields if field.clients)
