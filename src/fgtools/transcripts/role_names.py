"""Match what people write for a role (`AYSE`, "senior EP") to a role of the study."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from fgtools.transcripts.people import plain

ORGANISES = {
    "organiser", "organizer", "organisateur", "organisator", "organizador", "organizzatore", "host",
    "cohost",
}  # fmt: skip
"""Roles in the software of who set the meeting up, who mostly leads it: others may do so."""
FACILITATES = ORGANISES | {
    "facilitator", "moderator", "cofacilitator", "leadfacilitator", "interviewer", "investigator",
    "animateur", "moderateur", "moderatorin",
}  # fmt: skip
MEETING_ROLES = {
    "presenter", "attendee", "participant", "guest", "teilnehmer", "teilnehmerin", "referent",
    "presentateur", "moderatorpresenter", "asistente", "moderador", "partecipante", "unidentified",
    "adult", "targetadult",
}  # fmt: skip
"""Roles in the software, which say nothing about somebody's work: used where nothing else is."""
LEAST_ROLE, SAME_JOB = 0.7, 0.9
QUALIFIERS = frozenset({
    "senior", "principal", "lead", "trainee", "training", "assistant", "assist", "deputy",
    "interim", "acting", "locum", "agency", "area", "associate", "specialist", "clinical",
    "main", "maingrade", "grade", "band", "newly", "qualified", "new", "early", "years",
    "paediatric", "pediatric", "childrens", "children", "community", "school", "hospital",
    "part", "full", "time", "temporary", "permanent", "independent", "practitioner", "of",
    "joint", "registered", "graduate", "apprentice", "student", "advanced", "experienced",
    "experience", "the", "a", "an", "and", "for", "in", "team", "sen", "post16", "post",
    "year", "two", "one", "three", "1", "2", "3", "4", "5", "6", "7", "8", "9", "16", "local",
    "authority", "la", "nhs", "trust", "service",
})  # fmt: skip
"""Words beside the name of a job that leave it the same job."""
OTHER_WORK = frozenset({
    "parent", "parents", "carer", "carers", "mother", "father", "mum", "dad", "family",
    "client", "patient", "admin", "administrator", "administration", "administrative",
    "receptionist", "secretary", "pa", "business", "finance", "hr", "recruitment",
    "recruiter", "commissioner", "commissioning", "governor", "researcher", "solicitor",
    "lawyer", "former", "ex", "retired", "liaison", "lecturer", "tutor", "university",
    "union", "councillor", "non", "inspector",
})  # fmt: skip
"""Words that turn the name of a job into another one (`EP service administrator`)."""
SPELT = {
    "ehcp": "ehc", "ehcps": "ehc", "ehcna": "ehc", "send": "sen", "psychologists":
    "psychologist", "pyschologist": "psychologist", "pyschology": "psychology", "coord":
    "coordinator", "snr": "senior", "sr": "senior", "asst": "assistant", "salts": "salt",
    "officers": "officer", "ots": "ot", "eps": "ep", "slts": "slt", "tas": "ta",
}  # fmt: skip
Words = tuple[str, ...]


def match_role(text: str, roles: Mapping[str, tuple[str, ...]]) -> tuple[str, float]:
    """Return the role that a text most likely means, and how surely (0 to 1); "" below 0.7.

    What the study writes goes first, then what is usual in the field for a role it declares. One
    slip of the pen a word is forgiven (`AYSE` is `ASYE`), and words beside the job's name
    ("senior", "agency") are. Two roles that fit alike give none.
    """
    wanted = _words(text)
    if not wanted:
        return "", 0.0
    best: dict[str, float] = {}
    for written in (_own(roles), _usual(roles)):
        for role, synonyms in written:
            for synonym in synonyms:
                best[role] = max(best.get(role, 0.0), _alike(wanted, synonym))
        if best and max(best.values()) == 1:
            break
    ranked = sorted(best, key=lambda role: -best[role])
    if not ranked or best[ranked[0]] < LEAST_ROLE:
        return "", round(best[ranked[0]], 3) if ranked else 0.0
    if len(ranked) > 1 and best[ranked[1]] == best[ranked[0]] < 1:
        return "", round(best[ranked[0]], 3)
    return ranked[0], round(best[ranked[0]], 3)


def field_roles(text: str) -> frozenset[str]:
    """Return every role of the field that a text means as it stands, or beside words like "senior".

    A narrow role is one of a wider one too: `SLT` is of speech and language therapy and therapies.
    """
    wanted = re.sub(r"\s*\d+$", "", text)
    return frozenset(
        " ".join(called[0])
        for called, written in _families()
        if any(_alike(_words(wanted), words) >= SAME_JOB for words in (*called, *written))
    )


def facilitates(text: str) -> bool:
    """Tell whether a role is that of who leads the talk."""
    return plain(text) in FACILITATES


def organises(text: str) -> bool:
    """Tell whether a role is that of who set the meeting up, which only suggests who led it."""
    return plain(text) in ORGANISES


def is_of_the_meeting(text: str) -> bool:
    """Tell whether a role is the software's own and says nothing about work."""
    return plain(text) in MEETING_ROLES


def says_work(text: str) -> bool:
    """Tell whether a role on a roster says more than the software does."""
    return bool(text) and not is_of_the_meeting(text)


def _own(roles: Mapping[str, tuple[str, ...]]) -> list[tuple[str, list[Words]]]:
    return [(role, [_words(text) for text in (role, *written)]) for role, written in roles.items()]


def _usual(roles: Mapping[str, tuple[str, ...]]) -> list[tuple[str, list[Words]]]:
    """Return the field's ways of writing the declared roles; narrow roles keep what is theirs."""
    own = {words: role for role, written in _own(roles) for words in written}
    claimed = set(own)
    found: list[tuple[str, list[Words]]] = []
    for called, written in _families():
        role = next((own[name] for name in called if name in own), None)
        if role is not None:
            found.append((role, [words for words in written if words not in claimed]))
            claimed.update(written)
    return found


@lru_cache(maxsize=1)
def _families() -> tuple[tuple[tuple[Words, ...], tuple[Words, ...]], ...]:
    text = Path(__file__).with_suffix(".toml").read_text("utf-8")
    return tuple(
        (
            tuple(_words(one) for one in family["called"]),
            tuple(_words(one) for one in family["written"]),
        )
        for family in tomllib.loads(text).values()
    )


def _alike(wanted: Words, synonym: Words) -> float:
    """Return how surely a text means a synonym: all of it, or a stretch beside other words."""
    size = len(synonym)
    best = 0.0
    for at in range(len(wanted) - size + 1 if size else 0):
        slips = _slips(wanted[at : at + size], synonym)
        if slips is None:
            continue
        score = 1 - slips / sum(map(len, synonym))
        best = max(best, score * _beside(wanted[:at], wanted[at + size :], synonym))
    return best


def _beside(before: Words, behind: Words, synonym: Words) -> float:
    """Return how surely a job stays the same beside other words; a teaching assistant teaches not.

    The job's own short word (`EP`) bears only words that leave the job the same.
    """
    rest = {*before, *behind}
    if not rest:
        return 1.0
    if rest & OTHER_WORK or ("assistant" in behind and len(synonym) == 1):
        return 0.0
    if rest <= QUALIFIERS:
        return 0.95
    return 0.85 if len(synonym) > 1 or len(synonym[0]) > 9 else 0.0


def _slips(words: Words, synonym: Words) -> int | None:
    """Return how many letters differ, None if a word differs by more than a slip of the pen."""
    from rapidfuzz.distance import OSA

    total = 0
    for word, other in zip(words, synonym, strict=True):
        if word == other:
            continue
        slips = OSA.distance(word, other)
        swapped = slips == 1 and sorted(word) == sorted(other)
        forgiven = 0 if len(other) < 4 else 1 if len(other) < 9 else 2
        if slips > forgiven or word[0] != other[0] or (len(other) < 6 and not swapped):
            return None
        total += slips
    return total


@lru_cache(maxsize=4096)
def _words(text: str) -> Words:
    """Return the words of a role in one spelling: `SEND Co-ordinators` is `sen coordinator`."""
    spread = re.sub(r"co-?\s?ord", "coord", text.casefold().replace("&", " and "))
    spread = re.sub(r"(?<=\b\w)\.(?=\w\b|\s|$)", "", spread).replace("'", "").replace("’", "")
    words: Sequence[str] = [w for w in re.split(r"[\W_]+", spread) if w]
    return tuple(SPELT.get(w, w) for w in map(_singular, words))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and word[-2] not in "siu" else word
