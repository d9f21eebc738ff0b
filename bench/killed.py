"""Commands typed in a process that can be killed: a fork, so that nothing is imported twice."""

from __future__ import annotations

import contextlib
import importlib
import os
import pty
import re
import select
import signal
import sys
import termios
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PROMPT = re.compile(rb"\n\[(\d+) of \d+\]")
LONGEST = 300.0
"""Seconds after which a command that hangs is killed, and counted as a fault."""


@dataclass(frozen=True)
class Typed:
    """How a command ended: its code (-9 where it was killed), what it printed, how long it took.

    `answered` are the questions that were answered before the next one was shown.
    """

    code: int
    out: str
    seconds: float
    answered: int = 0


def type_(
    folder: Path, words: Sequence[str], *, keys: str = "", kill_after: float = LONGEST
) -> Typed:
    """Type `fgtools WORDS` in a folder, and kill it (SIGKILL) so many seconds later.

    With `keys`, somebody at a terminal presses one of them for each question.
    """
    began = time.perf_counter()
    if keys:
        child, screen = pty.fork()
        if child == 0:
            _run(folder, words)
        out, answered = _sit(child, screen, keys, began + kill_after)
        os.close(screen)
    else:
        said = folder.parent / "said.txt"
        child = os.fork()
        if child == 0:
            _redirected(said)
            _run(folder, words)
        out, answered = b"", 0
        while os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            if time.perf_counter() > began + kill_after:
                os.kill(child, signal.SIGKILL)
                break
            time.sleep(0.002)
        out = said.read_bytes() if said.exists() else b""
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    return Typed(code, out.decode("utf-8", "replace"), time.perf_counter() - began, answered)


def _redirected(said: Path) -> None:
    out = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(out, 1)
    os.dup2(out, 2)


def _run(folder: Path, words: Sequence[str]) -> None:
    from fgtools.cli.main import main

    for number, name, how in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        setattr(sys, name, open(number, how, encoding="utf-8", closefd=False))  # noqa: SIM115
    os.chdir(folder)
    sys.argv = ["fgtools", *words]
    code: object = 70
    try:
        main()
    except SystemExit as done:
        code = done.code
    finally:
        sys.stdout.flush()
        os._exit(code if isinstance(code, int) else 1)


def _sit(child: int, screen: int, keys: str, until: float) -> tuple[bytes, int]:
    """Answer questions until the command ends or its time is over; then it is killed."""
    seen, asked = b"", 0
    while time.perf_counter() < until:
        if select.select([screen], [], [], 0.005)[0]:
            try:
                seen += os.read(screen, 65536)
            except OSError:  # the other end is closed: the command is over
                return seen, asked
        if len(PROMPT.findall(seen)) > asked and _listens(screen):
            os.write(screen, keys[asked % len(keys)].encode())
            asked += 1
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    return seen, max(0, asked - 1)


def _listens(screen: int) -> bool:
    """Tell whether the command waits for a key: until then it throws away what is typed."""
    return not termios.tcgetattr(screen)[3] & termios.ICANON


def warm(folder: Path, *words: str) -> None:
    """Type a command, and import here whatever it imported: later kills hit work, not imports."""
    listed = folder.parent / "modules.txt"
    child = os.fork()
    if child == 0:
        try:
            _redirected(folder.parent / "warm.txt")
            _listing(listed, folder, words)
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    for name in listed.read_text("utf-8").split("\n"):
        with contextlib.suppress(Exception):
            importlib.import_module(name)


def _listing(listed: Path, folder: Path, words: Sequence[str]) -> None:
    from fgtools.cli.main import main

    os.chdir(folder)
    sys.argv = ["fgtools", *words]
    try:
        main()
    except SystemExit:
        pass
    finally:
        names = [name for name in sorted(sys.modules) if not name.startswith("__")]
        listed.write_text("\n".join(names), "utf-8")
