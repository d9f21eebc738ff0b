"""Codebooks and crosswalks are written as people edit them: YAML, children inside parents."""

from __future__ import annotations

from typing import Any

import yaml

from fgtools.codebook.crosswalk import Crosswalk, Entry
from fgtools.nouns import Code, Codebook

WIDTH = 100
LEGEND = """\
# relation reads from left to right: "same" = either may stand for the other, "narrower" = the left
# code is a part of the right one, "broader" = the right one is a part of the left, "related" = they
# meet in part. Decisions go over by themselves where the relation is same or (codes that apply)
# narrower; the others are listed for a person. `to: []` means that the code leads nowhere.
"""


def to_yaml(codebook: Codebook) -> str:
    """Return the codebook as YAML that `read` reads back alike; empty fields are left out.

    Codes come depth first, each parent's children in the codebook's order. Raises ValueError
    where a parent is not in the codebook, since its children would be lost.
    """
    keys = {code.key for code in codebook.codes}
    lost = sorted(code.key for code in codebook.codes if code.parent and code.parent not in keys)
    if lost:
        raise ValueError(f"codes without their parent: {', '.join(lost)}")
    whole = {
        "name": codebook.name,
        "version": codebook.version,
        "codes": [_code(codebook, code) for code in codebook.themes],
    }
    return yaml.safe_dump(whole, sort_keys=False, allow_unicode=True, width=WIDTH)


def code_to_yaml(code: Code) -> str:
    """Return one code, its children apart, as lines of YAML; empty fields are left out."""
    alone = _code(Codebook("", "", ()), code)
    return yaml.safe_dump(alone, sort_keys=False, allow_unicode=True, width=WIDTH)


def _code(codebook: Codebook, code: Code) -> dict[str, Any]:
    children = [child for child in codebook.codes if child.parent == code.key]
    entries = {
        "key": code.key,
        "label": code.label,
        "definition": code.definition,
        "include": list(code.include),
        "exclude": list(code.exclude),
        "examples": list(code.examples),
        "cues": list(code.cues),
        "codes": [_code(codebook, child) for child in children],
    }
    return {name: value for name, value in entries.items() if value}


def crosswalk_to_yaml(crosswalk: Crosswalk) -> str:
    """Return the crosswalk as YAML that `crosswalk.read` reads back alike, an entry a line."""
    head = {
        "from": crosswalk.source,
        "from_version": crosswalk.source_version,
        "to": crosswalk.target,
        "to_version": crosswalk.target_version,
    }
    rows = "".join(f"  - {_entry(entry)}\n" for entry in crosswalk.entries)
    return f"{LEGEND}{yaml.safe_dump(head, sort_keys=False, allow_unicode=True)}map:\n{rows}"


def _entry(entry: Entry) -> str:
    fields = {"from": entry.source, "to": list(entry.targets), "relation": entry.relation}
    if entry.note:
        fields["note"] = entry.note
    flow = yaml.safe_dump(
        fields, sort_keys=False, allow_unicode=True, default_flow_style=True, width=float("inf")
    )
    return flow.strip()
