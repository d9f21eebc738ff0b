from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import docx
import openpyxl
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from hypothesis import given
from hypothesis import strategies as st

from fgtools.report import excel, html, markdown, own, sheet_names, word
from fgtools.report.blocks import Figure
from fgtools.report.charts import draw_all
from fgtools.report.describe import Report
from fgtools.report.framework_parts import EVERYBODY
from fgtools.report.outline import outline
from fgtools.report.pictures import Picture
from fgtools.report.read_markup import html_texts

Pictures = dict[str, Picture]
EVIL = "<script>alert(1)</script> =1+1 & | `x`\x07"


@pytest.fixture(scope="module")
def evil(build: Callable[..., Report]) -> Report:
    return build(title=EVIL, own_text={"introduction": f"{EVIL}\n\n![x](https://e.example/a.png)"})


@pytest.fixture(scope="module")
def document(report: Report, pictures: Pictures) -> bytes:
    return word.document(report, pictures)


@pytest.fixture(scope="module")
def page(report: Report, pictures: Pictures) -> str:
    return html.page(report, pictures)


def test_the_same_report_gives_the_same_bytes(
    build: Callable[..., Report], report: Report, document: bytes, page: str, tmp_path: Path
) -> None:
    pictures = draw_all(build())
    word.write(build(), tmp_path / "r.docx", pictures)
    excel.write(build(), tmp_path / "r.xlsx")
    html.write(build(), tmp_path / "r.html", pictures)
    markdown.write(build(), tmp_path / "r.md")
    assert (tmp_path / "r.docx").read_bytes() == document
    assert (tmp_path / "r.xlsx").read_bytes() == excel.workbook(report)
    assert (tmp_path / "r.html").read_text("utf-8") == page
    assert (tmp_path / "r.md").read_text("utf-8") == markdown.text(report)


def test_every_writer_prints_every_quote(report: Report, document: bytes, page: str) -> None:
    shown = Text(page).text
    pages = "\n".join(p.text for p in docx.Document(io.BytesIO(document)).paragraphs)
    sheet = openpyxl.load_workbook(io.BytesIO(excel.workbook(report)))["Quotes"]
    cells = {str(row[1].value) for row in sheet.iter_rows(min_row=2)}
    for quote in report.quotes:
        assert quote.text in shown
        assert quote.text in pages
        assert quote.text in cells


@pytest.fixture(scope="module")
def whole(document: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(document))


class TestWord:
    def test_carries_no_clock(self, whole: zipfile.ZipFile) -> None:
        assert {entry.date_time for entry in whole.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2026-11-20T00:00:00Z" in whole.read("docProps/core.xml")

    def test_every_header_row_is_repeated_and_every_chart_described(
        self, whole: zipfile.ZipFile, report: Report
    ) -> None:
        body = ElementTree.fromstring(whole.read("word/document.xml"))
        tables = body.findall(".//{*}tbl")
        assert tables
        assert all(table.find("{*}tr/{*}trPr/{*}tblHeader") is not None for table in tables)
        charts_drawn = body.findall(".//{*}docPr")
        assert len(charts_drawn) == sum(isinstance(b, Figure) for b in outline(report)) > 6
        assert all(len(drawn.get("descr", "")) > 60 for drawn in charts_drawn)

    def test_contents_lead_to_headings_that_are_there(self, whole: zipfile.ZipFile) -> None:
        body = ElementTree.fromstring(whole.read("word/document.xml"))
        key = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
        there = [mark.get(f"{key}name") for mark in body.iter(f"{key}bookmarkStart")]
        asked = [link.get(f"{key}anchor") for link in body.iter(f"{key}hyperlink")]
        assert asked == there
        assert len(set(there)) == len(there) > 20
        assert 'TOC \\o "1-1"' in "".join(t.text or "" for t in body.iter(f"{key}instrText"))

    def test_uses_real_styles(self, document: bytes) -> None:
        paper = docx.Document(io.BytesIO(document))
        used = {p.style.name for p in paper.paragraphs if p.style}
        assert {"Title", "Heading 1", "Heading 2", "Caption", "Quote", "List Bullet"} <= used

    def test_takes_words_that_xml_cannot_hold(self, evil: Report) -> None:
        assert word.document(evil, draw_all(evil))


class TestExcel:
    def test_sheets_are_in_order_with_frozen_headers_and_filters(self, report: Report) -> None:
        book = openpyxl.load_workbook(io.BytesIO(excel.workbook(report)))
        assert book.sheetnames[:8] == [
            *("Read me", "Themes", "Views", "Framework matrix"),
            *("Quotes", "Codings", "Topics", "Left out"),
        ]
        assert len(book.sheetnames[8:]) == len(report.raised)
        for sheet in book.worksheets[1:]:
            assert sheet.freeze_panes
            assert sheet.auto_filter.ref

    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
    def test_no_text_becomes_a_formula(self, start: str) -> None:
        assert excel.safe(f"{start}cmd|' /C calc'!A0").startswith("'")

    def test_no_cell_of_the_workbook_is_a_formula(self, evil: Report) -> None:
        whole = zipfile.ZipFile(io.BytesIO(excel.workbook(evil)))
        sheets = [name for name in whole.namelist() if name.startswith("xl/worksheets/")]
        assert not any(b"<f>" in whole.read(name) for name in sheets)
        links = [name for name in whole.namelist() if name.endswith(".rels")]
        assert not any(b"External" in whole.read(name) for name in links)

    def test_a_cell_of_a_matrix_leads_to_the_very_passages_it_sums_up(self, report: Report) -> None:
        book = openpyxl.load_workbook(io.BytesIO(excel.workbook(report)))
        codings = book["Codings"]
        followed = 0
        for matrix in book.worksheets[8:]:
            codes = [str(cell.value).removesuffix(": in general") for cell in matrix[1]][3::2]
            for row in matrix.iter_rows(min_row=2):
                role, session, who = (str(cell.value) for cell in row[:3])
                for code, told, cell in zip(codes, row[3::2], row[4::2], strict=True):
                    assert bool(cell.value) == bool(cell.hyperlink)
                    if not cell.hyperlink:
                        assert not told.value
                        continue
                    assert cell.hyperlink.location
                    lines = list(codings[cell.hyperlink.location.split("!")[1]])
                    there = {tuple(str(line[at].value) for at in (4, 0, 6)) for line in lines}
                    assert there == {(role, session, code)}
                    people = {str(line[3].value) for line in lines}
                    assert who == EVERYBODY or people == {who}
                    assert str(cell.value).split(" ")[0] in {
                        f"{session}/{x[1].value}" for x in lines
                    }
                    followed += len(lines)
        assert followed == 2 * len(report.passages)  # by case, and by participant

    def test_a_released_matrix_has_roles_and_shows_no_small_count(
        self, build: Callable[..., Report]
    ) -> None:
        outside = build(level="central", threshold=10)
        book = openpyxl.load_workbook(io.BytesIO(excel.workbook(outside)))
        quotes, links = book["Quotes"], 0
        for matrix in book.worksheets[7:]:
            assert next(cell.value for cell in matrix[1]) == "Role"
            for row in matrix.iter_rows(min_row=2):
                told = " ".join(str(cell.value) for cell in row[1:] if cell.value)
                assert not re.search(r"(?<![\d,])[1-9] of", told.replace("1 of 2 sessions", ""))
                for cell in row[1:]:
                    if cell.hyperlink and cell.hyperlink.location:
                        lines = list(quotes[cell.hyperlink.location.split("!")[1]])
                        assert {line[2].value for line in lines} == {row[0].value}
                        links += 1
        assert links

    @given(st.lists(st.text(max_size=60), max_size=20))
    def test_sheets_have_names_that_excel_takes(self, labels: list[str]) -> None:
        found = sheet_names.names(labels, ("Themes",))
        assert len({name.casefold() for name in (*found, "Themes")}) == len(labels) + 1
        for name in found:
            assert 0 < len(name) <= 31
            assert not set(name) & set("[]:*?/\\'")

    def test_single_codings_stay_inside(self, build: Callable[..., Report]) -> None:
        book = openpyxl.load_workbook(
            io.BytesIO(excel.workbook(build(level="central", threshold=10)))
        )
        assert "Codings" not in book.sheetnames


class Text(HTMLParser):
    """The words, ids, targets and labels of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.tags = "", list[tuple[str, dict[str, str | None]]]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


class TestHtml:
    def test_asks_for_nothing_outside_the_file(self, evil: Report) -> None:
        page = html.page(evil, draw_all(evil))
        for _, attrs in Text(page).tags:
            for name in ("src", "href", "action", "data", "poster", "srcset"):
                assert re.match(r"#|data:,$", attrs.get(name) or "#")
        assert "url(" not in page
        assert "@import" not in page
        assert "default-src 'none'" in page

    def test_escapes_everything(self, evil: Report) -> None:
        assert "<script>alert" not in html.page(evil, draw_all(evil))

    def test_ids_are_unique_and_links_lead_somewhere(self, page: str) -> None:
        tags = Text(page).tags
        ids = [attrs["id"] for _, attrs in tags if "id" in attrs]
        assert len(ids) == len(set(ids))
        targets = {(attrs.get("href") or "#")[1:] for tag, attrs in tags if tag == "a"}
        named = {attrs["aria-labelledby"] for _, attrs in tags if "aria-labelledby" in attrs}
        assert targets | named <= set(ids)

    def test_has_landmarks_a_live_count_and_one_first_heading(self, page: str) -> None:
        tags = Text(page).tags
        names = [tag for tag, _ in tags]
        for landmark in ("main", "nav", "header", "footer", "h1"):
            assert names.count(landmark) == 1
        assert any(attrs.get("aria-live") == "polite" for _, attrs in tags)
        assert all(attrs.get("scope") for tag, attrs in tags if tag == "th")

    def test_its_own_script_is_nobodys_words_until_a_letter_is_changed(self, page: str) -> None:
        def scripts(text: str) -> list[str]:
            return [said for at, said in html_texts(text, lambda _: iter(())) if "script" in at]

        assert "copy(words" in page
        assert scripts(page) == []
        assert any("kelleher" in said for said in scripts(page.replace("copy(", "Kelleher(", 1)))

    def test_filters_by_session_are_internal(self, build: Callable[..., Report], page: str) -> None:
        assert 'name="session"' in page
        released = build(level="public", threshold=10)
        outside = html.page(released, draw_all(released))
        assert 'name="session"' not in outside
        assert "casework-1" not in outside


def test_markdown_prints_special_characters_as_they_are() -> None:
    assert markdown.escaped("1. a*b_ |c| <d>") == r"1\. a\*b\_ \|c\| \<d\>"
    assert markdown.escaped("- x") == r"\- x"


def test_own_text_keeps_lists_and_emphasis_and_loads_no_pictures() -> None:
    text = "1. one **two**\n2. three\n   - deep\n\n> said"
    blocks = [b for b in own.blocks(text) if isinstance(b, own.OwnBlock)]
    assert [(b.kind, b.depth, b.number) for b in blocks] == [
        *(("number", 1, 1), ("number", 1, 2), ("bullet", 2, 0), ("quotation", 0, 0)),
    ]
    assert blocks[0].runs[1].bold
    assert "<img" not in own.to_html("![a](https://e.example/a.png)")


FIGURES = """\
Who came:

| Who came | Sessions | Turns |
|---|---:|---:|
| **Casework** | 8 | 1245 |
| Therapies | 12 | 310 |

More to say.
"""


def test_a_table_of_own_text_is_a_table_everywhere(build: Callable[..., Report]) -> None:
    report = build(own_text={"introduction": FIGURES})
    paper = docx.Document(io.BytesIO(word.document(report, draw_all(report))))
    (mine,) = [t for t in paper.tables if t.cell(0, 0).text == "Who came"]
    said = [[cell.text for cell in row.cells] for row in mine.rows]
    assert said[1:] == [["Casework", "8", "1245"], ["Therapies", "12", "310"]]
    assert mine.cell(1, 0).paragraphs[0].runs[0].bold
    assert mine.cell(1, 1).paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.RIGHT
    assert any(line.text == "More to say." for line in paper.paragraphs)
    page = html.page(report, draw_all(report))
    assert '<td style="text-align:right">1245</td>' in page
    assert not list(own.too_wide(FIGURES))
    assert all(attrs.get("scope") for tag, attrs in Text(page).tags if tag == "th")
    assert "| Therapies | 12 | 310 |" in markdown.text(report)


@pytest.mark.parametrize(
    ("row", "wide"),
    [
        ("| North | 12 |", False),
        ("| North | 12 | 14 |", True),
        ("North | 12 | 14", True),
        (r"| North \| South | 12 |", False),
        ("| North |", False),
    ],
)
@pytest.mark.parametrize("within", ["", "> "])
def test_a_row_that_would_lose_cells_is_known(row: str, wide: bool, within: str) -> None:
    lines = ["Before.", "", "| Area | Letters |", "|---|---|", row]
    text = "\n".join(f"{within}{line}" for line in lines)
    assert list(own.too_wide(text)) == ([5] if wide else [])


def test_a_head_without_words_has_its_cell() -> None:
    assert not list(own.too_wide("| Area | |\n|---|---|\n| North | 12 |\n"))
    assert list(own.too_wide("| | |\n|---|---|\n| North | 12 | 14 |\n")) == [3]


def test_what_only_looks_like_the_end_of_a_line_shifts_no_line() -> None:
    text = "So\u2028it\x0bgoes.\n\n| Area | Letters |\n|---|---|\n| North | 12 | 14 |\n"
    assert list(own.too_wide(text)) == [5]
