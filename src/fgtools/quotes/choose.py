"""Choose quotes that stand for what was said: typical ones, the range of views, many voices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from fgtools.nouns import Codebook, Coding, Participant, Quote, SafeTurn, Span
from fgtools.ports import Encoder
from fgtools.quotes.reasons import Reason, Shown, quiet_ones, reasons
from fgtools.quotes.stretches import Candidate, candidates, encoded, quote
from fgtools.spans import overlap

Place = tuple[str, int, int] | tuple[str, int, int, str]
"""Turn, start, end and, where it is known, the theme that a person chose the words for."""


def choose(
    turns: Sequence[SafeTurn],
    codings: Sequence[Coding],
    speakers: Mapping[str, Participant],
    codebook: Codebook,
    encoder: Encoder,
    *,
    per_theme: int = 6,
    per_person: int = 2,
    chosen: Sequence[Place] = (),
    dropped: Sequence[Place] = (),
    may: Callable[[Quote], bool] = lambda _: True,
    beside: Callable[[Quote, Sequence[Quote]], bool] = lambda _quote, _others: True,
) -> tuple[Quote, ...]:
    """Choose quotes for every theme, in the codebook's order, each with its reason in plain words.

    `codings` are the assigned ones; `turns` are in the study's order, which settles ties. Only
    participants who count are quoted, each at most `per_person` times in all and once for a theme,
    and no turn twice. `chosen` places always come in, first, unless their turn is gone or its
    speaker does not count; a place without a theme goes to that of the surest coding on its words,
    or to "". Words that overlap a `dropped` place never come in. `may` is asked of every other
    quote, and `beside` of it and those of the same participant that are in already, so that one
    which the guard stops gives way to the next best.
    """
    found = candidates(turns, codings, speakers, codebook, encoder)
    accepted = _accepted(chosen, turns, codings, speakers, codebook)
    vectors = encoded([q.text for q in accepted], encoder)
    themes = [code.key for code in codebook.themes]
    pools = {theme: [c for c in found if c.theme == theme] for theme in themes}
    quiet = quiet_ones(turns, speakers)
    taken = _Taken(per_person, (), may, beside)
    _fill(taken, pools, quiet, per_theme)
    if chosen or dropped:
        # What nobody decided on stays, so that a decision changes no more of a report than it must.
        before, taken = taken.shown, _Taken(per_person, dropped, may, beside)
        for q, row in zip(accepted, vectors, strict=True):
            taken.take(Shown(q, row))
        for one in (one for theme in themes for one in before.get(theme, ())):
            of_theme = taken.shown.get(one.quote.theme, ())
            if len(of_theme) < per_theme and taken.leaves(one.quote):
                taken.take(one)
        _fill(taken, pools, quiet, per_theme)
    return tuple(s.quote for theme in (*themes, "") for s in taken.shown.get(theme, ()))


def _fill(
    taken: _Taken, pools: Mapping[str, Sequence[Candidate]], quiet: frozenset[str], per_theme: int
) -> None:
    """Take quotes for every theme that has fewer than it may, as long as there are any."""
    plans = {theme: iter(reasons(pool, quiet, per_theme)) for theme, pool in pools.items()}
    # The theme with the fewest candidates picks first, before the others use its people up.
    for theme in _in_turns(sorted(pools, key=lambda t: len(pools[t])), per_theme):
        if len(taken.shown.get(theme, ())) < per_theme:
            _pick(plans[theme], pools[theme], taken)


def in_order(quotes: Sequence[Quote], orders: Iterable[Sequence[str]]) -> tuple[Quote, ...]:
    """Put quotes of a theme into the orders that people gave, one after the other, by their ids.

    The named ones come first in their theme, the others after them in the order they had; ids that
    are none of the quotes count for nothing, and no theme moves.
    """
    by_theme: dict[str, list[Quote]] = {}
    for q in quotes:
        by_theme.setdefault(q.theme, []).append(q)
    for order in orders:
        rank = {key: at for at, key in enumerate(order)}
        for own in by_theme.values():
            own.sort(key=lambda q: rank.get(q.id, len(rank)))
    return tuple(q for own in by_theme.values() for q in own)


@dataclass(slots=True)
class _Taken:
    """The report's quotes so far, and what they leave free."""

    per_person: int
    dropped: Sequence[Place]
    may: Callable[[Quote], bool]
    beside: Callable[[Quote, Sequence[Quote]], bool]
    shown: dict[str, list[Shown]] = field(default_factory=dict)
    people: dict[str, list[Quote]] = field(default_factory=dict)

    def take(self, one: Shown) -> None:
        """Show one more quote."""
        self.shown.setdefault(one.quote.theme, []).append(one)
        self.people.setdefault(one.quote.participant, []).append(one.quote)

    def has_room(self, candidate: Candidate) -> bool:
        """Tell whether its person and turn may still be shown, before its words are tidied."""
        turn = candidate.stretch.turn
        of_person = self.people.get(turn.participant, ())
        return len(of_person) < self.per_person and all(
            q.theme != candidate.theme and q.turn != turn.id for q in of_person
        )

    def leaves(self, quote: Quote) -> bool:
        """Tell whether a quote's words and person may still be shown for its theme."""
        of_person = self.people.get(quote.participant, ())
        return (
            len(of_person) < self.per_person
            and all(q.theme != quote.theme and q.turn != quote.turn for q in of_person)
            and not any(
                d[0] == quote.turn and overlap(quote.span, Span(d[1], d[2])) for d in self.dropped
            )
            and (not of_person or self.beside(quote, of_person))
        )


def _in_turns(themes: Iterable[str], rounds: int) -> Iterator[str]:
    order = tuple(themes)
    return (theme for _ in range(rounds) for theme in order)


def _pick(plan: Iterator[Reason], pool: Sequence[Candidate], taken: _Taken) -> None:
    """Take the best quote for the next reason of a theme that has one."""
    for reason in plan:
        for candidate in _best_first(reason, pool, taken):
            if not taken.has_room(candidate):
                continue
            made = _made(candidate, reason.why)
            if taken.leaves(made) and taken.may(made):
                taken.take(Shown(made, candidate.stretch.vector))
                return


def _made(candidate: Candidate, why: str) -> Quote:
    stretch = candidate.stretch
    return quote(
        stretch.turn, stretch.span, candidate.participant,
        theme=candidate.theme, stance=candidate.coding.stance, why=why,
    )  # fmt: skip


def _best_first(reason: Reason, pool: Sequence[Candidate], taken: _Taken) -> list[Candidate]:
    shown = taken.shown.get(pool[0].theme, []) if pool else []
    fitting = [c for c in pool if reason.holds(c, shown)]
    return sorted(
        fitting, key=lambda c: (-round(reason.value(c, shown), 6), c.order, c.stretch.span)
    )


def _accepted(
    chosen: Sequence[Place],
    turns: Sequence[SafeTurn],
    codings: Sequence[Coding],
    speakers: Mapping[str, Participant],
    codebook: Codebook,
) -> list[Quote]:
    by_id = {turn.id: turn for turn in turns}
    made = []
    for place in dict.fromkeys(chosen):
        turn = by_id.get(place[0])
        if turn is None or turn.participant not in speakers:
            continue
        person = speakers[turn.participant]
        span = Span(place[1], min(place[2], len(turn.text)))
        if not person.counts or span.start >= span.end:
            continue
        on_it = [c for c in codings if c.assigned and c.turn == turn.id and overlap(c.span, span)]
        on_it.sort(key=lambda c: (-c.score, c.code))
        named = place[3] if len(place) == 4 else ""
        if named:
            on_it = [c for c in on_it if codebook.theme_of(c.code) == named]
        theme = named or (codebook.theme_of(on_it[0].code) if on_it else "")
        stance = on_it[0].stance if on_it else "none"
        made.append(quote(turn, span, person, theme=theme, stance=stance, why="chosen by people"))
    return made
