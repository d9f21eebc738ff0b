"""The stage `roles`: which group raised what, participants as the units."""

from __future__ import annotations

from collections.abc import Sequence

from fgtools.errors import Misused
from fgtools.nouns import Coding, SafeTurn, Span, View
from fgtools.roles.counting import Mention, Speaking
from fgtools.spans import word_count
from fgtools.study import stage_codes, stage_topics
from fgtools.study.decisions import CODE
from fgtools.study.folder import Folder
from fgtools.study.keys import key_of

STAGE = "roles"
VERSION = "1"


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
    views = views_by(folder, "role", codings)
    with folder.store.writing():
        folder.store.set_views(views)


def views_by(folder: Folder, by: str, codings: Sequence[Coding]) -> tuple[View, ...]:
    """Compare the groups that `by` makes: role, session, wave, mode, or an attribute's name."""
    from fgtools.roles.compare import compare  # scipy waits until it is needed

    words = folder.store.words()
    speaking = [Speaking(p, words.get(p.id, 0)) for p in folder.store.participants().values()]
    grouped = groups(folder, by)
    # Codes and topics apart: each is a family of comparisons of its own.
    families = (
        ([code.key for code in folder.codebook().codes], _coded(folder, codings)),
        ([topic.id for topic in folder.store.topics()], _in_topics(folder)),
    )
    return tuple(
        view
        for subjects, mentions in families
        for view in compare(
            mentions, speaking, subjects=subjects, groups=grouped,
            threshold=threshold(folder), noun=by,
        )
    )  # fmt: skip


def groups(folder: Folder, by: str) -> dict[str, str]:
    """Return the group of every participant."""
    speakers = folder.store.participants()
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

    found = {key: group(key) for key in speakers}
    if not any(found.values()):
        names = {a.name for s in sessions.values() for a in s.attributes}
        raise Misused(
            f"nothing to compare by: {by}",
            hint=f"Choose one of: {', '.join(['role', 'session', 'wave', 'mode', *sorted(names)])}",
        )
    return {key: value for key, value in found.items() if value}


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
