"""The end of the report: conclusion, recommendations and the annexes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from fgtools.report import prose
from fgtools.report.blocks import Block, Bullets, Heading, Own, Paragraph, Table, figures, own
from fgtools.report.parts import Report, ThemePart

OWN_SECTIONS = ("introduction", "conclusion", "recommendations")
"""Keys of the writer's own text that have a place; `theme-KEY` goes into that theme's section."""


def closing(report: Report) -> Iterator[Block]:
    """Yield conclusion and recommendations, with what participants asked for."""
    yield Heading(1, "Conclusion", "conclusion")
    yield own(report, "conclusion", "Draw the conclusion that the themes above support.")
    yield Heading(1, "Recommendations", "recommendations")
    yield own(report, "recommendations", "Write each recommendation beside what it rests on.")
    asked = [(_asked(theme), theme) for theme in report.raised]
    rows = tuple(
        (theme.label, str(count), ", ".join(_requests(theme)) or "none chosen", "")
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
    return [quote.id for quote in theme.quotes if quote.stance == "request"]


def annexes(report: Report) -> Iterator[Block]:
    """Yield the annexes: method, codebook, voice, saturation, limits, disclosure, own notes."""
    yield Heading(1, "Annex A: Method in plain words", "method")
    yield Bullets(tuple((f"{step}.", told) for step, told in report.method))
    if report.redactions:
        yield Table(
            "Stretches written over, by kind",
            ("Kind", "Stretches"),
            tuple((kind.replace("-", " "), f"{count:,}") for kind, count in report.redactions),
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
    yield from _other_text(report)


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
    rest = [key for key in report.own_text if key not in placed]
    if rest:
        yield Heading(1, "Annex G: Further notes", "notes")
    for key in rest:
        yield Heading(2, key.replace("-", " ").capitalize(), f"note-{key}")
        yield Own(report.own_text[key])
