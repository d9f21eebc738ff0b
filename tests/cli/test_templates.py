"""A study for each programme: made ready by one command, and carried through to its report."""

from __future__ import annotations

import csv
import re
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from tests.conftest import ROOT, typed

from fgtools.report.read_back import texts_of

TEMPLATES = ("big-conversation", "big-listen", "big-send", "dfe-conversation", "send-survey")
SAID = (
    ("Lead One", "facilitator", "What is it like to do this work at the moment?"),
    ("Anneke Sturt", "", "My caseload has doubled and I take it home with me every weekend."),
    ("Babak Lorne", "", "Supervision once a month is what keeps me in the job, honestly it does."),
    ("Corin Vale", "", "We wait months for health advice and nobody shares any information."),
    ("Dilys Moor", "", "And the computer system falls over twice a day, so we type it all again."),
)
YOUNG = (
    "Early help for [child A] and me came before it all went wrong, and that made the "
    "difference at our school."
)
EVENT = (
    ("Lead One", "facilitator", "What would you tell the minister, if she were here?"),
    ("Anneke Sturt", "mum", "We had to fight for two years and then went to tribunal for a place."),
    ("Babak Lorne", "young person", YOUNG),
    ("Corin Vale", "SENCO", "The support plan should be written down and somebody should read it."),
    ("Dilys Moor", "dad", "There is no special school near home, he is an hour in a taxi."),
)
Rows = Sequence[tuple[str, str, str]]
# The session of the first group, what each voice says its role is, and the roles it is read as.
GROUPS: dict[str, tuple[str, Rows, set[str]]] = {
    "big-send": ("psychology-1", SAID, {"educational-psychology"}),
    "big-conversation": (
        "group-1",
        [(who, role or "team manager", said) for who, role, said in SAID],
        {"managers"},
    ),
    "send-survey": (
        "group-1", [(who, role or "SaLT", said) for who, role, said in SAID], {"therapies"}
    ),
    "dfe-conversation": (
        "London", EVENT, {"parents-and-carers", "young-people", "professionals"}
    ),
    "big-listen": (
        "asye", [(who, role or "AYSE", said) for who, role, said in SAID], {"asye"}
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return how to have a template's study after `fgtools run`; copy it before changing it."""
    whole: dict[str, Path] = {}

    def study(template: str) -> Path:
        if template not in whole:
            mine = made(tmp_path_factory.mktemp(template), template)
            done = typed(mine, "run")
            assert done.code == 0, done.err
            whole[template] = mine
        return whole[template]

    return study


def made(folder: Path, template: str) -> Path:
    """Make a study from a template and hand in its first group."""
    assert typed(folder, "study", "new", "mine", "--template", template).code == 0
    session, rows, _ = GROUPS[template]
    path = folder / "talk.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["speaker", "role", "text"])
        writer.writerows(rows)
    done = typed(
        folder / "mine", "transcripts", "add", str(path), "--session", session, "--yes"
    )  # fmt: skip
    assert done.code == 0, done.err
    return folder / "mine"


def set_line(mine: Path, old: str, new: str) -> None:
    settings = mine / "study.toml"
    text = settings.read_text("utf-8")
    assert old in text
    settings.write_text(text.replace(old, new, 1), "utf-8")


def test_the_help_names_every_template(tmp_path: Path) -> None:
    assert sorted(p.name for p in (ROOT / "templates").iterdir()) == sorted(TEMPLATES)
    shown = typed(tmp_path, "study", "new", "--help").out
    assert all(f"  {name}" in shown for name in TEMPLATES)
    refused = typed(tmp_path, "study", "new", "mine", "--template", "big-sned")
    assert refused.code == 2
    assert all(name in refused.err for name in TEMPLATES)
    assert not (tmp_path / "mine").exists()


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_carries_its_first_group_through_to_a_report(
    finished: Callable[[str], Path], template: str
) -> None:
    mine = finished(template)
    assert (mine / "outputs" / "report.html").is_file()
    with sqlite3.connect(mine / "study.db") as db:
        roles = {r for (r,) in db.execute("SELECT role FROM participant WHERE NOT is_facilitator")}
        assert roles == GROUPS[template][2]
        assert db.execute("SELECT COUNT(*) FROM coding WHERE assigned").fetchone()[0] > 0


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_command_in_a_templates_readme_exists(tmp_path: Path, template: str) -> None:
    text = (ROOT / "templates" / template / "README.md").read_text("utf-8")
    commands = {m.groups() for m in re.finditer(r"fgtools ([a-z]+)(?: ([a-z]+))?", text)}
    assert commands
    for noun, verb in commands:
        assert typed(tmp_path, *(w for w in (noun, verb) if w), "--help").code == 0, (noun, verb)
    for command in re.findall(r"fgtools [^`\n]+", text):
        noun, verb = command.split()[1:3] if len(command.split()) > 2 else (command.split()[1], "")
        shown = typed(tmp_path, *(w for w in (noun, verb) if w.isalpha()), "--help").out
        assert all(option in shown for option in re.findall(r"--[a-z-]+", command)), command


def test_planned_sessions_wait_without_stopping_anything(tmp_path: Path) -> None:
    mine = made(tmp_path, "big-send")
    assert typed(mine, "names", "find").code == 0
    status = typed(mine, "study", "status", "--json").json
    assert status["planned"] == 5
    listed = typed(mine, "transcripts", "list", "--json").json["sessions"]
    assert isinstance(listed, list)
    assert {s["session"] for s in listed if s["status"] == "no transcript"} == {
        "casework-1", "casework-2", "psychology-2", "therapies-1", "therapies-2",
    }  # fmt: skip
    assert typed(mine, "transcripts", "speakers").code == 0
    assert typed(mine, "transcripts", "withdraw", "psychology-1.p02", "--yes").code == 0
    views = typed(mine, "roles", "compare", "--by", "session", "--json").json["views"]
    assert isinstance(views, list)
    assert {v["group"] for v in views} == {"psychology-1"}


def test_a_title_of_ones_own_goes_before_the_templates(tmp_path: Path) -> None:
    words = ("study", "new", "mine", "--template", "big-listen", "--title", 'Who "listens"?')
    assert typed(tmp_path, *words).code == 0
    assert 'Who \\"listens\\"?' in (tmp_path / "mine" / "study.toml").read_text("utf-8")
    assert typed(tmp_path, *words).code == 2


def test_central_government_is_given_no_quotes(
    finished: Callable[[str], Path], tmp_path: Path
) -> None:
    mine = tmp_path / "mine"
    shutil.copytree(finished("big-listen"), mine)
    inside = (mine / "outputs" / "report.md").read_text("utf-8")
    assert "keeps me in the job" in inside
    set_line(mine, 'level = "internal"', 'level = "central"')
    done = typed(mine, "run")
    assert done.code == 0, done.err
    files = [path for path in (mine / "outputs").rglob("*") if path.is_file()]
    words = " ".join(text for path in files for _, text in texts_of(path))
    for _, _, said in GROUPS["big-listen"][1]:
        parts = said.split()
        runs = (" ".join(parts[at : at + 5]) for at in range(len(parts) - 4))
        assert not [run for run in runs if run in words]
    assert "Caseload" in words


def test_young_people_are_quoted_at_the_strictest_level_in_any_report(
    finished: Callable[[str], Path], tmp_path: Path
) -> None:
    mine = tmp_path / "mine"
    shutil.copytree(finished("dfe-conversation"), mine)
    with sqlite3.connect(mine / "study.db") as db:
        roles = {role for (role,) in db.execute("SELECT role FROM quote")}
    assert roles == {"professionals"}, "one young person and two parents are too few to be quoted"
    for level in ("public", "central"):
        set_line(mine, f"[levels.{level}]\nthreshold = 10", f"[levels.{level}]\nthreshold = 0")
    assert typed(mine, "run").code == 0
    with sqlite3.connect(mine / "study.db") as db:
        quoted = dict(db.execute("SELECT role, text FROM quote"))
    assert "[child A]" not in quoted["young-people"]
    assert "[child]" in quoted["young-people"]
