"""The words of a CHAT main line without its codes.

CHAT marks on the words how they were said: retracings, fragments, lengthening, errors. What was
said stays, also where it was taken back; what the transcriber adds in square brackets goes.
Manual: https://talkbank.org/0info/manuals/CHAT.html
"""

from __future__ import annotations

import re
from typing import NamedTuple

from fgtools.spans import WORD

BULLET = re.compile("\x15[^\x15\n]{0,300}\x15?|(?<!\\S)[•·]?\\d+_\\d+[•·]?(?!\\S)")
"""Times in milliseconds between 0x15, older ones with the name of the recording before them."""
TIMES = re.compile(r"(?<!\d)(\d{1,10})_(\d{1,10})(?!\d)")
CODE = re.compile(r"""\[(?:[/*=:+\-%?<>!^#"'~,$@][^\[\]]*|x ?\d+|\d+|e)\]""")
PAUSE = re.compile(r"\((?:\.{1,3}|\d*[.:]?\d*[.:]?\d*)\)|#[\d_:.]*")
UNINTELLIGIBLE = re.compile(r"(?:xxx?|yyy?|www)(?:@\S*)?")
OMITTED = re.compile(r"0\*?[^\W\d_][^\s.?!]*")
FORM = re.compile(r"@[a-z]{1,3}(?:[:$&+][\w:$&+-]*)?(?=[.,?!;]*$)")
LENGTHENED = re.compile(r"(?<=[^\W\d_]):+|:+(?=[^\W\d_])")
COMPOUND = re.compile(r"(?<=[^\W_])[_+](?=[^\W_])")
ELIDED = re.compile(r"(?<=\w['’])\+(?=\w)")
OVERLAP = re.compile(r"[⌈⌉⌊⌋]\d?")
DRAWN = dict.fromkeys(map(ord, "<>()^ˈˌ↑↓⇗↗→↘⇘∞≈≋≡∆∇°▔▁⁎☺♋∬∮∙⁑↻‹›〔〕"))
"""Scopes, omitted sounds, stress, pitch, tempo and voice, written on or round the words."""
CUT_SHORT = ("+/.", "+//.", "+...")
SPACED = re.compile(r"\s+(?=[.,?!;…](?:\s|$|[?!.]))")
LONGEST_EVENT = 60


class Spoken(NamedTuple):
    """What a main line says, and how many words of codes and of omitted words it holds."""

    text: str
    coded: int
    omitted: int


def times(line: str) -> tuple[float | None, float | None]:
    """Return when a main line begins and ends, in seconds, by its first and last bullet."""
    found = [pairs[-1] for bullet in BULLET.findall(line) if (pairs := TIMES.findall(bullet))]
    if not found:
        return None, None
    return int(found[0][0]) / 1000, int(found[-1][1]) / 1000


def spoken(line: str) -> Spoken:
    """Return the words of a main line as running text, and the count of what is left out."""
    plain = BULLET.sub(" ", line)
    coded = sum(len(WORD.findall(code)) for code in CODE.findall(plain))
    tokens = CODE.sub(" ", plain).replace("‡", " , ").replace("„", " , ").split()
    omitted = [token for token in tokens if OMITTED.fullmatch(token)]
    said = (_said(token) for token in tokens if not OMITTED.fullmatch(token))
    return Spoken(
        SPACED.sub("", " ".join(part for part in said if part)),
        coded,
        sum(len(WORD.findall(token)) for token in omitted),
    )


def _said(token: str) -> str:
    """Return what a token of the line stands for: a word, a stop, an event or nothing."""
    if token.isascii() and token.isalpha() and not UNINTELLIGIBLE.fullmatch(token):
        return token
    bare = OVERLAP.sub("", token.strip("<>"))
    stop = len(bare.rstrip(".?!,;"))
    if not re.search(r"\w", bare):
        return _stop(bare)
    if bare[:stop] == "0":
        return bare[stop:]
    if PAUSE.fullmatch(bare) or bare.startswith(("&{", "&}")):
        return ""
    if bare.startswith("&="):
        return _event(bare[2:])
    if interposed := re.match(r"&\*[^:\s]*:", bare):
        return _event(bare[interposed.end() :])
    if UNINTELLIGIBLE.fullmatch(bare[:stop]):
        return f"[{bare[:stop]}]{bare[stop:]}"
    return _word(re.sub(r"^(?:&[-+~]?|#|\+(?=\w))", "", bare))


def _stop(token: str) -> str:
    """Return punctuation as people write it: `+...` trails off, `+/.` is cut short."""
    if PAUSE.fullmatch(token):
        return ""
    if not token.startswith("+"):
        return token.translate(DRAWN)
    if token in CUT_SHORT:
        return "…"
    return {".": ".", "?": "?", "!": "!"}.get(token[-1], "")


def _event(words: str) -> str:
    """Return an event in brackets, as other transcripts write it."""
    plain = " ".join(WORD.findall(words.replace("_", " ")))
    return f"[{plain[:LONGEST_EVENT]}]" if plain else ""


def _word(token: str) -> str:
    plain = ELIDED.sub("", FORM.sub("", token).translate(DRAWN))
    return COMPOUND.sub(" ", LENGTHENED.sub("", plain))
