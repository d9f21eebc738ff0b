"""Which regions may be printed: those with people enough, the others together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from fgtools.errors import Misused
from fgtools.nouns import Coding
from fgtools.report import by_region
from fgtools.report.card_parts import RegionsPart
from fgtools.report.parts import Settings
from fgtools.study import sources, stage_roles
from fgtools.study.folder import Folder

REGION = "region"
OTHER, NONE = "Other regions", "No region given"


def part(folder: Folder, codings: Sequence[Coding], settings: Settings) -> RegionsPart | None:
    """Return the themes by region, None where fewer than two may be printed."""
    speakers, words = folder.store.participants(), folder.store.words()
    try:
        found = stage_roles.groups(folder, REGION)
    except Misused:
        return None
    apart = sources.voices(folder)
    voices = [key for key in speakers if key not in apart and not speakers[key].is_facilitator]
    given = {key: found.get(key, NONE) for key in voices}
    counted = Counter(given[key] for key in voices if speakers[key].counts and words.get(key, 0))
    names = pooled(counted, settings.threshold)
    if len({*names.values()}) < 2:
        return None
    grouped = {key: names.get(name, OTHER) for key, name in given.items()}
    people: Counter[str] = Counter()
    for name, many in counted.items():
        people[names[name]] += many
    sessions = {
        name: len({speakers[key].session for key in voices if grouped[key] == name})
        for name in people
    }
    book, keys = folder.codebook(), {code.key for code in folder.codebook().themes}
    views = stage_roles.views_by(folder, REGION, codings, grouped)
    order = {name: people[name] for name in sorted(people, key=lambda n: (n in (OTHER, NONE), n))}
    return by_region.part([v for v in views if v.subject in keys], book, order, sessions, settings)


def pooled(people: Mapping[str, int], threshold: int) -> dict[str, str]:
    """Return under which name each region is printed.

    Rationale: who is one of few in a region is known there. Regions with fewer people than the
    threshold become one; the smallest of the others joins them until they are people enough.
    """
    by_size = sorted(people, key=lambda name: (people[name], name))
    few = [name for name in by_size if people[name] < threshold]
    while few and len(few) < len(by_size) and sum(people[n] for n in few) < threshold:
        few.append(by_size[len(few)])
    if len(few) == 1 and len(by_size) > 1:
        few.append(by_size[1])
    return {name: OTHER if name in few else name for name in people}
