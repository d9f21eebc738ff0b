"""A name that was settled late: what the study knew its turn by before does not tell it."""

from __future__ import annotations

import json
import re
import sqlite3
import zlib
from pathlib import Path

from tests.cli.test_small_studies import study_of
from tests.conftest import typed

from fgtools.middles import pieces
from fgtools.study.decisions import wording
from fgtools.study.vectors import digest_of

SAID = "In our team I told dobbin about the caseload twice. The waiting list only grew after that."
TALK = (
    ("Lead One", "facilitator", "What is it like to do this work at the moment?"),
    ("Hannah Obiora", "nurse", SAID),
    ("Bea Lindgren", "nurse", "Supervision once a month keeps me in the job, and nothing else."),
)


def known_by(mine: Path) -> set[object]:
    """Return everything in study.db that a list of names could be tried against."""
    with sqlite3.connect(mine / "study.db") as db:
        found: set[object] = {one for (one,) in db.execute("SELECT digest FROM vector")}
        found |= {one for (one,) in db.execute("SELECT wording FROM coded")}
        found |= {one for (one,) in db.execute("SELECT wording FROM stood")}
        for (kept,) in db.execute("SELECT sketch FROM coded"):
            found |= {*json.loads(kept)}
        for (kept,) in db.execute("SELECT value FROM decision"):
            found |= {*json.loads(kept)["sketch"]}
    return found


def told(name: str) -> set[object]:
    """Return what the turn would be known by if the name had stood in it."""
    text = SAID.replace("dobbin", name)
    words = re.findall(r"\w+", text.lower())
    at = words.index(name)
    pairs = (f"{words[at - 1]} {name}", f"{name} {words[at + 1]}")
    said = [digest_of(piece) for piece in pieces(text) if name in piece]
    return {*said, wording(text), *(zlib.crc32(pair.encode()) for pair in pairs)}


def test_a_name_that_was_settled_late_cannot_be_tried_for(tmp_path: Path) -> None:
    mine = study_of(tmp_path, TALK)
    settings = mine / "study.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[names]\nmodel = "none"\n', "utf-8")
    layer = tmp_path / "hk.csv"
    layer.write_text("session,ordinal,code,coder\none,1,workload,HK\n", "utf-8")
    for words in (
        ("codes", "apply"),
        ("codes", "set", "one/1", "--code", "caseload", "--by", "AN"),
        ("codes", "import", str(layer)),
    ):
        done = typed(mine, *words)
        assert done.code == 0, done.err
    before = known_by(mine)
    assert before & told("dobbin")  # nobody knew yet that it is a name
    assert not before & told("waller")
    assert typed(mine, "names", "review", "--words", "dobbin", "--is-name").code == 0
    assert typed(mine, "codes", "apply").code == 0
    with sqlite3.connect(mine / "study.db") as db:
        vectors = {one for (one,) in db.execute("SELECT digest FROM vector")}
    assert vectors
    assert not vectors & told("dobbin")  # also while the study has its key
    assert typed(mine, "run").code == 0
    done = typed(mine, "study", "forget", "--yes")
    assert done.code == 0, done.err
    assert not known_by(mine) & told("dobbin")
    codings = typed(mine, "codes", "agreement", "--json")
    assert codings.code == 0, codings.err
    with sqlite3.connect(mine / "study.db") as db:
        assert db.execute("SELECT state FROM coded").fetchall()[-1] == ("held",)
    assert "nothing to do" in typed(mine, "run").out
