"""The redacted study as a REFI-QDA project: texts, codes, codings, cases, times and memos."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from fgtools.exchange.code_text import described
from fgtools.exchange.guids import made
from fgtools.exchange.layout import Laid, lay_out
from fgtools.exchange.places import PLACE, place_in, place_key
from fgtools.exchange.records import (
    Case,
    CodeRow,
    Given,
    Memo,
    Project,
    Selection,
    Source,
    SyncPoint,
    User,
    Value,
    Variable,
)
from fgtools.nouns import Codebook, Coding, Participant, SafeTurn, Session, Span

COLORS = (
    "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7", "#999999",
)  # fmt: skip
"""Told apart by the colour-blind (Okabe and Ito 2008, Color Universal Design)."""
LONGEST_NAME = 60
Guids = Callable[[str, str], str]
"""Returns the guid of what has a kind and a key in this study, the same at every export."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A memo that came in: what it hangs on (kind: code, session, place, project; and its key)."""

    guid: str
    name: str
    text: str
    coder: str
    on: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Content:
    """What of a study goes out; `codings` are the machine's with decisions, and coders' layers.

    `variables` gives by participant the values that go with a case, in order of their names.
    """

    title: str
    origin: str
    at: str
    codebook: Codebook
    sessions: Sequence[Session]
    turns: Sequence[SafeTurn]
    speakers: Mapping[str, Participant]
    labels: Mapping[str, str]
    codings: Sequence[Coding]
    variables: Mapping[str, Mapping[str, str]]
    colors: Mapping[str, str]
    memos: Sequence[Noted] = ()
    times: bool = True


def build(content: Content, guids: Guids) -> Project:
    """Return the project; nothing in it depends on anything but the content and the guids."""
    by_session = _by_session(content)
    laid = laid_out(content)
    noted = _Notes(content.memos)
    sources = tuple(
        _source(content, guids, one, by_session[one.name], laid[one.name], noted)
        for one in content.sessions
    )
    coders = sorted({coding.coder for coding in content.codings})
    return Project(
        name=content.title,
        origin=content.origin,
        description="Redacted text. Internal: not for publication.",
        at=content.at,
        users=tuple(User(guids("user", coder), coder) for coder in coders),
        codes=tuple(_codes(content, guids, noted)),
        variables=tuple(
            Variable(guids("variable", name), name)
            for name in dict.fromkeys(n for row in content.variables.values() for n in row)
        ),
        cases=tuple(_cases(content, guids, laid, by_session)),
        sources=sources,
        memos=tuple(Memo(one.guid, one.name, one.text) for one in content.memos),
        notes=noted.on("project", ""),
    )


def laid_out(content: Content) -> dict[str, Laid]:
    """Return the text of each session by name."""
    turns = _by_session(content)
    return {
        one.name: lay_out((t.id, heading(content, t), t.text) for t in turns[one.name])
        for one in content.sessions
    }


def _by_session(content: Content) -> dict[str, list[SafeTurn]]:
    found: dict[str, list[SafeTurn]] = defaultdict(list)
    for turn in content.turns:
        found[turn.session].append(turn)
    return found


def heading(content: Content, turn: SafeTurn) -> str:
    """Return the line above a turn: who (without a name), in which role, when."""
    who = content.speakers.get(turn.participant)
    role = "Facilitator" if who and who.is_facilitator else ""
    if who and not role:
        role = content.labels.get(who.role, who.role)
    at = ""
    if turn.begin is not None:
        minutes, seconds = divmod(int(turn.begin), 60)
        at = f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}"
    return ", ".join(part for part in (turn.participant, role, at) if part)


class _Notes:
    """Which memos hang on what."""

    def __init__(self, memos: Sequence[Noted]) -> None:
        self._on: dict[tuple[str, str], list[str]] = defaultdict(list)
        for memo in memos:
            for kind, key in memo.on:
                self._on[kind, key].append(memo.guid)

    def on(self, kind: str, key: str) -> tuple[str, ...]:
        return tuple(self._on.get((kind, key), ()))

    def places(self, turn: str) -> Iterator[Span]:
        """Yield the spans of a turn on which memos hang."""
        for kind, key in self._on:
            if kind == PLACE and place_in(key)[0] == turn:
                yield place_in(key)[1]


def _source(
    content: Content, guids: Guids, session: Session, turns: Sequence[SafeTurn], laid: Laid,
    noted: _Notes,
) -> Source:  # fmt: skip
    guid = guids("session", session.name)
    own = {turn.id: turn for turn in turns}
    given: dict[tuple[str, Span], list[Coding]] = {
        (turn.id, Span(0, len(turn.text))): [] for turn in turns if turn.text
    }
    for turn in turns:
        for span in noted.places(turn.id):
            given.setdefault((turn.id, span), [])
    for coding in content.codings:
        if coding.turn in own and coding.span.start < coding.span.end:
            given.setdefault((coding.turn, coding.span), []).append(coding)
    order = sorted(given, key=lambda at: (own[at[0]].ordinal, at[1].start, -at[1].end))
    return Source(
        guid=guid,
        name=session.name,
        text=laid.text,
        selections=tuple(
            _selection(guids, guid, laid, at, given[at], noted) for at in order
        ),
        notes=noted.on("session", session.name),
        times=tuple(
            SyncPoint(made(guid, "time", turn.id), round(turn.begin * 1000), laid.begins[turn.id])
            for turn in turns
            if turn.begin is not None and content.times
        ),
    )  # fmt: skip


def selection_guid(source: str, turn: str, span: Span) -> str:
    """Return the guid of a stretch of a turn, the same at every export."""
    return made(source, "selection", turn, f"{span.start}-{span.end}")


def _selection(
    guids: Guids, source: str, laid: Laid, at: tuple[str, Span], codings: Sequence[Coding],
    noted: _Notes,
) -> Selection:  # fmt: skip
    turn, span = at
    place = laid.place(turn, span)
    words = laid.text[place.start : place.end]
    guid = selection_guid(source, turn, span)
    told = [said for coding in codings if (said := _said(coding))]
    return Selection(
        guid=guid,
        span=place,
        name=_named(words),
        description="\n".join(told),
        given=tuple(
            Given(
                made(guid, one.code, one.coder), guids("code", one.code), guids("user", one.coder)
            )
            for one in codings
        ),
        notes=noted.on(PLACE, place_key(turn, span)),
    )


def _named(words: str) -> str:
    """Return the words themselves, or how they begin, as programs call a selection."""
    flat = words if "\n" not in words else words.replace("\n", " ")
    return flat if len(flat) <= LONGEST_NAME else f"{flat[:LONGEST_NAME].rpartition(' ')[0]}..."


def _said(coding: Coding) -> str:
    """Say how sure the machine was of a code, the stance, and why it was given."""
    stance = f"stance {coding.stance}" if coding.stance not in ("", "none") else ""
    told = "; ".join(part for part in (stance, coding.why) if part)
    sure = f" ({coding.score:.0%} sure)" if coding.why else ""
    return f"{coding.code}{sure}: {told}" if told else ""


def _codes(content: Content, guids: Guids, noted: _Notes) -> Iterator[CodeRow]:
    for code, row in zip(
        content.codebook.codes,
        code_rows(content.codebook, guids, content.colors),
        strict=True,
    ):
        yield replace(row, notes=noted.on("code", code.key))


def code_rows(book: Codebook, guids: Guids, colors: Mapping[str, str]) -> Iterator[CodeRow]:
    """Yield the codes of a codebook; one without a colour of its own has its theme's."""
    tops = [code.key for code in book.codes if not code.parent]
    drawn = {key: COLORS[at % len(COLORS)] for at, key in enumerate(tops)}
    for code in book.codes:
        yield CodeRow(
            guids("code", code.key), code.label, described(code), True,
            colors.get(code.key) or drawn[book.theme_of(code.key)],
            guids("code", code.parent) if code.parent else "",
        )  # fmt: skip


def _cases(
    content: Content, guids: Guids, laid: Mapping[str, Laid],
    by_session: Mapping[str, Sequence[SafeTurn]],
) -> Iterator[Case]:  # fmt: skip
    for key, person in content.speakers.items():
        mine = [t for t in by_session.get(person.session, ()) if t.participant == key and t.text]
        if person.is_facilitator or not mine:
            continue
        source = guids("session", person.session)
        yield Case(
            guid=guids("case", key),
            name=key,
            values=tuple(
                Value(guids("variable", name), value)
                for name, value in content.variables.get(key, {}).items()
                if value
            ),
            sources=(source,),
            selections=tuple(
                selection_guid(source, t.id, Span(0, len(t.text))) for t in mine
            ),
        )  # fmt: skip
