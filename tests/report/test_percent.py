"""Percentages: none of few people, and no digits that their number does not carry."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from fgtools.percent import BASE_FOR_DECIMALS, LEAST_BASE, percent, rounded
from fgtools.report import html, pictures, sheets
from fgtools.report.charts import draw_all
from fgtools.report.parts import Report


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_a_percentage_is_there_from_its_least_base_on(count: int, more: int) -> None:
    of = count + more
    told = percent(count, of)
    assert bool(told) == (of >= LEAST_BASE)
    if told:
        assert ("." in told) == (of >= BASE_FOR_DECIMALS)
        step = 0.1 if of >= BASE_FOR_DECIMALS else 1
        assert abs(float(told.rstrip("%")) - 100 * count / of) <= step / 2 + 1e-9


@given(st.integers(0, 60))
def test_what_is_hidden_has_no_percentage(of: int) -> None:
    assert percent(None, of) == percent(of, None) == ""
    assert rounded(None, of) is rounded(of, None) is None


def few(report: Report) -> Report:
    """Return a report in which twelve people spoke, five, four and three of a role."""
    sizes = (5, 4, 3)
    roles = tuple(
        replace(role, participants=str(n), count=n, people=n / 12)
        for role, n in zip(report.roles, sizes, strict=True)
    )
    return replace(report, roles=roles, heads=12)


def test_of_few_participants_the_report_says_how_many(build: Callable[..., Report]) -> None:
    made = few(build())
    assert "5 of 12 participants" in pictures.voice_alt(made)
    assert not re.search(r"\d% of participants", pictures.voice_alt(made))
    assert "% of participants" in pictures.voice_alt(build())
    drawn = draw_all(made)
    assert "5 of 12 participants" in re.sub(r"\s+", " ", drawn["voice"].svg)
    assert "5 of 12 participants" in html.page(made, drawn)


def test_the_workbook_has_no_share_of_few_people(build: Callable[..., Report]) -> None:
    made = build()
    views = next(sheet for sheet in sheets.tables(made) if sheet.name == "Views")
    share = views.header.index("Share")
    of = {row.cell.of for row in made.views}
    assert min(n for n in of if n is not None) < LEAST_BASE <= max(n for n in of if n is not None)
    for row, view in zip(views.rows, made.views, strict=True):
        assert (row[share] is None) == (view.cell.of is None or view.cell.of < LEAST_BASE)
