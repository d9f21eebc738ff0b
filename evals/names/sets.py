"""Labelled talk to measure redaction on: the project's own sets, and the sample study."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from fgtools.names.people import KnownPerson
from fgtools.nouns import Turn

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
HAND = ROOT.parent / "shared" / "data" / "ner" / "dev_hand.txt"
MARK = re.compile(r"\[\[([a-z-]+):([^|\]]*)(?:\|([^\]]*))?\]\]")
SENEDD = ROOT.parent / "shared" / "data" / "senedd"
HAND_MARK = re.compile(r"\[([PLO]) ([^\]|]+)(?:\|([^\]]+))?\]")
HAND_KINDS = {"P": "person", "L": "place", "O": "organisation"}
UNNAMED = "turn"
"""The label of turns that stand alone, out of different meetings."""


@dataclass(frozen=True)
class Gold:
    """An identifier: its turn, place (code points, half-open) and kind."""

    turn: str
    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Labelled:
    """Sessions, whom the recordings name, and every identifier in the talk."""

    name: str
    sessions: dict[str, list[Turn]]
    people: dict[str, list[KnownPerson]]
    gold: list[Gold]

    @property
    def texts(self) -> dict[str, str]:
        """Return the talk by turn."""
        return {t.id: t.text for turns in self.sessions.values() for t in turns}


def read_all(which: str, *, misheard: bool = False) -> list[Labelled]:
    """Read the sets of a folder ("dev", "held"), those that were in view all along ("seen"), or
    the speakers' names in eight real sessions ("senedd"; only they are labelled)."""
    if which == "senedd":
        return [read_senedd(SENEDD)]
    if which == "seen":
        sample = sorted((ROOT / "evals" / "sample" / "source").glob("*.md"))
        seen = [joined("sample", [read_set(path, misheard=misheard) for path in sample])]
        return [*seen, read_hand(HAND)] if HAND.is_file() else seen
    return [read_set(path, misheard=misheard) for path in sorted((HERE / which).glob("*.md"))]


def joined(name: str, sets: list[Labelled]) -> Labelled:
    """Put the sessions of several files into one study."""
    return Labelled(
        name,
        {key: turns for one in sets for key, turns in one.sessions.items()},
        {key: people for one in sets for key, people in one.people.items()},
        [gold for one in sets for gold in one.gold],
    )


def read_set(path: Path, *, misheard: bool = False) -> Labelled:
    """Read one file with inline marks; `misheard` takes what a recogniser made of the names."""
    _, front, body = path.read_text("utf-8").split("---\n", 2)
    about = yaml.safe_load(front)
    name = f"{path.parent.name}/{path.stem}"
    made = Labelled(name, {}, {}, [])
    people = [
        KnownPerson(p["name"], "facilitator" if p["role"] == "facilitator" else "participant")
        for p in about["people"]
        if p["name"]
    ]
    for line in (part for part in body.split("\n") if part.strip()):
        speaker, said = line.split(": ", 1)
        said = re.sub(r"(?:\s+#[a-z-]+)+\s*$", "", said)
        at = sum(map(len, made.sessions.values()))
        session = f"{path.stem}-{at}" if speaker == UNNAMED else path.stem
        turns = made.sessions.setdefault(session, [])
        turn = f"{session}/{len(turns)}"
        text, gold = unmarked(turn, said, misheard=misheard)
        made.gold.extend(gold)
        turns.append(Turn(turn, session, len(turns), speaker, text))
        made.people.setdefault(session, people)
    return made


def unmarked(turn: str, said: str, *, misheard: bool = False) -> tuple[str, list[Gold]]:
    """Take the marks out of a turn."""
    text, at, gold = "", 0, []
    for match in MARK.finditer(said):
        text += said[at : match.start()]
        words = match[3] if misheard and match[3] else match[2]
        gold.append(Gold(turn, len(text), len(text) + len(words), match[1]))
        text += words
        at = match.end()
    return text + said[at:], gold


def read_hand(path: Path) -> Labelled:
    """Read the hand-written transcripts that came with the training data."""
    made = Labelled("seen/hand", {}, {}, [])
    session = ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("#"):
            session = line.strip("# ").replace(" ", "-")
        if line.startswith("#") or ": " not in line:
            continue
        speaker, said = line.split(": ", 1)
        turns = made.sessions.setdefault(session, [])
        turn = f"{session}/{len(turns)}"
        text, at = "", 0
        for match in HAND_MARK.finditer(said):
            text += said[at : match.start()]
            start = len(text) + (match[2].find(match[3]) if match[3] else 0)
            end = start + len(match[3] or match[2])
            made.gold.append(Gold(turn, start, end, HAND_KINDS[match[1]]))
            text += match[2]
            at = match.end()
        turns.append(Turn(turn, session, len(turns), speaker, text + said[at:]))
        known = made.people.setdefault(session, [])
        if speaker not in ("Facilitator", "Moderator", *(p.name for p in known)):
            known.append(KnownPerson(speaker, "participant"))
    return made


def read_senedd(folder: Path) -> Labelled:
    """Read eight committee sessions; labelled is every capitalised part of a speaker's name."""
    made = Labelled("senedd", {}, {}, [])
    for path in sorted(folder.glob("session_*.txt")):
        name = path.stem
        rows = [
            line.split(": ", 1) for line in path.read_text("utf-8").splitlines() if ": " in line
        ]
        turns = [Turn(f"{name}/{at}", name, at, who, said) for at, (who, said) in enumerate(rows)]
        speakers = dict.fromkeys(turn.speaker for turn in turns)
        made.sessions[name] = turns
        made.people[name] = [KnownPerson(speaker, "participant") for speaker in speakers]
        parts = {_plain(part) for speaker in speakers for part in speaker.split()}
        for turn in turns:
            for word in re.finditer(r"[A-Z][\w'’]*\w", turn.text):
                if _plain(re.sub(r"['’]s$", "", word.group())) in parts:
                    end = word.start() + len(re.sub(r"['’]s$", "", word.group()))
                    made.gold.append(Gold(turn.id, word.start(), end, "person"))
    return made


def _plain(word: str) -> str:
    """Return a word in lower case without accents."""
    low = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in low if not unicodedata.combining(char))


def as_heard(labelled: Labelled) -> Labelled:
    """Return a set in lower case without punctuation; every letter keeps its place."""
    sessions = {
        name: [
            replace(t, text=re.sub(r"[.,?!;:…“”\"()](?!\w)|(?<!\w)[(\"“]", " ", t.text.lower()))
            for t in turns
        ]
        for name, turns in labelled.sessions.items()
    }
    return replace(labelled, sessions=sessions)


def without_people(labelled: Labelled) -> Labelled:
    """Return a set as if the recordings named nobody."""
    return replace(labelled, people={name: [] for name in labelled.sessions})
