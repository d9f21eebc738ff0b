"""The stage `roles`: which group raised what, participants as the units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fgtools.errors import Misused
from fgtools.nouns import Coding, SafeTurn, Span, View
from fgtools.report.counts import SPREAD
from fgtools.roles import hiding
from fgtools.roles.counting import Mention, Speaking
from fgtools.spans import word_count
from fgtools.study import layers, roster_columns, scored, sources, stage_codes, stage_topics
from fgtools.study.decisions import CODE
from fgtools.study.folder import Folder
from fgtools.study.keys import key_of

if TYPE_CHECKING:
    from fgtools.roles.stances import StanceView

STAGE = "roles"
VERSION = "4"
OF_SESSIONS = ("role", "session", "wave", "mode")
AUTHORITIES = frozenset(
    ("authority", "local authority", "la", "borough", "council", "county", "district", "employer")
)
"""Attributes that outside internal nothing is compared by: regions are published, these never."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a view is about: its label, and its kind (theme, code or topic)."""

    label: str
    kind: str


def key(folder: Folder) -> str:
    """Return what the views depend on."""
    decisions = [(d.id, d.subject, d.value) for d in folder.store.decisions(CODE)]
    words, carried = folder.store.words(), folder.store.carried()
    return key_of(
        STAGE, VERSION, stage_topics.key(folder), decisions, carried, words, threshold(folder)
    )


def threshold(folder: Folder) -> int:
    """Return the count of people below which the release level hides a figure."""
    level = folder.settings.levels.get(folder.settings.level)
    if level is None:
        raise Misused(
            f"no release level {folder.settings.level!r}", "study.toml",
            f"Choose one of: {', '.join(folder.settings.levels)}",
        )  # fmt: skip
    return level.threshold


def run(folder: Folder) -> None:
    """Compare the roles."""
    folder.say("roles: comparing")
    codings, _ = stage_codes.shown(folder)
    heard = bool(folder.store.participants())  # a study of response tables has nobody's talk
    views = views_by(folder, "role", codings) if heard else ()
    with folder.store.writing():
        folder.store.set_views(views)


def views_by(
    folder: Folder, by: str, codings: Sequence[Coding], grouped: Mapping[str, str] | None = None
) -> tuple[View, ...]:
    """Compare the groups that `by` makes: role, session, wave, mode, or an attribute's name.

    `codings` are what is counted and shown; whether groups differ in codes is told from the scores.
    `grouped` may name the groups otherwise (voice to group), such as with small ones pooled.
    """
    from fgtools.roles.compare import compare  # scipy waits until it is needed

    words = folder.store.words()
    speaking = [Speaking(p, words.get(p.id, 0)) for p in folder.store.participants().values()]
    grouped = groups(folder, by) if grouped is None else grouped
    # Codes and topics apart: each is a family of comparisons of its own.
    families = (
        (
            [code.key for code in folder.codebook().codes],
            _coded(folder, codings),
            scored.evidence(folder),
        ),
        ([topic.id for topic in folder.store.topics()], _in_topics(folder), None),
    )
    return tuple(
        view
        for subjects, mentions, evidence in families
        for view in compare(
            mentions, speaking, subjects=subjects, groups=grouped, evidence=evidence,
            threshold=threshold(folder), noun=noun(by),
        )
    )  # fmt: skip


def views_of_coder(folder: Folder, by: str, coder: str) -> tuple[View, ...]:
    """Compare by what one coder coded, and nothing else: only turns that the coder read count.

    Topics are nobody's coding and are left out. Raise Misused where there is no such coder.
    """
    from fgtools.roles.compare import compare  # scipy waits until it is needed

    layer = layers.of(folder, coder)
    turns = {turn.id: turn for turn in folder.store.turns() if turn.id in layer.read}
    words: dict[str, int] = {}
    for turn in turns.values():
        words[turn.participant] = words.get(turn.participant, 0) + word_count(turn.text)
    speakers = folder.store.participants()
    counted = sum(speakers[voice].counts for voice in words)
    folder.say(f"roles: {layer.coder} read {len(turns)} turns of {counted} participants")
    given = [
        Coding(turn, Span(0, len(turns[turn].text)), code, "none", layer.coder, 1, "")
        for turn, code in sorted(layer.given)
        if turn in turns
    ]
    return compare(
        _coded(folder, given), [Speaking(speakers[voice], said) for voice, said in words.items()],
        subjects=[code.key for code in folder.codebook().codes], groups=groups(folder, by),
        threshold=threshold(folder), noun=noun(by),
    )  # fmt: skip


def stances_by(folder: Folder, by: str, codings: Iterable[Coding]) -> tuple[StanceView, ...]:
    """Compare how groups spoke of the themes: as barriers, as enablers, as requests."""
    from fgtools.roles.stances import Taken, stances  # scipy waits until it is needed

    book, words, speakers = folder.codebook(), folder.store.words(), folder.store.participants()
    voice = {turn.id: turn.participant for turn in folder.store.turns()}
    taken = [
        Taken(book.theme_of(one.code), one.stance or "none", one.turn, voice[one.turn])
        for one in codings
    ]
    grouped = {
        key: group
        for key, group in groups(folder, by).items()
        if speakers[key].counts and words.get(key, 0)
    }
    return stances(
        taken, speakers, grouped, subjects=[code.key for code in book.themes],
        threshold=threshold(folder), noun=noun(by),
    )  # fmt: skip


def in_company(folder: Folder, views: Sequence[View]) -> tuple[View, ...]:
    """Return views as they are shown by themselves: see `roles.hiding`.

    The report hides totals instead, where that hides less.
    """
    return hiding.in_company(views, threshold(folder), SPREAD)


def subjects(folder: Folder) -> dict[str, Subject]:
    """Return what each subject of a view is called, and whether it is a theme, code or topic."""
    codes = folder.codebook().codes
    found = {code.key: Subject(code.label, "code" if code.parent else "theme") for code in codes}
    return found | {topic.id: Subject(topic.label, "topic") for topic in stage_topics.shown(folder)}


def noun(by: str) -> str:
    """Return what a sentence calls a group."""
    return by.replace("_", " ").replace("-", " ")


def label(folder: Folder, by: str, group: str) -> str:
    """Return what a group is called on a screen."""
    return folder.settings.role_label(group) if by == "role" else group


def groups(folder: Folder, by: str) -> dict[str, str]:
    """Return the group of every voice that has one.

    An attribute is one of sessions, or a column of the roster. A survey beside groups, and notes,
    are groups by session and mode alone (see `sources`). Raise Misused where there is none.
    """
    level = folder.settings.level
    if noun(by).casefold() in AUTHORITIES and level != "internal":
        raise Misused(
            f"at the release level {level} nothing is compared by {noun(by)}", "--by",
            "Regions may be published, authorities never. To look yourself: level = \"internal\"",
        )  # fmt: skip
    speakers = folder.store.participants()
    apart = frozenset() if by in ("session", "mode") else sources.voices(folder)
    sessions = {name: folder.settings.session(name) for name in folder.settings.sessions}

    def group(key: str) -> str:
        participant = speakers[key]
        session = sessions[participant.session]
        own = dict(participant.attributes) | dict(session.attributes)
        own |= {
            "role": participant.role, "session": session.name,
            "wave": session.wave, "mode": session.mode,
        }  # fmt: skip
        return own.get(by, "")

    found = {key: value for key in speakers if (value := group(key))}
    found = found or roster_columns.groups(folder, by)
    found = {key: value for key, value in found.items() if key not in apart}
    if not found:
        names = {a.name for s in sessions.values() for a in s.attributes}
        choices = (*OF_SESSIONS, *sorted(names | {*roster_columns.names(folder)}))
        raise Misused(
            f"nothing to compare by: {by}", "--by", f"Choose one of: {', '.join(choices)}"
        )
    return found


def left_out(folder: Folder, by: str) -> int:
    """Return how many participants have no value to be compared by, and so are left out."""
    grouped = groups(folder, by)
    apart = sources.voices(folder)
    return sum(
        person.counts and key not in grouped and key not in apart
        for key, person in folder.store.participants().items()
    )


def _coded(folder: Folder, codings: Sequence[Coding]) -> list[Mention]:
    """Return who raised what in which turn: codes, and the themes above them."""
    codebook = folder.codebook()
    turns = {turn.id: turn for turn in folder.store.turns()}
    return [
        _mention(turns[coding.turn], subject, coding.span)
        for coding in codings
        for subject in stage_codes.rolled_up(codebook, coding)
    ]


def _in_topics(folder: Folder) -> list[Mention]:
    turns = {turn.id: turn for turn in folder.store.turns()}
    assigned = (a for a in folder.store.topic_assignments() if a.topic)
    return [_mention(turns[a.turn], a.topic, a.span) for a in assigned]


def _mention(turn: SafeTurn, subject: str, span: Span) -> Mention:
    words = word_count(turn.text[span.start : span.end])
    return Mention(subject, turn.id, turn.participant, turn.session, words)
