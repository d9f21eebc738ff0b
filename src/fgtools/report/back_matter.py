"""The end of the report: conclusion, recommendations and the annexes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from fgtools.report import cards, coreq, disclosure, prose, protection, recommendations
from fgtools.report.blocks import Block, Bullets, Heading, Own, Paragraph, Table, figures, own
from fgtools.report.parts import Report, ThemePart

OWN_SECTIONS = ("introduction", "conclusion", recommendations.KEY, coreq.OWN)
"""Keys of the writer's own text that have a place; `theme-KEY` goes into that theme's section."""
RECOMMEND = (
    "Write each recommendation as an item of a list, with what it rests on in square brackets: "
    "[caseload, q-5a647af1]."
)


KINDS = {"url": "web address", "nhs-number": "NHS number", "handle": "user name"}
"""Kinds of what was written over whose short name does not read well."""


def closing(report: Report) -> Iterator[Block]:
    """Yield conclusion and recommendations, with what participants asked for."""
    yield Heading(1, "Conclusion", "conclusion")
    yield own(report, "conclusion", "Draw the conclusion that the themes above support.")
    yield Heading(1, "Recommendations", "recommendations")
    if written := report.own_text.get(recommendations.KEY):
        yield from recommendations.section(report, written)
    else:
        yield own(report, recommendations.KEY, RECOMMEND)
    asked = [(_asked(theme), theme) for theme in report.raised]
    rows = tuple(
        (theme.label, str(count), ",\n".join(_requests(theme)) or "none chosen", "")
        for count, theme in sorted(asked, key=lambda pair: (-pair[0], pair[1].number))
        if count
    )
    if rows and "recommendations" not in report.own_text:
        yield Table(
            "What participants asked for, by theme: to tie recommendations to evidence",
            ("Theme", "Participants who asked", "Quotes with a request", "Recommendation"),
            rows[:8],
            (4, 2, 3, 5),
        )


def _asked(theme: ThemePart) -> int:
    return next((stance.count or 0 for stance in theme.stances if stance.key == "request"), 0)


def _requests(theme: ThemePart) -> list[str]:
    return [quote.printed for quote in theme.quotes if quote.stance == "request"]


def annexes(report: Report) -> Iterator[Block]:
    """Yield the annexes: method, codebook, voice, saturation, limits, disclosure, own notes."""
    yield Heading(1, "Annex A: Method in plain words", "method")
    yield Bullets(tuple((f"{step}.", told) for step, told in report.method))
    if report.redactions:
        yield Table(
            "Stretches written over, by kind",
            ("Kind", "Stretches"),
            tuple(
                (KINDS.get(kind, kind.replace("-", " ")), f"{count:,}")
                for kind, count in report.redactions
            ),
            (4, 2),
            "numbers",
        )
    yield Table("The rule of each quantity word", ("Word", "Used for"), prose.RULES, (3, 8))
    yield Heading(1, "Annex B: Codebook used", "codebook")
    book = report.codebook
    yield Paragraph(f"“{book.name}”, version {book.version}.")
    yield Table(
        "Codes and their definitions",
        ("Code", "Definition"),
        tuple((f"{'– ' if c.parent else ''}{c.label}", c.definition) for c in book.codes),
        (3, 8),
    )
    yield Heading(1, "Annex C: Share of voice by role", "voice")
    yield from figures(report, "voice", "sessions")
    if any(role.share is None for role in report.roles):
        yield Paragraph("Shares by role are not given, because a role has too few participants.")
    elif len(report.roles) < 2:
        yield Paragraph("There is no other role to compare with.")
    yield Heading(1, "Annex D: Saturation", "saturation")
    yield from _saturation(report)
    yield Heading(1, "Annex E: Limits", "limits")
    yield Bullets(tuple(("", text) for text in report.limits))
    yield Heading(1, "Annex F: Disclosure statement", "disclosure")
    yield Bullets(tuple(("", text) for text in report.disclosure))
    yield from disclosure.statement(report)
    yield from _more(report)


def _more(report: Report) -> Iterator[Block]:
    """Yield the annexes that not every report has, lettered on from the disclosure statement."""
    kinds = (
        ("COREQ checklist", "coreq", list(coreq.annex(report))),
        ("Survey questions of no theme", "questions", list(cards.annex(report))),
        ("Data protection", "protection",
         list(protection.annex(report)) if report.settings.internal else []),
        ("Further notes", "notes", list(_other_text(report))),
    )  # fmt: skip
    there = [kind for kind in kinds if kind[2]]
    for letter, (title, key, laid) in zip("GHIJ", there, strict=False):
        yield Heading(1, f"Annex {letter}: {title}", key)
        yield from laid


def _saturation(report: Report) -> Iterator[Block]:
    """Say what each session added; for roles the verdict alone."""
    if not report.saturation:
        yield Paragraph("Not assessed.")
        return
    whole, *roles = report.saturation
    yield Paragraph(whole.verdict)
    yield from figures(report, "saturation")
    totals = accumulate(whole.new)
    yield Table(
        "New codes in each session, in the order held",
        ("Session", "New codes", "Codes so far"),
        tuple(
            (name, str(new), str(total))
            for name, new, total in zip(whole.sessions, whole.new, totals, strict=True)
        ),
        (5, 2, 2),
        "numbers",
    )
    if roles:
        yield Bullets(tuple((f"{part.label}.", part.verdict) for part in roles))


def _other_text(report: Report) -> Iterator[Block]:
    """Place own text without a section at the end, so that none of it vanishes."""
    placed = {*OWN_SECTIONS, *(f"theme-{theme.key}" for theme in report.raised)}
    for key in (key for key in report.own_text if key not in placed):
        yield Heading(2, key.replace("-", " ").capitalize(), f"note-{key}")
        yield Own(report.own_text[key])
