"""What is counted before roles are compared: who spoke, who raised what, in how many words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fgtools.nouns import Participant

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a turn in which a participant raised a subject (a code's key, a topic's id)."""

    subject: str
    turn: str
    participant: str
    session: str
    words: int


@dataclass(frozen=True, slots=True)
class Speaking:
    """A voice and all the words it said."""

    participant: Participant
    words: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts per voice and subject; rows are voices in order of session and id (`people`).

    `turns` and `words` have the shape (voices, subjects): turns in which the voice raised the
    subject, and words spent on it (at most all of the voice's words). `group` is a position in
    `groups`, `cell` one in `cells`, which are the (session, group) pairs that occur.
    """

    subjects: tuple[str, ...]
    groups: tuple[str, ...]
    cells: tuple[tuple[str, str], ...]
    people: tuple[str, ...]
    counts: Flags
    group: Places
    cell: Places
    spoken: Numbers
    turns: Numbers
    words: Numbers


def tally(
    mentions: Iterable[Mention],
    speakers: Sequence[Speaking],
    subjects: Sequence[str],
    groups: Mapping[str, str],
) -> Tally:
    """Count per voice who has a group and is no facilitator; other mentions are not counted."""
    voices = sorted(
        (s for s in speakers if s.participant.id in groups and not s.participant.is_facilitator),
        key=lambda s: (s.participant.session, s.participant.id),
    )
    people = [s.participant for s in voices]
    named = tuple(sorted({groups[p.id] for p in people}))
    cells = tuple(sorted({(p.session, groups[p.id]) for p in people}))
    spoken = np.array([float(s.words) for s in voices])
    turns, words = _raised(mentions, [p.id for p in people], subjects)
    return Tally(
        tuple(subjects),
        named,
        cells,
        tuple(p.id for p in people),
        np.array([s.participant.counts and s.words > 0 for s in voices], bool),
        np.array([named.index(groups[p.id]) for p in people], np.int64),
        np.array([cells.index((p.session, groups[p.id])) for p in people], np.int64),
        spoken,
        turns,
        np.minimum(words, spoken[:, None]),
    )


def _raised(
    mentions: Iterable[Mention], people: Sequence[str], subjects: Sequence[str]
) -> tuple[Numbers, Numbers]:
    row = {person: at for at, person in enumerate(people)}
    column = {subject: at for at, subject in enumerate(subjects)}
    turns, words = np.zeros((2, len(people), len(column)))
    seen: set[tuple[str, str, str]] = set()
    for said in mentions:
        if said.participant not in row or said.subject not in column:
            continue
        place = row[said.participant], column[said.subject]
        words[place] += said.words
        if (said.participant, said.subject, said.turn) not in seen:
            seen.add((said.participant, said.subject, said.turn))
            turns[place] += 1
    return turns, words


def group_of_cell(counted: Tally) -> Places:
    """Return for each cell the position of its group."""
    return np.array([counted.groups.index(group) for _, group in counted.cells], np.int64)


def total_by(places: Places, number: int, values: Numbers) -> Numbers:
    """Add up the rows of `values` that share a place; shape (number, columns)."""
    added = np.zeros((number, *values.shape[1:]))
    np.add.at(added, places, values)
    return added
