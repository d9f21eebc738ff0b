"""What the writer's own text may give away: it is printed beside quotes and figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from fgtools.names import posts
from fgtools.nouns import Finding, Quote, Span
from fgtools.quotes.classes import class_statement
from fgtools.quotes.posts import unique_post
from fgtools.quotes.rare import rare_combination
from fgtools.quotes.wording import health, residual_pattern
from fgtools.report import coreq
from fgtools.report.draft import reading_text, rules_claims, rules_hidden, rules_small
from fgtools.report.draft.bases import Bases
from fgtools.report.draft.figures import blanked
from fgtools.report.draft.parts import Draft, Table
from fgtools.report.draft.people import NUMBER, PEOPLE, number
from fgtools.report.draft.quoted import Quoted, Spoken, canonical, quotes, untrue_quotes
from fgtools.report.parts import Report
from fgtools.safe import stored
from fgtools.study import quote_levels, stage_quotes, stage_roles
from fgtools.study.draft_check import FIGURES, known_words
from fgtools.study.folder import OWN_TEXT, Folder

POST = "names a post or team that only one person or one place may have"
DOUBTED = 0.4
"""Score from which talk would have been written over: own text was never redacted."""
TELLING = re.compile(r"(?=.*[\d_-])(?=.*[^\W\d_])")
"""A session's name that is no ordinary word, and no year either."""
COUNTED = re.compile(
    rf"(?<![\w.])n\s?(?:=|:)\s?(?P<n>\d{{1,4}})\b(?![.,]\d)|"
    rf"\b(?:the|these|those|our) (?P<many>{NUMBER})"
    r"(?: (?!(?:and|of|in|to|for|by|at|on|with|that|who)\b)[\w-]+){0,3}? "
    rf"{PEOPLE}\b(?!['’]|-| (?:per|a|each)\b)",
    re.IGNORECASE,
)
"""Counts of people as tables put them, "(n = 2)", and "the two newly qualified therapists"."""
FEW_IN_WORDS = re.compile(
    r"\b(?:a (?:couple|pair|handful) of|a (?:single|lone|solitary)|(?:only|just) (?:one|a few)|"
    r"one or two|two or three|three or four|both(?!(?: [\w-]+){1,3} and\b)|neither(?= of)|the "
    r"(?:only|other) (?:one|two|three)|"
    r"the (?:pair|trio|sole)|one of (?:the|our|these|them))"
    rf"(?: of)?(?: the| our| these)?(?: (?!and\b|of\b|in\b|to\b)[\w-]+){{0,2}}? {PEOPLE}\b"
    r"(?! (?:per|a|each)\b)|"
    rf"\b(?:only |just )?{NUMBER} of (?:them|these|those|whom)\b|"
    rf"\b(?:only|just) {NUMBER}(?: of them)? (?:said|told|say|felt|agreed|disagreed|wanted|raised|"
    r"mentioned|thought|reported|spoke|described|would|did|had|were|came)\b",
    re.IGNORECASE,
)
"""Counts of people in words: "a couple of the therapists", "both nurses"."""


def found(folder: Folder, report: Report) -> tuple[Finding, ...]:
    """Return what is wrong with the own text at the study's level, by file and line."""
    findings: list[Finding] = []
    for name, text in sorted(folder.own_text().items()):
        file = f"{OWN_TEXT}/{name}.md"
        draft = reading_text.read(file, text)
        here = [*_worded(folder, draft), *_quoted(folder, draft)]
        if not report.settings.internal:
            told = coreq.of_participants(text) if name == coreq.OWN else text
            here += _counted(folder, report, file, told)
            here += _placed(folder, draft)
        findings += [f if f.hint else replace(f, hint=_hint(f.where)) for f in dict.fromkeys(here)]
    return tuple(findings)


def _hint(where: str) -> str:
    return f"Edit {where.replace('.md line', '.md, line')}, then: fgtools run"


def _texts(draft: Draft) -> Iterator[tuple[str, str]]:
    for part in draft.parts:
        if isinstance(part, Table):
            yield from ((part.where, cell) for cell in part.header)
            yield from ((row.where, cell) for row in part.rows for cell in row.cells)
        else:
            yield part.where, part.text


def _worded(folder: Folder, draft: Draft) -> Iterator[Finding]:
    """Yield what the rules on wording find; an internal report may say more of a group."""
    rules: list[tuple[str, Callable[[str], str]]] = [
        ("unique-post", _unique), ("health", health),
        ("residual-pattern", lambda text: residual_pattern(FIGURES.sub("•", text))),
    ]  # fmt: skip
    if folder.settings.level != "internal":
        rules += [("class-statement", class_statement), ("rare-combination", rare_combination)]
    for where, text in _texts(draft):
        for rule, look in rules:
            if what := look(text):
                yield Finding(rule, where, what)


def _unique(text: str) -> str:
    return unique_post(text) or (POST if any(f.score >= DOUBTED for f in posts.find(text)) else "")


def _counted(folder: Folder, report: Report, file: str, text: str) -> Iterator[Finding]:
    """Yield counts of few people, said or to be worked out with the figures that we print."""
    least = stage_roles.threshold(folder)
    own = text.rstrip("\n").count("\n") + 1
    # Read with what the report itself says of participants: a percentage of theirs is a count.
    bases = Bases(
        reading_text.read(file, "\n".join([text, "", "## Participants", "", *report.participants]))
    )
    rules = (
        partial(rules_small.small_cell, threshold=least),
        partial(rules_small.solvable_cell, threshold=least),
        partial(rules_hidden.solvable_cell, threshold=least),
        rules_claims.class_statement,
        rules_claims.named_few,
    )
    for finding in (f for rule in rules for f in rule(bases)):
        if _line(finding.where) <= own:
            yield finding
    for passage in bases.draft.prose if least else ():
        match = FEW_IN_WORDS.search(blanked(passage.text))
        if match and _line(passage.at(match.start())) <= own:
            what = f"gives in words a count of people that may be under the threshold of {least}"
            yield Finding("small-cell", passage.at(match.start()), what)
        for match in COUNTED.finditer(passage.text):
            if (
                0 < number(match["n"] or match["many"]) < least
                and _line(passage.at(match.start())) <= own
            ):
                what = f"gives a count of people under the threshold of {least}"
                yield Finding("small-cell", passage.at(match.start()), what)


def _line(where: str) -> int:
    found = re.search(r"line (\d+)", where)
    return int(found[1]) if found else 0


def _placed(folder: Folder, draft: Draft) -> Iterator[Finding]:
    """Yield where own text names a session or a turn, which no release does."""
    names = sorted((n for n in folder.settings.sessions), key=len, reverse=True)
    some = "|".join(map(re.escape, names)) or r"(?!)"
    telling = "|".join(re.escape(n) for n in names if TELLING.search(n)) or r"(?!)"
    place = re.compile(
        rf"(?<![\w/])(?:(?:{some})/\d+|(?:{some}),? turn \d+|session (?:{some})|"
        rf"(?:{telling}))(?![\w/])|"
        r"\bturn \d+\b",
        re.IGNORECASE,
    )
    for where, text in _texts(draft):
        if place.search(text):
            what = "names a session or a turn, by which what is said there can be tied together"
            yield Finding("linkable", where, what)


def _quoted(folder: Folder, draft: Draft) -> Iterator[Finding]:
    """Yield quotes that were pasted by hand and are no words of the study, or may not be "
    "printed."""
    level = folder.settings.level
    pasted = list(quotes(draft))
    if not pasted or level == "internal":
        return
    if not folder.settings.levels[level].quotes:
        for one in pasted:
            yield Finding("quote-level", one.where, f"is a quote, and the level {level} has none")
        return
    hint = "Edit {} (what is nobody's words goes without quotation marks), then: fgtools run"
    untrue = untrue_quotes(draft, folder.store.turns(), level=level, known=known_words(folder))
    for finding in untrue:
        yield replace(finding, hint=hint.format(finding.where))
    yield from _guarded(folder, pasted)


def _same(pasted: str, printed: str) -> bool:
    """Tell whether a pasted quote is one that is printed anyway, or part of it."""
    some, whole = (f" {' '.join(canonical(text))} " for text in (pasted, printed))
    return some in whole or whole in some


def _guarded(folder: Folder, pasted: Sequence[Quoted]) -> Iterator[Finding]:
    """Yield what the guard has against quotes pasted by hand beside those of the report."""
    turns = {turn.id: turn for turn in folder.store.turns()}
    spoken, voices = Spoken(tuple(turns.values())), quote_levels.voices(folder)
    chosen = folder.store.quotes()
    added: list[Quote] = []
    for at, one in enumerate(pasted):
        turn = turns.get(spoken.turn_of(one.text))
        if turn and not any(_same(one.text, quote.text) for quote in chosen):
            who, span = voices[turn.participant], Span(0, len(one.text))
            added.append(Quote(
                f"{one.where}#{at}", turn.id, span, turn.session, who.id, who.role, "", "none",
                stored(one.text), "pasted by hand",
            ))  # fmt: skip
    for finding in stage_quotes.guarded(folder, (*chosen, *added)) if added else ():
        where, mark, _ = finding.where.partition("#")
        if mark:
            yield replace(finding, where=where, hint=_hint(where))
