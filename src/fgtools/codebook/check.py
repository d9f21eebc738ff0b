"""A codebook is checked for what would make coders, human or machine, disagree.

`where` is a code's key. Rules: no-definition, draft-definition, no-example, unknown-see,
see-circle, self-contradiction, near-duplicate, indistinct, shared-text, cue-in-two-codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from rapidfuzz import process

from fgtools.codebook.likeness import Wording, plain, same_text
from fgtools.nouns import Code, Codebook, Finding

SEE = re.compile(r"\(see ([^()]+)\)", re.IGNORECASE)
DRAFT = "Draft:"
INDISTINCT = 0.5
"""Cosine of two codes' words from which nobody could tell them apart; 0.2 where codes are sound."""
FEW = 5
"""Words, each counted once, below which a code says too little to be compared by its words."""


def check(codebook: Codebook) -> tuple[Finding, ...]:
    """Return what is to be put right, code by code in the codebook's order."""
    found = [finding for code in codebook.codes for finding in _alone(code, codebook)]
    words = Wording(codebook.codes)
    for one, other in combinations(codebook.codes, 2):
        alike = [*_alike(one, other)]
        found += alike or _indistinct(one, other, words)
        found += [*_shared_texts(one, other), *_shared_cues(one, other), *_circle(one, other)]
    order = {code.key: place for place, code in enumerate(codebook.codes)}
    return tuple(sorted(found, key=lambda f: (order[f.where], f.rule, f.what)))


def _alone(code: Code, codebook: Codebook) -> Iterator[Finding]:
    if not code.definition:
        hint = "Say in a sentence what talk has this code."
        yield Finding("no-definition", code.key, "the code has no definition", hint)
    if code.definition.startswith(DRAFT):
        what = "the definition is still the draft that was proposed"
        yield Finding("draft-definition", code.key, what, "Say in your own words what talk has it.")
    if not code.examples:
        hint = "Add two sentences as somebody would say them."
        yield Finding("no-example", code.key, "the code has no example", hint)
    yield from _unknown_see(code, codebook)
    yield from _contradiction(code)


def _unknown_see(code: Code, codebook: Codebook) -> Iterator[Finding]:
    keys = [other.key for other in codebook.codes]
    for text in (code.definition, *code.include, *code.exclude):
        for key in _seen(text):
            if key not in keys:
                near = process.extractOne(key, keys, score_cutoff=70)
                hint = f"Is {near[0]} meant?" if near else ""
                yield Finding("unknown-see", code.key, f"there is no code {key} to see", hint)
            elif key == code.key:
                hint = "Name the code where such talk belongs."
                yield Finding("see-circle", code.key, "it points to itself", hint)


def _seen(text: str) -> Iterator[str]:
    """Yield the keys that a text says to see."""
    for named in SEE.findall(text):
        yield from filter(None, re.split(r"\s*[,;]\s*|\s+(?:and|or)\s+", named.strip()))


def _contradiction(code: Code) -> Iterator[Finding]:
    out = {plain(_said(text)) for text in code.exclude}
    for name in ("include", "examples", "cues"):
        for text in getattr(code, name):
            if plain(_said(text)) in out:
                what = f'"{text}" is both in {name} and in exclude'
                yield Finding("self-contradiction", code.key, what, "Take it out of one of them.")


def _said(text: str) -> str:
    return SEE.sub("", text)


def _circle(one: Code, other: Code) -> Iterator[Finding]:
    """Find talk that each of two codes sends to the other."""
    for mine in (text for text in one.exclude if other.key in _seen(text)):
        for theirs in (text for text in other.exclude if one.key in _seen(text)):
            if same_text(_said(mine), _said(theirs)):
                what = f'"{_said(mine).strip()}" is sent to {other.key}, which sends it back'
                yield Finding("see-circle", one.key, what, "Say in one of them that it is in.")


def _alike(one: Code, other: Code) -> Iterator[Finding]:
    pairs = (("label", one.label, other.label), ("definition", one.definition, other.definition))
    for name, mine, theirs in pairs:
        if same_text(mine, theirs):
            what = f"the {name} is almost that of {other.key}"
            hint = "Join the two codes, or say what parts them."
            yield Finding("near-duplicate", one.key, what, hint)


def _indistinct(one: Code, other: Code, words: Wording) -> Iterator[Finding]:
    few = min(len(words.words(one)), len(words.words(other))) < FEW
    cosine = 0.0 if few else words.cosine(one, other)
    if cosine >= INDISTINCT:
        what = f"says much the same as {other.key} (likeness {cosine:.2f})"
        hint = "Say in each of the two, under exclude, what belongs to the other (see KEY)."
        yield Finding("indistinct", one.key, what, hint)


def _shared_texts(one: Code, other: Code) -> Iterator[Finding]:
    for name in ("include", "examples"):
        for mine in getattr(one, name):
            if any(same_text(mine, theirs) for theirs in getattr(other, name)):
                what = f'"{mine}" stands in {name} of {other.key} too'
                yield Finding("shared-text", one.key, what, "Leave it where it belongs.")


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
    mine, theirs = plain(cue), plain(other)
    if mine.endswith("*"):
        return " " not in theirs.removeprefix(mine[:-1]) and theirs.startswith(mine[:-1])
    return mine == theirs
