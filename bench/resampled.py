"""Make many sessions out of a few: the same kind of talk, other words, other people.

    python bench/resampled.py --data ../shared/data/senedd --times 10 --to FOLDER

For each session that is there, FOLDER gets so many: with its people by role, its turns in order and
as many sentences in each, drawn from what anybody in that role said. Three sentences in four end
like another one from a comma or a joining word on, numbers are drawn anew, half of some words are
exchanged: of ten times the Senedd's utterances 94 in 100 are distinct (of its own 98). People have
invented names of their own, which also stand where a sentence named somebody of the roster. The
same seed gives the same bytes. Good for speed only: nobody would say such things.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

FACILITATOR, UNKNOWN = "facilitator", "witness"
SENTENCE = re.compile(r"(?<=[.?!])\s+")
NUMBER = re.compile(r"\d+")
WORD = re.compile(r"\b[A-Za-z]+\b(?!['’])")
SPLICED, EXCHANGED = 0.75, 0.5
JOINTS = (", ", " that ", " and ", " because ", " of ", " in ", " to ", " for ", " is ")
"""Where a sentence may go on as another one does; the first of them that it has."""
ALIKE = (
    "the this that our their its",
    "can could will would should might",
    "some many most several few",
    "very quite really rather",
    "is was",
    "are were",
    "have had",
    "in at around across within",
    "and but so",
    "think believe know hope feel",
    "people children families teachers schools parents councils",
)
INSTEAD = {word: group.split() for group in ALIKE for word in group.split()}
FIRSTS = (
    "Adaeze Aled Amina Anwen Beatriz Bethan Bronagh Catrin Chidi Dafydd Delyth Dilwen Efa Eleri",
    "Emeka Faisal Farida Ffion Gareth Gwenno Hamza Heledd Idris Imogen Iolo Jagdeep Joanna Kasia",
    "Kwame Leila Lowri Mabli Marek Megan Mihaela Nadia Nerys Nkechi Olwen Osian Parveen Pryderi",
    "Rashid Rhodri Roksana Saffron Seren Shanice Sioned Tamsin Tegid Tomasz Usha Wioletta Yusuf",
)
STEMS = (
    "Abber Bryn Carre Darn Eller Fenn Gall Hather Ivel Jarr Kell Llan Mor Nant Ock Pen Quen Rhos",
    "Sker Tal Uls Vann Whel Yar Zeb",
)
ENDINGS = ("aby ack and arth bury den ell ford gate hurst ingham ley mere nell rick ton wyn",)
FULL, FIRST, LAST = "\x01", "\x02", "\x03"
"""Marks in a sentence where a person's name, first name or surname stood."""


@dataclass(frozen=True)
class Source:
    """A session: who speaks in which role, and who says how many sentences in each turn."""

    roles: Mapping[str, str]
    turns: tuple[tuple[str, int], ...]


def read(data: Path) -> tuple[list[Source], dict[str, list[str]]]:
    """Return the sessions of a folder and, by role, the sentences said in all of them."""
    roster: dict[str, dict[str, str]] = defaultdict(dict)
    with (data / "roster.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            roster[row["session"]][row["name"]] = row["role"]
    marked = marks([name for people in roster.values() for name in people])
    sources: list[Source] = []
    said: dict[str, list[str]] = defaultdict(list)
    for path in sorted(data.glob("session_*.txt")):
        people, turns = roster[path.stem], []
        for paragraph in path.read_text("utf-8").splitlines():
            name, colon, text = paragraph.partition(": ")
            if colon:
                sentences = SENTENCE.split(text.strip())
                said[people.get(name, UNKNOWN)] += map(marked, sentences)
                turns.append((name, len(sentences)))
        roles = {name: people.get(name, UNKNOWN) for name, _ in turns}
        sources.append(Source(roles, tuple(turns)))
    return sources, said


def marks(names: Sequence[str]) -> Callable[[str], str]:
    """Return a function that puts marks where a sentence names one of these people."""
    parts = dict.fromkeys(names, FULL)
    for name in names:
        if len(words := name.split()) > 1:
            parts.update({words[0]: FIRST, words[-1]: LAST})
    longest = sorted(parts, key=lambda part: (-len(part), part))
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b")
    return lambda sentence: pattern.sub(lambda found: parts[found[0]], sentence)


def invented(seed: int) -> Iterator[tuple[str, str]]:
    """Yield first names and surnames, each pair once."""
    firsts, stems, endings = (" ".join(rows).split() for rows in (FIRSTS, STEMS, ENDINGS))
    pairs = [(a, b + c) for a in firsts for b in stems for c in endings]
    random.Random(f"{seed}/names").shuffle(pairs)
    yield from pairs


def joint_of(sentence: str) -> str:
    """Return where a sentence may go on as another one does, nothing where it may not."""
    return next((joint for joint in JOINTS if joint in sentence), "")


def by_joint(said: Sequence[str]) -> dict[str, list[str]]:
    """Return by joint how sentences go on after it."""
    ends: dict[str, list[str]] = defaultdict(list)
    for sentence in said:
        if joint := joint_of(sentence):
            ends[joint].append(sentence.split(joint, 1)[1])
    return ends


def varied(sentence: str, ends: Mapping[str, Sequence[str]], rng: random.Random) -> str:
    """Return a sentence in other words; `ends` are those of others by their joint."""
    if (joint := joint_of(sentence)) and rng.random() < SPLICED:
        sentence = sentence.split(joint, 1)[0] + joint + rng.choice(ends[joint])
    sentence = NUMBER.sub(lambda found: drawn(found[0], rng), sentence)

    def exchanged(found: re.Match[str]) -> str:
        group = INSTEAD.get(found[0])
        return rng.choice(group) if group and rng.random() < EXCHANGED else found[0]

    return WORD.sub(exchanged, sentence)


def drawn(number: str, rng: random.Random) -> str:
    """Return another number of as many digits."""
    most = 10 ** len(number)
    return str(rng.randrange(most // 10, most))


def session(
    source: Source,
    said: Mapping[str, Sequence[str]],
    ends: Mapping[str, Mapping[str, Sequence[str]]],
    people: Mapping[str, tuple[str, str]],
    rng: random.Random,
) -> Iterator[str]:
    """Yield the turns of a new session as `Name: text`."""
    everyone = list(people.values())
    for name, count in source.turns:
        role = source.roles[name]
        sentences = (varied(rng.choice(said[role]), ends[role], rng) for _ in range(count))
        words = re.sub(
            f"[{FULL}{FIRST}{LAST}]",
            lambda found: called(found[0], rng.choice(everyone)),
            " ".join(sentences),
        )
        yield f"{' '.join(people[name])}: {words}"


def called(mark: str, person: tuple[str, str]) -> str:
    """Return what stands for a mark."""
    return {FULL: " ".join(person), FIRST: person[0], LAST: person[1]}[mark]


def make(data: Path, times: int, to: Path, seed: int = 1) -> None:
    """Write so many sessions for each one in `data`, and a roster, into the folder `to`."""
    sources, said = read(data)
    ends = {role: by_joint(sentences) for role, sentences in said.items()}
    names, rows = invented(seed), []
    to.mkdir(parents=True, exist_ok=True)
    for number in range(times * len(sources)):
        source = sources[number % len(sources)]
        people = {name: next(names) for name in source.roles}
        rng = random.Random(f"{seed}/{number}")
        turns = "\n\n".join(session(source, said, ends, people, rng))
        (to / f"session_{number}.txt").write_text(turns + "\n", encoding="utf-8")
        rows += [
            (f"session_{number}", " ".join(people[name]), role)
            for name, role in source.roles.items()
        ]
    with (to / "roster.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("session", "name", "role"), *rows])


def main() -> None:
    """Make the sessions."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--times", type=int, required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    make(asked.data, asked.times, asked.to, asked.seed)


if __name__ == "__main__":
    main()
