"""A spreadsheet of rows: text stays text."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from domain.money import Kind
from domain.spreadsheet import Number, Sheet, workbook


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+7 912", "-5", "@sum", "\tx", "ООО «Ромашка»"])
def test_a_name_that_looks_like_a_formula_is_text(text: str) -> None:
    page = load_workbook(BytesIO(workbook([Sheet("Клиенты", ["Имя"], [[text]])]))).worksheets[0]
    cell = page["A2"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix is (text != "ООО «Ромашка»")


def test_sheets_of_the_same_long_forbidden_name_are_told_apart() -> None:
    name = "Клиенты: [потерянные] / все до одного, кто купил"
    book = load_workbook(BytesIO(workbook([Sheet(name, ["a"], []), Sheet(name, ["a"], [])])))
    assert len(set(book.sheetnames)) == 2
    assert all(len(one) <= 31 for one in book.sheetnames)


def test_what_no_file_can_hold_is_left_out() -> None:
    page = load_workbook(BytesIO(workbook([Sheet("", ["a"], [["ab\x00\x07c"]])]))).worksheets[0]
    assert page["A2"].value == "abc"


def test_a_number_stays_a_number_and_says_of_what_it_is() -> None:
    row = [Number(1234.5, Kind.MONEY), Number(0.125, Kind.SHARE), Number(7, Kind.NUMBER)]
    page = load_workbook(BytesIO(workbook([Sheet("", ["a", "b", "c"], [row])]))).worksheets[0]
    assert [cell.value for cell in page[2]] == [1234.5, 0.125, 7]
    money, share, number = (cell.number_format for cell in page[2])
    assert "₽" in money
    assert "%" in share
    assert number == "#,##0"
