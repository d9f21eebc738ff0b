"""Files that are whole at every moment: written beside, flushed to the disk, then put in place.

A process that is killed, or a disk that is full, leaves the old file or the new one. What it may
leave beside is hidden (`.NAME.new`, `.NAME.before`), and the next command that changes the study
clears it.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from fgtools.errors import FgtoolsError

BESIDE, BEFORE = ".new", ".before"
PLAIN = 0o666
"""Who may read a file, less what the system's umask takes away."""
OWNER = 0o600
BINARY: int = getattr(os, "O_BINARY", 0)
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
KEPT = "What was there before is still there."


def put(path: Path, content: bytes, *, where: str = "", mode: int = PLAIN) -> None:
    """Write a file, or put a new one in an old one's place, at once.

    Nobody whom `mode` keeps out can read it, from its first byte on. Raise FgtoolsError, with
    `where` or else the file's name, if it cannot be written.
    """
    beside = _hidden(path, BESIDE)
    try:
        with told(where or path.name):
            _write(beside, content, mode)
            beside.replace(path)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    _flush_folder(path.parent)


def put_all(
    place: Path, made: Mapping[str, Path], *, gone: Collection[str] = (), where: str = ""
) -> None:
    """Put files into a folder by their names, and take those that are `gone` away: all or nothing.

    All are written beside first, where a full disk shows, then renamed in the order of `made`.
    Raise FgtoolsError for one that cannot be; those before it are put back as they were.
    """
    names, tried = (*gone, *made), list[Path]()
    try:
        for name in names:
            with told(f"{where}/{name}" if where else name):
                (place / name).parent.mkdir(parents=True, exist_ok=True)
                if name in made:
                    _write(_hidden(place / name, BESIDE), made[name].read_bytes(), PLAIN)
                _hold(place / name)
        for name in names:
            with told(f"{where}/{name}" if where else name):
                tried.append(place / name)
                if name in made:
                    _hidden(place / name, BESIDE).replace(place / name)
                else:
                    (place / name).unlink(missing_ok=True)
    except BaseException as error:
        lost = [path.name for path in reversed(tried) if not _put_back(path)]
        if lost:
            raise FgtoolsError(
                f"these could be neither replaced nor put back: {', '.join(lost)}", where,
                f"What was there before lies beside them, as NAME{BEFORE}. Give it its name back.",
            ) from error  # fmt: skip
        raise
    finally:
        for name in names:
            for kind in (BESIDE, BEFORE):
                with suppress(OSError):
                    _hidden(place / name, kind).unlink(missing_ok=True)
    for folder in {(place / name).parent for name in names}:
        _flush_folder(folder)


def put_text(path: Path, text: str, *, where: str = "") -> None:
    """Write a text file as `put` does: UTF-8, lines ended as they are in the text."""
    put(path, text.encode("utf-8"), where=where)


def clear(folder: Path, *, beneath: bool = True) -> None:
    """Delete what a killed process left beside files in a folder, and in the folders in it."""
    for left in (f".*{BESIDE}", f".*{BEFORE}"):
        for path in folder.rglob(left) if beneath else folder.glob(left):
            with suppress(OSError):
                path.unlink(missing_ok=True)


@contextmanager
def told(where: str) -> Iterator[None]:
    """Turn a fault of the disk into an error that says what, where and what to do."""
    try:
        yield
    except OSError as error:
        raise fault(error, where) from error


def fault(error: OSError, where: str, to_be: str = "written") -> FgtoolsError:
    """Return what people are told of a fault of the disk."""
    if error.errno in FULL:
        return FgtoolsError(
            f"the disk is full ({error.strerror})", where,
            f"{KEPT} Make room, then type the command again.",
        )  # fmt: skip
    if error.errno == errno.EROFS:
        return FgtoolsError(
            f"cannot be written ({error.strerror})",
            where,
            f"{KEPT} Copy the study to a folder that you may write to, and work there.",
        )
    reason = error.strerror or type(error).__name__
    return FgtoolsError(
        f"cannot be {to_be} ({reason})", where,
        f"{KEPT} Close it if it is open in another program, and see that you may write to its "
        "folder; then type the command again.",
    )  # fmt: skip


def _hidden(path: Path, kind: str) -> Path:
    return path.with_name(f".{path.name}{kind}")


def _write(path: Path, content: bytes, mode: int) -> None:
    """Write a file that nobody sees yet, down to the disk."""
    path.unlink(missing_ok=True)
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, mode)
    with open(opened, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(opened)


def _hold(path: Path) -> None:
    """Keep a file under a hidden name as well, until others are in place too."""
    held = _hidden(path, BEFORE)
    held.unlink(missing_ok=True)
    if path.is_file():
        try:
            os.link(path, held)
        except OSError:  # the drive knows no links, or the file is locked
            _write(held, path.read_bytes(), PLAIN)


def _put_back(path: Path) -> bool:
    """Put back what was held of a file; where nothing was, nothing was there.

    Return False where that cannot be: then what was held is no longer hidden.
    """
    held = _hidden(path, BEFORE)
    try:
        if held.exists() and path.is_file() and path.read_bytes() == held.read_bytes():
            return True  # it was this one that could not be replaced
        if held.exists():
            held.replace(path)
        elif path.is_file():  # a folder in its place was there before
            path.unlink()
    except OSError:
        with suppress(OSError):
            held.replace(path.with_name(f"{path.name}{BEFORE}"))
        return False
    return True


def _flush_folder(folder: Path) -> None:
    """Have the new name on the disk as well, where the system knows how (Windows does not)."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
