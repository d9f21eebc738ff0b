"""What a session is called: a name that somebody gave it, or its file's, if that tells of nobody.

Meeting software writes the day and the time into a file's name. A report never says them, and the
leak check takes such figures for a number of somebody: the session is called by what is left.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from fgtools.errors import Misused
from fgtools.study.config import NAME
from fgtools.study.folder import Folder
from fgtools.study.named_in import is_like_an_identifier, may_name, names_one_of

LONGEST = 64
"""Characters of a session's name, as `config.NAME` allows them."""
_YEAR, _MONTH, _DAY = r"20\d\d", r"(?:0?[1-9]|1[0-2])", r"(?:0?[1-9]|[12]\d|3[01])"
_NAMED = (
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)"
    r"(?:uary|ruary|ch|il|ust|ember|ober)?"
)
_BETWEEN = r"[-_./ ]"
WHEN = re.compile(
    rf"(?<!\d)(?:\bGMT)?(?:{_YEAR}{_BETWEEN}{_MONTH}{_BETWEEN}{_DAY}|{_YEAR}[01]\d[0-3]\d|"
    rf"{_DAY}{_BETWEEN}{_MONTH}{_BETWEEN}(?:{_YEAR}|\d\d)|[0-3]\d[01]\d{_YEAR}|"
    rf"{_DAY}(?:st|nd|rd|th)?{_BETWEEN}?{_NAMED}{_BETWEEN}?{_YEAR})(?!\d)"
    r"(?:(?:T|[-_ ]+(?:at[-_ ]+)?)[0-2]\d[-_:.]?[0-5]\d(?:[-_:.]?[0-5]\d)?(?!\d))?"
    r"(?: ?(?:UTC|GMT|BST|Z)\b)?"
    r"(?:\)?[-_– ]+(?:Meeting[-_ ]+)?(?:Recording|Transcript)(?![a-z])(?:[._ ]transcript)?"
    r"(?: ?\(\d\))?)?",
    re.IGNORECASE,
)
"""The day, the time and the kind of file, as Teams, Zoom and Meet and people write them: "EP
group-20260312_140000-Meeting Recording", "GMT20260312-140233_Recording", "EP 2026-03-12"."""


def name_for(
    folder: Folder, file: str, *, written: str, stem: str, people: Iterable[str],
    taken: Collection[str],
) -> str:  # fmt: skip
    """Return a name for a session: a table's own (`written`), its file's, or a number.

    `file` is what the file may be called aloud, `people` are those that no name may tell of,
    `taken` the names given to other files that are handed in with it.
    """
    people = tuple(people)
    given = _cleaned(written or stem)
    undated = _cleaned(re.sub(r"[\W_]{2,}", " ", WHEN.sub(" ", f"{written or stem} ")))
    for name in (given, undated):
        planned = as_planned(folder, name)
        if planned in folder.planned and planned not in taken:
            return planned
    telling = names_one_of if written else may_name
    others = {*taken, *folder.settings.sessions}
    if given and not telling(given, people) and not is_like_an_identifier(given):
        return given
    if undated and not telling(undated, people) and not is_like_an_identifier(undated):
        name = _numbered(undated, others)
        folder.say(
            f"{file}: without its date, the session is called {name} (--session NAME gives it "
            "another)"
        )
        return name
    name = _numbered("session", others, first=1)
    if undated:
        folder.say(
            f"{file}: its name could tell of somebody, so the session is called {name} "
            "(--session NAME gives it another)"
        )
    return name


def _cleaned(words: str) -> str:
    """Return words with the characters that a session's name may have."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", words).strip("-._")[:LONGEST].rstrip("-._")


def _numbered(name: str, others: Collection[str], first: int = 0) -> str:
    """Return the name, numbered where it must be, that none of the others is, whatever its case."""
    low = {other.casefold() for other in others}
    if not first and name.casefold() not in low:
        return name
    number = first or 2
    while f"{name}-{number}".casefold() in low:
        number += 1
    return f"{name}-{number}"


def as_planned(folder: Folder, name: str) -> str:
    """Return a session's name as study.toml writes it, where it is planned there."""
    alike = (known for known in folder.planned if known.casefold() == name.casefold())
    return next(alike, name)


def check_free(folder: Folder, name: str, others: Iterable[str]) -> None:
    """Raise Misused where a name is none for a session, or another session has it."""
    if not NAME.fullmatch(name) or name.endswith(".attendance"):
        raise Misused(
            "a session's name has letters, digits, '-', '_' and '.'",
            "--session",
            "Type it anew, such as: --session group-1",
        )
    if name.casefold() in {n.casefold() for n in (*folder.settings.sessions, *others)}:
        raise Misused(
            "there is a session of that name already", name,
            f"Add the files one by one, with --session NAME (or type: fgtools transcripts "
            f"replace {name} FILE).",
        )  # fmt: skip
