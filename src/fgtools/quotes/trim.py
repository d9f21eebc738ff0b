"""Cut words out of a quote by hand: only cuts, kept as numbers of its words and never as words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from fgtools.errors import Misused
from fgtools.nouns import Span
from fgtools.quotes.tidy import tidy
from fgtools.safe import SafeText, part, stored

MARK = "[...]"
"""What is printed where words were cut out (UK Data Service)."""
TYPED_MARK = re.compile(r"\[\s*(?:\.\s*\.\s*\.|…)\s*\]")
TOKEN = re.compile(r"(?:\[[^\[\]\n]*\]|[^\W_]+)(?:['’][^\W_]+)*")
BEFORE = re.compile(r"[\"'“‘(£$€]+$")
BEHIND = re.compile(r"[^\w\s\[]*")
LEFT_OVER = ",;:–—- "
"""Marks that lead on to what was cut."""
STOP = re.compile(r"[.!?…,;:–—]|\s-\s")
"""Marks that end a clause, so that a "not" behind them is of other words."""
JOINS = re.compile(
    "and|but|or|because|cos|so|when|while|if|unless|although|though|which|who|whereas|then"
)
NEGATION = re.compile(
    r"(?:not|no|never|nobody|none|nothing|neither|nor|nowhere|hardly|barely|scarcely|seldom|rarely|"
    r"without|cannot|\w+n['’]t)(?:['’]\w+)?",
    re.IGNORECASE,
)


class Word(NamedTuple):
    """A word of a quote as it is looked for, and where it stands; surrogates are all alike."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Trim:
    """The words of a quote that a person kept, as half-open runs of their numbers, from 0.

    `wording` is the digest of all words of the quote: where they changed, nobody cut these.
    """

    kept: tuple[Span, ...]
    wording: str

    def fits(self, text: str) -> bool:
        """Tell whether a quote's words as spoken are still the ones that were cut."""
        return self.wording == wording(text)


def words(text: str) -> tuple[Word, ...]:
    """Return the words of a text, the same whatever their case, apostrophes and hyphens."""
    return tuple(
        Word(re.sub(r"\[.*\]", "[]", re.sub("['’]", "", m[0].casefold())), *m.span())
        for m in TOKEN.finditer(text)
    )


def wording(text: str) -> str:
    """Return a digest of a text's words: the same whatever its punctuation and surrogates are."""
    said = " ".join(word.key for word in words(text))
    return hashlib.blake2b(said.encode("utf-8"), digest_size=8).hexdigest()


def trim(spoken: SafeText, typed: str) -> Trim:
    """Return the trim that a person means who copied a quote and put [...] where words are to go.

    `spoken` is the quote as spoken; words that `tidy` takes out need not be typed. Raises Misused,
    without repeating a word, where something is typed that is no run of the quote's words, where
    nothing is cut or left, and where a "not" is cut from beside words that stay.
    """
    said, silent = words(spoken), _silent(spoken)
    pieces = [found for piece in TYPED_MARK.split(typed) if (found := words(piece))]
    if not pieces:
        raise Misused("no words of the quote are left", hint="To leave a quote out, drop it.")
    runs = [_runs(said, silent, [word.key for word in piece]) for piece in pieces]
    for number, (piece, run) in enumerate(zip(pieces, runs, strict=True), 1):
        if not run:
            raise _no_run(said, silent, piece, number, len(pieces))
    kept = _in_order(runs, silent)
    if len(kept) < len(pieces):
        raise Misused(
            f"piece {len(kept) + 1} of {len(pieces)} does not come after the piece before it, with "
            "words between them to cut",
            hint="Keep the pieces in the order of the quote.",
        )
    cut = _cut(kept, len(said))
    if not cut - silent:
        raise Misused("nothing is cut", hint=f"Put {MARK} in place of the words to cut.")
    if _turned_round(spoken, kept):
        raise Misused(
            'this cuts a "not" (or no, never, nobody) from beside words that stay, which would '
            "turn round what was said",
            hint="Keep it, or cut the whole clause that it belongs to.",
        )
    return Trim(kept, wording(spoken))


def trimmed(spoken: SafeText, kept: Sequence[Span]) -> SafeText:
    """Return a quote's kept words as they are printed: tidied, with a mark where some were cut."""
    return tidy(joined(spoken, kept))


def joined(spoken: SafeText, kept: Sequence[Span]) -> SafeText:
    """Return a quote's kept words as spoken, with a mark wherever words between them were cut."""
    said = words(spoken)
    pieces = []
    for run in kept:
        start, end = said[run.start].start, said[run.end - 1].end
        opening = BEFORE.search(spoken, said[run.start - 1].end if run.start else 0, start)
        behind = BEHIND.match(spoken, end)
        piece = part(
            spoken, (opening.start() if opening else start, behind.end() if behind else end)
        )
        pieces.append(piece if run.end == len(said) else piece.rstrip(LEFT_OVER))
    return stored(f" {MARK} ".join(pieces))


def lost_negation(spoken: str, kept: Sequence[Span]) -> bool:
    """Tell whether a "not" is among the words that were cut, wherever it stood."""
    said = words(spoken)
    return any(_negates(spoken, said[at]) for at in _cut(kept, len(said)))


def _silent(spoken: SafeText) -> frozenset[int]:
    """Return the numbers of the words that `tidy` takes out."""
    printed = iter([word.key for word in words(tidy(spoken))])
    due = next(printed, None)
    silent = set()
    for at, word in enumerate(words(spoken)):
        if word.key == due:
            due = next(printed, None)
        else:
            silent.add(at)
    return frozenset(silent)


def _runs(said: Sequence[Word], silent: frozenset[int], piece: Sequence[str]) -> list[Span]:
    """Return every run of the quote's words that reads as a piece, the earliest first."""
    found = []
    for start, word in enumerate(said):
        if word.key == piece[0] and (end := _read(said, silent, piece, start)[1]):
            found.append(Span(start, end))
    return found


def _read(
    said: Sequence[Word], silent: frozenset[int], piece: Sequence[str], start: int
) -> tuple[int, int]:
    """Return how many words of a piece are read from a place on, and where it ends, 0 if nowhere.

    All ways are followed at once: of "the, er, the list" either "the" may be the one meant.
    """
    ends = {start}
    for number, key in enumerate(piece):
        after = set()
        for at in ends:
            while at < len(said):
                if said[at].key == key:
                    after.add(at + 1)
                if at not in silent:
                    break
                at += 1
        if not after:
            return number, 0
        ends = after
    return len(piece), min(ends)


def _no_run(
    said: Sequence[Word], silent: frozenset[int], piece: Sequence[Word], number: int, of: int
) -> Misused:
    keys = [word.key for word in piece]
    fits = max((_read(said, silent, keys, at)[0] for at in range(len(said))), default=0)
    where = f"its first {fits} are" if fits > 1 else "its first word is" if fits else "none is"
    return Misused(
        f"piece {number} of {of} is no run of the quote's words: of its {len(piece)} words {where} "
        f"there{f', word {fits + 1} is not what comes next' if fits else ' to begin with'}",
        hint="Words can only be cut: copy the quote and put [...] in place of the words to go.",
    )


def _in_order(runs: Sequence[Sequence[Span]], silent: frozenset[int]) -> tuple[Span, ...]:
    """Return one run a piece, each the earliest behind the one before and words to cut.

    Fewer runs than pieces where the next has no such place.
    """
    kept: list[Span] = []
    for found in runs:
        last = kept[-1].end if kept else -1
        fit = next((r for r in found if not kept or {*range(last, r.start)} - silent), None)
        if fit is None:
            break
        kept.append(fit)
    return tuple(kept)


def _cut(kept: Sequence[Span], count: int) -> frozenset[int]:
    return frozenset(range(count)) - {at for run in kept for at in range(*run)}


def _turned_round(spoken: str, kept: Sequence[Span]) -> bool:
    said = words(spoken)
    stays = frozenset(range(len(said))) - _cut(kept, len(said))
    return any(
        _negates(spoken, word) and _beside(spoken, said, at, stays)
        for at, word in enumerate(said)
        if at not in stays
    )


def _negates(spoken: str, word: Word) -> bool:
    return NEGATION.fullmatch(spoken, word.start, word.end) is not None


def _beside(spoken: str, said: Sequence[Word], at: int, stays: frozenset[int]) -> bool:
    """Tell whether a word that is cut has words that stay in its own clause."""
    ahead, back = range(at, len(said)), range(at, -1, -1)
    return any(_reaches(spoken, said, way, stays) for way in (ahead, back))


def _reaches(spoken: str, said: Sequence[Word], way: Sequence[int], stays: frozenset[int]) -> bool:
    for here, there in pairwise(way):
        first, second = sorted((said[here], said[there]), key=lambda word: word.start)
        if STOP.search(spoken, first.end, second.start) or JOINS.fullmatch(said[there].key):
            return False
        if there in stays:
            return True
    return False
