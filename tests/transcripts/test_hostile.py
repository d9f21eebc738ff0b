"""Bad and hostile files: each is read rightly, or refused in one line that says what to do."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from tests.cases.case import Case
from tests.cases.hostile import CASES, UNREADABLE, VTT
from tests.conftest import Done, typed

from fgtools.study.in_use import LOCK

FORGING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
READ = [case for case in CASES if case.reads]
REFUSED = [case for case in CASES if not case.reads]


def handed_in(case: Case, folder: Path, *words: str) -> Done:
    path = case.make(folder)
    before = sorted(one.name for one in folder.iterdir())
    answer = typed(folder, "transcripts", *words[:1], str(path), *words[1:])
    assert sorted(one.name for one in folder.iterdir()) == before
    assert not FORGING.search(answer.out + answer.err.removesuffix("\n"))
    assert "fault in fgtools" not in answer.err
    assert "reading it failed" not in answer.err
    return answer


def is_one_line(answer: Done) -> bool:
    return answer.err.startswith("fgtools: ") and answer.err.count("\n") == 1


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_what_is_no_transcript_is_refused_in_one_line(case: Case, tmp_path: Path) -> None:
    answer = handed_in(case, tmp_path, "show")
    assert answer.code == 1
    assert is_one_line(answer)
    assert case.says in answer.err
    assert len(answer.err) < 500
    assert str(tmp_path) not in answer.err
    assert answer.out == ""


@pytest.mark.parametrize("case", READ, ids=lambda case: case.name)
def test_what_is_odd_and_still_talk_is_read_with_a_word_about_it(
    case: Case, tmp_path: Path
) -> None:
    answer = handed_in(case, tmp_path, "show")
    assert answer.code == 0
    assert case.says in answer.err
    assert "wait" in answer.out or "ha ha" in answer.out


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_none_of_them_makes_the_roster_fall_over(case: Case, tmp_path: Path) -> None:
    answer = handed_in(case, tmp_path, "roster")
    assert answer.code == 0 or (answer.code == 1 and is_one_line(answer))


def test_a_refused_file_leaves_no_trace_in_a_study(tmp_path: Path) -> None:
    assert typed(tmp_path, "study", "new", "s").code == 0
    study = tmp_path / "s"
    assert typed(study, "transcripts", "list").code == 0
    before = contents(study)
    for number, case in enumerate(REFUSED):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = case.make(folder)
        answer = typed(study, "transcripts", "add", str(path), "--role", "therapies", "--yes")
        assert answer.code == 1, case.name
        assert is_one_line(answer), case.name
        assert contents(study) == before, case.name


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file but the empty one by which a command holds the study."""
    files = (p for p in folder.rglob("*") if p.is_file() and p.name != LOCK)
    return {str(p.relative_to(folder)): p.read_bytes() for p in files}


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_the_right_to_read_says_so(tmp_path: Path) -> None:
    answer = handed_in(UNREADABLE, tmp_path, "show")
    assert answer.code == 1
    assert is_one_line(answer)
    assert UNREADABLE.says in answer.err


def test_the_option_that_an_error_names_is_the_one_that_helps(tmp_path: Path) -> None:
    path = tmp_path / "long.vtt"
    path.write_text(VTT + "\nNOTE\n" + "x\n" * 600_000, encoding="utf-8")
    low = ("--limit-mb", "1")
    refused = typed(tmp_path, "transcripts", "show", str(path), *low)
    assert refused.code == 1
    assert "--limit-mb 2" in refused.err
    more = ("--limit-mb", "2")
    assert typed(tmp_path, "transcripts", "show", str(path), *more).code == 0
    assert typed(tmp_path, "study", "new", "s").code == 0
    study = tmp_path / "s"
    taken = typed(study, "transcripts", "add", str(path), *more, "--role", "therapies", "--yes")
    assert taken.code == 0
    assert "Ana Li" in typed(study, "transcripts", "speakers").out
