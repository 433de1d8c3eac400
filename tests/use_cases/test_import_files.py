"""Files of every form, and those made to do harm: each costs the process that reads it, never the bot."""

import csv
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path
from typing import Any

import psutil
import pytest
from openpyxl import Workbook

from domain.errors import Refusal
from domain.imports.files import (
    ROOT,
    Encrypted,
    Field,
    NotATable,
    Spooled,
    TooLarge,
    TooWide,
    first_rows,
    flatten,
    how_many,
    keep,
    plain_rows,
    read_rows,
    spool,
    stop_reading,
)
from domain.imports.reading.text import harmless
from handlers.words import words

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MEGABYTE = 1024 * 1024


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "spool"


def plain(path: Path, folder: Path) -> list[list[str]]:
    return [[str(line), *cells] for line, cells in plain_rows(spool(path, folder).path)]


def workbook(path: Path, *rows: list[Any]) -> Path:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def raw_workbook(path: Path, sheet: bytes | Iterator[bytes], **parts: bytes) -> Path:
    """A workbook of one sheet whose XML is given as it is."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kinds = "".join(f'<Relationship Id="{name}" Type="{office}/{name}" Target="{name}.xml"/>' for name in parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{SHEET}" xmlns:r="{office}"><sheets><sheet name="1" r:id="one"/></sheets></workbook>',
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships><Relationship Id="one" Type="{office}/worksheet" Target="worksheets/one.xml"/>'
            f"{kinds}</Relationships>",
        )
        with book.open("xl/worksheets/one.xml", "w", force_zip64=True) as file:
            for part in [sheet] if isinstance(sheet, bytes) else sheet:
                file.write(part)
        for name, content in parts.items():
            book.writestr(f"xl/{name}.xml", content)
    return path


def sheet_of(rows: str, dimension: str = "A1") -> bytes:
    return (
        f'<worksheet xmlns="{SHEET}"><dimension ref="{dimension}"/><sheetData>{rows}</sheetData></worksheet>'.encode()
    )


# Everyday forms


def test_a_workbook_reads_as_its_cells_show(tmp_path: Path, folder: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        ["Клиент", "Дата", "Сумма", "Телефон", "Когда"],
        ["ООО «Ёлка»", date(2026, 2, 1), 1234.5, 79123456789, datetime(2026, 2, 1, 10, 30)],  # noqa: DTZ001
        [],
        [None, None, 0.1 + 0.2, 1.234, True],
    )
    assert plain(path, folder) == [
        ["1", "Клиент", "Дата", "Сумма", "Телефон", "Когда"],
        ["2", "ООО «Ёлка»", "2026-02-01", "1234.5", "79123456789", "2026-02-01 10:30:00"],
        ["4", "", "", "0.3", "1.2340", "1"],
    ]


def test_words_said_in_pieces_and_prefixed_tags_are_read(tmp_path: Path, folder: Path) -> None:
    """As LibreOffice, Google and older programs write them."""
    words = f'<x:sst xmlns:x="{SHEET}"><x:si><x:r><x:t>Ром</x:t></x:r><x:r><x:t>ашка</x:t></x:r></x:si></x:sst>'
    rows = (
        '<x:row><x:c t="inlineStr"><x:is><x:t>Клиент</x:t></x:is></x:c></x:row>'
        '<x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="str"><x:f>A1</x:f><x:v>итог</x:v></x:c></x:row>'
    )
    sheet = f'<x:worksheet xmlns:x="{SHEET}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    path = raw_workbook(tmp_path / "a.xlsx", sheet.encode(), sharedStrings=words.encode())
    assert plain(path, folder) == [["1", "Клиент"], ["2", "Ромашка", "итог"]]


def test_a_delimiter_within_the_headers_is_not_taken_for_the_files(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Сумма, руб., с НДС;Дата, время, зона\n1 234,50;01.02.2026\n5,00;02.02.2026\n", "cp1251")
    assert plain(path, folder)[1] == ["2", "1 234,50", "01.02.2026"]


def test_the_name_of_a_file_says_nothing_of_its_form(tmp_path: Path, folder: Path) -> None:
    path = workbook(tmp_path / "a.csv", ["Клиент"], ["Ромашка"])
    assert plain(path, folder) == [["1", "Клиент"], ["2", "Ромашка"]]


def test_the_first_rows_are_seen_without_the_rest(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n3,4\n5,6\n")
    assert first_rows(keep(path, folder), 2) == [["a", "b"], ["1", "2"], ["3", "4"]]


@pytest.mark.parametrize("cell", ["=1+1", "+79120000000", "-500", "@x", "обычная", "'кавычка"])
def test_what_was_made_harmless_comes_back_as_it_was(tmp_path: Path, folder: Path, cell: str) -> None:
    path = tmp_path / "a.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([["a", "b"], [harmless(cell), "1"]])
    assert plain(path, folder)[1] == ["2", cell, "1"]
    assert harmless(cell)[0] not in "=+-@"


# Hostile ones


def test_a_formula_gives_its_value_and_one_without_a_value_is_refused(tmp_path: Path, folder: Path) -> None:
    rows = (
        '<row><c t="inlineStr"><is><t>client</t></is></c></row>'
        '<row><c t="str"><f>HYPERLINK("http://x")</f><v>Ромашка</v></c></row>'
        "<row><c><f>1+1</f></c></row>"
        '<row><c t="e"><v>#REF!</v></c></row>'
    )
    path = raw_workbook(tmp_path / "a.xlsx", sheet_of(rows))
    read = read_rows(spool(path, folder), [Field("client")])
    assert [(row.line, row.cells["client"], row.broken) for row in read] == [
        (2, "Ромашка", None),
        (3, "", "formula"),
        (4, "", "formula"),
    ]


def test_a_sheet_that_claims_to_be_as_large_as_can_be_is_as_large_as_it_is(tmp_path: Path, folder: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row>' + '<row r="1048576"/>'
    path = raw_workbook(tmp_path / "a.xlsx", sheet_of(rows, "A1:XFD1048576"))
    assert plain(path, folder) == [["1", "1"]]


def _wide() -> bytes:
    return sheet_of("<row>" + "<c><v>1</v></c>" * 16_384 + "</row>")


def _bomb() -> Iterator[bytes]:
    """Three gigabytes of zeros in three megabytes."""
    yield f'<worksheet xmlns="{SHEET}"><sheetData><row><c t="inlineStr"><is><t>'.encode()
    for _ in range(2200):
        yield b"0" * MEGABYTE


def _endless_tag() -> Iterator[bytes]:
    yield f'<worksheet xmlns="{SHEET}"><sheetData><row><c a="'.encode()
    for _ in range(100):
        yield b"0" * MEGABYTE


def _deep() -> bytes:
    return sheet_of("<row>" + "<c>" * 100_000)


def _laughs() -> bytes:
    return b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + sheet_of("<row><c><v>&b;</v></c></row>")


def _beyond_any_sheet() -> bytes:
    return sheet_of('<row r="3000000000"><c><v>1</v></c></row>')


def _backwards() -> bytes:
    return sheet_of('<row r="5"><c><v>1</v></c></row><row r="5"><c><v>2</v></c></row>')


def _reads_a_file() -> bytes:
    return b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + sheet_of("<row><c><v>&a;</v></c></row>")


@pytest.mark.parametrize(
    ("sheet", "refusal"),
    [
        (_wide, TooWide),
        (_bomb, TooLarge),
        (_endless_tag, NotATable),
        (_deep, NotATable),
        (_laughs, NotATable),
        (_reads_a_file, NotATable),
        (_beyond_any_sheet, NotATable),
        (_backwards, NotATable),
    ],
)
def test_a_hostile_workbook_is_refused_in_one_sentence(
    tmp_path: Path, folder: Path, sheet: Callable[[], Any], refusal: type[Refusal]
) -> None:
    path = raw_workbook(tmp_path / "a.xlsx", sheet())
    with pytest.raises(refusal) as refused:
        spool(path, folder)
    assert "a.xlsx" in words("ru").plain(refused.value.text_key, **refused.value.values)
    assert list(folder.glob("*.part")) == list(folder.glob("*.csv")) == []


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"PK\x03\x04 and nothing of a zip", NotATable),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Encrypted),
        (b"", NotATable),
        (b"\0" * 1000, NotATable),
        (b"name;sum\n" + b"x" * 9 * MEGABYTE, NotATable),
        (b'name;sum\n"' + b"x\n" * 5 * MEGABYTE, NotATable),
        (b"a;" * 400, TooWide),
    ],
)
def test_what_only_looks_like_a_table_is_refused(
    tmp_path: Path, folder: Path, content: bytes, refusal: type[Refusal]
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(refusal):
        spool(path, folder)


def test_a_workbook_with_a_password_is_refused(tmp_path: Path, folder: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ["a"], ["b"])
    content = bytearray(path.read_bytes())
    place = -1
    while (place := content.find(b"PK\x01\x02", place + 1)) >= 0:
        content[place + 8] |= 1
    path.write_bytes(content)
    with pytest.raises(Encrypted):
        spool(path, folder)


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(NotATable):
        spool(path, folder)


def test_zeros_within_a_text_do_not_reach_the_database(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"name,sum\n" + b"x" * 5000 + b",1\nRo\0se,2\n")
    assert plain(path, folder)[2] == ["3", "Rose", "2"]


ROWS = 150_000


def _many_different_words() -> Iterator[bytes]:
    yield f'<worksheet xmlns="{SHEET}"><dimension ref="A1:F1048576"/><sheetData>'.encode()
    yield b"<row><c><v>1</v></c><c><v>2</v></c></row>"
    for number in range(ROWS):
        yield b'<row><c t="s"><v>%d</v></c><c s="0"><v>%d.5</v></c></row>' % (number, number)
    yield b"</sheetData></worksheet>"


def test_a_line_within_a_cell_does_not_end_its_row(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes('Клиент;Сумма\r\n"Ромашка\rООО";5\r\n"Лютик\r\nИП";6\r\n'.encode())
    assert [cells[1:] for cells in plain(path, folder)[1:]] == [["Ромашка\nООО", "5"], ["Лютик\nИП", "6"]]
    assert how_many(spool(path, folder)) == 2


def test_reading_many_rows_stays_within_its_memory(tmp_path: Path, folder: Path) -> None:
    words = "".join(f"<si><t>Клиент с длинным именем {number}</t></si>" for number in range(ROWS))
    path = raw_workbook(tmp_path / "a.xlsx", _many_different_words(), sharedStrings=f"<sst>{words}</sst>".encode())
    file = keep(path, folder)
    assert _peak(file) < 300 * MEGABYTE
    assert sum(1 for _ in plain_rows(file.path)) == ROWS + 1


def test_a_bomb_is_refused_within_the_same_memory(tmp_path: Path, folder: Path) -> None:
    file = keep(raw_workbook(tmp_path / "a.xlsx", _endless_tag()), folder)
    assert _peak(file) < 300 * MEGABYTE


BETWEEN = """
import resource, subprocess, sys
reader = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
reader.stdout.read()
reader.wait()
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)
"""
"""A child's highest is never less than what its parent held when it was made: the parent is to be a small one."""


def _peak(file: Spooled) -> int:
    """The most memory that reading held, in bytes, as the system counted it."""
    command = [sys.executable, "-S", "-m", "domain.imports.reading", str(file.raw), str(file.path)]
    said = subprocess.run(
        [sys.executable, "-S", "-c", BETWEEN, *command], cwd=ROOT, capture_output=True, check=True, text=True
    )
    return int(said.stdout)


def test_the_reader_goes_when_its_parent_is_killed(tmp_path: Path) -> None:
    """Of an endless file; whoever reads its words would wait for ever."""
    endless = tmp_path / "endless.csv"
    os.mkfifo(endless)
    script = (
        "import subprocess, sys; p = subprocess.Popen([sys.executable, '-S', '-m', 'domain.imports.reading', "
        f"{str(endless)!r}, {str(tmp_path / 'out')!r}], stdin=subprocess.PIPE); print(p.pid, flush=True); p.wait()"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    reader = psutil.Process(int(parent.stdout.readline()))
    parent.kill()
    parent.wait()
    gone, _ = psutil.wait_procs([reader], timeout=10)
    assert gone


def test_two_who_make_the_same_file_plain_at_once_both_have_it(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("Название\n" + "".join(f"Клиент {n}\n" for n in range(30_000)), "utf-8")
    file = keep(path, tmp_path / "spool")
    with ThreadPoolExecutor(2) as threads:
        for made in [threads.submit(flatten, file) for _ in range(2)]:
            made.result()
    assert len(list(plain_rows(file.path))) == 30_001
    assert first_rows(file, 2) == [["Название"], ["Клиент 0"], ["Клиент 1"]], "what was sent is there no more"


def test_a_reading_that_nobody_waits_for_is_ended(tmp_path: Path) -> None:
    file = Spooled("never", "table.csv", str(tmp_path))
    os.mkfifo(file.raw)  # nobody ever writes into it
    with ThreadPoolExecutor(1) as threads:
        reading = threads.submit(first_rows, file, 5)
        while not reading.done():
            stop_reading()
    with pytest.raises(Refusal):
        reading.result()
