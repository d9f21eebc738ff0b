"""The stage `codes`: apply the codebook; a session is coded anew when it changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from fgtools.models import encoder as sentence_model
from fgtools.nouns import Codebook, Coding
from fgtools.ports import Encoder
from fgtools.study import shipped
from fgtools.study.decisions import CODE, Turns, overlaid
from fgtools.study.folder import Folder
from fgtools.study.keys import key_of, versions
from fgtools.study.private import digest
from fgtools.study.store import Decision
from fgtools.study.taking import counting
from fgtools.study.vectors import KeptVectors

STAGE = "codes"
VERSION = "1"


def pair_path() -> Path:
    """Return where the shipped pair model lies."""
    return shipped.folder("models") / "codes" / "pair.json"


def encoder(folder: Folder) -> KeptVectors:
    """Return the study's encoder, which loads its model only for words it has not met."""
    setting = folder.encoder()
    pin = key_of(sentence_model.check(setting), versions())[:16]

    def load() -> Encoder:
        folder.say("loading the sentence model")
        return sentence_model.load(setting)

    return KeptVectors(folder.store, pin, load)


def session_key(folder: Folder, session_digest: str) -> str:
    """Return what a session's codings depend on."""
    model = digest(pair_path().read_bytes())
    return key_of(
        STAGE, VERSION, session_digest, folder.codebook_digest(), model,
        sentence_model.check(folder.encoder()), versions(),
    )  # fmt: skip


def key(folder: Folder) -> str:
    """Return what the codings of the whole study depend on."""
    return key_of([session_key(folder, read.digest) for read in folder.store.sessions()])


def run(folder: Folder) -> None:
    """Code every session that changed."""
    from fgtools.codes import pair  # scikit-learn takes a second: it waits until it is needed
    from fgtools.codes.apply import apply

    codebook, speakers = folder.codebook(), folder.store.participants()
    model, meaning = pair.read(pair_path()), encoder(folder)
    for read in folder.store.sessions():
        fresh = session_key(folder, read.digest)
        if folder.store.key(STAGE, read.name) == fresh:
            continue
        turns = folder.store.turns(read.name)
        folder.say(f"codes: {read.name} ({len(turns)} turns)")
        codings = apply(codebook, turns, speakers, meaning, model)
        with folder.store.writing():
            folder.store.set_codings(read.name, codings)
            folder.store.set_key(STAGE, fresh, read.name)


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
    return tuple(dict.fromkeys((coding.code, codebook.theme_of(coding.code))))
