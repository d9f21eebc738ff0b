"""Which of several columns of short labels is who speaks, which the role, which the theme."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from fgtools.spans import WORD
from fgtools.transcripts.grid import folded

WHO = re.compile(
    r"\b(?:who|who's|spoke|speaks|speaker|speaking|talking|said by|names?|initials|persons?"
    r"|participants?|voice|contributor|pseudonym|alias)\b"
)
THEME = re.compile(
    r"\b(?:topics?|themes?|sub-?themes?|codes?|coded|tags?|categor(?:y|ies)|subject|area|questions?"
    r"|sentiment|mood|tone|date|day|month|site|venue|status|notes?)\b"
)
ROLE = re.compile(
    r"(?i)\b(?:eps?|aeps?|seps?|peps?|ots?|slts?|salts?|pts?|tas?|hltas?|lsas?|sen-?d?-?cos?"
    r"|inclusion|teach(?:er|ing)|tutor|case-?work(?:er)?|officer|psychologist|therapist"
    r"|therapy|manager|head|deputy|leader|lead|director|co-?ordinator|advis[eo]r|assistant"
    r"|worker|nurse|paediatrician|doctor|gp|consultant|parent|carer|governor|commissioner"
    r"|administrator|admin|facilitator|moderator|interviewer|researcher|observer|camhs|ehcp?|send?"
    r"|portage|specialist)s?\b"
)
CODE = re.compile(r"[A-Z]{1,4}[ _-]?\d{1,3}|(?:[A-Z]\.?){2,3}|[A-Z][a-z]+[ _]\d{1,3}")
NAME = re.compile(r"(?:[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+)*\.?,?(?: (?=\S)|$)){1,5}")
LEAST_ALIKE = 0.8
LEAST_PEOPLE = 0.6


def by_header(header: str) -> int:
    """Return 1 where a header says who speaks, -1 where it says something else, else 0."""
    name = folded(header)
    return 1 if WHO.search(name) else -1 if THEME.search(name) else 0


def are_roles(cells: Sequence[str]) -> bool:
    """Tell a column of roles: few values, and their words are those of jobs."""
    labels = _labels(cells)
    alike = sum(ROLE.search(label) is not None for label in labels)
    return bool(labels) and alike >= LEAST_ALIKE * len(labels)


def people(cells: Sequence[str], spoken: frozenset[str]) -> float:
    """Return the share of labels that look like people's: names, `P1`, initials.

    `spoken` are the words that the talk has in small letters: themes are among them, names are not.
    """
    labels = _labels(cells)
    return sum(_is_person(label, spoken) for label in labels) / max(len(labels), 1)


def spoken_words(texts: Sequence[str]) -> frozenset[str]:
    """Return the words that stand in small letters in the talk."""
    return frozenset(word for text in texts for word in WORD.findall(text) if word.islower())


def speaker_and_role(
    labels: Mapping[int, Sequence[str]], header: Sequence[str], text: int, texts: Sequence[str]
) -> tuple[int | None, int | None]:
    """Return the columns of the speaker and the role among columns of labels; None where none is.

    What the header says goes first, then whether the cells are people's, then which stands
    nearest before the talk: what follows it are mostly marks and tags.
    """
    told = {n: by_header(header[n]) if n < len(header) else 0 for n in labels}
    places = [n for n in labels if told[n] >= 0]
    spoken = spoken_words(texts)
    roles = [n for n in places if told[n] == 0 and are_roles(labels[n])]
    named = [n for n in places if n not in roles] or places
    if not named:
        return None, None
    speaker = min(
        named,
        key=lambda n: (
            -told[n],
            -(people(labels[n], spoken) >= LEAST_PEOPLE),
            n > text,
            abs(n - text),
        ),
    )
    role = next((n for n in roles if n != speaker), None)
    return speaker, role


def _labels(cells: Sequence[str]) -> list[str]:
    """Return the different labels of a column, sorted."""
    return sorted({cell.strip(" :") for cell in cells} - {""})


def _is_person(label: str, spoken: frozenset[str]) -> bool:
    if CODE.fullmatch(label):
        return True
    words = label.casefold().split()
    return NAME.fullmatch(label) is not None and not spoken.intersection(words)
