"""Recommendations rest on evidence that the report holds."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from fgtools.report.blocks import Own, Paragraph
from fgtools.report.describe import Report
from fgtools.report.outline import outline
from fgtools.report.recommendations import findings, letter, pieces

WRITTEN = """We recommend three things.

1. Cap caseloads. [caseload, Q01; T1]
2. Give [child A] and everybody time
   to think. [supervision]
   - even part-timers
3. Pay what the hospital pays.

Thank you.
"""


def text(report: Report) -> list[str]:
    laid = outline(report)
    keys = [getattr(b, "key", "") for b in laid]
    part = laid[keys.index("recommendations") : keys.index("method")]
    return [b.markdown if isinstance(b, Own) else b.text for b in part
            if isinstance(b, Own | Paragraph)]  # fmt: skip


def test_each_is_lettered_and_says_what_it_rests_on(build: Callable[..., Report]) -> None:
    told = text(build(own_text={"recommendations": WRITTEN}))
    assert told[0] == "We recommend three things."
    assert told[1] == "**A.** Cap caseloads."
    assert "theme" in told[2]
    assert "“Caseload and workload”" in told[2]
    assert "quote Q01" in told[2]
    assert "topic T1" in told[2]
    assert "[child A]" in told[3], "a stand-in is no evidence"
    assert "even part-timers" in told[3]
    assert told[6] == "No evidence in this report named."
    assert told[-1] == "Thank you."


def test_words_in_brackets_that_are_no_evidence_stay_in_the_text(
    build: Callable[..., Report],
) -> None:
    own = "1. Give the [school] [caseload] time, and the [urgent] ones more.\n2. Ask the [child]."
    told = text(build(own_text={"recommendations": own}))
    assert told[0] == "**A.** Give the [school] time, and the [urgent] ones more."
    assert "Caseload" in told[1]
    assert told[2:] == ["**B.** Ask the [child].", "No evidence in this report named."]


def test_what_rests_on_nothing_is_found_with_its_line(build: Callable[..., Report]) -> None:
    report = build(own_text={"recommendations": WRITTEN.replace("Q01", "Q99")})
    found = {(f.rule, f.where) for f in findings(report)}
    assert found == {
        ("evidence-unknown", "report/recommendations.md, line 3"),
        ("recommendation-without-evidence", "report/recommendations.md, line 7"),
    }
    assert all(f.hint for f in findings(report))


def test_paragraphs_are_recommendations_where_they_name_evidence(
    build: Callable[..., Report],
) -> None:
    told = text(build(own_text={"recommendations": "First of all.\n\nCap caseloads [caseload]."}))
    assert told[:2] == ["First of all.", "**A.** Cap caseloads."]
    plain = build(own_text={"recommendations": "Just be kind."})
    assert text(plain) == ["Just be kind."]
    assert [f.rule for f in findings(plain)] == ["recommendation-without-evidence"]


@given(st.text(alphabet="ab [],-1.\n*#", max_size=80))
def test_no_word_of_the_writer_is_lost(markdown: str) -> None:
    shown = "".join(p.text for p in pieces(markdown))
    assert [c for c in shown if c.isalnum()] == [c for c in markdown if c.isalnum()]


def test_letters_go_on_after_z() -> None:
    assert [letter(at) for at in (0, 25, 26, 27, 52)] == ["A", "Z", "AA", "AB", "BA"]
