"""Which column of a table is the speaker, the text, the time: by its header, else by its cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from fgtools.spans import WORD
from fgtools.transcripts.grid import Row, columns, folded, shortened
from fgtools.transcripts.speaker_column import are_roles, people, speaker_and_role, spoken_words
from fgtools.transcripts.talk_words import COLUMNS, HOUSE, KNOWN, LOOSE_TEXT, SPEAKS

HEADER_WITHIN = 30
SAMPLED = 400
CLOCK = re.compile(
    r"[\[(<]?-?\d{1,3}:\d\d(?::\d\d)?(?:[.,]\d{1,9})?[\])>]?"
    r"(?:\s*(?:-->|[-–—])\s*[\[(<]?\d{1,3}:\d\d(?::\d\d)?(?:[.,]\d{1,9})?[\])>]?)?"
)
NUMBER = re.compile(r"[#(]?[-+]?[\d.,]{1,20}[%.)]?")
DATED = re.compile(r"\d{1,4}[/.\-]\d{1,2}[/.\-]\d{2,4}\b.{0,30}")
STRUCTURE = re.compile(r"[\d\W_]*(?:s|sec|ms)?", re.IGNORECASE)
NOBODY = re.compile(r"(?i)anon|n/?a$|-+$")
LONGEST_HEADER = 60
FEW = 12
LEAST_TEXT, MOST_LABEL = 4.0, 5.0
"""Mean words: of a column of talk at least, of a column of speakers at most."""
LEAST_SAID = 3.0
"""Mean words of a column that its header (`Comments`) makes talk where people come back."""


class Profile(NamedTuple):
    """What stands in a column: cells with anything in them, mean words, different cells, shares."""

    filled: int
    words: float
    distinct: int
    clocks: float
    numbers: float
    dates: float


@dataclass(frozen=True, slots=True)
class Talk:
    """Where talk stands in a table: the row of its header (-1: none), the columns, and how known.

    `named` are the columns told by their header; the others were told by their cells.
    """

    header: int
    at: Mapping[str, int]
    named: frozenset[str]

    def told(self, rows: Sequence[Row]) -> str:
        """Say which columns were taken; "" where the header has the house's names.

        A header is shown only where it is a known word: anything else may be somebody's talk.
        """
        header = rows[self.header] if self.header >= 0 else ()
        if self.named == set(self.at) and all(
            folded(header[place]) == name for name, place in self.at.items() if name in HOUSE
        ):
            return ""
        parts = [
            f"{name} = column {place + 1}"
            + (_shown(header[place]) if name in self.named else " (told by its cells)")
            for name, place in sorted(self.at.items(), key=lambda item: item[1])
            if name in HOUSE
        ]
        unknown = self.header >= 0 and not self.named
        heads = f" Row {self.header + 1} was taken for their header." if unknown else ""
        return f"Columns taken: {', '.join(parts)}.{heads}"


def _shown(header: str) -> str:
    if folded(header) in KNOWN:
        return f" '{header.strip()}'"
    bare = shortened(folded(header))
    return f" '{bare}'" if bare in KNOWN else ""


def profile(cells: Sequence[str]) -> Profile:
    """Describe a column by its cells."""
    filled = [cell.strip() for cell in cells[:SAMPLED] if cell.strip()]
    count = len(filled) or 1
    return Profile(
        len(filled),
        sum(map(worded, filled)) / count,
        len(set(filled)),
        sum(CLOCK.fullmatch(cell) is not None for cell in filled) / count,
        sum(NUMBER.fullmatch(cell) is not None for cell in filled) / count,
        sum(DATED.fullmatch(cell) is not None for cell in filled) / count,
    )


def worded(cell: str) -> int:
    """Count the words with a letter in them: dates and numbers do not make a column of talk."""
    return sum(any(map(str.isalpha, word)) for word in WORD.findall(cell))


def column(rows: Sequence[Row], place: int) -> list[str]:
    """Return the cells of a column, "" where a row is too short."""
    return [row[place] if place < len(row) else "" for row in rows]


def house_header(rows: Sequence[Row]) -> int | None:
    """Return the row with the house's own headers: `text`, and `speaker` or `session`."""
    for number, row in enumerate(rows[:HEADER_WITHIN]):
        names = {folded(cell) for cell in row if len(cell) < LONGEST_HEADER}
        if "text" in names and not {"speaker", "session"}.isdisjoint(names):
            return number
    return None


def named_talk(rows: Sequence[Row]) -> Talk | None:
    """Find a header that names a column of text beside one of speakers, sessions or times."""
    house = house_header(rows)
    if house is not None:
        return _completed(rows, house, columns(rows[house], COLUMNS))
    for number, row in enumerate(rows[:HEADER_WITHIN]):
        at = columns(row, COLUMNS)
        if "text" not in at and "speaker" in at:
            more = columns(row, LOOSE_TEXT) | at
            below = rows[number + 1 : number + 1 + SAMPLED]
            if shortened(folded(row[at["speaker"]])) in SPEAKS or (
                "text" in more and _return(below, more)
            ):
                at = more
        if "text" in at and not {"speaker", "session"}.isdisjoint(at):
            return _completed(rows, number, at)
        if "text" in at and "begin" in at:
            times = profile(column(rows[number + 1 : number + SAMPLED], at["begin"]))
            if times.clocks + times.numbers > 0.8:
                return _completed(rows, number, at)
    return None


def _return(rows: Sequence[Row], at: Mapping[str, int]) -> bool:
    """Tell talk from notes on people and from signed answers: people come back, words differ."""
    told = profile(column(rows, at["text"]))
    differ = 2 * told.distinct > told.filled and told.words >= LEAST_SAID
    return differ and _come_back([row for row in rows if any(column([row], at["text"]))], at)


def _come_back(rows: Sequence[Row], at: Mapping[str, int]) -> bool:
    """Tell whether a label stands twice, in one session where there are sessions."""
    labels = [label.strip(" :") for label in column(rows, at["speaker"])]
    sessions = column(rows, at["session"]) if "session" in at else [""] * len(labels)
    pairs = [
        (session.strip(), label) for session, label in zip(sessions, labels, strict=True)
        if label and not NOBODY.match(label)
    ]  # fmt: skip
    return len(set(pairs)) < len(pairs)


def told_talk(rows: Sequence[Row], *, sure: bool) -> Talk | None:
    """Find talk by its cells: long texts that differ, beside few short labels that come again.

    `sure` asks for more than two rows, as where nothing but the cells says that it is a table.
    """
    head = rows[: 2 * SAMPLED]
    filled = [row for row in head if sum(bool(cell.strip()) for cell in row) > 1]
    if len(filled) < (3 if sure else 2):
        return None
    width = Counter(len(row) for row in filled).most_common(1)[0][0]
    profiles = [profile(column(filled, place)) for place in range(width)]
    texts = [
        n for n, p in enumerate(profiles)
        if p.words >= LEAST_TEXT and p.filled >= 0.6 * min(len(filled), SAMPLED)
        and p.dates + p.clocks + p.numbers < 0.5
    ]  # fmt: skip
    if not texts:
        return None
    text = max(texts, key=lambda n: profiles[n].words * profiles[n].distinct)
    header, at = _told_header(rows, text)
    at["text"] = text
    found = _completed(rows, header, at, named=frozenset(at) - {"text"})
    if "speaker" not in found.at:
        return None
    # Who talks, talks again; in a list of people with notes everybody stands once.
    return found if _come_back(head[header + 1 :], found.at) else None


def _told_header(rows: Sequence[Row], text: int) -> tuple[int, dict[str, int]]:
    """Return the row that heads the table, else -1: the first row is talk as well.

    It names a known column, or its cells are short and none of them comes again below it.
    """
    for number, row in enumerate(rows[:HEADER_WITHIN]):
        at = columns(row, COLUMNS)
        beside = row[text] if text < len(row) else ""
        if not {"speaker", "begin", "role"}.isdisjoint(at) and len(WORD.findall(beside)) <= 6:
            at.pop("text", None)
            return number, {name: place for name, place in at.items() if place != text}
    first = next((number for number, row in enumerate(rows) if len(row) > text and row[text]), -1)
    if first >= 0 and _heads(rows[first], rows[first + 1 : first + SAMPLED], text):
        return first, {}
    return -1, {}


def _heads(row: Row, below: Sequence[Row], text: int) -> bool:
    if len(WORD.findall(row[text])) > 3 or re.search(r"[.!?…]\s*$", row[text]):
        return False
    cells = [(place, cell.strip()) for place, cell in enumerate(row) if cell.strip()]
    return len(cells) > 1 and not any(
        CLOCK.fullmatch(cell) or NUMBER.fullmatch(cell) or cell in set(column(below, place))
        for place, cell in cells
    )


def _completed(
    rows: Sequence[Row], header: int, at: Mapping[str, int], named: frozenset[str] | None = None
) -> Talk:
    """Add the columns that only their cells tell: the speaker, and clocks."""
    below = [row for row in rows[header + 1 : header + 1 + 2 * SAMPLED] if any(row)][:SAMPLED]
    blank = [n for n in ("begin", "end") if n in at and not profile(column(below, at[n])).filled]
    found = {name: place for name, place in at.items() if name not in blank}
    width = max((len(row) for row in below), default=0)
    profiles = {n: profile(column(below, n)) for n in range(width) if n not in found.values()}
    if "speaker" not in found:
        found |= _told_people(rows[header] if header >= 0 else (), below, found, profiles)
    clocks = [
        n for n, p in profiles.items()
        if p.clocks > 0.8 and n not in found.values() and p.filled > 0
    ]  # fmt: skip
    if clocks and "begin" not in found:
        found["begin"] = clocks[0]
        if len(clocks) > 1 and not {"end", "duration"} & set(found):
            found["end"] = clocks[1]
    return Talk(header, found, (frozenset(at) if named is None else named) & set(found))


def _told_people(
    header: Row, below: Sequence[Row], found: Mapping[str, int], profiles: Mapping[int, Profile]
) -> dict[str, int]:
    """Return the columns of the speaker and the role, as far as cells and headers tell them."""
    texts = column(below, found["text"])
    labels = {
        n: column(below, n) for n, one in profiles.items() if _labels(one, len(below))
    }  # fmt: skip
    if labels and all(are_roles(cells) for cells in labels.values()):
        # Beside roles, a column of names may have hardly one twice.
        spoken = spoken_words(texts)
        labels |= {
            n: column(below, n) for n, one in profiles.items()
            if n < found["text"] and one.filled > 0.8 * len(below) and one.words <= MOST_LABEL
            and people(column(below, n), spoken) > 0.8
        }  # fmt: skip
    speaker, role = speaker_and_role(labels, header, found["text"], texts)
    told = {"speaker": speaker, "role": found.get("role", role)}
    return {name: place for name, place in told.items() if place is not None}


def _labels(one: Profile, rows: int) -> bool:
    """Tell whether a column holds speakers: short, in most rows, and the same few again."""
    if not one.filled or one.filled < 0.5 * rows or one.words > MOST_LABEL:
        return False
    if max(one.clocks, one.numbers, one.dates) > 0.3:
        return False
    few = one.distinct < one.filled if one.filled <= FEW else one.distinct <= 0.6 * one.filled
    return one.words > 0 and (few or one.filled == 1)
