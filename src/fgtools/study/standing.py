"""Which decisions hold on a session, where their words stand, and which lost them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fgtools.errors import FgtoolsError
from fgtools.nouns import Span
from fgtools.quotes.stretches import quote_id
from fgtools.study.carrying import Placed, origins
from fgtools.study.decisions import (
    ACCEPT,
    CODE,
    OPEN,
    ORDER,
    REJECT,
    TOPIC,
    TRIM,
    Turns,
    place_in,
    taken_back,
    turns_of_label,
)
from fgtools.study.folder import Folder
from fgtools.study.picks import trim_in
from fgtools.study.private import DECISIONS, NUMBERED, NUMBERS, SPEAKERS
from fgtools.study.reading import WITHDRAWN
from fgtools.study.store import Decision
from fgtools.transcripts.source import ANY_SIZE

if TYPE_CHECKING:
    from fgtools.transcripts.recording import Recording


@dataclass(frozen=True, slots=True)
class Standing:
    """A decision that holds, and where its words stand: nowhere if they are gone."""

    decision: Decision
    placed: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class NotCarried:
    """A decision whose words or label are gone; it waits, should they come back.

    `where` is the turn it was made on, as that was numbered then, the speaker or the session.
    """

    what: str
    where: str
    subject: str
    todo: str


def standing(folder: Folder, session: str) -> dict[int, Standing]:
    """Return the decisions that hold on a session's turns, by their ids.

    None holds that was taken back, nor does what took it back.
    """
    near = folder.store.decisions_near(session)
    carried = folder.store.carried(session) if near else ()
    turns = Turns(folder.store.turns(session) if near else (), carried)
    back = taken_back((one for one in near if one.what == CODE), turns)
    latest: dict[tuple[str, str, str], Standing] = {}
    for decision in near:
        made_on = origins(decision)
        if not any(turn.rpartition("/")[0] == session for turn in made_on):
            continue
        if decision.what == TOPIC:
            here = sorted(turns_of_label(decision, carried) & turns.by_id.keys())
            placed = tuple((turns.by_id[t], Span(0, len(turns.by_id[t].text))) for t in here)
        else:
            off = back.get(decision.id)
            placed = tuple(one for one in turns.places(decision) if one[0].id not in (off or ()))
            if _leaves_open(decision) or (off is not None and not placed):
                continue
        about = (placed[0][0].id if placed else str(decision.id)) if decision.what == CODE else ""
        latest[decision.what, decision.subject, about] = Standing(decision, placed)
    return {one.decision.id: one for one in latest.values()}


def _leaves_open(decision: Decision) -> bool:
    return decision.what == CODE and place_in(decision.value)[1]["verdict"] == OPEN


def places(placed: Sequence[Placed]) -> list[tuple[str, Span]]:
    """Return where words stand, without them."""
    return [(turn.id, span) for turn, span in placed]


def words(placed: Sequence[Placed]) -> str:
    """Return the redacted words that stand in some places."""
    return " ".join(turn.text[span.start : span.end] for turn, span in placed)


def waiting(folder: Folder, session: str) -> tuple[NotCarried, ...]:
    """Return all decisions on a session whose words or label are not in it now."""
    rows = [
        row
        for name, header in (("speakers.csv", SPEAKERS), ("decisions.csv", DECISIONS))
        for row in folder.private.rows(name, header)
        if row["session"] == session
    ]
    recording = transcript_of(folder, session) if rows else None
    found = [*_waiting_in_turns(folder, session)]
    if recording:
        found += [*_waiting_labels(folder, session, recording)]
        found += [*_waiting_words(folder, session, recording)]
    return tuple(found)


def transcript_of(folder: Folder, session: str) -> Recording | None:
    """Return a session's transcript as it is kept, None where none can be read."""
    from fgtools.transcripts.read import read  # readers of every format take a while

    path = folder.private.transcripts().get(session)
    try:
        return read(path, limit_mb=ANY_SIZE)[0] if path else None
    except FgtoolsError:
        return None


def _waiting_in_turns(folder: Folder, session: str) -> Iterator[NotCarried]:
    for one in standing(folder, session).values():
        if one.decision.what in (TRIM, ORDER):
            yield from _waiting_cuts(one)
        elif not one.placed and not _stands_elsewhere(folder, one.decision):
            yield _lost(one.decision)


def _stands_elsewhere(folder: Folder, decision: Decision) -> bool:
    """Tell whether the label of a topic stands on turns of any session."""
    if decision.what != TOPIC:
        return False
    named = turns_of_label(decision, folder.store.carried())
    return any(turn.id in named for turn in folder.store.turns())


def _waiting_cuts(one: Standing) -> Iterator[NotCarried]:
    """Yield the quotes whose words changed since somebody cut them.

    Where they are gone, the decision that keeps the quote tells it.
    """
    trim = trim_in(one.decision) if one.decision.what == TRIM else None
    for turn, span in one.placed if trim else ():
        if trim and not trim.fits(turn.text[span.start : span.end]):
            theme = place_in(one.decision.value)[1]["theme"]
            todo = f"fgtools quotes trim {quote_id(turn.id, span)}"
            yield NotCarried(kind_of(one.decision), origins(one.decision)[0], theme, todo)


def kind_of(decision: Decision) -> str:
    """Return what was decided on turns, in plain words."""
    if decision.what == TOPIC:
        return "name of a topic"
    _, said = place_in(decision.value)
    if decision.what == CODE:
        return "code taken off" if said["verdict"] == REJECT else "code set"
    if decision.what in (TRIM, ORDER):
        return "quote cut" if decision.what == TRIM else "order of quotes"
    return "quote kept" if said["verdict"] == ACCEPT else "quote dropped"


def _lost(decision: Decision) -> NotCarried:
    kind, turn = kind_of(decision), origins(decision)[0]
    if decision.what == TOPIC:
        todo = "fgtools topics show, then: fgtools topics name"
        return NotCarried(kind, turn, decision.subject, todo)
    _, said = place_in(decision.value)
    if decision.what == CODE:
        off = " --reject" if said["verdict"] == REJECT else ""
        todo = f"fgtools codes set TURN --code {decision.subject}{off}"
        return NotCarried(kind, turn, decision.subject, todo)
    return NotCarried(kind, turn, said["theme"], "fgtools quotes pick")


def _waiting_labels(folder: Folder, session: str, now: Recording) -> Iterator[NotCarried]:
    """Yield the speakers that people settled whose label is gone, by their numbers.

    A label that was only corrected has the number of the one it is now.
    """
    numbers = {
        r["label"]: int(r["number"])
        for r in folder.private.rows(NUMBERED, NUMBERS)
        if r["session"] == session
    }
    labels = {turn.speaker for turn in now.turns}
    there = {number for label, number in numbers.items() if label in labels}
    for row in folder.private.rows("speakers.csv", SPEAKERS):
        number = numbers.get(row["label"], 0)
        gone = row["label"] not in labels and number not in there
        if row["session"] == session and gone and row["role"] != WITHDRAWN:
            todo = f"fgtools transcripts speakers --session {session}"
            yield NotCarried("speaker settled", f"{session}, number {number}", row["role"], todo)


def _waiting_words(folder: Folder, session: str, now: Recording) -> Iterator[NotCarried]:
    """Yield the decisions on words, made for this session alone, that nobody says in it now."""
    said = "\n".join(turn.text for turn in now.turns).casefold()
    for row in folder.private.rows("decisions.csv", DECISIONS):
        whole = re.compile(rf"(?<!\w){re.escape(row['words'].casefold())}(?!\w)")
        if row["session"] == session and not whole.search(said):
            what = "words that are a name" if row["is_name"] == "yes" else "words that are no name"
            yield NotCarried(what, session, row["kind"], "fgtools names review")
