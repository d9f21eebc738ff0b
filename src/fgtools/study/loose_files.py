"""Names in files outside any study: each file stands alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fgtools.models import ner
from fgtools.names.asked import asked
from fgtools.names.people import KnownPerson
from fgtools.names.redact import Doubt, redact
from fgtools.nouns import Redaction, Session
from fgtools.ports import NameFinder
from fgtools.study import shipped
from fgtools.transcripts.read import read
from fgtools.transcripts.recording import Recording
from fgtools.transcripts.speakers import match


@dataclass(frozen=True, slots=True)
class FileFinds:
    """What was found in one file; doubtful stretches are not among the finds."""

    file: str
    turns: tuple[str, ...]
    """Ids of the turns, SESSION/ORDINAL, in order."""
    finds: tuple[Redaction, ...]
    doubts: tuple[Doubt, ...]


def find_in_files(paths: Sequence[Path], setting: str) -> Iterator[FileFinds]:
    """Find names in transcripts, each alone; `setting` is the name model's, as in study.toml.

    Positions are in the turns as `transcripts show` gives them.
    """
    model = ner.load(ner.folder_of(setting, shipped.folder("models") / "names"))
    return (_find_in_file(path, model) for path in paths)


def _find_in_file(path: Path, model: NameFinder) -> FileFinds:
    recordings = read(path)
    turns = {
        name: tuple(replace(t, id=f"{name}/{t.ordinal}", session=name) for t in recording.turns)
        for name, recording in ((r.session or "file", r) for r in recordings)
    }
    every = [turn for session in turns.values() for turn in session]
    marked = asked(model.find, [turn.text for turn in every])
    modelled = {turn.id: finds for turn, finds in zip(every, marked, strict=True)}
    people = {r.session or "file": _people(r) for r in recordings}
    done = redact(turns, people, modelled)
    doubts = tuple(d for one in done.values() for d in one.doubts)
    doubtful = {(d.turn, d.span) for d in doubts}
    return FileFinds(
        path.name,
        tuple(turn.id for turn in every),
        tuple(
            r for one in done.values() for r in one.redactions if (r.turn, r.span) not in doubtful
        ),
        doubts,
    )


def _people(recording: Recording) -> tuple[KnownPerson, ...]:
    labels = tuple(dict.fromkeys(turn.speaker for turn in recording.turns))
    speakers = match(labels, session=Session(recording.session), people=(), roles={})
    return tuple(KnownPerson(name, "participant") for s in speakers for name in s.names)
