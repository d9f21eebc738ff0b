"""Tell the label of a speaker (`Name: text`) from other words before a colon."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

LABEL = re.compile(r"(?P<label>[^\s:][^:\n]{0,99}?)\s?:(?:\s+(?P<rest>.*)|\s*$)", re.DOTALL)
MOST_WORDS = 12
NO_NAME = re.compile(
    r"(?:notes?|n\.?b|p\.?s|question \d+|q\d+|example|for example|reminder|warning|https?|date|time"
    r"|duration|length|location|place|venue|project|session|source|present|attendees|participants"
    r"|apologies|title|subject|recording|file|transcribed by|transcriber|transcript|interview date"
    r"|agenda|summary|version|e\.?g|i\.?e)",
    re.IGNORECASE,
)
"""Words that stand before a colon in headers and in prose, and are nobody's name."""


def split_label(text: str) -> tuple[str, str]:
    """Return the words before the first colon and the rest; ("", text) if they are no label."""
    match = LABEL.fullmatch(text)
    if match is None or not _shaped(match["label"]):
        return "", text
    return match["label"], match["rest"] or ""


def accepted(texts: Iterable[str]) -> frozenset[str]:
    """Return the labels to believe among the openings of texts.

    A label is believed if it repeats or opens the file; once only, if it looks like a name in the
    way that the repeated ones do.
    """
    found = [label for label, _ in map(split_label, texts) if label]
    return _believed(found)


def _believed(found: Sequence[str]) -> frozenset[str]:
    counts = Counter(found)
    sure = {label for label, count in counts.items() if count > 1} | set(found[:1])
    lengths = {len(label.split()) for label in sure}
    several = max(lengths, default=0) > 1
    for label in counts:
        words = label.split()
        if _named(label) and (len(words) in lengths or (several and 1 < len(words) < 6)):
            sure.add(label)
    return frozenset(sure)


def _shaped(label: str) -> bool:
    if not (label[0].isalnum() or label[0] in "'’+(") or '"' in label:
        return False
    if NO_NAME.fullmatch(label) or re.search(r"[.?!;…]\s+[^\s(]{3,}", label):
        return False
    return len(label.split()) <= MOST_WORDS and any(character.isalpha() for character in label)


def _named(label: str) -> bool:
    words = [word for word in re.split(r"[\s,/()\[\]-]+", label) if word]
    small = {"de", "van", "von", "bin", "al", "el", "la", "da", "the", "of", "and"}
    return all(word in small or not word[0].islower() for word in words)
