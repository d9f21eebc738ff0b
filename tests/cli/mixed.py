"""A small invented study of two waves of groups, a survey beside them, and notes."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.conftest import typed

SAID = {
    "caseload": "My caseload has doubled since spring and I take the cases home every weekend.",
    "supervision": "Supervision happens once a month and it is the hour that keeps me in this job.",
    "pay": "The pay does not cover the rent here and the agency pays twice the salary.",
    "flexible": "Working from home two days a week is what lets me stay with small children.",
}
PEOPLE = (
    "Anneke Sturt", "Babak Lorne", "Corin Vale", "Dilys Moor", "Edda Quill", "Farid Nane",
    "Gerda Pole", "Henk Osier", "Ilse Tarn", "Joris Wick",
)  # fmt: skip
ASKED = ("Where do you work?", "Is your caseload manageable?", "What would help you most?")
OWN = (
    "Fewer cases and more time with each family, please, that is all I ask.",
    "A caseload that one person can hold without working at the weekend.",
    "I would like supervision that is about me and not about targets.",
    "Pay the agency people less and those who stay a good deal more.",
    "Let us work from home two days in the week as we did before.",
    "My caseload has been far too high for a year and nobody says thank you.",
    "More admin support so that I can go and see children again.",
    "Managers who have done the job themselves at some time in their lives.",
)


def add_group(mine: Path, session: str, role: str, topics: tuple[str, ...]) -> None:
    """Add a session in which one person after another speaks on one topic after another."""
    rows = [("Lead One", "facilitator", "What is it like to do this work at the moment?")]
    for at, who in enumerate(PEOPLE):
        words = SAID[topics[at % len(topics)]]
        rows.append((who, role, words))
    path = mine.parent / f"{session}.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["session", "speaker", "role", "text"])
        writer.writerows([session, *row] for row in rows)
    done = typed(mine, "transcripts", "add", str(path), "--yes")
    assert done.code == 0, done.err


def add_survey(mine: Path, name: str, wave: str, agree: int, disagree: int, own: bool) -> None:
    """Add a survey: so many find their caseload manageable, so many do not, some say more."""
    path = mine.parent / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        shown = len(ASKED) if own else len(ASKED) - 1
        kinds = ["Response", "Response", "Open-Ended Response"]
        writer.writerow(["Respondent ID", "Start Date", *ASKED[:shown]])
        writer.writerow(["", "", *kinds[:shown]])
        for n in range(agree + disagree):
            place = "School" if n % 2 else "Local authority"
            words = OWN[n] if n < len(OWN) else ""
            row = [f"118{n}", "2026-07-01", place, "Yes" if n < agree else "No", words]
            writer.writerow(row[: 2 + shown])
    done = typed(mine, "surveys", "add", str(path), "--name", name, "--wave", wave)
    assert done.code == 0, done.err


def add_notes(mine: Path, session: str) -> None:
    """Add notes of nobody in particular."""
    path = mine.parent / f"{session}.txt"
    path.write_text("Table 3:\n- Caseloads have doubled and people take work home\n", "utf-8")
    words = ("--notes", "--session", session, "--yes")
    done = typed(mine, "transcripts", "add", str(path), *words)
    assert done.code == 0, done.err


def settings(mine: Path, text: str) -> None:
    """Add to study.toml."""
    path = mine / "study.toml"
    path.write_text(f"{path.read_text('utf-8')}\n{text}", "utf-8")


def set_session(mine: Path, session: str, wave: str, region: str) -> None:
    """Say of which wave and region a session is."""
    path = mine / "study.toml"
    head = f"[sessions.{session}]"
    told = f'{head}\nwave = "{wave}"\nattributes = {{region = "{region}", borough = "Camford"}}'
    path.write_text(path.read_text("utf-8").replace(head, told), "utf-8")


def mixed(folder: Path) -> Path:
    """Make the whole study, not yet run."""
    assert typed(folder, "study", "new", "mine").code == 0
    mine = folder / "mine"
    for session, wave, region, topics in (
        ("first", "2023", "London", ("caseload", "supervision")),
        ("second", "2023", "South East", ("caseload", "pay")),
        ("third", "2025", "London", ("flexible", "supervision")),
        ("fourth", "2025", "South East", ("flexible", "caseload", "pay")),
    ):
        add_group(mine, session, "nurse", topics)
        set_session(mine, session, wave, region)
    add_survey(mine, "early", "2023", 20, 60, own=False)
    add_survey(mine, "workforce", "2025", 40, 40, own=True)
    add_notes(mine, "flip-chart")
    settings(mine, '[surveys.workforce.themes]\nq2 = "caseload"')
    return mine
