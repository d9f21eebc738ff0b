"""A crosswalk files what was coded with one codebook under the codes of another."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from fgtools.codebook import nodes
from fgtools.codebook.nodes import Problems
from fgtools.nouns import Codebook, Finding

WALK = ("from", "from_version", "to", "to_version", "map")
ENTRY = ("from", "to", "relation", "note")
RELATIONS = ("same", "narrower", "broader", "related")
"""Read from left to right: a narrower code is a part of the other."""


@dataclass(frozen=True, slots=True)
class Entry:
    """How one code stands to codes of the other codebook; no `targets`: it has none there."""

    source: str
    targets: tuple[str, ...]
    relation: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """The entries that lead from one codebook (name and version) to another."""

    source: str
    source_version: str
    target: str
    target_version: str
    entries: tuple[Entry, ...]

    def targets_of(self, key: str) -> tuple[str, ...]:
        """Return the codes that `key` is filed under, each once, in the crosswalk's order."""
        found = (target for e in self.entries if e.source == key for target in e.targets)
        return tuple(dict.fromkeys(found))


def read(path: Path) -> Crosswalk:
    """Return the crosswalk in a YAML file; raise FgtoolsError with file, line and reason."""
    problems = Problems(path)
    node = nodes.load(path)
    given = nodes.fields(node, WALK, problems)
    named = {name: nodes.text(given.get(name), name, problems) for name in WALK[:4]}
    for name in ("from", "to"):
        if not named[name]:
            problems.add(node, f"the crosswalk does not say {name} which codebook")
    rows = nodes.mappings(given.get("map"), "map", problems)
    entries = tuple(_entry(row, problems) for row in rows)
    problems.stop("Look at the crosswalk in codebooks/ for an example.")
    return Crosswalk(
        source=named["from"],
        source_version=named["from_version"] or "1",
        target=named["to"],
        target_version=named["to_version"] or "1",
        entries=entries,
    )


def _entry(node: yaml.MappingNode, problems: Problems) -> Entry:
    given = nodes.fields(node, ENTRY, problems)
    source = nodes.text(given.get("from"), "from", problems)
    relation = nodes.text(given.get("relation"), "relation", problems) or "related"
    if not source:
        problems.add(node, "an entry does not say from which code")
    if relation not in RELATIONS:
        problems.add(given["relation"], f"a relation is one of {', '.join(RELATIONS)}")
    targets = nodes.texts(given.get("to"), "to", problems)
    return Entry(source, targets, relation, nodes.text(given.get("note"), "note", problems))


def check(crosswalk: Crosswalk, source: Codebook, target: Codebook) -> tuple[Finding, ...]:
    """Return entries that name no code (unknown-code) and codes without entry (no-entry)."""
    here = [code.key for code in source.codes]
    there = {code.key for code in target.codes}
    mapped = {entry.source for entry in crosswalk.entries}
    unknown = [(e.source, source.name) for e in crosswalk.entries if e.source not in here]
    unknown += [
        (key, target.name) for e in crosswalk.entries for key in e.targets if key not in there
    ]
    found = [
        Finding("unknown-code", key, f"{name} has no code of this key", "Put the key right.")
        for key, name in dict.fromkeys(unknown)
    ]
    hint = "Add an entry, with `to: []` if it belongs nowhere."
    found += [
        Finding("no-entry", k, "the crosswalk has none", hint) for k in here if k not in mapped
    ]
    return tuple(found)
