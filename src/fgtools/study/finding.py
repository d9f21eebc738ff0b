"""What names are found by: the name model and the finders, which see a session once.

What they marked is kept as places without words, and marked anew where anything changed that it
depends on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from fgtools import names
from fgtools.models import ner
from fgtools.models.ahead import ahead
from fgtools.names.asked import asked
from fgtools.nouns import Find
from fgtools.ports import NameFinder
from fgtools.study import shipped
from fgtools.study.folder import Folder
from fgtools.study.keys import key_of
from fgtools.study.private import digest
from fgtools.study.progress import told
from fgtools.study.reading import Heard

if TYPE_CHECKING:  # finders of names take a while: they wait until names are looked for
    from fgtools.names.people import KnownPerson
    from fgtools.names.redact import Listened, ToHear

STAGE, FIND, HEARD = "names", "find", "heard"
VERSION = "6"


def model_pin(folder: Folder) -> str:
    """Return the digest of the name model's files; raise FgtoolsError if there is none.

    Of a sealed study it is that of the model that found its names.
    """
    if folder.private.seal:
        return folder.private.seal.model
    return ner.digest_of(_model_folder(folder))


def _model_folder(folder: Folder) -> Path | None:
    return ner.folder_of(folder.name_model(), shipped.folder("models") / "names")


def find_all(
    folder: Folder, heard: Mapping[str, Heard], keys: Mapping[str, str]
) -> Iterator[tuple[str, Mapping[str, tuple[Find, ...]]]]:
    """Yield, session by session, what the name model marks in each turn, by turn.

    Sessions it has seen, by their keys, are not read again.
    """
    new = [name for name in heard if folder.store.key(FIND, name) != keys[name]]
    sizes = {name: len(heard[name].turns) for name in new}
    texts = (
        [turn.text for turn in heard[name].turns] for name in told(folder.say, STAGE, sizes, new)
    )
    marks = _marks(folder, texts)
    for name in heard:
        if name in sizes:
            ids = [turn.id for turn in heard[name].turns]
            marked = dict(zip(ids, next(marks), strict=True))  # read before anything is written
            with folder.store.writing():
                folder.store.set_finds(name, marked)
                folder.store.set_key(FIND, keys[name], name)
        yield name, folder.store.finds(name)


def _marks(folder: Folder, sessions: Iterable[list[str]]) -> Iterator[list[tuple[Find, ...]]]:
    """Yield what the name model marks in the turns of each session.

    Workers may look where they may have raw words, and have the model: not one of the study's own.
    """
    there = folder.engine.spreads and folder.engine.may_have_private()
    if there and folder.settings.names.model in ("", "shipped", ner.NO_MODEL):
        return folder.engine.map(partial(marked_elsewhere, folder.settings.names.model), sessions)
    load = _loader(folder)
    return ahead(lambda texts: asked(load().find, texts), sessions)


def marked_elsewhere(model: str, texts: list[str]) -> list[tuple[Find, ...]]:
    """Return what a shipped name model marks in some turns, on a worker."""
    return asked(_shipped(model).find, texts)


@lru_cache(maxsize=1)
def _shipped(model: str) -> NameFinder:
    return ner.load(ner.folder_of(model, shipped.folder("models") / "names"))


def _find_key(file: str, pin: str) -> str:
    return key_of(FIND, VERSION, file, pin)


def is_read(folder: Folder, session: str) -> bool:
    """Tell whether a session's transcript, as it is now, was read and looked through for names."""
    file = digest(folder.private.transcript(session).read_bytes())
    return folder.store.key(FIND, session) == _find_key(file, model_pin(folder))


def _loader(folder: Folder) -> Callable[[], NameFinder]:
    loaded: list[NameFinder] = []

    def load() -> NameFinder:
        if not loaded:
            loaded.append(ner.load(_model_folder(folder)))
        return loaded[0]

    return load


def hear_names(folder: Folder, heard: Mapping[str, Heard]) -> Listened:
    """Return what is found in every session; a session that is as it was is not searched again."""
    from fgtools.names.redact import listen, to_hear
    from fgtools.study import pseudonyms

    allow = folder.private.allowed()
    digests, files = folder.private.digests(), folder.private.transcripts()
    raw = {name: digests[f"raw/{files[name].name}"] for name in heard}
    pin = model_pin(folder)
    found = {name: _find_key(raw[name], pin) for name in heard}
    people = {name: pseudonyms.known_people(session) for name, session in heard.items()}
    keys = {
        name: _heard_key(raw[name], found[name], session, people[name], allow)
        for name, session in heard.items()
    }
    known = {name for name in heard if folder.store.key(HEARD, name) == keys[name]}

    def tasks() -> Iterator[tuple[str, ToHear]]:
        for name, finds in find_all(folder, heard, found):
            turns = heard[name].turns
            task = to_hear(turns, people[name], finds, allow)
            if name in known:
                before = folder.store.heard(name)
                task = replace(task, before=tuple(before.get(turn.id, ()) for turn in turns))
            yield name, task

    listened = listen(
        tasks(), allow, folder.engine.map if folder.engine.may_have_private() else map
    )
    for name in sorted(set(heard) - known):
        ids = [turn.id for turn in heard[name].turns]
        with folder.store.writing():
            folder.store.set_heard(name, dict(zip(ids, listened.alone[name], strict=True)))
            folder.store.set_key(HEARD, keys[name], name)
    return listened


def _heard_key(
    raw: str, found: str, heard: Heard, people: Sequence[KnownPerson], allow: frozenset[str]
) -> str:
    """Return what the finders' finds in a session depend on; `found` is the model's own key.

    `raw` is the digest of the transcript's file, which is nowhere in the study's database: without
    the very bytes of the file nobody can try words against this key.
    """
    turns = [(turn.id, turn.text) for turn in heard.turns]
    return key_of(HEARD, VERSION, finders(), raw, found, turns, people, sorted(allow))


@lru_cache
def finders() -> str:
    """Return the digest of the finders and their lists: a change of any may find other names."""
    return ner.digest_of(Path(names.__file__).parent)
