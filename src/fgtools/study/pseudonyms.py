"""The key, in the private zone: who stands behind each surrogate and each participant's id.

From it, and from everyone the recordings name, come the secrets that no check may find again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace

from fgtools.errors import FgtoolsError
from fgtools.names.check import Secrets, secrets_of
from fgtools.names.people import KnownPerson, parts_of
from fgtools.names.redact import KeyRow, NameDecision, Redacted
from fgtools.names.secrets import label_words
from fgtools.study.folder import Folder
from fgtools.study.private import DECISIONS, KEY, PEOPLE
from fgtools.study.reading import Heard

BETWEEN = " | "
ACCOUNT = re.compile(r"\(([A-Z][^\W\d_'’-]*(?:[ '’-][^\W\d_]+){1,3})\)")
"""The account's name in Zoom's list of participants, behind the name that was shown."""


def known_people(heard: Heard) -> tuple[KnownPerson, ...]:
    """Return everyone a session's own papers name: its voices, its roster, its attendance."""
    people = [
        KnownPerson(name, "facilitator" if s.is_facilitator else "participant")
        for s in heard.speakers
        for name in s.names
    ]
    spoke = {p.name.casefold() for p in people}
    people += [
        KnownPerson(p.name, "colleague") for p in heard.people if p.name.casefold() not in spoke
    ]
    people += [
        KnownPerson(account, "colleague")
        for p in heard.people
        for account in ACCOUNT.findall(p.name)
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
    people = [(name, p) for name, one in heard.items() for p in known_people(one)]
    return _secrets(folder, keys, people, folder.settings.sessions)


def secrets_kept(folder: Folder) -> Secrets:
    """Return what must not be left over in the turns that are kept, from the key as it was written.

    Sessions that were added since are no part of it.
    """
    return _secrets(folder, *_key(folder), {read.name for read in folder.store.sessions()})


def _key(folder: Folder) -> tuple[list[KeyRow], list[tuple[str, KnownPerson]]]:
    """Return the key as it was written, and everyone the recordings name with their session."""
    keys = [
        KeyRow(r["session"], r["surrogate"], r["kind"], tuple(r["words"].split(BETWEEN)))
        for r in folder.private.rows("key/key.csv", KEY)
    ]
    people = [
        (r["session"], KnownPerson(r["name"], r["kind"]))
        for r in folder.private.rows("key/people.csv", PEOPLE)
    ]
    return keys, people


def secrets(folder: Folder) -> Secrets:
    """Return what must not be found in anything written, from the key as it was written.

    A sealed study has no key: identifiers are still found by their form.
    """
    if folder.private.seal:
        return _secrets(folder, (), (), folder.settings.sessions)
    if not folder.private.has_key():
        raise FgtoolsError("there is no key to check with", hint="Type: fgtools names find")
    keys, people = _key(folder)
    field = " ".join(folder.codebook_path().read_text("utf-8-sig").split())
    keys = [_but_of_the_field(row, field) for row in keys]
    found = _secrets(folder, keys, people, folder.settings.sessions)
    pairs = (words for label in _labels(folder) for words in label_words(label))
    return replace(found, labels=frozenset(pairs))


def _labels(folder: Folder) -> Iterator[str]:
    """Yield what people wrote to be printed: the study's title, labels of roles and of codes."""
    yield folder.settings.title
    roles = (voice.role for voice in folder.store.participants().values() if voice.role)
    yield from map(folder.settings.role_label, sorted({*folder.settings.roles, *roles}))
    with suppress(FgtoolsError):  # a codebook that cannot be read spares nothing
        yield from (code.label for code in folder.codebook().codes)


def _but_of_the_field(row: KeyRow, field: str) -> KeyRow:
    """Leave out phrases that the codebook itself says, in lower case: they are no secret.

    A report prints the codebook's words ("foundation phase"); people and single words stay secret.
    """
    if row.kind == "person":
        return row

    def of_the_field(words: str) -> bool:
        low = words.lower()
        return (
            " " in low
            and low in field  # most are not, and a search for the whole words takes far longer
            and bool(re.search(rf"(?<!\w){re.escape(low)}(?!\w)", field))
        )

    return replace(row, words=tuple(w for w in row.words if not of_the_field(w)))


def _secrets(
    folder: Folder,
    keys: Iterable[KeyRow],
    people: Iterable[tuple[str, KnownPerson]],
    sessions: Iterable[str],
) -> Secrets:
    keys, people = tuple(keys), tuple(people)
    sessions = {*sessions, *(row.session for row in keys)}
    decided = decisions(folder)
    everywhere, local = _no_names(decided, sessions, people)
    known = (person for _, person in people)
    named = (decision.words for decision in decided if decision.is_name)
    in_a_room = {part for _, person in people for part in _parts(person)}
    listed = {words for words in folder.private.allowed() if not in_a_room & {*_cut(words)}}
    return secrets_of(keys, known, frozenset(listed) | everywhere, local, sessions, named)


def _parts(person: KnownPerson) -> set[str]:
    """Return the words of which somebody's name is made, in small letters."""
    return {*person.name.casefold().split(), *parts_of(person.name)}


def _cut(words: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", words.casefold())


def _no_names(
    decided: Iterable[NameDecision], sessions: set[str], people: Iterable[tuple[str, KnownPerson]]
) -> tuple[frozenset[str], dict[str, frozenset[str]]]:
    """Return the words that people decided are no names, everywhere and by session.

    The nearer decision holds, and of two the later one. Nothing that is part of the name of
    somebody in the room can be decided away there.
    """
    latest = {(d.session, d.words.casefold()): d for d in decided}
    named: dict[str, set[str]] = {}
    for session, person in people:
        for place in ("", session):
            named.setdefault(place, set()).update(_parts(person))
    everywhere: set[str] = set()
    local: dict[str, set[str]] = {}
    for words in sorted({words for _, words in latest}):
        verdicts = ((session, _nearest(latest, session, words)) for session in sessions)
        settled = {
            session for session, decision in verdicts
            if decision and not decision.is_name
            and not named.get(decision.session, set()) & {*words.split()}
        }  # fmt: skip
        if settled and settled == sessions:
            everywhere.add(words)
        else:
            for session in settled:
                local.setdefault(session, set()).add(words)
    return frozenset(everywhere), {s: frozenset(words) for s, words in sorted(local.items())}


def _nearest(
    latest: Mapping[tuple[str, str], NameDecision], session: str, words: str
) -> NameDecision | None:
    """Return the decision on words that holds in a session, None if nobody decided."""
    return latest.get((session, words)) or latest.get(("", words))
