"""What was found clean is skipped only where a look would find nothing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fgtools.names.check import places, residuals
from fgtools.names.clean import Clean
from fgtools.names.forms import Forms
from fgtools.names.people import KnownPerson
from fgtools.names.redact import KeyRow
from fgtools.names.secrets import Secrets, secrets_of

NAMES = (
    KeyRow("one", "[colleague A]", "person", ("Siobhan Kelleher", "shove on")),
    KeyRow("one", "[colleague B]", "person", ("tell me",)),
    KeyRow("two", "[colleague C]", "person", ("Will",)),
    KeyRow("one", "[school A]", "school", ("The Drellwick",)),
    KeyRow("two", "[organisation A]", "organisation", ("Young People",)),
    KeyRow("two", "[organisation B]", "organisation", ("Be Kelso", "Health")),
    KnownPerson("Bartholomew Nkemelu", "participant"),
    KnownPerson("Ingrid O'Rourke", "participant"),
    KnownPerson("Be Marsh", "colleague"),
    KeyRow("two", "[person B]", "person", ("Ann Ruo",)),
)
SAID = (
    "the", "The", "be", "Be", "marsh", "Marsh", "bemarsh", "be-marsh", "kelso", "kelleher",
    "Kellaher", "kelleher's", "siobhansaid", "SiobhanKelleher", "shove", "on", "Tell", "tell",
    "me", "will", "Will", "drellwick", "Drellwick", "young", "people", "young-people", "Young",
    "People", "Health", "health", "nkemellu", "Bart", "nkemelus", "O", "Rourke", "ORourke", "in",
    "grid", "ingrid", "said", "N K E M E L U", "one/3", "[person A]", "07700 900123",
    "oh seven seven", "ﬁne", "Ｋelleher", ".", ",", "-",
    "the Drellwick", "Be Kelso", "Tell Me", "Young People", "be marsh", "shove on", "in grid",
)  # fmt: skip


def secrets(
    rows: Sequence[KeyRow | KnownPerson],
    settled: Sequence[str] = (),
    of: Sequence[str] = ("one", "two"),
) -> Secrets:
    return secrets_of(
        [row for row in rows if isinstance(row, KeyRow)],
        [row for row in rows if isinstance(row, KnownPerson)],
        settled={"one": frozenset(settled)} if settled else {},
        sessions=of,
        named=("tell me",) if len(rows) % 2 else (),
    )


some = st.lists(st.sampled_from(NAMES), unique=True, max_size=6)
keys = st.builds(secrets, some, st.lists(st.sampled_from(["will", "Health"]), max_size=1))
turn = st.lists(st.sampled_from(SAID), min_size=1, max_size=7).map(" ".join)
turns = st.lists(st.tuples(st.sampled_from(["one", "two"]), turn), min_size=1, max_size=8)


@given(st.lists(keys, min_size=1, max_size=4), turns)
@example([secrets([]), secrets([NAMES[8]])], [("one", "but be marsh was there")])
@example([secrets([NAMES[1], NAMES[2]]), secrets([NAMES[1]])], [("one", "so tell me now")])
@example([secrets([], ["will"]), secrets([NAMES[2]])], [("one", "so as Will said")])
@example([secrets([NAMES[2]], ["will"]), secrets([NAMES[2]])], [("one", "so as Will said")])
@example([secrets([]), secrets([NAMES[9]])], [("one", "signed R U O")])
@example([secrets([]), secrets([NAMES[0]])], [("one", "so siobhansaid it")])
@example([secrets([]), secrets([NAMES[7]])], [("one", "then O Rourke left")])
@example([secrets([]), secrets([NAMES[6]])], [("one", "then nkemellu left")])
@example([secrets([], of=["mos-4"]), secrets([])], [("one", "see mos-4/103187 for it")])
def test_a_text_is_skipped_only_where_a_look_would_find_nothing(
    looked_for: list[Secrets], said: list[tuple[str, str]]
) -> None:
    clean = Clean(looked_for[0])
    for now in looked_for:
        clean.under(now)
        for session, text in said:
            assert clean.look(session, text) == places(text, now, session)


@given(keys, keys, turns)
def test_turns_that_an_earlier_run_found_clean_are_found_as_if_it_never_ran(
    before: Secrets, now: Secrets, said: list[tuple[str, str]]
) -> None:
    known = [(session, text) for session, text in said if not places(text, before, session)]
    clean = Clean(before, known)
    clean.under(now)
    for session, text in said:
        assert clean.look(session, text) == places(text, now, session)


def test_a_text_that_was_not_looked_at_in_between_is_looked_at_again() -> None:
    """It was clean under the first secrets, and the second ones were never held against it."""
    first, second = secrets([]), secrets([NAMES[6]])
    clean = Clean(first)
    assert clean.look("one", "as Bart said") == ()
    clean.under(second)
    clean.under(secrets([NAMES[6], NAMES[3]]))
    assert clean.look("one", "as Bart said") != ()


@given(keys, keys, turns)
def test_texts_known_to_hold_no_form_are_still_searched_for_names(
    before: Secrets, now: Secrets, said: list[tuple[str, str]]
) -> None:
    texts = [(f"turn {at}", text) for at, (_, text) in enumerate(said)]
    met = Forms()
    residuals(texts, before, forms=met)
    assert residuals(texts, now, forms=Forms(frozenset(met.clean()))) == residuals(texts, now)


@pytest.mark.parametrize(
    "text", ["ring 07700 900123", "it's oh seven seven double oh nine hundred"]
)
def test_a_text_with_a_form_is_none_that_is_known_to_hold_none(text: str) -> None:
    met = Forms()
    residuals([("", text), ("", "nothing here")], secrets([]), forms=met)
    assert len(list(met.clean())) == 1
