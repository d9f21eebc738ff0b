"""Corpora with planted differences between roles, and without: development, dealt anew, stand-ins.

A stand-in deals singly coded comments of patients to invented participants. It is made after the
twelve development corpora, in which we measured (`README.md` has the figures): how unlike persons
are, that one in eight has a hobby-horse, that sessions of a role hardly differ, how uneven twelve
subjects are, and how strong planted differences are.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fgtools.nouns import Participant

Truth = Mapping[tuple[str, str], str]
"""(subject, role): more or less."""
DIRECTION = {"over": "more", "under": "less"}
ROLES, SUBJECTS, FEWEST_TEXTS = ("casework", "edpsych", "therapies"), 12, 12
SIZES = {1: (6,), 2: (6, 6), 4: (6, 6, 6, 2)}
"""Participants of a role's sessions."""


@dataclass(frozen=True)
class Comments:
    """The patients' comments: words, codes, and the singly coded ones by code."""

    texts: tuple[str, ...]
    codes: tuple[frozenset[str], ...]
    pools: Mapping[str, NDArray[np.int64]]


@dataclass(frozen=True)
class Corpus:
    """Who said what: for each turn the voice (a place in `people`), the subject and the comment."""

    people: tuple[Participant, ...]
    voice: NDArray[np.int64]
    subject: tuple[str, ...]
    comment: NDArray[np.int64]
    truth: Truth


@dataclass(frozen=True)
class Kind:
    """How stand-ins are made: spreads of sessions (log), of persons (Dirichlet), hobby-horses."""

    sessions: float = 0.1
    persons: float = 25.0
    riders: float = 0.12
    even: bool = False


def comments(folder: Path) -> Comments:
    """Read the comments."""
    rows = list(_lines(folder / "nhs_dev.jsonl.gz"))
    codes = tuple(frozenset(row["codes"]) for row in rows)
    single: dict[str, list[int]] = {}
    for at, own in enumerate(codes):
        if len(own) == 1:
            single.setdefault(*own, []).append(at)
    # in the development corpora nobody is merely pleased or displeased
    pools = {
        code: np.array(places)
        for code, places in sorted(single.items())
        if len(places) >= FEWEST_TEXTS and "experience" not in code
    }
    return Comments(tuple(row["text"] for row in rows), codes, pools)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def development(folder: Path, said: Comments) -> Iterator[Corpus]:
    """Yield the development corpora."""
    place = {
        (said.texts[at], code): int(at) for code, places in said.pools.items() for at in places
    }
    for told in json.loads((folder / "roles_dev/truth.json").read_text("utf-8")):
        rows = list(_lines(folder / f"roles_dev/corpus_{told['corpus']:03d}.jsonl.gz"))
        voices = [(row["group"], row["participant"], row["role"]) for row in rows]
        every = sorted({*voices})
        people = tuple(Participant(f"{group}/{who}", group, role) for group, who, role in every)
        yield Corpus(
            people,
            np.array([every.index(voice) for voice in voices]),
            tuple(row["gold"] for row in rows),
            np.array([place[row["text"], row["gold"]] for row in rows]),
            {(p["theme"], p["role"]): DIRECTION[p["direction"]] for p in told["planted"]},
        )


def dealt_anew(corpus: Corpus, random: np.random.Generator) -> Corpus:
    """Deal the participants to the places of the sessions, so that no role differs."""
    order = random.permutation(len(corpus.people))
    moved = [
        replace(corpus.people[place], id=person.id)
        for person, place in zip(corpus.people, order, strict=True)
    ]
    return replace(corpus, people=tuple(moved), truth={})


def stand_in(
    random: np.random.Generator, said: Comments, sessions: int, planted: bool, kind: Kind
) -> Corpus:
    """Make a corpus."""
    subjects = random.choice(sorted(said.pools), SUBJECTS, replace=False)
    mixtures, truth = _mixtures(random, subjects, planted, kind)
    people: list[Participant] = []
    voice: list[int] = []
    subject: list[str] = []
    for role, mixture in zip(ROLES, mixtures, strict=True):
        for number, size in enumerate(SIZES[sessions]):
            here = mixture * np.exp(random.normal(0, kind.sessions, SUBJECTS))
            for person in range(size):
                raised = _person(random, here / here.sum(), kind)
                voice += [len(people)] * int(raised.sum())
                subject += np.repeat(subjects, raised).tolist()
                session = f"{role}{number}"
                people.append(Participant(f"{session}/{person}", session, role))
    comment = [int(random.choice(said.pools[one])) for one in subject]
    return Corpus(tuple(people), np.array(voice), tuple(subject), np.array(comment), truth)


def _mixtures(
    random: np.random.Generator, subjects: NDArray[np.str_], planted: bool, kind: Kind
) -> tuple[NDArray[np.float64], Truth]:
    """Return what each role raises, not yet adding up to one, and what was planted."""
    mixtures = np.tile(random.dirichlet(np.full(SUBJECTS, 3.0)), (len(ROLES), 1))
    truth: dict[tuple[str, str], str] = {}
    number = int(random.integers(2, 6)) if planted else 0
    for subject in random.choice(SUBJECTS, number, replace=False):
        role = int(random.integers(len(ROLES)))
        over = random.random() < (0.5 if kind.even else 0.6)
        strong = random.random() < (0.5 if kind.even else 0.8 if over else 0.2)
        mixtures[role, subject] *= (3.0 if strong else 2.0) ** (1 if over else -1)
        truth[str(subjects[subject]), ROLES[role]] = "more" if over else "less"
    return mixtures, truth


def _person(
    random: np.random.Generator, here: NDArray[np.float64], kind: Kind
) -> NDArray[np.int64]:
    """Return how often a participant raised each subject."""
    own, turns = random.dirichlet(kind.persons * here + 1e-3), random.lognormal(2.72, 0.66)
    if random.random() < kind.riders:  # who has a hobby-horse also talks twice as much
        own, turns = 0.46 * own, 2 * turns
        own[random.integers(SUBJECTS)] += 0.54
    return random.multinomial(int(np.clip(round(turns), 4, 100)), own / own.sum())
