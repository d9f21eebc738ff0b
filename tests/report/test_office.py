"""The Word report as LibreOffice lays it out: it opens, and its pages read as a printed report."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from fgtools.report import word
from fgtools.report.blocks import Heading, numbers
from fgtools.report.describe import Report
from fgtools.report.outline import outline
from fgtools.report.pictures import Picture

pytestmark = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="LibreOffice or Poppler is not installed",
)


@pytest.fixture(scope="module")
def pages(
    report: Report, pictures: dict[str, Picture], tmp_path_factory: pytest.TempPathFactory
) -> list[list[str]]:
    """The lines of every page of the report as a PDF."""
    place = tmp_path_factory.mktemp("office")
    word.write(report, place / "report.docx", pictures)
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={(place / 'lo').as_uri()}",
         "--convert-to", "pdf", "--outdir", str(place), str(place / "report.docx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return read(place / "report.pdf")


def read(paper: Path) -> list[list[str]]:
    text = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", str(paper), "-"], check=True, capture_output=True
    ).stdout.decode("utf-8")
    return [
        [" ".join(line.split()) for line in page.splitlines() if line.strip()]
        for page in text.split("\f")[:-1]
    ]


def test_every_heading_table_and_picture_is_there_in_order(
    pages: list[list[str]], report: Report
) -> None:
    body = " ".join(line for page in pages[1:] for line in page)
    blocks = outline(report)
    for kind in ("Table", "Figure"):
        printed = re.findall(rf"\b{kind} (\d+)\. ", body)
        assert [int(at) for at in printed] == list(range(1, len(printed) + 1))
        assert len(printed) == sum(name.startswith(kind) for name in numbers(blocks).values()) > 5
    at = 0
    for heading in (block for block in blocks if isinstance(block, Heading)):
        at = body.index(" ".join(heading.text.split()), at)
    assert "Error!" not in body


def test_the_contents_stand_on_the_first_page(pages: list[list[str]], report: Report) -> None:
    first = pages[0]
    assert "Contents" in first
    for block in outline(report):
        if isinstance(block, Heading) and block.level == 1:
            assert any(line.startswith(block.text) for line in first), block.text


def test_pages_are_numbered_and_no_heading_is_left_at_a_foot(
    pages: list[list[str]], report: Report
) -> None:
    headings = {block.text for block in outline(report) if isinstance(block, Heading)}
    for at, page in enumerate(pages, 1):
        foot = [line for line in page if line == f"Page {at} of {len(pages)}"]
        assert foot, f"page {at} has no number"
        if at > 1:
            said = [line for line in page if line != foot[0] and "not for publication" not in line]
            assert said[-1] not in headings
            assert not re.match(r"Table \d+\. ", said[-1]), "a caption without its table"
