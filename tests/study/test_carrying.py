"""Decisions stay on their words, whatever happens to the turns around them."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fgtools.nouns import SafeTurn, Span
from fgtools.safe import stored
from fgtools.study.aligning import align, blocks
from fgtools.study.carrying import carry
from fgtools.study.decisions import CODE, OPEN, QUOTE, TOPIC, Turns, as_value, overlaid, place_of
from fgtools.study.store import Store

TALK = """
we hold so many plans and nobody has time to visit a school because the panel wants papers by
friday supervision keeps me going but caseloads grow each term while posts stay empty families
wait for months reports get typed twice two systems never talk my manager listens though
honestly it is the tribunal work that eats our week and then annual reviews slip again
"""
WORDS = re.findall(r"\w+", TALK)


def turn(number: int, text: str, who: str = "s.p01") -> SafeTurn:
    return SafeTurn(f"s/{number}", "s", number, who, stored(text))


def turns(texts: Sequence[str]) -> tuple[SafeTurn, ...]:
    return tuple(turn(number, text) for number, text in enumerate(texts))


def said(moved: Sequence[object]) -> list[str]:
    return [m.turn.text[m.span.start : m.span.end] for m in moved]  # type: ignore[attr-defined]


def whole(one: SafeTurn) -> Span:
    return Span(0, len(one.text))


OLD = turns(
    [
        "What takes up your week?",
        "Honestly, it is the reports. I write them on Sunday evenings.",
        "Yes.",
        "We have two record systems and neither talks to the other, so I type it all twice.",
        "Supervision is what keeps me here, an hour a month.",
    ]
)


def moved(new: Sequence[str], number: int, span: Span | None = None) -> list[str]:
    found = align(OLD, turns(new)).moved(f"s/{number}", span or whole(OLD[number]))
    return [f"{m.turn.ordinal}: {text}" for m, text in zip(found, said(found), strict=True)]


def texts(*changes: tuple[int, int, Sequence[str]]) -> list[str]:
    new = [t.text for t in OLD]
    for start, end, put in sorted(changes, reverse=True):
        new[start:end] = put  # type: ignore[assignment]
    return list(map(str, new))


def test_a_turn_put_in_front_moves_every_place() -> None:
    assert moved(texts((0, 0, ["Shall we begin?"])), 2) == ["3: Yes."]


def test_a_turn_cut_in_two_is_in_both_parts() -> None:
    parts = ["Honestly, it is the reports.", "I write them on Sunday evenings."]
    assert moved(texts((1, 2, parts)), 1) == [f"1: {parts[0]}", f"2: {parts[1]}"]


def test_two_turns_made_one_keep_their_own_words() -> None:
    both = f"{OLD[3].text} {OLD[4].text}"
    assert moved(texts((3, 5, [both])), 3) == [f"3: {OLD[3].text}"]
    assert moved(texts((3, 5, [both])), 4) == [f"3: {OLD[4].text}"]


def test_typing_errors_put_right_leave_a_decision_on_the_whole_turn() -> None:
    right = "We've two record systems, and neither talks to another, so I typed it all twice!"
    assert moved(texts((3, 4, [right])), 3) == [f"3: {right}"]


def test_a_stretch_ends_at_the_same_word_though_that_was_misspelt() -> None:
    start = OLD[3].text.index("neither")
    span = Span(start, OLD[3].text.index(", so"))
    right = OLD[3].text.replace("to the other", "to the others")
    assert moved(texts((3, 4, [right])), 3, span) == ["3: neither talks to the others"]


def test_a_turn_that_is_gone_goes_nowhere() -> None:
    assert moved(texts((3, 4, [])), 3) == []
    assert moved(texts((2, 3, [])), 2) == []
    assert moved(texts((3, 4, ["I came here by bus, and it was late again today."])), 3) == []


def test_another_surrogate_is_the_same_word() -> None:
    old = turns(["We told [colleague A] that two hundred plans is too many."])
    new = turns(["We told [the head of service] that two hundred plans is too many."])
    (found,) = align(old, new).moved("s/0", Span(8, 26))
    assert found.turn.text[found.span.start : found.span.end] == "[the head of service] that"


@given(st.data())
@settings(max_examples=300)
def test_a_decision_on_an_unchanged_turn_always_survives_at_the_same_words(
    data: st.DataObject,
) -> None:
    dice = random.Random(data.draw(st.integers(0, 10**9)))
    talk = [
        " ".join(dice.choice(WORDS) for _ in range(dice.randint(3, 40)))
        for _ in range(dice.randint(3, 30))
    ]
    old = turns(talk)
    new, kept = edited(talk, dice)
    aligned = align(old, turns(new))
    for number in kept:
        found = aligned.moved(f"s/{number}", whole(old[number]))
        words = " ".join(said(found))
        assert talk[number] in words, (talk[number], words)
        half = len(talk[number]) // 2
        cut = Span(talk[number].rfind(" ", 0, half) + 1, len(talk[number]))
        part = said(aligned.moved(f"s/{number}", cut))
        assert " ".join(part).endswith(talk[number][cut.start :])


def edited(talk: list[str], dice: random.Random) -> tuple[list[str], list[int]]:
    """Cut, join, drop, add and misspell turns; return the new ones and those left unchanged."""
    new: list[str] = []
    kept: list[int] = []
    for number, text in enumerate(talk):
        words = text.split()
        how = dice.choice(["as it is"] * 4 + ["cut", "drop", "add", "join", "misspell"])
        if how == "drop":
            continue
        if how == "misspell":
            for _ in range(max(1, len(words) // 5)):
                words[dice.randrange(len(words))] = f"x{dice.randrange(99)}"
            new.append(" ".join(words))
            continue
        if how == "add":
            new.append(" ".join(f"n{dice.randrange(999)}" for _ in range(dice.randint(1, 30))))
        if how == "join" and new:
            new[-1] += f" {text}"
        elif how == "cut" and len(words) > 3:
            at = dice.randrange(1, len(words))
            new += [" ".join(words[:at]), " ".join(words[at:])]
            continue
        else:
            new.append(text)
        kept.append(number)
    return new, kept


@given(
    st.lists(st.sampled_from("abcde"), max_size=40), st.lists(st.sampled_from("abcde"), max_size=40)
)
def test_runs_are_the_same_words_in_order(old: list[str], new: list[str]) -> None:
    at = (0, 0)
    for one in blocks(old, new):
        assert one.old >= at[0]
        assert one.new >= at[1]
        assert old[one.old : one.old + one.length] == new[one.new : one.new + one.length]
        at = one.old + one.length, one.new + one.length


def test_a_long_session_with_every_turn_changed_is_followed_quickly() -> None:
    dice = random.Random(5)
    talk = [" ".join(dice.choice(WORDS) for _ in range(30)) for _ in range(500)]
    long = re.sub(r"(\w+ \w+ \w+ \w+ \w+ \w+ \w+ )", r"\1 er ", " ".join(talk))
    new = [" ".join(part) for part in zip(*[iter(long.split())] * 45, strict=False)]
    aligned = align(turns(talk), turns(new))
    assert sum(bool(aligned.moved(f"s/{n}", whole(turn(n, t)))) for n, t in enumerate(talk)) > 480


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "study.db")


def keep(store: Store, new: Sequence[SafeTurn]) -> None:
    with store.writing():
        carry(store, "s", new)
        store._db.execute("DELETE FROM turn")
        store._many(
            "turn", [(t.id, "s", t.ordinal, t.participant, t.text, 1, None, None) for t in new]
        )


def shown(store: Store) -> list[tuple[str, str, str]]:
    held = Turns(store.turns(), store.carried())
    codings, _ = overlaid([], store.decisions(CODE), held)
    text = {t.id: t.text for t in store.turns()}
    return [(c.turn, c.code, text[c.turn][c.span.start : c.span.end]) for c in codings]


def decide(store: Store, number: int, code: str, verdict: str = "accept") -> None:
    one = next(t for t in store.turns() if t.ordinal == number)
    value = as_value(place_of(one, whole(one)), verdict=verdict, stance="")
    with store.writing():
        store.decide(CODE, code, value, "HK", "2026-03-01T10:00:00+00:00")


def undo(store: Store, number: int, code: str, *undone: int) -> None:
    one = next(t for t in store.turns() if t.ordinal == number)
    value = as_value(place_of(one, whole(one)), verdict=OPEN, undoes=" ".join(map(str, undone)))
    with store.writing():
        store.decide(CODE, code, value, "HK", "2026-03-01T10:00:00+00:00")


def test_what_was_taken_back_stays_so_wherever_its_words_go(store: Store) -> None:
    keep(store, OLD)
    decide(store, 2, "pay")
    decide(store, 3, "systems")
    undo(store, 2, "pay", 1)
    undo(store, 3, "systems", 2)
    corrected = OLD[3].text.replace("neither", "none of the two")
    for new in (texts((0, 0, ["Yes."])), texts((3, 4, [corrected])), ["Quite another."], texts()):
        keep(store, turns(new))
        assert shown(store) == []


def test_taking_back_on_one_part_of_a_cut_turn_leaves_the_other_part(store: Store) -> None:
    keep(store, OLD)
    decide(store, 3, "systems")
    cut = OLD[3].text.index(", so I")
    keep(store, turns(texts((3, 4, [OLD[3].text[:cut], OLD[3].text[cut:]]))))
    assert [place for place, *_ in shown(store)] == ["s/3", "s/4"]
    undo(store, 3, "systems", 1)
    assert [place for place, *_ in shown(store)] == ["s/4"]
    keep(store, turns(["Well.", *texts((3, 4, [OLD[3].text[:cut], OLD[3].text[cut:]]))]))
    assert [place for place, *_ in shown(store)] == ["s/5"]


def test_a_short_answer_keeps_its_code_and_lends_it_to_no_other(store: Store) -> None:
    keep(store, OLD)
    decide(store, 2, "pay")
    keep(store, turns(texts((0, 0, ["Yes."]))))
    assert shown(store) == [("s/3", "pay", "Yes.")]
    keep(store, turns(["Yes.", *texts((2, 3, []))]))
    assert shown(store) == []


def test_codes_of_two_turns_made_one_stay_apart_or_reach_over_both(store: Store) -> None:
    keep(store, OLD)
    decide(store, 3, "systems")
    decide(store, 4, "supervision")
    decide(store, 3, "time")
    decide(store, 4, "time")
    decide(store, 3, "pay")
    decide(store, 4, "pay", "reject")
    both = f"{OLD[3].text} {OLD[4].text}"
    keep(store, turns(texts((3, 5, [both]))))
    assert {(code, text) for _, code, text in shown(store)} == {
        ("systems", OLD[3].text), ("supervision", OLD[4].text), ("time", both),
        ("pay", OLD[3].text),
    }  # fmt: skip


def test_a_corrected_label_does_not_lose_what_was_decided(store: Store) -> None:
    keep(store, OLD)
    decide(store, 3, "systems")
    keep(store, tuple(turn(t.ordinal, t.text, "s.p09") for t in OLD))
    assert [place for place, *_ in shown(store)] == ["s/3"]


def test_the_wrong_file_put_in_and_out_again_loses_nothing(store: Store) -> None:
    keep(store, OLD)
    for number in (1, 2, 3, 4):
        decide(store, number, "time")
    before = shown(store)
    assert len(before) == 4
    keep(store, turns(["Somebody else's meeting about something quite different it was."]))
    assert shown(store) == []
    keep(store, OLD)
    assert shown(store) == before


def test_after_a_wrong_file_a_corrected_one_gets_the_decisions_on_short_turns(store: Store) -> None:
    keep(store, OLD)
    decide(store, 2, "pay")
    keep(store, turns(["Somebody else's meeting about something quite different it was."]))
    keep(store, turns(texts((0, 0, ["Shall we begin?"]))))
    assert shown(store) == [("s/3", "pay", "Yes.")]


def test_after_a_wrong_file_nobody_guesses_which_of_two_short_turns_is_meant(store: Store) -> None:
    twice = turns([*texts(), "Yes."])
    keep(store, twice)
    decide(store, 2, "pay")
    keep(store, turns(["Somebody else's meeting about something quite different it was."]))
    keep(store, turns(["Shall we begin?", *texts(), "Yes."]))
    assert shown(store) == []
    keep(store, twice)
    assert shown(store) == [("s/2", "pay", "Yes.")]


@pytest.mark.parametrize("number", [2, 4])
def test_a_turn_said_twice_keeps_its_code_whoever_is_found_to_have_said_it(
    store: Store, number: int
) -> None:
    short, long = "Too many cases.", OLD[3].text
    talk = [(short, "u03"), (long, "u03"), (short, "u04"), ("Mm.", "u03"), (long, "u04")]
    keep(store, tuple(turn(n, text, f"s.{who}") for n, (text, who) in enumerate(talk)))
    decide(store, number, "pay")
    named = {"u03": "s.u03", "u04": "s.p04"}
    keep(store, tuple(turn(n, text, named[who]) for n, (text, who) in enumerate(talk)))
    assert shown(store) == [(f"s/{number}", "pay", talk[number][0])]
    keep(store, tuple(turn(n, text, "s.f01") for n, (text, _) in enumerate(talk)))
    assert shown(store) == [(f"s/{number}", "pay", talk[number][0])]


def test_a_twin_does_not_inherit_the_code_of_a_turn_that_is_gone(store: Store) -> None:
    twins = [OLD[3].text, OLD[0].text, OLD[3].text, OLD[4].text]
    keep(store, turns(twins))
    decide(store, 2, "systems")
    keep(store, turns([*twins[:2], twins[3]]))
    assert shown(store) == []
    keep(store, turns(twins))
    assert shown(store) == [("s/2", "systems", OLD[3].text)]


def test_long_words_that_were_put_elsewhere_in_the_session_are_found(store: Store) -> None:
    keep(store, OLD)
    decide(store, 1, "time")
    new = texts((1, 2, []))
    keep(store, turns([*new, OLD[1].text]))
    assert shown(store) == [("s/4", "time", OLD[1].text)]


SAID_OFTEN = ["Yes.", "Exactly that.", "Mm.", OLD[3].text, OLD[4].text]


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_when_an_earlier_file_comes_back_every_decision_stands_where_it_stood(
    data: st.DataObject,
) -> None:
    dice = random.Random(data.draw(st.integers(0, 10**9)))
    talk = [
        dice.choice(SAID_OFTEN)
        if dice.random() < 0.6
        else " ".join(dice.choice(WORDS) for _ in range(dice.randint(1, 30)))
        for _ in range(dice.randint(3, 20))
    ]
    store = Store(Path(":memory:"))
    files, stood = [voiced(talk, dice)], []
    for number in range(4):
        keep(store, files[number])
        for one in dice.sample(files[number], min(3, len(files[number]))):
            decide(store, one.ordinal, f"code{number}")
        stood.append(shown(store))
        wrong = dice.sample(SAID_OFTEN, dice.randint(1, len(SAID_OFTEN)))
        now = [str(one.text) for one in files[number]]
        files.append(voiced(dice.choice([wrong, edited(now, dice)[0] or wrong]), dice))
    assume(len({tuple(str(one.text) for one in file) for file in files[:4]}) == 4)
    for number in dice.choices(range(4), k=6):
        keep(store, files[number])
        known = {f"code{n}" for n in range(number + 1)}
        assert [one for one in shown(store) if one[1] in known] == stood[number]


def voiced(talk: Sequence[str], dice: random.Random) -> tuple[SafeTurn, ...]:
    return tuple(turn(n, text, dice.choice(["s.p01", "s.u02"])) for n, text in enumerate(talk))


def test_where_words_stood_is_forgotten_with_the_session(store: Store) -> None:
    keep(store, OLD)
    decide(store, 2, "pay")
    keep(store, turns(["Somebody else's meeting about something quite different it was."]))
    with store.writing():
        store.drop_proposals("s")
    assert store._db.execute("SELECT COUNT(*) FROM stood").fetchone() == (0,)


def test_decisions_themselves_are_never_touched(store: Store) -> None:
    keep(store, OLD)
    decide(store, 3, "systems")
    before = store.decisions()
    keep(store, turns(texts((0, 1, []))))
    assert store.decisions() == before


def test_the_turns_of_a_topic_s_name_move_with_their_words(store: Store) -> None:
    from fgtools.study.decisions import turns_of_label

    keep(store, OLD)
    with store.writing():
        store.decide(
            TOPIC, "t01", '{"label": "Typing", "turns": ["s/1", "s/3", "other/3"]}', "HK", ""
        )
    keep(store, turns(texts((0, 0, ["Shall we?", "Yes, do."]), (1, 2, []))))
    (decision,) = store.decisions()
    assert turns_of_label(decision, store.carried()) == {"s/4", "other/3"}
    with store.writing():
        store.drop_proposals("s", ["s/4"])  # who said it withdrew
    keep(store, OLD)
    assert turns_of_label(decision, store.carried()) == {"other/3"}


def test_a_quote_stays_on_its_sentence_when_turns_are_joined(store: Store) -> None:
    keep(store, OLD)
    span = Span(0, 28)
    with store.writing():
        value = as_value(place_of(OLD[1], span), verdict="accept", theme="workload")
        store.decide(QUOTE, "q-1", value, "HK", "")
    keep(store, turns(texts((0, 2, [f"{OLD[0].text} {OLD[1].text}"]))))
    ((now, where),) = Turns(store.turns(), store.carried()).places(store.decisions()[0])
    assert now.text[where.start : where.end] == OLD[1].text[:28]


def test_a_study_of_an_older_version_gets_the_new_table(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "study.db"
    Store(path).close()
    with sqlite3.connect(path) as db:
        db.execute("DROP TABLE carried")
        db.execute("DROP TABLE stood")
        db.execute("PRAGMA user_version = 1")
    store = Store(path)
    assert store.carried() == ()
    assert store.stood("s", "") == ()
