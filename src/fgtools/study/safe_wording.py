"""Wording that comes with a file, such as a survey's questions: redacted before it is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fgtools.errors import FgtoolsError
from fgtools.marks import OTHER
from fgtools.models import ner
from fgtools.names.asked import asked
from fgtools.names.check import Secrets, places, secrets_of
from fgtools.names.people import KnownPerson
from fgtools.names.redact import redact
from fgtools.nouns import Find, Redaction, Turn
from fgtools.safe import SafeText, stored, write_over
from fgtools.spans import carried_back
from fgtools.study import pseudonyms, shipped
from fgtools.study.folder import Folder
from fgtools.study.named_in import known_names
from fgtools.transcripts.voices import is_number, not_one_person

LOOKS = 4
"""Rounds of looking again at most, as in the stage `names`."""


def redacted(folder: Folder, name: str, texts: Sequence[str]) -> dict[str, SafeText]:
    """Return each text with names and identifiers written over, as talk is.

    Surrogates have letters within these texts alone. What is doubtful is written over too; words
    that people settled as no names, or put on the allow list, stay. A text in which the last look
    still finds something is written over whole.
    """
    texts = tuple(dict.fromkeys(texts))
    turns = [Turn(f"{name}/{n}", name, n, "", text) for n, text in enumerate(texts)]
    finder = ner.load(ner.folder_of(folder.name_model(), shipped.folder("models") / "names"))
    marks = zip(turns, asked(finder.find, texts), strict=True)
    modelled = {turn.id: tuple(found) for turn, found in marks}
    people = [
        KnownPerson(one, "colleague")
        for one in sorted(known_names(folder))
        if not (is_number(one) or not_one_person(one))
    ]
    secrets = _secrets(folder, people)
    looked: dict[str, tuple[Find, ...]] = {}
    for _ in range(LOOKS):
        safe, left = _written(folder, name, turns, people, modelled, looked, secrets)
        if not left:
            break
        for turn, finds in left.items():
            looked[turn] = (*looked.get(turn, ()), *finds)
    kept = (
        stored(OTHER) if turn.id in left else text for turn, text in zip(turns, safe, strict=True)
    )
    return dict(zip(texts, kept, strict=True))


def _secrets(folder: Folder, people: Sequence[KnownPerson]) -> Secrets:
    try:
        return pseudonyms.secrets(folder)
    except FgtoolsError:  # no key yet: nothing was read in this study so far
        return secrets_of((), people, folder.private.allowed())


def _written(
    folder: Folder,
    name: str,
    turns: Sequence[Turn],
    people: Sequence[KnownPerson],
    modelled: Mapping[str, tuple[Find, ...]],
    looked: Mapping[str, tuple[Find, ...]],
    secrets: Secrets,
) -> tuple[list[SafeText], dict[str, tuple[Find, ...]]]:
    """Return the texts as written over, and what a second look still finds in them, by turn."""
    decided = pseudonyms.decisions(folder)
    done = redact(
        {name: turns}, {name: people}, modelled, folder.private.allowed(), decided, looked
    )[name]
    over: dict[str, list[Redaction]] = {turn.id: [] for turn in turns}
    for one in done.redactions:
        over[one.turn].append(one)
    safe = [write_over(turn.text, over[turn.id]) for turn in turns]
    left: dict[str, tuple[Find, ...]] = {}
    for turn, text in zip(turns, safe, strict=True):
        if found := places(text, secrets, name):
            left[turn.id] = tuple(
                Find(carried_back(f.span, over[turn.id]), f.kind, f.rule, f.score) for f in found
            )
    return safe, left
