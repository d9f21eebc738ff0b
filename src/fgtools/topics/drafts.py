"""A code drafted from a group of talk that no code took up. A person reads it, and renames it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence

from fgtools.nouns import Code
from fgtools.topics.gaps import Group
from fgtools.topics.marking import Mark
from fgtools.topics.phrases import phrases, without_surrogates

CUES = 8
"""Phrases that a draft lists at most."""
MOSTLY = 0.5
"""Share of the talk that holds a phrase from which it is a cue of the group..."""
OFTEN, HEAVY = 0.15, 20.0
"""...or a smaller share, where its log-likelihood ratio is so high (p < .00001) that the rest is
talk of the same kind in turns that have some other code."""
EXAMPLES = 3
"""Examples of a draft at most, each of another person."""
NAMED = 2
"""Phrases in a draft's label."""
NO_KEY = re.compile(r"[\W_]+")


LONG = 6
"""Letters from which a single word is proposed as a cue: shorter ones mean many things."""


def draft(group: Group, keys: Collection[str], taken: Callable[[str], bool]) -> Code:
    """Return the code that a group proposes: its label, definition and cues are its own phrases.

    `keys` are those of the codebook, `taken` tells whether a phrase is a cue of one of its codes:
    such a phrase would speak for both.
    """
    cues = tuple(cues_of(group.marks, taken))
    named = group.terms or (group.label,)
    said = [_as_said(phrase, group) for phrase in named[: NAMED + 1]]
    return Code(
        key=_key(named, keys),
        label=_label(said[:1] if " " in said[0] else said[:NAMED]),
        definition=f"Draft: talk about {_listed(said)}.",
        examples=examples_of(group),
        cues=cues,
    )


def cues_of(marks: Sequence[Mark], taken: Callable[[str], bool]) -> Iterator[str]:
    """Yield the phrases that speak for the group, in every form in which they were said.

    A phrase that holds a shorter cue adds nothing to it.
    """
    chosen: list[str] = []
    for mark in sorted(marks, key=lambda one: len(one.forms[0].split())):
        for form in mark.forms if _is_cue(mark) and _telling(mark) else ():
            words = f" {form.lower()} "
            if not taken(form) and not any(f" {cue} " in words for cue in chosen):
                chosen.append(form.lower())
    order = {form.lower(): at for at, mark in enumerate(marks) for form in mark.forms}
    yield from sorted(chosen, key=lambda cue: order[cue])[:CUES]


def _telling(mark: Mark) -> bool:
    """Tell whether a phrase says its subject outside this group too: one short word does not."""
    return len(mark.forms[0].split()) > 1 or len(mark.forms[0]) >= LONG


def _is_cue(mark: Mark) -> bool:
    return mark.share >= MOSTLY or (mark.share >= OFTEN and mark.weight >= HEAVY)


def examples_of(group: Group) -> tuple[str, ...]:
    """Return words of different people; surrogates are read as what they stand for."""
    said = (as_example(one.text) for one in group.exemplars)
    return tuple(dict.fromkeys(said))[:EXAMPLES]


def as_example(text: str) -> str:
    """Return redacted words as a codebook holds them: on one line, without anybody's surrogate."""
    return " ".join(without_surrogates(text).split())


def _key(named: Sequence[str], keys: Collection[str]) -> str:
    """Return the first phrase as a key, or the first two, or a numbered one, if it is in use."""
    used = {key.lower() for key in keys}
    first = _slug(named[0])
    both = _slug(" ".join(named[:NAMED]))
    numbered = (f"{first}-{at}" for at in range(2, len(used) + 3))
    return next(key for key in (first, both, *numbered) if key not in used)


def _slug(text: str) -> str:
    return NO_KEY.sub("-", text.lower()).strip("-")[:40].strip("-") or "new-code"


def _as_said(phrase: str, group: Group) -> str:
    """Return a phrase with its capitals: `welsh language` is `Welsh language` within sentences."""
    within = re.compile(rf"(?<=[\w,] )({re.escape(phrase)})(?!\w)", re.IGNORECASE)
    forms = Counter(found for one in group.members for found in within.findall(one.text))
    return min(forms, key=lambda form: (-forms[form], form != phrase, form), default=phrase)


def _label(named: Sequence[str]) -> str:
    text = _listed(named)
    return text[0].upper() + text[1:]


def _listed(words: Sequence[str]) -> str:
    apart: list[str] = []
    for word in words:
        if not any({*phrases(word)} & {*phrases(other)} for other in apart):
            apart.append(word)
    *others, last = apart or list(words[:1])
    return f"{', '.join(others)} and {last}" if others else last
