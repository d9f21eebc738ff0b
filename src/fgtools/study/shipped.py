"""What the program brings along: models, codebooks, study templates.

They lie inside the installed package, or, in a checkout, in the folders of the repository root.
"""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


def folder(name: str) -> Path:
    """Return the shipped folder `name`: "models", "codebooks" or "templates"."""
    packed = PACKAGE / "shipped" / name
    return packed if packed.is_dir() else checkout() / name


def checkout() -> Path:
    """Return the root of the program's own checkout, where it runs from one."""
    return PACKAGE.parents[1]


def pair_model() -> Path:
    """Return where the shipped pair model lies."""
    return folder("models") / "codes" / "pair.json"


def adapted() -> Path:
    """Return where what training changed in the encoder lies."""
    return folder("models") / "encoder" / "talk.safetensors"
