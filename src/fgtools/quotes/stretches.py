"""Stretches of a turn that could stand as a quote: runs of neighbouring sentences."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise

import numpy as np

from fgtools.marks import readable
from fgtools.nouns import Codebook, Coding, Participant, Quote, SafeTurn, Span
from fgtools.ports import Encoder, Vectors
from fgtools.quotes.reading import LONGEST, SHORTEST, quality, words_of
from fgtools.quotes.tidy import tidy
from fgtools.safe import part
from fgtools.spans import overlap
from fgtools.utterances import SENTENCE_END, utterances

FIT = 0.8
"""How much a stretch's closeness to its code weighs against how well it reads (1)."""
ON_IT = 0.2
"""How much the share of the words that were coded weighs: other sentences come in only where the
quote reads better for them."""
FROM_ONE_TURN = 3
"""Stretches kept of one turn on one theme, so that there is another if the first is not to be."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of sentences of one turn, how well it reads (0 to 1) and what it means (unit row)."""

    turn: SafeTurn
    span: Span
    quality: float
    vector: Vectors


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that could stand for a theme.

    `fit` is the cosine with what the code is about; `order` is the turn's place in the study.
    """

    stretch: Stretch
    fit: float
    coding: Coding
    theme: str
    participant: Participant
    order: int


class Meanings:
    """The vectors of the utterances of some turns, encoded together once."""

    def __init__(self, turns: Iterable[SafeTurn], encoder: Encoder) -> None:
        texts = {turn.id: turn.text for turn in turns}
        cuts = {turn: utterances(text) for turn, text in texts.items()}
        words = [readable(texts[turn][a:b]) for turn, own in cuts.items() for a, b in own]
        rows = iter(encoded(words, encoder))
        self._pieces = {t: tuple((cut, next(rows)) for cut in own) for t, own in cuts.items()}
        self._read: dict[str, tuple[Span, ...]] = {}
        self._stretches: dict[tuple[str, Span], Stretch | None] = {}

    def pieces(self, turn: str) -> tuple[tuple[Span, Vectors], ...]:
        """Return the utterances of a turn and their vectors."""
        return self._pieces[turn]

    def stretches(self, turn: SafeTurn, about: Span) -> tuple[Stretch, ...]:
        """Return the readable runs of whole sentences that touch `about`, in order."""
        if turn.id not in self._read:
            self._read[turn.id] = tuple(_runs(turn.text))
        runs = (span for span in self._read[turn.id] if overlap(span, about))
        return tuple(found for span in runs if (found := self._stretch(turn, span)))

    def _stretch(self, turn: SafeTurn, span: Span) -> Stretch | None:
        """Return a run of sentences if it reads well enough; each is read once, for all codes."""
        at = turn.id, span
        if at not in self._stretches:
            value = quality(turn.text[span.start : span.end], turn.text[span.end :])
            meaning = self._meaning(turn.id, span) if value > 0 else None
            self._stretches[at] = None if meaning is None else Stretch(turn, span, value, meaning)
        return self._stretches[at]

    def _meaning(self, turn: str, span: Span) -> Vectors:
        """Return the middle of the utterances in `span`, each by the share of it that is quoted."""
        rows = [
            row * ((min(cut.end, span.end) - max(cut.start, span.start)) / (cut.end - cut.start))
            for cut, row in self.pieces(turn)
            if overlap(cut, span)
        ]
        return unit(reduce(np.add, rows))


def _runs(text: str) -> list[Span]:
    """Return every run of whole sentences of a quote's length: utterances, whose short first
    sentence ("Well. I'll say it.") may be left off."""
    cuts = [0, *(m.end() for m in SENTENCE_END.finditer(text)), len(text)]
    sizes = [words_of(text[a:b]) for a, b in pairwise(cuts)]
    runs = []
    for first in range(len(sizes)):
        size = 0
        for last in range(first, len(sizes)):
            size += sizes[last]
            if size > LONGEST:
                break
            if size >= SHORTEST:
                runs.append(_trimmed(text, cuts[first], cuts[last + 1]))
    return runs


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))


def encoded(texts: Sequence[str], encoder: Encoder) -> Sequence[Vectors]:
    """Return the vectors of `texts`; without texts, no model need be loaded."""
    return list(encoder.encode(texts)) if texts else []


def unit(vector: Vectors) -> Vectors:
    """Return a vector scaled to length 1; a zero vector stays zero."""
    length = float(np.linalg.norm(vector))
    return np.asarray(vector / length if length else vector, np.float32)


def code_vectors(codebook: Codebook, keys: Iterable[str], encoder: Encoder) -> dict[str, Vectors]:
    """Return what each code is about: the middle of its label, definition and examples."""
    wanted = set(keys)
    codes = [code for code in codebook.codes if code.key in wanted]
    texts = [(f"{c.label}. {c.definition}", *c.include, *c.examples) for c in codes]
    rows = iter(encoded([text for group in texts for text in group], encoder))
    return {
        code.key: unit(np.sum([next(rows) for _ in group], axis=0))
        for code, group in zip(codes, texts, strict=True)
    }


def candidates(
    turns: Sequence[SafeTurn],
    codings: Sequence[Coding],
    speakers: Mapping[str, Participant],
    codebook: Codebook,
    encoder: Encoder,
) -> tuple[Candidate, ...]:
    """Return the best stretches of every coding of a participant who counts, by turn and theme."""
    order = {turn.id: at for at, turn in enumerate(turns)}
    own = {t.id: t for t in turns if t.participant in speakers and speakers[t.participant].counts}
    theme = {code.key: codebook.theme_of(code.key) for code in codebook.codes}
    codings = sorted(
        (c for c in codings if c.assigned and c.turn in own),
        key=lambda c: (order[c.turn], theme[c.code], -c.score, c.span, c.code),
    )
    meanings = Meanings([own[t] for t in dict.fromkeys(c.turn for c in codings)], encoder)
    about = code_vectors(codebook, (c.code for c in codings), encoder)
    found: dict[tuple[str, str, Span], Candidate] = {}
    for coding in codings:
        turn = own[coding.turn]
        person, subject = speakers[turn.participant], theme[coding.code]
        for stretch, fit in _best(
            meanings.stretches(turn, coding.span), coding, about[coding.code]
        ):
            candidate = Candidate(stretch, fit, coding, subject, person, order[turn.id])
            found.setdefault((turn.id, subject, stretch.span), candidate)
    return tuple(found.values())


def _best(
    stretches: Iterable[Stretch], coding: Coding, about: Vectors
) -> list[tuple[Stretch, float]]:
    """Return the stretches that read best and are most on the code, each with its fit."""

    def worth(stretch: Stretch, fit: float) -> float:
        (start, end), coded = stretch.span, coding.span
        share = (min(end, coded.end) - max(start, coded.start)) / (end - start)
        return round(stretch.quality + FIT * fit + ON_IT * share, 6)

    fits = [(s, round(float(s.vector @ about), 6)) for s in stretches]
    return sorted(fits, key=lambda f: (-worth(*f), f[0].span))[:FROM_ONE_TURN]


def quote_id(turn: str, span: Span) -> str:
    """Return a quote's id: the same for the same words, and no hint at the session."""
    place = f"{turn}:{span.start}-{span.end}"
    return "q-" + hashlib.blake2b(place.encode("utf-8"), digest_size=4).hexdigest()


def quote(
    turn: SafeTurn, span: Span, person: Participant, *, theme: str, stance: str, why: str
) -> Quote:
    """Make the record of a quote: its words tidied, its place untouched."""
    return Quote(
        id=quote_id(turn.id, span), turn=turn.id, span=span, session=turn.session,
        participant=turn.participant, role=person.role, theme=theme, stance=stance,
        text=tidy(part(turn.text, span)), why=why, begin=turn.begin,
    )  # fmt: skip
