"""Tell the label of a speaker (`Name: text`) from other words before a colon."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from fgtools.stopwords import EMPTY, GRAMMAR

LABEL = re.compile(
    r"(?P<label>[^\s:：][^:：\n]{0,99}?)\s?(?::(?:\s+|$)|：\s*)(?P<rest>.*)", re.DOTALL
)
MOST_WORDS = 12
MOST_NAME_WORDS = 8
MOST_ALONE = 5
NO_NAME = re.compile(
    r"(?:notes?|n\.?b|p\.?s|questions? \d+|q\d+|example|for example|reminder|warning|https?|date"
    r"|time|start time|end time|duration|length|location|place|venue|project|session|source|present"
    r"|attendees|participants|in attendance|apologies|title|subject|topic|recording|recorded"
    r"|file(?: ?name)?|transcribed by|transcriber|transcript|interview date|date of \w+|agenda"
    r"|summary|keywords|summary keywords|speakers|version|language|consent|study"
    r"|interview (?:no|id)|participant id|reference|e\.?g|i\.?e)\.?",
    re.IGNORECASE,
)
"""Words that stand before a colon in headers and in prose, and are nobody's name."""
LISTED = re.compile(
    r"(?:attendees|participants|present|in attendance|speakers|panel(?:lists)?|teilnehm\w+"
    r"|asistentes|participantes|participants|partecipanti|deelnemers|voices)(?: ?\(\d+\))?"
    r"(?:\s?:\s*(?P<names>.*))?",
    re.IGNORECASE,
)
"""A line of the header that lists people, or the heading above such a line."""
DENSE = 0.8
"""Share of places that open with a label where a label is believed that stands once."""
SMALL = (
    "ap ab ferch verch mac ten ter zu zum af av de del der den van von bin ibn al el la le da di"
    " das dos du y e"
)
PARTICLES = frozenset(SMALL.split())
WORK = (
    "officer manager teacher worker coordinator lead leader therapist psychologist adviser advisor"
    " assistant nurse visitor specialist practitioner commissioner administrator head carer parent"
    " person voice pupil student member clerk chair clinician governor tutor mentor speaker"
    " participant interviewer researcher moderator facilitator"
)
JOBS = frozenset(WORK.split())
"""What people write small behind a capital: `Case officer`."""
FUNCTION = frozenset(GRAMMAR.split()) - {"the", "will", "may", "else"}
"""Words that begin or end no name; `Will`, `May` and `Else` are names too."""
UNKNOWN = r"(?:unknown|unidentified)(?: speaker)?"
PART = re.compile(
    rf"(?i:{UNKNOWN}|interviewer|interviewee|moderator|facilitator|researcher)"
    r"|(?i:speaker|participant|respondent|interviewer|interviewee|researcher|moderator|facilitator"
    r"|parent|carer|teacher|pupil|student|senco|practitioner|voice|person|spk)"
    r"(?:[ _][A-Z]|[ _]?\d{1,3})"
)
"""What stands for a speaker whose name is not known, or not given."""
NO_WORD = re.compile(
    r"(?:.*\s)?(?:[A-Z]['’][A-Z]|Ma?c[A-Z])\w+(?:\s.*)?|[^\W\d_]{2,} [A-Z]\.|[^()]+ \([^()]+\)"
)
"""Shapes of names that talk does not have: `O'Brien`, `Amira H.`, `EP (Northmere)`."""
ASIDE = re.compile(r"\s*[(|\[].*", re.DOTALL)
HANDLE = re.compile(r"\([^\s()]+\)")
TOKEN = re.compile(r"[^\W\d_]+")
SENTENCE_END = r"(?<!\b\w)(?<!\b(?:Dr|Mr|Ms|St|Jr|Sr))(?<!\b(?:Mrs|Rev))(?<!\bProf)[.?!;…]\s+"
"""A stop with words behind it, other than after an initial or a title."""


def split_label(text: str) -> tuple[str, str]:
    """Return the words before the first colon and the rest; ("", text) if they are no label."""
    match = LABEL.fullmatch(text)
    if match is None or not _shaped(match["label"]):
        return "", text
    return match["label"], match["rest"]


def accepted(texts: Iterable[str], people: Collection[str] = ()) -> frozenset[str]:
    """Return the labels to believe among the openings of texts.

    A label is believed if it repeats, opens the file, or is one of `people`; once only, if it
    looks like a name in the way that the repeated ones do and is no word of the talk.
    """
    splits = [split_label(text) for text in texts]
    spoken = {word for _, rest in splits for word in TOKEN.findall(rest) if word.islower()}
    return believed([label for label, _ in splits if label], spoken, people)


def believed(
    found: Sequence[str],
    spoken: Collection[str] = (),
    people: Collection[str] = (),
    places: int = 0,
    opens: bool = True,
) -> frozenset[str]:
    """Return the labels to believe among `found`; `spoken` are words used in lower case.

    `opens`: the first of them opens the talk.

    `places`: how many places there are where a label could stand; if nearly all have one, labels
    are believed that stand once and are no words of the talk.
    """
    counts = Counter(found)
    sure = {label for label, count in counts.items() if count > 1 and _plausible(label, count)}
    sure |= {label for label in counts if _is_one_of(label, people)}
    if opens:
        sure |= {label for label in found[:1] if name_like(label) and _plausible(label, 2)}
    sure |= {label for label in counts if PART.fullmatch(label)}
    sure |= {label for label in counts if NO_WORD.fullmatch(label) and could_be(label)}
    lengths = {len(label.split()) for label in sure}
    nameless = bool(sure) and all(re.fullmatch(UNKNOWN, label, re.IGNORECASE) for label in sure)
    several = nameless or max(lengths, default=0) > 1
    if places and len(found) >= DENSE * places and len(counts) > 1:
        sure |= {label for label in counts if could_be(label, spoken)}
    for label in counts:
        words = label.split()
        alike = len(words) in lengths or (several and 1 < len(words) < 6)
        if alike and name_like(label) and _plausible(label, 2) and _no_word(words, spoken):
            sure.add(label)
    return frozenset(sure)


def name_like(text: str) -> bool:
    """Tell whether words could be a name: capitals, particles, no end of a sentence inside."""
    plain = HANDLE.sub(" ", text) if HANDLE.sub("", text).strip() else text
    words = [word for word in re.split(r"[\s,/()\[\]|-]+", plain) if word]
    if not words or len(words) > MOST_NAME_WORDS or re.search(SENTENCE_END + r"[^\s(]{4,}", text):
        return False
    small = PARTICLES | {"of", "the", "and"}
    if words[0].lower() not in FUNCTION | {"the"}:
        small |= JOBS
    lower = [word for word in words if word[0].islower() and word == word.lower()]
    if words[0] in lower and (words[0] not in PARTICLES or len(lower) == len(words)):
        return False
    return all(word in small for word in lower)


def could_be(label: str, spoken: Collection[str] = (), stamped: bool = False) -> bool:
    """Tell whether a label can be what people call themselves or others: no words of the talk.

    `stamped`: it stands on a line of its own, with a time.
    """
    words = [word for word in ASIDE.sub("", label).split() if word[0].isalnum()]
    if not words or len(words) > MOST_ALONE or not _plausible(label, 2):
        return False
    if len(words) == 1:
        return words[0].lower() not in EMPTY and words[0].lower() not in spoken
    if not stamped:
        return name_like(ASIDE.sub("", label))
    return not words[0].islower() and not any(w in EMPTY for w in words if w.islower())


def listed(rows: Sequence[str]) -> frozenset[str]:
    """Return the people that a list in the header names, on one line or on the line below."""
    names: list[str] = []
    for number, row in enumerate(rows):
        if match := LISTED.fullmatch(row):
            parts = re.split(r"[,;]\s*", match["names"] or "".join(rows[number + 1 : number + 2]))
            names += [*parts, *(f"{last}, {first}" for last, first in pairwise(parts))]
    return frozenset(" ".join(name.split()) for name in names if name_like(name))


def _is_one_of(label: str, people: Collection[str]) -> bool:
    words = set(label.split())
    return any(label == name or words <= set(name.split()) for name in people)


def _plausible(label: str, count: int) -> bool:
    """Tell whether a label is no piece of a sentence: it neither begins nor ends as one does."""
    words = label.split()
    if len(label) == 1 or label.isupper():
        return True
    if words[0].lower() in FUNCTION:
        return False
    if words[-1].lower() in FUNCTION and not re.fullmatch("[A-Z]", words[-1]):
        return False
    lower = sum(word[0].islower() and word not in PARTICLES for word in words)
    return len(words) < 3 or lower < len(words) or count > 2


def _no_word(words: Sequence[str], spoken: Collection[str]) -> bool:
    """Tell whether a lone word before a colon is none that people say in lower case."""
    return len(words) > 1 or words[0].lower() not in spoken


def _shaped(label: str) -> bool:
    if not (label[0].isalnum() or label[0] in "'’+(") or '"' in label:
        return False
    if NO_NAME.fullmatch(label) or re.search(SENTENCE_END + r"[^\s(]{3,}", label):
        return False
    return len(label.split()) <= MOST_WORDS and any(character.isalpha() for character in label)


def standing(lines: Counter[str], labels: Collection[str] = ()) -> frozenset[str]:
    """Return the names that stand alone on a line again and again; none where labels do it."""
    if labels:
        return frozenset()
    return frozenset(
        text
        for text, count in lines.items()
        if count > 1
        and name_like(text)
        and len(text.split()) <= MOST_ALONE
        and text[-1] not in ".?!,;…:"
        and not all(word.lower() in EMPTY for word in TOKEN.findall(text))
    )
