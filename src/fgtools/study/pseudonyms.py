"""The key, in the private zone: who stands behind each surrogate and each participant's id.

From it, and from everyone the recordings name, come the secrets that no check may find again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from fgtools.errors import FgtoolsError
from fgtools.names.check import Secrets, secrets_of
from fgtools.names.people import KnownPerson
from fgtools.names.redact import KeyRow, NameDecision, Redacted
from fgtools.study.folder import Folder
from fgtools.study.private import DECISIONS, KEY, PEOPLE
from fgtools.study.reading import Heard

BETWEEN = " | "


def known_people(heard: Heard) -> tuple[KnownPerson, ...]:
    """Return everyone a session's own papers name: its voices, its roster, its attendance."""
    people = [
        KnownPerson(s.name, "facilitator" if s.is_facilitator else "participant")
        for s in heard.speakers
        if s.known and s.name
    ]
    spoke = {p.name.casefold() for p in people}
    people += [
        KnownPerson(p.name, "colleague") for p in heard.people if p.name.casefold() not in spoke
    ]
    return tuple(dict.fromkeys(people))


def decisions(folder: Folder) -> tuple[NameDecision, ...]:
    """Return what people decided about words."""
    return tuple(
        NameDecision(r["session"], r["words"], r["is_name"] == "yes", r["kind"])
        for r in folder.private.rows("decisions.csv", DECISIONS)
    )


def write_key(folder: Folder, heard: Mapping[str, Heard], done: Mapping[str, Redacted]) -> None:
    """Write who stands behind each surrogate and each participant's id."""
    surrogates = [
        dict(zip(KEY, (r.session, r.surrogate, r.kind, BETWEEN.join(r.words)), strict=True))
        for name in sorted(done)
        for r in done[name].key
    ]
    folder.private.write_rows("key/key.csv", KEY, surrogates)
    people: list[tuple[str, str, str, str]] = []
    for name, session in heard.items():
        voices = {s.name: session.voices[s.label] for s in session.speakers if s.known}
        people += [(name, voices.get(p.name, ""), p.name, p.kind) for p in known_people(session)]
    folder.private.write_rows(
        "key/people.csv", PEOPLE, [dict(zip(PEOPLE, row, strict=True)) for row in people]
    )


def secrets_in(folder: Folder, done: Mapping[str, Redacted], heard: Mapping[str, Heard]) -> Secrets:
    """Return what must not be left over, while names are still being settled."""
    keys = (row for name in sorted(done) for row in done[name].key)
    return _secrets(folder, keys, (p for one in heard.values() for p in known_people(one)))


def secrets(folder: Folder) -> Secrets:
    """Return what must not be found in anything written, from the key as it was written."""
    keys = [
        KeyRow(r["session"], r["surrogate"], r["kind"], tuple(r["words"].split(BETWEEN)))
        for r in folder.private.rows("key/key.csv", KEY)
    ]
    if not (folder.private.key / "key.csv").is_file():
        raise FgtoolsError("there is no key to check with", hint="Type: fgtools names find")
    people = [
        KnownPerson(r["name"], r["kind"]) for r in folder.private.rows("key/people.csv", PEOPLE)
    ]
    field = " ".join(folder.codebook_path().read_text("utf-8-sig").split())
    return _secrets(folder, [_but_of_the_field(row, field) for row in keys], people)


def _but_of_the_field(row: KeyRow, field: str) -> KeyRow:
    """Leave out phrases that the codebook itself says, in lower case: they are no secret.

    A report prints the codebook's words ("foundation phase"); people and single words stay secret.
    """
    if row.kind == "person":
        return row

    def of_the_field(words: str) -> bool:
        return " " in words and bool(re.search(rf"(?<!\w){re.escape(words.lower())}(?!\w)", field))

    return replace(row, words=tuple(w for w in row.words if not of_the_field(w)))


def _secrets(folder: Folder, keys: Iterable[KeyRow], people: Iterable[KnownPerson]) -> Secrets:
    people = tuple(people)
    named = {part for p in people for part in p.name.casefold().split()}
    latest = {d.words.casefold(): d for d in decisions(folder)}
    settled = {
        d.words
        for d in latest.values()
        if not d.is_name and not named & {*d.words.casefold().split()}
    }
    return secrets_of(keys, people, folder.private.allowed() | settled)
