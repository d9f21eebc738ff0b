"""Tell what a speech recogniser probably made up over silence or noise.

Whisper was trained on captions of videos: over silence it writes how these end, and over noise it
repeats itself. Koenecke et al. 2024, "Careless Whisper", https://doi.org/10.1145/3630106.3658996.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby

from fgtools.spans import WORD

FAREWELL = re.compile(
    r"(?i)\b(?:thank(?:s| you)(?: (?:so|very) much)? for (?:watching|viewing)"
    r"|(?:like and|don'?t forget to|please|and) subscribe|see you in the next (?:video|one)"
    r"|subtitles? (?:by|provided)|amara\.org|sous-titr\w+ (?:par|réalis\w+))"
)
REPEATS = 5
"""As often as this running, no speaker says one thing and nothing else."""
NAMED = 5


def made_up(texts: Sequence[str], unit: str) -> list[str]:
    """Return warnings about pieces (`unit`: segment, line) that nobody may have said.

    They name the pieces by number, from 1, and hold none of the words.
    """
    plain = [" ".join(word.casefold() for word in WORD.findall(text)) for text in texts]
    checks: tuple[tuple[str, list[int]], ...] = (
        ("the words with which videos end", _where(texts, lambda t: bool(FAREWELL.search(t)))),
        ("the same words again and again", sorted({*_same(plain), *_where(plain, _looped)})),
        ("nothing but digits", _digits(plain)),
    )
    return [
        f"{_places(unit, found)}: {what}, which a recogniser writes over silence or noise; "
        "kept, but listen to the recording."
        for what, found in checks
        if found
    ]


def _where(texts: Sequence[str], odd: Callable[[str], bool]) -> list[int]:
    return [number for number, text in enumerate(texts, 1) if odd(text)]


def _same(plain: Sequence[str]) -> list[int]:
    return _runs(plain, lambda text: text)


def _digits(plain: Sequence[str]) -> list[int]:
    return _runs(plain, lambda text: "digits" if text and not re.search(r"[^\W\d_]", text) else "")


def _runs(plain: Sequence[str], alike: Callable[[str], str]) -> list[int]:
    """Return the pieces that stand in a run of those that are alike; "" is like nothing."""
    found: list[int] = []
    for key, group in groupby(enumerate(plain, 1), key=lambda pair: alike(pair[1])):
        numbers = [number for number, _ in group]
        if key and len(numbers) >= REPEATS:
            found += numbers
    return found


def _looped(plain: str) -> bool:
    longest = max((len(list(run)) for _, run in groupby(plain.split())), default=0)
    return longest > REPEATS


def _places(unit: str, found: list[int]) -> str:
    more = f" and {len(found) - NAMED} more" if len(found) > NAMED else ""
    plural = "s" if len(found) > 1 else ""
    return f"{unit.capitalize()}{plural} {', '.join(map(str, found[:NAMED]))}{more}"
