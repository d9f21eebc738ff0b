"""Small invented studies of any shape, to see what their reports give away."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from fgtools.nouns import (
    Code,
    Codebook,
    Coding,
    Participant,
    SafeTurn,
    Session,
    Span,
    Topic,
    TopicAssignment,
    View,
)
from fgtools.report.describe import Held, Report, Settings, describe
from fgtools.report.parts import WordPart
from fgtools.safe import stored

STANCES = ("barrier", "enabler", "request", "none")
CODES = (
    Code("pay", "Pay"),
    Code("wages", "Wages", parent="pay"),
    Code("rent", "Rent", parent="pay"),
    Code("load", "Load"),
    Code("hours", "Hours", parent="load"),
)
BOOK = Codebook("b", "1", CODES)
ROLES = ("ep", "therapy", "casework", "teacher")
TEXT = "We do what we can."


def invented(seed: int, threshold: int, **more: Any) -> Report:
    """Return the report of a study in which everything is drawn."""
    dice = random.Random(seed)
    people = _people(dice)
    turns, codings = _talk(dice, people, dice.choice((0.05, 0.2, 0.5, 0.9)))
    return report_of(dice, people, turns, codings, threshold, **more)


def report_of(
    dice: random.Random,
    people: dict[str, Participant],
    turns: list[SafeTurn],
    codings: list[Coding],
    threshold: int,
    **more: Any,
) -> Report:
    """Return the report of what was said, with a topic and a word for each role."""
    held = sorted({p.session for p in people.values()})
    who = {turn.id: people[turn.participant] for turn in turns}
    assigned = [TopicAssignment(t.id, Span(0, 5), "T1") for t in turns if dice.random() < 0.3]
    size = len(assigned)
    raised = [(c.code, c.turn) for c in codings]
    raised += [(BOOK.theme_of(c.code), c.turn) for c in codings]
    raised += [("T1", a.turn) for a in assigned]
    views = [
        _view(subject, role, [who[turn] for s, turn in raised if s == subject], people)
        for subject in (*(code.key for code in BOOK.codes), "T1")
        for role in sorted({p.role for p in people.values()})
    ]
    return describe(
        Settings("x", "regional", threshold),
        codebook=BOOK,
        sessions=[Held(Session(name, ""), 100) for name in held],
        speakers=people,
        words={key: 50 + dice.randrange(9) for key in people},
        turns=turns,
        codings=codings,
        views=views,
        topics=[Topic("T1", "a", ("a",), (), size)] if size else [],
        assignments=assigned,
        words_of_roles=_words(dice, people),
        known_people=dice.choice((0, len(people) - dice.randrange(4))),
        **more,
    )


def _people(dice: random.Random) -> dict[str, Participant]:
    people = {}
    for role in ROLES[: dice.randint(1, 4)]:
        for at in range(dice.randint(1, 3)):
            session = f"{role}-{at}"
            for n in range(dice.choice((1, 2, 4, 7, 12))):
                people[f"{session}.{n}"] = Participant(f"{session}.{n}", session, role)
    return people


def _talk(
    dice: random.Random, people: dict[str, Participant], often: float
) -> tuple[list[SafeTurn], list[Coding]]:
    turns, codings = [], []
    for at, (key, person) in enumerate(people.items()):
        turn = SafeTurn(f"t{at}", person.session, at, key, stored(TEXT), None)
        turns.append(turn)
        for code in BOOK.codes:
            if dice.random() < often * dice.choice((0.5, 1)):
                for stance in dice.sample(STANCES, dice.choice((1, 1, 2))):
                    codings.append(
                        Coding(turn.id, Span(0, 5), code.key, stance, "fgtools", 0.5, "")
                    )
    return turns, codings


def _view(
    subject: str, role: str, raised: Sequence[Participant], people: dict[str, Participant]
) -> View:
    own = [p for p in raised if p.role == role]
    those = [p for p in people.values() if p.role == role]
    n, of = len({p.id for p in own}), len(those)
    share = n / of
    return View(
        subject, role, len({p.session for p in own}), n, len({p.id for p in own}),
        len({p.session for p in those}), of, share, share / 2, min(1.0, share + 0.1), 0.1, "no", "",
    )  # fmt: skip


def _words(dice: random.Random, people: dict[str, Participant]) -> list[WordPart]:
    found = []
    for role in sorted({p.role for p in people.values()}):
        of = sum(p.role == role for p in people.values())
        rest = len(people) - of
        found.append(WordPart(role, "panel", dice.randint(0, of), of, dice.randint(0, rest), rest))
    return found


def again(seed: int, threshold: int, newcomers: int, **more: Any) -> Report:
    """Return the report of the same study after some people more were heard in its first role."""
    dice = random.Random(seed)
    people = _people(dice)
    turns, codings = _talk(dice, people, dice.choice((0.05, 0.2, 0.5, 0.9)))
    first = next(iter(people.values()))
    fresh = {
        f"new.{n}": Participant(f"new.{n}", first.session, first.role) for n in range(newcomers)
    }
    said, coded = _talk(random.Random(seed + 1), fresh, 0.5)
    # The ids of their turns must be their own.
    own = [replace(turn, id=f"n{turn.id}") for turn in said]
    codings += [replace(one, turn=f"n{one.turn}") for one in coded]
    return report_of(dice, people | fresh, turns + own, codings, threshold, **more)
