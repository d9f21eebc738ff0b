"""Tables of the private zone as people leave them in a spreadsheet: what is odd is refused.

What a row means must never be guessed: a decision that is misread lets a name out.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from fgtools.errors import FgtoolsError

ANSWERS = "is_name"
"""The column that says whether words are a name: yes or no."""


@lru_cache(maxsize=8)
def rows(where: str, content: bytes, header: tuple[str, ...]) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a table; columns that people added stand behind those of `header`.

    Raise FgtoolsError, with the row and never its words, where it is not UTF-8, where columns are
    missing, and where a row is not whole: a quotation mark that was left open, cells too many, an
    answer that is neither yes nor no. Each session asks for the same tables.
    """
    try:
        text = _text(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise FgtoolsError(
            "this is not UTF-8", where, 'Save it as "CSV UTF-8" in Excel.'
        ) from error
    titles = columns(content)
    if missing := set(header) - {*titles}:
        apart = ", with commas between them, not semicolons" * any(";" in one for one in titles)
        raise FgtoolsError(
            f"columns missing: {', '.join(sorted(missing))}", where,
            f"The first row must be: {','.join(header)}{apart}",
        )  # fmt: skip
    wanted = (*header, *(one for one in titles if one and one not in header))
    return tuple(
        {name: _answer(row[name], name, f"{where} row {at}") for name in wanted}
        for at, row in _rows(where, text, titles)
    )


def _rows(where: str, text: str, titles: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the number of each row, the first of all being 1, and its cells by their titles."""
    reader, at = csv.reader(io.StringIO(text, newline=""), strict=True), 0
    while True:
        at += 1
        try:
            cells = next(reader, None)
        except csv.Error:
            cells = [""] * len(titles) + ["left open"]
        if cells is None:
            return
        if any(cells[len(titles) :]):
            raise FgtoolsError(
                "this row has more cells than the first one, or a quotation mark that is left open "
                "or has words behind it",
                f"{where} row {at}", "Put it right there, and type the command again.",
            )  # fmt: skip
        if at > 1 and any(cells):
            padded = [*cells, *[""] * (len(titles) - len(cells))]
            yield at, {name: cell.strip() for name, cell in zip(titles, padded, strict=False)}


def _answer(cell: str, column: str, where: str) -> str:
    """Return a cell as it is; what says whether words are a name must be yes or no."""
    if column != ANSWERS:
        return cell
    if cell.casefold() not in ("yes", "no"):
        raise FgtoolsError(
            f"{column} is neither yes nor no", where,
            "Write one of them, or delete the row: then the words are asked about again.",
        )  # fmt: skip
    return cell.casefold()


def columns(content: bytes) -> tuple[str, ...]:
    """Return the columns of a table, whatever its rows are."""
    text = _text(content.decode("utf-8-sig", errors="replace"))
    return tuple(next(csv.reader(io.StringIO(text, newline="")), ()))


def as_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return rows as CSV text with a header."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def _text(text: str) -> str:
    """Return a text composed, and with line ends as Python has them."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
