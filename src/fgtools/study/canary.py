"""Search what remains of a study, byte by byte, for the words that were written over.

The leak check reads as a reader does. This reads as a forensic tool does: files as raw bytes in
several encodings, free pages of the database, what lies in packed files and mails. It knows of
formats only how words hide in them (`canary_text`, `canary_packed`), and finds what their readers
pass over.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fgtools.names.check import Secrets
from fgtools.names.words import is_ordinary
from fgtools.nouns import Finding
from fgtools.study import canary_packed
from fgtools.study.canary_text import (
    BETWEEN,
    TELLING,
    among,
    as_text,
    enclosed,
    folded,
    has_tags,
    readings,
    without_enclosed,
    without_tags,
)
from fgtools.study.files import fault
from fgtools.study.folder import OUTPUTS, Folder
from fgtools.study.in_use import LOCK, NOTE
from fgtools.study.needles import Needles
from fgtools.study.private import FOLDER
from fgtools.study.store import FILE as DATABASE

RULE = "canary"
UNSEEN = "unreadable"
HISTORIES = frozenset({".git", ".hg", ".svn"})
PIECE, OVERLAP = 64 * 1024 * 1024, 1024
"""Bytes of a file that are looked at together, and that two pieces share."""
DEEPEST = 4
"""Files inside files that are opened at most."""
LEAST_SHUT = 64
"""Bytes of base64 from which their beginning tells that they are packed: digests look so too."""
HIDDEN = "…"
WITHIN = "something in it is packed, locked or damaged, or a PDF, and cannot be looked into"
OURS = (LOCK, NOTE)
"""Files that say who works on the study just now."""


def needles(secrets: Secrets, stretches: Iterable[str], people: Iterable[str]) -> tuple[str, ...]:
    """Return what to search for: what the key makes a secret, and raw stretches as they were said.

    Ordinary words that are also a name (Will, Marsh) are not among them, unless they are the whole
    name of one of the `people`: only the leak check can tell where they are a name. Nor are words
    that the key has and that prove nothing.
    """
    phrases = {" ".join(words) for words, _ in secrets.phrases}
    names = {*map(folded, people)}
    whole = {name for name in names if " " in name}
    glued = {"".join(filter(str.isalnum, one)) for name in names for one in (name, *name.split())}
    found = {words for words in phrases if not all(map(is_ordinary, words.split()))}
    found |= phrases & whole
    found |= {raw for raw in map(folded, stretches) if raw in found or _is_marked(raw, found)}
    found |= glued & secrets.joined
    return tuple(sorted({one for one in map(folded, found) if len(one) > 2}))


def _is_marked(raw: str, phrases: set[str]) -> bool:
    """Tell whether a raw stretch with marks in it, such as a number or address, is a secret."""
    bare = " ".join("".join(c if c.isalnum() else " " for c in raw).split())
    return bare != raw and bare in phrases and " " in bare


def in_what_remains(folder: Folder, words: tuple[str, ...]) -> tuple[tuple[Finding, ...], int]:
    """Return where any of the words stands outside the private zone, and how many files were read.

    A finding never repeats the words.
    """
    some = _Sought.of(words)
    found = [_finding(f"{DATABASE} {table}") for table in _in_tables(folder, some)]
    files = 0
    for path in _remaining(folder):
        at = path.relative_to(folder.root)
        shown = _shown(at, some)
        if shown != at.as_posix():
            found.append(_finding(f"{shown} (its name)"))
        if path.is_file():
            files += 1
            try:
                rule = _in_file(path, some)
            except OSError as error:
                raise fault(error, shown, "read") from error
            if rule:
                found.append(_finding(shown) if rule == RULE else _unseen(shown, WITHIN))
    return tuple(dict.fromkeys(found)), files


def _shown(path: Path, words: _Sought) -> str:
    """Return a path without the names of folders and files that name somebody."""
    shown = "/".join(HIDDEN if _is_named(part, words) else part for part in path.parts)
    return HIDDEN if _is_named(shown, words) else shown


def _is_named(name: str, words: _Sought) -> bool:
    content = os.fsencode(name)
    texts = as_text(content) or (content.decode("cp1252", "replace"),)
    return any(words.every.stand_in(folded(told)) for text in texts for told in readings(text))


def unseen(folder: Folder, words: tuple[str, ...]) -> tuple[Finding, ...]:
    """Return what nobody can look into, or where a link would lead away from what is deleted.

    In the names of these files none of the words is repeated.
    """
    some = _Sought.of(words)
    found: list[Finding] = []
    histories: list[Path] = []
    for path in sorted(folder.root.rglob("*")):
        if any(path.is_relative_to(history) for history in histories):
            continue
        shown = _shown(path.relative_to(folder.root), some)
        if path.is_symlink():
            what = "a link: what it leads to is neither searched nor deleted"
            found.append(Finding(UNSEEN, shown, what, "Put what it leads to in its place."))
        elif path.is_dir() and path.name in HISTORIES:
            histories.append(path)
            what = "it keeps older versions of files, packed"
            found.append(Finding(UNSEEN, shown, what, "Take it away: transcripts may be in it."))
        elif not path.is_file() or path.is_relative_to(folder.root / FOLDER):
            continue
        elif canary_packed.is_shut(path):
            what = "a packed, locked or damaged file, or a PDF, which cannot be looked into"
            found.append(_unseen(shown, what))
    return tuple(found)


def _unseen(where: str, what: str) -> Finding:
    return Finding(UNSEEN, where, what, "Take it away, or unpack it.")


@dataclass(frozen=True)
class _Sought:
    """What is searched for, and of it what tells even among arbitrary bytes."""

    every: Needles
    long: Needles

    @classmethod
    def of(cls, words: Iterable[str]) -> _Sought:
        every = Needles(words)
        return cls(every, every.at_least(TELLING))


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


def _in_tables(folder: Folder, words: _Sought) -> Iterator[str]:
    """Yield the tables of which a cell holds a word: in the file a cell may lie in two pieces."""
    cells: dict[str, set[str]] = {}
    for table, text in folder.store.texts():
        cells.setdefault(table, set()).add(text)
    for table, texts in cells.items():
        if _in_text(BETWEEN.join(sorted(texts)), words, every=True):
            yield table


def _remaining(folder: Folder) -> Iterator[Path]:
    private = folder.root / FOLDER
    for path in sorted(folder.root.rglob("*")):
        if not path.is_relative_to(private) and path.name not in OURS:
            yield path


def _in_file(path: Path, words: _Sought) -> str:
    """Return the rule that a file breaks, if any.

    It is looked at in pieces: a recording beside the study may be larger than the memory.
    """
    size = path.stat().st_size
    if size <= PIECE:
        return _in_content(path.read_bytes(), words, 0)
    with path.open("rb") as file:
        last = b""
        while piece := file.read(PIECE):
            if rule := _in_bytes(last + piece, words, 0):
                return rule
            last = piece[-OVERLAP:]
    return _in_members(path.read_bytes(), words, 0) if size <= canary_packed.MOST_UNPACKED else ""


def _in_content(content: bytes, words: _Sought, depth: int) -> str:
    return _in_bytes(content, words, depth) or _in_members(content, words, depth)


def _in_bytes(content: bytes, words: _Sought, depth: int) -> str:
    texts = as_text(content)
    if not texts:
        return RULE if words.long.stand_in(folded(among(content))) else ""
    for text in texts:
        # Markup has `w:hans` and `uniqueCount`: in a packed file only what it shows is text.
        every = not depth or not has_tags(text)
        if _in_text(without_enclosed(text), words, every=every):
            return RULE
    for inner in enclosed(texts[0]):
        if rule := _in_part(inner, words, depth, LEAST_SHUT):
            return rule
    return ""


def _in_text(text: str, words: _Sought, *, every: bool) -> bool:
    some = words.every if every else words.long
    return any(some.stand_in(folded(told)) for told in readings(text)) or any(
        words.every.stand_in(folded(told)) for told in without_tags(text)
    )


def _in_members(content: bytes, words: _Sought, depth: int) -> str:
    try:
        for name, inside in canary_packed.members(content):
            if words.every.stand_in(folded(name)):
                return RULE
            if rule := _in_part(inside, words, depth):
                return rule
    except canary_packed.Shut:
        return UNSEEN
    return ""


def _in_part(content: bytes, words: _Sought, depth: int, least: int = 0) -> str:
    """Look at a file inside a file."""
    too_deep = depth >= DEEPEST
    if too_deep and content.startswith(canary_packed.ZIP):
        return UNSEEN
    if len(content) >= least and canary_packed.cannot_be_read(content):
        return UNSEEN
    look = _in_bytes if too_deep else _in_content
    return look(content, words, depth + 1)
