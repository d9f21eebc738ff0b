"""COREQ, disclosure and data protection: filled in from the study, the rest left for people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from fgtools.report import coreq, disclosure, protection
from fgtools.report.blocks import Bullets, Heading, Table
from fgtools.report.describe import Report
from fgtools.report.facts import Facts, LevelFact
from fgtools.report.outline import outline

FACTS = Facts(
    sessions=6, modes=(("online", 6),), formats=(("teams-vtt", 6),), minutes=(58, 60, 61),
    attended=4, silent=3, prompts=40, coders=2, decided=12, doubts=1, notes=1,
    retention="2028-02-29", version="1.0",
    levels=(LevelFact("internal", 0, True), LevelFact("public", 10, False)),
)  # fmt: skip


def test_the_study_answers_what_it_knows_and_nothing_else(report: Report) -> None:
    found = {one.number: one for one in coreq.items(replace(report, facts=FACTS))}
    assert len(found) == 32
    assert not [n for n in range(1, 12) if found[n].answer]
    assert found[13].answer.endswith("three who came are not heard.")
    assert found[14].answer == "Six sessions online."
    assert found[21].answer.startswith("58 to 61 minutes a session")
    assert found[24].answer.startswith(
        "The program coded every turn of the participants. Two people"
    )
    bare = {one.number: one.answer for one in coreq.items(report)}
    assert not any(bare[n] for n in (13, 14, 17, 19, 20, 21)), "nothing is known of these"


def test_what_people_write_stands_before_what_the_study_knows(
    build: Callable[..., Report],
) -> None:
    own = "# Ours\n\n2. Both are\n   sociologists.\n\n12. All who came.\n40. no item\n"
    report = build(own_text={"coreq": own})
    found = {one.number: one for one in coreq.items(report)}
    assert found[2].answer == "Both are sociologists."
    assert found[12].answer.startswith("All who came. 40. no item Six sessions")
    assert found[12].whose == "people and the study"
    assert "Further notes" not in [b.text for b in outline(report) if isinstance(b, Heading)]


def test_how_few_said_nothing_is_hidden_in_a_release(build: Callable[..., Report]) -> None:
    report = replace(build(level="regional", threshold=5), facts=FACTS)
    (told,) = [one.answer for one in coreq.items(report) if one.number == 13]
    assert "three" not in told
    assert "not shown" in told


def test_only_an_internal_report_says_where_things_are_kept(build: Callable[..., Report]) -> None:
    def keys(report: Report) -> list[str]:
        return [b.key for b in outline(report) if isinstance(b, Heading)]

    assert "protection" in keys(build())
    assert "protection" not in keys(build(level="regional", threshold=5))


def test_the_date_of_deletion_is_that_of_the_settings(report: Report) -> None:
    laid = list(protection.annex(replace(report, facts=FACTS)))
    tables = [b for b in laid if isinstance(b, Table)]
    assert tables[0].rows[0][3] == "2028-02-29"
    assert tables[1].rows == (("internal", "none", "yes"), ("public", "1 to 9", "no"))
    told = dict(next(b for b in laid if isinstance(b, Bullets)).items)
    assert "2028-02-29" in told["Retention."]
    (bare, *_) = [b for b in protection.annex(report) if isinstance(b, Bullets)]
    assert "No date is set" in dict(bare.items)["Retention."]


def test_the_statement_counts_what_is_hidden(build: Callable[..., Report]) -> None:
    def rules(report: Report) -> dict[str, str]:
        (table,) = [b for b in disclosure.statement(report) if isinstance(b, Table)]
        return {row[0]: row[1] for row in table.rows}

    closed = rules(build(level="regional", threshold=5))
    (hidden,) = [told for rule, told in closed.items() if rule.startswith("Counts of people")]
    assert int(hidden.split()[0].replace(",", "")) > 0
    assert closed["Sessions and turns"] == "not printed"
    assert rules(build())["Sessions and turns"] == "printed"
