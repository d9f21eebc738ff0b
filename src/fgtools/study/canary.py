"""Search every byte of what remains of a study for the words that were written over.

The leak check reads as a reader does. This reads as a forensic tool does: files as raw bytes in
several encodings, free pages of the database, what lies in packed files. It knows nothing of
formats, so it finds what a format's reader passes over.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from fgtools.names.check import Secrets
from fgtools.names.words import is_ordinary
from fgtools.nouns import Finding
from fgtools.study.files import fault
from fgtools.study.folder import OUTPUTS, Folder
from fgtools.study.in_use import LOCK, NOTE
from fgtools.study.needles import Needles
from fgtools.study.private import FOLDER
from fgtools.study.store import FILE as DATABASE

RULE = "canary"
UNSEEN = "unreadable"
HISTORIES = frozenset({".git", ".hg", ".svn"})
SHUT = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"\x28\xb5\x2f\xfd")
"""How files begin that gzip, bzip2, xz, 7-Zip, RAR and Zstandard pack."""
TELLING = 6
"""Letters from which a word among arbitrary bytes is no chance: (2/256)^6 for each place."""
READABLE = re.compile(rf"[0-9A-Za-z\u00c0-\u024f\u2019 '@._/+()-]{{{TELLING},}}")
"""What words in Latin letters look like among arbitrary bytes."""
PIECE, OVERLAP = 64 * 1024 * 1024, 1024
"""Bytes of a file that are looked at together, and that two pieces share."""
MOST_UNPACKED = 400 * 1024 * 1024
OURS = (LOCK, NOTE)
"""Files that say who works on the study just now."""
DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError)


def needles(secrets: Secrets, stretches: Iterable[str], people: Iterable[str]) -> tuple[str, ...]:
    """Return what to search for: what the key makes a secret, and raw stretches as they were said.

    Ordinary words that are also a name (Will, Marsh) are not among them, unless they are the whole
    name of one of the `people`: only the leak check can tell where they are a name. Nor are words
    that the key has and that prove nothing.
    """
    phrases = {" ".join(words) for words, _ in secrets.phrases}
    whole = {_folded(name) for name in people if " " in name.strip()}
    found = {words for words in phrases if not all(map(is_ordinary, words.split()))}
    found |= phrases & whole
    found |= {raw for raw in map(_folded, stretches) if raw in found or _is_marked(raw, found)}
    return tuple(sorted(one for one in found if len(one) > 2))


def _is_marked(raw: str, phrases: set[str]) -> bool:
    """Tell whether a raw stretch with marks in it, such as a number or address, is a secret."""
    bare = " ".join("".join(c if c.isalnum() else " " for c in raw).split())
    return bare != raw and bare in phrases and " " in bare


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def in_what_remains(folder: Folder, words: tuple[str, ...]) -> tuple[tuple[Finding, ...], int]:
    """Return where any of the words stands outside the private zone, and how many files were read.

    A finding never repeats the words.
    """
    some = _Sought.of(words)
    found = [_finding(f"{DATABASE} {table}") for table in _in_tables(folder, some.every)]
    paths = list(_remaining(folder))
    for path in paths:
        name = path.relative_to(folder.root).as_posix()
        shown = "a file's name" if some.every.stand_in(_folded(name)) else name
        try:
            if shown != name or _in_file(path, some):
                found.append(_finding(shown))
        except OSError as error:
            raise fault(error, shown, "read") from error
    return tuple(dict.fromkeys(found)), len(paths)


def unseen(folder: Folder) -> tuple[Finding, ...]:
    """Return what nobody can look into, or where a link would lead away from what is deleted."""
    found: list[Finding] = []
    for path in sorted(folder.root.rglob("*")):
        name = path.relative_to(folder.root).as_posix()
        if path.is_symlink():
            what = "a link: what it leads to is neither searched nor deleted"
            found.append(Finding(UNSEEN, name, what, "Put what it leads to in its place."))
        elif path.is_dir() and path.name in HISTORIES:
            what = "it keeps older versions of files, packed"
            found.append(Finding(UNSEEN, name, what, "Take it away: transcripts may be in it."))
        elif path.is_file() and not path.is_relative_to(folder.root / FOLDER) and _is_shut(path):
            what = "a packed, locked or damaged file, which cannot be looked into"
            found.append(Finding(UNSEEN, name, what, "Take it away, or unpack it."))
    histories = tuple(f"{one.where}/" for one in found)
    return tuple(one for one in found if not one.where.startswith(histories))


def _is_shut(path: Path) -> bool:
    """Tell whether a file is packed in a way that `_in_packed` does not undo."""
    with path.open("rb") as file:
        begin = file.read(8)
    if begin.startswith(SHUT):
        return True
    if not begin.startswith(b"PK"):
        return begin.startswith(b"%PDF") and b"/FlateDecode" in path.read_bytes()
    if path.stat().st_size > MOST_UNPACKED:
        return True
    try:
        with zipfile.ZipFile(path) as packed:
            return any(member.flag_bits & 1 for member in packed.infolist())
    except DAMAGED:
        return True


@dataclass(frozen=True)
class _Sought:
    """What is searched for, and of it what tells even among arbitrary bytes."""

    every: Needles
    long: Needles

    @classmethod
    def of(cls, words: Iterable[str]) -> _Sought:
        every = Needles(words)
        return cls(every, every.at_least(TELLING))

    @property
    def only_long(self) -> _Sought:
        return _Sought(self.long, self.long)


def _finding(where: str) -> Finding:
    place = where.partition("/")[0].partition(" ")[0]
    if place == DATABASE:
        hint = (
            "Words of a name in the database: fgtools names review --words WORDS, then: fgtools run"
        )
    elif place == OUTPUTS:
        hint = "An older output? Delete it, or write it anew: fgtools run"
    else:
        hint = (
            "In what people wrote or put there: take the name out, or the file away. Is it no "
            "name? Type: fgtools names review --words WORDS --no-name, then: fgtools run"
        )
    return Finding(RULE, where, "a name, or words that were written over", hint)


def _in_tables(folder: Folder, words: Needles) -> Iterator[str]:
    """Yield the tables of which a cell holds a word: in the file a cell may lie in two pieces."""
    cells: dict[str, set[str]] = {}
    for table, text in folder.store.texts():
        cells.setdefault(table, set()).add(text)
    for table, texts in cells.items():
        if words.stand_in("\n".join(sorted(texts)).casefold()):
            yield table


def _remaining(folder: Folder) -> Iterator[Path]:
    private = folder.root / FOLDER
    for path in sorted(folder.root.rglob("*")):
        mine = path.is_relative_to(private) or path.name in OURS
        if not mine and path.is_file():
            yield path


def _in_file(path: Path, words: _Sought) -> bool:
    """Look at a file in pieces: a recording beside the study may be larger than the memory."""
    with path.open("rb") as file:
        last = b""
        while piece := file.read(PIECE):
            if _in_bytes(last + piece, words):
                return True
            last = piece[-OVERLAP:]
    return path.stat().st_size <= MOST_UNPACKED and _in_packed(path.read_bytes(), words)


def _in_bytes(content: bytes, words: _Sought) -> bool:
    if b"\0" not in content:  # UTF-16 is valid UTF-8 too, with a zero beside each letter
        with suppress(UnicodeDecodeError):
            return words.every.stand_in(content.decode("utf-8").casefold())
    views = [content.decode(code, "ignore") for code in ("utf-8", "cp1252")]
    if b"\0" in content:
        views += [content[at:].decode("utf-16-le", "ignore") for at in (0, 1)]
    runs = {run for view in views for run in READABLE.findall(view)}
    return words.long.stand_in("\n".join(sorted(runs)).casefold())


def _in_packed(content: bytes, words: _Sought) -> bool:
    """Look into a packed file such as .docx, .xlsx and .qdpx, and one that lies in it.

    Short words are left to the leak check: markup has `w:hans` and `uniqueCount`.
    """
    if not content.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = [m for m in packed.infolist() if not m.is_dir()]
            if sum(m.file_size for m in members) > MOST_UNPACKED:
                return True
            for member in members:
                inside = packed.read(member)
                if _in_bytes(inside, words.only_long) or _in_packed(inside, words):
                    return True
    except DAMAGED:
        return False  # its bytes were looked at as they are
    return False
