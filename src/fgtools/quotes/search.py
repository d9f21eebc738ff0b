"""Find quotes by words and by meaning."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fgtools.errors import Misused
from fgtools.nouns import Codebook, Coding, Participant, Quote, SafeTurn, Span
from fgtools.ports import Encoder, Vectors
from fgtools.quotes.reading import SHORTEST, words_of
from fgtools.quotes.stretches import Meanings, quote, quote_id
from fgtools.spans import WORD, overlap
from fgtools.utterances import utterances

BY_WORDS, BY_MEANING = 0.5, 0.5
"""What sharing every word of the query, and meaning exactly the same, add to a score."""
LEAST_MEANING = 0.3
"""Cosine below which an utterance that shares no word with the query is no hit."""
LONGEST = 60
SUFFIX = re.compile(r"(?:ies|ing|ed|es|s|ly)$|['’]\w+$")
SMALL = frozenset(
    WORD.findall(
        "a an and are as at be been by can could did do for from get had has have i if in is it "
        "its me my not of on or our so that the their them there they this to was we were what "
        "when who will with would you your"
    )
)
"""Words too common to be looked for."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A quote that answers a query, and how well: 0 to 1."""

    quote: Quote
    score: float


def search(
    query: str,
    turns: Sequence[SafeTurn],
    codings: Sequence[Coding],
    speakers: Mapping[str, Participant],
    codebook: Codebook,
    encoder: Encoder,
    *,
    reader: Encoder,
    theme: str = "",
    role: str = "",
    limit: int = 20,
) -> tuple[Hit, ...]:
    """Return the utterances that answer `query` best, at most one of a turn, best first.

    `reader` reads the query, which may name somebody: the one that keeps nothing of it. Only
    participants who count are searched. `theme` is a code's key or a part of its label and
    includes the codes below it; `role` is a role's key. Raises Misused where no code or nobody
    answers to them, or nothing is asked. Ties go by the order of `turns`.
    """
    if not WORD.search(query):
        raise Misused("nothing to look for", hint='Type: fgtools quotes find "waiting for panels"')
    coded = _coded(codings, _keys(theme, codebook))
    heard = [
        turn
        for turn in turns
        if turn.id in coded or not theme
        if _may_speak(speakers.get(turn.participant), role)
    ]
    if role and not any(_may_speak(person, role) for person in speakers.values()):
        known = sorted({p.role for p in speakers.values() if p.counts})
        raise Misused("nobody has that role", hint=f"Roles: {', '.join(known)}.")
    asked = reader.encode([query])[0]
    hits = _scored(query, asked, heard, speakers, coded, codebook, encoder)
    return tuple(sorted(hits, key=lambda hit: -hit.score)[:limit])


def find(
    quote: str,
    turns: Iterable[SafeTurn],
    codings: Iterable[Coding],
    speakers: Mapping[str, Participant],
    codebook: Codebook,
) -> Quote | None:
    """Return the quote of an id that a search may have answered with, None if there is none."""
    for turn in turns:
        person = speakers.get(turn.participant)
        if person is None or not _may_speak(person, ""):
            continue
        cuts = utterances(turn.text)
        for span in dict.fromkeys(_readable(turn.text, cut, cuts) for cut in cuts):
            if quote_id(turn.id, span) == quote:
                own = [c for c in codings if c.assigned and c.turn == turn.id]
                return _quote(turn, span, person, own, codebook)
    return None


def _may_speak(person: Participant | None, role: str) -> bool:
    return person is not None and person.counts and role in ("", person.role)


def _keys(theme: str, codebook: Codebook) -> frozenset[str]:
    """Return the keys of the codes that `theme` means and of all below them."""
    if not theme:
        return frozenset(code.key for code in codebook.codes)
    asked = theme.casefold()
    keys = {c.key for c in codebook.codes if c.key.casefold() == asked}
    keys = keys or {c.key for c in codebook.codes if asked in c.label.casefold()}
    if not keys:
        raise Misused("the codebook has no such code", hint="Type: fgtools codebook show")
    for code in codebook.codes:  # Parents come before their children.
        if code.parent in keys:
            keys.add(code.key)
    return frozenset(keys)


def _coded(codings: Iterable[Coding], keys: frozenset[str]) -> dict[str, list[Coding]]:
    coded: dict[str, list[Coding]] = {}
    for coding in codings:
        if coding.assigned and coding.code in keys:
            coded.setdefault(coding.turn, []).append(coding)
    return coded


def _scored(
    query: str,
    asked: Vectors,
    turns: Sequence[SafeTurn],
    speakers: Mapping[str, Participant],
    coded: Mapping[str, Sequence[Coding]],
    codebook: Codebook,
    encoder: Encoder,
) -> list[Hit]:
    meanings = Meanings(turns, encoder)
    said = {
        (turn.id, span): frozenset(_words(turn.text[span.start : span.end]))
        for turn in turns
        for span, _ in meanings.pieces(turn.id)
    }
    weights = _weights(query, said.values())
    hits = []
    for turn in turns:
        best, score = None, 0.0
        for span, row in meanings.pieces(turn.id):
            shared = sum(w for word, w in weights.items() if word in said[turn.id, span])
            near = float(row @ asked)
            if (shared or near >= LEAST_MEANING) and (
                worth := BY_WORDS * shared + BY_MEANING * max(near, 0.0)
            ) > score:
                best, score = span, worth
        if best:
            span = _readable(turn.text, best, [s for s, _ in meanings.pieces(turn.id)])
            made = _quote(turn, span, speakers[turn.participant], coded.get(turn.id, ()), codebook)
            hits.append(Hit(made, round(min(score, 1.0), 4)))
    return hits


def _words(text: str) -> list[str]:
    return [SUFFIX.sub("", word) or word for word in WORD.findall(text.casefold())]


def _weights(query: str, said: Iterable[frozenset[str]]) -> dict[str, float]:
    """Return the words to look for, the rarer the weightier, adding up to 1."""
    found = WORD.findall(query.casefold())
    asked = set(_words(" ".join([w for w in found if w not in SMALL] or found)))
    texts = list(said)
    counts = Counter(word for words in texts for word in words & asked)
    rare = {word: math.log(1 + len(texts) / (1 + counts[word])) for word in sorted(asked)}
    total = sum(rare.values())
    return {word: weight / total for word, weight in rare.items()} if total else {}


def _readable(text: str, span: Span, cuts: Sequence[Span]) -> Span:
    """Return the utterance with as many of the next, else the last, as make it long enough."""
    for other in (*cuts[cuts.index(span) + 1 :], *reversed(cuts[: cuts.index(span)])):
        joined = Span(min(span.start, other.start), max(span.end, other.end))
        if words_of(text[span.start : span.end]) >= SHORTEST:
            break
        if words_of(text[joined.start : joined.end]) <= LONGEST:
            span = joined
    return span


def _quote(
    turn: SafeTurn,
    span: Span,
    person: Participant,
    codings: Sequence[Coding],
    codebook: Codebook,
) -> Quote:
    on_it = sorted(
        codings, key=lambda c: (not overlap(c.span, span), -c.score, c.code)
    )  # A turn's coding names the theme even where its best utterance lies elsewhere.
    return quote(
        turn, span, person,
        theme=codebook.theme_of(on_it[0].code) if on_it else "",
        stance=on_it[0].stance if on_it else "none",
        why="answers the search",
    )  # fmt: skip
