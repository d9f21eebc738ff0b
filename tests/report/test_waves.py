"""What may be said of change between waves, and what may not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.report.sizes import sized

from fgtools.nouns import Code, Codebook, View
from fgtools.report.blocks import Paragraph, Table
from fgtools.report.card_parts import AnswerPart, Indicator, QuestionPart
from fgtools.report.describe import Report, Settings
from fgtools.report.shifts import asked_twice, moved, points, shift
from fgtools.report.waves import closed, section, summary, waves

SIZED = sized(2, 3, 0, 4)
BOOK = Codebook("b", "2", (Code("pay", "Pay"),))


def view(wave: str, count: int, of: int, differs: str = "no", told: str = "") -> View:
    return View("pay", wave, 1, count, count, 2, of, count / of, 0.0, 1.0, 0.1, differs, told)


def said(sessions: int, differs: str, since: str = "", told: str = "More in this wave.") -> str:
    views = [view("2023", 2, 20), view("2025", 15, 20, differs, told)]
    part = waves(
        views, {"2023": sessions, "2025": sessions}, BOOK, Settings("T"),
        since={"pay": since} if since else {}, dropped=(), only=(),
    )  # fmt: skip
    return part.rows[0].said


def test_a_difference_between_a_few_groups_is_never_called_a_change() -> None:
    assert said(2, "more").endswith("cannot be said from two sessions of a wave.")
    assert said(1, "more").endswith("cannot be said from one session of a wave.")
    assert said(3, "more") == "More in this wave."
    assert said(3, "no") == "No change could be shown."


@pytest.mark.parametrize("since", ["new", "split", "related"])
def test_a_theme_that_is_not_the_same_is_not_compared(since: str) -> None:
    assert "More in this wave" not in said(5, "more", since)


def test_merged_codes_are_compared_and_it_is_said() -> None:
    told = said(5, "more", "merged")
    assert told.startswith("Several codes")
    assert "More in this wave." in told


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 10)), min_size=2, max_size=4),
       st.integers(2, 10))  # fmt: skip
def test_waves_of_a_theme_are_shown_all_or_none(
    counts: list[tuple[int, int]], threshold: int
) -> None:
    names = [f"20{10 + at}" for at in range(len(counts))]
    views = [
        view(name, some, some + others)
        for name, (some, others) in zip(names, counts, strict=True)
        if some + others
    ]
    part = waves(
        views, dict.fromkeys(names, 3), BOOK, Settings("T", level="x", threshold=threshold),
        since={}, dropped=(), only=(),
    )  # fmt: skip
    theme = replace(SIZED.themes[0], key="pay")
    for row in closed(part, [theme], False).rows:
        assert len({cell.hidden for cell in row.cells}) == 1
        for cell in row.cells:
            assert cell.count is None or not 0 < cell.count < threshold
            assert cell.hidden or "hidden" not in row.said
    for row in closed(part, [theme], True).rows:
        assert all(cell.hidden for cell in row.cells)


def test_the_summary_says_what_the_last_wave_was_compared_with() -> None:
    views = [view("2022", 2, 40), view("2023", 2, 40), view("2024", 38, 40, "more")]
    for names, said in (
        (("2022", "2024"), "Between 2022 and 2024"),
        (("2022", "2023", "2024"), "In 2024 against the earlier waves together"),
    ):
        part = waves(
            [one for one in views if one.group in names], dict.fromkeys(names, 3), BOOK,
            Settings("T"), since={}, dropped=(), only=(),
        )  # fmt: skip
        assert summary(part)[0].startswith(said)
        assert summary(part)[0].endswith("a difference was seen in Pay.")
        (row,) = part.rows
        related = replace(part, rows=(replace(row, since="related"),))
        assert "no change" in summary(related)[0]


def test_points_have_the_interval_of_newcombe() -> None:
    found = shift("Yes", (48, 80), (56, 70))  # his example (a): 56/70 and 48/80
    assert found.points == pytest.approx(20.0)
    assert (found.low, found.high) == pytest.approx((5.24, 33.39), abs=0.005)
    assert points(found) == "+20 points (+5 to +33)"


def test_points_that_chance_alone_brings_are_no_change() -> None:
    assert points(shift("Yes", (20, 40), (20, 40))).startswith("±0 points")
    assert "no change shown" in points(shift("Yes", (20, 40), (24, 40)))


def question(wave: str, text: str, answers: dict[str, int | None], base: int) -> QuestionPart:
    parts = tuple(AnswerPart(label, count) for label, count in answers.items())
    return QuestionPart("s" + wave, wave, "q1", text, "single", "", "", base, base, parts)


def test_only_questions_asked_alike_of_enough_people_are_compared() -> None:
    old = question("2023", "Is it  manageable?", {"Yes": 20, "No": 60, "Once": None}, 80)
    new = question("2025", "Is it manageable?", {"Yes": 40, "No": 40, "Once": 3}, 80)
    (found,) = asked_twice([old, new], ["2023", "2025"])
    assert [one.label for one in found.shifts] == ["Yes", "No"], "a hidden answer is not compared"
    assert asked_twice([old, question("2025", "Is it too much?", {"Yes": 40}, 80)],
                       ["2023", "2025"]) == ()  # fmt: skip
    few = question("2025", "Is it manageable?", {"Yes": 4, "No": 10}, 14)
    assert asked_twice([old, few], ["2023", "2025"]) == ()


def test_percentages_move_in_points_and_counts_in_their_unit() -> None:
    rate = Indicator("Turnover", "%", ("2022", 19.5), ("2024", 15.3), "social workers", "DfE")
    posts = Indicator("Posts", "posts", ("2022", 9000), ("2024", 9450), "", "DfE")
    assert moved(rate) == "−4.2 percentage points"
    assert moved(posts) == "+450 posts (+5%)"


def test_the_section_says_that_nobody_is_followed(build: Callable[..., Report]) -> None:
    laid = list(section(build()))
    assert "nobody is followed" in next(b.text for b in laid if isinstance(b, Paragraph))
    (table,) = [b for b in laid if isinstance(b, Table)]
    assert table.header == ("Theme", "2024", "2026", "What may be said")
    closed_rows = [b for b in section(build(level="public", threshold=10)) if isinstance(b, Table)]
    for row in closed_rows[0].rows:
        shown = [cell.partition(" of ")[0] for cell in row[1:3]]
        assert not [n for n in shown if n.isdigit() and 0 < int(n) < 10]
