"""Who was asked a question: blanks of people who were led past it are no missing answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, lgamma

from fgtools.surveys.questions import Question

LEAST = 2
"""Respondents at least who were led past a question, and who answered it, to infer a route."""
SURE = 0.001
"""How likely blanks may be chance, all earlier answers tried, where some who were asked said
nothing: that all who gave one answer left a question blank (hypergeometric)."""
UNLIKELY = 0.05
"""The same where only who gave one answer left words of their own out: people often do."""
STOPPED = 2
"""Questions at the end, not routed away, that somebody left blank who had stopped."""


@dataclass(frozen=True, slots=True)
class Route:
    """Only who gave one of `answers` to `question` was asked; without a question, everybody was.

    `inferred` where only the blanks tell it.
    """

    question: str
    answers: tuple[str, ...]
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """Who was asked a question, by respondent, and by which route, None where all were."""

    question: Question
    asked: tuple[bool, ...]
    route: Route | None

    def __post_init__(self) -> None:
        if len(self.asked) != len(self.question.answers):
            raise ValueError("one of each respondent")


def asked_of(
    questions: Sequence[Question], told: Mapping[str, Route] | None = None
) -> tuple[Asked, ...]:
    """Return who was asked each question.

    Routes that are `told` by question id hold; others are inferred where a question is blank for
    exactly those who answered an earlier one in one way, or where that could hardly be chance.
    Whoever answered was asked. Who left everything blank from some question on had stopped and was
    asked none of these.
    """
    told = told or {}
    found: list[Asked] = []
    for at, question in enumerate(questions):
        route = told.get(question.id) or _inferred(question, questions[:at])
        found.append(Asked(question, _led(question, route, questions), _real(route)))
    return _without_stopped(found)


def _real(route: Route | None) -> Route | None:
    return route if route and route.question else None


def _led(
    question: Question, route: Route | None, questions: Sequence[Question]
) -> tuple[bool, ...]:
    if not _real(route) or route is None:
        return (True,) * len(question.answers)
    by_id = {one.id: one for one in questions}
    wanted = {answer.casefold() for answer in route.answers}
    return tuple(
        bool(own) or any(answer.casefold() in wanted for answer in before)
        for own, before in zip(question.answers, by_id[route.question].answers, strict=True)
    )


def _inferred(question: Question, earlier: Sequence[Question]) -> Route | None:
    """Find the earlier question that leads past this one: exactly, the nearest; else the surest."""
    answered = question.answered
    if all(answered) or sum(answered) < LEAST:
        return None
    tried = [one for one in reversed(earlier) if one.kind in ("single", "scale")]
    best: tuple[float, Route] | None = None
    several = sum(len(one.options) for one in tried)
    for one in tried:
        past, exact, chance = _past(one, answered)
        if not past:
            continue
        route = Route(one.id, tuple(o for o in one.options if o not in past), inferred=True)
        if exact and (question.kind != "open" or chance * several < UNLIKELY):
            return route
        if chance * several < SURE and (best is None or chance < best[0]):
            best = (chance, route)
    return best[1] if best else None


def _past(one: Question, answered: Sequence[bool]) -> tuple[set[str], bool, float]:
    """Return the answers that led past, whether all others said something, and the chance of it."""
    said = [answers[0] if answers else "" for answers in one.answers]
    gave = Counter(said)
    spoke = Counter(who for who, there in zip(said, answered, strict=True) if there)
    past = {answer for answer in gave if answer and not spoke[answer]}
    led = sum(gave[answer] for answer in past)
    total, blanks = len(answered), len(answered) - sum(answered)
    stayed = total - led - (gave[""] - spoke[""])
    if led < LEAST or not [answer for answer in gave if answer and answer not in past]:
        return set(), False, 1.0
    exact = stayed == sum(answered)
    return past, exact, exp(_log_choose(total - led, blanks - led) - _log_choose(total, blanks))


def _log_choose(of: int, some: int) -> float:
    return lgamma(of + 1) - lgamma(some + 1) - lgamma(of - some + 1)


def _without_stopped(found: Sequence[Asked]) -> tuple[Asked, ...]:
    """Take out who had stopped: blank from there to the end in all they would have been asked."""
    if not found:
        return ()
    kept = [list(one.asked) for one in found]
    for row in range(len(found[0].asked)):
        tail: list[int] = []
        for at in range(len(found) - 1, -1, -1):
            if found[at].question.answers[row]:
                break
            tail.append(at)
        left = [at for at in tail if found[at].asked[row]]
        if len(left) >= STOPPED and any(found[at].question.kind != "open" for at in left):
            for at in left:
                kept[at][row] = False
    return tuple(replace(one, asked=tuple(row)) for one, row in zip(found, kept, strict=True))
