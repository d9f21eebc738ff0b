"""Invented talk for the soak: sessions, corrected transcripts, sheets, a survey, codebooks."""

from __future__ import annotations

import csv
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))
from tests.typed import Done, typed

__all__ = ["Done", "typed"]

Rows = tuple[tuple[str, str, str], ...]
"""Speaker, role, words."""

LEAD = ("Maudie Ferriter", "facilitator")
SESSIONS: Mapping[str, Rows] = {
    "one": (
        (*LEAD, "What is it like to do this work at the moment?"),
        ("Hannah Obiora", "nurse", "My caseload doubled and Dunmore never replaced anybody."),
        ("Carlotta Dunmore", "nurse", "Hannah is right. We type everything twice, in two record "
         "systems, and the Zomplix helps nobody. The old forms live in one system, the letters in "
         "another. My evenings go on copying dates from one screen to the next."),
        ("Hannah Obiora", "nurse", "The waiting list grows while we write. Ring me on "
         "07700 900123 and I will tell you what my caseload does to a family. "
         "Families wait half a year for a first appointment. Nobody tells a family how long the "
         "list is."),
        ("Beatrix Lindgren", "nurse", "Supervision once a month is what keeps me in the job."),
    ),
    "two": (
        (*LEAD, "What would you change first, if you could?"),
        ("Corinna Valebrook", "teacher", "The record system falls over twice a day, and Okelling "
         "types everything again in the evening. We print the plan, correct it by hand and type it "
         "in again. The new software loses whatever was written down last."),
        ("Minnalou Okelling", "teacher", "My caseload is forty plans, so Quarvle takes the rest. "
         "Parents ring the school every week to ask about the panel. The panel sits once a month "
         "and sends the papers back."),
        ("Corinna Valebrook", "teacher", "Nobody has had supervision since the spring. The letters "
         "arrive after the appointment. A family of mine waited nine months for therapy."),
    ),
    "three": (
        (*LEAD, "And what do families tell you?"),
        ("Yolande Prestwick", "parent", "We wait six months for a letter that says nothing."),
        ("Ottoline Grabham", "parent", "Prestwick and I share a lift, and we both wait. The school "
         "is kind, and the supervision of the taxi is not."),
    ),
    "four": (
        (*LEAD, "How do you hear of one another?"),
        ("Hannah Obiora", "nurse", "I write to hannah.obiora@example.org and hope for the best."),
        ("Ignatius Thorncroft", "", "The caseload of the whole team stands on one board, and "
         "Obiora wipes it on Fridays."),
    ),
}  # fmt: skip
NAMES = frozenset(
    word.casefold() for rows in SESSIONS.values() for who, _, _ in rows for word in who.split()
) | {"stellan", "wrexford", "900123", "960123", "example.org"}
"""Names of who speaks, and of who comes in with a corrected transcript."""
WORDS = ("Zomplix", "Quarvle", "Fridays", "Hannah", "waiting list", "taxi", "nobody said this")
CODES = ("caseload", "records", "supervision")
BOOK = """name: {name}
version: "{version}"
codes:
  - key: caseload
    label: {label}
    definition: How much work people carry.
    cues: [caseload]
  - key: records
    label: Records
    definition: Systems in which people write and type things twice.
    cues: [record system, type everything]
  - key: {third}
    label: Talking it over
    definition: Time with somebody senior who listens.
    cues: [supervision]
"""
SURVEY = (
    ("Where do you work?", "What would help you most?"),
    ("School", "Fewer cases and more time with each family, please."),
    ("Clinic", "A record system that does not fall over on Mondays."),
    ("School", "Ring me on 01632 960123, I have covered a second caseload for a year."),
    ("Clinic", "More supervision, and less of everything else."),
)


def make_base(work: Path) -> Path:
    """Make the study from which every sequence starts: two sessions, coded, reported."""
    home = work / "base"
    home.mkdir()
    made = typed(home, "study", "new", "mine")
    assert made.code == 0, made.err
    mine = home / "mine"
    write_books(mine)
    settings = mine / "study.toml"
    text = settings.read_text("utf-8").replace('"send-workforce"', '"garden"')
    settings.write_text(f'{text}\n[names]\nmodel = "none"\n\n[topics]\nnumber = 2\n', "utf-8")
    for name in ("one", "two"):
        as_table(home / f"{name}.csv", {name: SESSIONS[name]})
        done = typed(mine, "transcripts", "add", str(home / f"{name}.csv"), "--yes")
        assert done.code == 0, done.err
    done = typed(mine, "run")
    assert done.code == 0, done.err
    return home


def copied(base: Path, place: Path) -> Path:
    """Copy the study to a place of its own; return where it lies."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(base, place)
    return place / "mine"


def write_books(mine: Path) -> None:
    """Write the codebook, and a second version with a code renamed and a key that is new."""
    books = mine / "codebooks"
    first = BOOK.format(name="garden", version="1", label="Caseload", third="supervision")
    second = BOOK.format(name="garden-v2", version="2", label="Amount of work", third="listening")
    (books / "garden.yaml").write_text(first, "utf-8")
    (books / "garden-v2.yaml").write_text(second, "utf-8")


def as_table(path: Path, sessions: Mapping[str, Rows]) -> Path:
    """Write sessions as one table of turns."""
    rows = [(name, *row) for name, turns in sessions.items() for row in turns]
    return _csv(path, ("session", "speaker", "role", "text"), rows)


def as_text(path: Path, rows: Rows) -> Path:
    """Write a session as it is typed: a paragraph a turn, the speaker before a colon."""
    path.write_text("\n\n".join(f"{who}: {said}" for who, _, said in rows) + "\n", "utf-8")
    return path


def as_survey(path: Path) -> Path:
    """Write a survey's export."""
    return _csv(path, SURVEY[0], SURVEY[1:])


def as_layer(path: Path, rows: Sequence[tuple[str, str, str, str]]) -> Path:
    """Write what a coder made of turns."""
    return _csv(path, ("session", "ordinal", "code", "coder"), rows)


def _csv(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([header, *rows])
    return path


def corrected(rows: Rows, how: str) -> Rows:
    """Return a session as somebody corrected it."""
    last = rows[-1]
    if how == "a word":
        return (*rows[:-1], (last[0], last[1], last[2].replace("the", "every", 1)))
    if how == "a turn less":
        return rows[:-1]
    if how == "a turn more":
        return (*rows, ("Stellan Wrexford", last[1], "And the car park costs us an hour a day."))
    if how == "a turn before":
        return ((*LEAD, "Welcome to everybody, and thank you for your time."), *rows)
    if how == "in two":
        words = last[2].split()
        half = len(words) // 2
        return (
            *rows[:-1],
            (*last[:2], " ".join(words[:half])),
            (*last[:2], " ".join(words[half:])),
        )
    if how == "another label":
        return tuple(("Stellan Wrexford" if who == last[0] else who, r, t) for who, r, t in rows)
    return rows


CORRECTIONS = (
    "a word", "a turn less", "a turn more", "a turn before", "in two", "another label", "nothing",
)  # fmt: skip


def answer_sheet(path: Path, answers: Sequence[str]) -> None:
    """Answer the questions of a sheet, in turn."""
    import openpyxl

    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    at = [cell.value for cell in page[1]].index("answer") + 1
    for row in range(2, page.max_row + 1):
        page.cell(row, at, answers[row % len(answers)])
    book.save(path)
