"""A codebook goes out as a spreadsheet, is edited, and comes in again with nothing lost."""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import typed

from fgtools.codebook import table
from fgtools.codebook.read import read
from fgtools.codebook.table import from_rows, rows_of
from fgtools.nouns import Code, Codebook

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12
).map(lambda text: text.strip("'")).filter(bool)  # fmt: skip
TEXTS = st.lists(WORDS, max_size=3).map(tuple)


@st.composite
def books(draw: st.DrawFn) -> Codebook:
    keys = draw(st.lists(st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True), min_size=1,
                         max_size=6, unique=True))  # fmt: skip
    codes: list[Code] = []
    for key in keys:
        # the last one, or one above it: codes come depth first
        above = [""]
        if codes:
            above = ["", codes[-1].key, codes[-1].parent]
        parent = draw(st.sampled_from(above))
        codes.append(Code(key, draw(WORDS), draw(WORDS), draw(TEXTS), draw(TEXTS), draw(TEXTS),
                          draw(TEXTS), parent))  # fmt: skip
    return Codebook("Book", "3", tuple(codes))


@given(books())
def test_rows_make_the_same_codebook_again(book: Codebook) -> None:
    titles = [title for title, _ in table.COLUMNS]
    rows = [(n, dict(zip(titles, row, strict=True))) for n, row in enumerate(rows_of(book), 2)]
    assert from_rows(rows, "other") == book


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    assert typed(tmp_path, "study", "new", "mine").code == 0
    return tmp_path / "mine"


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_shipped_codebook_comes_back_as_it_went(mine: Path, kind: str) -> None:
    done = typed(mine, "codebook", "export", "send-workforce", "--as", kind)
    assert done.code == 0, done.err
    sheet = f"send-workforce.{kind}"
    done = typed(mine, "codebook", "import", sheet, "--name", "again", "--json")
    assert done.code == 0, done.err
    assert done.json["codes"] == 24
    again = read(mine / "codebooks" / "again.yaml")
    shown = typed(mine, "codebook", "diff", "send-workforce", "again")
    assert shown.code == 0
    assert again.codes == read(Path(__file__).parents[2] / "codebooks/send-workforce.yaml").codes


def test_nothing_is_overwritten_and_faulty_rows_are_all_named(mine: Path, tmp_path: Path) -> None:
    assert typed(mine, "codebook", "export", "send-workforce").code == 0
    assert typed(mine, "codebook", "import", "send-workforce.xlsx", "--name", "mine").code == 0
    refused = typed(mine, "codebook", "import", "send-workforce.xlsx", "--name", "mine")
    assert refused.code == 2
    assert "none is ever overwritten" in refused.err
    rows = [
        ("key", "parent", "label"), ("pay", "", "Pay"), ("pay", "", "Pay again"), ("a b", "", "A"),
        ("", "", ""), ("x", "nowhere", "X"), ("y", "z", "Y"), ("z", "y", "Z"), ("k", "", ""),
    ]  # fmt: skip
    with (tmp_path / "bad.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)
    refused = typed(mine, "codebook", "import", str(tmp_path / "bad.csv"))
    assert refused.code == 2
    for said in ("row 3: its key is also that of row 2", "row 4: a key is one word",
                 "row 6: its parent is no code", "row 7: it stands below itself",
                 "row 9: no label"):  # fmt: skip
        assert said in refused.err
    assert not (mine / "codebooks" / "bad.yaml").exists()


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_codebook_that_was_edited_in_libreoffice_comes_back(mine: Path, tmp_path: Path) -> None:
    assert typed(mine, "codebook", "export", "send-workforce").code == 0
    book = openpyxl.load_workbook(mine / "send-workforce.xlsx")
    book.worksheets[0].cell(2, 8).value = f"{book.worksheets[0].cell(2, 8).value}\nsnowed under"
    book.save(tmp_path / "edited.xlsx")
    for kind, source in (("ods", "edited.xlsx"), ("xlsx", "edited.ods")):
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}",
             "--convert-to", kind, "--outdir", str(tmp_path), str(tmp_path / source)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
    done = typed(mine, "codebook", "import", str(tmp_path / "edited.xlsx"), "--name", "edited")
    assert done.code == 0, done.err
    before = read(Path(__file__).parents[2] / "codebooks/send-workforce.yaml").codes
    after = read(mine / "codebooks" / "edited.yaml").codes
    assert after[0].cues == (*before[0].cues, "snowed under")
    assert after[1:] == before[1:]
