"""The ways in which a file of any format may be damaged."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from random import Random
from typing import Any

from tests.cases.seeds import PAGES, TEXTS, talk

TOKENS = (
    "-->", "<v ", "</v>", "NaN", "1e999", "-1", "null", "true", "{}", "[]", "[", "{", '"', '""',
    "\x15", "\u202e", "&#x202e;", "&#27;", "&#0;", "&amp;", "&", "<", ">", "<!DOCTYPE x>", "]]>",
    "<!--", "\ufeff", "\x00", "\x1b[2J", "\r", "\x85", "\u2028", "\t", "\n", "\n\n", ":", ": ",
    "Ana Li: ", "Speaker 1:", "WEBVTT", "NOTE", "NOTE x\n", "@Begin", "*ANA:\t", "%mor:\t", "99:99",
    "00:99:99.999 --> 0:0:0.0", "00:00:01.000", "-00:00:01", "9" * 40, "x" * 3000, "(", "((((",
    "\\ud800", "\\u0000", "\u0301", "\u200b", "é", "名", "👋", "|", ";", ",", "0:04", "   0:04",
    "1 minute 13 seconds", "session", "speaker", "text", "=1+1", "started transcription",
    "//S02: x //", "\ud83d", "...", "~", "\\", "'", "S01:", "[00:00:12]", "(2 seconds pause)",
    "word999",
)  # fmt: skip
VALUES: tuple[object, ...] = (
    None, True, -1, 0, 1e308, float("nan"), float("inf"), "", "x", "\ud800", "\u202e\x1b[2J", [],
    {}, [[]], [None], {"text": None}, {"a": []}, "1e999", "nan", 10**400, "-0.5", ["a"], "00:00:01",
)  # fmt: skip


def damaged(name: str, random: Random) -> bytes:
    """Return a file of a format that was damaged in a few places."""
    times = random.choice((0, 1, 1, 2, 2, 3, 5, 8))
    if name in PAGES:
        make, pack = PAGES[name]
        page = make(talk(random))
        for _ in range(times):
            page = random.choice((_tokens, _lines, _characters))(page, random)
        data = pack(page.encode("utf-8", "replace").decode())
        return data if random.random() < 0.9 else _bytes(data, random)
    text = TEXTS[name](talk(random))
    ways = (_tokens, _lines, _characters, _tokens, _lines, _splice, _values)
    for _ in range(times):
        text = random.choice(ways)(text, random)
    coding = random.choice(("utf-8",) * 12 + ("utf-16", "cp1252", "utf-8-sig", "utf-32"))
    data = text.encode(coding, "replace")
    return _bytes(data, random) if random.random() < 0.15 else data


def _tokens(text: str, random: Random) -> str:
    found = [match.span() for match in re.finditer(r"[^\W_]+|\W", text[:20_000])]
    start, end = random.choice(found) if found else (0, 0)
    return text[:start] + random.choice(TOKENS) + text[random.choice((start, end)) :]


def _lines(text: str, random: Random) -> str:
    mark = random.choice(("\n", "\n", ">", "\n\n"))
    rows = text.split(mark)
    at, to = sorted((random.randrange(len(rows)), random.randrange(len(rows))))
    piece = rows[at : to + 1]
    kept = random.choice(([], piece * 2, piece[::-1], ["".join(piece)], [piece[-1], *piece]))
    return mark.join((*rows[:at], *kept, *rows[to + 1 :]))


def _characters(text: str, random: Random) -> str:
    if not text:
        return text
    at = random.randrange(len(text))
    cut = random.choice((0, 1, 1, 3, 20))
    put = random.choice(("", chr(random.randrange(128)), chr(random.randrange(0x3000)), " ", "\n"))
    return text[:at] + put + text[at + cut :]


def _splice(text: str, random: Random) -> str:
    other = TEXTS[random.choice(tuple(TEXTS))](talk(random)).replace("word", "other")
    at, to = random.randrange(len(text) + 1), random.randrange(len(other) + 1)
    return text[:at] + other[to:] if random.random() < 0.5 else text[:at] + other + text[at:]


def _values(text: str, random: Random) -> str:
    """Put an odd value into a place of a JSON document."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return _tokens(text, random)
    places = list(_places(whole))
    if not places:
        return text
    holder, key = random.choice(places)
    if random.random() < 0.2:
        del holder[key]
    else:
        holder[key] = random.choice(VALUES)
    return json.dumps(whole)


def _places(value: object) -> Iterator[tuple[Any, str | int]]:
    """Yield every holder of a document with a key or an index of it."""
    if isinstance(value, dict):
        for key in value:
            yield value, key
            yield from _places(value[key])
    elif isinstance(value, list):
        for at, one in enumerate(value):
            yield value, at
            yield from _places(one)


def _bytes(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    noise = random.randbytes(random.choice((0, 1, 1, 2, 9)))
    return data[:at] + noise + data[at + random.choice((0, 1, 2, 50, len(data))) :]
