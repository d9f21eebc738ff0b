"""study.db: the study's safe zone in one SQLite file. The only SQL of the house."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from fgtools.errors import FgtoolsError
from fgtools.nouns import (
    Attribute,
    Coding,
    Find,
    LeftOut,
    Participant,
    Quote,
    Redaction,
    SafeTurn,
    Span,
    Topic,
    TopicAssignment,
    View,
)
from fgtools.safe import stored

FILE = "study.db"
VERSION = 12
OF_A_SESSION = (
    "session",
    "participant",
    "left_out",
    "find",
    "heard",
    "redaction",
    "doubt",
    "stood",
    "coding",
    "survey",
)
OF_THE_STUDY = ("topic", "topic_assignment", "view", "quote", "fact")


@dataclass(frozen=True, slots=True)
class Read:
    """What is kept of reading one session, its words apart."""

    name: str
    format: str
    duration: float | None
    words: int
    digest: str


@dataclass(frozen=True, slots=True)
class OpenDoubt:
    """A doubtful stretch of a raw turn, waiting for a person."""

    turn: str
    span: Span
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided."""

    id: int
    what: str
    subject: str
    value: str
    who: str
    at: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Carried:
    """Where a decision's words stand now: `origin` is the turn it was made on.

    `turn` is empty where the words were gone when the turns last changed.
    """

    decision: int
    origin: str
    turn: str
    span: Span


@dataclass(frozen=True, slots=True)
class CodedTurn:
    """What a coder made of a turn, known by a sketch of its words: no codes is a no to all.

    `keys` are the codes that the codebook had then, so that a code which came later counts as
    denied by nobody (empty: not known). `state` is held; gone, where the words are not in the
    study now; or superseded by a later row. `places` are the stretches (code, start, end) of the
    turn that got a code, where the coder said so; else it is the whole turn. `echoed` are codes
    of the machine that came back as they had gone out: nothing is learnt from them. `wording` is a
    digest of the turn's words, to which `places` belong.
    """

    coder: str
    turn: str
    codes: tuple[str, ...]
    sketch: tuple[int, ...]
    participant: str
    at: str
    state: str = "held"
    id: int = 0
    keys: tuple[str, ...] = ()
    places: tuple[tuple[str, int, int], ...] = ()
    echoed: tuple[str, ...] = ()
    wording: str = ""


@dataclass(frozen=True, slots=True)
class KeptSurvey:
    """A survey as it is kept: `questions` are JSON documents without a word of a respondent.

    `session` holds what was answered in people's own words, "" where nothing was.
    """

    name: str
    session: str
    wave: str
    respondents: int
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed which outputs: `manifest` is the digest of what they were made from.

    `figures` is a JSON document of every count that is printed in them; no word of the talk.
    """

    name: str
    level: str
    manifest: str
    figures: str
    who: str
    role: str
    at: str


@dataclass(frozen=True, slots=True)
class KeptMemo:
    """A memo that came in from another program, redacted: `on` holds kind and key of its places."""

    guid: str
    name: str
    text: str
    coder: str
    on: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Seal:
    """That the private zone is deleted for good: since when, and what later stages need of it.

    `turns` is a digest of the redacted turns, `model` the pin of the name model. `allowed` are the
    words of the allow list that stand in redacted turns anyway, `silent` counts of people without a
    voice by session, `groups` values of the roster's columns by participant.
    """

    at: str
    turns: str
    model: str
    allowed: tuple[str, ...]
    silent: Mapping[str, int]
    groups: Mapping[str, Mapping[str, str]]


KEPT_SO_FAR = "Nothing that was kept before is lost."
BUSY = "Is somebody else working on this study? Type the command again when they are done."
DAMAGED = "Take back a copy of it: it holds your decisions."
FAULTS = {
    sqlite3.SQLITE_BUSY: ("is in use", BUSY),
    sqlite3.SQLITE_LOCKED: ("is in use", BUSY),
    sqlite3.SQLITE_FULL: (
        "cannot grow: the disk is full",
        f"{KEPT_SO_FAR} Make room, then type the command again.",
    ),
    sqlite3.SQLITE_READONLY: (
        "can only be read",
        f"{KEPT_SO_FAR} Copy the study to a folder that you may write to, and work there.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "cannot be opened", "See that you may write to the study's folder, and that there is room.",
    ),
    sqlite3.SQLITE_IOERR: (
        "cannot be written or read",
        f"{KEPT_SO_FAR} Is the disk full, or a drive gone? See to it, then type the command again.",
    ),
    sqlite3.SQLITE_CORRUPT: ("is damaged", DAMAGED),
    sqlite3.SQLITE_NOTADB: ("is damaged, or it is something else", DAMAGED),
}  # fmt: skip
"""What people are told, by the kind of fault (sqlite.org/rescode.html)."""


@contextmanager
def _told() -> Iterator[None]:
    """Turn a fault of the disk, or a lock of somebody else's, into an error that says what to do.

    Faults of ours, and what a trigger refuses, stay as they are.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        kind = getattr(error, "sqlite_errorcode", 0) & 0xFF  # higher bits say more of the same
        if kind not in FAULTS:
            raise
        what, hint = FAULTS[kind]
        raise FgtoolsError(f"the study's database {what}", FILE, hint) from error


class _Connection(sqlite3.Connection):
    """A connection whose faults are told as above."""

    def execute(self, *args: Any) -> sqlite3.Cursor:
        """Run one statement."""
        with _told():
            return super().execute(*args)

    def executemany(self, *args: Any) -> sqlite3.Cursor:
        """Run one statement for several rows."""
        with _told():
            return super().executemany(*args)


def _statements() -> Iterator[str]:
    """Yield the statements that make the tables; `executescript` would end the transaction."""
    statement = ""
    for line in files(__package__).joinpath("schema.sql").read_text("utf-8").splitlines(True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


class Store:
    """The study's database; every change happens inside `with store.writing():`."""

    def __init__(self, path: Path) -> None:
        with _told():
            self._db = sqlite3.connect(path, timeout=5, isolation_level=None, factory=_Connection)
        self._db.execute("PRAGMA secure_delete = ON")
        version = self._version()
        if version < VERSION:
            with self.writing():
                self._bring_up(self._version())  # somebody else may have done it meanwhile
        if version > VERSION:
            raise FgtoolsError(
                "this study was made by a newer fgtools", path.name, "Update fgtools first."
            )

    def _version(self) -> int:
        version: int = self._db.execute("PRAGMA user_version").fetchone()[0]
        return version

    def _bring_up(self, version: int) -> None:
        """Make the tables, or those of an older version into those of this one."""
        if 0 < version < 7:  # topics got a family and a place; they are found again anyway
            self._db.execute("DROP TABLE IF EXISTS topic")
        for statement in _statements():
            self._db.execute(statement)
        if version == 4:  # before it was kept under which codes a turn was read
            self._db.execute("ALTER TABLE coded ADD COLUMN keys TEXT NOT NULL DEFAULT '[]'")
        if 4 <= version < 10:  # before codings of a part of a turn could come in
            for column, empty in (("places", "[]"), ("echoed", "[]"), ("wording", "")):
                self._db.execute(
                    f"ALTER TABLE coded ADD COLUMN {column} TEXT NOT NULL DEFAULT '{empty}'"
                )
        if 0 < version < 7:
            self._db.execute("DELETE FROM stage WHERE name = 'topics'")
            self._db.execute(
                "INSERT INTO topic_known SELECT topic, turn, start FROM topic_assignment "
                "WHERE topic <> ''"
            )
        self._db.execute(f"PRAGMA user_version = {VERSION}")

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Make all changes inside, or none of them."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:  # a full disk may have rolled it back already
                self._db.execute("ROLLBACK")
            raise

    # stages

    def key(self, stage: str, session: str = "") -> str:
        """Return the key under which a stage last ran, empty if it never did."""
        row = self._db.execute(
            "SELECT key FROM stage WHERE name = ? AND session = ?", (stage, session)
        ).fetchone()
        return row[0] if row else ""

    def set_key(self, stage: str, key: str, session: str = "") -> None:
        """Remember what a stage ran on."""
        self._db.execute("INSERT OR REPLACE INTO stage VALUES (?, ?, ?)", (stage, session, key))

    def facts(self, stage: str) -> dict[str, str]:
        """Return the single figures of a stage."""
        rows = self._db.execute("SELECT name, value FROM fact WHERE stage = ?", (stage,))
        return dict(rows.fetchall())

    def set_facts(self, stage: str, facts: Mapping[str, str]) -> None:
        """Replace the single figures of a stage."""
        self._db.execute("DELETE FROM fact WHERE stage = ?", (stage,))
        self._many("fact", [(stage, name, value) for name, value in sorted(facts.items())])

    # sessions, turns, redactions

    def sessions(self) -> tuple[Read, ...]:
        """Return what was read, by session name."""
        return tuple(Read(*row) for row in self._db.execute("SELECT * FROM session ORDER BY name"))

    def drop_session(self, name: str) -> None:
        """Take a session and all that was proposed about it out of the database."""
        self.drop_proposals(name)
        self._db.execute("DELETE FROM turn WHERE session = ?", (name,))
        self._db.execute("DELETE FROM topic_known WHERE turn >= ? AND turn < ?", _turns_of(name))
        self.set_coded_state(self.coded(session=name), "gone")
        self._db.execute("DELETE FROM carried WHERE origin >= ? AND origin < ?", _turns_of(name))

    def drop_proposals(self, name: str, turns: Iterable[str] = ()) -> None:
        """Take out some turns of a session, and all that was proposed about the whole of it.

        The other turns stay until they are read anew, so that decisions find their words in them.
        """
        for table in OF_A_SESSION:
            column = "name" if table == "session" else "session"
            self._db.execute(f"DELETE FROM {table} WHERE {column} = ?", (name,))
        self._db.execute("DELETE FROM stage WHERE session = ?", (name,))
        gone = [(turn,) for turn in turns]
        self._db.executemany("DELETE FROM turn WHERE id = ?", gone)
        self._db.executemany("DELETE FROM topic_known WHERE turn = ?", gone)
        self._db.executemany(
            """UPDATE carried SET turn = '', start = 0, "end" = 0 WHERE turn = ?""", gone
        )  # a topic's name stands on many turns and outlives one of them

    def forget_analyses(self) -> None:
        """Drop all that was made from several sessions, and every vector.

        What was said by somebody who left must not live on in a quote, a topic or a vector.
        """
        for table in (*OF_THE_STUDY, "vector", "coding"):  # codings may have learnt from them
            one = "WHERE stage <> 'report'" if table == "fact" else ""  # digests of outputs alone
            self._db.execute(f"DELETE FROM {table} {one}")
        self._db.execute("DELETE FROM stage WHERE session = '' OR name = 'codes'")

    def withdraw_decisions(self, decisions: Iterable[int]) -> None:
        """Take out decisions on words of who withdrew consent: the one case they do not stay.

        A decision remembers a sketch of its turn's words, and these are no longer ours to keep.
        """
        doomed = [(number,) for number in decisions]
        if not doomed:
            return
        with self._without("decision_kept"):
            self._db.executemany("DELETE FROM decision WHERE id = ?", doomed)
        self._db.executemany("DELETE FROM carried WHERE decision = ?", doomed)

    @contextmanager
    def _without(self, trigger: str) -> Iterator[None]:
        """Lift what keeps decisions as they are; a transaction that fails has it back too."""
        named = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?"
        (made,) = self._db.execute(named, (trigger,)).fetchone()
        self._db.execute(f"DROP TRIGGER {trigger}")
        yield
        self._db.execute(made)

    def compact(self) -> None:
        """Rewrite the file, so that nothing deleted is left in free pages."""
        self._db.execute("VACUUM")

    def set_finds(self, session: str, finds: Mapping[str, Sequence[Find]]) -> None:
        """Replace what the name model marked in a session."""
        self._set_places("find", session, finds)

    def set_heard(self, session: str, finds: Mapping[str, Sequence[Find]]) -> None:
        """Replace what all finders found in a session by itself, the name model among them."""
        self._set_places("heard", session, finds)

    def _set_places(self, table: str, session: str, finds: Mapping[str, Sequence[Find]]) -> None:
        self._db.execute(f"DELETE FROM {table} WHERE session = ?", (session,))
        self._many(
            table,
            [
                (session, turn, *f.span, f.kind, f.rule, f.score)
                for turn in finds
                for f in finds[turn]
            ],
        )

    def finds(self, session: str) -> dict[str, tuple[Find, ...]]:
        """Return what the name model marked, by turn."""
        return self._places("find", session)

    def heard(self, session: str) -> dict[str, tuple[Find, ...]]:
        """Return what all finders found in a session by itself, by turn."""
        return self._places("heard", session)

    def drop_places(self, table: str) -> None:
        """Delete what was marked in raw turns, "find" or "heard", and what it depended on."""
        self._db.execute(f"DELETE FROM {table}")
        self._db.execute("DELETE FROM stage WHERE name = ?", (table,))

    def _places(self, table: str, session: str) -> dict[str, tuple[Find, ...]]:
        found: dict[str, list[Find]] = {}
        rows = self._db.execute(
            f"SELECT * FROM {table} WHERE session = ? ORDER BY rowid", (session,)
        )
        for _, turn, start, end, kind, rule, score in rows:
            found.setdefault(turn, []).append(Find(Span(start, end), kind, rule, score))
        return {turn: tuple(marks) for turn, marks in found.items()}

    def set_session(
        self,
        read: Read,
        participants: Sequence[Participant],
        turns: Sequence[SafeTurn],
        words: Sequence[int],
        redactions: Sequence[Redaction],
        doubts: Sequence[OpenDoubt],
        left_out: Sequence[LeftOut],
    ) -> None:
        """Replace a session's participants, redacted turns, redactions, doubts and leavings."""
        name = read.name
        for table in ("participant", "turn", "left_out", "redaction", "doubt"):
            self._db.execute(f"DELETE FROM {table} WHERE session = ?", (name,))
        self._db.execute("INSERT OR REPLACE INTO session VALUES (?, ?, ?, ?, ?)", astuple(read))
        self._many(
            "participant",
            [
                (p.id, p.session, p.role, p.is_facilitator, p.known, json.dumps(p.attributes))
                for p in participants
            ],
        )
        self._many(
            "turn",
            [
                (t.id, name, t.ordinal, t.participant, t.text, count, t.begin, t.end)
                for t, count in zip(turns, words, strict=True)
            ],
        )
        self._many(
            "redaction",
            [(name, r.turn, *r.span, r.kind, r.surrogate, r.rule, r.score) for r in redactions],
        )
        self._many("doubt", [(name, d.turn, *d.span, d.kind, d.reason) for d in doubts])
        self._many("left_out", [(name, o.where, o.reason, o.word_count) for o in left_out])

    def participants(self) -> dict[str, Participant]:
        """Return every voice by its id."""
        rows = self._db.execute("SELECT * FROM participant ORDER BY rowid")
        return {
            key: Participant(
                key, session, role, bool(facilitator), bool(known),
                tuple(Attribute(*pair) for pair in json.loads(attributes)),
            )
            for key, session, role, facilitator, known, attributes in rows
        }  # fmt: skip

    def turns(self, session: str = "") -> tuple[SafeTurn, ...]:
        """Return the redacted turns in order, of one session or of all."""
        one = "WHERE session = ?" if session else ""  # by its index, not over all turns
        rows = self._db.execute(
            f'SELECT id, session, ordinal, participant, text, begin, "end" FROM turn {one}'
            " ORDER BY session, ordinal",
            (session,) if session else (),
        )
        return tuple(SafeTurn(i, s, o, p, stored(text), b, e) for i, s, o, p, text, b, e in rows)

    def turn_counts(self) -> dict[str, int]:
        """Return the number of turns of each session."""
        return dict(self._db.execute("SELECT session, COUNT(*) FROM turn GROUP BY 1").fetchall())

    def words(self) -> dict[str, int]:
        """Return the number of words spoken by each voice, counted in the raw turns."""
        rows = self._db.execute("SELECT participant, SUM(words) FROM turn GROUP BY 1 ORDER BY 1")
        return dict(rows.fetchall())

    def redactions(self, session: str = "") -> tuple[Redaction, ...]:
        """Return the redactions in order, of one session or of all."""
        one = "WHERE session = ?" if session else ""  # by its index, as turns are
        rows = self._db.execute(
            f'SELECT turn, start, "end", kind, surrogate, rule, score FROM redaction {one}'
            " ORDER BY rowid",
            (session,) if session else (),
        )
        return tuple(
            Redaction(turn, Span(start, end), kind, surrogate, rule, score)
            for turn, start, end, kind, surrogate, rule, score in rows
        )

    def doubts(self) -> tuple[OpenDoubt, ...]:
        """Return the doubtful stretches that wait for a person."""
        rows = self._db.execute('SELECT turn, start, "end", kind, reason FROM doubt ORDER BY rowid')
        return tuple(OpenDoubt(t, Span(s, e), kind, reason) for t, s, e, kind, reason in rows)

    def left_out(self) -> tuple[tuple[str, LeftOut], ...]:
        """Return what was left out of each session, and why."""
        rows = self._db.execute("SELECT * FROM left_out ORDER BY rowid")
        return tuple((session, LeftOut(where, reason, n)) for session, where, reason, n in rows)

    # vectors

    def vectors(self, pin: str, digests: Iterable[str]) -> dict[str, bytes]:
        """Return the vectors that are known, by the digest of their redacted text."""
        known: dict[str, bytes] = {}
        wanted = sorted(set(digests))
        for at in range(0, len(wanted), 500):
            part = wanted[at : at + 500]
            marks = ",".join("?" * len(part))
            rows = self._db.execute(
                f"SELECT digest, row FROM vector WHERE pin = ? AND digest IN ({marks})",
                (pin, *part),
            )
            known.update(rows.fetchall())
        return known

    def add_vectors(self, pin: str, rows: Mapping[str, bytes]) -> None:
        """Keep vectors of redacted texts."""
        self._db.executemany(
            "INSERT OR REPLACE INTO vector VALUES (?, ?, ?)",
            [(digest, pin, row) for digest, row in sorted(rows.items())],
        )

    def keep_vectors(self, digests: Iterable[str]) -> None:
        """Drop the vectors of all other texts."""
        kept = {*digests}
        held = self._db.execute("SELECT DISTINCT digest FROM vector")
        gone = [row for row in held.fetchall() if row[0] not in kept]
        self._db.executemany("DELETE FROM vector WHERE digest = ?", gone)

    def drop_vectors(self, digests: Iterable[str]) -> None:
        """Drop the vectors of some texts."""
        gone = [(digest,) for digest in digests]
        self._db.executemany("DELETE FROM vector WHERE digest = ?", gone)

    # codings, topics, views, quotes

    def set_codings(self, session: str, codings: Sequence[Coding]) -> None:
        """Replace the machine's codings of a session."""
        self._db.execute("DELETE FROM coding WHERE session = ?", (session,))
        self._many(
            "coding",
            [
                (session, c.turn, *c.span, c.code, c.stance, c.coder, c.score, c.why, c.assigned)
                for c in codings
            ],
        )

    def codings(self, *, every: bool = False) -> tuple[Coding, ...]:
        """Return the machine's codings in order; `every` adds what was scored and not assigned."""
        rows = self._db.execute(
            'SELECT turn, start, "end", code, stance, coder, score, why, assigned FROM coding'
            " WHERE assigned OR ? ORDER BY session, rowid",
            (every,),
        )
        return tuple(
            Coding(t, Span(s, e), code, stance, coder, score, why, bool(assigned))
            for t, s, e, code, stance, coder, score, why, assigned in rows
        )

    def scores(self) -> Iterator[tuple[str, str, float]]:
        """Yield turn, code and score of every coding of the machine, assigned or not."""
        yield from self._db.execute("SELECT turn, code, score FROM coding ORDER BY session, rowid")

    def set_topics(self, topics: Sequence[Topic], assignments: Sequence[TopicAssignment]) -> None:
        """Replace the topics and who talked about them."""
        self._db.execute("DELETE FROM topic")
        self._db.execute("DELETE FROM topic_assignment")
        self._many(
            "topic",
            [
                (
                    t.id,
                    t.label,
                    json.dumps(t.terms),
                    json.dumps(t.exemplars),
                    t.size,
                    t.nearest_code,
                    t.family,
                    t.held,
                    *t.place,
                )
                for t in topics
            ],
        )
        self._many("topic_assignment", [(a.turn, *a.span, a.topic, a.why) for a in assignments])
        self._db.executemany("DELETE FROM topic_known WHERE topic = ?", [(t.id,) for t in topics])
        rows = [(a.topic, a.turn, a.span.start) for a in assignments if a.topic]
        self._many("topic_known", rows)

    def known_topics(self) -> dict[str, set[tuple[str, int]]]:
        """Return by topic id the turns, and where in them, that stood in it when last found."""
        known: dict[str, set[tuple[str, int]]] = {}
        for topic, turn, start in self._db.execute("SELECT topic, turn, start FROM topic_known"):
            known.setdefault(topic, set()).add((turn, start))
        return known

    def topics(self) -> tuple[Topic, ...]:
        """Return the topics in order."""
        rows = self._db.execute("SELECT * FROM topic ORDER BY rowid")
        return tuple(
            Topic(
                key, label, tuple(json.loads(terms)),
                tuple((turn, Span(*span)) for turn, span in json.loads(exemplars)), size, nearest,
                family, held, (x, y),
            )
            for key, label, terms, exemplars, size, nearest, family, held, x, y in rows
        )  # fmt: skip

    def topic_assignments(self) -> tuple[TopicAssignment, ...]:
        """Return the topic of every utterance, in order."""
        rows = self._db.execute("SELECT * FROM topic_assignment ORDER BY rowid")
        return tuple(TopicAssignment(t, Span(s, e), topic, why) for t, s, e, topic, why in rows)

    def set_views(self, views: Sequence[View]) -> None:
        """Replace the views by group."""
        self._db.execute("DELETE FROM view")
        self._many("view", [astuple(view) for view in views])

    def views(self) -> tuple[View, ...]:
        """Return the views by group, in order."""
        rows = self._db.execute("SELECT * FROM view ORDER BY rowid")
        return tuple(replace(View(*row), suppressed=bool(row[-1])) for row in rows)

    def set_quotes(self, quotes: Sequence[Quote]) -> None:
        """Replace the quotes that were chosen."""
        self._db.execute("DELETE FROM quote")
        self._many(
            "quote",
            [
                (q.id, q.turn, *q.span, q.session, q.participant, q.role, q.theme, q.stance, q.text,
                 q.why, q.begin)
                for q in quotes
            ],
        )  # fmt: skip

    def quotes(self) -> tuple[Quote, ...]:
        """Return the quotes in order."""
        rows = self._db.execute("SELECT * FROM quote ORDER BY rowid")
        return tuple(
            Quote(
                i, turn, Span(s, e), session, person, role, theme, stance, stored(text), why, begin
            )
            for i, turn, s, e, session, person, role, theme, stance, text, why, begin in rows
        )

    # surveys

    def set_survey(self, survey: KeptSurvey) -> None:
        """Put a survey in the place of an older one of its name."""
        self._db.execute("DELETE FROM survey WHERE name = ?", (survey.name,))
        told = (survey.session, survey.wave, survey.respondents)
        rows = [(survey.name, n, *told, text) for n, text in enumerate(survey.questions)]
        self._many("survey", rows)

    def surveys(self) -> tuple[KeptSurvey, ...]:
        """Return the surveys by name, their questions in order."""
        rows = self._db.execute("SELECT * FROM survey ORDER BY name, ordinal").fetchall()
        told = {name: (session, wave, people) for name, _, session, wave, people, _ in rows}
        return tuple(
            KeptSurvey(name, *told[name], tuple(row[5] for row in rows if row[0] == name))
            for name in told
        )

    # layers of coders

    def add_coded(self, rows: Iterable[CodedTurn]) -> None:
        """Add what coders made of turns; earlier rows stay."""
        self._db.executemany(
            "INSERT INTO coded"
            ' (coder, session, turn, codes, sketch, participant, "at", state, keys, places, echoed,'
            " wording) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (r.coder, _session_of(r.turn), r.turn, json.dumps(r.codes), json.dumps(r.sketch),
                 r.participant, r.at, r.state, json.dumps(r.keys), json.dumps(r.places),
                 json.dumps(r.echoed), r.wording)
                for r in rows
            ],
        )  # fmt: skip

    def coded(self, state: str = "held", session: str = "") -> tuple[CodedTurn, ...]:
        """Return what coders made of turns, in the order it came in."""
        one = "AND session = ?" if session else ""
        rows = self._db.execute(
            'SELECT coder, turn, codes, sketch, participant, "at", state, id, keys, places, echoed,'
            f" wording FROM coded WHERE state = ? {one} ORDER BY id",
            (state, session) if session else (state,),
        )
        return tuple(
            CodedTurn(
                coder, turn, tuple(json.loads(codes)), tuple(json.loads(sketch)), person, at, held,
                number, tuple(json.loads(keys)), tuple(map(tuple, json.loads(places))),
                tuple(json.loads(echoed)), wording,
            )
            for coder, turn, codes, sketch, person, at, held, number, keys, places, echoed, wording
            in rows
        )  # fmt: skip

    def set_coded_state(self, rows: Iterable[CodedTurn], state: str) -> None:
        """Mark rows as held, gone or superseded."""
        self._db.executemany(
            "UPDATE coded SET state = ? WHERE id = ?", [(state, row.id) for row in rows]
        )

    def withdraw_coded(self, turns: Iterable[str], participant: str) -> None:
        """Take out what was made of turns of who withdrew consent: sketches of their words.

        Of rows that do not hold now the turn's number is an older one, and may be another's today.
        """
        self._db.execute("DELETE FROM coded WHERE participant = ?", (participant,))
        self._db.executemany(
            "DELETE FROM coded WHERE turn = ? AND session = ? AND state = 'held'",
            [(turn, _session_of(turn)) for turn in turns],
        )

    def sketch_anew(
        self, decided: Mapping[int, str], coded: Iterable[tuple[int, tuple[int, ...], str]]
    ) -> None:
        """Let decisions and coders' rows remember their turns by the words that stand there now.

        Only of a study that is being sealed, whose turns change no more: by their numbers the new
        values of decisions, and sketches and wordings of coders' rows. Where decisions stood in
        turns that may come back is dropped, as they cannot.
        """
        values = [(value, number) for number, value in decided.items()]
        with self._without("decision_stays"):
            self._db.executemany("UPDATE decision SET value = ? WHERE id = ?", values)
        self._db.executemany(
            "UPDATE coded SET sketch = ?, wording = ? WHERE id = ?",
            [(json.dumps(sketch), wording, number) for number, sketch, wording in coded],
        )
        self._db.execute("DELETE FROM stood")

    # decisions

    def decide(self, what: str, subject: str, value: str, who: str, at: str, why: str = "") -> None:
        """Add a person's decision; earlier ones stay."""
        self._db.execute(
            'INSERT INTO decision (what, subject, value, who, "at", why) VALUES (?, ?, ?, ?, ?, ?)',
            (what, subject, value, who, at, why),
        )

    def decisions(self, what: str = "") -> tuple[Decision, ...]:
        """Return decisions in the order they were made, of one kind or of all."""
        rows = self._db.execute("SELECT * FROM decision WHERE ? IN ('', what) ORDER BY id", (what,))
        return tuple(Decision(*row) for row in rows)

    def decisions_near(self, session: str) -> tuple[Decision, ...]:
        """Return, in their order, all decisions that speak of a session's turns, and few others.

        Its name is looked for as it stands in the values, so that not all of them must be read.
        """
        rows = self._db.execute(
            "SELECT * FROM decision WHERE instr(value, ?) ORDER BY id", (f'"{session}/',)
        )
        return tuple(Decision(*row) for row in rows)

    def sign(self, signature: Signature) -> None:
        """Add a signature; earlier ones stay."""
        self._db.execute(
            'INSERT INTO release (name, level, manifest, figures, who, role, "at") '
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            astuple(signature),
        )

    def signatures(self) -> tuple[Signature, ...]:
        """Return all signatures in the order they were given."""
        rows = self._db.execute(
            'SELECT name, level, manifest, figures, who, role, "at" FROM release ORDER BY id'
        )
        return tuple(Signature(*row) for row in rows)

    # the seal

    def seal(self) -> Seal | None:
        """Return the seal of a study whose private zone is deleted, None of any other."""
        row = self._db.execute('SELECT "at", turns, kept FROM seal').fetchone()
        if row is None:
            return None
        kept = json.loads(row[2])
        allowed = tuple(kept["allowed"])
        return Seal(row[0], row[1], kept["model"], allowed, kept["silent"], kept["groups"])

    def set_seal(self, seal: Seal) -> None:
        """Seal the study, once and for good."""
        kept = {"model": seal.model, "allowed": seal.allowed, "silent": dict(seal.silent),
                "groups": {name: dict(of) for name, of in seal.groups.items()}}  # fmt: skip
        text = json.dumps(kept, ensure_ascii=False, sort_keys=True)
        self._db.execute("INSERT INTO seal VALUES (1, ?, ?, ?)", (seal.at, seal.turns, text))

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield every text that is kept, with the table it stands in."""
        tables = self._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in sorted(tables):
            for row in self._db.execute(f'SELECT * FROM "{table}"'):
                yield from ((table, cell) for cell in row if isinstance(cell, str))

    # exchange with other programs

    def outside(self) -> dict[tuple[str, str], str]:
        """Return what other programs know of the study, by kind (a guid's, or color) and key."""
        rows = self._db.execute("SELECT kind, key, value FROM outside")
        return {(kind, key): value for kind, key, value in rows}

    def add_outside(self, known: Mapping[tuple[str, str], str]) -> None:
        """Keep guids and colours for good; one that is known stays."""
        rows = [(*at, value) for at, value in sorted(known.items())]
        self._db.executemany("INSERT OR IGNORE INTO outside VALUES (?, ?, ?)", rows)

    def memos(self) -> tuple[KeptMemo, ...]:
        """Return the memos that came in, in their order."""
        rows = self._db.execute('SELECT guid, name, text, coder, "on" FROM memo ORDER BY rowid')
        return tuple(
            KeptMemo(guid, name, text, coder, tuple(map(tuple, json.loads(on))))
            for guid, name, text, coder, on in rows
        )

    def set_memos(self, memos: Iterable[KeptMemo]) -> None:
        """Put memos in the place of those of the same guid; others stay."""
        self._db.executemany(
            "INSERT INTO memo VALUES (?, ?, ?, ?, ?) ON CONFLICT (guid) DO UPDATE SET"
            ' name = excluded.name, text = excluded.text, coder = excluded.coder, "on" = '
            'excluded."on"',
            [(m.guid, m.name, m.text, m.coder, json.dumps(m.on)) for m in memos],
        )

    def withdraw_memos(self, turns: Iterable[str], session: str = "") -> None:
        """Take out memos on turns of who withdrew consent: they may tell what was said.

        With `session`, those on a session that leaves as well.
        """
        gone = {("place", turn) for turn in turns} | ({("session", session)} if session else set())
        doomed = [
            (memo.guid,)
            for memo in self.memos()
            if any((kind, key.partition("#")[0]) in gone for kind, key in memo.on)
        ]
        self._db.executemany("DELETE FROM memo WHERE guid = ?", doomed)

    def carried(self, session: str = "") -> tuple[Carried, ...]:
        """Return where the words of decisions were carried to, in the order of decisions.

        Of those that were made on one session's turns, or of all.
        """
        one = "WHERE origin >= ? AND origin < ?" if session else ""
        rows = self._db.execute(
            f"SELECT * FROM carried {one} ORDER BY decision, origin, rowid",
            _turns_of(session) if session else (),
        )
        return tuple(Carried(d, origin, turn, Span(s, e)) for d, origin, turn, s, e in rows)

    def set_carried(self, older: Iterable[Carried], newer: Iterable[Carried]) -> None:
        """Put new places of decisions' words in the stead of older ones."""
        self._db.executemany(
            "DELETE FROM carried WHERE decision = ? AND origin = ?",
            [(one.decision, one.origin) for one in older],
        )
        self._many("carried", [(c.decision, c.origin, c.turn, *c.span) for c in newer])

    def stood(self, session: str, wording: str) -> tuple[Carried, ...]:
        """Return where decisions stood when a session's turns were last worded like this."""
        rows = self._db.execute(
            "SELECT * FROM stood WHERE session = ? AND wording = ? ORDER BY rowid",
            (session, wording),
        )
        return tuple(Carried(d, origin, turn, Span(s, e)) for _, _, d, origin, turn, s, e in rows)

    def set_stood(self, session: str, wording: str, places: Iterable[Carried]) -> None:
        """Remember where decisions stand in turns that are about to go."""
        self._db.execute("DELETE FROM stood WHERE session = ? AND wording = ?", (session, wording))
        rows = [(session, wording, c.decision, c.origin, c.turn, *c.span) for c in places]
        self._many("stood", rows)

    def _many(self, table: str, rows: Sequence[tuple[object, ...]]) -> None:
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            self._db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


def _session_of(turn: str) -> str:
    return turn.rpartition("/")[0]


def _turns_of(session: str) -> tuple[str, str]:
    """Return between which texts the names of a session's turns stand: "0" comes after "/"."""
    return f"{session}/", f"{session}0"
