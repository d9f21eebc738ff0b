"""What people decided, laid over what the machine proposed.

A decision on a turn keeps a sketch of the turn's words, so that it follows the words into a
corrected transcript where turns have moved, and waits, never dropped, where the words are gone.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from fgtools.nouns import Coding, SafeTurn, Span, Topic, TopicAssignment
from fgtools.spans import WORD
from fgtools.study.store import Decision

CODE, QUOTE, TOPIC = "code", "quote", "topic-label"
SURROGATE = re.compile(r"\[[^\[\]]*\]")
SKETCH = 24
"""Hashes kept of a turn's word pairs: enough to know the turn again, too few to tell its words."""
ALIKE = 0.5
"""Likeness (0 to 1) from which an edited turn is taken for the one that was decided on."""


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

    def __init__(self, turns: Sequence[SafeTurn]) -> None:
        self.by_id = {turn.id: turn for turn in turns}
        self._sketches: dict[str, list[tuple[SafeTurn, tuple[int, ...]]]] = {}
        for turn in turns:
            self._sketches.setdefault(turn.session, []).append((turn, sketch(turn.text)))

    def find(self, place: Place) -> tuple[SafeTurn, Span] | None:
        """Return the turn that holds the words now, and the span in it; None if they are gone."""
        session = place.turn.rpartition("/")[0]
        best = max(
            (h for h in self._sketches.get(session, []) if h[0].participant == place.participant),
            key=lambda held: (likeness(place.sketch, held[1]), held[0].id == place.turn),
            default=None,
        )
        if best is None or likeness(place.sketch, best[1]) < ALIKE:
            return None
        return best[0], _within(place.span, best[0])


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


def overlaid(
    codings: Sequence[Coding], decisions: Iterable[Decision], turns: Turns
) -> tuple[tuple[Coding, ...], tuple[Decision, ...]]:
    """Lay decisions on codes over the machine's codings; the latest on a turn and code holds.

    Return what is shown, and the decisions whose words are gone.
    """
    shown = {(c.turn, c.code): c for c in codings if c.assigned}
    waiting: list[Decision] = []
    for decision in decisions:
        place, said = place_in(decision.value)
        found = turns.find(place)
        if found is None:
            waiting.append(decision)
            continue
        turn, span = found
        if said["verdict"] == "reject":
            shown.pop((turn.id, decision.subject), None)
        else:
            before = shown.get((turn.id, decision.subject))
            shown[turn.id, decision.subject] = Coding(
                turn.id, span, decision.subject, said.get("stance") or _stance(before),
                decision.who, 1.0, _reason(decision),
            )  # fmt: skip
    order = {turn: at for at, turn in enumerate(turns.by_id)}
    return tuple(sorted(shown.values(), key=lambda c: (order[c.turn], c.span, c.code))), tuple(
        waiting
    )


def _reason(decision: Decision) -> str:
    return f"set by {decision.who}" + (f": {decision.why}" if decision.why else "")


def _stance(before: Coding | None) -> str:
    return before.stance if before else "none"


def labelled(
    topics: Sequence[Topic],
    assignments: Sequence[TopicAssignment],
    decisions: Iterable[Decision],
) -> tuple[Topic, ...]:
    """Give topics the labels people gave them.

    A label follows the turns that stood for its topic when it was given: it goes to the topic that
    holds most of them, if that is at least half.
    """
    talked: dict[str, set[str]] = {}
    for a in assignments:
        talked.setdefault(a.topic, set()).add(a.turn)
    labels: dict[str, str] = {}
    for decision in decisions:
        kept = json.loads(decision.value)
        home = _home(set(kept["turns"]), topics, talked)
        if home:
            labels[home] = kept["label"]
    return tuple(replace(t, label=labels.get(t.id, t.label)) for t in topics)


def _home(turns: set[str], topics: Sequence[Topic], talked: Mapping[str, set[str]]) -> str:
    shared = {t.id: len(turns & talked.get(t.id, set())) for t in topics}
    best = max(shared, key=lambda key: (shared[key], key), default="")
    return best if best and 2 * shared[best] >= len(turns) else ""
