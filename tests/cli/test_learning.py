"""What analysts confirm and reject teaches the machine; what they said is never overruled."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterable
from pathlib import Path

import pytest
from tests.cli.test_small_studies import Rows, study_of
from tests.conftest import typed

BOOK = """name: Garden
version: "1"
codes:
  - key: foes
    label: Foes
    definition: What stands against the plan that was agreed.
  - key: tools
    label: Tools
    definition: Spades, forks, barrows and who may borrow them.
"""
SLUGS = (
    "The slugs had every lettuce by Tuesday morning.",
    "I put out beer traps and the slugs went round them.",
    "Slugs again, in the beans this time, hundreds.",
    "You go out with a torch and there are slugs on every leaf.",
    "Pellets are banned now, so the slugs eat the lettuces.",
    "My neighbour throws the slugs over the fence to me.",
)
OTHERS = (
    "We meet on the first Sunday, weather allowing.",
    "My father had the plot before me, thirty years.",
    "There is cake on open days, that brings them in.",
    "The bus stops just by the gate, so I can bring the children.",
    "I paint the shed every spring, blue this year.",
    "The waiting list is four years, I am told.",
)
NEW = "Three rows of lettuce and the slugs had all of it overnight."


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    said = [text for pair in zip(SLUGS, OTHERS, strict=True) for text in pair]
    rows: Rows = tuple((f"Grower {at}", "grower", text) for at, text in enumerate([*said, NEW]))
    mine = study_of(tmp_path, rows, "plots")
    (tmp_path / "garden.yaml").write_text(BOOK, "utf-8")
    done = typed(mine, "codes", "apply", "--codebook", str(tmp_path / "garden.yaml"))
    assert done.code == 0, done.err
    return mine


def scores(mine: Path) -> dict[tuple[int, str], tuple[float, bool, str]]:
    done = typed(mine, "codes", "apply", "--all", "--json")
    assert done.code == 0, done.err
    rows = done.json["codings"]
    assert isinstance(rows, list)
    return {(r["ordinal"], r["code"]): (r["score"], r["assigned"], r["why"]) for r in rows}


def coded(mine: Path, coder: str, given: Iterable[tuple[int, str]]) -> None:
    with (mine.parent / f"{coder}.csv").open("w", encoding="utf-8", newline="") as out:
        rows = [("plots", ordinal, code) for ordinal, code in given]
        csv.writer(out).writerows([("session", "ordinal", "code"), *rows])
    done = typed(mine, "codes", "import", str(mine.parent / f"{coder}.csv"), "--coder", coder)
    assert done.code == 0, done.err


def test_an_imported_layer_teaches_and_every_reason_leads_to_a_turn(garden: Path) -> None:
    before = scores(garden)
    assert not before[12, "foes"][1]
    coded(garden, "HK", [(at, "foes" if at % 2 == 0 else "") for at in range(12)])
    after = scores(garden)
    assert after[12, "foes"][0] > max(2 * before[12, "foes"][0], 0.3)
    assert after[12, "foes"][1]
    assert "like plots/" in after[12, "foes"][2]
    assert "which people gave it" in after[12, "foes"][2]
    assert not any(after[at, "foes"][1] for at in range(1, 12, 2))
    assert scores(garden) == after


def test_who_the_study_does_not_learn_from_teaches_nothing(garden: Path) -> None:
    before = scores(garden)
    settings = (garden / "study.toml").read_text("utf-8")
    (garden / "study.toml").write_text(settings + '\n[codes]\nlearn_from = ["review"]\n', "utf-8")
    coded(garden, "HK", [(at, "foes" if at % 2 == 0 else "") for at in range(12)])
    assert scores(garden) == before
    (garden / "study.toml").write_text(settings + '\n[codes]\nlearn_from = ["JM"]\n', "utf-8")
    done = typed(garden, "codes", "apply")
    assert done.code == 0
    assert "nobody called JM has coded here" in done.out
    assert scores(garden) == before


def test_coders_who_contradict_one_another_are_a_draw_and_a_decision_settles_it(
    garden: Path,
) -> None:
    before = scores(garden)
    coded(garden, "HK", [(at, "foes" if at % 2 == 0 else "") for at in range(12)])
    coded(garden, "JM", [(at, "" if at % 2 == 0 else "foes") for at in range(12)])
    draw = scores(garden)
    assert draw[12, "foes"][0] == pytest.approx(before[12, "foes"][0], abs=0.05)
    for at in range(12):
        more = ("--reject",) if at % 2 else ()
        typed(garden, "codes", "set", f"plots/{at}", "--code", "foes", *more)
    after = scores(garden)
    assert after[12, "foes"][0] > draw[12, "foes"][0] + 0.1
    assert after[0, "foes"][0] == 1.0
    assert "set by analyst" in after[0, "foes"][2]


def test_what_people_decided_stays_whatever_is_learnt(garden: Path) -> None:
    assert typed(garden, "codes", "set", "plots/12", "--code", "foes", "--reject").code == 0
    coded(garden, "HK", [(at, "foes" if at % 2 == 0 else "") for at in range(12)])
    assert not scores(garden)[12, "foes"][1]
    shown = typed(garden, "codes", "show", "plots/12")
    assert "foes" not in shown.out


def test_one_coding_set_by_hand_changes_its_own_turn_alone(garden: Path) -> None:
    before = scores(garden)
    assert typed(garden, "codes", "set", "plots/0", "--code", "foes").code == 0
    after = scores(garden)
    assert {at for at, was in before.items() if after[at] != was} == {(0, "foes")}


def test_a_code_that_came_later_was_denied_by_nobody(garden: Path) -> None:
    coded(garden, "HK", [(at, "tools" if at % 2 else "") for at in range(12)])
    book = (
        BOOK.replace('"1"', '"2"')
        + """  - key: snails
    label: Snails
    definition: Slugs and snails that eat what is grown.
"""
    )
    (garden.parent / "garden-v2.yaml").write_text(book, "utf-8")
    later = str(garden.parent / "garden-v2.yaml")
    assert typed(garden, "codes", "apply", "--codebook", later).code == 0
    asked = typed(garden, "codes", "review", "--json", "--code", "snails")
    assert asked.code == 0, asked.err
    assert asked.json["questions"]


def test_who_withdrew_leaves_nothing_that_was_learnt_from_them(garden: Path) -> None:
    coded(garden, "HK", [(at, "foes" if at % 2 == 0 else "") for at in range(12)])
    assert any("which people gave it" in row[2] for row in scores(garden).values())
    assert typed(garden, "transcripts", "withdraw", "plots.p01", "--yes").code == 0
    with sqlite3.connect(garden / "study.db") as db:
        assert db.execute("SELECT count(*) FROM coding").fetchone() == (0,)
