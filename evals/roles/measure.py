"""Measure how well `roles.compare` tells planted differences between roles from none.

    OMP_NUM_THREADS=1 PYTHONPATH=src python evals/roles/measure.py
    OMP_NUM_THREADS=1 PYTHONPATH=src python evals/roles/measure.py --scores comments.npz

The first prints what is found where people coded; the second where fgtools did, by the scores that
`score.py` writes. Corpora are those of `corpora.py`. Beside ours stand Mann-Whitney on participants
and chi-square on utterances, each with Benjamini and Hochberg's rule at .05.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import compress
from operator import not_
from pathlib import Path

import numpy as np
from corpora import ROLES, Comments, Corpus, Kind, comments, dealt_anew, development, stand_in
from numpy.typing import NDArray
from scipy.stats import chi2, false_discovery_control, mannwhitneyu

from fgtools.roles.compare import Mention, Speaking, compare
from fgtools.roles.evidence import Evidence

Numbers = NDArray[np.float64]
Yes = NDArray[np.bool_]
Calls = Mapping[tuple[str, str], str]
Method = Callable[[Corpus], Calls]
WORDS = 20


@dataclass(frozen=True)
class Coded:
    """What codes say of every comment: yes or no, and the scores, a row a comment."""

    codes: tuple[str, ...]
    given: Yes
    scores: Numbers


def by_people(said: Comments) -> Coded:
    """Return what people coded."""
    codes = tuple(sorted({code for own in said.codes for code in own}))
    given = np.array([[code in own for code in codes] for own in said.codes])
    return Coded(codes, given, given.astype(float))


def by_machine(path: Path) -> Coded:
    """Return what `score.py` wrote."""
    held = np.load(path)
    return Coded(tuple(held["codes"].tolist()), held["given"], held["scores"])


def ours(coded: Coded, corpus: Corpus, *, scores: bool = False) -> Calls:
    """Return what `compare` calls a difference, by what is assigned or by the scores."""
    people, given = corpus.people, coded.given[corpus.comment]
    mentions = [
        Mention(coded.codes[code], str(turn), people[voice].id, people[voice].session, WORDS)
        for turn, voice in enumerate(corpus.voice)
        for code in np.flatnonzero(given[turn])
    ]
    spoken = np.bincount(corpus.voice, minlength=len(people)) * WORDS
    evidence = Evidence(
        [people[voice].id for voice in corpus.voice], coded.codes,
        coded.scores[corpus.comment], {code: (code,) for code in coded.codes},
    )  # fmt: skip
    views = compare(
        mentions, [Speaking(p, int(n)) for p, n in zip(people, spoken, strict=True)],
        subjects=coded.codes, groups={p.id: p.role for p in people},
        evidence=evidence if scores else None,
    )  # fmt: skip
    return {(v.subject, v.group): v.differs for v in views if v.differs in ("more", "less")}


def counted(coded: Coded, corpus: Corpus) -> tuple[tuple[str, ...], Numbers, NDArray[np.str_]]:
    """Return the codes that occur, how often each participant raised each, and the roles."""
    given = coded.given[corpus.comment].astype(float)
    used = np.flatnonzero(given.sum(axis=0))
    counts = np.zeros((len(corpus.people), len(used)))
    np.add.at(counts, corpus.voice, given[:, used])
    return tuple(coded.codes[at] for at in used), counts, np.array([p.role for p in corpus.people])


def mann_whitney(coded: Coded, corpus: Corpus) -> Calls:
    """Call differences by Mann-Whitney on participants' shares."""
    codes, counts, roles = counted(coded, corpus)
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    named = sorted({*roles})
    chances = [mannwhitneyu(shares[roles == r], shares[roles != r]).pvalue for r in named]
    gaps = [shares[roles == r].mean(axis=0) - shares[roles != r].mean(axis=0) for r in named]
    return _called(codes, named, np.array(chances), np.array(gaps))


def chi_square(coded: Coded, corpus: Corpus) -> Calls:
    """Call differences by chi-square on utterances, as if each came from a person of its own."""
    codes, counts, roles = counted(coded, corpus)
    named = sorted({*roles})
    own = np.array([counts[roles == r].sum(axis=0) for r in named])
    size, share = own.sum(axis=1, keepdims=True), own.sum(axis=0) / own.sum()
    part = size / own.sum()
    gaps = own - size * share
    chances = chi2.sf(gaps**2 / (size * share * (1 - share) * (1 - part)), 1)
    return _called(codes, named, chances, gaps)


def _called(codes: Sequence[str], roles: Sequence[str], chances: Numbers, gaps: Numbers) -> Calls:
    accepted = false_discovery_control(np.nan_to_num(chances, nan=1).ravel()) < 0.05
    return {
        (codes[subject], roles[role]): "more" if gaps[role, subject] > 0 else "less"
        for role, subject in np.argwhere(accepted.reshape(chances.shape))
    }


def row(corpora: Iterable[Corpus], method: Method) -> str:
    """Return recall, precision and the share of corpora in which anything is called."""
    right = called = planted = calling = studies = 0
    for corpus in corpora:
        calls = method(corpus)
        right += sum(corpus.truth.get(pair) == side for pair, side in calls.items())
        called, planted = called + len(calls), planted + len(corpus.truth)
        calling, studies = calling + bool(calls), studies + 1
    recall = f"{right}/{planted} = {right / planted:.2f}" if planted else "-"
    precision = f"{right}/{called} = {right / called:.2f}" if called and planted else "-"
    return f"{recall} | {precision} | {calling / studies:.1%}"


def sets(folder: Path, said: Comments, number: int) -> Iterable[tuple[str, list[Corpus]]]:
    """Yield the sets by name; `number` is of stand-ins."""
    known = list(development(folder, said))
    several = [len({p.session for p in one.people}) > len(ROLES) for one in known]
    random = np.random.default_rng(20)
    yield "development, two sessions a role and more", [*compress(known, several)]
    yield "development, one session a role", [*compress(known, map(not_, several))]
    yield (
        "development, participants dealt anew",
        [dealt_anew(corpus, random) for corpus in known for _ in range(20)],
    )
    kinds = {"": Kind(), ", even mix": Kind(even=True)}
    for sessions in (1, 2, 4):
        for name, kind in kinds.items():
            made = [stand_in(random, said, sessions, True, kind) for _ in range(number)]
            yield f"stand-in, {sessions} a role, planted{name}", made
        none = [stand_in(random, said, sessions, False, Kind()) for _ in range(number)]
        yield f"stand-in, {sessions} a role, none", none
    hard = {"sessions differ": Kind(sessions=0.35), "persons differ": Kind(persons=8, riders=0.2)}
    for name, kind in hard.items():
        none = [stand_in(random, said, 2, False, kind) for _ in range(number)]
        yield f"stand-in, 2 a role, none, {name}", none


def main() -> None:
    """Print the table of README.md."""
    default = Path(__file__).resolve().parents[3] / "shared/data/coding"
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=default)
    parser.add_argument("--scores", type=Path, help="scores of the comments, by score.py")
    parser.add_argument("--number", type=int, default=200, help="stand-ins of each kind")
    options = parser.parse_args()
    said = comments(options.data)
    coded = by_machine(options.scores) if options.scores else by_people(said)
    methods: dict[str, Method] = {"ours": partial(ours, coded)}
    if options.scores:
        methods = {
            "ours, by the scores": partial(ours, coded, scores=True),
            "ours, by what is assigned": partial(ours, coded),
        }
    methods |= {
        "Mann-Whitney on participants": partial(mann_whitney, coded),
        "chi-square on utterances": partial(chi_square, coded),
    }
    print("| set | method | recall | precision | studies with a call |\n|---|---|---|---|---|")
    for name, corpora in sets(options.data, said, options.number):
        for method, call in methods.items():
            print(f"| {name} | {method} | {row(corpora, call)} |", flush=True)
            name = ""


if __name__ == "__main__":
    main()
