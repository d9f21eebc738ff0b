"""A codebook is written as people edit it: YAML, children inside their parents."""

from __future__ import annotations

from typing import Any

import yaml

from fgtools.nouns import Code, Codebook

WIDTH = 100


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
