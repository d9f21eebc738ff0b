"""Waves of a study: which there are, how their codebooks stand to one another, what changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from fgtools.codebook import crosswalk as walks
from fgtools.codebook import read as codebook_file
from fgtools.codebook.crosswalk import Crosswalk
from fgtools.nouns import Codebook, Coding
from fgtools.study import shipped, sources, stage_roles
from fgtools.study.config import Study
from fgtools.study.folder import Folder
from fgtools.study.private import digest

if TYPE_CHECKING:  # what is reported takes a while: it waits until it is
    from fgtools.report.card_parts import Indicator, QuestionPart, WavesPart
    from fgtools.report.parts import Settings

WALKS = "*.crosswalk.yaml"


def held(folder: Folder) -> dict[str, int]:
    """Return the waves with the number of sessions of talk in each, the earliest first.

    By the first date that a session of the wave has, else by name (2 before 10).
    """
    beside = sources.beside(folder)
    sessions = [folder.settings.session(n) for n in folder.settings.sessions if n not in beside]
    order = _in_order(folder, {one.wave for one in sessions if one.wave})
    return {name: sum(one.wave == name for one in sessions) for name in order}


def _without_wave(folder: Folder) -> list[str]:
    beside = sources.beside(folder)
    sessions = [folder.settings.session(n) for n in folder.settings.sessions if n not in beside]
    return [one.name for one in sessions if not one.wave]


def _in_order(folder: Folder, names: Iterable[str]) -> list[str]:
    sessions = [folder.settings.session(name) for name in folder.settings.sessions]

    def first(name: str) -> str:
        return min((s.date for s in sessions if s.wave == name and s.date), default="9")

    return sorted(names, key=lambda name: (first(name), _natural(name)))


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", name)]


def change(
    folder: Folder,
    codings: Sequence[Coding],
    settings: Settings,
    questions: Sequence[QuestionPart],
) -> WavesPart | None:
    """Return what changed between waves, in talk and in surveys; None where there is only one."""
    from fgtools.report.card_parts import WavesPart
    from fgtools.report.shifts import asked_twice
    from fgtools.report.waves import waves

    there = held(folder)
    asked = asked_twice(questions, _in_order(folder, {q.wave for q in questions if q.wave}))
    if len(there) < 2:
        return WavesPart((), (), (), (), asked) if asked else None
    if lost := _without_wave(folder):
        told = ", ".join(lost)
        folder.say(f"report: waves are not compared, because study.toml gives none for: {told}")
        return None
    book = folder.codebook()
    keys = {code.key for code in book.themes}
    views = [v for v in stage_roles.views_by(folder, "wave", codings) if v.subject in keys]
    since, dropped = standing(folder, next(iter(there)), book)
    found = waves(
        views, there, book, settings, since=since, dropped=dropped,
        only=_only(folder, tuple(there), settings),
    )  # fmt: skip
    return replace(found, asked=asked)


def indicators(settings: Study) -> tuple[Indicator, ...]:
    """Return the figures of the workforce that study.toml lists, with date, base and source."""
    from fgtools.report.card_parts import Indicator

    return tuple(
        Indicator(one.label, one.unit, one.before, one.after, one.base, one.source)
        for one in settings.indicators
    )


def _only(
    folder: Folder, names: Sequence[str], settings: Settings
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the roles that were not heard in every wave, and where they were."""
    beside = sources.beside(folder)
    heard: dict[str, set[str]] = {}
    for person in folder.store.participants().values():
        if person.counts and person.session not in beside:
            wave = folder.settings.session(person.session).wave
            heard.setdefault(person.role, set()).add(wave)
    order = [
        *(role for role in settings.roles if role in heard),
        *sorted({*heard} - {*settings.roles}),
    ]
    return tuple(
        (settings.role(role), tuple(name for name in names if name in heard[role]))
        for role in order
        if not heard[role] >= {*names}
    )


def standing(folder: Folder, wave: str, new: Codebook) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return by theme how it stands to the codebook of a wave, and the themes of that one gone.

    `[waves.NAME] codebook` names it; without it all waves have the study's codebook, and nothing is
    returned. A crosswalk in `codebooks/` from the one to the other is followed, else what
    `codebook diff` finds.
    """
    own = folder.settings.waves.get(wave)
    if own is None or not own.codebook:
        return {}, ()
    folders = (folder.root / "codebooks", shipped.folder("codebooks"))
    old = codebook_file.read(codebook_file.find(own.codebook, folders))
    if old == new:
        return {}, ()
    for path in (path for place in folders for path in sorted(place.glob(WALKS))):
        walk = walks.read(path)
        ends = (walk.source, walk.source_version, walk.target, walk.target_version)
        if ends == (old.name, old.version, new.name, new.version):
            return _by_crosswalk(walk, old, new)
    return _by_diff(old, new)


def pin(folder: Folder) -> list[str]:
    """Return what a report on waves depends on beside the study's own codebook."""
    folders = (folder.root / "codebooks", shipped.folder("codebooks"))
    named = [one.codebook for one in folder.settings.waves.values() if one.codebook]
    files = [codebook_file.find(name, folders) for name in named]
    files += [path for path in sorted(folders[0].glob(WALKS)) if named]
    return [digest(path.read_bytes()) for path in files]


def _by_crosswalk(
    walk: Crosswalk, old: Codebook, new: Codebook
) -> tuple[dict[str, str], tuple[str, ...]]:
    above = {code.key: new.theme_of(code.key) for code in new.codes}
    tops = {code.key for code in old.themes}
    ways: dict[str, dict[str, str]] = {}
    for entry in walk.entries:
        for target in entry.targets:
            if target in above:
                ways.setdefault(entry.source, {})[above[target]] = entry.relation
    for code in old.codes:  # without an entry a code leads to the one of its key
        if code.key in above and not any(e.source == code.key for e in walk.entries):
            ways[code.key] = {above[code.key]: "same"}
    labels = {code.key: code.label for code in (*new.codes, *old.codes)}
    since = {theme.key: _mark(theme.key, ways, tops, labels, theme.label) for theme in new.themes}
    return since, _gone(old, (key for key in tops if not ways.get(key)))


def _mark(
    theme: str, ways: dict[str, dict[str, str]], tops: set[str], labels: dict[str, str], label: str
) -> str:  # fmt: skip
    """Say how a theme stands to the codes of the older codebook that lead to it."""
    found = {source: leads for source, leads in ways.items() if theme in leads}
    if not found:
        return "new"
    from_top = [source for source in found if source in tops]
    if not from_top or any(len(found[s]) > 1 or found[s][theme] == "broader" for s in from_top):
        return "split"
    if all(found[source][theme] == "related" for source in from_top):
        return "related"
    if len(from_top) > 1:
        return "merged"
    return "same" if labels[from_top[0]] == label else "renamed"


def _by_diff(old: Codebook, new: Codebook) -> tuple[dict[str, str], tuple[str, ...]]:
    from fgtools.codebook.diff import diff  # only where no crosswalk leads from one to the other

    themes = {code.key for code in new.themes}
    since = dict.fromkeys(themes, "same")
    gone: list[str] = []
    for one in diff(old, new):
        kind = {"added": "new", "moved": "split"}.get(one.change, one.change)
        gone += one.sources if kind == "dropped" else ()
        for target in one.targets:
            if target in themes and kind in ("new", "split", "merged", "renamed"):
                since[target] = kind
    return since, _gone(old, gone)


def _gone(old: Codebook, keys: Iterable[str]) -> tuple[str, ...]:
    lost = {*keys}
    return tuple(code.label for code in old.themes if code.key in lost)
