"""What a codebook misses: talk without a code, grouped by what it is about.

A group is at least three utterances of two turns that are alike in meaning and share a phrase that
marks them against all other talk; where several people are in it, several of them said the phrase.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from fgtools.nouns import Participant, SafeTurn
from fgtools.ports import Encoder
from fgtools.topics.describing import Utterance, exemplars
from fgtools.topics.discover import TINY, heard_in, in_turns
from fgtools.topics.label import FEWEST_PEOPLE, named
from fgtools.topics.marking import Mark, Talk
from fgtools.topics.phrases import phrases
from fgtools.topics.smalltalk import small_talk

Rows = NDArray[np.float64]
Grouper = Callable[[Rows, float], NDArray[np.int64]]
"""A grouping of unit rows whose mean cosine is no less than a number; a number for each row."""

ALIKE = 0.3
"""Mean cosine of utterances (each read with its turn) from which they are about one thing. With
`digital-systems` and `ai` taken out of the sample study's codebook, what is about AI stands
together as 6 utterances at .35, as 7 of 8 at .3 and as 8 of 10 at .25."""
HELD = 0.3
"""Share of a group's utterances that must hold one of its marking phrases. With two thirds of its
codebook taken out, all groups of the Senedd study that a reader would keep have .30 or more; with
nothing missing from the sample study's, groups of no one subject have .22 and .25."""
NAMING = 0.4
"""Weight of a phrase, as a share of the heaviest, from which a group may be named by it."""
FEWEST = 3
"""Utterances of a group..."""
FEWEST_TURNS = 2
"""...and turns: what one turn says in several sentences is one mention."""


@dataclass(frozen=True, slots=True)
class Group:
    """Talk that no code took up; `members` and `exemplars` nearest to its middle first.

    `people` are the participants, by id, who said it.
    """

    id: str
    label: str
    terms: tuple[str, ...]
    marks: tuple[Mark, ...]
    members: tuple[Utterance, ...]
    exemplars: tuple[Utterance, ...]
    people: tuple[str, ...]

    @property
    def sessions(self) -> tuple[str, ...]:
        """Return the sessions in which it was said."""
        return tuple(sorted({one.session for one in self.members}))


Held = tuple[Group, Rows]
"""A group that is held together by its phrases, and the unit row of its middle."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """The groups, those of most participants first, and the utterances that are in none."""

    groups: tuple[Group, ...]
    left_over: int
    small_talk: int


def gaps(
    turns: Sequence[SafeTurn],
    coded: Collection[str],
    speakers: Mapping[str, Participant],
    encoder: Encoder,
    grouper: Grouper,
) -> Gaps:
    """Group what participants said in turns that are not `coded` (their ids).

    Voices of whom nobody knows who they are count as talk and as nobody's: a group is none of
    theirs alone. Groups of a single participant come last: one voice is no finding.
    """
    heard = heard_in(turns, speakers)
    talk = [one for one in heard if not small_talk(one.text)]
    aside = sum(one.turn not in coded for one in heard)
    aside -= sum(one.turn not in coded for one in talk)
    open_ = [at for at, one in enumerate(talk) if one.turn not in coded]
    if not open_:
        return Gaps((), 0, aside)
    texts = {turn.id: turn.text for turn in turns}
    vectors = in_turns([talk[at] for at in open_], texts, encoder).astype(np.float64)
    everything = Talk([phrases(one.text) for one in talk], [one.person for one in talk])
    labels = grouper(vectors, ALIKE)
    parts = [np.flatnonzero(labels == number) for number in range(int(labels.max()) + 1)]
    found = [
        group
        for rows in parts
        if (group := _group([open_[at] for at in rows], vectors[rows], talk, everything, speakers))
    ]
    ordered = _in_order(_named(found, encoder))
    placed = sum(len(group.members) for group in ordered)
    return Gaps(ordered, len(open_) - placed, aside)


def _group(
    members: Sequence[int],
    vectors: Rows,
    talk: Sequence[Utterance],
    everything: Talk,
    speakers: Mapping[str, Participant],
) -> Held | None:
    """Return a group and its middle, or None where nothing holds it together."""
    said = [talk[at] for at in members]
    people = {one.person for one in said if speakers[one.person].counts}
    if len(said) < FEWEST or len({one.turn for one in said}) < FEWEST_TURNS or not people:
        return None
    fewest = min(FEWEST_PEOPLE, len(people))
    marks = tuple(
        mark
        for mark in everything.marks(members)
        if len(mark.people & people) >= fewest and mark.inside >= FEWEST_TURNS
    )
    if len(_telling(said, marks)) < HELD * len(said):
        return None
    total = vectors.sum(axis=0)
    middle = total / max(float(np.linalg.norm(total)), TINY)
    near = np.argsort(-(vectors @ middle), kind="stable").tolist()
    nearest = tuple(said[at] for at in near)
    shown = _shown(nearest, marks)
    return Group("", "", (), marks, nearest, shown, tuple(sorted(people))), middle


def _shown(nearest: Sequence[Utterance], marks: Sequence[Mark]) -> tuple[Utterance, ...]:
    """Return exemplars: those that hold a marking phrase, if several people said one."""
    telling = _telling(nearest, marks)
    at = {(one.turn, one.span): one for one in nearest}
    chosen = exemplars(telling)
    if len(chosen) < FEWEST_PEOPLE:
        chosen = exemplars([*telling, *(one for one in nearest if one not in telling)])
    return tuple(at[place] for place in chosen)


def _telling(said: Sequence[Utterance], marks: Sequence[Mark]) -> list[Utterance]:
    """Return the utterances that hold a marking phrase."""
    forms = {form for mark in marks for form in mark.forms}
    return [one for one in said if forms & {*phrases(one.text)}]


def _named(found: Sequence[Held], encoder: Encoder) -> Iterator[Group]:
    if not found:
        return
    terms = [
        [m.forms[0] for m in group.marks if m.weight >= NAMING * group.marks[0].weight]
        for group, _ in found
    ]
    users = [{mark.forms[0]: mark.people for mark in group.marks} for group, _ in found]
    names = named(terms, users, np.stack([middle for _, middle in found]), encoder)
    for (group, _), (label, words) in zip(found, names, strict=True):
        yield replace(group, label=label, terms=words)


def _in_order(groups: Iterator[Group]) -> tuple[Group, ...]:
    ordered = sorted(
        groups,
        key=lambda g: (-len(g.people), -len(g.members), g.label, g.members[0].turn),
    )
    return tuple(replace(group, id=_named_by(group.members)) for group in ordered)


def _named_by(members: Sequence[Utterance]) -> str:
    """Return an id that a group keeps as long as it holds the same talk, and no other one gets."""
    places = sorted(f"{one.turn} {one.span.start}" for one in members)
    return f"g{hashlib.blake2b(' '.join(places).encode(), digest_size=3).hexdigest()}"
