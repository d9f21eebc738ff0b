"""Counts of people that may be shown, and the evidence behind them.

A count from 1 up to the threshold is hidden, and so is every total that would give it back.
Counts of sessions are exempt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from fgtools.nouns import Codebook, Coding, Participant, SafeTurn, View
from fgtools.report.parts import Cell, Settings, Stance, WordPart

STANCES = (
    ("barrier", "Barrier"),
    ("enabler", "Enabler"),
    ("request", "Request"),
    ("none", "No stance"),
)
STANCE_LABEL = dict(STANCES)
NOT_GIVEN = "not given"
"""What a total shows that would give a hidden count back."""


@dataclass(frozen=True, slots=True)
class Said:
    """A coded passage with its turn, its speaker and its theme."""

    coding: Coding
    turn: SafeTurn
    who: Participant
    theme: str


def said(
    codings: Iterable[Coding],
    turns: Mapping[str, SafeTurn],
    speakers: Mapping[str, Participant],
    codebook: Codebook,
) -> tuple[Said, ...]:
    """Return the passages of participants (facilitators left out), in the order of the talk.

    A coding of a turn or a code that is not there (any more) is no evidence and is passed over.
    """
    themes = {code.key: codebook.theme_of(code.key) for code in codebook.codes}
    passages = []
    for coding in codings:
        turn = turns.get(coding.turn)
        who = speakers.get(turn.participant) if turn else None
        if not (turn and who and coding.assigned and coding.code in themes):
            continue
        if not who.is_facilitator:
            passages.append(Said(coding, turn, who, themes[coding.code]))
    return tuple(
        sorted(
            passages,
            key=lambda p: (p.turn.session, p.turn.ordinal, p.coding.span, p.coding.code),
        )
    )


def people(passages: Iterable[Said]) -> int:
    """Count the participants behind passages; unknown voices and shared rooms are none."""
    return len({passage.who.id for passage in passages if passage.who.counts})


def sessions(passages: Iterable[Said]) -> int:
    """Count the sessions behind passages of participants that count."""
    return len({passage.turn.session for passage in passages if passage.who.counts})


def few(settings: Settings) -> str:
    """Return what is printed in place of a hidden count."""
    return f"fewer than {settings.threshold}"


def small(count: int, settings: Settings) -> bool:
    """Tell whether a count of people must be hidden."""
    return 0 < count < settings.threshold


def cells(
    views: Sequence[View], subjects: Sequence[str], settings: Settings
) -> dict[str, tuple[Cell, ...]]:
    """Return a cell for every subject and group, roles in the order of the settings, then by key.

    A pair that has no view was not counted: nothing is said of it.
    """
    order = {role: place for place, role in enumerate(settings.roles)}
    groups = sorted({view.group for view in views}, key=lambda g: (order.get(g, len(order)), g))
    by_pair = {(view.subject, view.group): view for view in views}
    return {
        subject: tuple(
            _cell(by_pair[subject, group], settings)
            if (subject, group) in by_pair
            else _blank(group, settings)
            for group in groups
        )
        for subject in subjects
    }


def _blank(group: str, settings: Settings) -> Cell:
    none = (None, None, None, None, None)
    return Cell(group, settings.role(group), 0, 0, NOT_GIVEN, *none, "unknown", "")


def _cell(view: View, settings: Settings) -> Cell:
    hide = (
        view.suppressed
        or small(view.participants, settings)
        or view.of_participants < settings.threshold
    )
    # "Fewer than" only where it is true: what is hidden to protect another figure is not given.
    least = few(settings) if small(view.participants, settings) else NOT_GIVEN
    return Cell(
        role=view.group,
        label=settings.role(view.group),
        heard=view.sessions,
        held=view.of_sessions,
        participants=least if hide else f"{view.participants} of {view.of_participants}",
        count=None if hide else view.participants,
        of=None if hide else view.of_participants,
        share=None if hide else view.share,
        low=None if hide else view.low,
        high=None if hide else view.high,
        differs="unknown" if hide else view.differs,
        verdict="" if hide else with_labels(view.verdict, settings),
    )


def words(found: Sequence[WordPart], settings: Settings) -> tuple[WordPart, ...]:
    """Return the words that enough participants of a large enough role used, roles in order.

    Rationale: a word that few people used can give them away, so it is left out altogether; so is
    one that few of the role did not use.
    """

    def hide(count: int, of: int) -> bool:
        return small(count, settings) or small(of - count, settings)

    order = {role: place for place, role in enumerate(settings.roles)}
    kept = [
        replace(
            word,
            label=settings.role(word.role),
            others=None if hide(word.others or 0, word.of_others) else word.others,
        )
        for word in found
        if not hide(word.participants, word.of) and not small(word.of, settings)
    ]
    return tuple(sorted(kept, key=lambda word: (order.get(word.role, len(order)), word.role)))


def with_labels(text: str, settings: Settings) -> str:
    """Write the labels of roles in place of their keys."""
    keys = sorted((key for key in settings.roles if key), key=lambda key: (-len(key), key))
    if not keys:
        return text
    names = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, keys))})(?![\w-])")
    return names.sub(lambda found: settings.role(found[1]), text)


def total(parts: Sequence[Cell], heard: int, held: int) -> Cell:
    """Add up the roles, `heard` in so many sessions `held`; hidden where one of its parts is.

    Rationale: with all parts but one known, a total gives the hidden one back.
    """
    counts = [cell.count for cell in parts if cell.count is not None]
    bases = [cell.of for cell in parts if cell.of is not None]
    hide = len(counts) < len(parts)
    count, of = (None, None) if hide else (sum(counts), sum(bases))
    return Cell(
        role="",
        label="All roles",
        heard=heard,
        held=held,
        participants=NOT_GIVEN if hide else f"{count} of {of}",
        count=count,
        of=of,
        share=count / of if count is not None and of else None,
        low=None,
        high=None,
        differs="",
        verdict="",
    )


def stances(passages: Sequence[Said], whole: Cell, settings: Settings) -> tuple[Stance, ...]:
    """Count the participants of each stance; all hidden where the total is."""
    found = []
    for key, label in STANCES:
        count = people(p for p in passages if (p.coding.stance or "none") == key)
        others = (whole.count or 0) - count  # that all but two took a stance tells of these two
        hide = whole.hidden or small(count, settings) or small(others, settings)
        text = (NOT_GIVEN if whole.hidden else few(settings)) if hide else str(count)
        found.append(Stance(key, label, text, None if hide else count))
    return tuple(found)
