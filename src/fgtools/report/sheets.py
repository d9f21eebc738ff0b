"""The sheets of the workbook of evidence: what stands in them, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fgtools.percent import LEAST_BASE, decimals
from fgtools.report import sheet_names
from fgtools.report.counts import STANCES
from fgtools.report.framework_parts import EVERYBODY, Charted, Framework, Traced
from fgtools.report.parts import Cell, Report
from fgtools.report.prose import DIFFERS

THEMES, QUOTES, CODINGS = "Themes", "Quotes", "Codings"
LEAD_WIDTHS = {"Role": 26, "Session": 20, "Participant": 18}


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to lines of another sheet; `first` and `last` count from 0."""

    text: str
    sheet: str
    first: int
    last: int


Value = str | float | int | Link | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of the workbook; `widths` in characters, `strong` lines sum up those below."""

    name: str
    about: str
    header: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    widths: tuple[int, ...]
    frozen: int = 1
    strong: frozenset[int] = frozenset()


def tables(report: Report) -> tuple[Sheet, ...]:
    """Return every sheet but the first, in order; places and codings are internal.

    The matrices of the themes come last, so that the others are seen at once.
    """
    inside = report.settings.internal
    whole = (
        _views(report),
        _matrix(report),
        _quotes(report),
        *((_codings(report),) if inside else ()),
        _topics(report),
        _left_out(report),
    )
    taken = ("Read me", THEMES, *(sheet.name for sheet in whole))
    own = sheet_names.names([f"{one.number} {one.label}" for one in report.frameworks], taken)
    matrices = (
        _framework(one, name, inside=inside)
        for one, name in zip(report.frameworks, own, strict=True)
    )
    return (_themes(report, own), *whole, *matrices)


def _themes(report: Report, matrices: Sequence[str]) -> Sheet:
    led = {one.label: name for one, name in zip(report.frameworks, matrices, strict=True)}
    roles = [cell.label for cell in report.themes[0].cells] if report.themes else []
    header = (
        *("No.", "Theme", "Definition", "All roles: participants", "All roles: sessions"),
        *(f"{role}: participants" for role in roles),
        *(f"{label}: participants" for _, label in STANCES),
        *("Where roles differ", "Quotes"),
    )
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            *(t.number, Link(t.label, led[t.label], 0, 0) if t.label in led else t.label),
            *(t.definition, t.total.participants, t.total.sessions),
            *(cell.participants for cell in t.cells),
            *(s.participants if s.count is None else s.count for s in t.stances),
            *(t.compared, ", ".join(quote.printed for quote in t.quotes)),
        )
        for t in report.themes
    )
    widths = (6, 30, 60, 14, 12, *(16 for _ in roles), *(12 for _ in STANCES), 50, 30)
    about = "Each theme, who raised it (participants of those who spoke), and as what; its name"
    about += " leads to its matrix."
    return Sheet(THEMES, about, header, rows, widths, 2)


def _views(report: Report) -> Sheet:
    header = (
        *("Kind", "Subject", "Role", "Participants", "Sessions", "Passages"),
        *("Share", "Share from", "Share to", "Against the other roles", "In words"),
    )
    rows = tuple(
        (
            *(row.kind, row.subject, row.cell.label, row.cell.participants, row.cell.sessions),
            row.turns,
            *(_rounded(share, row.cell.of) for share in _shares(row.cell)),
            *(row.cell.differs, _verdict(row.cell)),
        )
        for row in report.views
    )
    about = "Every theme, code and topic by role: participants of those who spoke, intervals."
    return Sheet("Views", about, header, rows, (9, 38, 30, 14, 11, 10, 9, 9, 9, 14, 60), 3)


def _verdict(cell: Cell) -> str:
    return cell.verdict or DIFFERS.get(cell.differs, "")


def _shares(cell: Cell) -> tuple[float | None, float | None, float | None]:
    return cell.share, cell.low, cell.high


def _rounded(share: float | None, of: int | None) -> float | None:
    """Return a share as far as its base carries it, None where that is tiny."""
    if share is None or of is None or of < LEAST_BASE:
        return None
    return round(share, decimals(of))


def _matrix(report: Report) -> Sheet:
    inside = report.settings.internal
    lead = ("Role", "Session") if inside else ("Role",)
    rows = tuple(
        (*((case.role, case.session) if inside else (case.role,)), *case.summaries)
        for case in report.matrix
    )
    about = "A row for each case, a column for each theme: short summaries"
    about += " with the numbers of the turns behind them." if inside else "."
    header = (*lead, *(theme.label for theme in report.themes))
    widths = (*((26, 20) if inside else (30,)), *(38 for _ in report.themes))
    return Sheet("Framework matrix", about, header, rows, widths, len(lead))


def _framework(matrix: Framework, name: str, *, inside: bool) -> Sheet:
    leads_to, what = (CODINGS, "turns") if inside else (QUOTES, "quotes")
    linked = [any(row.cells[at].behind for row in matrix.rows) for at in range(len(matrix.codes))]
    rows = tuple(
        (
            *row.case,
            *(
                value
                for cell, link in zip(row.cells, linked, strict=True)
                for value in ((cell.text, _behind(cell, leads_to)) if link else (cell.text,))
            ),
        )
        for row in matrix.rows
    )
    codes = [
        column
        for code, link in zip(matrix.codes, linked, strict=True)
        for column in (((code, 46), (f"{code}: {what}", 28)) if link else ((code, 46),))
    ]
    about = f"Framework matrix of “{matrix.label}”: cases by codes, with links to the {what}."
    header = (*matrix.lead, *(name for name, _ in codes))
    widths = (*(LEAD_WIDTHS[lead] for lead in matrix.lead), *(width for _, width in codes))
    strong = frozenset(at for at, row in enumerate(matrix.rows) if EVERYBODY in row.case)
    return Sheet(name, about, header, rows, widths, len(matrix.lead), strong)


def _behind(cell: Charted, sheet: str) -> Value:
    """Return the link beside a summary; of its own, because LibreOffice breaks no line in one."""
    if cell.first is None or cell.last is None:
        return cell.behind
    return Link(cell.behind, sheet, cell.first, cell.last)


def _quotes(report: Report) -> Sheet:
    inside = report.settings.internal
    nowhere = Traced("", "", "", None)
    rows = tuple(
        (
            *(q.printed, q.text, q.role_label, at.path or q.theme_label, q.stance_label),
            *(at.raised, at.edits),
            *((q.why, q.session, _place(q.place, at.line)) if inside else ()),
        )
        for q in report.quotes
        for at in (report.traced.get(q.id, nowhere),)
    )
    header = (
        *("Id", "Quote", "Role", "Theme > code", "Stance", "Raised by, in the role"),
        *("Edits", *(("Why chosen", "Session", "Place") if inside else ())),
    )
    widths = (13, 80, 28, 34, 12, 14, 18, *((40, 18, 30) if inside else ()))
    about = (
        "Every quote of the report: whose words by role, how many there raised the theme, edits."
    )
    return Sheet(QUOTES, about, header, rows, widths)


def _place(text: str, line: int | None) -> Value:
    return text if line is None else Link(text, CODINGS, line, line)


def _codings(report: Report) -> Sheet:
    header = (
        *("Session", "Turn", "Time", "Participant", "Role", "Theme", "Code"),
        *("Stance", "Coder", "Score", "Why", "Passage"),
    )
    rows = tuple(
        (
            *(p.session, p.ordinal, p.time, p.participant, p.role, p.theme, p.code),
            *(p.stance, p.coder, p.score, p.why, p.text),
        )
        for p in report.passages
    )
    about = "Every coded passage with its place, who or what coded it, and why. Filter it, but do"
    about += " not sort it: links lead to its lines."
    return Sheet(CODINGS, about, header, rows, (16, 7, 10, 14, 24, 26, 26, 11, 12, 8, 44, 80), 2)


def _topics(report: Report) -> Sheet:
    roles = [cell.label for cell in report.topics[0].cells] if report.topics else []
    header = (
        *("Id", "Topic", "Terms", "Utterances", "Nearest code", "Themes it meets"),
        *(f"{role}: participants" for role in roles),
    )
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            *(t.id, t.label, ", ".join(t.terms), t.size, t.near or "none"),
            "; ".join(f"{label}: {verdict}" for label, verdict in t.themes),
            *(cell.participants for cell in t.cells),
        )
        for t in report.topics
    )
    widths = (8, 34, 60, 11, 26, 40, *(16 for _ in roles))
    return Sheet("Topics", "What the talk itself groups into.", header, rows, widths, 2)


def _left_out(report: Report) -> Sheet:
    if report.settings.internal:
        rows: tuple[tuple[Value, ...], ...] = tuple(
            (item.where, item.reason, item.word_count) for item in report.left_out
        )
        header: tuple[str, ...] = ("Where", "Reason", "Words")
        widths: tuple[int, ...] = (34, 70, 10)
    else:
        sums: dict[str, list[int]] = {}
        for item in report.left_out:
            sums.setdefault(item.reason, []).append(item.word_count)
        rows = tuple((reason, len(n), sum(n)) for reason, n in sorted(sums.items()))
        header, widths = ("Reason", "Pieces", "Words"), (70, 10, 10)
    about = "What was not used, with the reason and the number of words, never the words."
    return Sheet("Left out", about, header, rows, widths)
