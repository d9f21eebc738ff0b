"""Codebooks between programs: descriptions, paths in names, Taguette's table."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.exchange.projects import guid
from tests.exchange.test_round_trip import REFI

from fgtools.exchange import hierarchy, qdc, taguette
from fgtools.exchange.code_text import described, told
from fgtools.exchange.records import CodeRow
from fgtools.nouns import Code

WORD = st.text("abcdefgh ,.'", min_size=1, max_size=30).map(str.strip).filter(bool)
LINES = st.lists(WORD.filter(lambda w: not w.startswith("- ")), max_size=3).map(tuple)


@given(WORD, LINES, LINES, LINES, LINES)
def test_all_that_a_codebook_says_of_a_code_comes_back(
    definition: str, inside: tuple[str, ...], outside: tuple[str, ...],
    examples: tuple[str, ...], cues: tuple[str, ...],
) -> None:  # fmt: skip
    code = Code("pay", "Pay", " ".join(definition.split()), inside, outside, examples, cues)
    back = told(described(code))
    flat = {
        name: tuple(" ".join(item.split()) for item in getattr(code, name))
        for name in ("include", "exclude", "examples", "cues")
    }
    assert (back.key, back.definition) == (code.key, code.definition)
    assert {name: back.lists.get(name, ()) for name in flat} == flat


def test_what_another_program_says_of_a_code_is_its_definition() -> None:
    assert told("the foods people\nmight eat").definition == "the foods people might eat"


def test_paths_in_names_are_offered_and_taken_apart() -> None:
    rows = [CodeRow(guid(n), name) for n, name in enumerate(
        ("Coke::diet", "Coke::full-fat", "milk", "Coke", "Tea::green::strong"), 1
    )]  # fmt: skip
    assert hierarchy.offered(rows) == "::"
    made = hierarchy.split(rows, "::")
    names = {row.guid: row.name for row in made}
    assert [(row.name, names.get(row.parent, "")) for row in made] == [
        ("Coke", ""), ("diet", "Coke"), ("full-fat", "Coke"), ("milk", ""),
        ("Tea", ""), ("green", "Tea"), ("strong", "green"),
    ]  # fmt: skip
    assert {row.guid for row in rows} <= {row.guid for row in made}
    assert hierarchy.offered(made) == ""


def test_a_taguette_codebook_is_told_from_other_tables() -> None:
    data = b"tag,description,number of highlights\nwork/pay,What people earn.,3\nhope,,1\n"
    assert taguette.is_taguette(data)
    assert [(r.name, r.description) for r in taguette.read(data, "x.csv")] == [
        ("work/pay", "What people earn."), ("hope", ""),
    ]  # fmt: skip
    assert not taguette.is_taguette(b"key,label,definition\npay,Pay,x\n")


def test_a_codebook_that_goes_out_is_valid_and_comes_back() -> None:
    rows = (
        CodeRow(guid(1), "Work & <pay>", "About it.", False, "#E69F00"),
        CodeRow(guid(2), "Pay \U0001f4b7", "", True, "", guid(1)),
    )
    data = qdc.write(rows, "fgtools 1")
    etree.XMLSchema(etree.parse(str(REFI / "Codebook.xsd"))).assertValid(etree.fromstring(data))
    assert qdc.read(data, "x.qdc") == (rows, ())
