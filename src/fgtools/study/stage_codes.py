"""The stage `codes`: apply the codebook; a session is coded anew when it changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from fgtools.models import encoder as sentence_model
from fgtools.models.ahead import ahead
from fgtools.nouns import Codebook, Coding, SafeTurn
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


def taught(folder: Folder) -> str:
    """Return the key of what people taught, and of all the talk they taught it on; else ""."""
    learnt = lessons(folder)
    if not learnt.said:
        return ""
    talk = [read.digest for read in folder.store.sessions()]
    return key_of([[*at, holds] for at, holds in learnt.said.items()], sorted(learnt.read), talk)


def session_keys(folder: Folder) -> dict[str, str]:
    """Return by session what its codings depend on."""
    models = (
        folder.codebook_digest(), digest(shipped.pair_model().read_bytes()),
        sentence_model.check(folder.encoder(), shipped.adapted()), versions(),
        *filter(None, [taught(folder)]),
    )  # fmt: skip
    return {
        read.name: key_of(STAGE, VERSION, read.digest, *models) for read in folder.store.sessions()
    }


def key(folder: Folder) -> str:
    """Return what the codings of the whole study depend on."""
    return key_of([*session_keys(folder).values()])


def run(folder: Folder) -> None:
    """Code every session that changed; all of them where people taught something new."""
    keys = session_keys(folder)
    stale = [name for name, fresh in keys.items() if folder.store.key(STAGE, name) != fresh]
    if not stale:
        return
    learnt = lessons(folder)
    codings = _taught(folder, learnt, [*keys]) if learnt.said else _untaught(folder, stale)
    for name, found in codings:
        with folder.store.writing():
            folder.store.set_codings(name, found)
            folder.store.set_key(STAGE, keys[name], name)


def _untaught(folder: Folder, names: Sequence[str]) -> Iterator[tuple[str, tuple[Coding, ...]]]:
    """Yield the codings of some sessions, each by itself."""
    codebook, speakers, meaning = folder.codebook(), folder.store.participants(), encoder(folder)
    if _spreads(folder):
        every = folder.engine.map(coded, _tasks(folder, names))
        for name, made in zip(_told(folder, names), every, strict=True):
            meaning.keep(made.vectors)
            yield name, made.codings
        return
    sessions = _met(folder, meaning, names)
    from fgtools.codes import pair  # scikit-learn takes a second, in which the encoder has begun
    from fgtools.codes.apply import apply

    model = pair.read(shipped.pair_model())
    for name, turns in sessions:
        yield name, apply(codebook, turns, speakers, meaning, model)


def _taught(
    folder: Folder, learnt: Lessons, names: Sequence[str]
) -> Iterator[tuple[str, tuple[Coding, ...]]]:
    """Yield the codings of every session, as people taught them."""
    from fgtools.codes import pair
    from fgtools.codes.apply import assign, weigh
    from fgtools.codes.taught import teach

    codebook, speakers, meaning = folder.codebook(), folder.store.participants(), encoder(folder)
    model = pair.read(shipped.pair_model())
    weighed = {}
    if _spreads(folder):
        every = folder.engine.map(seen, _tasks(folder, names))
        for name, one in zip(_told(folder, names), every, strict=True):
            meaning.keep(one.vectors)
            weighed[name] = one.weighed
    else:
        for name, turns in _met(folder, meaning, names):
            weighed[name] = weigh(codebook, turns, meaning, model)
    held = {name: one for name, one in weighed.items() if one}
    folder.say(f"codes: learning from {len(learnt.said)} answers of people")
    found, cut = teach(codebook, [*held.values()], learnt.said, learnt.read, model)
    made = {
        name: assign(codebook, one, speakers, new.scores, new.around, cut, new.likes)
        for (name, one), new in zip(held.items(), found, strict=True)
    }
    yield from ((name, made.get(name, ())) for name in weighed)


def _met(
    folder: Folder, meaning: KeptVectors, names: Sequence[str]
) -> Iterator[tuple[str, tuple[SafeTurn, ...]]]:
    """Return sessions' turns, each when the encoder has met them; the first is begun at once."""
    return _kept(folder, meaning, names, ahead(meaning.made, _new(folder, meaning, names)))


def _new(folder: Folder, meaning: KeptVectors, names: Sequence[str]) -> Iterator[Mapping[str, str]]:
    """Yield the texts of each session that the encoder has not met; the codebook's with the first.

    A session is asked for while the texts of the one before are under way: these are not new.
    """
    from fgtools.codes.meaning import texts_of
    from fgtools.middles import pieces

    about = texts_of(folder.codebook())
    before: dict[str, str] = {}
    for name in names:
        said = [piece for turn in folder.store.turns(name) for piece in pieces(turn.text)]
        new = meaning.missing([*about, *said])
        yield (before := {one: text for one, text in new.items() if one not in before})
        about = []


def _kept(
    folder: Folder, meaning: KeptVectors, names: Sequence[str], made: Iterator[dict[str, bytes]]
) -> Iterator[tuple[str, tuple[SafeTurn, ...]]]:
    for name, rows in zip(_told(folder, names), made, strict=True):
        meaning.keep(rows)
        yield name, folder.store.turns(name)


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
