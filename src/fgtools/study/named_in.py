"""Whether somebody is named in what people type: a file's name, a session's, a role."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from fgtools.errors import FgtoolsError, Misused, harmless
from fgtools.names.allow import allow_list
from fgtools.names.check import residuals, secrets_of
from fgtools.names.lexicon import folded, name_flags
from fgtools.names.words import is_ordinary
from fgtools.study.folder import Folder
from fgtools.study.private import NUMBERED, NUMBERS, ROSTER, SPEAKERS
from fgtools.transcripts.people import person_name
from fgtools.transcripts.voices import is_number, not_one_person


def known_names(folder: Folder) -> frozenset[str]:
    """Return the names and labels that the private zone holds of people, whatever their session."""
    rows = (
        *folder.private.rows("roster.csv", ROSTER),
        *folder.private.rows("speakers.csv", SPEAKERS),
        *folder.private.rows(NUMBERED, NUMBERS),
    )
    found = {r.get(column, "") for r in rows for column in ("name", "label")}
    return frozenset(found - {""})


def may_name(written: str, people: Iterable[str]) -> bool:
    """Tell whether a text could name somebody: anybody known, a first name, a rare word."""
    allowed, flags = allow_list(), name_flags()
    return names_one_of(written, people) or any(
        not allowed(word) and (not is_ordinary(word) or {*flags.get(word, "")} & {*"Ff"})
        for word in _words(written)
        if len(word) > 2
    )


def names_one_of(written: str, people: Iterable[str]) -> bool:
    """Tell whether a person's name stands in a text: two words of it, a rare one, a first name."""
    allowed, flags = allow_list(), name_flags()
    words = _words(written)
    for parts in map(_name, people):
        if words.isdisjoint(parts):
            continue
        both = words & {word for word in parts if len(word) > 1}
        telling = {word for word in both if not allowed(word)}
        rare = any(len(word) > 2 and not is_ordinary(word) for word in telling)
        first = parts[0] in telling and {*flags.get(parts[0], "")} & {*"Ff"}
        if len(both) > 1 or rare or first:
            return True
    return False


def said_aloud(path: Path, otherwise: str, people: Iterable[str]) -> str:
    """Return what a file may be called in a log: its name, or else where that could name one."""
    return otherwise if may_name(path.stem, people) else path.name


def check_session_name(name: str, people: Iterable[str]) -> None:
    """Raise Misused, without the name, where a session's name holds that of somebody known."""
    if names_one_of(name, people):
        raise Misused(
            "the session's name holds the name of a person", "--session",
            "A session's name stands in the report: take one that names nobody, such as group-1.",
        )  # fmt: skip
    if is_like_an_identifier(name):
        raise Misused(
            "the session's name looks like a number of somebody, or the reference of a case",
            "--session",
            "The leak check would stop every report in which it stands: take one such as group-1.",
        )  # fmt: skip


def is_like_an_identifier(name: str) -> bool:
    """Tell whether the leak check would take a session's name for an identifier: "mos-40318"."""
    return bool(residuals([("", name), ("", f"session {name}")], secrets_of((), ())))


def without_name(error: FgtoolsError, path: Path, aloud: str) -> FgtoolsError:
    """Return an error about a file as it may be said aloud, where its name could name somebody."""
    if aloud == path.name:
        return error
    parts = (error.what, error.where, error.hint)
    what, where, hint = (part.replace(harmless(path.name), aloud) for part in parts)
    return type(error)(what, aloud if harmless(path.stem) in where else where, hint)


@lru_cache(maxsize=1 << 16)
def _name(one: str) -> tuple[str, ...]:
    """Return the words of a person's name; what stands for no person is nobody's name."""
    no_person = is_number(one) or not_one_person(one)
    return () if no_person else tuple(folded(word) for word in person_name(one).words)


def _words(text: str) -> set[str]:
    return {folded(word) for word in re.findall(r"[^\W\d_]{2,}", text)}
