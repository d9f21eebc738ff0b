"""Rows of cells, from CSV, a workbook's sheets or the tables of a Word file."""

from __future__ import annotations

import csv
import html
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from fgtools.errors import FgtoolsError
from fgtools.spans import WORD
from fgtools.transcripts.source import Source

Row = tuple[str, ...]
MOST_COLUMNS = 2000
"""No table of talk or people is wider; text that is (one endless line) is none."""
LARGEST_CELL = 10_000_000
HEAD = 50_000
END = "\x1f"
MARKS = ("\t", ";", "|", ",")
"""What separates cells; the first wins where two do as well."""
MOST_NESTED = 4
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
UNIT = re.compile(r"\s(?:ms|milliseconds|s|secs?|seconds)$")
BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet or table: its place among others (from 1), its rows, what separated their cells.

    Number 0 are the paragraphs of a Word file that stand in no table.
    """

    number: int
    rows: tuple[Row, ...]
    mark: str = ""
    hidden: bool = False
    warnings: tuple[str, ...] = ()

    @property
    def words(self) -> int:
        """Return the words of all cells."""
        return words(cell for row in self.rows for cell in row)

    @property
    def is_prose(self) -> bool:
        """Tell whether the commas that separate the cells are those of sentences."""
        later = [cell for row in self.rows[:200] for cell in row[1:] if cell]
        spaced = sum(cell.startswith(" ") for cell in later)
        return self.mark == "," and spaced * 2 > len(later)

    @property
    def is_loose(self) -> bool:
        """Tell whether most lines of a text have no second cell: what separates them is chance."""
        filled = [row for row in self.rows[:200] if any(row)]
        return bool(self.mark) and 2 * sum(len(row) > 1 for row in filled) <= len(filled)


@lru_cache(maxsize=2)
def sheets(source: Source) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook, the tables of a Word file, or the one table of a CSV.

    Sheets that somebody hid come last, as do a Word file's other paragraphs. Raise FgtoolsError
    where the file is damaged.
    """
    if source.kind == "workbook":
        from fgtools.transcripts.workbook import read_sheets

        return read_sheets(source)
    if source.kind == "word":
        from fgtools.transcripts.word import parted

        loose, tables = parted(source.data, source.name)
        found = [Sheet(n, tuple(map(tuple, rows))) for n, rows in enumerate(tables, 1)]
        return (*found, Sheet(0, tuple((paragraph,) for paragraph in loose), hidden=True))
    return (_text(source),)


def rows_of(source: Source) -> tuple[Row, ...]:
    """Return the rows of a CSV (comma, semicolon, tab or bar) or of a workbook's first sheet."""
    found = sheets(source)
    return found[0].rows if found else ()


def words(cells: Iterable[str]) -> int:
    """Count the words of cells, entities decoded."""
    return sum(len(WORD.findall(decoded_entities(cell))) for cell in cells)


def decoded_entities(text: str) -> str:
    """Return a text with entities such as `&#8212;` decoded, also those of entities.

    So a table that fgtools writes again reads the same.
    """
    for _ in range(MOST_NESTED):
        once = ENTITY.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text
        if once == text:
            break
        text = unicodedata.normalize("NFC", once)
    return text


def folded(cell: str) -> str:
    """Return a header as it is compared: words of small letters, no accents, no end marks."""
    bare = CAMEL.sub(" ", cell.strip()[:300])
    if not bare.isascii():
        spread = unicodedata.normalize("NFKD", bare)
        bare = "".join(c for c in spread if not unicodedata.combining(c)).replace("’", "'")
    return " ".join(re.split(r"[\s_]+", bare.casefold())).strip(" .:*#?")


def shortened(header: str) -> str:
    """Return a folded header without brackets and units."""
    return UNIT.sub("", BRACKETS.sub("", header))


@lru_cache(maxsize=512)
def _folded_names(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(folded(name) for name in names)


def columns(header: Row, names: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Return where each wanted column stands in a header, by its names in order of preference.

    A header is tried as it is, then without brackets and units.
    """
    whole = [folded(cell) for cell in header]
    bare = [shortened(cell) for cell in whole]
    at: dict[str, int] = {}
    for column, others in names.items():
        known = list(_folded_names(others))
        for cells in (whole, bare):
            places = [cells.index(name) for name in known if name in cells]
            if places and column not in at:
                at[column] = places[0]
    return at


def _text(source: Source) -> Sheet:
    text, mark = source.text, ""
    if named := re.match(r"sep=(.)\n", text):
        text, mark = "\n" + text[named.end() :], named[1]
    mark = mark or _mark(text)
    rows, closed = _parted(source, text, mark)
    if any(len(row) > MOST_COLUMNS for row in rows):
        return Sheet(1, (), mark)
    if closed or not _swallowed(rows, mark):
        return Sheet(1, _spaced(rows), mark)
    plain = [tuple(_unquoted(c) for c in line.split(mark)) for line in text.split("\n")]
    return Sheet(
        1, tuple(plain), mark,
        warnings=("A quotation mark is not closed; every line was read as a row.",),
    )  # fmt: skip


def _parted(source: Source, text: str, mark: str) -> tuple[list[Row], bool]:
    """Return the rows of a text, and whether the quotation marks of its last cell are closed."""
    csv.field_size_limit(LARGEST_CELL)
    # A line put behind the text is a row of its own, unless an open quotation mark swallows it.
    ended = text if text.endswith("\n") else text + "\n"
    try:
        rows = [tuple(row) for row in csv.reader(io.StringIO(ended + END), delimiter=mark)]
    except csv.Error:
        raise FgtoolsError(
            "The table is damaged: a cell has no end.", source.name, "Save it again as CSV."
        ) from None
    last = rows[-1]
    if last == (END,):
        return rows[:-1], True
    cell = last[-1].removesuffix(END)
    return [*rows[:-1], (*last[:-1], cell.removesuffix(ended[len(text) :]))], False


def _mark(text: str) -> str:
    """Return what separates the cells: what most rows have equally often."""
    head = text[:HEAD]
    lines = head if len(text) <= HEAD else head[: head.rfind("\n") + 1] or head
    best, most = ",", 0
    for mark in MARKS:
        try:
            found = csv.reader(io.StringIO(lines), delimiter=mark)
            widths = Counter(len(row) for row in found if len(row) > 1)
        except csv.Error:
            continue
        weight = max((rows * (width - 1) for width, rows in widths.items()), default=0)
        if weight > most:
            best, most = mark, weight
    return best


def _spaced(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Drop the blank after each comma where somebody typed the table that way."""
    header = next((row for row in rows if any(row)), ())
    if len(header) > 1 and all(cell.startswith(" ") and len(cell) < 60 for cell in header[1:]):
        found = tuple((*row[:1], *(cell.removeprefix(" ") for cell in row[1:])) for row in rows)
        if not Sheet(1, tuple(rows), ",").is_prose or _short(header):
            return found
    return tuple(rows)


def _short(header: Row) -> bool:
    return all(len(cell.split()) < 3 and not cell.rstrip().endswith((".", "?")) for cell in header)


def _swallowed(rows: Sequence[Row], mark: str) -> bool:
    """Tell whether a cell holds whole rows, because its quotation mark is not closed."""
    width = Counter(len(row) for row in rows).most_common(1)[0][0] if rows else 0
    last = rows[-1][-1:] if rows else ()
    return width > 1 and any(
        sum(line.count(mark) >= width - 1 for line in cell.split("\n")) > 2 for cell in last
    )


def _unquoted(cell: str) -> str:
    whole = len(cell) > 1 and cell[0] == cell[-1] == '"'
    return cell[1:-1].replace('""', '"') if whole else cell.removeprefix('"')
