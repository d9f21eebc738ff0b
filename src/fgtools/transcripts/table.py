"""Rows of cells, from CSV or a workbook; a table of talk has a row for each turn."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from fgtools.errors import FgtoolsError
from fgtools.nouns import LeftOut
from fgtools.spans import WORD
from fgtools.transcripts.recording import Cue, Draft, tidy_label
from fgtools.transcripts.source import Source
from fgtools.transcripts.times import seconds

Row = tuple[str, ...]
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "session": ("session", "session id", "group", "focus group", "meeting", "interview"),
    "speaker": ("speaker", "speaker name", "name", "who", "participant", "speaker label"),
    "role": ("role", "speaker role"),
    "text": ("text", "sentence", "words", "utterance", "transcription", "transcript", "speech"),
    "ordinal": ("ordinal",),
    "begin": ("begin", "start", "start time", "timestamp", "time"),
    "end": ("end", "end time"),
}
"""The house's columns, and what others call them; the first that a table has is taken."""
HEADER_WITHIN = 10
LARGEST_CELL = 10_000_000


def rows_of(source: Source) -> list[Row]:
    """Return the rows of a CSV (comma, semicolon, tab or bar) or of a workbook's first sheet."""
    if source.kind == "workbook":
        return _sheet(source)
    head = source.text[:20_000].split("\n", 20)[:20]
    delimiter = max(",;\t|", key=lambda mark: (sum(mark in row for row in head), -ord(mark)))
    csv.field_size_limit(LARGEST_CELL)
    try:
        return [tuple(row) for row in csv.reader(io.StringIO(source.text), delimiter=delimiter)]
    except csv.Error:
        raise FgtoolsError(
            "The table is damaged: a cell has no end.", source.name, "Save it again as CSV."
        ) from None


def _sheet(source: Source) -> list[Row]:
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(source.data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        return [tuple(_cell(value) for value in row) for row in sheet.iter_rows(values_only=True)]
    except Exception:  # whatever openpyxl stumbles over, the user's next step is one
        raise FgtoolsError(
            "The workbook is damaged.", source.name, "Open it in Excel and save it as .xlsx."
        ) from None


def _cell(value: object) -> str:
    if value is None:
        return ""
    whole = isinstance(value, float) and value.is_integer()
    return unicodedata.normalize("NFC", str(int(value)) if whole else str(value))  # type: ignore[call-overload]


def columns(header: Row, names: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Return where each wanted column stands in a header, by its names in order of preference."""
    cells = [" ".join(re.split(r"[\s_]+", cell.strip().casefold())) for cell in header]
    at: dict[str, int] = {}
    for column, others in names.items():
        places = [cells.index(name) for name in others if name in cells]
        if places:
            at[column] = places[0]
    return at


def is_table(source: Source) -> bool:
    """Tell whether a file is a table with a column of text beside one of speakers or sessions."""
    return _header(rows_of(source)) is not None


def _header(rows: Sequence[Row]) -> tuple[int, dict[str, int]] | None:
    for number, row in enumerate(rows[:HEADER_WITHIN]):
        at = columns(row, COLUMNS)
        if "text" in at and ("speaker" in at or "session" in at):
            return number, at
    return None


def read_table(source: Source) -> tuple[Draft, ...]:
    """Read a table: a draft for each session, in order of appearance, a turn for each row."""
    rows = rows_of(source)
    header = _header(rows)
    if header is None:
        raise FgtoolsError("The table has no column `text`.", source.name)
    number, at = header
    sessions: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for line, row in enumerate(rows[number + 1 :], number + 2):
        cells = {name: row[place] if place < len(row) else "" for name, place in at.items()}
        if any(cell.strip() for cell in row):
            sessions.setdefault(cells.get("session", "").strip(), []).append((line, cells))
    above = [word for row in rows[:number] for word in WORD.findall(" ".join(row))]
    aside = (LeftOut("above the table", "header", len(above)),) if above else ()
    return tuple(
        _session(name, found, source, aside if not number_of else ())
        for number_of, (name, found) in enumerate(sessions.items())
    )


def _session(
    name: str,
    found: Sequence[tuple[int, dict[str, str]]],
    source: Source,
    aside: tuple[LeftOut, ...],
) -> Draft:
    ordinals, warnings = _ordinals([cells for _, cells in found])
    empty = [line for line, cells in found if not cells["text"].strip()]
    roles: dict[str, str] = {}
    for _, cells in found:
        label, role = tidy_label(cells.get("speaker", "")), cells.get("role", "").strip()
        if label and role:
            roles.setdefault(label, role)
    return Draft(
        items=tuple(
            Cue(
                speaker=tidy_label(cells.get("speaker", "")),
                text=cells["text"],
                begin=_time(cells.get("begin", "")),
                end=_time(cells.get("end", "")),
                ordinal=ordinal,
            )
            for ordinal, (_, cells) in zip(ordinals, found, strict=True)
        ),
        aside=(*aside, *(LeftOut(f"row {line}", "row without words") for line in empty)),
        warnings=(*source.warnings, *warnings),
        session=name,
        roles=tuple(roles.items()),
        merge=False,
    )


def _ordinals(found: Sequence[Mapping[str, str]]) -> tuple[Iterator[int] | range, list[str]]:
    """Return the numbers the table gives its turns; count the rows where it gives none."""
    printed = [cells.get("ordinal", "").strip() for cells in found]
    if not any(printed):
        return range(len(found)), []
    if all(re.fullmatch(r"[0-9]{1,9}", cell) for cell in printed) and len(set(printed)) == len(
        printed
    ):
        return iter([int(cell) for cell in printed]), []
    return range(len(found)), [
        "The column `ordinal` has gaps or repeats; the rows were counted instead."
    ]


def _time(cell: str) -> float | None:
    text = cell.strip().strip("[]()")
    if re.fullmatch(r"-?\d{1,9}(?:\.\d{1,9})?", text):
        return float(text)
    return seconds(text)
