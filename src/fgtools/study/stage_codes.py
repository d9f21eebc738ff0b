"""The stage `codes`: apply the codebook; a session is coded anew when it changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from fgtools.models import encoder as sentence_model
from fgtools.nouns import Codebook, Coding
from fgtools.ports import Encoder
from fgtools.study import shipped
from fgtools.study.decisions import CODE, Turns, overlaid
from fgtools.study.folder import Folder
from fgtools.study.keys import key_of, versions
from fgtools.study.lessons import Lessons, lessons
from fgtools.study.private import digest
from fgtools.study.store import Decision
from fgtools.study.taking import counting
from fgtools.study.vectors import KeptVectors

if TYPE_CHECKING:
    from fgtools.codes.pair import PairModel

STAGE = "codes"
VERSION = "2"


def pair_path() -> Path:
    """Return where the shipped pair model lies."""
    return shipped.folder("models") / "codes" / "pair.json"


def adapted() -> Path:
    """Return where what training changed in the encoder lies."""
    return shipped.folder("models") / "encoder" / "talk.safetensors"


def encoder(folder: Folder) -> KeptVectors:
    """Return the study's encoder, which loads its model only for words it has not met."""
    setting = folder.encoder()
    pin = key_of(sentence_model.check(setting, adapted()), versions())[:16]

    def load() -> Encoder:
        folder.say("loading the sentence model")
        return sentence_model.load(setting, adapted())

    return KeptVectors(folder.store, pin, load)


def session_key(folder: Folder, session_digest: str, taught: str = "") -> str:
    """Return what a session's codings depend on; `taught` is the key of what people taught."""
    model = digest(pair_path().read_bytes())
    return key_of(
        STAGE, VERSION, session_digest, folder.codebook_digest(), model,
        sentence_model.check(folder.encoder(), adapted()), versions(), *filter(None, [taught]),
    )  # fmt: skip


def taught(folder: Folder) -> str:
    """Return the key of what people taught, and of all the talk they taught it on; else ""."""
    learnt = lessons(folder)
    if not learnt.said:
        return ""
    talk = [read.digest for read in folder.store.sessions()]
    return key_of([[*at, holds] for at, holds in learnt.said.items()], sorted(learnt.read), talk)


def session_keys(folder: Folder) -> dict[str, str]:
    """Return by session what its codings depend on."""
    own = taught(folder)
    return {read.name: session_key(folder, read.digest, own) for read in folder.store.sessions()}


def key(folder: Folder) -> str:
    """Return what the codings of the whole study depend on."""
    return key_of([*session_keys(folder).values()])


def run(folder: Folder) -> None:
    """Code every session that changed; all of them where people taught something new."""
    from fgtools.codes import pair  # scikit-learn takes a second: it waits until it is needed

    keys = session_keys(folder)
    stale = [name for name, fresh in keys.items() if folder.store.key(STAGE, name) != fresh]
    if not stale:
        return
    model, learnt = pair.read(pair_path()), lessons(folder)
    codings = _taught(folder, model, learnt) if learnt.said else _untaught(folder, model, stale)
    for name, found in codings:
        with folder.store.writing():
            folder.store.set_codings(name, found)
            folder.store.set_key(STAGE, keys[name], name)


def _untaught(
    folder: Folder, model: PairModel, names: Sequence[str]
) -> Iterator[tuple[str, tuple[Coding, ...]]]:
    """Yield the codings of some sessions, each by itself."""
    from fgtools.codes.apply import apply

    codebook, speakers, meaning = folder.codebook(), folder.store.participants(), encoder(folder)
    for name in names:
        turns = folder.store.turns(name)
        folder.say(f"codes: {name} ({len(turns)} turns)")
        yield name, apply(codebook, turns, speakers, meaning, model)


def _taught(
    folder: Folder, model: PairModel, learnt: Lessons
) -> Iterator[tuple[str, tuple[Coding, ...]]]:
    """Yield the codings of every session, as people taught them."""
    from fgtools.codes.apply import assign, weigh
    from fgtools.codes.taught import teach

    codebook, speakers, meaning = folder.codebook(), folder.store.participants(), encoder(folder)
    weighed = {}
    for read in folder.store.sessions():
        turns = folder.store.turns(read.name)
        folder.say(f"codes: {read.name} ({len(turns)} turns)")
        weighed[read.name] = weigh(codebook, turns, meaning, model)
    held = {name: one for name, one in weighed.items() if one}
    folder.say(f"codes: learning from {len(learnt.said)} answers of people")
    found, cut = teach(codebook, [*held.values()], learnt.said, learnt.read, model)
    made = {
        name: assign(codebook, one, speakers, new.scores, new.around, cut, new.likes)
        for (name, one), new in zip(held.items(), found, strict=True)
    }
    yield from ((name, made.get(name, ())) for name in weighed)


def shown(folder: Folder) -> tuple[tuple[Coding, ...], tuple[Decision, ...]]:
    """Return the codings with people's decisions laid over them, and decisions left waiting.

    Codes that the codebook no longer has are waiting too.
    """
    known, without_code = counting(folder.store.decisions(CODE), folder.codebook())
    turns = Turns(folder.store.turns(), folder.store.carried())
    codings, waiting = overlaid(folder.store.codings(), known, turns)
    return codings, (*waiting, *without_code)


def every_shown(folder: Folder) -> tuple[Coding, ...]:
    """Return what is shown, and with it whatever was scored and is not assigned."""
    codings, _ = shown(folder)
    taken = {(c.turn, c.code) for c in codings}
    others = (c for c in folder.store.codings(every=True) if (c.turn, c.code) not in taken)
    return (*codings, *(replace(c, assigned=False) for c in others))


def rolled_up(codebook: Codebook, coding: Coding) -> tuple[str, ...]:
    """Return the codes a coding counts for: its own, and the theme above it."""
    return above(codebook, coding.code)


def above(codebook: Codebook, code: str) -> tuple[str, ...]:
    """Return a code and the theme above it; a theme alone."""
    return tuple(dict.fromkeys((code, codebook.theme_of(code))))
