"""Odd talk: long runs of signs, halves of characters, titles."""

from __future__ import annotations

import pytest

from fgtools.models import ner
from fgtools.names.plain import plain
from fgtools.names.redact import redact
from fgtools.nouns import Turn
from fgtools.study import shipped


def written_over(text: str) -> list[str]:
    done = redact({"s": [Turn("s/0", "s", 0, "x", text)]}, {"s": []}, {})["s"]
    return [text[r.span.start : r.span.end] for r in done.redactions]


@pytest.mark.parametrize("odd", ["1" * 4400, "1 " * 3000, "•" * 500, "…" * 500, "@" * 3000])
def test_long_runs_of_signs_are_read_like_any_talk(odd: str) -> None:
    assert "Bethan Prosser" in written_over(f"{odd} I told Bethan Prosser. {odd}")


def test_half_a_character_is_no_reason_to_stop() -> None:
    assert plain("so \\ud83d it is").text == "so \\ud83d it is"
    finder = ner.SpacyFinder(shipped.folder("models") / "names")
    (found,) = finder.find(["\ud83d thanks Bethan"])
    assert [(f.span.start, f.span.end) for f in found] == [(9, 15)]


def test_titles_in_front_of_names_stay_readable() -> None:
    assert written_over("I told Mr Okonkwo and Auntie Bev.") == ["Okonkwo", "Bev"]


def test_mr_and_mrs_of_one_name_are_two_people() -> None:
    text = "Mr Okonkwo rang and Mrs Okonkwo came in later. I told Mr Okonkwo no. Mr Diallo said no."
    done = redact({"s": [Turn("s/0", "s", 0, "x", text)]}, {"s": []}, {})["s"]
    first, second, again, other = [r.surrogate for r in done.redactions]
    assert first == again
    assert len({first, second, other}) == 3
