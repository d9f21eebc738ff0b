from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgtools.names.check import drawn_from, places, residuals, secrets_of
from fgtools.names.people import KnownPerson
from fgtools.names.plain import plain
from fgtools.names.redact import KeyRow
from fgtools.names.secrets import label_words
from fgtools.nouns import Span

KEY = (
    KeyRow("s", "[colleague A]", "person", ("Siobhan Kelleher", "shove on")),
    KeyRow("s", "[school A]", "school", ("Drellwick Primary",)),
    KeyRow("s", "[colleague B]", "person", ("Will",)),
)
PEOPLE = (
    KnownPerson("Bartholomew Nkemelu", "participant"),
    KnownPerson("Ingrid O'Rourke", "participant"),
    KnownPerson("Lucy-Ann Marsh", "colleague"),
)
SECRETS = secrets_of(KEY, PEOPLE)
ORGANISATIONS = ("Young People", "Social Services", "Public Health", "Bright Futures")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("and then kelleher said", "name-left"),
        ("it was Bart who asked", "name-left"),
        ("nkemellu left in May", "name-sounds"),
        ("that's N K E M E L U", "name-spelt"),
        ("at Drellwick Primary again", "school-left"),
        ("as Will said", "name-left"),
        ("and ORourke left", "name-glued"),
        ("and O Rourke left", "name-glued"),
        ("lucyann left", "name-glued"),
        ("lucy ann left", "name-left"),
        ("BartNkemelu left", "name-glued"),
        ("bartholomewsaid no", "name-glued"),
        ("the nkemelus", "name-glued"),
        ("the marsh's plan", "name-left"),
        ("ring oh seven seven double oh nine hundred one two three", "identifier-phone"),
        ("mail sam@fernbrook.gov.uk", "identifier-email"),
        ("flat 2 of 123 Mill Road", "identifier-address"),
        ("ring 07700 (900 123), room 5 of 600", "identifier-phone"),
        ("ring 41 of 7700 900123, 5 of 6", "identifier-phone"),
        ("it is case 1234 of 2019.", "identifier-case-reference"),
        ("it is case (1234 of 2019).", "identifier-case-reference"),
        ("the plan (8800 of 7413) is", "identifier-case-reference"),
        ("the plan (7413) of 8800", "identifier-case-reference"),
        ("her NHS number 943 476 of 5919.", "identifier-nhs-number"),
        ("Contact details: phone, handle, rose-marsh.", "identifier-handle"),
        ("her handle, fern-pollard.", "identifier-handle"),
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
        "We put it in grid form in PowerPoint, by the marsh.",
        "Pages 20 to 25, and q-29752475 at 00:27:03, seed 4.",
        "5113 of 6300 (800 of 800)",
        "by most: EHC assessments and plans (7413 of 8800), appeals and tribunals (2872 of 8800).",
        "| Childcare | 2742 of 3500 (799 of 800) | 2348 of 2800 (800 of 800) |",
        "1965 of 2800, in 799 of its 800 sessions, against 843 of 3500",
        "Words: deliverable, slipped, handle, red-amber-green.",
    ],
)
def test_clean_text_has_no_findings(text: str) -> None:
    assert residuals([("x", text)], SECRETS) == ()


def test_two_words_that_a_comma_parts_are_no_phrase_that_is_allowed() -> None:
    key = [KeyRow("s", "[county A]", "place", ("Powys",))]
    assert not residuals([("x", "as Powys Teaching Health Board says")], secrets_of(key, []))
    said = [("x", "two councils at Powys, teaching assistants")]
    assert residuals(said, secrets_of(key, []))
    assert residuals([("x", "at “Powys”, teaching assistants")], secrets_of(key, []))
    assert not residuals(said, secrets_of(key, [], frozenset({"Powys, teaching"})))


def test_words_that_people_decided_are_no_names_are_not_reported() -> None:
    key = [KeyRow("s", "[person A]", "person", ("Quarvle",))]
    assert residuals([("x", "on Quarvle")], secrets_of(key, []))
    assert not residuals([("x", "on Quarvle")], secrets_of(key, [], frozenset({"Quarvle"})))


def test_secrets_do_not_show_their_words() -> None:
    assert "kelleher" not in repr(SECRETS).lower()


def test_words_settled_in_a_session_are_no_names_there_and_names_elsewhere() -> None:
    key = [KeyRow("a", "[person A]", "person", ("Quarvle",))]
    secrets = secrets_of(key, [], settled={"b": frozenset({"quarvle"})})
    said = [("x", "we rang Quarvle twice")]
    assert not residuals(said, secrets, session="b")
    assert residuals(said, secrets, session="a")
    assert residuals(said, secrets)
    drawn = drawn_from(["then we rang Quarvle twice"], secrets.settled["b"])
    assert not residuals(said, secrets, drawn=drawn)
    assert residuals([("x", "thank Quarvle for this")], secrets, drawn=drawn)


def test_a_name_is_found_where_it_stands_in_the_text_as_it_was() -> None:
    text = "as Kel\u200bleher said"
    assert [text[slice(*find.span)] for find in places(text, SECRETS)] == ["Kel\u200bleher"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("They never tell me anything, so tell me now.", False),
        ("Tell me about it.", False),  # any sentence begins with a capital
        ("and then Tell me said so", True),
        ("because mark long said so", True),
        ("Looked-after children and care leavers", False),  # ordinary words that sounded alike
        ("17 Health services for children", False),
    ],
)
def test_ordinary_words_heard_for_a_name_are_not_found_everywhere(text: str, left: bool) -> None:
    heard = ("tell me", "Mark Long", "care leavers", "Health")
    key = [KeyRow("s", "[colleague A]", "person", heard)]
    assert bool(residuals([("x", text)], secrets_of(key, []))) == left


@pytest.mark.parametrize(
    "text",
    [
        "Grace Do said the plan was late.",
        "and then grace do said it",
        "because GRACE DO said it",
        "- Grace Do, SENCO",
        "Dawn A: I said so",
        "email bossyboots about it",
        "and so mark so agreed",
        "marklong said",
        "so joy well rang",
        "and tell him",
        "as Leavers said",
    ],
)
def test_small_words_that_belong_to_a_name_are_found_with_it(text: str) -> None:
    heard = ("grace do", "Dawn A", "bossy boots", "mark so", "mark long", "joy well", "tell him")
    key = [KeyRow("s", "[colleague A]", "person", heard)]
    people = [KnownPerson("Grace Do", "participant"), KnownPerson("Tom Leavers", "participant")]
    assert residuals([("x", text)], secrets_of(key, people, named=["Tell him"]))


@pytest.mark.parametrize(
    ("label", "text", "left"),
    [
        ("Health services for children", "17 Health services for children", False),
        ("Health services for children", "Member Health services", False),  # cut for a sheet
        ("Health", "the theme Health", False),
        ("Mental Health Services", "the theme Mental Health Services", False),
        ("Mental health", "asked Health about it", True),  # elsewhere it may be the organisation
        ("Closing Health centres", "of Closing Health centres", True),  # a name within a label
        ("Healthwatch and others", "by Healthwatch and others", True),  # no ordinary word
    ],
)
def test_ordinary_words_of_a_printed_label_are_no_organisation(
    label: str, text: str, left: bool
) -> None:
    key = [KeyRow("s", "[organisation A]", "organisation", ("Health", "Healthwatch"))]
    secrets = replace(secrets_of(key, []), labels=frozenset(label_words(label)))
    assert bool(residuals([("x", text)], secrets)) == left


def test_a_persons_name_in_a_printed_label_is_still_left() -> None:
    labels = frozenset(label_words("Will and others"))
    assert residuals([("x", "as Will and others")], replace(SECRETS, labels=labels))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Most young people wait, and social services know.", False),
        ("It is for public health, they said.", False),  # nor a name glued together
        ("and young people’s views", False),
        ("My son goes to bright futures now", True),  # ordinary words that are a name somewhere
        ("We are from castle green", True),
        ("AND YOUNG PEOPLE’S VIEWS", True),
        ("I rang Young People twice", True),
        ("He rang young People twice", True),
        ("The clinic in milton keynes closed", True),  # one word of two is no ordinary one
        ("Asked rose carpenter about it", True),  # a person's name, whatever its case
        ("At long lane primary again: No", True),  # a school's
    ],
)
def test_words_of_the_field_in_small_letters_are_no_organisation(text: str, left: bool) -> None:
    key = [
        KeyRow("s", "[organisation A]", "organisation", ORGANISATIONS),
        KeyRow("s", "[place A]", "place", ("Milton Keynes", "Castle Green")),
        KeyRow("s", "[person A]", "person", ("Rose Carpenter",)),
        KeyRow("s", "[school A]", "school", ("Long Lane Primary",)),
    ]
    assert bool(residuals([("x", text)], secrets_of(key, []))) == left


@given(st.text("ab é’ŵ—1", max_size=30))
def test_plain_text_says_where_every_letter_stood(text: str) -> None:
    """Letters that stay in place need no record of it: both ways of reading say the same."""
    short, whole = plain(text), plain(f"{text}\u200b")  # nothing is seen of the mark at the end
    assert short.text == whole.text
    for at in range(len(short.text)):
        assert short.origin(Span(at, at + 1)) == whole.origin(Span(at, at + 1))


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("| Further education | Education and training after sixteen |", False),
        ("| theme | Education | 3 |", True),
        ("| theme | Education Matters here |", True),
        ("| nurse, ward four | Grace |", True),
        ("| nurse | Grace says so |", True),
        ("it was asked|Will you go", True),
    ],
)
def test_only_an_organisation_has_its_capital_from_a_cell_that_goes_on(
    row: str, found: bool
) -> None:
    key = KeyRow("s", "[organisation A]", "organisation", ("Education",))
    people = (KnownPerson("Grace Hill", "participant"), KnownPerson("Will", "participant"))
    assert bool(residuals([("report.md", row)], secrets_of((key,), people))) is found
