"""Framework matrices, one for each theme: cases by codes, with what each case said in short.

After Ritchie and Spencer (1994) and Gale and others (2013), BMC Medical Research Methodology
13:117: a row is a case, a column a code, a cell sums up and points to the data behind it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from math import log

from fgtools.nouns import Code
from fgtools.report import prose
from fgtools.report.counts import NOT_GIVEN, STANCE_LABEL, Said, people
from fgtools.report.framework_parts import (
    EVERYBODY,
    Charted,
    Framework,
    FrameworkRow,
)
from fgtools.report.parts import Cell, QuotePart, ThemePart
from fgtools.report.source import Source
from fgtools.safe import part
from fgtools.stopwords import content_words

MARKING = 4
"""Words that stand for what was said in a cell."""
MOST_LISTED = 40
"""Participants of a case who have lines of their own; a survey's thousands would bury the rest."""
SHOWN_TURNS = 6
"""Turns listed in a cell before "and n more"."""


@lru_cache(maxsize=1 << 15)
def _content(text: str) -> frozenset[str]:
    return frozenset(word for word in content_words(text) if len(word) > 2)


@dataclass(frozen=True, slots=True)
class Words:
    """How many passages each content word stands in, of `passages` in all."""

    passages: int
    found: Mapping[str, int]

    @staticmethod
    def of(rows: Sequence[Said]) -> Words:
        """Count the words of all passages."""
        found: Counter[str] = Counter()
        for row in rows:
            found.update(_content(part(row.turn.text, row.coding.span)))
        return Words(len(rows), found)

    def marking(self, rows: Iterable[Said]) -> list[str]:
        """Return the words that stand for passages: used by many here, seldom elsewhere.

        The weight is the number of participants here times the inverse share of passages (Sparck
        Jones 1972, Journal of Documentation 28(1)); words of one passage alone come last.
        """
        users: dict[str, set[str]] = {}
        for row in rows:
            for word in _content(part(row.turn.text, row.coding.span)):
                users.setdefault(word, set()).add(row.who.id)

        def weight(word: str) -> tuple[bool, float, str]:
            rare = log((self.passages + 1) / self.found.get(word, 1))
            return self.found.get(word, 1) < 2, -len(users[word]) * rare, word

        return sorted(users, key=weight)[:MARKING]


def ordered(source: Source, themes: Sequence[ThemePart]) -> tuple[Said, ...]:
    """Return the passages as the matrices group them: by theme, code, role, session, participant.

    The passages of every cell are then neighbours, so that one link shows them all.
    """
    rank = {theme.key: theme.number for theme in themes}
    codes = {code.key: at for at, code in enumerate(source.codebook.codes)}
    roles = {role: at for at, role in enumerate(source.settings.roles)}

    def place(row: Said) -> tuple[object, ...]:
        who = row.who
        role = roles.get(who.role, len(roles)), who.role
        code = codes[row.coding.code]
        talk = row.turn.ordinal, row.coding.span
        return rank[row.theme], code, role, row.turn.session, who.id, talk

    return tuple(sorted(source.rows, key=place))


def frameworks(
    source: Source, themes: Sequence[ThemePart], rows: Sequence[Said], quotes: Sequence[QuotePart]
) -> tuple[Framework, ...]:
    """Return a matrix for every theme that was raised.

    `rows` and `quotes` as they stand in the workbook. An internal matrix has sessions by role and
    the participants within them; a released one has roles, with counts as they may be shown.
    """
    raised = [theme for theme in themes if theme.raised]
    if not source.settings.internal:
        return tuple(_released(source, theme, quotes) for theme in raised)
    places: dict[str, list[tuple[int, Said]]] = {}
    for at, row in enumerate(rows):
        places.setdefault(row.theme, []).append((at, row))
    words = Words.of(rows)
    return tuple(_internal(source, theme, places.get(theme.key, []), words) for theme in raised)


def _codes(source: Source, theme: str) -> list[Code]:
    """Return a theme and the codes below it, in the codebook's order."""
    own = [c for c in source.codebook.codes if source.codebook.theme_of(c.key) == theme]
    return sorted(own, key=lambda code: code.key != theme)


def _internal(
    source: Source, theme: ThemePart, found: Sequence[tuple[int, Said]], words: Words
) -> Framework:
    codes = _codes(source, theme.key)
    roles = {role: at for at, role in enumerate(source.settings.roles)}

    def case(one: tuple[int, Said]) -> tuple[int, str, str]:
        who = one[1].who
        return roles.get(who.role, len(roles)), who.role, one[1].turn.session

    spoke = Counter((p.role, p.session) for p in source.speakers.values() if p.counts)
    rows = []
    for (_, role, session), own in groupby(sorted(found, key=case), key=case):
        lines = list(own)
        named = (source.settings.role(role), session)
        cells = _cells(lines, codes, words, spoke[role, session])
        rows.append(FrameworkRow((*named, EVERYBODY), cells))
        by_person: dict[str, list[tuple[int, Said]]] = {}
        for line in lines:
            by_person.setdefault(line[1].who.id, []).append(line)
        if len(by_person) <= MOST_LISTED:
            rows += [
                FrameworkRow((*named, who), _cells(theirs, codes, words, 0))
                for who, theirs in sorted(by_person.items())
            ]
    lead = ("Role", "Session", "Participant")
    return Framework(theme.number, theme.label, lead, _headers(codes, theme), tuple(rows))


def _headers(codes: Sequence[Code], theme: ThemePart) -> tuple[str, ...]:
    general = f"{theme.label}: in general" if len(codes) > 1 else theme.label
    return tuple(general if code.key == theme.key else code.label for code in codes)


def _cells(
    lines: Sequence[tuple[int, Said]], codes: Sequence[Code], words: Words, of: int
) -> tuple[Charted, ...]:
    return tuple(
        _charted([line for line in lines if line[1].coding.code == code.key], words, of)
        for code in codes
    )


def _charted(lines: Sequence[tuple[int, Said]], words: Words, of: int) -> Charted:
    """Sum up the passages of a cell; `of` participants of the case spoke, 0 for one participant."""
    if not lines:
        return Charted()
    places, rows = [at for at, _ in lines], [row for _, row in lines]
    return Charted(summary(rows, words, of), turns(rows, 1), min(places), max(places))


def summary(rows: Sequence[Said], words: Words, of: int = 0) -> str:
    """Sum up passages: participants of those who spoke (if `of`), stances, marking words."""
    parts = [f"{people(rows)} of {of} participants."] if of else []
    taken = [
        f"{label.lower()} {count}" if of else label.lower()
        for key, label in STANCE_LABEL.items()
        if key != "none" and (count := _took(rows, key, of))
    ]
    if taken:
        parts.append(f"{prose.sentence(', '.join(taken))}.")
    if marking := words.marking(rows):
        parts.append(f"Words: {', '.join(marking)}.")
    return "\n".join(parts)


def _took(rows: Sequence[Said], stance: str, of: int) -> int:
    own = [row for row in rows if row.coding.stance == stance]
    return people(own) if of else len(own)


def turns(rows: Iterable[Said], most: int = SHOWN_TURNS) -> str:
    """Name the first turns that passages stand in, whole, so that they can be typed.

    Rationale: bare figures in a row would read like a telephone number.
    """
    told = sorted({(row.turn.session, row.turn.ordinal) for row in rows})
    shown = ", ".join(f"{session}/{at}" for session, at in told[:most])
    return f"{shown} and {len(told) - most} more" if len(told) > most else shown


def _released(source: Source, theme: ThemePart, quotes: Sequence[QuotePart]) -> Framework:
    codes = _codes(source, theme.key)
    rows = []
    for cell in theme.cells:
        lines = [at for at, q in enumerate(quotes) if (q.theme, q.role) == (theme.key, cell.role)]
        told = [_cell(source.cells.get(code.key, ()), cell.role) for code in codes]
        behind = prose.plural(len(lines), "quote") if lines else ""
        first = Charted(told[0], behind, min(lines, default=None), max(lines, default=None))
        rows.append(FrameworkRow((cell.label,), (first, *(Charted(text) for text in told[1:]))))
    whole = f"{theme.label}: as a whole" if len(codes) > 1 else theme.label
    headers = (whole, *(code.label for code in codes[1:]))
    return Framework(theme.number, theme.label, ("Role",), headers, tuple(rows))


def _cell(cells: Iterable[Cell], role: str) -> str:
    cell = next((cell for cell in cells if cell.role == role), None)
    return shown(cell) if cell else ""


def shown(cell: Cell) -> str:
    """Say what may be said of a subject and role: the count as it is shown, and the sessions."""
    if not cell.held:
        return ""
    if cell.count == 0 or not cell.heard:
        return "Nobody was heard raising this."
    where = prose.in_sessions(cell)
    if cell.participants == NOT_GIVEN:
        return f"Raised {where}; by how many is not given."
    return f"{prose.sentence(cell.participants)} participants, {where}."
