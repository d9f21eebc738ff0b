"""The reasons to show a quote on a theme, most needed first, each in plain words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from fgtools.nouns import Participant, Quote, SafeTurn
from fgtools.ports import Vectors
from fgtools.quotes.stretches import Candidate, unit
from fgtools.spans import word_count

GOOD_ENOUGH = 0.72
"""How well a quote must read to be shown; a theme's only quote may be worse."""
QUIET = 0.5
"""A participant is quiet who said less than this share of the session's mean number of words."""
OPPOSITE = {"barrier": "enabler", "enabler": "barrier"}
MINORITY = 1 / 3
"""Share of barriers and enablers together up to which the rarer of the two is dissent."""
SURENESS = 0.6
"""How much the coding's score weighs against reading aloud (1) and standing for others (1): it is
the chance that the words are on the theme at all."""
FIT = 0.5
"""How much closeness to the code's own words weighs."""
SHRINK = 2.0
"""Weight of the theme's middle in a role's, in quotes: two turns have no middle of their own."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A quote already taken for the theme, and what it means."""

    quote: Quote
    vector: Vectors


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a quote is shown, for which candidates that holds given what is shown, and how well."""

    why: str
    holds: Callable[[Candidate, Sequence[Shown]], bool]
    value: Callable[[Candidate, Sequence[Shown]], float]


def reasons(found: Sequence[Candidate], quiet: frozenset[str], most: int) -> tuple[Reason, ...]:
    """Return the reasons to show quotes among a theme's candidates, `most` for variety at the end.

    First what was typical, by role, the role most people raised it in first, with the dissent
    behind the first role; then a request, every session, the quiet, and what differs most.
    """
    value = _standing(found)
    typical = [_typical(role, value) for role in _roles(found)]
    return (
        *typical[:1],
        *_dissent(found, value),
        *typical[1:],
        Reason("the best on this that can be printed", _nothing_yet, value),
        Reason("asks for a change", _first_request, value),
        *(_session(name, value) for name in _sessions(found)),
        Reason("from a participant who spoke little", _first_of(quiet), value),
        *[_variety(found)] * most,
    )


def quiet_ones(turns: Iterable[SafeTurn], speakers: Mapping[str, Participant]) -> frozenset[str]:
    """Return the participants who count and said little for their session."""
    said: dict[str, Counter[str]] = {}
    for turn in turns:
        if turn.participant in speakers and speakers[turn.participant].counts:
            said.setdefault(turn.session, Counter())[turn.participant] += word_count(turn.text)
    return frozenset(
        person
        for words in said.values()
        for person, count in words.items()
        if count < QUIET * words.total() / len(words)
    )


def _readable(candidate: Candidate, shown: Sequence[Shown]) -> bool:
    return candidate.stretch.quality >= GOOD_ENOUGH


def _nothing_yet(candidate: Candidate, shown: Sequence[Shown]) -> bool:
    return not shown


def _first_request(candidate: Candidate, shown: Sequence[Shown]) -> bool:
    return (
        _readable(candidate, shown)
        and candidate.coding.stance == "request"
        and all(s.quote.stance != "request" for s in shown)
    )


def _first_of(people: frozenset[str]) -> Callable[[Candidate, Sequence[Shown]], bool]:
    return lambda candidate, shown: (
        _readable(candidate, shown)
        and candidate.participant.id in people
        and all(s.quote.participant not in people for s in shown)
    )


def _typical(role: str, value: Callable[[Candidate, Sequence[Shown]], float]) -> Reason:
    name = role.replace("-", " ")
    return Reason(
        f"typical of what was said on this in {name}" if name else "typical of what was said",
        lambda candidate, shown: (
            _readable(candidate, shown)
            and candidate.participant.role == role
            and all(s.quote.role != role for s in shown)
        ),
        value,
    )


def _session(name: str, value: Callable[[Candidate, Sequence[Shown]], float]) -> Reason:
    return Reason(
        "from a session not heard yet on this",
        lambda candidate, shown: (
            _readable(candidate, shown)
            and candidate.stretch.turn.session == name
            and all(s.quote.session != name for s in shown)
        ),
        value,
    )


def _dissent(
    found: Sequence[Candidate], value: Callable[[Candidate, Sequence[Shown]], float]
) -> list[Reason]:
    stances = {c.stretch.turn.id: c.coding.stance for c in found}
    counts = Counter(s for s in stances.values() if s in OPPOSITE)
    if len(counts) < 2:
        return []
    rare = min(counts, key=lambda stance: (counts[stance], stance))
    if counts[rare] > MINORITY * counts.total():
        return []
    article = "the only" if counts[rare] == 1 else "one of few"
    many = f"{rare}s" if counts[rare] > 1 else rare
    return [
        Reason(
            f"{article} {many} among {OPPOSITE[rare]}s",
            lambda candidate, shown: (
                _readable(candidate, shown)
                and candidate.coding.stance == rare
                and all(s.quote.stance != rare for s in shown)
            ),
            value,
        )
    ]


def _roles(found: Sequence[Candidate]) -> list[str]:
    raised = Counter({(c.participant.role, c.participant.id): 1 for c in found})
    people = Counter(role for role, _ in raised)
    return sorted(people, key=lambda role: (-people[role], role))


def _sessions(found: Sequence[Candidate]) -> list[str]:
    return list(dict.fromkeys(c.stretch.turn.session for c in found))


def _standing(found: Sequence[Candidate]) -> Callable[[Candidate, Sequence[Shown]], float]:
    """Return how well a candidate stands for what its role said, and reads."""
    if not found:
        return lambda candidate, shown: 0.0
    everyone = np.mean([c.stretch.vector for c in found], axis=0)
    middles = {}
    for role in _roles(found):
        rows = [c.stretch.vector for c in found if c.participant.role == role]
        middles[role] = unit(np.sum(rows, axis=0) + SHRINK * everyone)
    return lambda candidate, shown: (
        candidate.stretch.quality
        + float(candidate.stretch.vector @ middles[candidate.participant.role])
        + FIT * candidate.fit
        + SURENESS * candidate.coding.score
    )


def _variety(found: Sequence[Candidate]) -> Reason:
    """Return the reason to show what differs most, among the half that is most on the theme."""
    least = float(np.median([c.fit for c in found])) if found else 0.0

    def value(candidate: Candidate, shown: Sequence[Shown]) -> float:
        nearest = max((float(candidate.stretch.vector @ s.vector) for s in shown), default=0.0)
        sure = SURENESS * candidate.coding.score
        return candidate.stretch.quality + FIT * candidate.fit + sure - nearest

    return Reason(
        "adds a point the others do not make",
        lambda candidate, shown: _readable(candidate, shown) and candidate.fit >= least,
        value,
    )
