from __future__ import annotations

import pytest

from fgtools.nouns import Participant, SafeTurn
from fgtools.roles.voice import by_session, roles, voices
from fgtools.safe import stored

PEOPLE = {
    "host": Participant("host", "g", "facilitator", is_facilitator=True),
    "loud": Participant("loud", "g", "ep"),
    "quiet": Participant("quiet", "g", "ep"),
    "silent": Participant("silent", "g", "slt"),
    "voice": Participant("voice", "g", "slt", known=False),
}
SAID = (("host", 50), ("loud", 80), ("quiet", 5), ("voice", 15), ("loud", 0))
TURNS = tuple(
    SafeTurn(f"g/{at}", "g", at, who, stored("word " * words + "[laughs]"))
    for at, (who, words) in enumerate(SAID)
)


def test_shares_of_participants_add_up_without_the_facilitator() -> None:
    found = voices(TURNS, PEOPLE)
    assert [v.participant for v in found] == ["loud", "host", "voice", "quiet", "silent"]
    assert sum(v.share for v in found if v.participant != "host") == pytest.approx(1)


def test_who_was_hardly_heard_is_told_from_who_was_not() -> None:
    heard = {v.participant: v.heard for v in voices(TURNS, PEOPLE)}
    assert heard == {"host": "", "loud": "well", "quiet": "little", "silent": "not", "voice": ""}


def test_a_role_adds_up_its_voices_and_counts_its_people() -> None:
    ep, slt = roles(voices(TURNS, PEOPLE), PEOPLE)
    assert (ep.participants, ep.spoke, ep.little, ep.turns, ep.words) == (2, 2, 1, 3, 85)
    assert (slt.participants, slt.spoke, slt.words) == (1, 0, 15)
    assert ep.share + slt.share == pytest.approx(1)


def test_a_session_says_how_unequal_it_was_and_who_was_not_heard() -> None:
    (one,) = by_session(voices(TURNS, PEOPLE), PEOPLE, {"g": 2})
    assert (one.participants, one.spoke, one.little, one.unmatched, one.silent) == (3, 2, 1, 1, 2)
    assert one.leading == 1
    assert one.leading_share == pytest.approx(80 / 85)
    assert one.facilitator == pytest.approx(50 / 150)


def test_in_a_large_group_the_three_who_spoke_most_tell() -> None:
    people = {f"p{n}": Participant(f"p{n}", "g", "ep") for n in range(8)}
    said = [SafeTurn(f"g/{n}", "g", n, f"p{n}", stored("word " * 10 * n)) for n in range(8)]
    (one,) = by_session(voices(said, people), people, {})
    assert (one.spoke, one.leading) == (7, 3)
    assert one.leading_share == pytest.approx(180 / 280)


def test_a_release_hides_small_counts_and_what_would_give_them_back() -> None:
    spoken = voices(TURNS, PEOPLE)
    assert all(role.suppressed for role in roles(spoken, PEOPLE, threshold=2))
    (one,) = by_session(spoken, PEOPLE, {}, threshold=2)
    assert one.suppressed
    assert one.leading_suppressed
    assert not any(role.suppressed for role in roles(spoken, PEOPLE))
