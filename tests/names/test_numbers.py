from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from fgtools.names.redact import redact
from fgtools.nouns import Turn

WORDS = ["oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
SAID = dict(zip("0123456789", WORDS, strict=True))
LETTERS = "ABCDEFGHJKLMNPRSTUWXYZ"
TALK = (
    ("So the number was ", ", and nobody rang back."),
    ("um yeah it's ", " I think"),
    ("She said, write this down, ", ". And I did."),
    ("and they had it as ", " on the form which was wrong"),
)


def left(text: str, start: int, end: int) -> str:
    """Return what redaction leaves of a stretch: its letters and digits."""
    found = redact({"s": [Turn("s:0", "s", 0, "x", text)]}, {}, {})["s"].redactions
    return "".join(
        text[at]
        for at in range(start, end)
        if text[at].isalnum() and not any(r.span.start <= at < r.span.end for r in found)
    )


def leak(said: str, frame: tuple[str, str], heard: bool, cue: str = "") -> str:
    before, after = frame
    text = before + cue + said + after
    start = len(before + cue)
    return left(text.lower() if heard else text, start, start + len(said))


def grouped(characters: str, sizes: list[int], gap: str) -> str:
    """Cut characters into groups of these sizes; the last takes the rest."""
    parts, at = [], 0
    for size in sizes:
        parts.append(characters[at : at + size])
        at += size
    return gap.join(part for part in [*parts, characters[at:]] if part)


def spoken(characters: str, gap: str, doubled: bool, zero: str = "oh") -> str:
    """Say characters one by one, pairs as "double"."""
    words, at = [], 0
    while at < len(characters):
        one = characters[at]
        word = SAID[one] if one.isdigit() else one.lower()
        word = zero if one == "0" else word
        if doubled and one.isdigit() and characters[at : at + 2] == one * 2:
            word, at = f"double {word}", at + 1
        words.append(word)
        at += 1
    threes = (" ".join(words[k : k + 3]) for k in range(0, len(words), 3))
    return gap.join(threes)


def digits(count: int) -> st.SearchStrategy[str]:
    """Return numbers of some length that are not counted off in even steps."""
    plain = st.text("0123456789", min_size=count, max_size=count)
    return plain.filter(lambda s: len({int(b) - int(a) for a, b in pairwise(s)}) > 2)


letter = st.sampled_from(LETTERS)
frame = st.sampled_from(TALK)
gap = st.sampled_from([", ", " ", ". ", " um ", ", er, "])
zero = st.sampled_from(["oh", "zero", "nought"])
phone = st.builds(
    lambda lead, rest: lead + rest,
    st.sampled_from(["07700", "07", "020", "0113", "01632", "0300", "0800"]),
    digits(9),
).map(lambda s: s[:11])
nhs = st.builds(lambda a, b: a + b, st.sampled_from("3456789"), digits(9))
upn = st.builds(lambda a, b: a + b, letter, digits(12))
ni = st.builds(lambda a, b, c, d: a + b + c + d, letter, letter, digits(6), st.sampled_from("ABCD"))
area = st.sampled_from(["BS", "SW", "M", "LS", "CF", "E", "YO", "NE", "B"])
postcode = st.builds(
    lambda a, b, c, d, e: f"{a}{b} {c}{d}{e}",
    area,
    st.integers(1, 49),
    st.integers(0, 9),
    st.sampled_from("ABDEFGHJLNPQRSTUWXYZ"),
    st.sampled_from("ABDEFGHJLNPQRSTUWXYZ"),
)


@given(
    phone, st.sampled_from([[5], [5, 3], [3, 4], [4, 3], [2, 3, 3]]), st.sampled_from(" -."), frame
)
def test_a_written_phone_number_is_covered_in_any_grouping(
    number: str, sizes: list[int], between: str, talk: tuple[str, str]
) -> None:
    assert leak(grouped(number, sizes, between), talk, False) == ""
    international = "+44 (0)" + grouped(number[1:], sizes, between)
    assert leak(international, talk, True) == ""


@given(
    nhs, st.sampled_from([[3, 3], [10], [4, 3], [5], [2, 2, 2, 2]]), st.sampled_from(" -"), frame
)
def test_a_written_nhs_number_is_covered_in_any_grouping(
    number: str, sizes: list[int], between: str, talk: tuple[str, str]
) -> None:
    assert leak(grouped(number, sizes, between), talk, True, "NHS number ") == ""


@given(upn, st.sampled_from([[13], [4, 3, 3], [1], [1, 4, 4]]), st.booleans(), frame)
def test_a_written_upn_is_covered_in_any_grouping(
    number: str, sizes: list[int], heard: bool, talk: tuple[str, str]
) -> None:
    assert leak(grouped(number, sizes, " "), talk, heard) == ""


@given(ni, st.sampled_from([[9], [2, 2, 2, 2], [2], [2, 6]]), st.booleans(), frame)
def test_a_written_national_insurance_number_is_covered_in_any_grouping(
    number: str, sizes: list[int], heard: bool, talk: tuple[str, str]
) -> None:
    assert leak(grouped(number, sizes, " "), talk, heard) == ""


@given(postcode, st.booleans(), st.booleans(), frame)
def test_a_written_postcode_is_covered_with_and_without_its_blank(
    code: str, closed: bool, heard: bool, talk: tuple[str, str]
) -> None:
    assert leak(code.replace(" ", "") if closed else code, talk, heard) == ""


@given(phone, gap, st.booleans(), zero, frame)
def test_a_phone_number_said_aloud_is_covered(
    number: str, between: str, doubled: bool, nought: str, talk: tuple[str, str]
) -> None:
    assert leak(spoken(number, between, doubled, nought), talk, True) == ""


@given(nhs, gap, st.booleans(), zero, frame)
def test_an_nhs_number_said_aloud_is_covered(
    number: str, between: str, doubled: bool, nought: str, talk: tuple[str, str]
) -> None:
    assert leak(spoken(number, between, doubled, nought), talk, True, "nhs number ") == ""


@given(upn, gap, zero, frame)
def test_a_upn_said_aloud_is_covered(
    number: str, between: str, nought: str, talk: tuple[str, str]
) -> None:
    assert leak(spoken(number, between, False, nought), talk, True, "upn is ") == ""


@given(ni, zero, frame)
def test_a_national_insurance_number_said_aloud_is_covered(
    number: str, nought: str, talk: tuple[str, str]
) -> None:
    said = spoken(number, " ", False, nought)
    assert leak(said, talk, True, "national insurance number is ") == ""


@given(postcode, zero, frame)
def test_a_postcode_said_aloud_is_covered(code: str, nought: str, talk: tuple[str, str]) -> None:
    said = spoken(code.replace(" ", ""), " ", False, nought)
    assert leak(said, talk, True, "postcode ") == ""
