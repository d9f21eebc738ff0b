"""Nothing is sent and nothing fetched: a whole study without a network, down to its socket calls.

Libraries that are not Python's own could still report to their makers, so nothing that they would
need for it may lie at home or among the temporary files afterwards: no number of this machine, no
queue of what to tell.

Python tells an audit hook of every socket, whoever opens it, and of every class that a pickle
loads; the hook cannot be taken off. Where the system lets us, the process has no network at all.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from tests.cli.test_small_studies import study_of
from tests.conftest import ROOT

from fgtools.models.cores import allowed_cores

HOOK = """
import os, sys
HARMLESS = {"socket.__new__", "socket.gethostname"}
def watch(event, args):
    if event.startswith("socket.") and event not in HARMLESS:
        if event == "socket.bind" and args[1] == ("::1", 0):
            return  # urllib3, which comes along, tries whether this machine knows IPv6
        note(event)
        raise OSError("no network here")
    if event == "pickle.find_class":
        note(f"{event} {args[0]}.{args[1]}")
def note(line):
    with open(os.environ["SEEN"], "a") as file:
        print(line, file=file)
note("watched " + " ".join(sys.orig_argv[1:4]).replace("\\n", " "))
sys.addaudithook(watch)
"""
"""What Python runs at the start of every process, those included that a command begins."""
SCRIPT = """
import sys
from fgtools.cli.main import main
for words in (
    ["run"], ["names", "check"], ["export", "qdpx"], ["export", "xlsx"], ["report", "write"],
    ["study", "forget", "--yes"],
):
    sys.argv = ["fgtools", *words]
    try:
        main()
    except SystemExit as done:
        assert not done.code, words
"""


@pytest.mark.parametrize("cores", ["1", "2"])  # on two, another process draws
def test_a_whole_study_asks_for_no_network_and_loads_no_pickle(tmp_path: Path, cores: str) -> None:
    mine = study_of(tmp_path)
    apart = ["unshare", "--map-root-user", "--net"]
    cut_off = _works([*apart, "true"])
    places = {name: tmp_path / name.lower() for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME")}
    for place in places.values():
        place.mkdir()
    more = {**{name: str(place) for name, place in places.items()}, "OMP_NUM_THREADS": cores}
    seen = _watched(tmp_path, SCRIPT, mine, apart if cut_off else (), more)
    assert not [line for line in seen if not line.startswith("watched ")]
    drawing = "watched -P -m fgtools.study.drawing"
    assert (drawing in seen) == (cores == "2" and allowed_cores() > 1)
    left = [path for place in places.values() for path in place.rglob("*") if path.is_file()]
    assert {path.name.partition("-")[0] for path in left} <= {"fontlist"}  # matplotlib's, of fonts


def test_the_watch_sees_a_connection_and_a_pickle(tmp_path: Path) -> None:
    tries = (
        "import pickle, socket\n"
        "try: socket.create_connection(('127.0.0.1', 9))\n"
        "except OSError: pass\n"
        "pickle.loads(b'cos\\nsep\\n.')\n"
    )
    _, *seen = _watched(tmp_path, tries, ROOT)
    assert seen == ["socket.getaddrinfo", "pickle.find_class os.sep"]


def _watched(
    place: Path,
    script: str,
    where: Path,
    before: Sequence[str] = (),
    more: Mapping[str, str] | None = None,
) -> list[str]:
    """Run a script; return what its processes were seen to do."""
    (place / "hook").mkdir()
    (place / "hook" / "sitecustomize.py").write_text(HOOK, encoding="utf-8")
    note = {"SEEN": str(place / "seen.txt"), "PYTHONPATH": str(place / "hook")}
    done = subprocess.run(
        [*before, sys.executable, "-c", script], cwd=where, capture_output=True, text=True,
        encoding="utf-8", env={**os.environ, **(more or {}), **note},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return (place / "seen.txt").read_text("utf-8").splitlines()


def _works(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True).returncode == 0
    except OSError:
        return False
