"""What must hold of a study whatever was typed, read from its files without fgtools' own code."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import sqlite3
import zipfile
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path

from state import differences, snapshot

PEOPLES = ("decision", "coded", "release", "memo", "outside", "seal", "survey")
"""Tables of what people did; all others are proposals, made anew by any command."""
PEOPLES_FILES = ("study.toml", "codebooks/", "transcripts/raw/", "transcripts/roster.csv",
                 "transcripts/speakers.csv", "transcripts/decisions.csv",
                 "transcripts/withdrawn.csv", "outputs/", "report/")  # fmt: skip
CODED = ("id", "coder", "session", "turn", "codes", "sketch", "participant", '"at"', "keys",
         "places", "echoed", "wording")  # fmt: skip
VALUE = 3
"""The column of a decision that says where, and what was decided."""
KNOWN_BY = ("sketch", "wording")
WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


@dataclass(frozen=True)
class Seen:
    """What lies in a study: files by digest, tables of people, who spoke which turn."""

    files: Mapping[str, str]
    decisions: Mapping[int, tuple[object, ...]]
    coded: Mapping[int, tuple[object, ...]]
    signed: tuple[tuple[object, ...], ...]
    peoples: Mapping[str, str]
    voices: Mapping[str, str] = field(repr=False)
    talk: str = field(repr=False)


def seen(study: Path) -> Seen:
    """Return what lies in a study now."""
    files = _digests(study)
    with _open(study) as db:
        decisions = {row[0]: row for row in db.execute("SELECT * FROM decision")}
        coded = {row[0]: row for row in db.execute(f"SELECT {', '.join(CODED)} FROM coded")}
        signed = tuple(db.execute("SELECT * FROM release ORDER BY id"))
        peoples = {name: repr(sorted(db.execute(f"SELECT * FROM {name}"))) for name in PEOPLES}
        voices = dict(db.execute("SELECT id, participant FROM turn"))
        talk = repr(sorted(db.execute("SELECT id, text FROM turn")))
    db.close()
    return Seen(files, decisions, coded, signed, peoples, voices, talk)


def _digests(study: Path) -> dict[str, str]:
    return {
        path.relative_to(study).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(study.rglob("*"))
        if path.is_file() and not path.name.startswith(("study.db", ".fgtools"))
    }


def _open(study: Path) -> sqlite3.Connection:
    return sqlite3.connect(study / "study.db")


def lost(before: Seen, after: Seen, withdrew: str) -> Iterator[str]:
    """Yield decisions, codings of coders and signatures that are gone or changed.

    Only `withdrew`, a participant, takes along what was decided on their turns. When a study is
    sealed, how turns are known by their words is made anew, for the digests might tell a name.
    """
    sealed = before.peoples["seal"] != after.peoples["seal"]
    for what, one, other in (
        ("decision", before.decisions, after.decisions), ("coded row", before.coded, after.coded)
    ):  # fmt: skip
        for key, row in one.items():
            if key not in other and not (withdrew and _is_theirs(row, before, withdrew)):
                yield f"a {what} is gone: {row[:4]}"
            elif key in other and other[key] != row:
                if sealed and _told(other[key]) == _told(row):
                    continue
                yield f"a {what} was changed: {row[:4]}"
    if after.signed[: len(before.signed)] != before.signed:
        yield "a signature is gone or changed"


def _told(row: tuple[object, ...]) -> tuple[object, ...]:
    """Return a row without the digests by which a turn is known."""
    if len(row) == len(CODED):
        return tuple(cell for name, cell in zip(CODED, row, strict=True) if name not in KNOWN_BY)
    said = json.loads(str(row[VALUE])) if str(row[VALUE]).startswith("{") else row[VALUE]
    if isinstance(said, dict):
        said = {name: cell for name, cell in said.items() if name not in KNOWN_BY}
    return (*row[:VALUE], repr(said), *row[VALUE + 1 :])


def _is_theirs(row: tuple[object, ...], before: Seen, withdrew: str) -> bool:
    """Tell whether a row is of who withdrew, or of one of their turns."""
    text = repr(row)
    mine = {turn for turn, voice in before.voices.items() if voice == withdrew}
    return withdrew in text or any(turn in text for turn in mine)


def changed_by_refused(before: Seen, after: Seen) -> Iterator[str]:
    """Yield what a refused command changed of what people made, and of outputs.

    Where it read a transcript before it was refused, coders' rows went to where their words stand.
    """
    free = {"coded"} if before.talk != after.talk else set()
    for name in sorted({*before.files} | {*after.files}):
        if name.startswith(PEOPLES_FILES) and before.files.get(name) != after.files.get(name):
            yield f"a refused command changed {name}"
    for name, rows in before.peoples.items():
        if name not in free and after.peoples[name] != rows:
            yield f"a refused command changed the table {name}"


def named(study: Path, names: Collection[str], known: Mapping[str, str]) -> Iterator[str]:
    """Yield where a planted name stands in study.db's bytes or in an output, unpacked.

    Outputs that are as `known` (a digest by name) were looked through before.
    """
    now = _digests(study)
    outputs = [study / name for name in now if name.startswith("outputs/")]
    fresh = [p for p in outputs if known.get(f := p.relative_to(study).as_posix()) != now[f]]
    for path in [study / "study.db", *fresh]:
        found = set(_names_in(path, path.read_bytes(), names))
        yield from (f"{name!r} stands in {path.name}" for name in sorted(found))


def _names_in(path: Path, content: bytes, names: Collection[str]) -> Iterator[str]:
    if path.suffix == ".png":
        return
    if path.suffix in (".docx", ".xlsx", ".qdpx"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for part in packed.namelist():
                yield from _names_in(Path(part), packed.read(part), names)
        return
    text = content.decode("utf-8", "replace").casefold()
    yield from (n for n in names if n in text and re.search(rf"(?<!\w){re.escape(n)}(?!\w)", text))


def dangling(study: Path) -> Iterator[str]:
    """Yield codings, topic assignments, quotes, decisions and redactions without a place."""
    with _open(study) as db:
        texts = dict(db.execute("SELECT id, text FROM turn"))
        for table in ("coding", "topic_assignment", "quote", "carried"):
            where = " WHERE turn <> ''" if table == "carried" else ""
            for turn, start, end in db.execute(f'SELECT turn, start, "end" FROM {table}{where}'):
                if turn not in texts or not 0 <= start < end <= len(texts[turn]):
                    yield f"{table} points outside the talk: {turn} {start}-{end}"
        for table in ("redaction", "doubt"):
            for turn, start, end in db.execute(f'SELECT turn, start, "end" FROM {table}'):
                if turn not in texts or not 0 <= start < end:
                    yield f"{table} points outside the talk: {turn} {start}-{end}"
        for turn, text, surrogate in db.execute(
            "SELECT turn, text, surrogate FROM redaction JOIN turn ON turn.id = redaction.turn"
        ):
            if surrogate not in text:
                yield f"a redaction of {turn} left no surrogate"
        for speaker, turn in db.execute(
            "SELECT participant, id FROM turn WHERE participant NOT IN (SELECT id FROM participant)"
        ):
            yield f"nobody speaks {turn}: {speaker}"
    db.close()


def miscounted(study: Path) -> Iterator[str]:
    """Yield views that do not count those who are in codings, topics and participants.

    Respondents of a survey beside groups are in no view.
    """
    with _open(study) as db:
        people = dict(db.execute(
            "SELECT id, role FROM participant WHERE known AND NOT is_facilitator"
            " AND (session <> 'survey' OR (SELECT COUNT(*) FROM session) = 1)"
        ))  # fmt: skip
        voices = dict(db.execute("SELECT id, participant FROM turn"))
        pairs = {(topic, voices[turn]) for turn, topic in db.execute(
            "SELECT turn, topic FROM topic_assignment WHERE topic <> ''")}  # fmt: skip
        topics = {key for (key,) in db.execute("SELECT id FROM topic")}
        pairs |= _coded_pairs(study)
        counted = Counter((what, people[who]) for what, who in pairs if who in people)
        views = {(what, group): n for what, group, n in db.execute(
            'SELECT subject, "group", participants FROM view')}  # fmt: skip
        for at in sorted({*counted} | {*views}):
            if at[1] and counted[at] != views.get(at, 0) and (at[0] in topics or at in views):
                yield f"{at} is raised by {counted[at]}, and its view says {views.get(at, 0)}"
    db.close()


def _coded_pairs(study: Path) -> set[tuple[str, str]]:
    """Return who got which code, by the evidence that the report prints."""
    import openpyxl

    path = study.parent / "codings.xlsx"
    if not path.exists():
        return set()
    book = openpyxl.load_workbook(path, read_only=True)
    rows = list(book["Codings"].values)
    book.close()
    at = {name: number for number, name in enumerate(rows[0])}
    with _open(study) as db:
        coders = {coder for (coder,) in db.execute("SELECT DISTINCT coder FROM coded")}
    db.close()
    return {
        (str(row[at["code"]]), str(row[at["participant"]]))
        for row in rows[1:]
        if row[at["coder"]] not in coders
    }


def unreconciled(study: Path, given: Mapping[str, int], silent: Set[str]) -> Iterator[str]:
    """Yield sessions whose turns and left out words are not the words of the transcript.

    That is the words that were handed in, but for sessions that somebody withdrew from (`silent`).
    """
    raw = {path.stem: _words_of(path) for path in (study / "transcripts" / "raw").glob("*.*")}
    with _open(study) as db:
        turns = dict(db.execute("SELECT session, SUM(words) FROM turn GROUP BY 1"))
        left = dict(db.execute("SELECT session, SUM(words) FROM left_out GROUP BY 1"))
        held = dict(db.execute("SELECT name, words FROM session"))
    db.close()
    for name, words in given.items():
        kept = turns.get(name, 0) + left.get(name, 0)
        if name not in silent and kept != words:
            yield f"{name}: {words} words were handed in, {kept} are kept or left out"
        if raw and kept != raw[name]:
            yield f"{name}: {raw[name]} words are in the transcript, {kept} are kept or left out"
        if held.get(name, 0) != turns.get(name, 0):
            yield f"{name}: {held.get(name)} words are told, and its turns have {turns.get(name)}"
    for name in held.keys() - given.keys():
        yield f"{name} is in the database and not in the study"


def words_in(text: str) -> int:
    """Return the number of words of a text."""
    return len(WORD.findall(text))


def _words_of(path: Path) -> int:
    """Return the words of a transcript of the private zone: a table of turns, typed, a survey."""
    if path.suffix == ".csv":
        rows = rows_of(path)
        if "text" not in rows[0]:
            return words_in(path.read_text("utf-8"))
        return sum(words_in(row["text"]) for row in rows)
    said = (line.partition(": ")[2] for line in path.read_text("utf-8").splitlines())
    return sum(map(words_in, said))


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table of the private zone."""
    if not path.exists():
        return []
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))


__all__ = ["differences", "snapshot"]
