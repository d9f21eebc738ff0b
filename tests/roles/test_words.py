from __future__ import annotations

from fgtools.nouns import Participant, SafeTurn
from fgtools.roles.words import distinctive
from fgtools.safe import stored

PEOPLE = {
    f"{session}/p{n}": Participant(f"{session}/p{n}", session, role)
    for session, role in (("c1", "casework"), ("c2", "casework"), ("e1", "ep"), ("e2", "ep"))
    for n in range(6)
}
GROUPS = {key: person.role for key, person in PEOPLE.items()}


def talk(extra: dict[str, str]) -> list[SafeTurn]:
    return [
        SafeTurn(f"{key}-t", person.session, 0, key, stored(
            "The children, the schools and the reports, and [child A]. " * 3
            + extra.get(key, "") + (" The tribunal rang." * 3 if person.role == "casework" else "")
        ))
        for key, person in PEOPLE.items()
    ]  # fmt: skip


def test_a_word_that_one_role_uses_marks_it() -> None:
    found = distinctive(talk({}), PEOPLE, GROUPS)
    marked = {(w.group, w.word): w for w in found}
    word = marked["casework", "tribunal"]
    assert (word.participants, word.of_participants, word.sessions) == (12, 12, 2)
    assert (word.others, word.of_others, word.of_sessions) == (0, 12, 2)
    assert ("ep", "tribunal") not in marked


def test_neither_surrogates_nor_one_persons_pet_word_are_listed() -> None:
    words = {w.word for w in distinctive(talk({"c1/p0": "shibboleth " * 50}), PEOPLE, GROUPS)}
    assert "shibboleth" not in words
    assert "child" not in words


def test_a_word_of_one_session_does_not_mark_a_role_that_had_two() -> None:
    extra = {f"e1/p{n}": "fire alarm drill " * 3 for n in range(6)}
    assert "alarm" not in {w.word for w in distinctive(talk(extra), PEOPLE, GROUPS)}


def test_the_order_of_the_turns_does_not_matter() -> None:
    turns = talk({"e1/p1": "consultation model"})
    assert distinctive(turns, PEOPLE, GROUPS) == distinctive(turns[::-1], PEOPLE, GROUPS)


def test_counts_that_a_release_hides_are_marked() -> None:
    extra = dict.fromkeys(("e1/p1", "e2/p2", "e1/p3", "e2/p4"), "consultation " * 3)
    found = {w.word: w for w in distinctive(talk(extra), PEOPLE, GROUPS, threshold=5)}
    assert (found["consultation"].participants, found["consultation"].suppressed) == (4, True)
    assert not found["tribunal"].suppressed
    assert not any(w.suppressed for w in distinctive(talk(extra), PEOPLE, GROUPS))
