"""A codebook grows a second version, and people's decisions go along."""

from __future__ import annotations

import json
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from tests.conftest import ROOT, typed

from fgtools.codebook.read import LISTS, read
from fgtools.codebook.write import to_yaml
from fgtools.nouns import Code, Codebook

OLD, NEW, WALK = "send-workforce", "send-workforce-v2", "codebooks/v2.crosswalk.yaml"


def second_version(book: Codebook) -> Codebook:
    """Rename supervision, merge retention into recruitment, split families, drop ai."""
    codes = {code.key: code for code in book.codes}
    recruitment, retention, families = (codes[k] for k in ("recruitment", "retention", "families"))
    halves = {
        "trust": replace(families, key="trust", label="Trust", definition="Trust gained or lost."),
        "complaints": replace(families, key="complaints", label="Complaints",
                              definition="Complaints and the ombudsman."),
    }  # fmt: skip
    changed: dict[str, tuple[Code, ...]] = {
        "supervision": (replace(codes["supervision"], key="reflection", label="Time to reflect"),),
        "recruitment": (
            replace(
                recruitment, label="Filling posts and keeping people",
                definition=f"{recruitment.definition} {retention.definition}",
                **{name: getattr(recruitment, name) + getattr(retention, name) for name in LISTS},
            ),
        ),
        "retention": (),
        "families": tuple(
            replace(half, **{n: getattr(half, n)[at::2] for n in LISTS if n != "exclude"})
            for at, half in enumerate(halves.values())
        ),
        "ai": (),
    }  # fmt: skip
    return Codebook(
        book.name, "2", tuple(new for c in book.codes for new in changed.get(c.key, (c,)))
    )


@pytest.fixture
def grown(study: Path) -> Path:
    """The sample study with a second version of its codebook beside the first, and a crosswalk."""
    book = read(study / "codebooks" / f"{OLD}.yaml")
    (study / "codebooks" / f"{NEW}.yaml").write_text(to_yaml(second_version(book)), "utf-8")
    done = typed(study, "codebook", "diff", OLD, NEW, "--crosswalk", WALK)
    assert done.code == 0, done.err
    return study


def participants_turns(folder: Path, number: int) -> list[str]:
    with sqlite3.connect(folder / "study.db") as db:
        rows = db.execute(
            "SELECT turn.id FROM turn JOIN participant ON participant.id = turn.participant"
            " WHERE NOT is_facilitator AND words > 20 ORDER BY turn.session, ordinal LIMIT ?",
            (number,),
        )
        return [turn for (turn,) in rows]


def set_by_hand(folder: Path, turn: str, code: str, *more: str) -> None:
    done = typed(folder, "codes", "set", turn, "--code", code, "--by", "HK", *more)
    assert done.code == 0, done.err


def shown(folder: Path) -> dict[tuple[str, str], str]:
    done = typed(folder, "codes", "apply", "--json")
    assert done.code == 0, done.err
    return {(c["turn"], c["code"]): c["coder"] for c in json.loads(done.out)["codings"]}


def test_what_changed_is_said_and_why(grown: Path) -> None:
    done = typed(grown, "codebook", "diff", OLD, NEW, "--json")
    changes = {(c["change"], *c["from"], "->", *c["to"]) for c in json.loads(done.out)["changes"]}
    assert changes == {
        ("renamed", "supervision", "->", "reflection"),
        ("merged", "recruitment", "retention", "->", "recruitment"),
        ("split", "families", "->", "trust", "complaints"),
        ("dropped", "ai", "->"),
    }
    told = typed(grown, "codebook", "diff", OLD, NEW)
    assert "reflection" in told.out
    assert "--crosswalk" in told.err
    assert "Nothing changed" in typed(grown, "codebook", "diff", OLD, OLD).out


def test_a_crosswalk_that_somebody_may_have_edited_is_not_written_over(grown: Path) -> None:
    before = (grown / WALK).read_text("utf-8")
    assert "{from: families, to: [trust, complaints], relation: broader" in before
    done = typed(grown, "codebook", "diff", NEW, OLD, "--crosswalk", WALK)
    assert done.code == 2
    assert (grown / WALK).read_text("utf-8") == before


def test_decisions_go_along_and_what_needs_a_person_is_listed(grown: Path) -> None:
    one, two, three, four, five = participants_turns(grown, 5)
    set_by_hand(grown, one, "supervision", "--stance", "enabler")
    set_by_hand(grown, two, "supervision", "--reject")
    set_by_hand(grown, one, "retention")
    set_by_hand(grown, two, "retention", "--reject")
    set_by_hand(grown, three, "families")
    set_by_hand(grown, four, "ai")
    set_by_hand(grown, five, "pay")
    before = shown(grown)

    done = typed(grown, "codebook", "take", WALK, "--by", "JT", "--json")
    assert done.code == 0, done.err
    answer = done.json
    assert (answer["version"], answer["taken"], answer["stay"]) == ("2", 3, 1)
    assert {(o["turn"], o["code"], *o["candidates"]) for o in json.loads(done.out)["open"]} == {
        (two, "retention", "recruitment"),
        (three, "families", "trust", "complaints"),
        (four, "ai"),
    }
    now = shown(grown)
    assert (now[one, "reflection"], now[one, "recruitment"]) == ("HK", "HK")
    assert now[five, "pay"] == "HK"
    assert (two, "reflection") not in now
    assert f'codebook = "{NEW}"' in (grown / "study.toml").read_text("utf-8")
    assert "was supervision" in typed(grown, "codes", "show", one).out

    again = typed(grown, "codebook", "take", WALK, "--json")
    assert again.json["taken"] == 0

    set_by_hand(grown, three, "trust")
    told = typed(grown, "codebook", "take", WALK)
    assert three not in told.out
    assert four in told.out

    assert typed(grown, "codes", "apply", "--codebook", OLD).code == 0
    back = shown(grown)
    assert {at: who for at, who in back.items() if who == "HK"} == {
        at: who for at, who in before.items() if who == "HK"
    }


def test_what_was_decided_since_is_not_overruled_by_what_is_taken_over(grown: Path) -> None:
    (turn,) = participants_turns(grown, 1)
    set_by_hand(grown, turn, "supervision")
    assert typed(grown, "codebook", "take", WALK).code == 0
    set_by_hand(grown, turn, "reflection", "--reject")
    assert typed(grown, "codebook", "take", WALK, "--json").json["taken"] == 0
    assert (turn, "reflection") not in shown(grown)


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("to: [reflection]", "to: [reflexion]", 3, "reflexion"),
        ("from_version: '1'", "from_version: '7'", 2, "version 7"),
        (f"to: {NEW}", "to: nowhere", 2, "nowhere"),
        ("relation: same", "relation: alike", 1, "a relation is one of"),
    ],
)
def test_a_crosswalk_with_a_slip_takes_nothing(
    grown: Path, old: str, new: str, code: int, said: str
) -> None:
    walk = grown / WALK
    text = walk.read_text("utf-8")
    assert old in text
    walk.write_text(text.replace(old, new), "utf-8")
    settings = (grown / "study.toml").read_text("utf-8")
    done = typed(grown, "codebook", "take", WALK)
    assert (done.code, said in done.err) == (code, True), done.err
    assert (grown / "study.toml").read_text("utf-8") == settings


def test_a_name_typed_as_who_decides_is_refused(grown: Path) -> None:
    done = typed(grown, "codebook", "take", WALK, "--by", "Mrs Gwendolen Ashcroft-Hale")
    assert done.code == 3
    assert OLD in (grown / "study.toml").read_text("utf-8")


def test_versions_lie_side_by_side_and_the_studys_own_is_marked(grown: Path) -> None:
    told = typed(grown, "codebook", "show").out.splitlines()
    rows = [line.split() for line in told if line.startswith(OLD)]
    assert rows == [[OLD, "1", "the", "study's"], [NEW, "2"]]


def test_a_codebook_is_checked_outside_any_study(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("name: Mine\ncodes:\n  - {key: a, label: Pay}\n", "utf-8")
    done = typed(tmp_path, "codebook", "check", "mine.yaml", "--json")
    assert done.code == 3
    rules = [finding["rule"] for finding in json.loads(done.out)["findings"]]
    assert rules == ["no-definition", "no-example"]
    shutil.copy(path, tmp_path / "mine-v2.yaml")
    assert typed(tmp_path, "codebook", "diff", "mine.yaml", "mine-v2.yaml").code == 0


def test_the_schema_that_is_printed_is_the_one_that_lies_in_the_folder(tmp_path: Path) -> None:
    printed = typed(tmp_path, "codebook", "schema").out
    assert printed == (ROOT / "codebooks" / "codebook.schema.json").read_text("utf-8")
