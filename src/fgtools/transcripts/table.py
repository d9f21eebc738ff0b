"""Tables of talk, in CSV, workbooks and Word files: a row is a turn and stays one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from fgtools.errors import FgtoolsError
from fgtools.nouns import LeftOut
from fgtools.transcripts.attendance import headers_of
from fgtools.transcripts.grid import Row, Sheet, decoded_entities, sheets, words
from fgtools.transcripts.questions import export_header
from fgtools.transcripts.recording import Cue, Draft, tidy_label
from fgtools.transcripts.row_times import row_times, span
from fgtools.transcripts.source import Source
from fgtools.transcripts.survey import is_survey
from fgtools.transcripts.talk import STRUCTURE, Talk, column, house_header, named_talk, told_talk

LEAST_SHARE = 0.4
"""Of a Word file's words, in its table of talk: what has less has its talk elsewhere."""


@dataclass(frozen=True, slots=True)
class Found:
    """The sheet (or the like tables of a Word file) with the talk, and where it stands there."""

    sheet: Sheet
    talk: Talk
    numbers: tuple[int, ...]
    of: int


class Line(dict[str, str]):
    """The cells of a row by column, "" where there is none, and the number of the row."""

    number = 0

    def __missing__(self, key: str) -> str:
        return ""


def is_table(source: Source) -> bool:
    """Tell whether a file is a table of talk, by its header or by its cells."""
    return _found(source) is not None


def read_table(source: Source) -> tuple[Draft, ...]:
    """Read a table: a draft for each session, in order of appearance, a turn for each row."""
    found = _found(source)
    if found is None:
        raise FgtoolsError("The table has no column `text`.", source.name)
    talk, sheet = found.talk, found.sheet
    sessions: dict[str, list[Line]] = {}
    for number, row in enumerate(sheet.rows[talk.header + 1 :], talk.header + 2):
        if any(cell.strip() for cell in row):
            line = _line(number, row, found)
            sessions.setdefault(decoded_entities(line["session"]).strip(), []).append(line)
    aside = _elsewhere(source, found)
    warnings = (*source.warnings, *sheet.warnings, *_told(found, source.kind))
    return tuple(
        _session(name, lines, found, aside if number == 0 else (), warnings)
        for number, (name, lines) in enumerate(sessions.items())
    )


@lru_cache(maxsize=2)
def _found(source: Source) -> Found | None:
    if source.kind == "word":
        return _in_word(source)
    every = sheets(source)
    own = any(house_header(sheet.rows) is not None for sheet in every)
    if not own and any(export_header(sheet.rows) is not None for sheet in every):
        return None
    for sheet in every:
        if (talk := named_talk(sheet.rows)) is not None:
            return Found(sheet, talk, (sheet.number,), len(every))
    if any(sheet.is_prose or _says_who_came(sheet) for sheet in every) or is_survey(source):
        return None
    for sheet in every:
        talk = told_talk(sheet.rows, sure=True)
        if talk is not None and _like_cells(sheet, talk):
            return Found(sheet, talk, (sheet.number,), len(every))
    return None


def _says_who_came(sheet: Sheet) -> bool:
    """Tell whether a sheet heads columns for when people joined and when they left."""
    return any({"joined", "left"} <= set(at) for _, at in headers_of(sheet.rows))


def _like_cells(sheet: Sheet, talk: Talk) -> bool:
    """Tell whether text that only its cells make a table has rows alike, and no `Name:` lines."""
    if not sheet.mark or talk.named:
        return True
    filled = [row for row in sheet.rows if any(cell.strip() for cell in row)]
    labels = [cell.strip() for cell in column(filled, talk.at["speaker"]) if cell.strip()]
    ends = sum(label.endswith((":", ".", "?", "!")) for label in labels)
    alike = sum(len(row) == len(filled[0]) for row in filled)
    return ends * 2 < len(labels) and alike >= 0.9 * len(filled)


def _in_word(source: Source) -> Found | None:
    """Find the table with the most talk, and those that go on with it; most words must be there."""
    every = [sheet for sheet in sheets(source) if sheet.number]
    best: tuple[int, Sheet, Talk] | None = None
    for sheet in every:
        talk = named_talk(sheet.rows) or told_talk(sheet.rows, sure=False)
        if talk is None:
            continue
        count = words(column(sheet.rows[talk.header + 1 :], talk.at["text"]))
        if best is None or count > best[0]:
            best = (count, sheet, talk)
    if best is None:
        return None
    count, sheet, talk = best
    rows, numbers = list(sheet.rows), [sheet.number]
    for other in every:
        if other.number > sheet.number and (more := _goes_on(other, sheet, talk)) is not None:
            rows += more
            numbers.append(other.number)
            count += words(column(more, talk.at["text"]))
    if count < LEAST_SHARE * words((source.text,)):
        return None
    return Found(Sheet(sheet.number, tuple(rows)), talk, tuple(numbers), len(every))


def _goes_on(other: Sheet, sheet: Sheet, talk: Talk) -> tuple[Row, ...] | None:
    """Return the rows of a table that goes on with the talk of another, without its header."""
    if max(map(len, other.rows), default=0) != max(map(len, sheet.rows), default=0):
        return None
    if talk.header >= 0 and other.rows[0] == sheet.rows[talk.header]:
        return other.rows[1:]
    known = set(_labels(sheet.rows[talk.header + 1 :], talk))
    labels = _labels(other.rows, talk)
    return other.rows if sum(label in known for label in labels) * 2 > len(labels) else None


def _labels(rows: Sequence[Row], talk: Talk) -> list[str]:
    labels = (tidy_label(cell) for cell in column(rows, talk.at.get("speaker", 0)))
    return [label for label in labels if label]


def _line(number: int, row: Row, found: Found) -> Line:
    """Take a row apart; text with a mark that nobody quoted is put together again."""
    talk, mark = found.talk, found.sheet.mark
    width = len(found.sheet.rows[talk.header]) if talk.header >= 0 else len(row)
    if mark and len(row) > width and talk.at["text"] == width - 1:
        row = (*row[: width - 1], mark.join(row[width - 1 :]))
    line = Line({name: row[at] for name, at in talk.at.items() if at < len(row)})
    line.number = number
    for place, cell in enumerate(row):
        if place not in talk.at.values() and not STRUCTURE.fullmatch(cell):
            line[f"column {place + 1}"] = cell
    return line


def _elsewhere(source: Source, found: Found) -> tuple[LeftOut, ...]:
    """Account for the words above the table and in other sheets, tables and paragraphs."""
    above = words(cell for row in found.sheet.rows[: max(found.talk.header, 0)] for cell in row)
    left = [LeftOut("above the table", "header", above)] if above else []
    unit = "table" if source.kind == "word" else "sheet"
    for sheet in sheets(source):
        if sheet.number not in found.numbers and sheet.words:
            place = f"{unit} {sheet.number}" if sheet.number else "paragraphs outside the table"
            reason = f"other {unit}" if sheet.number else "note of the file"
            left.append(LeftOut(place, reason, sheet.words))
    return tuple(left)


def _told(found: Found, kind: str) -> Iterator[str]:
    if told := found.talk.told(found.sheet.rows):
        yield told
    unit = "table" if kind == "word" else "sheet"
    if found.of > 1:
        places = ", ".join(map(str, found.numbers))
        many = "s" if len(found.numbers) > 1 else ""
        yield f"The talk was read from {unit}{many} {places} of {found.of}."


def _session(
    name: str,
    found: Sequence[Line],
    where: Found,
    aside: tuple[LeftOut, ...],
    warnings: tuple[str, ...],
) -> Draft:
    ordinals, doubts = _ordinals(found)
    times, odd = row_times([(line.number, line) for line in found], _headers(where))
    roles: dict[str, str] = {}
    for line in found:
        label, role = _label(line), decoded_entities(line["role"]).strip()
        if label and role:
            roles.setdefault(label, role)
    return Draft(
        items=tuple(
            Cue(
                speaker=_label(line),
                text=decoded_entities(line["text"]),
                begin=begin,
                end=end,
                ordinal=ordinal,
            )
            for ordinal, line, (begin, end) in zip(ordinals, found, times, strict=True)
        ),
        aside=(*aside, *_wordless(found), *_other_columns(found)),
        warnings=(*warnings, *doubts, *odd),
        session=name,
        roles=tuple(roles.items()),
        merge=False,
    )


def _headers(where: Found) -> dict[str, str]:
    """Return the headers of the columns taken, by what was taken from them."""
    if where.talk.header < 0:
        return {}
    header = where.sheet.rows[where.talk.header]
    return {name: header[at] for name, at in where.talk.at.items() if at < len(header)}


def _label(line: Line) -> str:
    return tidy_label(decoded_entities(line["speaker"]))


def _wordless(found: Sequence[Line]) -> Iterator[LeftOut]:
    for line in found:
        if not line["text"].strip():
            named = line["speaker"] or line["session"]  # or the rest of a cell that broke off
            yield LeftOut(f"row {line.number}", "row without words", words((named,)))


def _other_columns(found: Sequence[Line]) -> Iterator[LeftOut]:
    """Account for the words of columns that are not taken, and of times that are none."""
    counts: dict[str, int] = {}
    for line in found:
        for name, cell in line.items():
            if name.startswith("column "):
                counts[name] = counts.get(name, 0) + words((cell,))
            elif name in ("begin", "end") and span(cell) == (None, None):
                counts[name] = counts.get(name, 0) + len(re.findall(r"[^\W\d_]{2,}", cell))
    for name in sorted(counts, key=lambda name: (len(name), name)):
        if counts[name] and name.startswith("column "):
            yield LeftOut(name, "other column", counts[name])
        elif counts[name]:
            yield LeftOut(f"column of the {name}", "no time", counts[name])


def _ordinals(found: Sequence[Line]) -> tuple[Iterator[int] | range, list[str]]:
    """Return the numbers the table gives its turns; count the rows where it gives none."""
    printed = [line["ordinal"].strip() for line in found]
    if not any(printed):
        return range(len(found)), []
    if all(re.fullmatch(r"[0-9]{1,9}", cell) for cell in printed) and len(set(printed)) == len(
        printed
    ):
        return iter([int(cell) for cell in printed]), []
    return range(len(found)), [
        "The column `ordinal` has gaps or repeats; the rows were counted instead."
    ]
