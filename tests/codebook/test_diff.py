"""What changed between two versions is found, whatever was done to the codes."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import ROOT

from fgtools.codebook import crosswalk
from fgtools.codebook.diff import Change, diff
from fgtools.codebook.proposal import propose
from fgtools.codebook.read import LISTS, read
from fgtools.codebook.write import crosswalk_to_yaml
from fgtools.nouns import Code, Codebook

BOOK = read(ROOT / "codebooks" / "send-workforce.yaml")
OTHER = read(ROOT / "codebooks" / "dfe-national-conversation.yaml")
PARENTS = {code.parent for code in BOOK.codes}
LEAVES = [code for code in BOOK.codes if code.key not in PARENTS]

Found = tuple[str, tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True)
class Edit:
    """What becomes of one code (or of two), and what a diff is to say."""

    codes: tuple[Code, ...]
    said: Found


def renamed(one: Code, _: Code) -> Edit:
    new = replace(one, key=f"re-{one.key}", label="As we call it now")
    return Edit((new,), ("renamed", (one.key,), (new.key,)))


def dropped(one: Code, _: Code) -> Edit:
    return Edit((), ("dropped", (one.key,), ()))


def split(one: Code, _: Code, keys: tuple[str, str] | None = None) -> Edit:
    first, second = keys or (f"{one.key}-a", f"{one.key}-b")
    words = one.definition.split()
    halves = [
        replace(
            one, key=key, label=f"Part {at + 1}", exclude=(),
            definition=" ".join(words[at::2]),
            **{name: getattr(one, name)[at::2] for name in ("include", "examples", "cues")},
        )
        for at, key in enumerate((first, second))
    ]  # fmt: skip
    return Edit(tuple(halves), ("split", (one.key,), (first, second)))


def split_in_place(one: Code, other: Code) -> Edit:
    return split(one, other, (one.key, f"{one.key}-more"))


def merged(one: Code, other: Code, key: str = "") -> Edit:
    new = Code(
        key or f"both-{one.key}", f"{one.label} and {other.label}",
        f"{one.definition} {other.definition}",
        **{name: getattr(one, name) + getattr(other, name) for name in LISTS},
    )  # fmt: skip
    order = [code.key for code in BOOK.codes]
    return Edit(
        (new,), ("merged", tuple(sorted((one.key, other.key), key=order.index)), (new.key,))
    )


def merged_in_place(one: Code, other: Code) -> Edit:
    return merged(one, other, one.key)


EDITS: tuple[Callable[[Code, Code], Edit], ...] = (
    renamed, dropped, split, split_in_place, merged, merged_in_place,
)  # fmt: skip


@st.composite
def versions(draw: st.DrawFn) -> tuple[Codebook, set[Found]]:
    """A new version of the workforce codebook, and what was done to it."""
    spare = draw(st.permutations(LEAVES))
    codes = list(BOOK.codes)
    said: set[Found] = set()
    for edit in draw(st.lists(st.sampled_from(EDITS), max_size=5)):
        one, other, *spare = spare
        done = edit(one, other)
        at = codes.index(one)
        parent = one.parent if edit is not dropped else ""
        codes[at : at + 1] = [replace(code, parent=parent) for code in done.codes]
        if edit in (merged, merged_in_place):
            codes.remove(other)
        said.add(done.said)
    for code in draw(st.lists(st.sampled_from(OTHER.codes), max_size=2, unique=True)):
        codes.append(replace(code, key=f"new-{code.key}", parent=""))
        said.add(("added", (), (f"new-{code.key}",)))
    return Codebook(BOOK.name, "2", tuple(codes)), said


def as_found(change: Change) -> Found:
    return change.change, change.sources, change.targets


@settings(max_examples=40)
@given(versions())
def test_whatever_was_done_to_codes_is_found_and_nothing_else(
    edited: tuple[Codebook, set[Found]],
) -> None:
    new, said = edited
    found = {as_found(c) for c in diff(BOOK, new) if c.change not in ("changed", "moved")}
    assert found == said


@settings(max_examples=20)
@given(versions())
def test_a_proposed_crosswalk_has_every_code_and_is_read_back_alike(
    edited: tuple[Codebook, set[Found]],
) -> None:
    new, _ = edited
    walk = propose(BOOK, new, diff(BOOK, new), source="old", target="new")
    assert crosswalk.check(walk, BOOK, new) == ()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "new.crosswalk.yaml"
        path.write_text(crosswalk_to_yaml(walk), "utf-8")
        assert crosswalk.read(path) == walk


def test_a_codebook_has_not_changed_from_itself() -> None:
    assert diff(BOOK, BOOK) == ()


WATER = Code("water", "Water", "Getting water to the plots.", ("taps", "hoses"), cues=("hose*",))
LEAKS = Code("leaks", "Leaks", "Pipes that drip at night.", cues=("drip*",), parent="water")
FENCES = Code("fences", "Fences", "Keeping deer out of the beds.", cues=("deer",))


def changes(old: tuple[Code, ...], new: tuple[Code, ...]) -> list[Found]:
    return [as_found(c) for c in diff(Codebook("x", "1", old), Codebook("x", "2", new))]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (replace(WATER, label="Watering"), [("renamed", ("water",), ("water",))]),
        (replace(WATER, cues=("hose*", "tap")), [("changed", ("water",), ("water",))]),
        (replace(WATER, definition="Quite another matter."), [("changed", ("water",), ("water",))]),
    ],
)
def test_a_code_that_keeps_its_key_is_the_same_code(new: Code, expected: list[Found]) -> None:
    assert changes((WATER, LEAKS, FENCES), (new, LEAKS, FENCES)) == expected


def test_a_code_under_another_parent_has_moved_and_one_under_a_renamed_parent_has_not() -> None:
    hoses = replace(WATER, key="hoses")
    below = replace(LEAKS, parent="hoses")
    assert changes((WATER, LEAKS), (hoses, below)) == [("renamed", ("water",), ("hoses",))]
    top = replace(LEAKS, parent="")
    assert changes((WATER, LEAKS), (WATER, top)) == [("moved", ("leaks",), ("leaks",))]
    assert ("moved", ("leaks",), ("leaks",)) in changes((WATER, LEAKS), (top,))


def test_two_codes_that_swapped_their_keys_are_known_by_their_words() -> None:
    new = (replace(FENCES, key="water"), replace(WATER, key="fences"))
    assert changes((WATER, FENCES), new) == [
        ("renamed", ("water",), ("fences",)),
        ("renamed", ("fences",), ("water",)),
    ]


def test_a_key_that_now_means_something_else_is_not_proposed_as_the_same() -> None:
    old = Codebook("x", "1", (WATER, FENCES))
    new = Codebook("x", "2", (Code("water", "Ponds", "Frogs, newts and lilies."), FENCES))
    walk = propose(old, new, diff(old, new), source="a", target="b")
    assert [(e.source, e.relation) for e in walk.entries] == [
        ("water", "related"),
        ("fences", "same"),
    ]


def test_every_proposal_says_why() -> None:
    new = Codebook("x", "2", (replace(WATER, key="hoses", cues=("tap",)),))
    found = diff(Codebook("x", "1", (WATER, FENCES)), new)
    assert [c.change for c in found] == ["renamed", "changed", "dropped"]
    assert all(c.why and 0 <= c.likeness <= 1 for c in found)
