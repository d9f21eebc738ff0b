"""What anybody would want of a picture: nothing on nothing, nothing hidden read off, no ids."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations
from typing import Any
from xml.etree import ElementTree

import matplotlib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from tests.report.sizes import sized

from fgtools.report import pictures as kinds
from fgtools.report.charts import CHARTS, draw, draw_all
from fgtools.report.charts.look import STYLE, TALLEST, WIDTH, Sheet, width_of, wrapped
from fgtools.report.charts.placing import Box, Disc, apart, labelled
from fgtools.report.describe import Report
from fgtools.report.pictures import Picture

Build = Callable[..., Report]
SIZES = (
    (1, 3, 2, 1), (2, 12, 40, 14), (3, 17, 24, 6), (5, 30, 12, 9), (6, 8, 7, 2), (10, 30, 40, 20),
)  # fmt: skip
"""Roles, themes, topics, sessions."""


def drawn(report: Report, name: str) -> Sheet:
    """Draw a picture on a sheet, before it becomes a file."""
    look: dict[Any, Any] = dict(STYLE)
    with matplotlib.rc_context(look):
        return CHARTS[name](report)


def picture_of(report: Report, name: str) -> Picture:
    """Draw one picture."""
    return draw(report, next(kind for kind in kinds.shown(report) if kind.name == name))


def texts(sheet: Sheet) -> list[tuple[str, Box]]:
    """Return every text of a picture with the room it takes, in dots of the canvas."""
    canvas = FigureCanvasAgg(sheet.figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    found = []
    for text in sheet.figure.findobj(Text):
        if text.get_text().strip():
            box = text.get_window_extent()
            found.append((text.get_text(), Box(box.x0, box.y0, box.x1, box.y1)))
    return found


def letters(found: list[tuple[str, Box]]) -> list[tuple[str, Box]]:
    """Draw the boxes in a little: they hold room for letters that go below the line."""
    return [(t, Box(b.left + 1, b.top + 2, b.right - 1, b.bottom - 2)) for t, b in found]


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", sorted(CHARTS))
def test_no_words_lie_on_others_or_leave_the_page(
    name: str, size: tuple[int, int, int, int]
) -> None:
    report = sized(*size)
    if name not in {kind.name for kind in kinds.shown(report)}:
        pytest.skip("nothing to show at this size")
    sheet = drawn(report, name)
    assert sheet.width == WIDTH
    assert sheet.height <= TALLEST + 0.35
    found = letters(texts(sheet))
    assert len(found) > 2
    page = Box(-2, -2, 100 * sheet.width + 2, 100 * sheet.height + 2)
    assert [text for text, box in found if not page.holds(box)] == []
    assert [(a[0], b[0]) for a, b in combinations(found, 2) if a[1].meets(b[1])] == []


@pytest.mark.parametrize("name", sorted(CHARTS))
def test_long_and_odd_labels_stay_in_their_place(name: str) -> None:
    odd = "Wörk $5 and $6 & <more>, Supercalifragilisticexpialidocious"
    sheet = drawn(sized(4, 9, 15, 7, before=odd), name)
    found = letters(texts(sheet))
    page = Box(-2, -2, 100 * sheet.width + 2, 100 * sheet.height + 2)
    assert [text for text, box in found if not page.holds(box)] == []
    assert [(a[0], b[0]) for a, b in combinations(found, 2) if a[1].meets(b[1])] == []


def test_the_same_report_gives_the_same_pictures(
    build: Build, pictures: dict[str, Picture]
) -> None:
    again = draw_all(build())
    assert {n: (p.png, p.svg) for n, p in again.items()} == {
        n: (p.png, p.svg) for n, p in pictures.items()
    }


def test_there_is_a_picture_for_each_subject_with_its_finding(
    pictures: dict[str, Picture],
) -> None:
    assert tuple(pictures) == kinds.NAMES
    assert "Pay and cost of living by more of Casework and assessment" in pictures["themes"].alt
    assert "“tribunal” (12 of 20)" in pictures["words"].alt
    assert "No code comes near “parking, permits, visits”" in pictures["topics"].alt
    assert "EHC assessments and plans with “panel" in pictures["convergence"].alt
    assert "Saturated after 4 sessions." in pictures["saturation"].alt


def test_pictures_carry_no_clock_and_no_maker(pictures: dict[str, Picture]) -> None:
    for picture in pictures.values():
        assert picture.png.startswith(b"\x89PNG")
        assert b"tIME" not in picture.png
        assert b"Software" not in picture.png
        assert not re.search("date|matplotlib|creator", picture.svg, re.IGNORECASE)


def test_words_in_an_svg_are_words_and_broken_ones_stand_there_whole() -> None:
    report = sized(3, 17, 24, 6)
    svg = picture_of(report, "topics").svg
    root = ElementTree.fromstring(svg)
    words = "".join(root.itertext())
    for topic in report.topics:
        assert topic.label in words


def test_pictures_need_nothing_from_outside_and_share_no_ids(pictures: dict[str, Picture]) -> None:
    ids = [i for p in pictures.values() for i in re.findall(r'\bid="([^"]+)"', p.inline)]
    assert len(ids) == len(set(ids)) > 5
    for picture in pictures.values():
        assert "url(" not in picture.inline
        assert all(link.startswith("#") for link in re.findall(r'href="([^"]+)"', picture.inline))
        targets = re.findall(r'href="#([^"]+)"', picture.inline)
        assert set(targets) <= set(ids)


def test_no_hidden_count_can_be_read_off(build: Build) -> None:
    released = build(level="regional", threshold=5)
    drawn = draw_all(released)
    assert "sessions" not in drawn
    hidden = [cell for theme in released.raised for cell in theme.cells if cell.hidden]
    assert len(hidden) > 5
    assert drawn["themes"].svg.count(">hidden<") == len(hidden)
    for name in ("councillor", "casework-1", "therapies-2"):
        assert all(name not in picture.svg for picture in drawn.values()), name
    tribunal = next(word for word in released.words if word.word == "tribunal")
    assert (tribunal.participants, tribunal.others) == (12, None)


def test_no_participant_is_named(report: Report, pictures: dict[str, Picture]) -> None:
    ids = {passage.participant for passage in report.passages}
    assert ids
    for picture in pictures.values():
        assert not [key for key in ids if key in picture.svg]


def test_shares_of_a_session_add_up_and_are_sorted(report: Report) -> None:
    assert len(report.sittings) == 6
    for sitting in report.sittings:
        assert sum(sitting.shares) + sitting.unmatched == pytest.approx(1)
        assert list(sitting.shares) == sorted(sitting.shares, reverse=True)
        assert 0 < sitting.facilitator < 1


def test_topics_that_do_not_hold_look_otherwise() -> None:
    report = sized(3, 5, 12, 3)
    assert 0 < sum(not topic.holds for topic in report.topics) < 12
    dashed = picture_of(report, "topics").svg.count("stroke-dasharray")
    assert dashed == 1 + sum(not topic.holds for topic in report.topics)  # and the key


PLACES = st.lists(
    st.tuples(st.floats(0, 6), st.floats(0, 6), st.floats(0.08, 0.3)), min_size=1, max_size=25
)


@given(PLACES)
@settings(max_examples=40)
def test_circles_come_off_one_another_and_labels_lie_on_nothing(
    places: list[tuple[float, float, float]],
) -> None:
    frame = Box(-1, -1, 7, 7)
    discs = apart([Disc(*place) for place in places], 0.04, Box(0, 0, 6, 6))
    laid = labelled(discs, [(0.9, 0.3)] * len(discs), (0.2, 0.14), frame)
    boxes = [placed.box for placed, _ in laid if placed]
    assert all(frame.holds(box) for box in boxes)
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    assert not any(disc.meets(box) for disc in discs for box in boxes)
    assert len(boxes) == len(discs) or len(discs) > 5


@given(st.text(max_size=80), st.floats(0.3, 3), st.integers(1, 3))
@settings(max_examples=60)
def test_a_wrapped_text_is_no_wider_and_no_longer(text: str, inches: float, most: int) -> None:
    clean = "".join(c for c in text if 32 <= ord(c) < 127 or 160 < ord(c) < 0x250)
    lines = wrapped(clean, inches, 8, most=most).split("\n")
    assert len(lines) <= most
    assert all(width_of(line, 8) <= inches or line == "…" for line in lines)
    if "…" not in "".join(lines):
        assert " ".join(lines) == " ".join(clean.split())


def test_what_is_too_long_for_its_place_is_cut_between_words() -> None:
    shown = wrapped("Reform, law and national policy; Families and trust", 1.0, 9)
    words = shown.replace("\n", " ").rstrip("…").rstrip(";").split()
    assert shown.endswith("…")
    assert (
        words
        == ["Reform,", "law", "and", "national", "policy;", "Families", "and", "trust"][
            : len(words)
        ]
    )
