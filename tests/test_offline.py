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
from pathlib import Path

import pytest
from tests.cli.test_small_studies import study_of
from tests.conftest import ROOT

SCRIPT = """
import sys
HARMLESS = {"socket.__new__", "socket.gethostname"}
seen = set()
def watch(event, args):
    if event.startswith("socket.") and event not in HARMLESS:
        if event == "socket.bind" and args[1] == ("::1", 0):
            return  # urllib3, which comes along, tries whether this machine knows IPv6
        seen.add(event)
        raise OSError("no network here")
    if event == "pickle.find_class":
        seen.add(f"{event} {args[0]}.{args[1]}")
sys.addaudithook(watch)
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
print("SEEN", sorted(seen))
"""


@pytest.mark.parametrize("cores", ["1", "2"])  # on two, another process draws
def test_a_whole_study_asks_for_no_network_and_loads_no_pickle(tmp_path: Path, cores: str) -> None:
    mine = study_of(tmp_path)
    apart = ["unshare", "--map-root-user", "--net"]
    cut_off = _works([*apart, "true"])
    places = {name: tmp_path / name.lower() for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME")}
    for place in places.values():
        place.mkdir()
    done = subprocess.run(
        [*(apart if cut_off else ()), sys.executable, "-c", SCRIPT],
        cwd=mine, capture_output=True, text=True, encoding="utf-8",
        env={**os.environ, **{n: str(p) for n, p in places.items()}, "OMP_NUM_THREADS": cores},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().endswith("SEEN []")
    left = [path for place in places.values() for path in place.rglob("*") if path.is_file()]
    assert {path.name.partition("-")[0] for path in left} <= {"fontlist"}  # matplotlib's, of fonts


def test_the_watch_sees_a_connection_and_a_pickle() -> None:
    tries = (
        "import pickle, socket\n"
        "try: socket.create_connection(('127.0.0.1', 9))\n"
        "except OSError: pass\n"
        "pickle.loads(b'cos\\nsep\\n.')\n"
    )
    script = SCRIPT.partition("from fgtools")[0] + tries + "print('SEEN', sorted(seen))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip().endswith("SEEN ['pickle.find_class os.sep', 'socket.getaddrinfo']")


def _works(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True).returncode == 0
    except OSError:
        return False
