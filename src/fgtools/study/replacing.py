"""A corrected transcript takes the old one's place; decisions go with the words they were made on.

The positions of decisions on turns are carried over by the stage `names` (see `carrying`); here
labels are followed, and it is told what could not be carried.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from fgtools.errors import FgtoolsError, Misused
from fgtools.nouns import Turn
from fgtools.spans import WORD
from fgtools.study import twins, withdrawn
from fgtools.study.aligning import blocks
from fgtools.study.folder import Folder
from fgtools.study.named_in import known_names, said_aloud, without_name
from fgtools.study.private import NUMBERED, NUMBERS, SPEAKERS, WITHDREW
from fgtools.study.reading import WITHDRAWN, hear, people_of, write_numbers
from fgtools.study.sessions import keep
from fgtools.study.stages import bring_up
from fgtools.study.standing import (
    NotCarried,
    Standing,
    kind_of,
    places,
    standing,
    transcript_of,
    waiting,
    words,
)
from fgtools.study.twins import Content
from fgtools.study.withdrawn import Silent
from fgtools.transcripts.people import person_name
from fgtools.transcripts.read import read
from fgtools.transcripts.recording import Recording
from fgtools.transcripts.voices import not_one_person

MOSTLY = 0.8
"""Share of a label's words that stand under another one now, where it was only renamed."""
HARDLY = 0.25
"""Share of the shorter talk's stretches below which a file is no correction of the other: bad
machine transcripts share a third with the corrected one, two meetings of a group under a tenth."""
LEAST = 3
"""Words from which a label can be told to have been renamed."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """A corrected transcript that is in its place, and what became of the session's decisions.

    `turns` are those that are kept; `changed` is False where they are those that were there.
    `carried` decisions found their words (`kinds` says of which kinds how many), `moved` of them in
    another place, `edited` of them with other words; `again` counts those that had waited for their
    words, `waiting` lists all that wait now, `waited` of them from before.
    """

    recording: Recording
    turns: tuple[Turn, ...] = field(repr=False)
    silent: Silent
    changed: bool
    kinds: tuple[tuple[str, int], ...]
    moved: int
    edited: int
    again: int
    waiting: tuple[NotCarried, ...]
    waited: int

    @property
    def carried(self) -> int:
        """Return how many decisions found their words."""
        return sum(count for _, count in self.kinds)


def replace_transcript(
    folder: Folder,
    session: str,
    source: Path,
    *,
    limit_mb: int = 50,
    sure: Callable[[str], None] = lambda _: None,
) -> Replaced:
    """Put a corrected transcript in the place of a session's old one.

    `sure` asks a question, and raises where the answer is no. Whatever fails, the old transcript
    stays in its place. Raise FgtoolsError if the file cannot be read or its recording is in the
    study as another session, Misused if it holds several sessions and none of this name.
    """
    folder.settings.session(session)
    recording, alone = _recording(folder, session, source, limit_mb)
    old = transcript_of(folder, session)
    _refuse_another_session(folder, session, recording)
    names = renamed(old, recording) if old else {}
    heard, silent = withdrawn.heard_now(folder, session, recording)
    before, waited = standing(folder, session), waiting(folder, session)
    if old and _same(old, recording, heard.turns):
        return Replaced(recording, heard.turns, silent, False, (), 0, 0, 0, waited, len(waited))
    for warning in recording.warnings:
        folder.say(f"{session}: {warning}")
    if old:
        _ask_about_another(folder, session, old, recording, sure)
    _ask_about_strangers(folder, session, recording, names, sure)
    if not heard.turns or withdrawn.still_there(folder, recording, heard, withdrawn.TELLING):
        raise FgtoolsError(withdrawn.UNCLEAR, session, withdrawn.CLEAR)
    undo = _undo(folder, session)
    try:
        if old:
            before_it = hear(folder.private, folder.settings, session)
            write_numbers(folder.private, {session: before_it})
        _follow_labels(folder, session, names)
        keep(folder, session, recording, source if alone and recording.format != "table" else None)
        if before:
            bring_up(folder, "names")
    except BaseException:
        undo()
        raise
    return _told(folder, session, Replaced(
        recording, heard.turns, silent, True, (), 0, 0, 0, waiting(folder, session), 0
    ), before, waited)  # fmt: skip


def _told(
    folder: Folder,
    session: str,
    done: Replaced,
    before: Mapping[int, Standing],
    waited: Sequence[NotCarried],
) -> Replaced:
    """Add what became of the decisions."""
    after = standing(folder, session)
    found = [
        (one, after[key].placed)
        for key, one in before.items()
        if key in after and after[key].placed  # of two on turns made one, the later one holds
    ]
    stayed = [(one, other) for one, other in found if one.placed]
    return replace(
        done,
        kinds=tuple(Counter(kind_of(one.decision) for one, _ in stayed).most_common()),
        moved=sum(places(one.placed) != places(other) for one, other in stayed),
        edited=sum(words(one.placed) != words(other) for one, other in stayed),
        again=len(found) - len(stayed),
        waited=(Counter(done.waiting) & Counter(waited)).total(),
    )


def _same(old: Recording, new: Recording, kept: Sequence[Turn]) -> bool:
    """Tell whether a file says what is there already, who withdrew left out."""

    def said(turns: Sequence[Turn]) -> list[tuple[str, str, str, str]]:
        return [(t.speaker, t.text, _clock(t.begin), _clock(t.end)) for t in turns]

    return said(old.turns) == said(kept) and {*new.roles} <= {*old.roles, *_silent_roles(new, kept)}


def _silent_roles(new: Recording, kept: Sequence[Turn]) -> set[tuple[str, str]]:
    labels = {turn.speaker for turn in kept}
    return {(label, role) for label, role in new.roles if label not in labels}


def _clock(seconds: float | None) -> str:
    return "" if seconds is None else f"{seconds:.3f}"


def _refuse_another_session(folder: Folder, session: str, recording: Recording) -> None:
    """Raise FgtoolsError where the recording is in the study under another name."""
    content = twins.content_of(recording)
    others = [name for name in folder.settings.sessions if name != session]
    held = twins.held(folder.private, folder.settings.sessions)
    rest = {name: held[name] for name in others if name in held}
    before = withdrawn.standing_as(folder, content)
    exactly = recording.format in twins.ROWS
    other = before if before in rest else twins.nearest(content, rest, exactly=exactly)
    mine = held.get(session)
    if not other or before == session or (mine and _nearer(content, mine, rest[other])):
        return
    raise FgtoolsError(
        f"this recording is in the study already, as {other}", session,
        f"To put the file in that one's place: fgtools transcripts replace {other} FILE",
    )  # fmt: skip


def _nearer(content: Content, mine: Content, other: Content) -> bool:
    return twins.likeness(content, mine) >= twins.likeness(content, other)


def _ask_about_another(
    folder: Folder,
    session: str,
    old: Recording,
    new: Recording,
    sure: Callable[[str], None],
) -> None:
    """Ask where hardly any of the words are those that are there: it may be another meeting."""
    before, after = twins.content_of(old), twins.content_of(new)
    if withdrawn.standing_as(folder, after) == session or before.digest == after.digest:
        return
    share = twins.overlap(before.sketch, after.sketch)
    if share >= HARDLY:
        return
    folder.say(
        f"{session}: hardly any words of this file ({share:.0%}) are those of the transcript that "
        "is there: it looks like another meeting. Add that one with: fgtools transcripts add FILE"
    )
    sure(f"Take {session}'s words out of the study and put this file in their place?")


def _recording(folder: Folder, session: str, source: Path, limit_mb: int) -> tuple[Recording, bool]:
    """Return what a file says of a session, and whether it is all that the file holds."""
    aloud = said_aloud(source, "the file", known_names(folder))
    try:
        recordings = read(source, limit_mb=limit_mb)
    except FgtoolsError as error:
        raise without_name(error, source, aloud) from None
    if len(recordings) == 1:
        return recordings[0], True
    for recording in recordings:
        if recording.session == session:
            return recording, False
    raise Misused(f"this table holds {len(recordings)} sessions, and none is {session}", aloud)


def _undo(folder: Folder, session: str) -> Callable[[], None]:
    """Return how to put everything back as it was."""
    path = folder.private.transcripts().get(session)
    content = path.read_bytes() if path else b""
    tables = folder.private.remembered("roster.csv", "speakers.csv", NUMBERED, WITHDREW)

    def undo() -> None:
        if path:
            folder.private.put_back(path, content)
        else:
            folder.private.drop_transcript(session)
        tables()

    return undo


def renamed(old: Recording, new: Recording) -> dict[str, str]:
    """Return the labels that were corrected: the same voice said the same words under both."""
    before, after = _labelled_words(old), _labelled_words(new)
    both: Counter[tuple[str, str]] = Counter()
    for block in blocks([word for word, _ in before], [word for word, _ in after]):
        for step in range(block.length):
            both[before[block.old + step][1], after[block.new + step][1]] += 1
    of_old, of_new = Counter[str](), Counter[str]()
    for (one, other), times in both.items():
        of_old[one] += times
        of_new[other] += times
    old_labels, new_labels = ({label for _, label in words} for words in (before, after))
    return {
        one: other
        for (one, other), times in sorted(both.items())
        if one and other and one not in new_labels and other not in old_labels
        and times >= LEAST and times >= MOSTLY * of_old[one] and times >= MOSTLY * of_new[other]
    }  # fmt: skip


def _labelled_words(recording: Recording) -> list[tuple[str, str]]:
    return [(w, t.speaker) for t in recording.turns for w in WORD.findall(t.text.lower())]


def _follow_labels(folder: Folder, session: str, names: Mapping[str, str]) -> None:
    """Let a corrected label have the number and the decision of the label it was."""
    for name, header in ((NUMBERED, NUMBERS), ("speakers.csv", SPEAKERS)):
        rows = folder.private.rows(name, header)
        here = {r["label"]: r for r in rows if r["session"] == session}
        new = [
            here[one] | {"label": other} | _name_now(here[one], other)
            for one, other in names.items()
            if one in here and other not in here
        ]
        if new:
            folder.private.write_rows(name, header, [*rows, *new])


def _name_now(row: Mapping[str, str], label: str) -> dict[str, str]:
    if row.get("name", label) or not_one_person(label):
        return {}
    return {"name": person_name(label).shown or label}


def _ask_about_strangers(
    folder: Folder,
    session: str,
    recording: Recording,
    names: Mapping[str, str],
    sure: Callable[[str], None],
) -> None:
    """Ask about new labels where somebody withdrew whose own label is not in the file."""
    people = people_of(folder.private, session)
    settled = folder.private.rows("speakers.csv", SPEAKERS)
    withdrew = any(p.role == WITHDRAWN and p.session == session for p in people) or any(
        r["role"] == WITHDRAWN and r["session"] == session for r in settled
    )
    heard, _ = withdrawn.heard_now(folder, session, recording)
    numbered = folder.private.rows(NUMBERED, NUMBERS)
    known = {r["label"] for r in numbered if r["session"] == session} | {*names.values()}
    new = [turn for turn in heard.turns if turn.speaker not in known]
    if withdrew and new and len(heard.turns) == len(recording.turns):
        sure(
            f"Somebody withdrew consent from {session} and their label is not in this file, but "
            f"{len(new)} turns (the first is {new[0].ordinal}) have a label that is new. Are these "
            "somebody else's words?"
        )
