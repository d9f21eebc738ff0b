"""The gate: what could identify somebody is not printed, whoever chose or wrote it."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from tests.cli.released import (
    PEOPLE,
    PLANTED,
    copied,
    kept,
    make,
    rows,
    set_to,
    stopped,
    there,
    write_own,
)
from tests.conftest import typed


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    mine = make(tmp_path_factory.mktemp("gate"))
    done = typed(mine, "run")
    assert done.code == 0, done.err
    return mine


@pytest.fixture
def mine(base: Path, tmp_path: Path) -> Path:
    return copied(base, tmp_path)


def test_the_programs_own_choice_passes_at_every_level(mine: Path) -> None:
    for level in ("regional", "central", "public"):
        set_to(mine, 'level = "', f'level = "{level}" # "')
        assert typed(mine, "run").code == 0
        printed = (mine / "outputs" / "report.md").read_text("utf-8")
        assert PLANTED["class"][:40] not in printed
        assert PLANTED["agency"][:20] not in printed or PLANTED["setting"][:20] not in printed


def test_a_kept_quote_that_the_guard_is_against_stops_the_report_until_it_is_settled(
    mine: Path,
) -> None:
    before = there(mine)
    quote = kept(mine, "class")
    done = typed(mine, "run")
    assert stopped(done, "class-statement", quote)
    assert f"fgtools quotes pick {quote} --drop" in done.err
    assert "looking for another job" not in done.err + done.out
    assert there(mine) == before
    told = typed(mine, "run", "--json").json["findings"]
    assert isinstance(told, list)
    assert (told[0]["rule"], told[0]["where"]) == ("class-statement", quote)
    assert quote in told[0]["next"]
    assert typed(mine, "quotes", "pick", quote, "--drop").code == 0
    assert typed(mine, "run").code == 0


def test_cutting_the_words_settles_a_quote_too(mine: Path) -> None:
    quote = kept(mine, "class")
    assert typed(mine, "report", "write").code == 3
    cut = "is looking for another job over the caseload now."
    assert typed(mine, "quotes", "trim", quote, cut).code == 0
    assert typed(mine, "report", "write").code == 0
    assert "Every single caseworker" not in (mine / "outputs" / "report.md").read_text("utf-8")


@pytest.mark.parametrize("pair", [("plain", "back"), ("agency", "setting")])
def test_two_quotes_of_one_person_that_tell_more_together_are_stopped(
    mine: Path, pair: tuple[str, str]
) -> None:
    ids = [kept(mine, planted) for planted in pair]
    done = typed(mine, "run")
    assert done.code == 3, done.err
    assert "linkable" in done.err
    assert any(quote in done.err for quote in ids)
    assert typed(mine, "quotes", "pick", ids[1], "--drop").code == 0
    assert typed(mine, "run").code == 0


def test_a_role_that_too_few_could_hold_is_settled_with_its_population(mine: Path) -> None:
    kept(mine, "plain")
    set_to(mine, "population = 400", "population = 3")
    done = typed(mine, "run")
    assert done.code == 3
    assert "small-role" in done.err
    assert "[roles.casework]" in done.err
    set_to(mine, "population = 3", "population = 400")
    assert typed(mine, "run").code == 0


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("small-cell", "Two of the caseworkers said that they would leave by the summer."),
        ("small-cell", "A couple of the caseworkers had left before we met."),
        ("small-cell", "Hardly any of the caseworkers (n = 2) said so."),
        ("small-cell", "Of the caseworkers, n=3 had left."),
        ("small-cell", "The two newly qualified therapists were tearful."),
        ("class-statement", "All of the caseworkers said that the threshold is wrong."),
        ("unique-post", "Our DCO joined for the last half hour of the day."),
        ("rare-combination", "As the physio at the secure unit put it, nobody waits."),
        ("linkable", "See s1/14, where this is said at length."),
        ("linkable", "This was said in session s2 as well."),
        ("quote-unknown", "One said: “I have flown to the moon with a kettle in one hand.”"),
        ("quote-altered", "“Supervision twice a month is what keeps me in the work, and it is the "
            "first to be cut.”"),
        ("class-statement", f"As was said: “{PLANTED['class']}”"),
    ],
)  # fmt: skip
def test_own_text_is_held_to_the_same_rules_by_file_and_line(
    mine: Path, rule: str, text: str
) -> None:
    before = there(mine)
    write_own(mine, f"We held two groups.\n\n{text}\n")
    done = typed(mine, "run")
    assert stopped(done, rule, "report/introduction.md line 3"), done.err
    assert "Edit report/introduction.md" in done.err
    assert there(mine) == before


def test_own_text_that_gives_nobody_away_is_printed(mine: Path) -> None:
    text = "We held two groups, and most people spoke of caseload."
    write_own(mine, f"{text}\n\n“Supervision once a month is what keeps me in the job.”\n")
    assert typed(mine, "run").code == 0
    assert text in (mine / "outputs" / "report.md").read_text("utf-8")


def test_a_table_of_figures_in_own_text_is_printed(mine: Path) -> None:
    rows = "| Area | Letters sent | Replies |\n|---|---:|---:|\n"
    rows += "| North | 1245 | 90103 |\n| South | 3100 | 12044 |\n"
    write_own(mine, f"What went out before the groups:\n\n{rows}")
    done = typed(mine, "run")
    assert done.code == 0, done.err
    paper = docx.Document(str(mine / "outputs" / "report.docx"))
    (sent,) = [t for t in paper.tables if t.cell(0, 0).text == "Area"]
    assert [cell.text for cell in sent.rows[1].cells] == ["North", "1245", "90103"]


def test_a_name_in_a_table_of_own_text_stops_the_report(mine: Path) -> None:
    before = there(mine)
    write_own(mine, f"| Who | Rang |\n|---|---|\n| {PEOPLE[0]} | twice | at night |\n")
    done = typed(mine, "run")
    assert done.code == 3
    assert "name-left" in done.err
    assert "introduction.md line 3: the row has more cells" in done.err
    assert there(mine) == before


def test_a_quote_of_a_level_without_quotes_is_not_pasted_in_by_hand(mine: Path) -> None:
    write_own(mine, "“Supervision once a month is what keeps me in the job.”\n")
    set_to(mine, 'level = "regional"', 'level = "regional"\nlevels.regional = {quotes = false}')
    assert stopped(typed(mine, "run"), "quote-level", "introduction.md line 1")


def test_a_title_is_held_to_the_rules_too(mine: Path) -> None:
    set_to(mine, "What we heard", "What our DCO heard in the borough")
    done = typed(mine, "run")
    assert stopped(done, "unique-post", "study.toml title")
    assert "Edit title in study.toml" in done.err


def test_pictures_pass_the_gate_as_well(mine: Path) -> None:
    set_to(mine, "What we heard", "What our DCO heard in the borough")
    assert typed(mine, "report", "pictures", "--to", "slides").code == 3
    assert not (mine / "slides").exists()


def test_counts_that_are_large_enough_may_be_written(mine: Path) -> None:
    write_own(mine, "The twelve caseworkers spoke (n = 12), and the three priorities are theirs.\n")
    done = typed(mine, "run")
    assert done.code == 0, done.err


def test_answers_on_the_team_may_count_it_but_not_participants(mine: Path) -> None:
    team = "3. Two of us are caseworkers.\n5. The two facilitators are trained.\n"
    write_own(mine, f"{team}", "coreq")
    done = typed(mine, "run")
    assert done.code == 0, done.err
    write_own(mine, f"{team}7. Only two caseworkers knew us.\n", "coreq")
    assert stopped(typed(mine, "run"), "small-cell", "report/coreq.md line 3")
    write_own(mine, "1. Both of us led.\nOnly two caseworkers cried.\n", "coreq")
    assert stopped(typed(mine, "run"), "small-cell", "report/coreq.md line 2")


def test_a_released_report_calls_quotes_by_number_and_says_nothing_of_their_place(
    mine: Path,
) -> None:
    listed = typed(mine, "quotes", "pick", "--json").json["quotes"]
    assert isinstance(listed, list)
    assert [row["printed"] for row in listed] == [f"quote-{at}" for at in range(1, len(listed) + 1)]
    assert f"{listed[0]['id']} (quote-1)" in typed(mine, "quotes", "pick").out
    write_own(mine, f"1. Cap it. [{listed[0]['id']}]\n", "recommendations")
    write_own(mine, f"See {listed[-1]['id']}.\n", "conclusion")
    done = typed(mine, "run")
    assert done.code == 0, done.err
    told = b"\n".join(text for _, text in entries(mine / "outputs"))
    assert b"quote-1 (Casework)" in told
    assert f"See quote-{len(listed)}.".encode() in told
    assert not any(row["id"].encode() in told for row in listed)
    assert not any(row["why"].encode() in told for row in listed)
    set_to(mine, 'level = "regional"', 'level = "internal"')
    assert typed(mine, "run").code == 0
    page = (mine / "outputs" / "report.html").read_text("utf-8")
    assert listed[0]["id"] in page
    assert listed[0]["why"] in page


def entries(outputs: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file of a release, and every file in its packed ones."""
    for path in sorted(p for p in outputs.rglob("*") if p.is_file()):
        yield path.name, path.read_bytes()
        if path.suffix in (".docx", ".xlsx"):
            with zipfile.ZipFile(path) as packed:
                yield from ((name, packed.read(name)) for name in packed.namelist())


def test_that_somebody_withdrew_is_told_in_the_house_only(mine: Path) -> None:
    who = rows(mine, "SELECT id FROM participant WHERE session = 's2' ORDER BY id")[-1][0]
    assert typed(mine, "transcripts", "withdraw", str(who), "--yes").code == 0
    assert typed(mine, "run").code == 0
    told = b"\n".join(text for _, text in entries(mine / "outputs"))
    assert b"withdr" not in told
    set_to(mine, 'level = "regional"', 'level = "internal"')
    assert typed(mine, "run").code == 0
    assert "consent withdrawn" in (mine / "outputs" / "report.md").read_text("utf-8")


def test_an_internal_report_may_say_more_of_a_group(mine: Path) -> None:
    set_to(mine, 'level = "regional"', 'level = "internal"')
    write_own(mine, "Two of the caseworkers left. All of the caseworkers said so. See s1/3.\n")
    done = typed(mine, "run")
    assert done.code == 0, done.err


def test_the_manifest_says_what_was_made_of_what_and_names_nobody(mine: Path, base: Path) -> None:
    told = json.loads((mine / "outputs" / "manifest.json").read_text("utf-8"))
    assert told["level"] == "regional"
    assert told["settings"]["roles"]["casework"]["population"] == 400
    assert {"codebook", "models", "libraries", "counts", "guard", "checks", "outputs"} <= set(told)
    assert set(told["checks"].values()) == {"passed"}
    assert told["guard"]["looked_at"] >= told["guard"]["printed"] > 0
    assert {"class-statement", "linkable", "unique-post"} <= set(told["guard"]["stopped"])
    assert told["signed"] == []
    assert isinstance(told["sessions"], list)  # a release does not name them
    assert not any(name in json.dumps(told) for who in PEOPLE for name in who.split())
    for path in (mine / "outputs").glob("report.*"):
        path.unlink()
    assert typed(mine, "run").code == 0
    assert there(mine) == there(base)


@pytest.mark.parametrize(("kind", "code"), [("organisation", 0), ("person", 3)])
def test_a_label_of_the_codebook_is_no_organisation_and_a_person_is_one_anywhere(
    mine: Path, kind: str, code: int
) -> None:
    with (mine / "transcripts" / "key" / "key.csv").open("a", encoding="utf-8") as key:
        key.write(f"s1,[{kind} Z],{kind},Supervision\n")
    (mine / "outputs" / "report.md").unlink()  # written, and looked at, anew
    done = typed(mine, "report", "write")
    assert done.code == code, done.err
