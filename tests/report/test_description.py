from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgtools.nouns import Code, Codebook, Quote, Span
from fgtools.report import counts, evidence, prose
from fgtools.report.blocks import Bullets, Figure, Heading, Own, Paragraph, Table
from fgtools.report.describe import Report, Settings
from fgtools.report.outline import outline
from fgtools.report.parts import Stance
from fgtools.safe import stored


def test_the_order_is_that_of_a_good_report(report: Report) -> None:
    tops = [b.key for b in outline(report) if isinstance(b, Heading) and b.level == 1]
    themes = [f"theme-{theme.key}" for theme in report.raised]
    assert tops == [
        *("background", "participants", "summary", "themes"),
        *themes,
        *("beyond", "similarities", "differences", "waves", "conclusion", "recommendations"),
        *("method", "codebook", "voice", "saturation", "limits", "disclosure"),
        *("coreq", "protection", "notes"),
    ]


def test_a_topic_that_does_not_hold_is_named_and_is_no_finding(report: Report) -> None:
    (far,) = report.beyond
    assert not far.holds
    assert far.label not in " ".join(report.summary)
    blocks = outline(report)
    assert not [b for b in blocks if isinstance(b, Heading) and b.text == far.label]
    told = [b.text for b in blocks if isinstance(b, Paragraph) and far.label in b.text]
    assert [text for text in told if "no finding" in text]


def test_themes_raised_by_most_participants_come_first(report: Report) -> None:
    totals = [theme.total.count or 0 for theme in report.themes]
    assert totals == sorted(totals, reverse=True)
    assert report.themes[-1].label == "A theme nobody raised"
    assert not report.themes[-1].raised


def test_a_participant_counts_once_however_often_they_speak(report: Report) -> None:
    for theme in report.raised:
        for stance in theme.stances:
            assert stance.count is not None
            assert stance.count <= (theme.total.count or 0)


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_quantity_word_means_what_its_rule_says(count: int, more: int) -> None:
    of = count + more
    word = prose.quantity(count, of)
    meaning = {
        "none": count == 0,
        "": 0 < count <= of < prose.LEAST_FOR_A_WORD,
        "all": 0 < count == of,
        "most": of / 2 < count < of,
        "some": of / 4 <= count <= of / 2,
        "few": 0 < count < of / 4,
    }
    assert meaning[word]


def test_all_of_a_role_is_never_said_outside_internal_reports() -> None:
    assert prose.quantity(8, 8, internal=False) == "most"


def test_small_counts_and_the_totals_that_give_them_back_are_hidden(
    build: Callable[..., Report],
) -> None:
    open_report, closed = build(), build(level="regional", threshold=5)
    true_counts = {(t.key, c.role): c.count or 0 for t in open_report.themes for c in t.cells}
    hidden = 0
    for theme in closed.themes:
        for cell in theme.cells:
            if 0 < true_counts[theme.key, cell.role] < 5:
                hidden += 1
                assert cell.participants in ("fewer than 5", counts.NOT_GIVEN)
                assert (cell.share, cell.low, cell.high) == (None, None, None)
        if sum(cell.hidden for cell in theme.cells) == 1:
            assert theme.total.participants == counts.NOT_GIVEN
            assert all(stance.count is None for stance in theme.stances)
    assert hidden > 5


def test_places_in_the_talk_are_internal(build: Callable[..., Report]) -> None:
    inside, outside = build(), build(level="public", threshold=10)
    assert inside.passages
    assert all(quote.place for quote in inside.quotes)
    assert not outside.passages
    assert not any(quote.place or quote.session for quote in outside.quotes)
    assert not any(case.session for case in outside.matrix)
    assert not any(topic.exemplars for topic in outside.topics)


def test_quotes_of_a_stricter_release_replace_more_of_what_is_marked() -> None:
    said = stored("[child A] waited for [primary school B] in [London borough C].")
    quote = Quote("q-1", "s/1", Span(0, 9), "s", "s.p01", "ep", "pay", "none", said, "typical")
    book = Codebook("x", "1", (Code("pay", "Pay", ""),))
    printed = {
        level: evidence.quote_part(quote, {}, book, Settings("x", level=level)).text
        for level in ("internal", "regional", "central")
    }
    assert printed["internal"] == said
    assert printed["regional"] == "[child A] waited for [primary school] in [London borough]."
    assert printed["central"] == "[child] waited for [school] in [place]."


def test_labels_of_roles_are_printed_and_keys_are_not() -> None:
    settings = Settings("x", roles={"ep": "Educational psychology", "ep-senior": "Senior EPs"})
    text = counts.with_labels("ep-senior more than ep; deep steps", settings)
    assert text == "Senior EPs more than Educational psychology; deep steps"


def test_own_text_finds_its_place_and_none_of_it_vanishes(report: Report) -> None:
    own = [block.markdown for block in outline(report) if isinstance(block, Own)]
    assert sorted(own) == sorted(report.own_text.values())


def test_own_text_can_take_a_picture_from_its_usual_place(build: Callable[..., Report]) -> None:
    text = "Before.\n\n![The words](pictures/words.png)\n\nAfter.\n\n![No such](pictures/cats.png)"
    laid = outline(build(own_text={"introduction": text}))
    drawn = [block.chart for block in laid if isinstance(block, Figure)]
    assert drawn[0] == "words"
    assert sorted(drawn) == sorted(set(drawn))
    at = next(at for at, block in enumerate(laid) if isinstance(block, Figure))
    assert laid[at - 1] == Own("Before.")
    assert laid[at + 1] == Own("After.\n\n![No such](pictures/cats.png)")


def test_a_difference_is_told_where_one_was_found_and_only_there(report: Report) -> None:
    pay = next(theme for theme in report.themes if theme.key == "pay")
    assert "Casework and assessment (more than the other roles)" in pay.compared
    assert pay.label not in [label for label, _ in report.similarities]
    caseload = next(theme for theme in report.themes if theme.key == "caseload")
    assert caseload.compared == "No difference between the roles could be shown."


def test_what_roles_agree_on_is_told_with_figures_unless_one_of_them_is_hidden(
    build: Callable[..., Report],
) -> None:
    told = dict(build().similarities)
    caseload = next(theme for theme in build().themes if theme.key == "caseload")
    assert told.keys() == {caseload.label}
    assert all(f"{c.label} {c.participants}" in told[caseload.label] for c in caseload.cells)
    assert not build(threshold=25).similarities


def test_an_unheard_role_is_not_called_a_difference(report: Report) -> None:
    blank = replace(report.themes[0].cells[0], differs="unknown")
    assert prose.compared([blank, blank]).startswith("Whether the roles differ cannot be assessed")


def test_unknown_voices_are_in_no_count_of_participants(report: Report) -> None:
    assert report.roles[0].participants == "20"
    assert any("One voice could not be matched" in text for text in report.limits)


def test_the_matrix_summarises_and_points_to_turns(report: Report) -> None:
    assert {case.session for case in report.matrix} == {
        f"{role}-{n}" for role in report.settings.roles for n in (1, 2)
    }
    told = [text for case in report.matrix for text in case.summaries if text]
    assert all("participants." in text and re.search(r"Turns: \S+/\d", text) for text in told)
    assert max(map(len, told)) < 500


def test_a_report_without_evidence_is_still_a_report() -> None:
    from fgtools.nouns import Code, Codebook
    from fgtools.report.describe import describe

    empty = describe(
        Settings("Empty"),
        codebook=Codebook("b", "1", (Code("pay", "Pay"),)),
        sessions=[],
        speakers={},
        words={},
        turns=[],
        codings=[],
        views=[],
    )
    assert not empty.raised
    assert all(table.header for table in outline(empty) if isinstance(table, Table))


@pytest.mark.parametrize("count", [0, 1, 9, 10, 1234])
def test_numbers_below_ten_are_written_in_words(count: int) -> None:
    assert prose.number(count) == {0: "no", 1: "one", 9: "nine", 10: "10", 1234: "1,234"}[count]


def test_figures_within_a_sentence_have_one_style_and_none_begins_with_one() -> None:
    def told(*found: tuple[str, int]) -> str:
        return prose.stance_sentence([Stance(key, "", "", count) for key, count in found])

    assert told(("barrier", 7), ("request", 3)) == (
        "Seven spoke of a barrier and three asked for something."
    )
    assert told(("barrier", 12), ("request", 3)) == (
        "Of these, 12 spoke of a barrier and 3 asked for something."
    )
    assert told(("none", 12)) == ""


@pytest.mark.parametrize("level", ["internal", "central"])
def test_no_sentence_of_the_report_begins_with_a_figure(
    build: Callable[..., Report], level: str
) -> None:
    report = build(level=level, threshold=0 if level == "internal" else 10)
    texts = [block.text for block in outline(report) if isinstance(block, Paragraph)]
    texts += [text for block in outline(report) if isinstance(block, Bullets)
              for _, text in block.items]  # fmt: skip
    assert len(texts) > 30
    assert [text for text in texts if re.search(r"(?:^|[.!?] )\d", text)] == []
