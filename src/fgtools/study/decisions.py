"""What people decided, laid over what the machine proposed.

A decision on a turn keeps a sketch of the turn's words, so that it follows the words into a
corrected transcript where turns have moved, and waits, never dropped, where the words are gone.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from fgtools.nouns import Coding, SafeTurn, Span, Topic, TopicAssignment
from fgtools.spans import WORD, overlap
from fgtools.study.aligning import SURROGATE
from fgtools.study.store import Carried, Decision

CODE, QUOTE, TOPIC = "code", "quote", "topic-label"
TRIM, ORDER = "quote-trim", "quote-order"
"""Words cut out of a quote; the place of a quote among others of its theme."""
CODEBOOK = "codebook"
"""A proposed code was taken into the codebook: a decision on no turn."""
ACCEPT, REJECT = "accept", "reject"
OPEN = "open"
"""The verdict that takes earlier ones on a turn and a code back, as if nobody had decided."""
SKETCH = 24
"""Hashes kept of a turn's word pairs: enough to know the turn again, too few to tell its words."""
ALIKE = 0.5
"""Likeness (0 to 1) from which an edited turn is taken for the one that was decided on."""
CLEARLY = 0.2
"""By how much another voice's turn must be more like it than any third one."""
TELLING = 5
"""Hashes from which a turn can be told from others of the same few words."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a turn as a decision remembers it: without its words."""

    turn: str
    span: Span
    sketch: tuple[int, ...]
    participant: str = ""


def sketch(text: str) -> tuple[int, ...]:
    """Return the smallest hashes of a turn's word pairs, the same whatever its surrogates are.

    A bottom-k sketch (Broder 1997): turns that share most of their words share most hashes.
    """
    words = ["", *WORD.findall(SURROGATE.sub(" ", text).lower()), ""]
    hashes = {zlib.crc32(" ".join(two).encode("utf-8")) for two in pairwise(words)}
    return tuple(sorted(hashes)[:SKETCH])


def wording(text: str) -> str:
    """Return a digest by which a text is known to be the same to the letter."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """Return the estimated share of word pairs that two turns have in common, 0 to 1."""
    smallest = sorted({*one, *other})[:SKETCH]
    both = set(one) & set(other)
    return sum(value in both for value in smallest) / max(len(smallest), 1)


def place_of(turn: SafeTurn, span: Span) -> Place:
    """Return how a decision remembers a stretch of a turn."""
    return Place(turn.id, span, sketch(turn.text), turn.participant)


class Turns:
    """The study's turns, where decisions look for the words they were made on."""

    def __init__(self, turns: Sequence[SafeTurn], carried: Iterable[Carried] = ()) -> None:
        self.by_id = {turn.id: turn for turn in turns}
        self._carried: dict[int, list[Carried]] = {}
        for one in carried:
            self._carried.setdefault(one.decision, []).append(one)
        self._turns = turns

    @cached_property
    def _sketches(self) -> dict[str, list[tuple[SafeTurn, tuple[int, ...]]]]:
        """Return the turns of each session with their sketches, once a decision is looked for."""
        found: dict[str, list[tuple[SafeTurn, tuple[int, ...]]]] = {}
        for turn in self._turns:
            found.setdefault(turn.session, []).append((turn, sketch(turn.text)))
        return found

    def places(self, decision: Decision) -> tuple[tuple[SafeTurn, Span], ...]:
        """Return where a decision's words stand now: several places where its turn was cut.

        Empty where the words are gone.
        """
        rows = self._carried.get(decision.id)
        if rows is None:
            found = self.find(place_in(decision.value)[0])
            return (found,) if found else ()
        held = [(self.by_id[row.turn], row.span) for row in rows if row.turn in self.by_id]
        return tuple((turn, _within(span, turn)) for turn, span in held)

    def find(self, place: Place) -> tuple[SafeTurn, Span] | None:
        """Return the turn that holds the words now, and the span in it; None if they are gone.

        The same words in the same place are meant whoever is said to say them: ids of participants
        change. Elsewhere a turn of few words must be the only one, and another voice's turn is
        taken where it is clearly the one: labels are corrected too.
        """
        turns = self._sketches.get(place.turn.rpartition("/")[0], [])
        if any(turn.id == place.turn and held == place.sketch for turn, held in turns):
            return self._there(place, self.by_id[place.turn])
        telling = len(place.sketch) >= TELLING
        scored = sorted(
            ((likeness(place.sketch, held), turn.id == place.turn, turn) for turn, held in turns),
            key=lambda one: one[:2],
            reverse=True,
        )
        own = [one for one in scored if one[2].participant == place.participant][:2]
        alone = len(own) == 1 or (own and own[0][:2] != own[1][:2])
        if alone and own[0][0] >= (ALIKE if telling else 1.0):
            return self._there(place, own[0][2])
        third = scored[1][0] if len(scored) > 1 else 0.0
        if not telling or not scored or scored[0][0] < max(ALIKE, third + CLEARLY):
            return None
        return self._there(place, scored[0][2])

    @staticmethod
    def _there(place: Place, turn: SafeTurn) -> tuple[SafeTurn, Span]:
        return turn, _within(place.span, turn)


def _within(span: Span, turn: SafeTurn) -> Span:
    end = min(span.end, len(turn.text))
    return Span(span.start, end) if span.start < end else Span(0, len(turn.text))


def as_value(place: Place, **more: object) -> str:
    """Return a decision's value as it is stored."""
    kept = {"turn": place.turn, "start": place.span.start, "end": place.span.end}
    return json.dumps(
        {**kept, "sketch": place.sketch, "participant": place.participant, **more},
        ensure_ascii=False,
        sort_keys=True,
    )


def place_in(value: str) -> tuple[Place, dict[str, str]]:
    """Read a decision's value back: the place, and what was said of it."""
    kept = json.loads(value)
    span = Span(kept.pop("start"), kept.pop("end"))
    return (
        Place(kept.pop("turn"), span, tuple(kept.pop("sketch")), kept.pop("participant")),
        kept,
    )


def typed_in(decision: Decision) -> str:
    """Return what a person typed into a decision's value: the label of a topic."""
    label = json.loads(decision.value).get("label", "")
    return str(label)


def undoes(decision: Decision) -> tuple[int, ...]:
    """Return the ids of the decisions that one takes back: none unless its verdict is `open`."""
    _, said = place_in(decision.value)
    return tuple(map(int, said.get("undoes", "").split()))


def taken_back(decisions: Iterable[Decision], turns: Turns) -> dict[int, frozenset[str]]:
    """Return by its id for each decision that was taken back the turns on which it counts no more.

    By ids, so that of two decisions on turns that are one now only the one that was meant goes.
    """
    back: dict[int, frozenset[str]] = {}
    for decision in decisions:
        ids = undoes(decision)
        there = frozenset(turn.id for turn, _ in turns.places(decision)) if ids else frozenset()
        back |= {one: back.get(one, frozenset()) | there for one in ids}
    return back


def overlaid(
    codings: Sequence[Coding], decisions: Iterable[Decision], turns: Turns
) -> tuple[tuple[Coding, ...], tuple[Decision, ...]]:
    """Lay decisions on codes over the machine's codings; the latest on a turn and code holds.

    Return what is shown, and the decisions whose words are gone.
    """
    decisions = tuple(decisions)
    back = taken_back(decisions, turns)
    shown = {(c.turn, c.code): c for c in codings if c.assigned}
    by_hand: set[tuple[str, str]] = set()
    waiting: list[Decision] = []
    for decision in decisions:
        _, said = place_in(decision.value)
        places = () if said["verdict"] == OPEN else turns.places(decision)
        if not places and said["verdict"] != OPEN and decision.id not in back:
            waiting.append(decision)
        for turn, span in places:
            key = turn.id, decision.subject
            before = shown.get(key)
            if turn.id in back.get(decision.id, ()):
                continue
            if said["verdict"] != REJECT:
                if before and key in by_hand:  # two turns that are one now
                    span = _both(before.span, span)
                shown[key] = Coding(
                    turn.id, span, decision.subject, said.get("stance") or _stance(before),
                    decision.who, 1.0, _reason(decision),
                )  # fmt: skip
                by_hand.add(key)
            elif before and overlap(before.span, span):
                del shown[key]
    order = {turn: at for at, turn in enumerate(turns.by_id)}
    return tuple(sorted(shown.values(), key=lambda c: (order[c.turn], c.span, c.code))), tuple(
        waiting
    )


def _both(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.end, other.end))


def _reason(decision: Decision) -> str:
    return f"set by {decision.who}" + (f": {decision.why}" if decision.why else "")


def _stance(before: Coding | None) -> str:
    return before.stance if before else "none"


def labelled(
    topics: Sequence[Topic],
    assignments: Sequence[TopicAssignment],
    decisions: Iterable[Decision],
    carried: Iterable[Carried] = (),
) -> tuple[Topic, ...]:
    """Give topics the labels people gave them.

    A label follows the turns that stood for its topic when it was given: it goes to the topic that
    holds most of them, if that is at least half.
    """
    carried = tuple(carried)
    talked: dict[str, set[str]] = {}
    for a in assignments:
        talked.setdefault(a.topic, set()).add(a.turn)
    labels: dict[str, str] = {}
    for decision in decisions:
        kept = json.loads(decision.value)
        home = _home(turns_of_label(decision, carried), topics, talked)
        if home:
            labels[home] = kept["label"]
    return tuple(replace(t, label=labels.get(t.id, t.label)) for t in topics)


def turns_of_label(decision: Decision, carried: Iterable[Carried]) -> set[str]:
    """Return the turns that stood for a topic when it got its label, as they are numbered now."""
    rows = [row for row in carried if row.decision == decision.id]
    moved = {row.origin for row in rows}
    stayed = {turn for turn in json.loads(decision.value)["turns"] if turn not in moved}
    return stayed | {row.turn for row in rows if row.turn}


def _home(turns: set[str], topics: Sequence[Topic], talked: Mapping[str, set[str]]) -> str:
    shared = {t.id: len(turns & talked.get(t.id, set())) for t in topics}
    best = max(shared, key=lambda key: (shared[key], key), default="")
    return best if best and 0 < 2 * shared[best] >= len(turns) else ""
