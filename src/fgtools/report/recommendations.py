"""Recommendations of the writer, each tied to the evidence that it names in square brackets."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from fgtools.marks import DETAIL, MARK, OTHER
from fgtools.nouns import Finding
from fgtools.report import prose
from fgtools.report.blocks import Block, Own, Paragraph
from fgtools.report.own import PLAIN
from fgtools.report.parts import QuotePart, Report
from fgtools.report.trace import QUOTE_ID, named_as_printed

KEY = "recommendations"
FILE = f"report/{KEY}.md"
NAMES = re.compile(r"[ \t]*\[([^\[\]\n]+)\](?!\()")
ID = re.compile(r"[A-Za-z0-9][\w.:-]*", re.ASCII)
AT_END = re.compile(r"[\s.;:]*")
"""What may follow evidence at the end of an item."""
WITHOUT = "recommendation-without-evidence"
UNKNOWN = "evidence-unknown"


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What is recommended (Markdown without its evidence), the ids it names, its line (from 1)."""

    text: str
    ids: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the writer's text: a recommendation, or text between them."""

    text: str
    recommendation: Recommendation | None = None


def pieces(markdown: str, known: Container[str] = ()) -> tuple[Piece, ...]:
    """Part the writer's text: the items of its lists are recommendations.

    Where there is no list, so are the paragraphs that name evidence: ids that are `known`, or what
    stands in brackets at their end.
    """
    lines = markdown.splitlines()
    spans = _spans(markdown, "list_item_open", 1) or [
        (start, end)
        for start, end in _spans(markdown, "paragraph_open", 0)
        if _read("\n".join(lines[start:end]), start, known).ids
    ]
    found: list[Piece] = []
    at = 0
    for start, end in spans:
        between = "\n".join(lines[at:start]).strip()
        found += [Piece(between)] if between else []
        text = "\n".join(lines[start:end]).strip()
        found.append(Piece(text, _read(text, start + 1, known)))
        at = end
    rest = "\n".join(lines[at:]).strip()
    return (*found, *([Piece(rest)] if rest else []))


def _spans(markdown: str, kind: str, level: int) -> list[tuple[int, int]]:
    tokens = PLAIN.parse(markdown)
    return [
        (one.map[0], one.map[1])
        for one in tokens
        if one.type == kind and one.level == level and one.map
    ]


def _read(text: str, line: int, known: Container[str]) -> Recommendation:
    text = re.sub(r"^(?:[-*+]|\d{1,9}[.)])\s+", "", text)
    ids: dict[str, None] = {}

    def taken(names: re.Match[str]) -> str:
        found = _ids(names, known)
        ids.update(dict.fromkeys(found))
        return "" if found else names[0]

    shown = NAMES.sub(taken, text).strip()
    return Recommendation(shown, tuple(ids), line)


def _ids(names: re.Match[str], known: Container[str]) -> list[str]:
    """Return the ids in a pair of brackets; none where it is text, such as a surrogate."""
    found = [part.strip() for part in re.split(r"[,;]", names[1])]
    if any(part in known or QUOTE_ID.fullmatch(part) for part in found):
        return [part for part in found if part]
    surrogate = names[0].strip()
    stands_in = MARK.fullmatch(surrogate) or surrogate in (OTHER, DETAIL)
    last = AT_END.fullmatch(names.string, names.end()) is not None
    at_end = last and not stands_in
    return found if at_end and all(ID.fullmatch(part) for part in found) else []


def letter(at: int) -> str:
    """Return the letter of a recommendation: A to Z, then AA, AB."""
    return (letter(at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)


def findings(report: Report) -> tuple[Finding, ...]:
    """Return recommendations that name no evidence, and evidence that is not in the report."""
    known = evidence(report)
    text = report.own_text.get(KEY, "")
    written = _all(pieces(text, known)) or ([Recommendation(text, (), 1)] if text else [])
    found = []
    for one in written:
        where = f"{FILE}, line {one.line}"
        if not one.ids:
            found.append(
                Finding(
                    WITHOUT, where, "this recommendation names no evidence",
                    "Name it in square brackets, such as [caseload, q-5a647af1]: keys of themes "
                    "(fgtools codebook show), ids of quotes and topics (at the end of each theme's "
                    "section).",
                )
            )  # fmt: skip
        found += [
            Finding(
                UNKNOWN, where, f"the report has no evidence {one_id}",
                "Keys of themes: fgtools codebook show. Ids of quotes: fgtools quotes pick. "
                "Of topics: fgtools topics show.",
            )
            for one_id in one.ids
            if one_id not in known
        ]  # fmt: skip
    return tuple(found)


def _all(found: Sequence[Piece]) -> list[Recommendation]:
    return [one.recommendation for one in found if one.recommendation]


def evidence(report: Report) -> dict[str, str]:
    """Return all evidence that a report holds by id, each as it is printed."""
    found = {
        f"{one.survey}:{one.id}": f"survey {one.survey}, {one.id} “{one.text}”"
        for one in report.questions
    }
    found |= {topic.id: f"topic {topic.id} “{topic.label}”" for topic in report.topics}
    found |= {quote.id: f"{_called(quote)} ({quote.role_label})" for quote in report.quotes}
    above = {theme.key: theme for theme in report.raised}
    for code in report.codebook.codes:
        theme = above.get(report.codebook.theme_of(code.key))
        if theme and code.key != theme.key:
            found[code.key] = f"code “{code.label}” in theme {theme.number}"
    for theme in report.raised:
        whole = theme.total
        told = (
            f"{whole.sessions} sessions" if whole.hidden else f"{whole.participants} participants"
        )
        found[theme.key] = f"theme {theme.number} “{theme.label}” ({told})"
    return found


def section(report: Report, markdown: str) -> Iterator[Block]:
    """Yield the recommendations, lettered, each with what it rests on."""
    known = evidence(report)
    quotes = report.quotes
    at = 0
    for piece in pieces(markdown, known):
        one = piece.recommendation
        if one is None:
            yield Own(named_as_printed(piece.text, quotes))
            continue
        yield Own(f"**{letter(at)}.** {named_as_printed(one.text, quotes)}")
        at += 1
        rests = [known[name] for name in one.ids if name in known]
        told = f"Rests on: {prose.listed(rests)}." if rests else "No evidence in this report named."
        yield Paragraph(told, "note")


def _called(quote: QuotePart) -> str:
    """Return what a quote is called, with the word before a bare id."""
    return quote.printed if quote.printed.startswith("quote-") else f"quote {quote.printed}"
