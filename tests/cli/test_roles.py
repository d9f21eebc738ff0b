"""Who said it: groups compared, heard and silent, as people type it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from tests.cli.test_agreement import gold
from tests.conftest import Done, typed

Rows = list[dict[str, object]]
Sample = tuple[Path, Done]


def rows(folder: Path, what: str, *words: str) -> Rows:
    done = typed(folder, "roles", *words, "--json")
    assert done.code == 0, done.err
    found = done.json[what]
    assert isinstance(found, list)
    return found


def at_level(folder: Path, level: str) -> None:
    settings = folder / "study.toml"
    told = settings.read_text("utf-8").replace('level = "internal"', f'level = "{level}"')
    settings.write_text(told, "utf-8")


def lines_of(text: str, start: str) -> Iterable[str]:
    return [line for line in text.splitlines() if line.startswith(start)]


def test_themes_and_topics_are_shown_by_their_labels_with_one_rule(sample: Sample) -> None:
    shown = typed(sample[0], "roles", "compare").out
    views = rows(sample[0], "views", "compare")
    labels = {v["label"] for v in views if v["kind"] in ("theme", "topic")}
    assert all(str(label) in shown for label in labels)
    assert shown.count("More or less:") == 1
    assert "Where roles agree" in shown
    assert {v["kind"] for v in views} == {"theme", "code", "topic"}
    told = [v for v in views if v["kind"] != "code" and v["differs"] in ("more", "less")]
    assert told
    assert all(str(view["verdict"]) in shown for view in told)


def test_a_session_is_compared_with_the_others_and_never_told_that_it_is_one(
    sample: Sample,
) -> None:
    views = rows(sample[0], "views", "compare", "--by", "session")
    assert len({v["group"] for v in views}) == 6
    assert not any("told apart" in str(v["verdict"]) for v in views)
    assert not any("sessions" in str(v["verdict"]).replace("of the others", "") for v in views)
    header = typed(sample[0], "roles", "compare", "--by", "session").out.splitlines()[0]
    assert "participants" in header
    assert "sessions" not in header


def test_a_release_hides_small_counts_in_every_table(study: Path) -> None:
    at_level(study, "regional")
    for command in ("compare", "stances", "words"):
        shown = typed(study, "roles", command).out
        assert "hidden" in shown
        assert not re.search(r"\b[1-4] of \d", re.sub(r"[12] of (2|its)", "", shown)), command
    shown = typed(study, "roles", "voice").out
    assert ".p0" not in shown
    assert "spoke most" not in shown


def test_what_nobody_else_has_of_a_roster_is_no_group(study: Path) -> None:
    done = typed(study, "roles", "compare", "--by", "post", "--json")
    views = done.json["views"]
    assert isinstance(views, list)
    groups = {v["group"] for v in views}
    assert "EHC coordinator" in groups
    assert "assistant team manager" not in groups
    assert re.search(r"Left out: \d+ participants without a value of post", done.err)


def test_what_there_is_no_such_thing_to_compare_by_is_listed(sample: Sample) -> None:
    done = typed(sample[0], "roles", "compare", "--by", "shoe-size")
    assert done.code == 2
    assert "Choose one of: role, session, wave, mode, post" in done.err


def test_a_coders_own_codings_are_compared_and_nothing_is_applied(
    study: Path, tmp_path: Path
) -> None:
    coded = gold(tmp_path / "a.csv", "HK")
    assert typed(study, "codes", "import", str(coded)).code == 0
    with coded.open(encoding="utf-8") as file:
        given = list(csv.DictReader(file))
    done = typed(study, "roles", "compare", "--coder", "hk", "--json")
    assert done.code == 0, done.err
    assert "codes:" not in done.err
    views = done.json["views"]
    assert isinstance(views, list)
    assert {v["kind"] for v in views} == {"theme", "code"}
    for code in ("agency-staff", "racial-equity"):
        turns = {(row["session"], row["ordinal"]) for row in given if row["code"] == code}
        assert sum(v["turns"] for v in views if v["subject"] == code) == len(turns)
    unknown = typed(study, "roles", "compare", "--coder", "XX")
    assert unknown.code == 2
    assert "There are: HK" in unknown.err


def test_stances_count_participants_of_those_who_raised_the_theme(sample: Sample) -> None:
    views = rows(sample[0], "stances", "stances")
    compared = {(v["subject"], v["group"]): v for v in rows(sample[0], "views", "compare")}
    assert {v["stance"] for v in views} == {"barrier", "enabler", "request"}
    for view in views:
        assert view["of_participants"] == compared[view["subject"], view["group"]]["participants"]
        assert view["label"] == compared[view["subject"], view["group"]]["label"]
    shown = typed(sample[0], "roles", "stances")
    assert "Differently:" in shown.out
    assert "Next: fgtools" in shown.err


def test_words_come_with_how_many_used_them(sample: Sample) -> None:
    words = rows(sample[0], "words", "words", "--most", "3")
    assert all({"others", "of_others", "of_sessions", "suppressed"} <= set(w) for w in words)
    shown = typed(sample[0], "roles", "words", "--most", "3").out
    for word in words:
        used = rf"{word['word']} +{word['participants']} of {word['of_participants']} "
        assert re.search(used, shown)


def test_saturation_is_said_of_all_sessions_and_refused_for_two(sample: Sample) -> None:
    found = rows(sample[0], "saturation", "saturation")
    assert [(one["role"], one["assessable"]) for one in found] == [
        ("", True), ("casework-and-assessment", False), ("educational-psychology", False),
        ("therapies", False),
    ]  # fmt: skip
    shown = typed(sample[0], "roles", "saturation").out
    assert shown.count("cannot be said from two sessions") == 3
    assert list(found[0]["sessions"]) == [  # type: ignore[call-overload]
        "casework-1", "casework-2", "ep-1", "ep-2", "therapies-1", "therapies-2",
    ]  # fmt: skip


SAID = (
    ("Ida Ashgrove", "My caseload has doubled and nobody was replaced."),
    ("Orla Ashgrove", "We type everything twice in two record systems that do not talk."),
    ("Tomas Ashgrove", "Supervision once a month is what keeps me in the job."),
    ("Bea Lindgren", "The pay does not cover the rent here, so people leave."),
)


def small_study(folder: Path, roster: str, *more: str) -> Path:
    """Make a study of one session whose people are on a roster or an attendance report."""
    assert typed(folder, "study", "new", "mine").code == 0
    talk, people = folder / "talk.vtt", folder / "people.csv"
    people.write_text(roster, "utf-8")
    cues = (
        f"00:0{at}:00.000 --> 00:0{at}:30.000\n<v {name}>{text}</v>"
        for at, (name, text) in enumerate(SAID)
    )
    talk.write_text("\n\n".join(["WEBVTT", *cues]), "utf-8")
    added = ("--role", "nurse", "--session", "g", "--roster", str(people), "--yes")
    done = typed(folder / "mine", "transcripts", "add", str(talk), *added)
    assert done.code == 0, done.err
    return folder / "mine"


@pytest.mark.parametrize("silent", [(), ("Perpetua Winterbourne", "Leopold Grove")])
def test_who_attended_and_was_not_heard_is_counted_and_not_named(
    tmp_path: Path, silent: tuple[str, ...]
) -> None:
    there = ("Ashgrove, Ida (Wexbourne)", "Orla Ashgrove", "Tomas Ashgrove", "Bea Lindgren")
    times = "03/02/2026 10:00:00,03/02/2026 11:00:00"
    lines = [f'"{name}",{times}' for name in (*there, *silent)]
    mine = small_study(tmp_path, "\n".join(["Name,First join,Last leave", *lines]))
    (session,) = rows(mine, "sessions", "voice")
    assert (session["spoke"], session["silent"]) == (4, len(silent))
    shown = typed(mine, "roles", "voice").out
    said = "2 more on the attendance report had no voice" if silent else "report was heard"
    assert said in shown
    assert not any(word in shown for name in silent for word in name.split())


def test_columns_of_a_roster_that_people_share_come_into_the_study(tmp_path: Path) -> None:
    told = [
        f"{name},{'acute' if at % 2 else 'community'},{at}" for at, (name, _) in enumerate(SAID)
    ]
    mine = small_study(tmp_path, "\n".join(["name,Sector,payroll", *told]))
    kept = (mine / "transcripts" / "roster.csv").read_text("utf-8").splitlines()[0]
    assert kept == "session,name,role,sector"
    done = typed(mine, "roles", "words", "--by", "Sector", "--json")
    assert done.code == 0, done.err
    assert "Left out" not in done.err
