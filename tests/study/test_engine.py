"""Work spread over dask's workers: the same results, and no word where it may not go."""

from __future__ import annotations

import pickle
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from tests.cli.test_small_studies import add, study_of
from tests.conftest import typed

from fgtools.errors import FgtoolsError, Misused
from fgtools.study.engine import HERE, Fault, Handed, engine, guarded
from fgtools.study.folder import open_study
from fgtools.study.stages import bring_up

Task = TypeVar("Task")
Made = TypeVar("Made")
SECOND = (
    ("Lead One", "facilitator", "And how is the waiting list for families in your patch?"),
    ("Agnieszka Wolna", "nurse", "Families wait for months, and Hannah Obiora rings them herself."),
    ("Bea Lindgren", "nurse", "The waiting list is the worst part, nobody tells parents anything."),
)
TABLES = ("turn", "redaction", "doubt", "coding", "topic", "view", "quote", "find")


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study of two short sessions of which nothing was run."""
    mine = study_of(tmp_path_factory.mktemp("engine"))
    add(mine, SECOND, "two")
    return mine


def copied(begun: Path, to: Path) -> Path:
    shutil.copytree(begun, to)
    return to


def made_in(mine: Path) -> tuple[dict[str, list[tuple[object, ...]]], dict[str, bytes]]:
    """Return what a study's database holds, and its outputs."""
    with sqlite3.connect(mine / "study.db") as db:
        tables = {name: sorted(db.execute(f"SELECT * FROM {name}"), key=repr) for name in TABLES}
    outputs = mine / "outputs"
    files = {p.name: p.read_bytes() for p in sorted(outputs.rglob("*")) if p.is_file()}
    return tables, files


def test_two_workers_make_what_one_process_makes(begun: Path, tmp_path: Path) -> None:
    here, spread = copied(begun, tmp_path / "here"), copied(begun, tmp_path / "spread")
    assert typed(here, "run").code == 0
    done = typed(spread, "run", "--engine", "dask")
    assert done.code == 0, done.err
    alone, together = made_in(here), made_in(spread)
    assert together[0] == alone[0]
    assert together[1].keys() == alone[1].keys()
    assert [n for n in alone[1] if alone[1][n] != together[1][n]] == []
    assert any(alone[0]["redaction"])
    assert any(alone[0]["coding"])


class Elsewhere:
    """Workers on another machine that note all that reaches them."""

    spreads = True
    same_disk = False

    def __init__(self, private: bool) -> None:
        self._private = private
        self.crossed: list[bytes] = []

    def may_have_private(self) -> bool:
        return self._private

    def map(self, work: Callable[[Task], Made], tasks: Iterable[Task]) -> Iterator[Made]:
        for task in tasks:
            self.crossed.append(pickle.dumps(task))
            yield work(pickle.loads(self.crossed[-1]))


@pytest.mark.parametrize("allowed", [False, True])
def test_names_cross_the_wire_only_where_the_study_allows_it(
    begun: Path, tmp_path: Path, allowed: bool
) -> None:
    mine = copied(begun, tmp_path / "mine")
    workers = Elsewhere(allowed)
    folder = replace(open_study(mine), engine=workers)
    bring_up(folder, "codes")
    folder.store.close()
    everything = b"".join(workers.crossed)
    assert b"record systems" in everything  # redacted talk went there to be coded
    assert (b"Dunmore" in everything) is allowed
    assert (b"Agnieszka" in everything) is allowed


def test_a_fault_on_a_worker_tells_its_kind_and_place_and_no_word() -> None:
    def fails(words: str) -> str:
        raise ValueError(f"cannot read {words}")

    fault = guarded(fails, Handed("Carl Dunmore said so"))
    assert isinstance(fault, Fault)
    assert "Dunmore" not in repr(fault)
    assert "Dunmore" not in repr(Handed("Carl Dunmore"))
    assert fault.kind == "ValueError"
    assert fault.where.startswith("test_engine.py:")


def test_in_this_process_work_is_done_one_after_the_other() -> None:
    done: list[int] = []

    def work(number: int) -> int:
        done.append(number)
        return 2 * number

    every = HERE.map(work, [1, 2, 3])
    assert next(every) == 2
    assert done == [1]


@pytest.mark.parametrize("wrong", ["dusk", "dask=", "localhost:8786"])
def test_an_unknown_engine_is_refused(wrong: str) -> None:
    with pytest.raises(Misused, match="local, dask"), engine(wrong):
        pass


def test_where_no_scheduler_answers_it_says_so() -> None:
    with pytest.raises(FgtoolsError, match="no dask scheduler"), engine("dask=tcp://127.0.0.1:9"):
        pass
