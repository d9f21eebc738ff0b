"""Measure how well `roles.compare` tells planted differences between roles from none.

Usage: PYTHONPATH=src python evals/roles/measure.py [FOLDER]     (FOLDER: ../shared/data/coding)

Three sets: the development corpora with their planted differences, the same with roles dealt anew
to sessions' participants, and stand-ins made here, in which 6 participants a session draw their
subjects from a session's mixture (see `corpus`). Mann-Whitney on participants stands beside.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from scipy.stats import false_discovery_control, mannwhitneyu

from fgtools.nouns import Participant
from fgtools.roles.compare import Mention, Speaking, compare

Row = tuple[str, str, str, str, int]  # session, role, participant, subject, words
Truth = dict[tuple[str, str], str]  # (subject, role): more or less
Calls = dict[tuple[str, str], str]
DIRECTION = {"over": "more", "under": "less"}
SUBJECTS, PLACES, ROLES = 12, 20, 3


def development(folder: Path) -> Iterator[tuple[list[Row], Truth]]:
    """Yield the development corpora."""
    for told in json.loads((folder / "roles_dev/truth.json").read_text("utf-8")):
        path = folder / f"roles_dev/corpus_{told['corpus']:03d}.jsonl.gz"
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            read = [json.loads(line) for line in lines]
        rows = [
            (r["group"], r["role"], f"{r['group']}/{r['participant']}", r["gold"],
             len(r["text"].split()))
            for r in read
        ]  # fmt: skip
        yield rows, {(p["theme"], p["role"]): DIRECTION[p["direction"]] for p in told["planted"]}


def shuffled(rows: list[Row], random: np.random.Generator) -> list[Row]:
    """Deal the participants anew to the sessions, so that no role differs from another."""
    people = sorted({(row[2], row[0], row[1]) for row in rows})
    places = [people[at][1:] for at in random.permutation(len(people))]
    new = {person[0]: place for person, place in zip(people, places, strict=True)}
    return [(*new[person], person, subject, words) for _, _, person, subject, words in rows]


def corpus(random: np.random.Generator, sessions: int, planted: bool) -> tuple[list[Row], Truth]:
    """Make a corpus: spreads between sessions and between people as in the development corpora."""
    usual = random.dirichlet(np.full(SUBJECTS, 3.0))
    cells = random.choice(ROLES * SUBJECTS, int(random.integers(2, 6)), replace=False)
    truth: Truth = {}
    mixtures = np.tile(usual, (ROLES, 1))
    for cell in cells if planted else ():
        role, subject = divmod(int(cell), SUBJECTS)
        more = bool(random.integers(2))
        mixtures[role, subject] *= float(random.choice([2.0, 3.0])) ** (1 if more else -1)
        truth[f"s{subject}", f"r{role}"] = "more" if more else "less"
    rows: list[Row] = []
    for role in range(ROLES):
        for session in range(sessions):
            here = mixtures[role] * np.exp(random.normal(0, 0.1, SUBJECTS))
            for person in range(6):
                own = random.dirichlet(13 * here / here.sum() + 1e-3)
                said = random.multinomial(int(np.clip(random.lognormal(2.75, 0.75), 4, 95)), own)
                key = f"r{role}-{session}"
                rows += [
                    (key, f"r{role}", f"{key}/{person}", f"s{subject}", PLACES)
                    for subject, times in enumerate(said)
                    for _ in range(times)
                ]
    return rows, truth


def ours(rows: list[Row]) -> Calls:
    """Return what `compare` calls a difference."""
    words: dict[str, int] = {}
    people = {p: Participant(p, session, role) for session, role, p, _, _ in rows}
    for _, _, person, _, count in rows:
        words[person] = words.get(person, 0) + count
    mentions = [Mention(s, str(at), p, g, n) for at, (g, _, p, s, n) in enumerate(rows)]
    views = compare(
        mentions, [Speaking(people[p], words[p]) for p in people],
        subjects=sorted({row[3] for row in rows}), groups={p: people[p].role for p in people},
    )  # fmt: skip
    return {(v.subject, v.group): v.differs for v in views if v.differs in ("more", "less")}


def mann_whitney(rows: list[Row]) -> Calls:
    """Call differences by Mann-Whitney on participants' shares, Benjamini-Hochberg at .05."""
    people = sorted({row[2] for row in rows})
    subjects = sorted({row[3] for row in rows})
    counts = np.zeros((len(people), len(subjects)))
    role = {row[2]: row[1] for row in rows}
    at, column = {p: i for i, p in enumerate(people)}, {s: i for i, s in enumerate(subjects)}
    for _, _, person, subject, _ in rows:
        counts[at[person], column[subject]] += 1
    shares = counts / counts.sum(axis=1, keepdims=True)
    pairs, chances, sides = [], [], []
    for group in sorted(set(role.values())):
        own = np.array([role[p] == group for p in people])
        tests = mannwhitneyu(shares[own], shares[~own], axis=0)
        chances += tests.pvalue.tolist()
        gap = shares[own].mean(axis=0) - shares[~own].mean(axis=0)
        sides += ["more" if one > 0 else "less" for one in gap]
        pairs += [(subject, group) for subject in subjects]
    accepted = false_discovery_control(chances) < 0.05
    return {p: s for p, s, yes in zip(pairs, sides, accepted, strict=True) if yes}


def scored(corpora: list[tuple[list[Row], Truth]], method: Callable[[list[Row]], Calls]) -> str:
    """Return recall, precision and the share of corpora in which anything is called."""
    right = called = planted = studies = 0
    for rows, truth in corpora:
        calls = method(rows)
        right += sum(truth.get(pair) == side for pair, side in calls.items())
        called, planted = called + len(calls), planted + len(truth)
        studies += bool(calls)
    recall = f"{right}/{planted} = {right / planted:.2f}" if planted else "-"
    precision = f"{right}/{called} = {right / called:.2f}" if called and planted else "-"
    return f"{recall} | {precision} | {studies / len(corpora):.1%}"


def main() -> None:
    """Print the table of README.md."""
    default = Path(__file__).parents[3] / "shared/data/coding"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    random = np.random.default_rng(20)
    known = list(development(folder))
    sets: dict[str, list[tuple[list[Row], Truth]]] = {
        "development, two sessions a role and more": [
            (rows, truth) for rows, truth in known if len({r[0] for r in rows}) > ROLES
        ],
        "development, participants dealt anew (20 times)": [
            (shuffled(rows, random), {}) for rows, _ in known for _ in range(20)
        ],
    }
    for sessions in (1, 2, 4):
        sets[f"stand-in, {sessions} a role, planted"] = [
            corpus(random, sessions, True) for _ in range(150)
        ]
        sets[f"stand-in, {sessions} a role, none"] = [
            corpus(random, sessions, False) for _ in range(150)
        ]
    print("| set | method | recall | precision | studies with a call |\n|---|---|---|---|---|")
    for name, corpora in sets.items():
        print(f"| {name} | ours | {scored(corpora, ours)} |")
        print(f"| | Mann-Whitney | {scored(corpora, mann_whitney)} |", flush=True)


if __name__ == "__main__":
    main()
