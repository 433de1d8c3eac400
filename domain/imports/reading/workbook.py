"""The first sheet of a workbook (XLSX), as a stream.

Not by openpyxl: it takes a formula without a value for an empty cell, and believes the size that a sheet claims.
"""

import posixpath
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import IO
from xml.parsers.expat import ParserCreate
from zipfile import ZipFile, ZipInfo

from domain.imports.reading.limits import LARGEST_CELL, LONGEST_CELL, MOST_COLUMNS, NO_VALUE, UNPACKED, Unreadable

Sink = Callable[[int, list[str]], None]
Attributes = dict[str, str]

DEEPEST = 64
LAST_LINE = 1_048_576
BLOCK = 1 << 16
DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_NOT_OF_DATE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DATE_LETTERS = re.compile(r"[dmyhs]", re.IGNORECASE)
_DIGITS = "0123456789"


def read_workbook(path: Path, put: Sink) -> None:
    """Hand every row with a value to `put`, with its number. Raises Unreadable and what broken zips and XML raise."""
    with ZipFile(path) as book:
        sheet, beside = _parts(book)
        words = _shared_words(book, beside["sharedStrings"]) if "sharedStrings" in beside else []
        dates = _date_styles(book, beside["styles"]) if "styles" in beside else frozenset()
        since_1904 = _Book(book).since_1904
        with _opened(book, sheet) as source:
            _Sheet(words, dates, date(1904, 1, 1) if since_1904 else date(1899, 12, 30), put).read(source)


# Parts


class _Book:
    """The workbook itself: its first visible sheet, and how it counts days."""

    def __init__(self, book: ZipFile) -> None:
        self.relation = ""
        self.since_1904 = False
        with _opened(book, _named(book, "xl/workbook.xml")) as source:
            _parse(source, self._start)

    def _start(self, tag: str, given: Attributes) -> None:
        if tag == "sheet" and not self.relation and given.get("state", "visible") == "visible":
            self.relation = next((value for name, value in given.items() if name.endswith(":id")), "")
        if tag == "workbookPr":
            self.since_1904 = given.get("date1904") in ("1", "true")


def _parts(book: ZipFile) -> tuple[ZipInfo, dict[str, ZipInfo]]:
    """Where the first sheet is, and the parts beside it by kind."""
    found: dict[str, ZipInfo] = {}
    sheets: dict[str, str] = {}

    def start(tag: str, given: Attributes) -> None:
        if tag != "Relationship":
            return
        kind = given.get("Type", "").rpartition("/")[2]
        place = posixpath.normpath(posixpath.join("/xl", given.get("Target", ""))).lstrip("/")
        if kind == "worksheet":
            sheets[given.get("Id", "")] = place
        elif kind in ("sharedStrings", "styles"):
            found[kind] = _named(book, place)

    with _opened(book, _named(book, "xl/_rels/workbook.xml.rels")) as source:
        _parse(source, start)
    wanted = sheets.get(_Book(book).relation)
    if wanted is None:
        raise Unreadable("not_a_table")
    return _named(book, wanted), found


def _named(book: ZipFile, name: str) -> ZipInfo:
    try:
        return book.getinfo(name)
    except KeyError as absent:
        raise Unreadable("not_a_table") from absent


def _opened(book: ZipFile, part: ZipInfo) -> IO[bytes]:
    if part.flag_bits & 1:
        raise Unreadable("encrypted")
    if part.file_size > UNPACKED:
        raise Unreadable("too_large")
    return book.open(part)


def _shared_words(book: ZipFile, part: ZipInfo) -> list[str]:
    """The words that cells refer to by number."""
    words: list[str] = []
    pieces: list[str] = []
    reading = False
    aside = 0

    def start(tag: str, _: Attributes) -> None:
        nonlocal reading, aside
        aside += tag == "rPh"  # how it is read aloud
        reading = tag == "t" and not aside

    def end(tag: str) -> None:
        nonlocal reading, aside
        reading = False
        aside -= tag == "rPh"
        if tag == "si":
            words.append("".join(pieces)[: LONGEST_CELL + 1])
            pieces.clear()

    def text(data: str) -> None:
        if reading:
            pieces.append(data)

    with _opened(book, part) as source:
        _parse(source, start, end, text)
    return words


def _date_styles(book: ZipFile, part: ZipInfo) -> frozenset[int]:
    """Which styles of cells show a number as a date."""
    formats: dict[int, str] = {}
    styles: list[int] = []
    inside = ""

    def start(tag: str, given: Attributes) -> None:
        nonlocal inside
        if tag == "numFmt":
            formats[int(given["numFmtId"])] = given.get("formatCode", "")
        elif tag == "cellXfs":
            inside = tag
        elif tag == "xf" and inside:
            styles.append(int(given.get("numFmtId", "0")))

    def end(tag: str) -> None:
        nonlocal inside
        if tag == "cellXfs":
            inside = ""

    with _opened(book, part) as source:
        _parse(source, start, end)
    return frozenset(number for number, of in enumerate(styles) if _is_date(of, formats.get(of)))


def _is_date(number: int, code: str | None) -> bool:
    if code is None:
        return number in DATE_FORMATS
    return bool(_DATE_LETTERS.search(_NOT_OF_DATE.sub("", code.partition(";")[0]).replace("General", "")))


# The sheet


class _Sheet:
    """Its rows, one at a time; what it says of its own size is not asked."""

    def __init__(self, words: list[str], dates: frozenset[int], epoch: date, put: Sink) -> None:
        self._words, self._dates, self._epoch, self._put = words, dates, epoch, put
        self._columns: dict[str, int] = {}
        self._line = 0
        self._cells: dict[int, str] = {}
        self._column = -1
        self._type, self._style = "n", 0
        self._reading = self._is_formula = False
        self._pieces: list[str] = []
        self._length = self._aside = 0

    def read(self, source: IO[bytes]) -> None:
        _parse(source, self._start, self._end, self._text)

    def _start(self, tag: str, given: Attributes) -> None:
        if tag == "c":
            self._column = self._column_of(given.get("r", ""))
            self._type, self._style = given.get("t", "n"), int(given.get("s", "0"))
            self._is_formula = False
            self._pieces.clear()
            self._length = 0
        elif tag == "v" or (tag == "t" and not self._aside):
            self._reading = True
        elif tag == "row":
            self._line = self._line_of(given.get("r", ""))
            self._cells.clear()
            self._column = -1
        elif tag == "f":
            self._is_formula = True
        elif tag == "rPh":
            self._aside += 1

    def _end(self, tag: str) -> None:
        if tag == "c":
            self._keep(self._value())
        elif tag in ("v", "t"):
            self._reading = False
        elif tag == "row" and self._cells:
            width = max(self._cells) + 1
            self._put(self._line, [self._cells.get(column, "") for column in range(width)])
            self._cells.clear()
        elif tag == "rPh":
            self._aside -= 1

    def _text(self, data: str) -> None:
        if self._reading and self._length <= LONGEST_CELL:
            self._pieces.append(data)
            self._length += len(data)

    def _line_of(self, number: str) -> int:
        """Rows go down a sheet, no further than one is long."""
        line = int(number) if number else self._line + 1
        if not self._line < line <= LAST_LINE:
            raise Unreadable("not_a_table")
        return line

    def _column_of(self, place: str) -> int:
        letters = place.rstrip(_DIGITS)
        if not letters:
            return self._column + 1
        known = self._columns.get(letters)
        if known is None:
            if len(letters) > 3 or not (letters.isascii() and letters.isupper()):
                raise Unreadable("not_a_table")
            known = 0
            for letter in letters:
                known = known * 26 + ord(letter) - 64
            known = self._columns[letters] = known - 1
        return known

    def _keep(self, value: str) -> None:
        if not value:
            return
        if self._column >= MOST_COLUMNS:
            raise Unreadable("too_wide")
        self._cells[self._column] = value

    def _value(self) -> str:
        text = "".join(self._pieces)
        if self._type == "e" or (not text and self._is_formula and self._type != "str"):
            return NO_VALUE
        if self._type == "s":
            return self._words[int(text)] if text else ""
        if self._type == "n" and text:
            return self._day(float(text)) if self._style in self._dates else _number(text)
        return text

    def _day(self, days: float) -> str:
        """A date and, if there is one, its hour. Less than a day is an hour of no day."""
        if not 1 <= days < 2_958_466:
            return _number(repr(days))
        whole, second = divmod(round(days * 86_400), 86_400)
        day = (self._epoch + timedelta(whole)).isoformat()
        return f"{day} {timedelta(seconds=second)}" if second else day


def _number(text: str) -> str:
    """The fifteen digits that a spreadsheet shows. Three decimals get a fourth: «1.234» would be read as 1 234."""
    if text.isdecimal() and len(text) < 16:
        return text
    shown = f"{float(text):.15g}"
    if "e" in shown:
        shown = f"{float(shown):.12f}".rstrip("0").rstrip(".")
    return f"{shown}0" if len(shown.partition(".")[2]) == 3 else shown


# XML


def _parse(
    source: IO[bytes],
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Hand over tags without their namespaces. No declarations of a document's own, no endless nesting."""
    parser = ParserCreate()
    parser.buffer_text = True
    depth = 0

    def started(name: str, given: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise Unreadable("not_a_table")
        start(name[name.find(":") + 1 :], given)

    def ended(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end is not None:
            end(name[name.find(":") + 1 :])

    def declared(*_: object) -> None:
        raise Unreadable("not_a_table")

    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    parser.StartDoctypeDeclHandler = declared
    if text is not None:
        parser.CharacterDataHandler = text
    given = 0
    while block := source.read(BLOCK):
        parser.Parse(block, False)
        given += len(block)
        if given - parser.CurrentByteIndex > LARGEST_CELL:
            raise Unreadable("not_a_table")  # one endless tag
    parser.Parse(b"", True)
