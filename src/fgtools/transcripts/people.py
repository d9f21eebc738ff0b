"""Names as labels print them, and how alike two of them are."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

PRONOUNS = r"(?:s?he|they|her|him|them|his|hers|theirs|ze|xe|any)"
ASIDE = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
TITLE = re.compile(r"(?:dr|mr|mrs|ms|miss|mx|prof|professor|sir|dame|rev|cllr)\.?", re.IGNORECASE)
ROOM = re.compile(
    r"\b(?:meeting|team|conference|committee|training|board|seminar|interview|community|zoom|large"
    r"|small|civic cent(?:re|er)|town hall)\s+(?:room|suite|hall)\b|\broom\s*[\d.]+|\bboardroom\b"
    r"|\((?:\d+)\)\s*$|\bpod \d",
    re.IGNORECASE,
)
NOBODY = re.compile(
    r"|speaker[ _]?(?:\d{1,3}|[a-z])|spk_?\d+|s\d\d|unknown(?: (?:speaker|user|voice))?"
    r"|guest(?: \d+)?|anonymous(?: user)?|unidentified.*|multiple (?:voices|speakers)|all|several"
    r"|\?+|\+?[\d* ()-]{5,}|(?:call-?in|phone) user.*|inaudible|overtalk"
    r"|(?:male|female)(?: (?:voice|speaker))?(?: \d+)?",
    re.IGNORECASE,
)
CHAIR = re.compile(
    r"(?:facilitator|moderator|interviewer|researcher|organi[sz]er|chair|host)(?:[ _-]?\d+)?",
    re.IGNORECASE,
)


class PersonName(NamedTuple):
    """A name without title, pronouns and organisation, given name first."""

    shown: str
    words: tuple[str, ...]

    @property
    def is_first_only(self) -> bool:
        """Tell whether the name is one word."""
        return len(self.words) == 1


def person_name(label: str) -> PersonName:
    """Return the person's name in a label such as `KAUR, Priya (Wexbourne)` or `Dr P Kaur [NA]`."""
    bare = " ".join(ASIDE.sub(" ", label).split())
    bare = re.sub(rf"\s[-|/]?\s*{PRONOUNS}/{PRONOUNS}(?:/{PRONOUNS})?$", "", bare, flags=re.I)
    bare = re.split(r"\s[|@]\s", bare)[0]
    if bare.count(",") == 1:
        family, given = (part.strip() for part in bare.split(","))
        bare = f"{given} {family}" if given and family else family or given
    words = [word for word in bare.split() if not TITLE.fullmatch(word)]
    shown = " ".join(_cased(word) for word in words)
    return PersonName(shown, tuple(w for w in (plain(word) for word in words) if w))


def plain(text: str) -> str:
    """Return letters and digits only, without accents and case."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in spread if character.isalnum())


def is_room(label: str) -> bool:
    """Tell whether a label is a shared room: one label, many voices."""
    return ROOM.search(label) is not None


def is_nobody(label: str) -> bool:
    """Tell whether a label is a number or a word for a voice nobody has named."""
    return NOBODY.fullmatch(label.strip()) is not None


def likeness(one: PersonName, other: PersonName) -> tuple[float, str]:
    """Return how surely (0 to 1) two names are one person's, and why in plain words."""
    from rapidfuzz import fuzz

    if not one.words or not other.words:
        return 0.0, ""
    if sorted(one.words) == sorted(other.words) or "".join(one.words) == "".join(other.words):
        return 1.0, "the same name"
    if one.is_first_only or other.is_first_only:
        short, long = (one, other) if one.is_first_only else (other, one)
        if short.words[0] == long.words[0]:
            return 0.8, "the first name only"
        return 0.0, ""
    if one.words[-1] == other.words[-1] and _initials(one, other):
        return 0.9, "the surname and an initial"
    score = fuzz.token_sort_ratio(" ".join(one.words), " ".join(other.words))
    return (score / 100, f"a similar name ({score:.0f} of 100)") if score >= 88 else (0.0, "")


def _initials(one: PersonName, other: PersonName) -> bool:
    first, second = one.words[0], other.words[0]
    return min(len(first), len(second)) == 1 and first[0] == second[0]


def _cased(word: str) -> str:
    return word.title() if len(word) > 2 and word.isupper() else word
