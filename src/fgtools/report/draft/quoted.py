"""Quotes of a draft held against the turns of the study: are these the words that were said?

Both sides are compared without what tidying may take out (fillers, repeated words), without
punctuation, and with stand-ins by their kind, since a stricter level names less of them. What is
cut out is marked `[...]`; the pieces must stand in one turn, in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from fgtools.marks import DETAIL, KIND, MARK, released
from fgtools.nouns import Finding, SafeTurn
from fgtools.report.draft.parts import Draft, Passage
from fgtools.safe import stored

LEAST_WORDS = 4
ALTERED = 80.0
"""Likeness to a turn, in per cent of letters, from which a quote is that turn's, altered."""
LOOKED_AT = 40
"""Turns that share most words with a quote: among them the nearest is looked for."""
MARKED = re.compile(
    r"“(?P<a>[^“”]+)”|\"(?P<b>[^\"\n]+)\"|«(?P<c>[^»]+)»|"
    r"(?<!\w)‘(?P<d>(?:[^‘’]|’(?=\w))+)’(?!\w)|(?<!\w)'(?P<e>(?:[^'\n]|(?<=\w)'(?=\w))+)'(?!\w)"
)
CUT = re.compile(r"\[\s*(?:\.{2,}|…)\s*\]|\(\s*(?:\.{3}|…)\s*\)|…|\.{3,}")
ATTRIBUTION = re.compile(r"\s*[—–-]{1,2}\s?\S")
TITLED = re.compile(
    r"\b(?:titled|entitled|called|headed|annex|section|chapter|question|asked(?: whether| if)?|"
    r"item|statement|option|report|paper|guidance|codebook|theme|topic|code|table|figure|labelled|"
    r"written as|known as)\W{0,3}$",
    re.IGNORECASE,
)
"""What stands before a title, a question or a label in quotation marks."""
TOKEN = re.compile(r"\[[^\[\]\n]{1,60}\]|[^\W_]+(?:['’][^\W_]+)*")
FILLED = "um umm uh uhm er erm ermm hm hmm mm mhm ah eh"
FILLERS = frozenset(FILLED.split())
ASIDES = (("you", "know"), ("i", "mean"), ("sort", "of"), ("kind", "of"))
LONGEST_STUMBLE = 4
LOW = "a an and as at but by for from if in into of on or our the to with your"
SMALL = frozenset(LOW.split())
"""Words that have no capital in a title."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words in quotation marks, or a block quote, and where they stand."""

    where: str
    text: str


def quotes(draft: Draft) -> Iterator[Quoted]:
    """Yield what a draft gives as somebody's words: four words or more, no title or question."""
    for passage in (p for p in draft.passages if p.kind not in ("heading", "picture")):
        inside = [Quoted(passage.at(at), words) for at, words in _marked(passage.text)]
        yield from inside or _block(passage)
    for row in (row for table in draft.tables for row in table.rows):
        for cell in row.cells:
            yield from (Quoted(row.where, words) for _, words in _marked(cell))


def _marked(text: str) -> Iterator[tuple[int, str]]:
    for match in MARKED.finditer(text):
        if _is_quote(text, match):
            yield match.start(), match[match.lastgroup or 0]


def _block(passage: Passage) -> Iterator[Quoted]:
    """Yield a block quote without quotation marks; the line that says whose it is is none."""
    long = len(TOKEN.findall(passage.text)) >= LEAST_WORDS
    if passage.kind == "quote" and long and not ATTRIBUTION.match(passage.text):
        yield Quoted(passage.where, passage.text)


def _is_quote(text: str, match: re.Match[str]) -> bool:
    words = TOKEN.findall(match[match.lastgroup or 0])
    titled = TITLED.search(text[: match.start()]) or all(
        w[0].isupper() or w.lower() in SMALL for w in words
    )
    return len(words) >= LEAST_WORDS and not titled


def canonical(text: str, *, kinds: bool = True) -> tuple[str, ...]:
    """Return the words of a text as they are compared; `kinds`: stand-ins by their kind."""
    words = [_word(token, kinds=kinds) for token in TOKEN.findall(text)]
    kept: list[str] = []
    for word in words:
        if word not in FILLERS:
            kept.append(word)
            _without_aside(kept)
            _without_stumble(kept)
    return tuple(kept)


def _word(token: str, *, kinds: bool) -> str:
    mark = MARK.fullmatch(token)
    if not mark:
        return token.lower().replace("’", "'").strip("[]")
    noun = mark["noun"]
    return f"[{KIND[noun] if noun else mark.group()[1:-1]}]" if kinds else "[]"


def _without_aside(words: list[str]) -> None:
    if tuple(words[-2:]) in ASIDES:
        del words[-2:]


def _without_stumble(words: list[str]) -> None:
    """Take out what was said twice at the end: "we, we", "it is it is", "I, I'm"."""
    if len(words) > 1 and words[-1].startswith(f"{words[-2]}'"):
        del words[-2]
    for size in range(1, LONGEST_STUMBLE + 1):
        if len(words) >= 2 * size and words[-size:] == words[-2 * size : -size]:
            del words[-size:]
            return


@dataclass(frozen=True)
class Spoken:
    """The turns of a study, ready to be compared."""

    turns: tuple[SafeTurn, ...]

    @cached_property
    def by_kind(self) -> dict[str, str]:
        """Return each turn's words, stand-ins by their kind."""
        return {t.id: f" {' '.join(canonical(t.text))} " for t in self.turns}

    @cached_property
    def bare(self) -> dict[str, str]:
        """Return each turn's words, all stand-ins alike."""
        return {t.id: f" {' '.join(canonical(t.text, kinds=False))} " for t in self.turns}

    def holds(self, quote: str) -> bool:
        """Tell whether the pieces of a quote stand in one turn, in order."""
        return bool(self.turn_of(quote))

    def turn_of(self, quote: str) -> str:
        """Return the first turn in which the pieces of a quote stand, in order; "" if none."""
        kinds = DETAIL not in quote
        pieces = [" ".join(canonical(p, kinds=kinds)) for p in CUT.split(quote)]
        said = [piece for piece in pieces if piece]
        turns = (self.by_kind if kinds else self.bare).items()
        return next((turn for turn, text in turns if _in_order(said, text)), "")

    def nearest(self, quote: str) -> tuple[str, float]:
        """Return the turn whose words are nearest, and how near in per cent; "" of no turns."""
        words = canonical(CUT.sub(" ", quote))
        own = set(words)
        ranked = sorted(self.by_kind, key=lambda t: (-len(own & set(self.by_kind[t].split())), t))[
            :LOOKED_AT
        ]
        asked = " ".join(words)
        near = [(_likeness(asked, self.by_kind[turn]), turn) for turn in ranked]
        score, turn = max(near, key=lambda n: (n[0], n[1]), default=(0.0, ""))
        return turn, score


def _in_order(pieces: Sequence[str], text: str) -> bool:
    at = 0
    for piece in pieces:
        found = text.find(f" {piece} ", at)
        if found < 0:
            return False
        at = found + len(piece) + 1
    return True


def _likeness(quote: str, turn: str) -> float:
    """Return how much of a quote a turn says; a turn shorter than the quote cannot say it all."""
    return fuzz.partial_ratio(quote, turn) if len(turn) > len(quote) else fuzz.ratio(quote, turn)


def untrue_quotes(
    draft: Draft, turns: Iterable[SafeTurn], *, level: str, known: Iterable[str] = ()
) -> Iterator[Finding]:
    """Find quotes that nobody in the study said so, or that show more than the level does.

    `known` are titles and labels, which are nobody's words; headings of the draft are known.
    Rationale: a quote that was altered puts words into somebody's mouth. Findings name the nearest
    turn, never the words.
    """
    spoken = Spoken(tuple(turns))
    titles = {*known, *(h for path in draft.headings for h in path)}
    spared = {canonical(title) for title in titles}
    for quote in quotes(draft):
        if canonical(quote.text) in spared:
            continue
        if not spoken.holds(quote.text):
            yield _unlike(quote, *spoken.nearest(quote.text))
        elif released(stored(quote.text), level) != quote.text:  # its words are a safe turn's
            what = f"a quote shows more of what was written over than the level {level} does"
            yield Finding("quote-stand-in", quote.where, what)


def _unlike(quote: Quoted, turn: str, score: float) -> Finding:
    near = f"{turn} ({score:.0f} % alike)"
    if score >= ALTERED:
        what = f"a quote is not what was said: the nearest turn is {near}"
        return Finding("quote-altered", quote.where, what, f"Read it: fgtools codes show {turn}")
    what = f"a quote is in no turn of the study: the nearest is {near}"
    return Finding("quote-unknown", quote.where, what)
