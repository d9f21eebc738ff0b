"""`fgtools report check`, typed on drafts inside and outside a study."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.cli.test_small_studies import study_of
from tests.conftest import Done, typed

FAULTY = """# Summary

All percentages are of the 300 people who replied. 40% want regular supervision.

# Supervision

70% of respondents want regular supervision. Three nurses left.
"""


def findings(done: Done) -> list[dict[str, Any]]:
    found = done.json["findings"]
    assert isinstance(found, list)
    return found


def test_a_faulty_draft_outside_any_study(tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text(FAULTY, "utf-8")
    done = typed(tmp_path, "report", "check", "draft.md", "--json")
    assert done.code == 3
    assert [(f["rule"], f["where"], f["weight"]) for f in findings(done)] == [
        ("contradiction", "draft.md line 7", "fault"),
        ("small-cell", "draft.md line 7", "fault"),
    ]
    shown = typed(tmp_path, "report", "check", "draft.md")
    assert shown.code == 3
    assert "contradiction" in shown.err
    assert "2 things to look at" in shown.err


def test_the_threshold_is_what_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text(FAULTY, "utf-8")
    done = typed(tmp_path, "report", "check", "draft.md", "--threshold", "3", "--json")
    assert [f["rule"] for f in findings(done)] == ["contradiction"]


def test_a_careful_draft_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text("Of the 300 who replied, 40% agree.\n", "utf-8")
    done = typed(tmp_path, "report", "check", "draft.txt")
    assert done.code == 0
    assert "nothing to put right" in done.out
    assert typed(tmp_path, "report", "check", "draft.txt", "--json").json == {"findings": []}


@pytest.mark.parametrize(("name", "code"), [("draft.pdf", 2), ("nowhere.md", 2), ("draft.md", 1)])
def test_what_cannot_be_checked_is_an_error(tmp_path: Path, name: str, code: int) -> None:
    for made in ("draft.pdf", "draft.md"):
        (tmp_path / made).write_bytes(b"%PDF-1.4 x")
    done = typed(tmp_path, "report", "check", name)
    assert done.code == code
    assert name in done.err


def test_a_study_without_sessions_knows_nobody_yet(tmp_path: Path) -> None:
    assert typed(tmp_path, "study", "new", "mine").code == 0
    (tmp_path / "mine" / "draft.md").write_text(FAULTY, "utf-8")
    assert typed(tmp_path / "mine", "report", "check", "draft.md").code == 3


def test_quotes_and_names_are_held_against_the_study(tmp_path: Path) -> None:
    mine = study_of(tmp_path)
    draft = mine / "draft.md"
    draft.write_text(
        "“We type everything twice in two record systems.”\n\n"
        "“We type everything three times in two record systems.”\n\n"
        "“The canteen was closed for the whole of the spring.”\n\n"
        "This was said by Hannah Obiora.\n",
        "utf-8",
    )
    done = typed(mine, "report", "check", "draft.md", "--json")
    assert done.code == 3
    told = [(f["rule"], f["where"]) for f in findings(done)]
    assert ("quote-altered", "draft.md line 3") in told
    assert ("quote-unknown", "draft.md line 5") in told
    assert ("name-left", "draft.md line 7") in told
    assert not [where for _, where in told if where.endswith("line 1")]
    assert "Hannah" not in done.out + done.err
    assert "canteen" not in done.out + done.err


def test_the_studys_level_says_what_may_be_shown(tmp_path: Path) -> None:
    mine = study_of(tmp_path)
    (mine / "draft.md").write_text(
        "Of the 300 respondents, 7 nurses left. All EPs agreed.", "utf-8"
    )
    assert typed(mine, "report", "check", "draft.md").code == 0  # internal hides nothing
    toml = mine / "study.toml"
    text = toml.read_text("utf-8")
    level = '\nlevel = "central"\n'
    toml.write_text(
        text.replace('level = "internal"', level.strip()) if "level =" in text else level + text,
        "utf-8",
    )
    done = typed(mine, "report", "check", "draft.md", "--json")
    assert {f["rule"] for f in findings(done)} == {"small-cell", "class-statement"}


def test_our_own_report_gives_no_finding(sample: tuple[Path, Done]) -> None:
    folder, _ = sample
    for name in ("report.md", "report.docx"):
        done = typed(folder, "report", "check", f"outputs/{name}", "--json")
        assert done.json == {"findings": []}, name
