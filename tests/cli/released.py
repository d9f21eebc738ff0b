"""A small study that leaves the house: one role, twelve people, two sessions."""

from __future__ import annotations

import csv
import shutil
import sqlite3
from pathlib import Path

from tests.conftest import Done, typed

SAID = (
    "Caseload is what people leave over: two hundred plans are more than anybody can hold.",
    "Supervision once a month is what keeps me in the job, and it is the first to be cut.",
    "We type everything twice in two record systems that do not talk to each other at all.",
    "The advice comes late every time, and the family is told that the delay is ours.",
    "Pay has not moved for years, and people go next door for two thousand pounds more.",
    "Training is offered on a day when nobody can go, and then we are told it was offered.",
)
PLANTED = {
    "class": "Every single caseworker here is looking for another job over the caseload now.",
    "agency": "I'm agency, so my caseload is whatever was left on the desk on my first day in.",
    "setting": "I work in a special school on some days, and my caseload there is not counted.",
    "back": "As I said about the caseload, the school rings on Fridays and wants the plan.",
    "plain": "My caseload went up by forty in one term and nobody said a word about it to me.",
}
PEOPLE = [
    "Hannah Obiora", "Carl Dunmore", "Bea Lindgren", "Idris Vaz", "Morag Teague",
    "Petra Novak", "Yusuf Rahimi", "Delia Quill", "Gareth Probert", "Nkechi Eze",
    "Owen Tranter",
]  # fmt: skip
SETTINGS = """
level = "{level}"
[roles.casework]
label = "Casework"
population = {population}
"""


def make(folder: Path, level: str = "regional", population: int = 400) -> Path:
    """Make the study and run it once; the last speaker says all that is planted."""
    assert typed(folder, "study", "new", "mine", "--title", "What we heard").code == 0
    mine = folder / "mine"
    rows = [("s1", "Lead One", "facilitator", "What is it like to do this work at the moment?")]
    rows += [(f"s{1 + n % 2}", who, "casework", SAID[n % 6]) for n, who in enumerate(PEOPLE)]
    rows += [("s1", "Tamsin Okoro", "casework", text) for text in PLANTED.values()]
    table = folder / "talk.csv"
    with table.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([("session", "speaker", "role", "text"), *rows])
    done = typed(mine, "transcripts", "add", str(table), "--yes")
    assert done.code == 0, done.err
    text = (mine / "study.toml").read_text("utf-8")
    settings = SETTINGS.format(level=level, population=population)
    without = "\n".join(line for line in text.splitlines() if not line.startswith("level ="))
    head, brace, sessions = without.partition("[sessions")
    (mine / "study.toml").write_text(f"{head}{settings}\n{brace}{sessions}", "utf-8")
    return mine


def copied(mine: Path, to: Path) -> Path:
    """Return a copy of a study, to be changed at will."""
    shutil.copytree(mine, to / "mine")
    return to / "mine"


def quote_of(mine: Path, planted: str) -> str:
    """Return the id of the quote that says what was planted."""
    found = typed(mine, "quotes", "find", PLANTED[planted], "--limit", "3", "--json")
    assert found.code == 0, found.err
    rows = found.json["quotes"]
    assert isinstance(rows, list)
    return str(next(r["id"] for r in rows if r["text"][:30] == PLANTED[planted][:30]))


def kept(mine: Path, planted: str) -> str:
    """Keep the quote that says what was planted, and return its id."""
    quote = quote_of(mine, planted)
    done = typed(mine, "quotes", "pick", quote, "--keep", "--theme", "caseload", "--by", "HK")
    assert done.code == 0, done.err
    return quote


def set_to(mine: Path, old: str, new: str) -> None:
    """Change a setting."""
    text = (mine / "study.toml").read_text("utf-8")
    assert old in text
    (mine / "study.toml").write_text(text.replace(old, new), "utf-8")


def write_own(mine: Path, text: str, name: str = "introduction") -> None:
    """Write the writer's own text."""
    (mine / "report").mkdir(exist_ok=True)
    (mine / "report" / f"{name}.md").write_text(text, "utf-8")


def there(mine: Path) -> dict[str, bytes]:
    """Return all that lies in outputs/."""
    paths = sorted(p for p in (mine / "outputs").rglob("*") if p.is_file())
    return {p.relative_to(mine / "outputs").as_posix(): p.read_bytes() for p in paths}


def rows(mine: Path, query: str) -> list[tuple[object, ...]]:
    """Return rows of the database."""
    with sqlite3.connect(mine / "study.db") as db:
        return list(db.execute(query))


def stopped(done: Done, rule: str, where: str) -> bool:
    """Tell whether a command stopped for a rule at a place, and said so."""
    return done.code == 3 and any(
        line.split()[:1] == [rule] and where in line for line in done.err.splitlines()
    )
