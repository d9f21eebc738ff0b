"""What is signed of a manifest, by whom, and which figures went out with it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from fgtools.report.printed import Figure, from_rows
from fgtools.study.folder import Folder
from fgtools.study.private import digest
from fgtools.study.store import Signature

SIGNED = "signed"
"""The part of a manifest that signing adds to it; what is signed is the rest."""
INTERNAL = "internal"


def written(content: Mapping[str, Any], signatures: Iterable[Signature]) -> str:
    """Return a manifest as it is written, with its signatures at the end."""
    signed = [{"by": s.who, "role": s.role, "release": s.name, "at": s.at} for s in signatures]
    whole = {**{k: v for k, v in content.items() if k != SIGNED}, SIGNED: signed}
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def of_manifest(content: Mapping[str, Any]) -> str:
    """Return the digest of a manifest without its signatures."""
    return digest(written(content, ()).encode("utf-8"))


def as_signed(signatures: Iterable[Signature], manifest: str) -> tuple[Signature, ...]:
    """Return the signatures of one manifest, by its digest, in the order they were given."""
    return tuple(one for one in signatures if one.manifest == manifest)


def of(folder: Folder, content: Mapping[str, Any]) -> tuple[Signature, ...]:
    """Return the signatures that hold for a manifest's content."""
    return as_signed(folder.store.signatures(), of_manifest(content))


def figures(folder: Folder) -> tuple[tuple[Figure, ...], ...]:
    """Return the figures printed in every signed release that left the house, oldest first.

    Each set of figures once, however often it was signed.
    """
    told = dict.fromkeys(s.figures for s in folder.store.signatures() if s.level != INTERNAL)
    return tuple(tuple(from_rows(json.loads(text))) for text in told)
