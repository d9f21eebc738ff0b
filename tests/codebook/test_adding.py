"""A code is put into a codebook's file; not a line of what people wrote there is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import ROOT

from fgtools.codebook.adding import NoPlace, counted_up, with_code
from fgtools.codebook.read import read
from fgtools.nouns import Code, Codebook

NEW = Code(
    "parking", "Parking: at visits", 'Draft: talk about "parking".',
    examples=("It's sixty pounds: no permit.",), cues=("parking", "car park*"),
)  # fmt: skip
SHIPPED = sorted(p for p in (ROOT / "codebooks").glob("*.yaml") if "crosswalk" not in p.name)


def with_it(text: str, place: Path, parent: str = "", version: str = "2") -> Codebook:
    code = Code(NEW.key, NEW.label, NEW.definition, examples=NEW.examples, cues=NEW.cues,
                parent=parent)  # fmt: skip
    made = with_code(text, code, version, "drafted")
    lines = made.splitlines()
    before = [line for line in text.splitlines() if not line.startswith("version:")]
    assert [line for line in lines if line in before or not line.strip()] != []
    rest = iter(lines)
    assert all(line in rest for line in before)  # all of them, in their order
    (place / "made.yaml").write_text(made, "utf-8")
    return read(place / "made.yaml")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: p.stem)
def test_it_stands_last_below_any_code_and_nothing_else_changes(path: Path, tmp_path: Path) -> None:
    old, text = read(path), path.read_text("utf-8")
    for parent in ("", *(code.key for code in old.codes)):
        new = with_it(text, tmp_path, parent)
        assert (new.name, new.version) == (old.name, "2")
        assert [code for code in new.codes if code.key != "parking"] == list(old.codes)
        (code,) = (code for code in new.codes if code.key == "parking")
        assert (code.parent, code.examples, code.cues) == (parent, NEW.examples, NEW.cues)


def test_comments_after_the_last_code_and_a_missing_version_are_no_trouble(tmp_path: Path) -> None:
    text = (
        "name: Plots  # ours\ncodes:\n- key: a\n  label: A\n  definition: >-\n    Long\n    text.\n"
        "\n# the end\n"
    )
    new = with_it(text, tmp_path)
    assert [code.key for code in new.codes] == ["a", "parking"]
    assert (new.version, new.codes[0].definition) == ("2", "Long text.")


def test_a_file_in_short_form_has_no_place_for_it() -> None:
    for text in (
        "name: A\nversion: 1\ncodes: [{key: a, label: A}]\n",
        "{name: A, codes: [{key: a, label: A}]}\n",
    ):
        with pytest.raises(NoPlace):
            with_code(text, NEW, "2")


@pytest.mark.parametrize(
    ("version", "used", "up"),
    [("1", {"1"}, "2"), ("1", {"1", "2", "3"}, "4"), ("1.9", set(), "1.10"),
     ("spring", set(), "spring.2"), ("spring", {"spring.2"}, "spring.3")],
)  # fmt: skip
def test_versions_are_counted_up_past_those_that_there_are(
    version: str, used: set[str], up: str
) -> None:
    assert counted_up(version, used) == up
