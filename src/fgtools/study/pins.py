"""Which models a study uses, to the byte."""

from __future__ import annotations

from fgtools.study import finding, shipped, stage_codes
from fgtools.study.folder import Folder
from fgtools.study.private import digest


def pins(folder: Folder) -> tuple[tuple[str, str], ...]:
    """Return what identifies each model, to the byte."""
    return (
        ("names", finding.model_pin(folder)[:16]),
        ("meaning", stage_codes.encoder(folder).pin),
        ("codes", digest(shipped.pair_model().read_bytes())[:16]),
    )
