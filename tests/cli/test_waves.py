"""A study of two waves, a survey beside its groups and notes: what its report says of each."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from tests.cli.mixed import mixed, settings
from tests.conftest import typed


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study after `fgtools run`. Do not change it."""
    mine = mixed(tmp_path_factory.mktemp("waves"))
    ran = typed(mine, "run")
    assert ran.code == 0, ran.err
    return mine


@pytest.fixture
def mine(done: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(done, tmp_path / "mine"))


def report(mine: Path) -> str:
    return (mine / "outputs" / "report.md").read_text("utf-8").replace("\\", "")


def section(mine: Path, title: str) -> str:
    """Return a section of the report by its heading."""
    text = report(mine)
    start = text.index(f"## {title}")
    return text[start : text.find("\n## ", start)]


def test_respondents_and_notes_are_in_no_count_of_participants(done: Path) -> None:
    told = section(done, "Participants")
    assert "40 participants spoke" in told
    assert "eight respondents of one survey" in told
    assert "one set of notes" in told
    assert "No role given" not in report(done)
    views = typed(done, "roles", "compare", "--json").json["views"]
    assert isinstance(views, list)
    assert {(v["group"], v["of_participants"]) for v in views} == {("nurse", 40)}
    with sqlite3.connect(done / "study.db") as db:
        quoted = dict(db.execute("SELECT session, role FROM quote"))
    assert quoted["workforce"] == "survey"


def test_a_theme_shows_the_survey_question_tied_to_it(done: Path) -> None:
    card = section(done, "Theme 1: Caseload and workload")
    assert "q2: Is your caseload manageable?" in card
    assert "| Yes | 40 | 50% |" in card
    assert "Base: the 80 who answered" in card
    assert "respondents who wrote in their own words wrote of this" in card
    assert "One passage of notes without speakers" in card
    assert "Participants: 2023 10 of 20 (2 of 2 sessions); 2025 3 of 20" in card
    assert "early, wave 2023, q1: Where do you work?" in report(done), "the others in an annex"


def test_the_annexes_are_filled_in_from_the_study(done: Path) -> None:
    text = report(done)
    assert "| 20. Field notes | One set of notes without speakers" in text
    assert "| 17. Interview guide | The facilitators asked something in four turns" in text
    assert "| 2. Credentials | to be written |" in text
    assert "No date is set on which the private zone is to be deleted" in text


def test_what_changed_is_said_with_care(done: Path) -> None:
    told = section(done, "What changed")
    assert "two sessions in 2023 and two sessions in 2025" in told
    assert "| Caseload and workload | 10 of 20" in told
    assert "+25 points (+10 to +38)" in told
    assert (done / "outputs" / "pictures" / "waves.svg").is_file()


def test_regions_are_printed_and_authorities_never(mine: Path) -> None:
    told = section(mine, "By region")
    assert "| London | 2 | 20 |" in told
    outputs = [p.read_bytes() for p in (mine / "outputs").rglob("*.*") if p.is_file()]
    assert not [one for one in outputs if b"Camford" in one]
    path = mine / "study.toml"
    path.write_text(path.read_text("utf-8").replace('"internal"', '"regional"', 1), "utf-8")
    refused = typed(mine, "roles", "compare", "--by", "borough")
    assert refused.code == 2
    assert "authorities never" in refused.err


def test_themes_that_the_older_codebook_had_otherwise_are_not_compared(mine: Path) -> None:
    settings(mine, '[waves.2023]\ncodebook = "older"')
    (mine / "codebooks").mkdir(exist_ok=True)
    (mine / "codebooks" / "older.yaml").write_text(
        "name: Older\nversion: '1'\ncodes:\n"
        "- {key: work, label: Work and hours, definition: All about work and hours.}\n"
        "- {key: supervision, label: Supervision and reflective space}\n"
        "- {key: parking, label: Parking, definition: Where people park.}\n",
        "utf-8",
    )  # fmt: skip
    (mine / "codebooks" / "w.crosswalk.yaml").write_text(
        "from: Older\nfrom_version: '1'\nto: SEND workforce\nto_version: '1'\nmap:\n"
        "- {from: work, to: [caseload, flexible-work], relation: broader}\n"
        "- {from: supervision, to: [supervision], relation: same}\n"
        "- {from: parking, to: []}\n",
        "utf-8",
    )
    done = typed(mine, "run")
    assert done.code == 0, done.err
    rows = [line for line in section(mine, "What changed").splitlines() if line.startswith("|")]
    by_theme = {row.split("|")[1].strip(): row for row in rows}
    assert "Split off from a wider code" in by_theme["Caseload and workload"]
    assert "New in this codebook" in by_theme["Pay and cost of living"]
    assert "New in" not in by_theme["Supervision and reflective space"]
    assert "no more: Parking" in section(mine, "What changed")


def test_figures_of_the_workforce_carry_date_base_and_source(mine: Path) -> None:
    settings(
        mine,
        '[[indicators]]\nlabel = "Turnover"\nunit = "%"\nbefore = [2022, 19.5]\n'
        'after = [2024, 15.3]\nbase = "social workers"\nsource = "DfE, Children\'s workforce"',
    )
    done = typed(mine, "run")
    assert done.code == 0, done.err
    told = section(mine, "What changed")
    assert "| 19.5% (2022) | 15.3% (2024) | −4.2 percentage points | social workers |" in told


def test_recommendations_are_tied_to_evidence_and_gaps_are_told(mine: Path) -> None:
    (mine / "report").mkdir(exist_ok=True)
    path = mine / "report" / "recommendations.md"
    path.write_text("1. Cap caseloads [caseload].\n2. Pay more [q-nope].\n", "utf-8")
    done = typed(mine, "report", "write")
    assert done.code == 0, done.err
    assert "line 2: the report has no evidence q-nope" in done.err
    assert "theme 1 “Caseload and workload” (13 of 40 participants)" in report(mine)
    checked = typed(mine, "report", "check", str(path), "--json")
    assert checked.code == 3
    assert "evidence-unknown" in checked.out


def test_the_date_of_deletion_is_told_and_then_reminded_of(mine: Path) -> None:
    path = mine / "study.toml"
    text = path.read_text("utf-8")
    line = next(line for line in text.splitlines() if line.startswith("retention"))

    def keep_until(day: str) -> None:
        path.write_text(text.replace(line, f'retention = "{day}"'), "utf-8")

    assert "No date is set" in typed(mine, "study", "status").err
    keep_until("2999-01-31")
    before = typed(mine, "study", "status")
    assert "is to be deleted on 2999-01-31" in before.err
    assert json.loads(typed(mine, "study", "status", "--json").out)["retention"] == "2999-01-31"
    keep_until("2020-01-31")
    for words in (("study", "status"), ("transcripts", "list"), ("names", "check")):
        assert "was to be deleted on 2020-01-31" in typed(mine, *words).err
    keep_until("2020-02-31")
    wrong = typed(mine, "study", "status")
    assert wrong.code == 2
    assert "retention" in wrong.err
