"""What a test hands in: a file, and what must be said of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple


class Case(NamedTuple):
    """A file: its name on disk, its bytes or how it is made, and what must be said of it."""

    name: str
    file: str
    data: bytes | Callable[[Path], None]
    says: str = ""
    reads: bool = False

    def make(self, folder: Path) -> Path:
        """Put the file into a folder."""
        path = folder / self.file
        if isinstance(self.data, bytes):
            path.write_bytes(self.data)
        else:
            self.data(path)
        return path


def bad(name: str, file: str, data: bytes | str | Callable[[Path], None], says: str) -> Case:
    """A file that must be refused in one line that holds `says`."""
    return Case(name, file, data.encode() if isinstance(data, str) else data, says)


def good(name: str, file: str, data: bytes | str, says: str = "") -> Case:
    """A file that must be read, with a warning that holds `says`."""
    return Case(name, file, data.encode() if isinstance(data, str) else data, says, True)
