"""Counts of people that may be shown, and the evidence behind them.

A count from 1 up to the threshold is hidden, and so is whatever would give it back: some of that
is told here, from the counts themselves; the rest comes as `hide` from the audit of the whole
report (`audit`). Counts of sessions are exempt, unless a role has hardly more people than sessions.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from fgtools.nouns import Codebook, Coding, Participant, SafeTurn, View
from fgtools.report.parts import Cell, Settings

STANCES = (
    ("barrier", "Barrier"),
    ("enabler", "Enabler"),
    ("request", "Request"),
    ("none", "No stance"),
)
STANCE_LABEL = dict(STANCES)
NOT_GIVEN = "not given"
"""What stands for a hidden count of which nothing is said: it may be any number."""
SPREAD = 3
"""Numbers that a hidden count must still be able to be, for an outsider who reads all the rest.

Protection intervals: Hundepool and others 2012, Statistical Disclosure Control, chapter 4. Three is
the least of which neither end is the middle; the literature leaves the width to the publisher.
"""
Hide = Callable[[str, str], str]
"""Tells of a subject and a role what the audit asks to hide: "", "count", or "sessions" as well."""


def nothing(_subject: str, _role: str) -> str:
    """Hide nothing beyond what the counts themselves ask for."""
    return ""


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
    """Return what is printed in place of a small count."""
    return f"fewer than {settings.threshold}"


def in_place_of(count: int, settings: Settings, least: int = 1, most: float = math.inf) -> str:
    """Return what is printed for a hidden count that outsiders know to be `least` to `most`.

    "Fewer than" only where it is true, and where that leaves `SPREAD` numbers: "fewer than 3" is
    one or two, and "fewer than 5" of people heard in four sessions is four.
    """
    numbers = min(settings.threshold - 1, most) - max(1, least) + 1
    return few(settings) if small(count, settings) and numbers >= SPREAD else NOT_GIVEN


def strict(settings: Settings) -> Settings:
    """Return settings under which a hidden count can be kept: a threshold of 1 or 2 becomes 3.

    Of one or two people there are no `SPREAD` numbers, whatever else is hidden.
    """
    if 0 < settings.threshold < SPREAD:
        return replace(settings, threshold=SPREAD)
    return settings


def least_size(roles: int, settings: Settings) -> int:
    """Return the utterances that a topic must have to be printed.

    Rationale: one of fewer utterances than the threshold is one of fewer people; and if each of the
    roles has one of them, what is left must still be `SPREAD` numbers for any.
    """
    return max(settings.threshold, SPREAD + roles - 1) if settings.threshold else 0


def small(count: int, settings: Settings) -> bool:
    """Tell whether a count of people must be hidden."""
    return 0 < count < settings.threshold


def cells(
    views: Sequence[View], subjects: Sequence[str], settings: Settings, hide: Hide = nothing
) -> dict[str, tuple[Cell, ...]]:
    """Return a cell for every subject and group, roles in the order of the settings, then by key.

    A pair that has no view was not counted: nothing is said of it. `hide`: what the audit asks for.
    """
    order = {role: place for place, role in enumerate(settings.roles)}
    groups = sorted({view.group for view in views}, key=lambda g: (order.get(g, len(order)), g))
    by_pair = {(view.subject, view.group): view for view in views}
    found = {}
    for subject in subjects:
        own = [by_pair.get((subject, group)) for group in groups]
        row = [
            _cell(view, settings, hide(subject, group)) if view else _blank(group, settings)
            for view, group in zip(own, groups, strict=True)
        ]
        # A verdict says what the other roles together raised, unless one of them is suppressed.
        if any(
            cell.hidden and not (view and view.suppressed)
            for cell, view in zip(row, own, strict=True)
        ):
            row = [replace(cell, verdict="") for cell in row]
        found[subject] = tuple(row)
    return found


def by_subject(views: Iterable[View]) -> dict[str, tuple[View, ...]]:
    """Return the views of each subject."""
    found: dict[str, list[View]] = defaultdict(list)
    for view in views:
        found[view.subject].append(view)
    return {subject: tuple(own) for subject, own in found.items()}


def _blank(group: str, settings: Settings) -> Cell:
    none = (None, None, None, None, None)
    return Cell(group, settings.role(group), 0, 0, NOT_GIVEN, *none, "unknown", "")


def _cell(view: View, settings: Settings, asked: str) -> Cell:
    count, of = view.participants, view.of_participants
    hide = (
        view.suppressed or bool(asked) or small(count, settings) or of < settings.threshold
        or small(of - count, settings)
    )  # fmt: skip
    # Each session has a participant: those in which it did not come up bound the count from above.
    most = of - (view.of_sessions - view.sessions)
    quiet = hide and of >= settings.threshold and of - view.of_sessions < SPREAD - 1
    quiet = quiet or (hide and asked == "sessions")
    told = (1, of) if quiet else (view.sessions, most)
    least = NOT_GIVEN if asked else in_place_of(count, settings, *told)
    return Cell(
        role=view.group,
        label=settings.role(view.group),
        heard=view.sessions,
        held=view.of_sessions,
        participants=least if hide else f"{count} of {of}",
        count=None if hide else count,
        of=None if hide else of,
        share=None if hide else view.share,
        low=None if hide else view.low,
        high=None if hide else view.high,
        differs="unknown" if hide else view.differs,
        verdict="" if hide else with_labels(view.verdict, settings),
        quiet=quiet and view.sessions > 0,
    )


def with_labels(text: str, settings: Settings) -> str:
    """Write the labels of roles in place of their keys."""
    keys = sorted((key for key in settings.roles if key), key=lambda key: (-len(key), key))
    if not keys:
        return text
    names = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, keys))})(?![\w-])")
    return names.sub(lambda found: settings.role(found[1]), text)


def without_counts(cell: Cell) -> Cell:
    """Return a cell that says in how many sessions something came up, and nothing of people."""
    return replace(
        cell, participants=NOT_GIVEN, count=None, of=None, share=None, low=None, high=None,
        differs="unknown", verdict="",
    )  # fmt: skip
