from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgtools.codebook import read, write
from fgtools.errors import FgtoolsError, Misused
from fgtools.nouns import Code, Codebook

BOOK = """\
name: Allotments
version: 2
codes:
  - key: water
    label: Water and hoses
    definition: >-
      Getting water
      to the plots.
    include: [taps, butts]
    exclude: [rain (see weather)]
    examples: ["The tap's been off since Easter."]
    cues: [hose*, no, "water butt"]
    codes:
      - key: leaks
        label: Leaks
  - key: weather
    label: Weather
"""


def saved(folder: Path, text: str) -> Path:
    path = folder / "allotments.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_codebook_is_read_with_parents_before_their_children(tmp_path: Path) -> None:
    book = read.read(saved(tmp_path, BOOK))
    assert (book.name, book.version) == ("Allotments", "2")
    assert [(code.key, code.parent) for code in book.codes] == [
        ("water", ""),
        ("leaks", "water"),
        ("weather", ""),
    ]
    assert book.codes[0].definition == "Getting water to the plots."
    assert book.theme_of("leaks") == "water"


def test_a_cue_that_yaml_takes_for_false_stays_the_word(tmp_path: Path) -> None:
    assert read.read(saved(tmp_path, BOOK)).codes[0].cues == ("hose*", "no", "water butt")


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("key: weather", "key: water", 16, "also that of the code on line 4"),
        ("key: weather", "key: the weather", 16, "a key is one word"),
        ("    label: Leaks", "    lable: Leaks", 14, "unknown field lable; known are key, label"),
        ("    label: Weather\n", "", 16, "code weather has no label"),
        ("include: [taps, butts]", "include: taps", 9, "include must be a list"),
        ("include: [taps, butts]", "include: [{taps: 1}]", 9, "each of include must be text"),
        ("[taps, butts]", "[taps, '']", 9, "include has an empty item"),
        ("name: Allotments\n", "", 1, "the codebook has no name"),
        ("definition: >-", 'definition: "', None, "this is no YAML"),
        ("key: weather", "key: weather\n    key: rain", 17, "field key is given twice"),
    ],
)
def test_what_is_wrong_is_said_with_file_line_and_reason(
    tmp_path: Path, old: str, new: str, line: int | None, reason: str
) -> None:
    path = saved(tmp_path, BOOK.replace(old, new))
    with pytest.raises(FgtoolsError) as caught:
        read.read(path)
    assert reason in str(caught.value)
    assert str(path) in caught.value.where
    if line:
        assert f"line {line}" in str(caught.value)


def test_all_that_is_wrong_is_reported_at_once(tmp_path: Path) -> None:
    path = saved(tmp_path, BOOK.replace("key: weather", "key: a b").replace("Leaks", "''"))
    with pytest.raises(FgtoolsError, match=r"(?s)2 things.*line 1\d.*line 1\d"):
        read.read(path)


@pytest.mark.parametrize("text", ["", "- water\n", "name: x\ncodes: []\n", "name: x\n"])
def test_a_file_without_codes_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(FgtoolsError):
        read.read(saved(tmp_path, text))


def test_a_code_inside_itself_is_refused(tmp_path: Path) -> None:
    looped = "name: x\ncodes: &all\n  - key: a\n    label: A\n    codes: *all\n"
    with pytest.raises(FgtoolsError, match="key a is also"):
        read.read(saved(tmp_path, looped))


def test_a_codebook_is_found_by_name_or_by_path(tmp_path: Path) -> None:
    path = saved(tmp_path, BOOK)
    assert read.find("allotments", [tmp_path / "none", tmp_path]) == path
    assert read.find("allotments.yaml", [tmp_path]) == path
    assert read.find(path, []) == path
    with pytest.raises(Misused, match="There are: allotments"):
        read.find("orchards", [tmp_path])


words = st.text("abz é:#-'\"[]{}&*!|>%@0,.", min_size=1, max_size=12).map(
    lambda text: " ".join(text.split())
)
some = st.lists(words.filter(bool), max_size=3).map(tuple)


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    codes: list[Code] = []
    for number in range(draw(st.integers(1, 5))):
        branch = [""]  # a parent further up the branch we stand on keeps the order depth first
        if codes:
            branch += [codes[-1].key, codes[-1].parent]
        codes.append(
            Code(
                key=f"k{number}",
                label=draw(words.filter(bool)),
                definition=draw(words),
                include=draw(some),
                exclude=draw(some),
                examples=draw(some),
                cues=draw(some),
                parent=draw(st.sampled_from(branch)),
            )
        )
    return Codebook(draw(words.filter(bool)), "1", tuple(codes))


@given(codebooks())
def test_what_is_written_is_read_back_alike(book: Codebook) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        assert read.read(saved(Path(folder), write.to_yaml(book))) == book


def test_a_child_without_its_parent_is_not_silently_lost() -> None:
    with pytest.raises(ValueError, match="leaks"):
        write.to_yaml(Codebook("x", "1", (Code("leaks", "Leaks", parent="water"),)))
