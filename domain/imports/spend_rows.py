"""Marketing money by source and month: the sum of a file goes in the place of what was there."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.imports.cells import Cells
from domain.imports.changes import change_columns, is_noted, note_changed, note_created
from domain.imports.files import Field
from domain.imports.kind import Kind, Loading
from domain.imports.notes import Note
from domain.imports.parsed import Parsed
from domain.imports.values import kopecks_of, month_of, name_of
from domain.tables import Spend
from domain.use_case import Area, Tx

FIELDS = (
    Field("source", ("источник", "канал", "реклама", "площадка", "рекламный канал", "channel"), required=True),
    Field("month", ("месяц", "дата", "период", "date", "period"), required=True),
    Field("amount", ("сумма", "расход", "расходы", "затраты", "бюджет", "cost", "spend"), required=True),
)


@dataclass(frozen=True, slots=True)
class SpendRow:
    """`amount` in kopecks."""

    source: str
    month: date
    amount: int


def parse(cells: Cells, today: date) -> SpendRow | None:
    month, amount = cells.read(None, month_of, "month"), cells.read(None, kopecks_of, "amount")
    source = cells.read("", name_of, "source")
    if month is not None and month > today:
        cells.bad("future_date", "month", cells["month"])
    return None if cells.faults or month is None or amount is None else SpendRow(source, month, amount)


def write(tx: Tx, loading: Loading, rows: Sequence[Parsed], counts: Counter[str]) -> list[Note]:
    notes = []
    for row in rows:
        about: SpendRow = row.about
        if _was_in_file(tx, loading.job_id, about):
            notes.append(row.refusal("same_month"))
        else:
            counts[_put(tx, loading.job_id, about)] += 1
    tx.session.flush()
    return notes


def _was_in_file(tx: Tx, job_id: int, about: SpendRow) -> bool:
    """A second sum of one source and month would silently take the place of the first."""
    return is_noted(tx.session, job_id, Spend, (about.source, about.month))


def _put(tx: Tx, job_id: int, about: SpendRow) -> str:
    """What became of it."""
    known = tx.session.get(Spend, (about.source, about.month))
    if known is None:
        tx.session.add(Spend(source=about.source, month=about.month, amount=about.amount))
        tx.session.flush()
        note_created(tx.session, job_id, Spend, [(about.source, about.month)])
    elif not change_columns(tx.session, job_id, known, {"amount": about.amount}):
        note_changed(tx.session, job_id, Spend, (about.source, about.month), {}, {})
        return "known"
    tx.touch(Area.MONEY)
    return "new" if known is None else "changed"


KIND = Kind("spend", FIELDS, parse, write)
