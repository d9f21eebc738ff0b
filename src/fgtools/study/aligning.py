"""Where the words of a session's turns stand now that its transcript or redaction changed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import NamedTuple

from fgtools.nouns import SafeTurn, Span
from fgtools.spans import WORD

SURROGATE = re.compile(r"\[[^\[\]]*\]")
TOKEN = re.compile(rf"{SURROGATE.pattern}|{WORD.pattern}")
SMALL = 90_000
"""Pairs of words up to which a gap is compared word by word."""
ANCHORS = (6, 3, 1)
"""Lengths, in words, of the stretches said once that both texts are first hung up by."""
RUN = 4
"""Words in a row that two turns have in common by more than chance."""
SHORT = 3
"""Words of a whole short turn that are found in a row by more than chance."""
MOST = 0.5
"""Share of a stretch's words, or of a turn's, that must have stayed together."""


class Word(NamedTuple):
    """A word of a turn, or a surrogate: these are all alike, whoever they stand for."""

    key: str
    turn: int
    start: int
    end: int


class Block(NamedTuple):
    """A run of words that both texts have."""

    old: int
    new: int
    length: int


def blocks(old: Sequence[str], new: Sequence[str]) -> tuple[Block, ...]:
    """Return the runs of words that stayed, in order.

    Long texts are hung up by stretches said once in both (patience diff, Cohen 2010), what lies
    between is compared word by word: time grows with the number of words.
    """
    waiting = [(0, len(old), 0, len(new))]
    found: list[Block] = []
    while waiting:
        o, o_end, n, n_end = waiting.pop()
        start = o
        while o < o_end and n < n_end and old[o] == new[n]:
            o, n = o + 1, n + 1
        if o > start:
            found.append(Block(start, n - (o - start), o - start))
        tail = 0
        room = min(o_end - o, n_end - n)
        while tail < room and old[o_end - tail - 1] == new[n_end - tail - 1]:
            tail += 1
        o_end, n_end = o_end - tail, n_end - tail
        if tail:
            found.append(Block(o_end, n_end, tail))
        if o == o_end or n == n_end:
            continue
        hung = [] if (o_end - o) * (n_end - n) <= SMALL else _anchors(old, new, o, o_end, n, n_end)
        if hung:
            edges = [(o, n), *((a + 1, b + 1) for a, b in hung)]
            ends = [*hung, (o_end, n_end)]
            found += [Block(a, b, 1) for a, b in hung]
            waiting += [
                (a, a_end, b, b_end) for (a, b), (a_end, b_end) in zip(edges, ends, strict=True)
            ]
        else:
            found += _word_by_word(old, new, o, o_end, n, n_end)
    return tuple(_joined(sorted(found)))


def _joined(found: Sequence[Block]) -> Iterator[Block]:
    """Join runs that follow on one another in both texts."""
    run = Block(0, 0, 0)
    for block in found:
        if (block.old, block.new) == (run.old + run.length, run.new + run.length):
            run = run._replace(length=run.length + block.length)
            continue
        if run.length:
            yield run
        run = block
    if run.length:
        yield run


def _word_by_word(
    old: Sequence[str], new: Sequence[str], o: int, o_end: int, n: int, n_end: int
) -> Iterator[Block]:
    small = (o_end - o) * (n_end - n) <= SMALL
    same = SequenceMatcher(None, old[o:o_end], new[n:n_end], autojunk=not small)
    return (Block(o + a, n + b, k) for a, b, k in same.get_matching_blocks() if k)


def _anchors(
    old: Sequence[str], new: Sequence[str], o: int, o_end: int, n: int, n_end: int
) -> list[tuple[int, int]]:
    """Return places of stretches that are said once in both texts, as many as keep their order."""
    for length in ANCHORS:
        here = _said_once(old[o:o_end], length)
        there = _said_once(new[n:n_end], length)
        both = sorted((here[words], there[words]) for words in here.keys() & there.keys())
        if both:
            return [(o + a, n + b) for a, b in _rising(both)]
    return []


def _said_once(words: Sequence[str], length: int) -> dict[tuple[str, ...], int]:
    stretches = [tuple(words[at : at + length]) for at in range(len(words) - length + 1)]
    times = Counter(stretches)
    return {stretch: at for at, stretch in enumerate(stretches) if times[stretch] == 1}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest series of pairs in which both numbers rise (patience sorting)."""
    tops: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for number, (_, b) in enumerate(pairs):
        place = bisect_right(tops, b)
        before.append(at[place - 1] if place else -1)
        tops[place : place + 1] = [b]
        at[place : place + 1] = [number]
    series: list[tuple[int, int]] = []
    last = at[-1] if at else -1
    while last >= 0:
        series.append(pairs[last])
        last = before[last]
    return series[::-1]


Placed = Sequence[tuple[Word, int]]
"""The words of all turns in order, each with its place in its turn."""


def _slid(found: Sequence[Block], old: Placed, new: Placed) -> list[Block]:
    """Let gaps begin or end with a turn where the words around them allow it.

    Of "... never | never because" one "never" went: it is the one whose turn changed.
    """
    slid: list[Block] = []
    for block in found:
        if slid:
            before = slid[-1]
            by = _slide(before, block, old, new)
            slid[-1] = before._replace(length=before.length + by)
            block = Block(block.old + by, block.new + by, block.length - by)
        slid += [block] if block.length else []
    return [block for block in slid if block.length]


def _slide(before: Block, block: Block, old: Placed, new: Placed) -> int:
    """Return by how many words to move the gap between two runs, forwards or (negative) back."""
    gap_old = before.old + before.length, block.old
    gap_new = before.new + before.length, block.new
    if (gap_old[0] == gap_old[1]) == (gap_new[0] == gap_new[1]):
        return 0
    text, (start, end) = (old, gap_old) if gap_new[0] == gap_new[1] else (new, gap_new)

    def fits(by: int) -> bool:
        return any(at + by == len(text) or text[at + by][1] == 0 for at in (start, end))

    back = forth = 0
    while not fits(-back) and back < before.length:
        if text[start - back - 1][0].key != text[end - back - 1][0].key:
            break
        back += 1
    while not fits(forth) and forth < block.length:
        if text[start + forth][0].key != text[end + forth][0].key:
            break
        forth += 1
    return 0 if fits(0) else -back if fits(-back) else forth if fits(forth) else 0


@dataclass(frozen=True)
class Moved:
    """A stretch where it stands now; `share` of its words are the same, 0 to 1."""

    turn: SafeTurn
    span: Span
    share: float


@dataclass(frozen=True)
class Alignment:
    """Old and new turns of one session, and which of their words are the same."""

    old: Sequence[SafeTurn] = field(repr=False)
    new: Sequence[SafeTurn] = field(repr=False)
    old_words: Sequence[Sequence[Word]] = field(repr=False)
    new_words: Sequence[Sequence[Word]] = field(repr=False)
    same: Mapping[tuple[int, int], Mapping[int, int]] = field(repr=False)
    """For an old and a new turn, by their places: the words of the one and of the other."""

    def moved(self, turn: str, span: Span) -> tuple[Moved, ...]:
        """Return where a stretch of an old turn stands now, in one turn or in several.

        Empty where too few of its words are left, or where nobody knows which.
        """
        number = next((at for at, one in enumerate(self.old) if one.id == turn), None)
        if number is None:
            return ()
        words = self.old_words[number]
        mine = [at for at, w in enumerate(words) if w.start < span.end and w.end > span.start]
        found = [
            moved
            for (o, n), same in self.same.items()
            if o == number and (moved := self._in_turn(number, n, same, mine, span))
        ]
        return tuple(found) if sum(m.share for m in found) >= MOST else ()

    def came(self) -> tuple[SafeTurn, ...]:
        """Return the new turns that are not the old ones' words, or not mostly."""
        stayed: Counter[int] = Counter()
        for (_, n), pairs in self.same.items():
            stayed[n] += len(pairs)
        return tuple(
            turn
            for n, turn in enumerate(self.new)
            if not stayed[n] or stayed[n] < MOST * len(self.new_words[n])
        )

    def _in_turn(
        self, o: int, n: int, same: Mapping[int, int], mine: Sequence[int], span: Span
    ) -> Moved | None:
        kept = [at for at in mine if at in same]
        whole = bool(mine) and len(mine) == len(self.old_words[o])
        own = len(self.new_words[n])
        share = len(kept) / max(len(mine), 1)
        if not kept or not (share >= MOST or (whole and len(kept) >= MOST * own)):
            return None
        alone = all(other == o for other, turn in self.same if turn == n)
        if whole and alone:
            return Moved(self.new[n], Span(0, len(self.new[n].text)), share)
        lead, trail = mine.index(kept[0]), len(mine) - 1 - mine.index(kept[-1])
        taken = {w for (_, turn), pairs in self.same.items() if turn == n for w in pairs.values()}
        first, last = same[kept[0]], same[kept[-1]]
        while lead and first and first - 1 not in taken:
            first, lead = first - 1, lead - 1
        while trail and last + 1 < own and last + 1 not in taken:
            last, trail = last + 1, trail - 1
        now = self._edges(o, n, span, (mine[0], mine[-1]), (first, last))
        return Moved(self.new[n], now, share)

    def _edges(
        self, o: int, n: int, span: Span, mine: tuple[int, int], now: tuple[int, int]
    ) -> Span:
        """Return the stretch of words, with the marks around it that it had before."""
        before, after = self.old[o].text, self.new[n].text
        start, end = self.new_words[n][now[0]].start, self.new_words[n][now[1]].end
        head = before[span.start : max(span.start, self.old_words[o][mine[0]].start)]
        tail = before[min(span.end, self.old_words[o][mine[1]].end) : span.end]
        if head and after.endswith(head, 0, start):
            start -= len(head)
        if tail and after.startswith(tail, end):
            end += len(tail)
        return Span(start, end)


def align(old: Sequence[SafeTurn], new: Sequence[SafeTurn]) -> Alignment:
    """Find the words of a session's old turns in its new ones."""
    old_words, new_words = _words(old), _words(new)
    before = [(word, at) for words in old_words for at, word in enumerate(words)]
    after = [(word, at) for words in new_words for at, word in enumerate(words)]
    same: dict[tuple[int, int], dict[int, int]] = defaultdict(dict)
    longest: Counter[tuple[int, int]] = Counter()
    runs = blocks([w.key for w, _ in before], [w.key for w, _ in after])
    for block in _slid(runs, before, after):
        for step in range(block.length):
            (word, at), (other, place) = before[block.old + step], after[block.new + step]
            turns = word.turn, other.turn
            same[turns][at] = place
            longest[turns] = max(longest[turns], block.length)

    def by_chance(o: int, n: int) -> bool:
        both = len(same[o, n])
        mostly = [both >= MOST * len(words) for words in (old_words[o], new_words[n])]
        run = min(RUN, max(SHORT, len(old_words[o])))
        return longest[o, n] < run and not all(mostly) and not (any(mostly) and both >= RUN)

    kept = {turns: dict(pairs) for turns, pairs in sorted(same.items()) if not by_chance(*turns)}
    return Alignment(old, new, old_words, new_words, kept)


def _words(turns: Sequence[SafeTurn]) -> list[list[Word]]:
    def words(number: int, text: str) -> Iterator[Word]:
        for found in TOKEN.finditer(text):
            key = "[]" if found.group()[0] == "[" else found.group().lower()
            yield Word(key, number, found.start(), found.end())

    return [list(words(number, turn.text)) for number, turn in enumerate(turns)]
