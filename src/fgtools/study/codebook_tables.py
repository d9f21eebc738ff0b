"""Codebooks go out as spreadsheets and come in again as a file of their own."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from fgtools.codebook import table
from fgtools.codebook.read import KEY
from fgtools.codebook.write import to_yaml
from fgtools.errors import Misused
from fgtools.nouns import Codebook
from fgtools.study import sheets
from fgtools.study.edited import put_keeping
from fgtools.study.files import put_text, told
from fgtools.study.sheets import Numbered

AGAIN = "Nothing was taken. Put it right and type the same again."


def export(book: Codebook, path: Path) -> str:
    """Write a codebook as .xlsx or .csv; return the name that another file there is kept under.

    Raise Misused where it is to be anything else.
    """
    rows = table.rows_of(book)
    if path.suffix.lower() == ".xlsx":
        content = sheets.workbook([("Codebook", table.COLUMNS, rows)], {})
    elif path.suffix.lower() == ".csv":
        from fgtools.report.excel import safe

        text = io.StringIO()
        titles = [title for title, _ in table.COLUMNS]
        csv.writer(text).writerows([titles, *([safe(cell) for cell in row] for row in rows)])
        content = text.getvalue().encode("utf-8-sig")  # the mark tells Excel that it is UTF-8
    else:
        raise Misused("a codebook goes out as .xlsx or .csv", path.name, "Call it FILE.xlsx")
    return put_keeping(path, content)


def take(
    path: Path, folder: Path, name: str, rows: Sequence[Numbered] = ()
) -> tuple[Path, Codebook]:
    """Write the codebook in a spreadsheet to `folder`, as NAME.yaml; return file and codebook.

    `rows` are those of a file of another kind, read already. Raise Misused with row numbers where
    rows cannot be taken, or where the file exists already.
    """
    stem = name or table.slug(path.stem)
    if not KEY.fullmatch(stem):
        raise Misused("this is no name of a file", "--name", "Use letters, digits and hyphens.")
    titles = [title for title, _ in table.COLUMNS]
    rows = rows or sheets.rows(path, titles, ("label",), AGAIN)
    try:
        book = table.from_rows(rows, stem)
    except table.Faulty as error:
        listed = "; ".join(f"row {number}: {why}" for number, why in error.rows[:20])
        raise Misused(f"{len(error.rows)} rows to put right: {listed}", path.name, AGAIN) from error
    if not book.codes:
        raise Misused("there is no code in it", path.name, "A row a code, its label at least.")
    made = folder / f"{stem}.yaml"
    if made.exists():
        raise Misused(
            "there is a codebook of that name, and none is ever overwritten", made.name,
            "Type: --name NAME for another one (a new version: NAME-v2)",
        )  # fmt: skip
    with told(folder.name):
        folder.mkdir(exist_ok=True)
    put_text(made, to_yaml(book))
    return made, book
