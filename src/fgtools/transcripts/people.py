"""Names as labels print them, and how alike two of them are."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from fgtools.transcripts.label_parts import (
    ALONE,
    Among,
    is_employer,
    may_be_name,
    split_label,
    the_name,
)
from fgtools.transcripts.voices import DEVICE, ONLY_DEVICE, is_number, names_within, not_one_person

PRONOUN = (
    r"(?:s?he|they|her|him|them|his|hers|theirs|ze|zir|hir|xe|xem|fae|any|elle|il|ella|él|sie)"
)
PRONOUNS = re.compile(
    rf"(?:^|[\s\-–|,/·]+){PRONOUN}\s*[/|\\,]\s*{PRONOUN}(?:\s*[/|\\,]\s*{PRONOUN})?\s*$",
    re.IGNORECASE,
)
ASIDE = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
HONORIFIC = re.compile(
    r"(?:dr|mr|mrs|ms|miss|mx|prof|professor|sir|dame|lord|lady|rev|revd|cllr)\.?", re.IGNORECASE
)
TITLE = re.compile(
    rf"{HONORIFIC.pattern}|(?:phd|msc|bsc|ma|mba|obe|mbe|cpsychol|dedpsych|pgce)\.?",
    re.IGNORECASE,
)
OWNED = re.compile(rf"(?P<who>.+?)(?:['’]s|s['’])\s+(?:\w+\s+)?{DEVICE}\b.*", re.IGNORECASE)
WITH_DEVICE = re.compile(rf"(?P<who>.*\S)[\s_-]+{DEVICE}(?:\s*\d+)?", re.IGNORECASE)
OF_DEVICE = re.compile(rf"{DEVICE}\s+(?:of|de|von|di|van)\s+(?P<who>.+)", re.IGNORECASE)
MAIL = re.compile(r"([^\s@]+)@[\w.-]+\.\w{2,}")
UNDECOMPOSED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe",
                              "þ": "th", "ı": "i"})  # fmt: skip
SAME, LONGER, INITIAL, SLIP, LOOSE_SLIP, FIRST_ONLY = 1.0, 0.95, 0.9, 0.85, 0.8, 0.7
"""How surely two names are one person's, by what they share."""


class PersonName(NamedTuple):
    """A name without pronouns, device and organisation, given name first.

    `shown` has the title where it stands before one word (`Mr Jones`), `words` never has it.
    `tells` is what else the label says: in brackets, behind a comma, beside a sign.
    """

    shown: str
    words: tuple[str, ...]
    device: bool = False
    title: str = ""
    tells: tuple[str, ...] = ()

    @property
    def is_first_only(self) -> bool:
        """Tell whether the name is one word."""
        return len(self.words) == 1

    @property
    def completeness(self) -> int:
        """Return how much of a name this is: 0 one word, 1 an initial in it, 2 full words."""
        if self.is_first_only:
            return 0
        return 1 if any(len(word) == 1 for word in self.words) else 2


def person_name(label: str, session: Among = ALONE) -> PersonName:
    """Return the person's name in a label such as `KAUR, Priya (Wexbourne)` or `Dr P Kaur [NA]`.

    `session` is what the other labels tell of places and employers beside names.
    """
    bare = without_asides(label)
    asides = [aside.strip() for aside in ASIDE.findall(label)]
    if is_number(label.strip()):
        return PersonName(label.strip(), (number_of(label),))
    if mail := MAIL.fullmatch(bare):
        bare = " ".join(re.split(r"[._]+", mail[1])).title()
    bare, beside = the_name(PRONOUNS.sub("", bare), session)
    bare, device = _without_device(bare, asides)
    title = _title(bare)
    spoken, posts = _given_first(bare)
    words = [word for word in spoken.split() if not TITLE.fullmatch(word)]
    said = [title, *words] if title and len(words) == 1 else words
    shown = " ".join(map(_cased, said))
    found = tuple(w for w in (plain(word) for word in words) if w)
    return PersonName(shown, found, device, title, tuple(filter(None, (*asides, *beside, *posts))))


def name_parts(label: str, session: Among = ALONE) -> tuple[str, ...]:
    """Return every name that may stand in a label, beside a place, a post or another name.

    What stands in brackets is one only behind a number, a post or a device: `EP 2 (Ana Li)`.
    """
    parts = split_label(PRONOUNS.sub("", without_asides(label)))
    if len(parts) < 2 and not_one_person(label):
        return names_within(label)
    parts = [part for part in parts if may_be_name(part, session)]
    if not parts:
        parts = [a for a in map(str.strip, ASIDE.findall(label)) if _is_name_in_brackets(a)]
    names = (person_name(name).shown for part in parts for name in names_within(part))
    return tuple(dict.fromkeys(filter(None, names)))


def without_asides(label: str) -> str:
    """Return a label without what stands in brackets."""
    return " ".join(ASIDE.sub(" ", label).split())


def plain(text: str) -> str:
    """Return letters and digits only, without accents and case."""
    spread = unicodedata.normalize("NFKD", text.casefold().translate(UNDECOMPOSED))
    return "".join(character for character in spread if character.isalnum())


def number_of(label: str) -> str:
    """Return a number that people typed for somebody in one spelling: `P07`, `[p7]` are one."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", plain(label))


def likeness(one: PersonName, other: PersonName) -> tuple[float, str]:
    """Return how surely (0 to 1) two names are one person's, and why in plain words."""
    if not one.words or not other.words:
        return 0.0, ""
    if not {word[0] for word in one.words} & {word[0] for word in other.words}:
        return 0.0, ""  # most pairs: no way of being alike leaves no initial in common
    if sorted(one.words) == sorted(other.words) or "".join(one.words) == "".join(other.words):
        return SAME, "the same name"
    if is_number(one.shown) or is_number(other.shown):
        return 0.0, ""
    short, long = sorted(
        (one, other), key=lambda name: (len(name.words), sum(map(len, name.words)))
    )
    if short.is_first_only and short.title:
        return (FIRST_ONLY, "the surname only") if short.words[0] == long.words[-1] else (0.0, "")
    if short.is_first_only:
        return (FIRST_ONLY, "the first name only") if short.words[0] == long.words[0] else (0.0, "")
    if (*short.words, long.words[-1]) == long.words and long.words[-1].isdigit():
        return LONGER, "the same name with a number"
    if len(short.words) == 2 and short.words == (long.words[0], long.words[-1]):
        return LONGER, "the same name with a middle name"
    if _initials(short.words, long.words):
        return INITIAL, "a name and an initial"
    return _slip(one.words, other.words)


def _initials(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Tell whether one name has an initial where the other has the word: `P Kaur`, `Priya K`."""
    ends = (short[0], short[-1])
    for first, last in (ends, ends[::-1]):
        if len(first) == 1 and last == long[-1] and long[0][0] == first:
            return True
        if len(last) == 1 and first == long[0] and long[-1][0] == last:
            return True
    return False


def _slip(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[float, str]:
    """Return whether two full names differ by one slip of the pen, in one word and inside it.

    Maria and Marie, Joan and John, Francis and Frances are people of their own: a changed letter
    is only a loose slip (to be believed where nobody else has that name), and in a word of less
    than five letters none; letters that changed places and a letter too many or too few are a slip.
    What ends otherwise (Christian, Christina) is a loose slip at most.
    """
    from rapidfuzz.distance import OSA

    pairs = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    if len(one) != len(other) or len(pairs) != 1 or OSA.distance(*pairs[0]) != 1:
        return 0.0, ""
    a, b = pairs[0]
    swapped = sorted(a) == sorted(b)
    if a[0] != b[0] or min(len(a), len(b)) < (4 if swapped else 5):
        return 0.0, ""
    firm = (swapped or len(a) != len(b)) and a[-1] == b[-1]
    return (SLIP if firm else LOOSE_SLIP), "a name spelt almost the same"


def _is_name_in_brackets(aside: str) -> bool:
    """Tell whether an aside behind a post may be who has it: written like a name, no employer."""
    words = aside.split()
    return (
        bool(words)
        and all(word[0].isupper() for word in words)
        and not (is_number(aside) or is_employer(aside) or re.search(r"[\d/]", aside))
    )


def _title(bare: str) -> str:
    """Return the title that a name, or what stands behind its comma, begins with."""
    fronts = (part.split()[0] for part in bare.split(",") if part.split())
    return next((word for word in fronts if HONORIFIC.fullmatch(word)), "")


def _without_device(bare: str, asides: list[str]) -> tuple[str, bool]:
    device = any(ONLY_DEVICE.fullmatch(a) or re.fullmatch(r"\d{1,2}", a) for a in asides)
    if ONLY_DEVICE.fullmatch(bare):
        named = [a for a in asides if a and not (ONLY_DEVICE.fullmatch(a) or a.isdigit())]
        return (named[0] if named else bare), True
    for shape in (OWNED, OF_DEVICE, WITH_DEVICE):
        if found := shape.fullmatch(bare):
            return found["who"], True
    return bare, device


def _given_first(bare: str) -> tuple[str, list[str]]:
    """Return a name in speaking order (`Kaur, Priya`, `KAUR Priya`: Priya Kaur), and its posts."""
    parts = [part.strip() for part in bare.split(",")]
    posts = [part for part in parts if len(part) > 1 and is_number(part)]
    parts = [p for p in parts if p and p not in posts and not TITLE.fullmatch(p)]
    if not parts:
        return bare, []
    if len(parts) > 1:
        return f"{parts[1]} {parts[0]}", posts
    words = parts[0].split()
    loud = [word for word in words if len(word) > 2 and word.isupper()]
    if len(words) > 1 and loud == words[:1] and len(words[1]) > 1:
        return " ".join((*words[1:], words[0])), posts
    return parts[0], posts


def _cased(word: str) -> str:
    spoken = len(word) > 2 and word.isupper() and re.search("[AEIOUYÀ-Ý]", word)
    return word.title() if spoken else word
