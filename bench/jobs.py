"""The whole job on a study of some size, as a user types it, each command in its own process."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import measuring
import resampled

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
CODEBOOK = ROOT / "evals" / "senedd" / "codebook.yaml"
SAMPLE = "sample"
TIMES = {"senedd": 1, "senedd10": 10, "senedd100": 100}

Figures = dict[str, Any]
Line = tuple[tuple[str, ...], Path]


@dataclass(frozen=True)
class Program:
    """A version of fgtools: what it is called here and where it lies."""

    name: str
    root: Path

    @property
    def env(self) -> dict[str, str]:
        """Return what makes Python import this version."""
        return {"PYTHONPATH": str(self.root / "src")}


class Sizes:
    """The transcripts of every size; those that are made are made once."""

    def __init__(self, data: Path, work: Path) -> None:
        self.data, self.work = data, work

    def folder(self, size: str) -> Path:
        """Return the folder of session_*.txt and roster.csv of a size."""
        if TIMES[size] == 1:
            return self.data
        made = self.work / "data" / size
        if not (made / "roster.csv").exists():
            resampled.make(self.data, TIMES[size], made)
        return made

    def talk(self, size: str) -> Path:
        """Return a file of all turns and utterances, for programs other than fgtools."""
        file = self.work / "data" / f"{size}.json"
        if not file.exists():
            sys.path.insert(0, str(ROOT / "src"))
            from fgtools.utterances import utterances

            turns = [text for path in sessions(self.folder(size)) for text in said(path)]
            cut = [turn[s.start : s.end] for turn in turns for s in utterances(turn)]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps({"turns": turns, "utterances": cut}), encoding="utf-8")
        return file


def sessions(folder: Path) -> list[Path]:
    """Return the transcripts of a folder, by number."""
    return sorted(folder.glob("session_*.txt"), key=lambda p: int(p.stem.rpartition("_")[2]))


def said(path: Path) -> Iterator[str]:
    """Yield the words of each turn of `Name: text`."""
    for line in path.read_text("utf-8").splitlines():
        _, colon, words = line.partition(": ")
        if colon:
            yield words


def roster_of(folder: Path, names: Sequence[str], to: Path) -> Path:
    """Write the roster of some sessions alone."""
    with (folder / "roster.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    with to.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *(row for row in rows if row[0] in names)])
    return to


def started(files: Sequence[Path], roster: Path, study: Path, model: str = "") -> Iterator[Line]:
    """Yield the lines that make a study of transcripts and code it, each with its folder.

    `model` is the name model that the study is to have, if not the usual one.
    """
    yield ("study", "new", str(study), "--title", "Speed"), study.parent
    if model:
        set_model(study, model)
    yield ("transcripts", "add", *map(str, files), "--roster", str(roster), "--yes"), study
    yield ("codes", "apply", "--codebook", str(CODEBOOK)), study


def set_model(study: Path, model: str) -> None:
    """Write a study's name model into its settings."""
    settings = study / "study.toml"
    text = settings.read_text("utf-8")
    if "[names]" in text:
        raise RuntimeError("study.toml has settings of names already")
    settings.write_text(f'{text}\n[names]\nmodel = "{model}"\n', encoding="utf-8")


def lines(size: str, sizes: Sizes, study: Path, model: str = "") -> Iterator[Line]:
    """Yield what a user types for a study of this size."""
    if size == SAMPLE:
        study.mkdir(parents=True)
        shutil.copy(ROOT / "study.toml", study)
        for name in ("codebooks", "transcripts"):
            shutil.copytree(ROOT / name, study / name)
        if model:
            set_model(study, model)
    else:
        folder = sizes.folder(size)
        yield from started(sessions(folder), folder / "roster.csv", study, model)
    yield ("run",), study


def typed(program: Program, lines: Iterator[Line], limit: float, study: Path) -> Figures:
    """Type lines one after the other until `limit` seconds are over; return what they took."""
    commands: list[Figures] = []
    stages: list[Figures] = []
    begun = time.monotonic()
    for words, folder in lines:
        rest = limit - (time.monotonic() - begun)
        took, rows = one(program, words, folder, rest)
        stages += rows
        commands.append({"command": " ".join(words[:2]), **took.row})
        if took.broken:
            break
    return {
        "wall": sum(row["wall"] for row in commands),
        "cpu": sum(row["cpu"] for row in commands),
        "mib": max(row["mib"] for row in commands),
        "broken": any(row["broken"] for row in commands),
        "found": any(row["found"] for row in commands),
        "commands": commands,
        "stages": stages,
        **counted(study),
    }


def one(
    program: Program,
    words: Sequence[str],
    folder: Path,
    limit: float = float("inf"),
    before: Sequence[str] = (),
    more: dict[str, str] | None = None,
) -> tuple[measuring.Took, list[Figures]]:
    """Type one line; return what it took, and its stages. `before` comes before Python."""
    file = folder.parent / f"{folder.name}.stages.json"
    file.unlink(missing_ok=True)
    command = [*before, sys.executable, str(HERE / "staged.py"), str(file), *words]
    took, _ = measuring.taken(command, folder, {**program.env, **(more or {})}, limit)
    rows = json.loads(file.read_text("utf-8")) if file.exists() else []
    file.unlink(missing_ok=True)
    return took, rows


def counted(study: Path) -> Figures:
    """Return the sessions, turns and words that the study read; nothing before names are done."""
    if not (study / "study.db").exists():
        return {}
    with closing(sqlite3.connect(f"{(study / 'study.db').as_uri()}?mode=ro", uri=True)) as db:
        query = "SELECT count(*), total(words) FROM session"
        count, words = db.execute(query).fetchone()
        (turns,) = db.execute("SELECT count(*) FROM turn").fetchone()
    return {"sessions": count, "turns": turns, "words": int(words)}
