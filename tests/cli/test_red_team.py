"""Sixty planted disclosures: none gets out, and what is clean does."""

from __future__ import annotations

import csv
import re
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.cases.disclosures import CHAINS, PEOPLE, SAID, TYPED, Said, Typed
from tests.conftest import typed

CLEAN = (
    "The caseload grows every month and people take work home at weekends.",
    "Supervision once a month is what keeps people in the job, when it happens.",
    "The record systems do not talk to each other, so everything is typed twice.",
    "Families wait for an answer and nobody tells them how long it will take.",
    "Joint visits with schools work well, because decisions are made in the room.",
    "Recruitment is slow and agency cover is expensive for everybody.",
    "Early help would save more money than the tribunals cost.",
    "What helps is a manager who listens and protects some time for reports.",
)
ROLES = {"educational-psychology": 520, "therapies": 740, "casework-and-assessment": 1100}
"""How many people could hold each role; nothing is known of the others."""
KINDS = tuple(dict.fromkeys(one.kind for one in TYPED))
RULES = {
    "name": {"name"}, "disguised name": {"name"}, "identifier": {"identifier"},
    "small count": {"small"}, "solvable count": {"solvable", "small"},
}  # fmt: skip
"""How the rules that find each kind begin."""
HEAD = ("session", "speaker", "role", "text")
FIRST = ("Rowan", "Tamsin", "Idris", "Maeve", "Osman", "Petra", "Quentin", "Linnea", "Corin")
LAST = ("Hartnell", "Okonjo", "Vasquez", "Brindle", "Tolland", "Marchetti", "Wexcombe", "Szabo")


def person(number: int) -> str:
    return f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST) % len(LAST)]}"


def talk() -> list[tuple[str, str, str, str]]:
    """Return two sessions: everybody says clean things, and some what gives them away."""
    plants = [(one.role, (one.text,)) for one in SAID] + list(CHAINS)
    known = [(role, ()) for _, role in PEOPLE]
    others = [(role, ()) for role in ROLES for _ in range(6)]
    rows = [("s1", "Lead One", "facilitator", "What is it like at the moment?")]
    rows += [("s2", "Lead One", "facilitator", "What would help you most?")]
    for at, (role, texts) in enumerate((*known, *plants, *others)):
        name = PEOPLE[at][0] if at < len(PEOPLE) else person(at)
        session = f"s{1 + at % 2}"
        rows.append((session, name, role, CLEAN[at % len(CLEAN)]))
        rows += [(session, name, role, text) for text in texts]
        rows.append((session, name, role, CLEAN[(at + 3) % len(CLEAN)]))
    return sorted(rows, key=lambda row: row[0])


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study at the regional level of which a report can be written."""
    folder = tmp_path_factory.mktemp("red-team")
    assert typed(folder, "study", "new", "mine").code == 0
    mine = folder / "mine"
    settings = (mine / "study.toml").read_text("utf-8").replace('"internal" ', '"regional" ')
    roles = "".join(f"\n[roles.{key}]\npopulation = {count}\n" for key, count in ROLES.items())
    (mine / "study.toml").write_text(settings + roles, "utf-8")
    with (folder / "talk.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([HEAD, *talk()])
    done = typed(mine, "transcripts", "add", str(folder / "talk.csv"), "--yes")
    assert done.code == 0, done.err
    done = typed(mine, "run")
    assert done.code == 0, done.err
    assert 'level = "regional"' in settings
    return mine


def listed(err: str) -> str:
    return re.sub(r"\s+", " ", err)


def test_there_are_sixty_of_ten_kinds() -> None:
    kinds = Counter(one.kind for one in (*TYPED, *SAID))
    kinds["linkable"] = len(CHAINS)
    assert len(kinds) == 10
    assert set(kinds.values()) == {6}


Places = dict[str, tuple[range, list[Any]]]


@pytest.fixture(scope="module")
def stopped(clean: Path) -> Places:
    """What stops the report, by what a writer types: its lines, and the findings in them.

    Six of a kind are typed together: one report is written for all, and none gets out.
    """
    kinds = {kind: [one.line for one in TYPED if one.kind == kind] for kind in KINDS}
    return {line: found for lines in kinds.values() for line, found in type_in(clean, lines)}


def type_in(study: Path, lines: Sequence[str]) -> Iterator[tuple[str, tuple[range, list[Any]]]]:
    """Yield for each line, or table, in which lines of the file it stands, and what is found."""
    before = digests(study)
    text = "\n\n".join(("We held two groups in the spring.", *lines)) + "\n"
    (study / "report" / "introduction.md").write_text(text, "utf-8")
    try:
        done = typed(study, "report", "write", "--json")
    finally:
        (study / "report" / "introduction.md").unlink()
    assert done.code == 3, done.err
    assert digests(study) == before
    findings: list[Any] = done.json["findings"]  # type: ignore[assignment]
    at = 3
    for line in lines:
        place = range(at, at + line.count("\n") + 1)
        yield line, (place, [f for f in findings if line_of(f["where"]) in place])
        at = place.stop + 1


def line_of(where: str) -> int:
    """Return the line of the introduction that a finding is about, 0 for another place."""
    told = re.search(r"introduction\.md\D{0,20}\b(\d+)\b", where)
    return int(told[1]) if told else 0


@pytest.mark.parametrize("plant", TYPED, ids=lambda plant: f"{plant.kind}: {plant.line[:24]}")
def test_what_a_writer_types_stops_the_report(stopped: Places, plant: Typed) -> None:
    place, found = stopped[plant.line]
    assert found, place
    assert {one["rule"].partition("-")[0] for one in found} & RULES[plant.kind], found


def digests(study: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in study.joinpath("outputs").glob("*.*")}


def nearest(study: Path, text: str) -> tuple[str, str]:
    """Return id and words, as they would be printed, of the quote that is most like a text."""
    found = typed(study, "quotes", "find", text, "--limit", "1", "--json")
    assert found.code == 0, found.err
    quote: dict[str, str] = found.json["quotes"][0]  # type: ignore[index]
    return quote["id"], quote["text"]


def keep(study: Path, quote: str) -> None:
    done = typed(study, "quotes", "pick", quote, "--keep", "--theme", "caseload")
    assert done.code == 0, done.err


def test_what_participants_said_does_not_get_out(clean: Path) -> None:
    said = [(one, *nearest(clean, one.text)) for one in SAID]
    chains = [{nearest(clean, text)[0] for text in texts} for _, texts in CHAINS]
    for quote in (*(quote for _, quote, _ in said), *(q for chain in chains for q in chain)):
        keep(clean, quote)
    done = typed(clean, "report", "write")
    assert done.code == 3, done.err
    told = listed(done.err)
    missed = [one.text for one, quote, words in said if quote not in told and not safe(one, words)]
    loose = [chain for chain in chains if not any(quote in told for quote in chain)]
    assert (missed, loose) == ([], [])


def safe(one: Said, words: str) -> bool:
    """Tell whether redaction took what gives somebody away out of the words themselves."""
    return bool(one.gives) and not all(re.search(g, words) for g in one.gives)


def grid(study: Path) -> dict[tuple[str, str], tuple[int, int]]:
    """Return the printed counts of the table of themes, with their bases, by theme and column."""
    text = (study / "outputs" / "report.md").read_text("utf-8")
    table = re.search(r"^\| Theme \|.*?(?:\n\n|\Z)", text, re.MULTILINE | re.DOTALL)
    assert table is not None
    head, _, *rows = (line.strip("| ").split(" | ") for line in table[0].strip().split("\n"))
    found = {}
    for theme, *cells in rows:
        for name, cell in zip(head[1:], cells, strict=True):
            if told := re.match(r"(\d+) of (\d+)", cell):
                found[theme, name] = (int(told[1]), int(told[2]))
    return found


def test_two_releases_do_not_give_back_who_left_between_them(clean: Path, tmp_path: Path) -> None:
    study = Path(shutil.copytree(clean, tmp_path / "mine"))
    for path in study.glob("report/*.md"):
        path.unlink()
    for quote in typed(study, "quotes", "pick", "--json").json["quotes"]:  # type: ignore[attr-defined]
        assert typed(study, "quotes", "pick", quote["id"], "--drop").code == 0
    assert typed(study, "run").code == 0
    signed = typed(study, "report", "sign", "--by", "HK", "--role", "second reader")
    assert signed.code == 0, signed.err
    before = grid(study)
    role = "therapies"
    with sqlite3.connect(study / "study.db") as db:
        who = db.execute(
            "SELECT id FROM participant WHERE role = ? AND known ORDER BY id", (role,)
        ).fetchone()[0]
    assert typed(study, "transcripts", "withdraw", who, "--yes").code == 0
    done = typed(study, "run")
    assert done.code == 0, done.err
    after = grid(study)
    assert sum(name == "Therapies" for _, name in before) >= 6  # each of them would tell of one
    told = [
        key
        for key in before.keys() & after.keys()
        for old, new in zip(before[key], after[key], strict=True)
        if 0 < abs(old - new) < 5
    ]
    assert told == []
