"""The shipped name model: what it marks, and that it reads every word of a long turn once."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgtools.errors import FgtoolsError
from fgtools.models import ner
from fgtools.models.pieces import WINDOW, case_of, windows
from fgtools.study import shipped

MODEL = shipped.folder("models") / "names"


@pytest.fixture(scope="module")
def finder() -> ner.SpacyFinder:
    return ner.SpacyFinder(MODEL)


def people(finder: ner.SpacyFinder, text: str) -> list[str]:
    (found,) = finder.find([text])
    return [text[f.span.start : f.span.end] for f in found if f.kind == "person"]


def test_it_marks_people_as_written_and_as_a_recogniser_writes(finder: ner.SpacyFinder) -> None:
    assert people(finder, "Thanks Bethan. Dr Okonkwo said no.") == ["Bethan", "Okonkwo"]
    assert people(finder, "thanks bethan dr okonkwo said no") == ["bethan", "okonkwo"]


def test_it_tells_a_name_from_the_same_word(finder: ner.SpacyFinder) -> None:
    assert people(finder, "thanks will and will you share your screen") == ["will"]


def test_a_probability_comes_with_every_find(finder: ner.SpacyFinder) -> None:
    (found,) = finder.find(["I asked Agnieszka and Kwabena at Oakfield Primary in Batley."])
    assert {f.kind for f in found} == {"person", "organisation", "place"}
    assert all(0.25 <= f.score <= 1 for f in found)


def test_names_are_found_wherever_they_stand_in_a_very_long_turn(
    finder: ner.SpacyFinder,
) -> None:
    clause = "and then we waited for the panel to say something, and nobody did, so "
    text = "".join(f"{clause}I rang Siobhan about it. " for _ in range(40))
    assert people(finder, text) == ["Siobhan"] * 40


def test_nothing_is_found_in_nothing(finder: ner.SpacyFinder) -> None:
    assert finder.find(["", " ", "\n", "…"]) == [(), (), (), ()]
    assert finder.find([]) == []


def test_the_same_text_gives_the_same_finds(finder: ner.SpacyFinder) -> None:
    texts = ["Hi, I'm Zofia.", "over to you mark", "Year 3 at St Wilfa's."] * 5
    assert finder.find(texts) == finder.find(texts)


def test_what_else_is_read_changes_nothing(finder: ner.SpacyFinder) -> None:
    texts = ["Hi, I'm Zofia.", "over to you mark", "We rang Quarvle and it went to Year 3 again."]
    alone = [finder.find([text])[0] for text in texts]
    others = ["And then Siobhan, who runs it, said that nobody had asked anybody. " * 6] * 4
    assert finder.find([*others, *texts])[-3:] == alone
    assert finder.find(texts[::-1])[::-1] == alone


@given(st.integers(0, 3000), st.lists(st.integers(1, 2999), max_size=40))
def test_no_utterance_is_cut_that_fits_into_a_window(count: int, starts: list[int]) -> None:
    begins = (0, *sorted({at for at in starts if at < count}))
    read = windows(count, begins)
    assert [at for one in read for at in range(one.first, one.last)] == list(range(count))
    for begin, end in pairwise((*begins, count)):
        if end - begin <= WINDOW and count:
            assert any(one.start <= begin and end <= one.end for one in read)


@given(st.integers(0, 3000))
def test_every_piece_of_a_text_is_read_and_counts_once(count: int) -> None:
    counted = [at for one in windows(count) for at in range(one.first, one.last)]
    assert counted == list(range(count))
    for one in windows(count):
        assert 0 <= one.start <= one.first <= one.last <= one.end <= count
        assert one.end - one.start <= WINDOW


@pytest.mark.parametrize(
    ("word", "case"), [("siân", 0), ("Siân", 1), ("A", 1), ("NHS", 2), ("McKay", 3), ("42", 4)]
)
def test_how_a_word_is_written_is_told(word: str, case: int) -> None:
    assert case_of(word) == case


def test_the_light_setting_marks_nothing_and_has_a_pin_of_its_own() -> None:
    light = ner.load(ner.folder_of("none", MODEL))
    assert light.find(["Thanks Bethan."]) == [()]
    assert light.pin == "names:none"


def test_a_folder_that_is_no_pipeline_says_what_to_type(tmp_path: Path) -> None:
    (tmp_path / "config.cfg").write_text("[nlp]\nlang = 'en'\n", "utf-8")
    with pytest.raises(FgtoolsError, match="no spaCy pipeline") as error:
        ner.load(tmp_path)
    assert "study.toml" in error.value.hint
