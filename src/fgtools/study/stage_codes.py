"""The stage `codes`: apply the codebook; a session is coded anew when it changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from fgtools.models import encoder as sentence_model
from fgtools.nouns import Codebook, Coding
from fgtools.ports import Encoder
from fgtools.study import shipped
from fgtools.study.coding_elsewhere import ToCode, coded, seen, sentence_encoder
from fgtools.study.decisions import CODE, Turns, overlaid
from fgtools.study.folder import Folder
from fgtools.study.keys import key_of, versions
from fgtools.study.lessons import Lessons, lessons
from fgtools.study.private import digest
from fgtools.study.progress import told
from fgtools.study.store import Decision
from fgtools.study.taking import counting
from fgtools.study.vectors import InStudy, KeptVectors

if TYPE_CHECKING:
    from fgtools.codes.pair import PairModel

STAGE = "codes"
VERSION = "3"
MADE = "2"
"""How vectors are made of weights and text: others are not mixed with these."""


def encoder(folder: Folder) -> KeptVectors:
    """Return the study's encoder, which loads its model only for words it has not met."""
    setting = folder.encoder()
    pin = key_of(MADE, sentence_model.check(setting, shipped.adapted()), versions())[:16]

    def load() -> Encoder:
        if not sentence_encoder.cache_info().currsize:
            folder.say("loading the sentence model")
        return sentence_encoder(setting)

    return KeptVectors(InStudy(folder.store, pin), pin, load)


def session_key(folder: Folder, session_digest: str, taught: str = "") -> str:
    """Return what a session's codings depend on; `taught` is the key of what people taught."""
    model = digest(shipped.pair_model().read_bytes())
    return key_of(
        STAGE, VERSION, session_digest, folder.codebook_digest(), model,
        sentence_model.check(folder.encoder(), shipped.adapted()), versions(),
        *filter(None, [taught]),
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
    model, learnt = pair.read(shipped.pair_model()), lessons(folder)
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
    if _spreads(folder):
        every = folder.engine.map(coded, _tasks(folder, names))
        for name, made in zip(_told(folder, names), every, strict=True):
            meaning.keep(made.vectors)
            yield name, made.codings
        return
    for name in _told(folder, names):
        yield name, apply(codebook, folder.store.turns(name), speakers, meaning, model)


def _taught(
    folder: Folder, model: PairModel, learnt: Lessons
) -> Iterator[tuple[str, tuple[Coding, ...]]]:
    """Yield the codings of every session, as people taught them."""
    from fgtools.codes.apply import assign, weigh
    from fgtools.codes.taught import teach

    codebook, speakers, meaning = folder.codebook(), folder.store.participants(), encoder(folder)
    weighed = {}
    names = [read.name for read in folder.store.sessions()]
    if _spreads(folder):
        every = folder.engine.map(seen, _tasks(folder, names))
        for name, one in zip(_told(folder, names), every, strict=True):
            meaning.keep(one.vectors)
            weighed[name] = one.weighed
    else:
        for name in _told(folder, names):
            weighed[name] = weigh(codebook, folder.store.turns(name), meaning, model)
    held = {name: one for name, one in weighed.items() if one}
    folder.say(f"codes: learning from {len(learnt.said)} answers of people")
    found, cut = teach(codebook, [*held.values()], learnt.said, learnt.read, model)
    made = {
        name: assign(codebook, one, speakers, new.scores, new.around, cut, new.likes)
        for (name, one), new in zip(held.items(), found, strict=True)
    }
    yield from ((name, made.get(name, ())) for name in weighed)


def _told(folder: Folder, names: Sequence[str]) -> Iterator[str]:
    counts = folder.store.turn_counts()
    return told(folder.say, STAGE, {name: counts.get(name, 0) for name in names}, names)


def _spreads(folder: Folder) -> bool:
    """Tell whether workers code: a model in the study's own folder is nowhere else."""
    return folder.engine.spreads and not folder.encoder()


def _tasks(folder: Folder, names: Iterable[str]) -> Iterator[ToCode]:
    """Yield what a worker needs for each session; the codebook's own vectors are made here."""
    from fgtools.codes.meaning import texts_of
    from fgtools.middles import pieces

    codebook, speakers, meaning = folder.codebook(), folder.store.participants(), encoder(folder)
    about = texts_of(codebook)
    meaning.encode(about)
    for name in names:
        turns = folder.store.turns(name)
        said = [piece for turn in turns for piece in pieces(turn.text)]
        yield ToCode(
            codebook, turns,
            {turn.participant: speakers[turn.participant] for turn in turns
             if turn.participant in speakers},
            meaning.known([*about, *said]),
        )  # fmt: skip


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
