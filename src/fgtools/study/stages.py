"""The chain: what `fgtools run` does, in order, and what of it is up to date.

A stage's key is a digest of all that it depends on; a stage whose key is the one it last ran under
is up to date. A run that was killed goes on with the first stage whose key was not yet written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fgtools.study import (
    stage_codes,
    stage_names,
    stage_quotes,
    stage_report,
    stage_roles,
    stage_topics,
)
from fgtools.study.folder import Folder


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the chain: what it depends on, how it is done, whether what it made is there."""

    name: str
    key: Callable[[Folder], str]
    run: Callable[[Folder], None]
    whole: Callable[[Folder], bool] = lambda _: True


@dataclass(frozen=True, slots=True)
class State:
    """How a stage stands: "up to date", "to do", or "waits" for an earlier one."""

    name: str
    state: str
    done: int
    total: int


CHAIN = (
    Stage("names", stage_names.key, stage_names.run, stage_names.whole),
    Stage("codes", stage_codes.key, stage_codes.run),
    Stage("topics", stage_topics.key, stage_topics.run),
    Stage("roles", stage_roles.key, stage_roles.run),
    Stage("quotes", stage_quotes.key, stage_quotes.run),
    Stage("report", stage_report.key, stage_report.run, stage_report.whole),
)


def bring_up(folder: Folder, upto: str = CHAIN[-1].name) -> tuple[str, ...]:
    """Run every stage up to `upto` that is not up to date; return the names of those that ran."""
    ran: list[str] = []
    for stage in CHAIN:
        key = stage.key(folder)  # taken before: what changes meanwhile makes the stage stale again
        if not _fresh(folder, stage, key):
            stage.run(folder)
            ran.append(stage.name)
            with folder.store.writing():
                folder.store.set_key(stage.name, key)
        if stage.name == upto:
            break
    return tuple(ran)


def _fresh(folder: Folder, stage: Stage, key: str) -> bool:
    return folder.store.key(stage.name) == key and stage.whole(folder)


def states(folder: Folder) -> Iterator[State]:
    """Yield how every stage stands, in order."""
    total = len(folder.settings.sessions)
    waits = False
    for stage in CHAIN:
        fresh = not waits and _fresh(folder, stage, stage.key(folder))
        done = _done(folder, stage.name, fresh)
        yield State(
            stage.name, "up to date" if fresh else "waits" if waits else "to do", done, total
        )
        waits = waits or not fresh


def _done(folder: Folder, stage: str, fresh: bool) -> int:
    if fresh:
        return len(folder.settings.sessions)
    if stage == stage_codes.STAGE:
        keys = stage_codes.session_keys(folder)
        return sum(folder.store.key(stage, name) == key for name, key in keys.items())
    return 0
