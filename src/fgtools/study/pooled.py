"""Figures over all sessions together: saturation."""

from __future__ import annotations

from collections.abc import Iterator

from fgtools.roles.saturation import saturation
from fgtools.study import stage_codes
from fgtools.study.folder import Folder


def saturation_lines(folder: Folder) -> Iterator[str]:
    """Yield what each further session added to the codes heard, in plain words."""
    codings, _ = stage_codes.shown(folder)
    heard: dict[str, set[str]] = {name: set() for name in sorted(folder.settings.sessions)}
    for coding in codings:
        heard[coding.turn.rpartition("/")[0]].add(coding.code)
    yield from saturation({name: frozenset(codes) for name, codes in heard.items()}).lines
