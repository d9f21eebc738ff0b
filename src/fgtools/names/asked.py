"""What a name model is asked about: the stretches of talk in which something may be a name.

A model takes most of the time that names take. An utterance in which every word is one of the
dictionary, and none is written or known as a name, would hardly be written over whatever the model
made of it (see `modelled.LIMITS`), so it is not read: half of all talk.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from fgtools.names.lexicon import nicknames, word_names
from fgtools.names.words import Talk, Word, is_acronym, is_everyday, is_ordinary, talk
from fgtools.nouns import Find, Span
from fgtools.utterances import utterances

Finder = Callable[[Sequence[str]], Sequence[Sequence[Find]]]


def asked(find: Finder, texts: Sequence[str]) -> list[tuple[Find, ...]]:
    """Return a model's finds in each text, in order; each distinct stretch is read once."""
    cut = [worth_reading(text) for text in texts]
    said = [[text[a:b] for a, b in spans] for text, spans in zip(texts, cut, strict=True)]
    distinct = list(dict.fromkeys(words for group in said for words in group))
    found = dict(zip(distinct, find(distinct), strict=True))
    return [
        tuple(
            replace(one, span=Span(one.span.start + span.start, one.span.end + span.start))
            for words, span in zip(group, spans, strict=True)
            for one in found[words]
        )
        for group, spans in zip(said, cut, strict=True)
    ]


def worth_reading(text: str) -> tuple[Span, ...]:
    """Return the runs of utterances of a text in which some word may be a name, in order."""
    said = talk("", text)
    at = 0
    runs: list[Span] = []
    touches = False
    for start, end in utterances(text):
        first = at
        while at < len(said.words) and said.words[at].start < end:
            at += 1
        if any(_may_name(said, word) for word in said.words[first:at]):
            runs[-1:] = [Span(runs[-1].start, end)] if touches else [*runs[-1:], Span(start, end)]
            touches = True
        else:
            touches = False
    return tuple(runs)


def _may_name(said: Talk, word: Word) -> bool:
    """Tell whether a word may be part of a name as it is written here.

    Where the recogniser writes capitals, a word of the dictionary in lower case is no name ("will",
    "bill"), nor is one that people say all the time where it opens a sentence.
    """
    low = word.low
    if not said.cased:
        return not is_everyday(low) or low in word_names()
    if not is_ordinary(low):
        return True
    if not word.capital or len(low) == 1 or low.startswith("i'"):
        return False
    if low in word_names() or low in _first_names():  # in capitals throughout as well
        return True
    return not is_acronym(word.text) and not (word.opens and is_everyday(low))


@cache
def _first_names() -> frozenset[str]:
    """Return first names and their short forms, part by part, everyday words among them."""
    known = (*nicknames(), *(short for same in nicknames().values() for short in same))
    return frozenset(part for name in known for part in name.split("-"))
