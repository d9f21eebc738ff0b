"""A codebook is checked for what would make coders, human or machine, disagree.

Rules: no-definition, no-example, near-duplicate, cue-in-two-codes, unknown-see,
self-contradiction. `where` is a code's key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from rapidfuzz import fuzz, process

from fgtools.nouns import Code, Codebook, Finding

SEE = re.compile(r"\(see ([^()]+)\)", re.IGNORECASE)
ALIKE = 90
"""Likeness, 0 to 100, of words in any order, from which two texts are near-duplicates."""


def check(codebook: Codebook) -> tuple[Finding, ...]:
    """Return what is to be put right, code by code in the codebook's order."""
    found = [finding for code in codebook.codes for finding in _alone(code, codebook)]
    for one, other in combinations(codebook.codes, 2):
        found += [*_alike(one, other), *_shared_cues(one, other)]
    order = {code.key: place for place, code in enumerate(codebook.codes)}
    return tuple(sorted(found, key=lambda f: (order[f.where], f.rule, f.what)))


def _alone(code: Code, codebook: Codebook) -> Iterator[Finding]:
    if not code.definition:
        hint = "Say in a sentence what talk has this code."
        yield Finding("no-definition", code.key, "the code has no definition", hint)
    if not code.examples:
        hint = "Add two sentences as somebody would say them."
        yield Finding("no-example", code.key, "the code has no example", hint)
    yield from _unknown_see(code, codebook)
    yield from _contradiction(code)


def _unknown_see(code: Code, codebook: Codebook) -> Iterator[Finding]:
    keys = [other.key for other in codebook.codes]
    for text in (code.definition, *code.include, *code.exclude):
        for named in SEE.findall(text):
            for key in re.split(r"\s*[,;]\s*|\s+(?:and|or)\s+", named.strip()):
                if key and key not in keys:
                    near = process.extractOne(key, keys, score_cutoff=70)
                    hint = f"Is {near[0]} meant?" if near else ""
                    yield Finding("unknown-see", code.key, f"there is no code {key} to see", hint)


def _contradiction(code: Code) -> Iterator[Finding]:
    out = {_plain(SEE.sub("", text)) for text in code.exclude}
    for name, texts in (("include", code.include), ("cues", code.cues)):
        for text in texts:
            if _plain(text) in out:
                what = f'"{text}" is both in {name} and in exclude'
                yield Finding("self-contradiction", code.key, what, "Take it out of one of them.")


def _alike(one: Code, other: Code) -> Iterator[Finding]:
    pairs = (("label", one.label, other.label), ("definition", one.definition, other.definition))
    for name, mine, theirs in pairs:
        if mine and theirs and fuzz.token_sort_ratio(_plain(mine), _plain(theirs)) >= ALIKE:
            what = f"the {name} is almost that of {other.key}"
            hint = "Join the two codes, or say what parts them."
            yield Finding("near-duplicate", one.key, what, hint)


def _shared_cues(one: Code, other: Code) -> Iterator[Finding]:
    for mine in one.cues:
        for theirs in other.cues:
            if _covers(mine, theirs) or _covers(theirs, mine):
                named = f'"{mine}"' if mine == theirs else f'"{mine}" ("{theirs}" there)'
                what = f"the cue {named} is also one of {other.key}"
                hint = "Keep it where it tells most; a longer phrase may part the two."
                yield Finding("cue-in-two-codes", one.key, what, hint)


def _covers(cue: str, other: str) -> bool:
    """Tell whether a cue is said whenever the other is, star as the end of a stem."""
    mine, theirs = _plain(cue), _plain(other)
    if mine.endswith("*"):
        return " " not in theirs.removeprefix(mine[:-1]) and theirs.startswith(mine[:-1])
    return mine == theirs


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("-", " ").replace("’", "'").split()).rstrip(".")
