"""A name found once for sure is a name everywhere in the study, whatever its case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from fgtools.names.allow import Allow
from fgtools.names.lexicon import name_flags, word_names
from fgtools.names.standing import Standing, standing
from fgtools.names.things import GENERAL, GLUE, SCHOOL, SERVICE
from fgtools.names.words import Talk, is_acronym, is_everyday, is_ordinary, talk
from fgtools.nouns import Find

KINDS = frozenset({"person", "school", "organisation", "place"})
SURE = 0.8
FOUND, UNSURE = 0.82, 0.4


@dataclass(frozen=True)
class Known:
    """Names surely found: the words of each, under its first word, with its kind."""

    by_first: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]


def known_from(finds: Iterable[tuple[Talk, Find]], allow: Allow) -> Known:
    """Gather the names of sure finds, and the parts of them that can stand alone."""
    kinds: dict[tuple[str, ...], str] = {}
    for said, find in finds:
        if find.kind not in KINDS or find.score < SURE or find.rule.startswith("roster-sound"):
            continue
        words = talk("", said.text[find.span.start : find.span.end]).words
        parts = tuple(word.low for word in words)
        plain = len(parts) == 1 and _is_word(parts[0], find.kind)
        if parts and not plain and not _spelt_out(parts):
            kinds.setdefault(parts, find.kind)
            for part in _standing_alone(parts, find.kind, allow):
                kinds.setdefault((part,), find.kind)
    table: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for parts, kind in kinds.items():
        table[parts[0]].append((parts, kind))
    return Known({
        first: tuple(sorted(named, key=lambda n: (-len(n[0]), n))) for first, named in table.items()
    })  # fmt: skip


def _is_word(low: str, kind: str) -> bool:
    """Tell whether a single word is a word rather than a name of this kind."""
    if kind != "person":
        return is_ordinary(low)
    flags = name_flags().get(low, "")
    return is_ordinary(low) and low not in word_names() and flags == flags.lower()


def _spelt_out(parts: tuple[str, ...]) -> bool:
    return all(len(part) == 1 for part in parts)


def _standing_alone(parts: tuple[str, ...], kind: str, allow: Allow) -> Iterator[str]:
    if len(parts) < 2:
        return
    for part in parts:
        dull = part in GENERAL | GLUE | SCHOOL | SERVICE or allow(part) or len(part) < 3
        if kind == "person":
            if not dull and (not is_everyday(part) or part in word_names()):
                yield part
        elif not dull and not is_ordinary(part) and part != "st":
            yield part


def find(said: Talk, known: Known, allow: Allow) -> Iterator[Find]:
    """Find the known names in one turn, guarded by ordinary words."""
    for i, word in enumerate(said.words):
        for parts, kind in known.by_first.get(word.low, ()):
            if all(said.low(i + k) == part for k, part in enumerate(parts)):
                last = i + len(parts) - 1
                if _holds(said, i, last, kind, allow):
                    yield Find(said.span(i, last), kind, "consistency", FOUND)
                break


def _holds(said: Talk, first: int, last: int, kind: str, allow: Allow) -> bool:
    words = said.words[first : last + 1]
    if len(words) > 1:
        shown = not said.cased or any(w.capital for w in words)
        return shown or not all(is_ordinary(w.low) for w in words)
    word = words[0]
    if word.capital and is_acronym(word.text):
        return False
    if is_everyday(word.low):
        named = kind == "person" and word.low in word_names()
        return named and standing(said, first, last) is Standing.NAME
    if allow(word.low):
        return False
    if is_ordinary(word.low) and not said.cased:
        return "F" in name_flags().get(word.low, "") and kind == "person"
    if is_ordinary(word.low) and said.cased and not word.capital:
        return "F" in name_flags().get(word.low, "") and kind == "person"
    return True


def misheard_in(finds: Iterable[tuple[Talk, Find]]) -> frozenset[tuple[str, ...]]:
    """Return the mishearings of several words that one session shows."""
    return frozenset(
        words
        for said, find in finds
        if find.rule == "roster-sound"
        and len(words := _lows(said.text[find.span.start : find.span.end])) > 1
    )


def _lows(text: str) -> tuple[str, ...]:
    return tuple(word.low for word in talk("", text).words)


def heard_again(said: Talk, misheard: frozenset[tuple[str, ...]]) -> list[Find]:
    """Find mishearings of the session once more: everyday words, so they are doubtful."""
    firsts = {words[0] for words in misheard}
    return [
        Find(said.span(i, i + len(words) - 1), "person", "roster-sound", UNSURE)
        for i, word in enumerate(said.words)
        if word.low in firsts
        for words in sorted(misheard)
        if tuple(w.low for w in said.words[i : i + len(words)]) == words
    ]
