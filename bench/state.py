"""What lies in a study: every file by its digest, every table without its clock."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CLOCKS = {"at"}
HELD = {".fgtools-lock", ".fgtools-in-use"}
"""Who works on the study: words for people, of whom nothing is asked after a kill."""
CACHES = {"transcripts/contents.csv", "transcripts/checked.txt"}
"""Hashes of what was handed in, and of what a report said, filled in when they are next needed."""
SIGNED = "manifest.json"
"""It says when it was signed; its digest is kept as a fact."""
DECISIONS = Path("transcripts/decisions.csv")


@dataclass(frozen=True)
class Snapshot:
    """Files that people see, what lies hidden beside them, and the tables of study.db."""

    files: tuple[tuple[str, str], ...]
    hidden: tuple[str, ...]
    tables: tuple[tuple[str, str], ...]
    odd: tuple[str, ...]

    def strange(self, *others: Snapshot) -> Iterator[str]:
        """Yield the files that are none of those of the other snapshots, and no whole table."""
        known = {one for other in others for one in other.files}
        for name, digest in self.files:
            if (name, digest) not in known and (name in self.odd or not name.endswith(".csv")):
                yield name


def snapshot(study: Path) -> Snapshot:
    """Return what lies in a study now."""
    files, hidden, odd = [], [], []
    for path in sorted(p for p in study.rglob("*") if p.is_file()):
        name = path.relative_to(study).as_posix()
        if name.startswith("study.db") or name in {*HELD, *CACHES}:
            continue
        if "/." in f"/{name}" and name != ".gitignore":
            hidden.append(re.sub(r"\.release-[^/]+", ".release", name))
            continue
        content = path.read_bytes()
        if path.name == SIGNED:
            content = re.sub(rb'"at": "[^"]*"', b"", content)
        files.append((name, hashlib.sha256(content).hexdigest()))
        if name.startswith("transcripts/") and name.endswith(".csv") and not _whole(content):
            odd.append(name)
    return Snapshot(tuple(files), tuple(sorted(set(hidden))), _tables(study), tuple(odd))


def _whole(content: bytes) -> bool:
    """Tell whether a table has its last line's end, and as many cells in every row."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))
    return content.endswith(b"\n") and len({len(row) for row in rows}) == 1


def _tables(study: Path) -> tuple[tuple[str, str], ...]:
    """Return a digest of each table's rows, in whatever order they were written."""
    found = []
    with sqlite3.connect(study / "study.db") as db:
        names = [r[0] for r in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in sorted(names):
            cursor = db.execute(f'SELECT * FROM "{name}"')
            columns = [column[0] for column in cursor.description]
            kept = [at for at, column in enumerate(columns) if column not in CLOCKS]
            rows = sorted(repr([row[at] for at in kept]) for row in cursor if SIGNED not in row)
            found.append((name, hashlib.sha256("\n".join(rows).encode()).hexdigest()))
    db.close()
    return tuple(found)


def answers_in(study: Path) -> int:
    """Return how many decisions are kept: on words, on codes and all else, and signatures."""
    path = study / DECISIONS
    on_words = len(path.read_text("utf-8").splitlines()) - 1 if path.exists() else 0
    with sqlite3.connect(study / "study.db") as db:
        (kept,) = db.execute("SELECT count(*) FROM decision").fetchone()
        (signed,) = db.execute("SELECT count(*) FROM release").fetchone()
    db.close()
    return int(on_words + kept + signed)


def left_over(study: Path) -> list[str]:
    """Return what lies hidden in a study, and the note of who works on it."""
    noted = [name for name in HELD - {".fgtools-lock"} if (study / name).exists()]
    return [*snapshot(study).hidden, *noted]


def differences(one: Snapshot, other: Snapshot) -> list[str]:
    """Return the files and tables that differ."""
    pairs = {*one.files} ^ {*other.files} | {*one.tables} ^ {*other.tables}
    return sorted({f"differs from an undisturbed one: {name}" for name, _ in pairs})
