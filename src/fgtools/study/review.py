"""What people are asked about doubtful words, and what they decide; the words stay private."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from fgtools.errors import Misused
from fgtools.names.redact import NameDecision
from fgtools.nouns import Span
from fgtools.study import to_settle
from fgtools.study.folder import Folder
from fgtools.study.private import DECISIONS
from fgtools.study.stage_names import hear_all

FILE = "decisions.csv"
CONTEXT = 60
"""Characters shown on either side of a doubtful word: a line of context."""
Cells = tuple[str, ...]
"""A decision as the table holds it, columns that people added left out."""
PER_THOUSAND = 10
"""Questions asked at most for 1,000 words of talk; what else is doubtful stays written over."""
DIRECT = (
    "phone", "email", "address", "postcode", "nhs-number", "upn", "ni-number", "date-of-birth",
    "case-reference", "vehicle", "url", "handle",
)  # fmt: skip
HARM = (
    "somebody else", "person", "post", "health", *DIRECT, "school", "organisation", "place",
)  # fmt: skip
"""The order of questions: what harms most when it gets out comes first. Somebody who was not in
the room, a child above all, has agreed to nothing."""


@dataclass(frozen=True, slots=True)
class Question:
    """A doubtful stretch with its context, for the eyes of who may see the recording.

    `turn` and `span` (in the turn as read) are where the words are doubtful first; `times` how
    often they are doubtful in the session; `harm` the rank among `HARM`.
    """

    turn: str
    span: Span
    kind: str
    reason: str
    words: str = field(repr=False)
    before: str = field(repr=False)
    after: str = field(repr=False)
    harm: int = 0
    times: int = 1

    @property
    def session(self) -> str:
        """Return the session in which the words are said."""
        return self.turn.rpartition("/")[0]

    @property
    def ordinal(self) -> int:
        """Return the number of the turn in its session."""
        return int(self.turn.rpartition("/")[2])

    @property
    def about(self) -> tuple[str, str]:
        """Return what the question is about: the session and the words, whatever their case."""
        return self.session, self.words.casefold()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a decision put in the place of what, so that it can be taken back."""

    session: str
    words: str = field(repr=False)
    older: tuple[tuple[int, Mapping[str, str]], ...] = field(repr=False)


class Sitting:
    """What one person decides while others may decide too: theirs is seen, and stays.

    What was decided when it began, and what is decided through it, is known; the rest is others'.
    """

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._known = [_cells(row) for row in self._rows()]
        self._kept: list[tuple[Answer, Cells]] = []
        self._written: tuple[int, int] = (0, 0)

    def others(self, words: str, session: str) -> tuple[NameDecision, ...]:
        """Return what others have decided since on some words: for a session, or anywhere if ""."""
        same = words.casefold()
        news = [
            row
            for row in self._rows()
            if row["words"].casefold() == same
            and (not session or row["session"] in ("", session))
            and _cells(row) not in self._known
        ]
        return tuple(
            NameDecision(r["session"], r["words"], r["is_name"] == "yes", r["kind"]) for r in news
        )

    def decide(self, words: str, *, is_name: bool, session: str, kind: str) -> Answer:
        """Keep what the person decided, and know it again."""
        answer = decide(self._folder, words, is_name=is_name, session=session, kind=kind)
        row = _cells(self._rows()[-1])  # as the table gives it back
        self._known.append(row)
        self._kept.append((answer, row))
        self._written = self._file()
        return answer

    def alone(self) -> bool:
        """Tell whether nobody has decided on anything since this sitting last did.

        Who decides just the same leaves the same row, and it is theirs as well.
        """
        return self._written == self._file()

    def undo(self, answer: Answer) -> None:
        """Take back a decision of this sitting; nobody may have decided on its words since."""
        undo(self._folder, answer)
        row = next(row for one, row in self._kept if one is answer)
        self._known.remove(row)
        self._written = self._file()
        self._kept = [(one, row) for one, row in self._kept if one is not answer]

    def everywhere(self, words: str) -> bool:
        """Tell whether some words were settled everywhere in this sitting."""
        return any(not one.session and one.words == words.casefold() for one, _ in self._kept)

    def _file(self) -> tuple[int, int]:
        path = self._folder.private.folder / FILE
        return (path.stat().st_ino, path.stat().st_mtime_ns) if path.is_file() else (0, 0)

    def _rows(self) -> list[dict[str, str]]:
        return self._folder.private.rows(FILE, DECISIONS)


def questions(folder: Folder) -> tuple[Question, ...]:
    """Return every open question, most harmful first, then what is said most often.

    The same words are asked about once a session.
    """
    heard = hear_all(folder)
    texts = {turn.id: turn.text for session in heard.values() for turn in session.turns}
    insiders = {(r.turn, r.span) for r in folder.store.redactions() if "roster" in r.rule}
    asked: dict[tuple[str, str], Question] = {}
    times: Counter[tuple[str, str]] = Counter()
    for doubt in folder.store.doubts():
        text, (start, end) = texts[doubt.turn], doubt.span
        outside = doubt.kind == "person" and (doubt.turn, doubt.span) not in insiders
        question = Question(
            doubt.turn, doubt.span, doubt.kind, doubt.reason, text[start:end],
            text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT],
            _harm("somebody else" if outside else doubt.kind),
        )  # fmt: skip
        times[question.about] += 1
        asked.setdefault(question.about, question)
    counted = (replace(one, times=times[about]) for about, one in asked.items())
    return tuple(sorted(counted, key=lambda q: (q.harm, -q.times, q.session, q.ordinal, q.span)))


def _harm(kind: str) -> int:
    return HARM.index(kind) if kind in HARM else len(HARM)


def affordable(folder: Folder, found: tuple[Question, ...]) -> tuple[Question, ...]:
    """Return the questions that people are asked: the first ones, at most 10 for 1,000 words."""
    words = sum(session.words for session in folder.store.sessions())
    return found[: -(-words * PER_THOUSAND // 1000)]


def decide(folder: Folder, words: str, *, is_name: bool, session: str, kind: str = "") -> Answer:
    """Keep what a person decided about some words, in the place of what they decided before."""
    (answer,) = decide_all(folder, [NameDecision(session, words, is_name, kind)])
    return answer


def decide_all(folder: Folder, decided: Sequence[NameDecision]) -> tuple[Answer, ...]:
    """Keep several decisions at once: all of them, or none where they cannot be written."""
    rows = folder.private.rows(FILE, DECISIONS)
    answers: list[Answer] = []
    for one in decided:
        key = (one.session, one.words.casefold())
        older = tuple((at, row) for at, row in enumerate(rows) if _gives_way(row, one))
        rows = [*(row for row in rows if not _gives_way(row, one)), _row(one)]
        answers.append(Answer(*key, older))
    folder.private.write_rows(FILE, DECISIONS, rows)
    return tuple(answers)


def _gives_way(row: Mapping[str, str], new: NameDecision) -> bool:
    """Tell whether a new decision takes a row's place: the same words in the same session, or a
    name everywhere where they were no name in one."""
    if _key(row) == (new.session, new.words.casefold()):
        return True
    same = row["words"].casefold() == new.words.casefold()
    return same and not new.session and new.is_name and row["is_name"] != "yes"


def all_names(folder: Folder, found: Sequence[Question]) -> None:
    """Decide that whatever is asked about is a name."""
    decide_all(folder, [NameDecision(q.session, q.words, True, q.kind) for q in found])


def _row(one: NameDecision) -> dict[str, str]:
    is_name = "yes" if one.is_name else "no"
    return {"session": one.session, "words": one.words, "is_name": is_name, "kind": one.kind}


def undo(folder: Folder, answer: Answer) -> None:
    """Take a decision back: what it replaced stands again, in its old place."""
    key = (answer.session, answer.words)
    rows = [r for r in folder.private.rows(FILE, DECISIONS) if _key(r) != key]
    for at, row in answer.older:
        rows.insert(at, dict(row))
    folder.private.write_rows(FILE, DECISIONS, rows)


def _cells(row: Mapping[str, str]) -> Cells:
    return tuple(row[column] for column in DECISIONS)


def _key(row: Mapping[str, str]) -> tuple[str, str]:
    return row["session"], row["words"].casefold()


def said(folder: Folder, words: str, session: str) -> int:
    """Return how often some words are said, in a session or everywhere.

    Raise Misused if never, unless a check found them in an output.
    """
    if session:
        folder.settings.session(session)
    whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)
    times = sum(
        len(whole.findall(turn.text))
        for name, heard in hear_all(folder).items()
        if session in ("", name)
        for turn in heard.turns
    )
    if not times and words.casefold() not in to_settle.words(folder):
        raise Misused(
            "these words are said in no transcript",
            hint="Spell them as in the talk. What you wrote yourself, take out where you wrote it.",
        )
    return times
