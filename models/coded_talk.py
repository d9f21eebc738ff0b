"""What the coding models learn from: codebooks and turns with human or invented codes.

* `studies/`: invented focus groups, survey comments and arguments, written for this;
* `nhs_dev`: comments of NHS patients (The-Strategy-Unit/pxtextmining, MIT), 34 codes;
* `argkp_dev`: arguments with key points (IBM ArgKP, CDLA-Sharing 1.0), 36 codes.
"""

from __future__ import annotations

import gzip
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from fgtools.nouns import Code, Codebook

STUDIES = Path(__file__).resolve().parent / "studies"
PUBLIC = {"nhs_dev": "nhs_codebook", "argkp_dev": "argkp_dev_codebook"}
"""File of texts and file of the codebook."""


@dataclass(frozen=True, slots=True)
class Text:
    """A coded text and who said it; a facilitator's has no codes."""

    words: str
    codes: frozenset[str]
    voice: str = ""

    @property
    def facilitates(self) -> bool:
        """Tell whether a facilitator said it."""
        return self.voice == "F"


@dataclass(frozen=True, slots=True)
class Source:
    """A codebook with the texts coded by it; `talk` tells whether they are a conversation."""

    name: str
    kind: str
    codebook: Codebook
    texts: tuple[Text, ...]

    @property
    def talk(self) -> bool:
        """Tell whether the texts answer one another."""
        return self.kind == "focus-group"

    def half(self, number: int) -> Source:
        """Return every second text, the even ones (0) or the odd ones (1)."""
        return Source(self.name, self.kind, self.codebook, self.texts[number::2])

    def motions(self, wanted: Iterable[str]) -> Source:
        """Return the arguments about some motions, with the codes of these alone."""
        keys = {code.key for code in self.codebook.codes if code.key.split("_")[1] in wanted}
        codes = tuple(code for code in self.codebook.codes if code.key in keys)
        texts = tuple(text for text in self.texts if text.voice in wanted)
        return Source(self.name, self.kind, replace(self.codebook, codes=codes), texts)


MOTIONS = (("4", "8"), ("7", "15"))
"""Of the public arguments, by part."""


def part(sources: Sequence[Source], number: int) -> list[Source]:
    """Return one of two parts (0, 1) of all sources: no study and no motion stands in both.

    Of the patients' comments each part has half the texts, with the same codebook: the one set in
    which a codebook that training has seen is met again.
    """
    kept: list[Source] = []
    met = Counter[str]()
    for source in sources:
        if source.name == "nhs_dev":
            kept.append(source.half(number))
        elif source.name == "argkp_dev":
            kept.append(source.motions(MOTIONS[number]))
        else:
            if met[source.kind] % 2 == number:
                kept.append(source)
            met[source.kind] += 1
    return kept


def public(folder: Path, name: str) -> Source:
    """Read one of the public sets."""
    entries = json.loads((folder / f"{PUBLIC[name]}.json").read_text(encoding="utf-8"))
    codes = tuple(
        Code(row["code"], row["name"], row["definition"], cues=tuple(row["keywords"]))
        for row in entries
    )
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    kind = "comments" if name == "nhs_dev" else "arguments"
    texts = tuple(Text(r["text"].strip(), frozenset(r["codes"]), _motion(r["id"])) for r in rows)
    return Source(name, kind, Codebook(name, "1", codes), texts)


def _motion(key: str) -> str:
    """Return the motion of an argument ("arg_15_226": 15), empty for other texts."""
    return key.split("_")[1] if key.startswith("arg_") else ""


def studies(folder: Path = STUDIES) -> tuple[Source, ...]:
    """Read every invented study, by name."""
    return tuple(_study(path) for path in sorted(folder.glob("*.yaml")))


def _study(path: Path) -> Source:
    book = yaml.safe_load(path.read_text("utf-8"))
    codes = tuple(
        Code(
            c["key"], c["label"], c["definition"],
            tuple(c.get("include") or ()), tuple(c.get("exclude") or ()),
            cues=tuple(c.get("cues") or ()),
        )
        for c in book["codes"]
    )  # fmt: skip
    texts = []
    for line in path.with_suffix(".txt").read_text("utf-8").splitlines():
        if line.strip():
            voice, keys, words = (part.strip() for part in line.split("|", 2))
            given = frozenset() if keys == "-" else frozenset(k.strip() for k in keys.split(","))
            texts.append(Text(words, given, voice))
    return Source(path.stem, book["kind"], Codebook(path.stem, "1", codes), tuple(texts))


def joined(source: Source, rng: random.Random) -> Iterator[Text]:
    """Yield the texts of participants, some of them several put together, as long turns are.

    Texts of a conversation stay in order, others are shuffled.
    """
    texts = [text for text in source.texts if not text.facilitates]
    if not source.talk:
        rng.shuffle(texts)
    at = 0
    while at < len(texts):
        size = rng.choice((1, 1, 1, 1, 1, 1, 2, 2, 3)) if not source.talk else 1
        yield together(texts[at : at + size])
        at += size


def together(texts: Sequence[Text]) -> Text:
    """Return several texts as one that makes all their points."""
    if len(texts) == 1:
        return texts[0]
    words = " ".join(f"{text.words.rstrip('.')}." for text in texts)
    return Text(words, frozenset[str]().union(*(text.codes for text in texts)))
