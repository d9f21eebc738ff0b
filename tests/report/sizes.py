"""Invented reports of any size, to see whether pictures find room."""

from __future__ import annotations

import random

from fgtools.nouns import Code, Codebook, Coding, Participant, SafeTurn, Session, Span, Topic, View
from fgtools.report.card_parts import WavesPart
from fgtools.report.describe import Held, Report, Settings, describe
from fgtools.report.parts import SaturationPart, WordPart
from fgtools.report.waves import waves
from fgtools.safe import stored

LABELS = (
    "Casework and assessment", "Educational psychology", "Therapies", "Social care",
    "Specialist teaching and outreach", "Health commissioning", "Transport", "Tribunals and law",
    "Post-16 and preparing for adulthood", "Pay, grades and the cost of living",
)  # fmt: skip
FAMILIES = ("Workload and staffing", "Families and trust", "Money", "Systems and data")
SPOKEN = "panel therapist spreadsheet hybrid councillor supervision mosaic locum portal bursary"


def label(at: int) -> str:
    """Return a label of its own for each place."""
    first, second = divmod(at, len(LABELS))
    return LABELS[second] if not first else f"{LABELS[second]}: {LABELS[(second + first) % 10]}"


def sized(roles: int, themes: int, topics: int, sessions: int, *, before: str = "") -> Report:
    """Return a report of this size; every label begins with `before`."""
    dice = random.Random(roles * 1000 + topics)
    keys = [f"r{at}" for at in range(roles)]
    book = Codebook("b", "1", tuple(Code(f"t{at}", _label(at, before)) for at in range(themes)))
    held = [Held(Session(f"session-{at}", keys[at % roles]), 4000) for at in range(sessions)]
    people = _people(dice, held)
    who = next(iter(people.values()))
    turns = [
        SafeTurn(f"{who.session}/{at}", who.session, at, who.id, stored("Yes, that is so."))
        for at in range(themes)
    ]
    found = [_topic(dice, at, themes, before) for at in range(topics)]
    verdicts = ("agreement", "partial", "dissonance", "silence", "silence", "silence")
    return describe(
        Settings("T", roles={key: _label(at, before) for at, key in enumerate(keys)}),
        codebook=book,
        sessions=held,
        speakers=people,
        words={key: dice.randint(20, 900) for key in people},
        turns=turns,
        codings=[
            Coding(turn.id, Span(0, 3), f"t{at}", "none", "fgtools", 0.8, "a cue")
            for at, turn in enumerate(turns)
        ],
        views=[_view(dice, f"t{at}", key) for at in range(themes) for key in keys],
        topics=found,
        convergence=[
            (f"t{at}", topic.id, dice.choice(verdicts)) for at in range(themes) for topic in found
        ],
        words_of_roles=[
            WordPart(key, word, dice.randint(3, 20), 20, dice.randint(0, 30), 60)
            for key in keys
            for word in SPOKEN.split()
        ],
        change=_waves(dice, book, min(roles + 1, 6), before),
        saturation=[_saturation(held, ""), *(_saturation(held, key) for key in keys)],
    )


def _waves(dice: random.Random, book: Codebook, many: int, before: str) -> WavesPart:
    names = [f"{before} {2019 + at}".strip()[:24] for at in range(many)]
    views = [_view(dice, code.key, name) for code in book.codes for name in names]
    return waves(
        views, dict.fromkeys(names, 2), book, Settings("T"),
        since={"t1": "split"}, dropped=(), only=(),
    )  # fmt: skip


def _label(at: int, before: str) -> str:
    return f"{before} {label(at)}".strip()


def _people(dice: random.Random, held: list[Held]) -> dict[str, Participant]:
    people: dict[str, Participant] = {}
    for sitting in held:
        name, role = sitting.session.name, sitting.session.role
        for at in range(dice.randint(4, 14)):
            key = f"{name}.p{at}"
            people[key] = Participant(key, name, role, known=at != 3)
        people[f"{name}.f"] = Participant(f"{name}.f", name, "", is_facilitator=True)
    return people


def _topic(dice: random.Random, at: int, themes: int, before: str) -> Topic:
    family = dice.randrange(len(FAMILIES))
    return Topic(
        f"k{at}", _label(at, before), ("a", "b"), (), dice.randint(12, 90),
        f"t{dice.randrange(themes)}" if dice.random() < 0.8 else "", FAMILIES[family],
        dice.random(), (family + dice.gauss(0, 0.5), dice.gauss(0, 1)),
    )  # fmt: skip


def _view(dice: random.Random, subject: str, group: str) -> View:
    count = dice.randint(0, 20)
    share, differs = count / 20, dice.choice(("more", "less", "no", "no", "no"))
    low, high = max(0.0, share - 0.2), min(1.0, share + 0.2)
    return View(subject, group, 1, count, count, 2, 20, share, low, high, 0.1, differs, "")


def _saturation(held: list[Held], role: str) -> SaturationPart:
    names = tuple(h.session.name for h in held if role in ("", h.session.role))
    curve = tuple((1 - 0.5 ** (at + 1)) for at in range(len(names)))
    new = tuple(max(0, 12 - 3 * at) for at in range(len(names)))
    enough = len(names) > 5
    return SaturationPart(role, names, new, curve, 5 if enough else None, enough, "As it is.")
