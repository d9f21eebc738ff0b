"""What may be written for a role: it goes into study.toml, the database and the report."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from fgtools.errors import Misused
from fgtools.names.allow import allow_list
from fgtools.names.lexicon import folded, given_word_names, name_flags
from fgtools.names.words import is_everyday, is_ordinary
from fgtools.study.folder import Folder
from fgtools.study.named_in import known_names, names_one_of
from fgtools.transcripts.role_names import match_role


def check_role(folder: Folder, written: str, people: Iterable[str] = ()) -> None:
    """Refuse a role that names somebody; raise Misused without repeating what was written.

    `people` are names and labels besides those that the private zone knows. A role that the study
    declares is taken, whatever it is called.
    """
    if not written or match_role(written, folder.settings.synonyms)[1] == 1:
        return
    if _reads_as_name(written) or names_one_of(written, {*known_names(folder), *people}):
        raise Misused(
            "the role holds the name of a person", "--role",
            "A role is a kind of work, such as nurse: it stands in the report.",
        )  # fmt: skip


def _reads_as_name(written: str) -> bool:
    """Tell whether two words read as a given name and a surname, whoever that is."""
    words = re.findall(r"[^\W\d_]{2,}", written)
    return any(_is_name(given, last) for given, last in pairwise(words))


def _is_name(given: str, last: str) -> bool:
    """Tell whether two words are a listed given name and a word like a surname.

    Where both are words that people say, only listed names are believed: `Hope House` is none.
    """
    if given[0].isupper() and not last[0].isupper():
        return False
    allowed, flags = allow_list(), name_flags()
    one, other = folded(given), folded(last)
    if allowed(one) or allowed(other) or not {*flags.get(one, "")} & {*"Ff"}:
        return False
    if not is_ordinary(other):
        return True
    listed = flags.get(other, "")
    return "L" in listed and (not is_everyday(one) or one in given_word_names())
