"""Small files of every format, damaged at random: no reader falls over, no word goes unseen."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases.damage import damaged
from tests.cases.seeds import NAMES, PAGES, TEXTS, seed, talk

from fgtools.errors import FgtoolsError
from fgtools.transcripts.read import read_source
from fgtools.transcripts.recording import LONGEST_LABEL
from fgtools.transcripts.rosters import read_roster
from fgtools.transcripts.source import open_source

MARKED = re.compile(r"\bword\d+\b")
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\ud800-\udfff]")
NO_TALK = {"roster", "attendance", "chat-log"}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz") / "talk.txt"


@pytest.mark.parametrize("name", sorted(set(NAMES) - NO_TALK))
def test_every_word_of_an_undamaged_file_is_in_a_turn_once(name: str, path: Path) -> None:
    for number in range(5):
        data = seed(name, Random(number))
        path.write_bytes(data)
        turns = [turn for one in read_source(open_source(path, 50)) for turn in one.turns]
        kept = Counter(MARKED.findall(" ".join(turn.text for turn in turns)))
        page = PAGES[name][0] if name in PAGES else TEXTS[name]
        assert set(kept.values()) == {1}
        assert set(kept) == set(MARKED.findall(page(talk(Random(number)))))


@settings(max_examples=300)
@given(name=st.sampled_from(NAMES), number=st.integers(0, 10**9))
def test_no_damage_makes_a_reader_fall_over(name: str, number: int, path: Path) -> None:
    path.write_bytes(damaged(name, Random(number)))
    try:
        recordings = read_source(open_source(path, 50))
    except FgtoolsError as error:
        check_line(error)
        return
    assert any(recording.turns for recording in recordings)
    for recording in recordings:
        for turn in recording.turns:
            assert len(turn.speaker) <= LONGEST_LABEL
            assert not UNSEEN.search(turn.speaker + turn.text)
            json.dumps((turn.begin, turn.end), allow_nan=False)
        assert not any("\n" in warning for warning in recording.warnings)


@settings(max_examples=100)
@given(name=st.sampled_from(NAMES), number=st.integers(0, 10**9))
def test_no_damage_makes_the_roster_fall_over(name: str, number: int, path: Path) -> None:
    path.write_bytes(damaged(name, Random(number)))
    try:
        people = read_roster(path).people
    except FgtoolsError as error:
        check_line(error)
        return
    assert not UNSEEN.search("".join(person.name + person.role for person in people))


def check_line(error: FgtoolsError) -> None:
    assert error.hint
    assert "\n" not in str(error)
    assert "reading it failed" not in str(error)
