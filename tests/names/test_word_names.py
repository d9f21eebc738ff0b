from __future__ import annotations

import csv
from pathlib import Path

import pytest

from fgtools.names.lexicon import nicknames, said_as
from fgtools.names.people import KnownPerson
from fgtools.names.redact import redact
from fgtools.nouns import Turn

CASES = Path(__file__).parents[1] / "cases" / "word_names.csv"


def rows(kind: str) -> list[tuple[str, str]]:
    with CASES.open(encoding="utf-8") as file:
        return [(r["sentence"], r["word"]) for r in csv.DictReader(file) if r["is"] == kind]


def is_written_over(text: str, word: str, *, known: bool) -> bool:
    people = [KnownPerson(f"{word.title()} Ashdown", "participant")] if known else []
    turn = Turn("s:0", "s", 0, "x", text)
    found = redact({"s": [turn]}, {"s": people}, {})["s"].redactions
    return any(word in text[r.span.start : r.span.end].split() for r in found)


def share(kind: str, *, known: bool) -> float:
    said = rows(kind)
    hits = sum(is_written_over(text, word, known=known) for text, word in said)
    return hits / len(said)


def test_everyday_words_that_name_somebody_in_the_room_are_written_over() -> None:
    assert share("name", known=True) >= 0.9


def test_the_same_words_in_their_ordinary_use_stay() -> None:
    assert share("word", known=True) <= 0.1


def test_nobody_in_the_room_is_called_so_then_only_clear_places_count() -> None:
    assert share("word", known=False) <= 0.02
    assert share("name", known=False) >= 0.5


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("bukola", "bukky"), ("temitope", "tope"), ("harpreet", "preet"), ("katarzyna", "kasia"),
        ("oleksandr", "sasha"), ("kwame", "kwamena"), ("mohammed", "mo"), ("siobhan", "shiv"),
        ("shoshana", "shosh"), ("yetunde", "tunde"), ("vytautas", "vytas"), ("joao", "joca"),
    ],
)  # fmt: skip
def test_short_forms_of_many_communities_are_known(name: str, short: str) -> None:
    assert short in nicknames()[name]


def test_the_tables_are_sorted_and_say_nothing_twice() -> None:
    assert list(nicknames()) == sorted(nicknames())
    assert list(said_as()) == sorted(said_as())
    assert all(name not in shorts for name, shorts in nicknames().items())
