"""The whole job on the sample study, through the command line."""

from __future__ import annotations

import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT, Done, typed

OUTPUTS = ("report.docx", "report.html", "report.md", "evidence.xlsx", "manifest.json")
Sample = tuple[Path, Done]


def gold(name: str) -> list[dict[str, str]]:
    lines = (ROOT / "evals" / "sample" / name).read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def everything_written(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield all that is outside the private zone as text: archives unpacked, tables row by row."""
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(folder).as_posix()
        if name.startswith(("transcripts/", "codebooks/")) or path.suffix == ".png":
            continue
        if path.suffix == ".db":
            with sqlite3.connect(path) as db:
                yield from ((name, line) for line in db.iterdump() if "X'" not in line)
        elif zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as parts:
                for part in (n for n in parts.namelist() if not n.endswith(".png")):
                    yield f"{name}/{part}", parts.read(part).decode("utf-8", "replace")
        else:
            yield name, path.read_bytes().decode("utf-8", "replace")


def test_one_command_leads_from_six_recordings_to_a_report(sample: Sample) -> None:
    folder, done = sample
    assert done.code == 0, done.err
    assert {p.name for p in (folder / "outputs").iterdir()} >= set(OUTPUTS)
    assert "report.html" in done.out


def test_a_second_run_does_no_work_and_says_so(sample: Sample) -> None:
    before = {p.name: p.stat().st_mtime_ns for p in (sample[0] / "outputs").iterdir()}
    again = typed(sample[0], "run")
    assert again.code == 0
    assert "nothing to do" in again.out
    assert {p.name: p.stat().st_mtime_ns for p in (sample[0] / "outputs").iterdir()} == before


def test_no_planted_identifier_is_left_in_any_turn(sample: Sample) -> None:
    """Every letter of every planted identifier is written over, wherever it stands."""
    with sqlite3.connect(sample[0] / "study.db") as db:
        marks: dict[str, list[tuple[int, int]]] = {}
        for turn, start, end in db.execute('SELECT turn, start, "end" FROM redaction'):
            marks.setdefault(turn, []).append((start, end))
    left = [
        f"{g['session']}/{g['ordinal']} {g['kind']}"
        for g in gold("identifiers.jsonl")
        if not any(
            a <= int(g["start"]) and int(g["end"]) <= b
            for a, b in marks.get(f"{g['session']}/{g['ordinal']}", [])
        )
    ]
    assert left == []


def test_no_planted_identifier_is_in_anything_written_printed_or_logged(sample: Sample) -> None:
    folder, done = sample
    ordinary = set((ROOT / "tests" / "cases" / "ordinary.txt").read_text("utf-8").split())
    canaries = sorted(
        {g["text"] for g in gold("identifiers.jsonl") if g["text"].lower() not in ordinary},
        key=lambda text: (-len(text), text),
    )
    assert len(canaries) > 200
    find = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, canaries)) + r")(?!\w)")
    written = [*everything_written(folder), ("stdout", done.out), ("stderr", done.err)]
    assert {f"{name}: {found}" for name, text in written for found in find.findall(text)} == set()
    raw = (folder / "study.db").read_bytes()
    assert [text for text in canaries if len(text) > 6 and text.encode() in raw] == []


def test_two_runs_give_the_same_bytes(sample: Sample, tmp_path: Path) -> None:
    from tests.conftest import copy_study

    copy_study(ROOT, tmp_path)
    assert typed(tmp_path, "run").code == 0
    for name in OUTPUTS:
        one, other = sample[0] / "outputs" / name, tmp_path / "outputs" / name
        assert one.read_bytes() == other.read_bytes(), name


def test_most_hand_coded_turns_are_coded_alike(sample: Sample) -> None:
    """A floor against breakage; the quality itself is measured in evals/codes."""
    codings = typed(sample[0], "codes", "apply", "--json").json["codings"]
    assert isinstance(codings, list)
    found = {(f"{c['session']}/{c['ordinal']}", c["code"]) for c in codings}
    truth = {
        (f"{g['session']}/{g['ordinal']}", code) for g in gold("codes.jsonl") for code in g["codes"]
    }
    assert len(truth) > 300
    both = len(found & truth)
    assert 2 * both / (len(found) + len(truth)) > 0.4


def test_facilitators_are_never_coded_quoted_or_counted(sample: Sample) -> None:
    with sqlite3.connect(sample[0] / "study.db") as db:
        facilitators = {r[0] for r in db.execute("SELECT id FROM participant WHERE is_facilitator")}
        assert len(facilitators) == 6
        coded = db.execute("SELECT t.participant FROM coding c JOIN turn t ON t.id = c.turn")
        assert not facilitators & {r[0] for r in coded}
        assert not facilitators & {r[0] for r in db.execute("SELECT participant FROM quote")}


def test_every_coding_and_quote_leads_back_to_a_turn(sample: Sample) -> None:
    with sqlite3.connect(sample[0] / "study.db") as db:
        lengths = dict(db.execute("SELECT id, length(text) FROM turn"))
        for table in ("coding", "quote", "topic_assignment"):
            for turn, start, end in db.execute(f'SELECT turn, start, "end" FROM {table}'):
                assert 0 <= start < end <= lengths[turn]


def test_at_most_two_quotes_come_from_one_participant(sample: Sample) -> None:
    with sqlite3.connect(sample[0] / "study.db") as db:
        most = db.execute(
            "SELECT MAX(n) FROM (SELECT COUNT(*) n FROM quote GROUP BY participant)"
        ).fetchone()[0]
    assert 1 <= most <= 2


def test_status_says_that_all_is_up_to_date(sample: Sample) -> None:
    status = typed(sample[0], "study", "status", "--json").json
    stages = status["stages"]
    assert isinstance(stages, list)
    assert {s["state"] for s in stages} == {"up to date"}
    assert all(s["done"] == s["total"] == 6 for s in stages)


def test_check_finds_nothing_in_what_was_written(sample: Sample) -> None:
    done = typed(sample[0], "names", "check", "--json")
    assert (done.code, done.json) == (0, {"findings": []})


def test_views_count_participants_of_those_who_spoke(sample: Sample) -> None:
    views = typed(sample[0], "roles", "compare", "--json").json["views"]
    assert isinstance(views, list)
    groups = {v["group"]: v["of_participants"] for v in views}
    assert groups == {"casework-and-assessment": 25, "educational-psychology": 23, "therapies": 17}
    assert all(0 <= v["low"] <= v["share"] <= v["high"] <= 1 for v in views)
    assert all(v["participants"] <= v["of_participants"] for v in views)


def test_quotes_are_found_by_what_they_say(sample: Sample) -> None:
    done = typed(sample[0], "quotes", "find", "two record systems that do not talk", "--json")
    quotes = done.json["quotes"]
    assert isinstance(quotes, list)
    assert quotes
    assert all({"id", "turn", "text", "role", "theme", "score"} <= set(q) for q in quotes)
