"""What people decide about doubtful words; the words stay in the private zone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from fgtools.errors import Misused
from fgtools.study.folder import Folder
from fgtools.study.private import DECISIONS
from fgtools.study.stage_names import hear_all

FILE = "decisions.csv"
CONTEXT = 60
"""Characters shown on either side of a doubtful word: a line of context."""
HARM = ("person", "post", "health", "school", "organisation", "place")
"""The order of questions: what harms most when it gets out comes first."""


@dataclass(frozen=True, slots=True)
class Question:
    """A doubtful stretch with its context, for the eyes of who may see the recording."""

    session: str
    kind: str
    reason: str
    words: str = field(repr=False)
    before: str = field(repr=False)
    after: str = field(repr=False)


def questions(folder: Folder) -> tuple[Question, ...]:
    """Return the open questions, most harmful first; the same words are asked once a session."""
    heard = hear_all(folder)
    texts = {turn.id: turn.text for session in heard.values() for turn in session.turns}
    asked: dict[tuple[str, str], Question] = {}
    for doubt in folder.store.doubts():
        session, text = doubt.turn.rpartition("/")[0], texts[doubt.turn]
        start, end = doubt.span
        words = text[start:end]
        question = Question(
            session, doubt.kind, doubt.reason, words,
            text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT],
        )  # fmt: skip
        asked.setdefault((session, words.casefold()), question)
    rank = {kind: at for at, kind in enumerate(HARM)}
    return tuple(sorted(asked.values(), key=lambda q: rank.get(q.kind, len(HARM))))


def decide(folder: Folder, words: str, *, is_name: bool, session: str, kind: str = "") -> None:
    """Keep what a person decided about some words, in the place of what they decided before."""
    key = (session, words.casefold())
    rows = [r for r in folder.private.rows(FILE, DECISIONS) if _key(r) != key]
    answer = "yes" if is_name else "no"
    rows.append({"session": session, "words": words, "is_name": answer, "kind": kind})
    folder.private.write_rows(FILE, DECISIONS, rows)


def _key(row: Mapping[str, str]) -> tuple[str, str]:
    return row["session"], row["words"].casefold()


def said(folder: Folder, words: str, session: str) -> int:
    """Return how often some words are said, in a session or everywhere; raise Misused if never."""
    if session:
        folder.settings.session(session)
    whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)
    times = sum(
        len(whole.findall(turn.text))
        for name, heard in hear_all(folder).items()
        if session in ("", name)
        for turn in heard.turns
    )
    if not times:
        raise Misused("these words are said in no transcript", hint="Spell them as in the talk.")
    return times


def undo(folder: Folder) -> None:
    """Take the latest decision back."""
    folder.private.write_rows(FILE, DECISIONS, folder.private.rows(FILE, DECISIONS)[:-1])
