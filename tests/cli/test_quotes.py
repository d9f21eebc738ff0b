"""Quotes by hand, typed as a report writer types them, on the sample study."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Done, typed

MARK = "[...]"


def listed(study: Path) -> list[dict[str, Any]]:
    done = typed(study, "quotes", "pick", "--json")
    assert done.code == 0, done.err
    rows: list[dict[str, Any]] = done.json["quotes"]  # type: ignore[assignment]
    return rows


def told(study: Path, quote: str) -> dict[str, Any]:
    done = typed(study, "quotes", "show", quote, "--json")
    assert done.code == 0, done.err
    return done.json


def cut_in_the_middle(text: str) -> str:
    """Return a quote with a few words of its longest sentence, without a "not", cut out."""
    words = text.split(" ")
    at = len(words) // 2
    return " ".join([*words[: at - 2], MARK, *words[at:]])


def trimmed(study: Path, rows: list[dict[str, Any]]) -> tuple[dict[str, Any], str]:
    """Cut the first quote that can be cut in its middle; return it and what is printed now."""
    for row in rows:
        done = typed(
            study, "quotes", "trim", row["id"], cut_in_the_middle(row["text"]), "--by", "HK"
        )
        if done.code == 0:
            return row, told(study, row["id"])["text"]
        assert "turn round what was said" in done.err
    raise AssertionError("no quote could be cut")


def test_a_quote_is_shown_as_printed_and_as_spoken_with_all_that_is_known(study: Path) -> None:
    rows = listed(study)
    assert {"id", "theme", "role", "stance", "turn", "text", "why"} <= rows[0].keys()
    about = told(study, rows[0]["id"])
    spoken = about["as_spoken"][about["start"] : about["end"]]
    assert spoken.split()[-1] == about["text"].split()[-1]
    assert about["path"][0] == rows[0]["theme"]
    assert list(about["guard"]) == ["internal", "regional", "central", "public"]
    shown = typed(study, "quotes", "show", rows[0]["id"])
    assert ">>" in shown.out
    assert "turn" in shown.out
    assert f"fgtools quotes trim {rows[0]['id']}" in shown.err
    plain = typed(study, "quotes", "pick")
    assert max(map(len, plain.out.splitlines())) <= 100
    assert [re.search(r"q-\w{8}", plain.out)[0]] == [rows[0]["id"]]  # type: ignore[index]


def test_a_quote_that_was_cut_is_printed_so_in_every_report(study: Path) -> None:
    row, looks = trimmed(study, listed(study))
    assert MARK in looks
    assert {*re.findall(r"\w+", looks)} <= {*re.findall(r"\w+", row["text"])}
    assert told(study, row["id"])["verdict"] == "accept"
    assert typed(study, "run").code == 0
    assert looks in (study / "outputs" / "report.md").read_text("utf-8").replace("\\", "")
    assert next(r for r in listed(study) if r["id"] == row["id"])["text"] == looks
    assert typed(study, "quotes", "trim", row["id"], "--undo").code == 0
    assert told(study, row["id"])["text"] == row["text"]
    again = typed(study, "quotes", "trim", row["id"], "--undo")
    assert (again.code, "nobody has cut" in again.err) == (2, True)


def test_what_is_no_cut_is_refused_and_never_repeated(study: Path) -> None:
    quote = listed(study)[0]["id"]
    done = typed(study, "quotes", "trim", quote, "Gwendolen told me [...] the end")
    assert done.code == 2
    assert "piece 1 of 2" in done.err
    assert "Gwendolen" not in done.err + done.out
    assert typed(study, "quotes", "trim", quote).code == 2


def test_the_order_that_somebody_gave_survives_a_rerun(study: Path) -> None:
    rows = listed(study)
    theme = rows[0]["theme"]
    ids = [r["id"] for r in rows if r["theme"] == theme]
    asked = [ids[-1], ids[1]]
    done = typed(study, "quotes", "order", *asked, "q-00000000", "--by", "HK")
    assert done.code == 0, done.err
    assert "q-00000000" in done.err
    wanted = [*asked, *(key for key in ids if key not in asked)]
    text = (study / "study.toml").read_text("utf-8")
    (study / "study.toml").write_text(text.replace("seed = 20260203", "seed = 7"), "utf-8")
    assert [r["id"] for r in listed(study) if r["theme"] == theme] == wanted
    other = next(r["id"] for r in rows if r["theme"] != theme)
    mixed = typed(study, "quotes", "order", ids[0], other)
    assert mixed.code == 2
    assert "several themes" in mixed.err
    assert typed(study, "quotes", "order", "q-00000000").code == 2


def found(study: Path, *more: str) -> list[dict[str, Any]]:
    done = typed(study, "quotes", "find", "supervision with a manager", *more, "--json")
    assert done.code == 0, done.err
    rows: list[dict[str, Any]] = done.json["quotes"]  # type: ignore[assignment]
    return rows


def picked(study: Path, quote: str) -> Done:
    return typed(study, "quotes", "pick", quote, "--keep", "--theme", "supervision", "--by", "HK")


def test_what_a_search_found_can_be_taken_into_the_report(study: Path) -> None:
    shown = {r["id"] for r in listed(study)}
    new = next(r for r in found(study, "--limit", "40") if r["id"] not in shown)
    assert told(study, new["id"])["in_report"] is False
    assert picked(study, new["id"]).code == 0
    row = next(r for r in listed(study) if r["id"] == new["id"])
    assert (row["theme"], row["verdict"], row["text"]) == ("supervision", "accept", new["text"])
    assert typed(study, "quotes", "pick", new["id"], "--drop").code == 0
    assert new["id"] not in {r["id"] for r in listed(study)}
    unknown = typed(study, "quotes", "pick", "q-00000000", "--keep")
    assert (unknown.code, "no such quote" in unknown.err) == (2, True)


def test_a_third_pick_of_one_participant_is_refused_by_name_of_the_other_two(study: Path) -> None:
    people: dict[str, list[str]] = {}
    from fgtools.study.folder import open_study

    folder = open_study(study)
    speaker = {turn.id: turn.participant for turn in folder.store.turns()}
    folder.store.close()
    for row in found(study, "--limit", "400"):
        people.setdefault(speaker[row["turn"]], []).append(row["id"])
    a, b, c = next(ids for ids in people.values() if len(ids) > 2)[:3]
    assert picked(study, a).code == picked(study, b).code == 0
    third = picked(study, c)
    assert third.code == 2
    assert a in third.err
    assert b in third.err
    whose = speaker[told(study, a)["turn"]]
    kept = [r["id"] for r in listed(study) if speaker[r["turn"]] == whose]
    assert sorted(kept) == sorted([a, b])


@pytest.mark.parametrize("words", [("--theme", "pay"), ("q-1", "--keep", "--drop"), ("--drop",)])
def test_a_pick_that_says_two_things_at_once_is_refused(
    study: Path, words: tuple[str, ...]
) -> None:
    assert typed(study, "quotes", "pick", *words).code == 2
