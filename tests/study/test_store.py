"""What is kept of one session is read and dropped without that of sessions called nearly so."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgtools.nouns import SafeTurn, Span
from fgtools.safe import stored
from fgtools.study.decisions import as_value, place_of
from fgtools.study.store import Carried, CodedTurn, Store

NAMES = st.text("a0-._Zé", min_size=1, max_size=3)
HERE = Span(0, 4)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stores")


def filled(place: Path, names: list[str]) -> Store:
    """Return a store in which each session has one decision, carried, and one coder's row."""
    file = place / "study.db"
    file.unlink(missing_ok=True)
    store = Store(file)
    with store.writing():
        for number, name in enumerate(names, 1):
            turn = SafeTurn(f"{name}/7", name, 7, f"{name}.p01", stored("said"), None, None)
            store.decide("code", "caseload", as_value(place_of(turn, HERE)), "HK", "2026-01-01")
            at = Carried(number, turn.id, turn.id, HERE)
            store.set_carried((), (at,))
            store.add_coded([CodedTurn("HK", turn.id, (), (), turn.participant, "2026-01-01")])
    return store


@given(names=st.lists(NAMES, min_size=2, max_size=4, unique=True))
def test_a_session_is_told_from_those_called_nearly_so(place: Path, names: list[str]) -> None:
    store = filled(place, names)
    for number, name in enumerate(names, 1):
        assert [one.id for one in store.decisions_near(name)] == [number]
        assert [one.decision for one in store.carried(name)] == [number]
        assert [one.turn for one in store.coded(session=name)] == [f"{name}/7"]
    with store.writing():
        store.drop_session(names[0])
    assert {one.origin for one in store.carried()} == {f"{name}/7" for name in names[1:]}
    assert [one.turn for one in store.coded("gone")] == [f"{names[0]}/7"]
    store.close()
