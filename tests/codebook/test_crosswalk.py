from __future__ import annotations

from pathlib import Path

import pytest

from fgtools.codebook import crosswalk
from fgtools.errors import FgtoolsError
from fgtools.nouns import Code, Codebook

WALK = """\
from: allotments
from_version: "1"
to: gardens
map:
  - {from: water, to: [supply, weather], relation: broader, note: "Hoses and rain."}
  - {from: water, to: [supply], relation: related}
  - {from: gnomes, to: []}
"""


def saved(folder: Path, text: str) -> Path:
    path = folder / "walk.crosswalk.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_code_is_filed_under_each_of_its_targets_once(tmp_path: Path) -> None:
    walk = crosswalk.read(saved(tmp_path, WALK))
    assert (walk.source, walk.source_version, walk.target) == ("allotments", "1", "gardens")
    assert walk.targets_of("water") == ("supply", "weather")
    assert walk.targets_of("gnomes") == ()


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("relation: broader", "relation: wider", "line 5: a relation is one of same"),
        ("to: gardens\n", "", "does not say to which codebook"),
        ("{from: gnomes, ", "{", "line 7: an entry does not say"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(
    tmp_path: Path, old: str, new: str, reason: str
) -> None:
    with pytest.raises(FgtoolsError) as caught:
        crosswalk.read(saved(tmp_path, WALK.replace(old, new)))
    assert reason in str(caught.value).replace(", line", " line")


def test_codes_that_do_not_exist_or_have_no_entry_are_found(tmp_path: Path) -> None:
    walk = crosswalk.read(saved(tmp_path, WALK))
    allotments = Codebook("Allotments", "1", (Code("water", "Water"), Code("sheds", "Sheds")))
    gardens = Codebook("Gardens", "1", (Code("supply", "Supply"),))
    found = crosswalk.check(walk, allotments, gardens)
    assert [(f.rule, f.where) for f in found] == [
        ("unknown-code", "gnomes"),
        ("unknown-code", "weather"),
        ("no-entry", "sheds"),
    ]
