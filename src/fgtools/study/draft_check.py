"""The check of a draft report: its figures, its quotes, and whom it may give away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from fgtools.names import posts
from fgtools.names.check import residuals, secrets_of
from fgtools.nouns import Finding
from fgtools.quotes.classes import class_statement
from fgtools.quotes.posts import unique_post
from fgtools.report import recommendations
from fgtools.report.draft.check import check, in_order
from fgtools.report.draft.parts import Draft, Table
from fgtools.report.draft.quoted import untrue_quotes
from fgtools.report.draft.reading import read
from fgtools.study import leaks, stage_roles, stage_topics
from fgtools.study.described import describe_study
from fgtools.study.folder import Folder

THRESHOLD = 10
"""Least count of people shown where no study says otherwise (UK LLC; ONS research outputs)."""
BODY = "word/document.xml"
FIGURES = re.compile(
    r"£\s?\d[\d,.]*(?:k|m|bn)?(?:\s?[–-]\s?£?\d[\d,.]*(?:k|m|bn)?)?(?:/\w+)?|"
    r"(?<![\d–-])(?<!\d )[1-9]\d{0,3}\s?[–-]\s?[1-9]\d{0,3}\+?(?![\d–-]| \d)|"
    r"(?<![\w.])\d{1,3}(?:\.\d+)?\s?%|"
    r"(?<![\w.-])(?<!\d )(?:19|20)\d\d(?![\w-]| ?\d)|(?<![\w.,])\d{1,3}(?:,\d{3})+(?![\w,])"
)
"""What looks like somebody's number in talk, and is none in a report: "200–300", "£400/day"."""
SURE = 0.95
"""Score from which a post is held by one person, however a report speaks of it."""
POST = "names a post or team that only one person or one place may have"
WORDING = (("unique-post", unique_post), ("class-statement", class_statement))


def check_alone(path: Path, threshold: int = THRESHOLD) -> tuple[Finding, ...]:
    """Return what is wrong with a draft outside any study: nobody's names or words are known."""
    draft = read(path)
    left = residuals(_without_figures(draft), secrets_of((), ()))
    found = [*check(draft, threshold=threshold), *_plain(left), *_worded(draft)]
    return in_order(draft, found)


def check_in_study(folder: Folder, path: Path, threshold: int | None = None) -> tuple[Finding, ...]:
    """Return what is wrong with a draft in a study: its names and quotes are looked at as well.

    The threshold is that of the study's release level unless it is given.
    """
    draft = read(path)
    level = folder.settings.level
    least = stage_roles.threshold(folder) if threshold is None else threshold
    internal = level == "internal"
    found = [
        *check(draft, threshold=least, internal=internal),
        *_plain(leaks.in_texts(folder, _without_figures(draft))),
        *_plain(f for f in leaks.in_files(folder, [path]) if not _in_body(path, f)),
        *(() if internal else _worded(draft)),
        *untrue_quotes(draft, folder.store.turns(), level=level, known=known_words(folder)),
        *_without_evidence(folder, path),
    ]
    return in_order(draft, found)


def _without_evidence(folder: Folder, path: Path) -> Iterator[Finding]:
    """Find recommendations of the study's own file that rest on nothing in its report."""
    own = folder.root / recommendations.FILE
    if own.is_file() and path.resolve() == own.resolve() and folder.store.views():
        for one in recommendations.findings(describe_study(folder)):
            yield replace(one, where=one.where.rpartition(", ")[2])


def _in_body(path: Path, finding: Finding) -> bool:
    """Tell whether a finding is of the text that was read as a draft already."""
    return path.suffix.lower() != ".docx" or BODY in finding.where


def _texts(draft: Draft) -> Iterator[tuple[str, str]]:
    """Yield all that a draft says; cells one by one, because figures side by side are no number."""
    for part in draft.parts:
        if isinstance(part, Table):
            yield from ((part.where, cell) for cell in part.header)
            yield from ((row.where, cell) for row in part.rows for cell in row.cells)
        else:
            yield part.where, part.text


def _without_figures(draft: Draft) -> Iterator[tuple[str, str]]:
    return ((where, FIGURES.sub(_bullets, text)) for where, text in _texts(draft))


def _bullets(match: re.Match[str]) -> str:
    return "•" * len(match.group())


def _plain(findings: Iterable[Finding]) -> Iterator[Finding]:
    return (replace(finding, hint="") for finding in findings)


def _worded(draft: Draft) -> Iterator[Finding]:
    """Find posts that one person holds, and what is said of everybody in one place."""
    for where, text in _texts(draft):
        for rule, look in WORDING:
            if what := look(text):
                yield Finding(rule, where, what)
        if any(find.score >= SURE for find in posts.find(text)):
            yield Finding("unique-post", where, POST)


def known_words(folder: Folder) -> Iterator[str]:
    """Yield titles and labels: nobody's words, though they stand in quotation marks."""
    yield folder.settings.title
    yield from (word for code in folder.codebook().codes for word in (code.label, code.definition))
    yield from (topic.label for topic in stage_topics.shown(folder))
    yield from (session for session in folder.settings.sessions)
