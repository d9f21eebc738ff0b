"""What titles and labels may give away: of the study, its roles, codes, topics and surveys."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from fgtools.nouns import Finding
from fgtools.quotes.classes import class_statement
from fgtools.quotes.posts import unique_post
from fgtools.quotes.rare import rare_combination
from fgtools.quotes.wording import residual_pattern
from fgtools.report.parts import Report
from fgtools.study import stage_roles
from fgtools.study.folder import Folder

RULES: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("unique-post", unique_post),
    ("class-statement", class_statement),
    ("rare-combination", rare_combination),
    ("residual-pattern", residual_pattern),
)
RUN = "then: fgtools run"


def found(folder: Folder, report: Report) -> tuple[Finding, ...]:
    """Return what is wrong with titles and labels of a report that leaves the house."""
    if report.settings.internal:
        return ()
    printed = [*_settings(folder), *_codes(folder), *_topics(report), *_surveys(folder)]
    worded = [
        Finding(rule, where, what, hint)
        for where, text, hint in printed
        for rule, look in RULES
        if (what := look(text))
    ]
    return (*worded, *_roles(folder, report))


def _settings(folder: Folder) -> Iterator[tuple[str, str, str]]:
    settings = folder.settings
    for name, text in (("title", settings.title), ("wave", settings.wave)):
        yield f"study.toml {name}", text, f"Edit {name} in study.toml, {RUN}"
    for number, one in enumerate(settings.indicators, 1):
        hint = f"Edit indicator {number} in study.toml, {RUN}"
        told = (one.label, one.base, one.source)
        yield from ((f"study.toml indicators {number}", text, hint) for text in told)


def _codes(folder: Folder) -> Iterator[tuple[str, str, str]]:
    path = folder.codebook_path()
    for code in folder.codebook().codes:
        hint = f"Edit the code {code.key} in codebooks/{path.name}, {RUN}"
        where = f"codebooks/{path.name} {code.key}"
        yield from ((where, text, hint) for text in (code.label, code.definition))


def _topics(report: Report) -> Iterator[tuple[str, str, str]]:
    for topic in report.topics:
        hint = f'Type: fgtools topics name {topic.id} "another label", {RUN}'
        yield f"topic {topic.id}", topic.label, hint


def _surveys(folder: Folder) -> Iterator[tuple[str, str, str]]:
    for survey in folder.store.surveys():
        hint = f"Word it anew in the file, then: fgtools surveys add FILE --name {survey.name}"
        for question in map(json.loads, survey.questions):
            where = f"survey {survey.name} {question['id']}"
            told = (question["text"], *(answer["label"] for answer in question["answers"]))
            yield from ((where, text, hint) for text in told)


def _roles(folder: Folder, report: Report) -> Iterator[Finding]:
    """Yield labels of roles that one person of a place holds, unless enough are known to.

    Rationale: a table that has a line for the designated clinical officer tells who came.
    """
    least = stage_roles.threshold(folder)
    for role in report.roles:
        known = folder.settings.roles.get(role.key)
        if (known.population if known else 0) < least and unique_post(f"I am the {role.label}"):
            yield Finding(
                "unique-post", f"study.toml roles.{role.key}",
                "is the label of a role that one person of a place holds",
                f"In study.toml, under [roles.{role.key}], set population to how many people could "
                f"hold it, or a wider label, {RUN}",
            )  # fmt: skip
