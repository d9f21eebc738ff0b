"""A text as the encoder's pieces of words, with the case of each word beside them.

The encoder reads everything in lower case, yet a capital says much about a name: each piece
carries how its word was written.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from tokenizers import Tokenizer

from fgtools.utterances import utterances

START, END, PAD = 101, 102, 0
"""[CLS], [SEP] and [PAD] in the vocabulary of all-MiniLM-L6-v2."""
CASES = 5
"""Ways in which a word is written: lower, Title, UPPER, mIxed, without letters."""
WINDOW = 126
"""Pieces that are read together, [CLS] and [SEP] not counted."""
STRIDE = 86


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of one text: vocabulary ids, case of the word, word number; and each word's place.

    `words` are (start, end) in code points; `ids`, `cases` and `word_of` are equally long;
    `begins` are the pieces with which its utterances begin.
    """

    ids: tuple[int, ...]
    cases: tuple[int, ...]
    word_of: tuple[int, ...]
    words: tuple[tuple[int, int], ...]
    begins: tuple[int, ...] = (0,)


def tokenizer(folder: Path) -> Tokenizer:
    """Read the encoder's tokeniser, without truncation or padding."""
    made = Tokenizer.from_file(str(folder / "tokenizer.json"))
    made.no_truncation()
    made.no_padding()
    return made


def pieces(reader: Tokenizer, texts: Sequence[str]) -> Iterator[Pieces]:
    """Cut texts into pieces, in order."""
    for text, made in zip(
        texts, reader.encode_batch(list(texts), add_special_tokens=False), strict=True
    ):
        words: list[tuple[int, int]] = []
        cases: list[int] = []
        word_of: list[int] = []
        last = None
        for number, (start, end) in zip(made.word_ids, made.offsets, strict=True):
            if number != last:
                words.append((start, end))
                last = number
            words[-1] = (words[-1][0], end)
            word_of.append(len(words) - 1)
        written = [case_of(text[start:end]) for start, end in words]
        cases = [written[at] for at in word_of]
        begins = _begins(text, [words[at][0] for at in word_of])
        yield Pieces(tuple(made.ids), tuple(cases), tuple(word_of), tuple(words), begins)


def _begins(text: str, starts: Sequence[int]) -> tuple[int, ...]:
    """Return the number of the piece with which each utterance begins, 0 first."""
    if len(starts) <= WINDOW:
        return (0,)
    return tuple(
        dict.fromkeys((0, *(bisect_left(starts, span.start) for span in utterances(text))))
    )


def case_of(word: str) -> int:
    """Return how a word is written: 0 lower, 1 Title, 2 UPPER, 3 mixed, 4 without letters."""
    if not any(char.isalpha() for char in word):
        return 4
    if word.islower():
        return 0
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return 1
    return 2 if word.isupper() else 3


class Window(NamedTuple):
    """Pieces that are read together, and those among them for which this reading counts."""

    start: int
    end: int
    first: int
    last: int


def windows(count: int, begins: Sequence[int] = (0,)) -> tuple[Window, ...]:
    """Return the windows in which a text of so many pieces is read; each piece counts once.

    As many whole utterances as fit are read together (`begins` as in `Pieces`). One that is longer
    than a window is read in several that overlap, where each answers for its own half: a name is
    best read far from an edge.
    """
    made: list[Window] = []
    ends = [*begins[1:], count]
    start = 0
    for begin, end in zip(begins, ends, strict=True):
        if end - start > WINDOW and begin > start:
            made.append(Window(start, begin, start, begin))
            start = begin
        if end - start > WINDOW:
            made.extend(_overlapping(start, end))
            start = end
    if count > start:
        made.append(Window(start, count, start, count))
    return tuple(made)


def _overlapping(begin: int, end: int) -> Iterator[Window]:
    starts = [*range(begin, end - WINDOW, STRIDE), end - WINDOW]
    borders = [begin, *((a + WINDOW + b) // 2 for a, b in pairwise(starts)), end]
    for start, (first, last) in zip(starts, pairwise(borders), strict=True):
        yield Window(start, start + WINDOW, first, last)
