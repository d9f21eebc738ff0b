from __future__ import annotations

import pytest

from fgtools.names.check import residuals, secrets_of
from fgtools.names.people import KnownPerson
from fgtools.names.redact import KeyRow

KEY = (
    KeyRow("s", "[colleague A]", "person", ("Siobhan Kelleher", "shove on")),
    KeyRow("s", "[school A]", "school", ("Drellwick Primary",)),
    KeyRow("s", "[colleague B]", "person", ("Will",)),
)
SECRETS = secrets_of(KEY, [KnownPerson("Bartholomew Nkemelu", "participant")])


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("and then kelleher said", "name-left"),
        ("it was Bart who asked", "name-left"),
        ("nkemellu left in May", "name-sounds"),
        ("that's N K E M E L U", "name-spelt"),
        ("at Drellwick Primary again", "school-left"),
        ("as Will said", "name-left"),
        ("ring oh seven seven double oh nine hundred one two three", "identifier-phone"),
        ("mail sam@fernbrook.gov.uk", "identifier-email"),
    ],
)
def test_what_is_left_is_found_and_never_repeated(text: str, rule: str) -> None:
    found = residuals([("s, turn 3", text)], SECRETS)
    assert rule in {f.rule for f in found}
    for finding in found:
        assert finding.where == "s, turn 3"
        assert "kelleher" not in f"{finding.what}{finding.hint}".lower()


@pytest.mark.parametrize(
    "text",
    [
        "[colleague A] said that [school A] will close.",
        "They will say no, and in primary schools too.",
        "Ring [phone number], [facilitator] said.",
    ],
)
def test_clean_text_has_no_findings(text: str) -> None:
    assert residuals([("x", text)], SECRETS) == ()


def test_words_that_people_decided_are_no_names_are_not_reported() -> None:
    key = [KeyRow("s", "[person A]", "person", ("Quarvle",))]
    assert residuals([("x", "on Quarvle")], secrets_of(key, []))
    assert not residuals([("x", "on Quarvle")], secrets_of(key, [], frozenset({"Quarvle"})))


def test_secrets_do_not_show_their_words() -> None:
    assert "kelleher" not in repr(SECRETS).lower()
