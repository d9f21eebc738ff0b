"""What the codebook misses, what it mixes up, which codes are silent, and what sessions added.

Nothing is kept of it: it follows from the turns, the codings and people's decisions as they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fgtools.codes import cues
from fgtools.codes.mixed import Mixed, mixed
from fgtools.codes.silent import Judged, Silent, silent
from fgtools.models.clusters import alike
from fgtools.nouns import Code, Codebook, Coding
from fgtools.study import layers, pooled, stage_codes, stage_topics
from fgtools.study.decisions import CODE, OPEN, REJECT, Turns
from fgtools.study.folder import Folder
from fgtools.study.taking import counting, held_by
from fgtools.topics.drafts import draft
from fgtools.topics.gaps import Group

MET = ("agreement", "partial")
"""Verdicts of a theme and a topic by which the codebook is not silent on the topic."""
Verdicts = dict[tuple[str, str], bool]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A group of talk that no code took up, and the code that it proposes.

    `roles` are those of the participants who said it; `likeness` to the nearest code, -1 to 1.
    """

    group: Group
    roles: tuple[str, ...]
    nearest: str
    likeness: float
    code: Code


@dataclass(frozen=True, slots=True)
class Missed:
    """The groups, and the utterances that are in none: left over, or small talk.

    `topics` are those that no code comes near: much of their talk may show some other code.
    """

    proposals: tuple[Proposal, ...]
    topics: tuple[Proposal, ...]
    left_over: int
    small_talk: int


@dataclass(frozen=True, slots=True)
class Raised:
    """The codes that a session raised, and those of them that no earlier one did."""

    session: str
    date: str
    codes: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """All that `fgtools codes suggest` shows; `saturation` is what sessions added, in words."""

    missed: Missed
    mixed: tuple[Mixed, ...]
    silent: tuple[Silent, ...]
    by_session: tuple[Raised, ...]
    saturation: str


def suggestions(folder: Folder) -> Suggestions:
    """Return what a refinement of the codebook would start from."""
    book = folder.codebook()
    codings, _ = stage_codes.shown(folder)
    decided = verdicts(folder, book)
    raised, verdict = _by_session(folder, book, codings)
    return Suggestions(
        missed(folder), _mixed(folder, book, decided), _silent(folder, book, codings, decided),
        raised, verdict,
    )  # fmt: skip


def missed(folder: Folder) -> Missed:
    """Return the talk that no code took up, grouped, each group with the code it proposes."""
    from fgtools.topics.gaps import gaps  # numpy waits until it is needed
    from fgtools.topics.silences import silences

    turns, speakers = folder.store.turns(), folder.store.participants()
    codings, _ = stage_codes.shown(folder)
    folder.say("codes: grouping what has no code")
    meaning = stage_codes.encoder(folder)
    found = gaps(turns, {c.turn for c in codings}, speakers, meaning, alike)
    met = {one.topic for one in stage_topics.matrix(folder) if one.verdict in MET}
    topics = stage_topics.shown(folder)
    quiet = silences(topics, met, folder.store.topic_assignments(), turns, speakers)
    drafted = _drafted(folder, (*found.groups, *quiet))
    count = len(found.groups)
    return Missed(drafted[:count], drafted[count:], found.left_over, found.small_talk)


def _drafted(folder: Folder, groups: Sequence[Group]) -> tuple[Proposal, ...]:
    from fgtools.codes.near import nearest  # scikit-learn waits until it is needed

    book, speakers = folder.codebook(), folder.store.participants()
    said = [[one.text for one in group.members] for group in groups]
    talk = [turn.text for turn in layers.codable(folder)]
    near = nearest(book, said, talk, stage_codes.encoder(folder))
    taken = cues.pattern([cue for code in book.codes for cue in code.cues])
    keys = [code.key for code in book.codes]
    proposals: list[Proposal] = []
    for group, (key, likeness) in zip(groups, near, strict=True):
        code = draft(group, keys, lambda form: bool(cues.found(taken, cues.words_of(form))))
        keys.append(code.key)
        roles = tuple(sorted({speakers[person].role for person in group.people}))
        proposals.append(Proposal(group, roles, key, likeness, code))
    return tuple(proposals)


def verdicts(folder: Folder, book: Codebook) -> Verdicts:
    """Return what people decided on (turn, code), as it holds: it applies, or it does not."""
    known, _ = counting(folder.store.decisions(CODE), book)
    held = held_by(known, Turns(folder.store.turns(), folder.store.carried()))
    return {at: one.verdict != REJECT for at, one in held.items() if one.verdict != OPEN}


def _mixed(folder: Folder, book: Codebook, decided: Verdicts) -> tuple[Mixed, ...]:
    codable = [turn.id for turn in layers.codable(folder)]
    coders = layers.people(folder)
    proposed = folder.store.codings()
    every = (*coders, layers.machine(folder)) if coders else ()
    return mixed(book, codable, every, decided, proposed)


def _silent(
    folder: Folder, book: Codebook, codings: Sequence[Coding], decided: Verdicts
) -> tuple[Silent, ...]:
    given: dict[str, dict[str, int]] = {}
    for coding in codings:
        session = coding.turn.rpartition("/")[0]
        heard = given.setdefault(coding.code, {})
        heard[session] = heard.get(session, 0) + 1
    judged: dict[str, Judged] = {}
    for coding in folder.store.codings():
        applies = decided.get((coding.turn, coding.code))
        if applies is not None:
            before = judged.get(coding.code, Judged())
            judged[coding.code] = replace(
                before, right=before.right + applies, wrong=before.wrong + (not applies)
            )
    return silent(book, given, judged, len(folder.settings.sessions))


def _by_session(
    folder: Folder, book: Codebook, codings: Sequence[Coding]
) -> tuple[tuple[Raised, ...], str]:
    """Return the codes of each session by date, then name; those without a date come last."""
    from fgtools.roles.saturation import saturation  # numpy waits until it is needed

    dates = {name: one.date for name, one in folder.settings.sessions.items()}
    pairs = {(coding.turn.rpartition("/")[0], coding.code) for coding in codings}
    so_far: set[str] = set()
    raised: list[Raised] = []
    for name in pooled.by_date(folder):
        here = tuple(code.key for code in book.codes if (name, code.key) in pairs)
        raised.append(Raised(name, dates[name], here, tuple(k for k in here if k not in so_far)))
        so_far |= {*here}
    heard = {one.session: one.codes for one in raised}
    return tuple(raised), saturation(heard, seed=folder.settings.seed).verdict
