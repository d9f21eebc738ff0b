"""Codings to confirm or reject as a spreadsheet in the private zone, and its way back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fgtools.errors import FgtoolsError
from fgtools.nouns import Coding, SafeTurn, Span
from fgtools.study import by_hand, code_review, sheets
from fgtools.study.code_review import Answer, Pair, Question
from fgtools.study.coded_tables import place, turns_by_place
from fgtools.study.decisions import ACCEPT, CODE, REJECT, place_in, sketch
from fgtools.study.folder import Folder
from fgtools.study.private import CODES_REVIEW, FOLDER
from fgtools.study.sheets import BOOK, Numbered, Table, codes_of, same
from fgtools.study.taking import Held

COLUMNS = (
    ("session", 16), ("ordinal", 8), ("before", 40), ("text", 70), ("words", 50), ("code", 24),
    ("key", 20), ("score", 7), ("why", 44), ("answer", 8), ("stance", 10), ("by", 10),
)  # fmt: skip
NAMES = tuple(name for name, _ in COLUMNS)
NEEDED = ("session", "ordinal", "text", "key", "answer")
ANSWERS: Mapping[str, bool | None] = {"yes": True, "no": False, "leave": None, "": None}
STANCES = ("barrier", "enabler", "request", "none")
TAKE = "fgtools codes review --take"
AGAIN = "Nothing was taken. Put it right, or type: fgtools codes review --sheet"


@dataclass(frozen=True, slots=True)
class Taken:
    """What a sheet brought: turns and codes settled, how many of them newly, rows left open."""

    pairs: tuple[Pair, ...]
    new: int
    left: int


@dataclass(frozen=True, slots=True)
class _Row:
    """An answered row, and what of the study it is about."""

    number: int
    cells: Mapping[str, str]
    pair: Pair

    @property
    def applies(self) -> bool:
        return self.cells["answer"] == "yes"

    @property
    def stance(self) -> str:
        return self.cells.get("stance", "") if self.applies else ""


def write(folder: Folder, asked: Sequence[Question], who: str) -> Path:
    """Write the questions into the private zone, with empty cells for answers; return the file.

    Raise Misused where an older sheet holds answers that were not taken.
    """
    by_hand.refuse_names(folder, "by", who)
    path = folder.private.folder / CODES_REVIEW
    if path.exists() and holds_work(folder, path):
        raise sheets.untaken(path, f"{TAKE} {FOLDER}/{CODES_REVIEW}")
    book = folder.codebook()
    rows: list[tuple[str | int, ...]] = [
        (q.turn.session, q.turn.ordinal, q.before, q.turn.text,
         q.turn.text[q.span.start : q.span.end], q.code.label, q.code.key, f"{q.score:.2f}",
         f"{q.reason}; {q.why}", "", "", who)
        for q in asked
    ]  # fmt: skip
    chosen = {
        NAMES.index("answer"): [answer for answer in ANSWERS if answer],
        NAMES.index("stance"): list(STANCES),
    }
    tables: list[Table] = [("Review", COLUMNS, rows), ("Codes", BOOK, codes_of(book))]
    return folder.private.write_sheet(sheets.workbook(tables, chosen), CODES_REVIEW)


def take(folder: Folder, path: Path, who: str) -> Taken:
    """Take the answers of a sheet (.xlsx or .csv); `who` decided where a row does not say.

    All are taken or none; what is settled already as the row says is not kept again. Raise
    Misused, with row numbers and never with words, where an answer or stance is none of those to
    choose from, a row is about no turn and code of this study, its words have changed, it was
    settled otherwise since the sheet was written, or two rows disagree; Found where who decided
    identifies somebody.
    """
    rows = _rows(path)
    _refuse(path, "the answer must be one of: yes, no, leave",
            (at for at, row in rows if row["answer"] not in ANSWERS))  # fmt: skip
    _refuse(path, f"the stance must be one of: {', '.join(STANCES)}",
            (at for at, row in rows if row.get("stance", "") not in ("", *STANCES)))  # fmt: skip
    scored = {(c.turn, c.code): c for c in folder.store.codings(every=True)}
    turns = {turn.id: turn for turn in folder.store.turns()}
    answered = _answered(folder, rows)
    _refuse(path, "no such turn and code in this study",
            (row.number for row in answered if row.pair not in scored))  # fmt: skip
    _refuse(path, "the words of this turn have changed since the sheet was written",
            (row.number for row in answered if not _unchanged(row, turns)))  # fmt: skip
    held = code_review.decided(folder)
    _refuse(path, "settled otherwise since the sheet was written: empty the answer to keep that",
            (row.number for row in answered if _otherwise(row, held.get(row.pair))))  # fmt: skip
    first: dict[Pair, _Row] = {}
    for row in answered:
        before = first.setdefault(row.pair, row)
        differs = (before.applies, before.stance) != (row.applies, row.stance)
        _refuse(path, "answered twice, and differently", [row.number] if differs else [])
    new = [row for row in first.values() if row.pair not in held]
    for name in sorted({row.cells.get("by") or who for row in new}):
        by_hand.refuse_names(folder, "by", name)
    code_review.keep(folder, [_answer(row, turns, scored, who) for row in new])
    return Taken(tuple(first), len(new), len(rows) - len(answered))


def _rows(path: Path) -> list[Numbered]:
    """Return the rows of a sheet with their numbers; answers in lower case."""
    return [
        (at, cells | {name: same(cells.get(name, "")) for name in ("answer", "stance")})
        for at, cells in sheets.rows(path, NAMES, NEEDED, AGAIN)
    ]


def _answered(folder: Folder, rows: Sequence[Numbered]) -> list[_Row]:
    ids, _ = turns_by_place(folder)
    return [
        _Row(at, row, (ids.get(place(row["session"], row["ordinal"]), ""), row["key"]))
        for at, row in rows
        if ANSWERS.get(row["answer"]) is not None
    ]


def _unchanged(row: _Row, turns: Mapping[str, SafeTurn]) -> bool:
    """Tell whether a row shows the words of the turn as they are, whatever its surrogates are."""
    from fgtools.report.excel import safe

    return sketch(row.cells["text"]) == sketch(safe(turns[row.pair[0]].text))


def _otherwise(row: _Row, held: Held | None) -> bool:
    if held is None:
        return False
    if row.stance and row.stance != held.stance:
        return True
    return held.verdict != (ACCEPT if row.applies else REJECT)


def _answer(
    row: _Row, turns: Mapping[str, SafeTurn], scored: Mapping[Pair, Coding], who: str
) -> Answer:
    from fgtools.codes.asking import kind_of

    turn, coding = turns[row.pair[0]], scored[row.pair]
    words = row.cells.get("words", "")
    at = turn.text.find(words) if words else -1
    span = Span(at, at + len(words)) if at >= 0 else coding.span
    return Answer(
        turn, span, coding.code, row.applies, row.stance, row.cells.get("by") or who,
        coding.assigned, kind_of(row.cells.get("why", "")),
    )  # fmt: skip


def holds_work(folder: Folder, path: Path) -> bool:
    """Tell whether a sheet has answers that were never taken, or cannot be read.

    What was taken back since was taken.
    """
    try:
        rows = _rows(path)
        if not any(row["answer"] for _, row in rows):
            return False
        answered, held = _answered(folder, rows), code_review.decided(folder)
    except FgtoolsError:
        return True
    if any(row["answer"] not in ANSWERS for _, row in rows):
        return True
    before = {
        (place.turn, one.subject, said["verdict"])
        for one in folder.store.decisions(CODE)
        for place, said in [place_in(one.value)]
    }
    return any(
        (row.pair not in held or _otherwise(row, held[row.pair]))
        and (*row.pair, ACCEPT if row.applies else REJECT) not in before
        for row in answered
    )


def _refuse(path: Path, what: str, numbers: Iterable[int]) -> None:
    sheets.refuse(path, what, numbers, AGAIN)
