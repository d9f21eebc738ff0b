"""How the study was done, for the annexes of its report."""

from __future__ import annotations

from collections import Counter

from fgtools import __version__
from fgtools.nouns import NOTES, SURVEY
from fgtools.report.facts import Facts, LevelFact
from fgtools.study import sources
from fgtools.study.decisions import CODE
from fgtools.study.folder import Folder
from fgtools.study.silent import silent


def facts(folder: Folder) -> Facts:
    """Return what the study knows of itself; counts alone, no names."""
    store, settings = folder.store, folder.settings
    beside = sources.beside(folder)
    read = [one for one in store.sessions() if one.name not in beside]
    held = [settings.sessions[one.name] for one in read if one.name in settings.sessions]
    quiet = {name: many for name, many in silent(folder).items() if name not in beside}
    leads = {key for key, one in store.participants().items() if one.is_facilitator}
    decided = store.decisions(CODE)
    coders = {one.who for one in decided} | {row.coder for row in store.coded()}
    return Facts(
        sessions=len(read),
        talk=any(one.mode != SURVEY for one in held),
        modes=tuple(sorted(Counter(one.mode for one in held).items())),
        formats=tuple(sorted(Counter(one.format for one in read).items())),
        minutes=tuple(round(one.duration / 60) for one in read if one.duration is not None),
        attended=len(quiet),
        silent=sum(quiet.values()),
        prompts=sum("?" in t.text for t in store.turns() if t.participant in leads),
        coders=len(coders),
        decided=len(decided),
        doubts=len(store.doubts()),
        notes=sum(kind == NOTES for kind in beside.values()),
        retention=settings.retention,
        sealed=folder.private.seal.at[:10] if folder.private.seal else "",
        levels=tuple(LevelFact(n, one.threshold, one.quotes) for n, one in settings.levels.items()),
        version=__version__,
    )
