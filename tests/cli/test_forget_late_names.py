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

BOOK = """\
name: Own
version: "1"
codes:
  - key: rota
    label: Rota
    definition: How work is shared out over the week.
    cues: [the duty rota, being on call]
"""


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


def vectors_of(mine: Path) -> set[str]:
    """Return the digests of all texts whose vectors are kept."""
    with sqlite3.connect(mine / "study.db") as db:
        return {one for (one,) in db.execute("SELECT digest FROM vector")}


def test_what_the_codebook_says_is_not_read_again_for_a_name(tmp_path: Path) -> None:
    mine = study_of(tmp_path, TALK)
    settings = mine / "study.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[names]\nmodel = "none"\n', "utf-8")
    book = tmp_path / "own.yaml"
    book.write_text(BOOK, "utf-8")
    done = typed(mine, "codes", "apply", "--codebook", str(book))
    assert done.code == 0, done.err
    own = {digest_of("the duty rota"), digest_of("being on call")}
    assert own <= vectors_of(mine)
    (kept,) = (mine / "codebooks").glob("own*.yaml")
    named(mine, "dobbin")
    assert own <= vectors_of(mine)
    assert not vectors_of(mine) & told("dobbin")
    kept.write_text(BOOK.replace("being on call", "nights"), "utf-8")
    named(mine, "the caseload")
    assert own & vectors_of(mine) == {digest_of("the duty rota")}
    kept.write_text("codes: [", "utf-8")  # what cannot be read does not hold up a name
    named(mine, "waiting list")
    assert vectors_of(mine)
    assert not own & vectors_of(mine)


def test_nothing_is_kept_of_what_was_searched_for(tmp_path: Path) -> None:
    mine = study_of(tmp_path, TALK)
    assert typed(mine, "codes", "apply").code == 0
    before = vectors_of(mine)
    done = typed(mine, "quotes", "find", "what Hannah Obiora said of her caseload")
    assert done.code == 0, done.err
    assert "waiting list" in done.out
    assert vectors_of(mine) == before


def test_an_everyday_word_that_stays_where_it_is_one_is_told(tmp_path: Path) -> None:
    mine = study_of(tmp_path, TALK)
    rare = typed(mine, "names", "review", "--words", "dobbin", "--is-name")
    assert "everyday" not in rare.out
    common = typed(mine, "names", "review", "--words", "caseload", "--is-name")
    assert "as an everyday word" in common.out
    assert typed(mine, "names", "find").code == 0
    assert "about the caseload" in said(mine)
    beside = typed(mine, "names", "review", "--words", "the caseload", "--is-name")
    assert "everyday" not in beside.out
    assert typed(mine, "names", "find").code == 0
    assert "caseload" not in said(mine)


def said(mine: Path) -> str:
    """Return all that the study's turns say."""
    with sqlite3.connect(mine / "study.db") as db:
        return " ".join(text for (text,) in db.execute("SELECT text FROM turn"))


def named(mine: Path, word: str) -> None:
    """Say that a word is a name, and have it written over."""
    for words in (("names", "review", "--words", word, "--is-name"), ("names", "find")):
        done = typed(mine, *words)
        assert done.code == 0, done.err


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
    assert vectors_of(mine)
    assert not vectors_of(mine) & told("dobbin")  # also while the study has its key
    assert typed(mine, "run").code == 0
    done = typed(mine, "study", "forget", "--yes")
    assert done.code == 0, done.err
    assert not known_by(mine) & told("dobbin")
    codings = typed(mine, "codes", "agreement", "--json")
    assert codings.code == 0, codings.err
    with sqlite3.connect(mine / "study.db") as db:
        assert db.execute("SELECT state FROM coded").fetchall()[-1] == ("held",)
    assert "nothing to do" in typed(mine, "run").out
