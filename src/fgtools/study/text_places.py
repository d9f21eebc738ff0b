"""Where the words of a colleague's texts stand in the study: known by guid, or by the words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fgtools.exchange.build import laid_out
from fgtools.exchange.layout import Laid
from fgtools.exchange.records import Project, Source
from fgtools.nouns import SafeTurn, Span
from fgtools.spans import WORD
from fgtools.study import exporting
from fgtools.study.aligning import blocks
from fgtools.study.folder import Folder

LEAST = 0.5
"""Share of a text's words that a session must have said, in order, to be known by them."""
LIKELY = 3
"""Sessions that are compared word by word with a text of which nothing else is known."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the words of a source stand in a session's turns: exactly, or word by word."""

    session: str
    laid: Laid | None
    words: tuple[Span, ...]
    places: Mapping[int, tuple[str, Span]]

    def turns(self, span: Span) -> tuple[tuple[str, Span], ...]:
        """Return the turns that a span of the source touches, with the span in each."""
        if self.laid is not None:
            return self.laid.turns(span)
        first = bisect_right([word.end for word in self.words], span.start)
        last = bisect_left([word.start for word in self.words], span.end)
        found: dict[str, Span] = {}
        for at in range(first, last):
            if at in self.places:
                turn, (start, end) = self.places[at]
                before = found.get(turn, Span(start, end))
                found[turn] = Span(min(before.start, start), max(before.end, end))
        return tuple(found.items())


def places(folder: Folder, project: Project) -> dict[str, Places]:
    """Return by guid where the words of each source stand; a source of no session is left out."""
    laid = laid_out(exporting.content_of(folder, folder.codebook()))
    guids = {guid: key for (kind, key), guid in folder.store.outside().items() if kind == "session"}
    turns: dict[str, list[SafeTurn]] = defaultdict(list)
    for turn in folder.store.turns():
        turns[turn.session].append(turn)
    found: dict[str, Places] = {}
    for source in project.sources:
        name = guids.get(source.guid, "")
        order = sorted(laid, key=lambda one: one != name)
        same = next((one for one in order if laid[one].text == source.text), None)
        if same is not None:
            found[source.guid] = Places(same, laid[same], (), {})
        elif aligned := _aligned(source, turns, name):
            found[source.guid] = aligned
    return found


def _aligned(source: Source, turns: Mapping[str, Sequence[SafeTurn]], name: str) -> Places | None:
    """Return the places of a text that was changed, word by word, in the session that fits best."""
    words = [Span(*match.span()) for match in WORD.finditer(source.text)]
    said = [source.text[w.start : w.end].casefold() for w in words]
    counts = Counter(said)
    best: Places | None = None
    most = 0
    for session in [name] if name in turns else _likely(counts, turns):
        theirs = [
            (turn.id, Span(*match.span()), match.group().casefold())
            for turn in turns[session]
            for match in WORD.finditer(turn.text)
        ]
        places: dict[int, tuple[str, Span]] = {}
        for block in blocks([word for _, _, word in theirs], said):
            for step in range(block.length):
                turn, span, _ = theirs[block.old + step]
                places[block.new + step] = (turn, span)
        if len(places) > most:
            most = len(places)
            best = Places(session, None, tuple(words), places)
    least = LEAST * len(words) if name not in turns else 1
    return best if best is not None and most >= least else None


def _likely(counts: Counter[str], turns: Mapping[str, Sequence[SafeTurn]]) -> list[str]:
    """Return the few sessions that share the most words with a text, by counts."""
    shared: dict[str, int] = {}
    for session, those in turns.items():
        own = Counter(m.group().casefold() for t in those for m in WORD.finditer(t.text))
        shared[session] = sum((own & counts).values())
    return sorted(shared, key=lambda name: (-shared[name], name))[:LIKELY]
