"""A workbook is read back cell by cell, and what no cell shows is read as well."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from tests.cases.packages import HEAD, SHEET, workbook

from fgtools.errors import FgtoolsError
from fgtools.report.read_back import texts_of

WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1).filter(
    lambda said: said.strip() and not said.startswith("=")
)
STRINGS = f'{HEAD}<sst xmlns="{SHEET}"><si><t>shown</t></si><si><r><t>left </t></r>'
STRINGS += "<r><t>behind</t></r></si><si><t>a</t><br/><t>break</t></si><t>aside</t></sst>"


def read(content: bytes, place: Path) -> dict[str, list[str]]:
    """Return the texts of a workbook by the place that is told of them."""
    file = place / "book.xlsx"
    file.write_bytes(content)
    found: dict[str, list[str]] = {}
    for where, text in texts_of(file):
        found.setdefault(where, []).append(text)
    return found


@given(rows=st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=5))
def test_each_cell_is_told_by_its_place(
    rows: list[list[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    whole = io.BytesIO()
    with xlsxwriter.Workbook(whole, {"in_memory": True}) as book:
        page = book.add_worksheet("Talk")
        for at, row in enumerate(rows):
            for number, said in enumerate(row):
                page.write_string(at, number, said)
    found = read(whole.getvalue(), tmp_path_factory.mktemp("books"))
    for at, row in enumerate(rows, 1):
        for column, said in zip("ABCD", row, strict=False):
            assert found[f"sheet Talk cell {column}{at}"] == [said]


def test_another_programs_cells_are_read(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    assert page.oddHeader is not None
    page.title = "Own"
    page.append(["a word", 7700900123, 0.123456789012, '="so" & " be it"', True, None])
    page.oddHeader.center.text = "Minutes of Bartholomew"
    whole = io.BytesIO()
    book.save(whole)
    found = read(whole.getvalue(), tmp_path)
    assert found["sheet Own cell A1"] == ["a word"]
    assert found["sheet Own cell B1"] == ["7700900123"]  # it may be somebody's
    assert "sheet Own cell C1" not in found  # a share is nobody's
    assert found["sheet Own cell D1"] == ['"so" & " be it"']
    assert any("Bartholomew" in text for text in found["sheet Own oddHeader"])


def test_what_no_cell_shows_is_read(tmp_path: Path) -> None:
    cells = f'{HEAD}<worksheet xmlns="{SHEET}"><!-- set aside --><sheetData><row r="1">'
    cells += '<c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><r><t>run </t></r><r><t>on'
    cells += '</t></r></is></c><c r="C1" t="d"><v>2011-03-12</v></c></row>astray</sheetData>'
    cells += '<hyperlinks><hyperlink ref="A1" tooltip="pointed at"/></hyperlinks></worksheet>'
    found = read(workbook(cells, {"xl/sharedStrings.xml": STRINGS}), tmp_path)
    told = {where.removeprefix("sheet "): texts for where, texts in found.items()}
    said = [text for texts in told.values() for text in texts]
    assert said.count("shown") == 1
    assert said.count("left behind") == 1
    assert {"run on", "2011-03-12", "astray", "pointed at", " set aside "} <= set(said)
    assert {"a break", "aside"} <= set(said)


def test_cells_of_odd_make_hide_nothing(tmp_path: Path) -> None:
    row = '<c r="A1" t="str"><v>outer</v><extLst><ext><c t="n"/></ext></extLst></c>'
    row += '<c r="B1"><v>x</v><v>7700900123</v></c><c r="AB1234" t="n"><f>one</f><f>other</f></c>'
    row += '<c r="astray PT1234567"/><q r="PT1234567"/>'
    cells = f'{HEAD}<worksheet xmlns="{SHEET}"><sheetData><row r="1">{row}</row></sheetData>'
    cells += '<hyperlinks><hyperlink location="Ada-Bea!A1"/></hyperlinks></worksheet>'
    said = [text for texts in read(workbook(cells), tmp_path).values() for text in texts]
    assert {"outer", "7700900123", "one", "other", "ada-bea"} <= set(said)
    assert any("1234567" in text and "astray" in text for text in said)
    assert sum("1234567" in text for text in said) == 2
    assert not any("1234" in text and "567" not in text for text in said)  # AB1234 is a place


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/workbook.xml", "sheet"])
def test_a_damaged_workbook_is_told(tmp_path: Path, part: str) -> None:
    cut = f'{HEAD}<worksheet xmlns="{SHEET}"><sheetData><row r="1">'
    content = workbook(cut if part == "sheet" else "", {} if part == "sheet" else {part: cut})
    with pytest.raises(FgtoolsError, match="cannot be read back"):
        read(content, tmp_path)


def test_an_unknown_encoding_is_told(tmp_path: Path) -> None:
    odd = f'<?xml version="1.0" encoding="foo"?><worksheet xmlns="{SHEET}"/>'
    with pytest.raises(FgtoolsError, match="cannot be read back"):
        read(workbook(odd), tmp_path)


def test_a_damaged_archive_is_told(tmp_path: Path) -> None:
    content = bytearray(workbook())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        at = archive.getinfo("xl/workbook.xml").header_offset
    content[at + 60] ^= 0xFF
    with pytest.raises(FgtoolsError, match="cannot be read back"):
        read(bytes(content), tmp_path)
