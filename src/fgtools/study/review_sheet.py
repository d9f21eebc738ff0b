"""The questions about doubtful words as a spreadsheet in the private zone, and its way back."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from fgtools.errors import FgtoolsError
from fgtools.names.redact import NameDecision
from fgtools.report.zips import EPOCH
from fgtools.study import sheets
from fgtools.study.folder import Folder
from fgtools.study.private import FOLDER, SHEET
from fgtools.study.pseudonyms import decisions
from fgtools.study.review import Question, decide_all, questions
from fgtools.study.sheets import Numbered, same

HEADER = (
    "number", "session", "kind", "why", "before", "words", "after", "answer", "everywhere",
)  # fmt: skip
WIDTHS = (8, 18, 14, 34, 44, 24, 44, 12, 12)
ANSWERS: Mapping[str, bool | None] = {"name": True, "no name": False, "leave": None, "": None}
EVERYWHERE: Mapping[str, bool] = {"yes": True, "no": False, "": False}
TAKE = "fgtools names review --take"
AGAIN = "Nothing was taken. Put it right, or type: fgtools names review --sheet"


def write(folder: Folder, asked: Sequence[Question]) -> Path:
    """Write the questions into the private zone, with empty cells for answers; return the file.

    Raise Misused where an older sheet holds answers that were not taken.
    """
    path = folder.private.folder / SHEET
    if path.exists() and holds_work(folder, path):
        raise sheets.untaken(path, f"{TAKE} {FOLDER}/{SHEET}")
    return folder.private.write_sheet(workbook(asked))


def workbook(asked: Sequence[Question]) -> bytes:
    """Return the questions as a workbook, the same bytes for the same questions."""
    import xlsxwriter

    whole = io.BytesIO()
    options = ("strings_to_formulas", "strings_to_urls", "strings_to_numbers")
    book = xlsxwriter.Workbook(whole, {"in_memory": True, **dict.fromkeys(options, False)})
    book.set_properties({"author": "fgtools", "created": datetime.fromisoformat(EPOCH)})
    page = book.add_worksheet("Review")
    text = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"text_wrap": True, "valign": "top", "bold": True})
    for at, (name, width) in enumerate(zip(HEADER, WIDTHS, strict=True)):
        page.set_column(at, at, width)
        page.write_string(0, at, name, bold)
    for row, one in enumerate(asked, 1):
        page.write_number(row, 0, row, text)
        cells = (one.session, one.kind, one.reason, one.before, one.words, one.after)
        for at, cell in enumerate(cells, 1):
            page.write_string(row, at, _cell(cell), bold if HEADER[at] == "words" else text)
    _lists(page, max(1, len(asked)))
    page.freeze_panes(1, 0)
    book.close()
    return whole.getvalue()


def _lists(page: Any, last: int) -> None:
    for name, allowed in (("answer", ANSWERS), ("everywhere", EVERYWHERE)):
        at = HEADER.index(name)
        choices = [choice for choice in allowed if choice]
        told = f"Choose {', '.join(choices)}. Left empty: " + (
            "the question stays open." if name == "answer" else "no."
        )
        page.data_validation(
            1, at, last, at,
            {"validate": "list", "source": choices, "input_message": told, "error_message": told},
        )  # fmt: skip


def _cell(text: str) -> str:
    """Return words as a cell holds them: none is read as a formula."""
    from fgtools.report.excel import safe

    return safe(text)


def take(folder: Folder, path: Path) -> tuple[int, int]:
    """Take the answers of a sheet (.xlsx or .csv); return how many, and how many rows stay open.

    All are taken or none. Raise Misused, with row numbers and never with words, where an answer is
    none of those to choose from, a row is no question of this study, was settled otherwise since
    the sheet was written, or two rows disagree.
    """
    rows = _rows(path)
    known = _known(folder)
    _refuse(path, "the answer must be one of: name, no name, leave",
            (at for at, row in rows if row["answer"] not in ANSWERS))  # fmt: skip
    _refuse(path, "everywhere must be yes or no",
            (at for at, row in rows if row["everywhere"] not in EVERYWHERE))  # fmt: skip
    answered = [(at, row) for at, row in rows if ANSWERS[row["answer"]] is not None]
    _refuse(path, "no such question in this study",
            (at for at, row in answered if _about(row) not in known))  # fmt: skip
    settled = _settled(folder)
    _refuse(path, "settled otherwise since the sheet was written: empty the answer to keep that",
            (at for at, row in answered
             if settled.get(_about(row)) not in (None, row["answer"] == "name")))  # fmt: skip
    taken: dict[tuple[str, str], tuple[str, NameDecision]] = {}
    for at, row in answered:
        session = "" if EVERYWHERE[row["everywhere"]] else row["session"]
        words, kind = known[_about(row)]
        before = taken.setdefault(
            (session, words.casefold()),
            (row["answer"], NameDecision(session, words, row["answer"] == "name", kind)),
        )
        _refuse(path, "answered twice, and differently", [at] if before[0] != row["answer"] else [])
    decide_all(folder, [one for _, one in taken.values()])
    return len(answered), len(rows) - len(answered)


def holds_work(folder: Folder, path: Path) -> bool:
    """Tell whether a sheet has answers that are not among the decisions, or cannot be read."""
    try:
        rows = [row for _, row in _rows(path) if row["answer"] not in ("", "leave")]
    except FgtoolsError:
        return True
    settled = _settled(folder)
    everywhere = {same(_cell(d.words)): d.is_name for d in decisions(folder) if not d.session}

    def taken(row: Mapping[str, str]) -> bool:
        if row["everywhere"] not in EVERYWHERE:
            return False
        everyone = EVERYWHERE[row["everywhere"]]
        held = everywhere.get(same(row["words"])) if everyone else settled.get(_about(row))
        return held is not None and held is ANSWERS.get(row["answer"])

    return not all(taken(row) for row in rows)


def _rows(path: Path) -> list[Numbered]:
    """Return the rows of a sheet with their numbers; answers in lower case."""
    needed = ("session", "words", "answer", "everywhere")
    return [
        (at, {**cells, **{name: same(cells[name]) for name in ("answer", "everywhere")}})
        for at, cells in sheets.rows(path, HEADER, needed, AGAIN)
    ]


def _known(folder: Folder) -> dict[tuple[str, str], tuple[str, str]]:
    """Return words and kind of every question, open or answered before, by session and words."""
    sessions = folder.settings.sessions
    answered = [
        (session, one)
        for one in decisions(folder)
        for session in ((one.session,) if one.session else sessions)
    ]
    known = {(session, same(_cell(one.words))): (one.words, one.kind) for session, one in answered}
    asked = questions(folder)
    return known | {(q.session, same(_cell(q.words))): (q.words, q.kind) for q in asked}


def _settled(folder: Folder) -> dict[tuple[str, str], bool]:
    """Return what is decided, name or no name, by session and words; the nearer decision holds."""
    nearer_last = sorted(decisions(folder), key=lambda one: one.session != "")
    return {
        (session, same(_cell(one.words))): one.is_name
        for one in nearer_last
        for session in ((one.session,) if one.session else folder.settings.sessions)
    }


def _about(row: Mapping[str, str]) -> tuple[str, str]:
    return row["session"], same(row["words"])


def _refuse(path: Path, what: str, rows: Iterable[int]) -> None:
    sheets.refuse(path, what, rows, AGAIN)
