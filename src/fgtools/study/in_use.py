"""Two people on one study: whoever changes it holds a lock, and the second is told who has it.

The system holds the lock on `.fgtools-lock` and lets go of it when a process ends, however it ends.
Beside it `.fgtools-in-use` says who works here, since when, and with what command; it is only
words, and is written over when nobody holds the lock. Where a drive knows no locks, the note itself
is the lock: then it stays after a killed process, and the second person is told to delete it.
"""

from __future__ import annotations

import errno
import getpass
import json
import os
import platform
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from fgtools.errors import FgtoolsError, harmless

if TYPE_CHECKING:
    from filelock import BaseFileLock

LOCK, NOTE = ".fgtools-lock", ".fgtools-in-use"
PATIENCE = 3.0
"""Seconds to wait for somebody else: an answer in a review takes far less, a run far more."""
KEPT_OUT = {errno.EACCES, errno.EPERM, errno.EROFS}
"""Faults of a folder that nobody can change from here: whatever writes says so itself. Where the
folder can be changed and its lock cannot, nobody is let in, for two could work at once."""


class InUse:
    """A study held for one command."""

    def __init__(self, root: Path, command: str) -> None:
        self._root, self._command = root, command
        self._lock: BaseFileLock | None = None
        self._noted = False

    def take(self) -> None:
        """Hold the study; raise FgtoolsError, with who has it, where that is somebody else."""
        from filelock import FileLock, Timeout  # it costs 50 ms, and commands that read need none

        lock = FileLock(self._root / LOCK, mode=0o660, fallback_to_soft=False)
        try:
            lock.acquire(timeout=PATIENCE, poll_interval=0.1)
        except Timeout:
            raise _taken(self._root, "") from None
        except OSError as error:
            if error.errno in KEPT_OUT and not _can_be_changed(self._root):
                return
            if error.errno in KEPT_OUT:
                if (self._root / NOTE).exists():
                    raise _taken(self._root, f"If nobody is working here, delete {LOCK}.") from None
                raise FgtoolsError(
                    "nobody could tell that you are working here: this file cannot be written",
                    LOCK, f"Nothing was done. If nobody is working here, delete {LOCK}.",
                ) from error  # fmt: skip
            self._note(exclusively=True)  # the drive knows no locks
        else:
            self._lock = lock
            self._note(exclusively=False)

    def wait(self, say: Callable[[str], None]) -> None:
        """Hold the study as soon as whoever has it is done; say who that is."""
        while True:
            try:
                return self.take()
            except FgtoolsError as error:
                say(f"{error.what}. Waiting.")
                say = _silent

    def _note(self, *, exclusively: bool) -> None:
        since = datetime.now().astimezone().strftime("%H:%M on %d %B %Y")
        said = {
            "who": _login(),
            "machine": platform.node(),
            "since": since,
            "command": self._command,
        }
        kind = os.O_EXCL if exclusively else os.O_TRUNC
        try:
            opened = os.open(self._root / NOTE, os.O_WRONLY | os.O_CREAT | kind, 0o660)
        except FileExistsError:
            raise _taken(self._root, f"If nobody is working here, delete {NOTE}.") from None
        except OSError:  # the lock holds without words
            return
        with suppress(OSError), open(opened, "w", encoding="utf-8") as out:
            json.dump(said, out, ensure_ascii=False)
        self._noted = True

    def give_back(self) -> None:
        """Let others in again."""
        if self._noted:
            with suppress(OSError):
                (self._root / NOTE).unlink(missing_ok=True)
        if self._lock is not None:
            self._lock.release()
        self._lock, self._noted = None, False

    @contextmanager
    def set_aside(self, say: Callable[[str], None]) -> Iterator[None]:
        """Let others in while a person thinks; hold the study again before going on."""
        self.give_back()
        yield
        self.wait(say)


def _can_be_changed(folder: Path) -> bool:
    effective = os.access in os.supports_effective_ids
    return os.access(folder, os.W_OK, effective_ids=effective)


def _silent(_: str) -> None:
    """Say nothing: it was said once."""


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # nobody of that number is known here
        return ""


def _taken(root: Path, more: str) -> FgtoolsError:
    """Return who has the study, since when, and what to do."""
    try:
        said = json.loads((root / NOTE).read_text("utf-8"))
        note = {key: harmless(str(said[key])) for key in ("who", "machine", "since", "command")}
    except (OSError, ValueError, KeyError, TypeError):  # it is being written just now, or is none
        note = {}
    who = f"{note.get('who') or 'somebody else'}"
    at = f" at {note['machine']}" if note.get("machine") else ""
    what = f" (fgtools {note['command']}, since {note['since']})" if note else ""
    return FgtoolsError(
        f"{who}{at} is changing this study{what}", "",
        f"Nothing was done. Type the command again when they are done. {more}".strip(),
    )  # fmt: skip


@contextmanager
def held(root: Path, command: str) -> Iterator[InUse]:
    """Hold a study while a command changes it; others are told `command`: no words of the talk."""
    one = InUse(root, command)
    one.take()
    try:
        yield one
    finally:
        one.give_back()
