"""Guids: compared without braces and case; ours are made once and kept in the study."""

from __future__ import annotations

import re
import uuid

GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
HOUSE = uuid.UUID("6f1c2d5e-8b1a-5c5f-9a55-0d6f7a3c9e21")
"""The name space of this program's guids (RFC 4122, 4.3)."""


def plain(guid: str | None) -> str:
    """Return a guid in lower case without braces; whatever else stands there, stripped."""
    return (guid or "").strip().strip("{}").casefold()


def is_guid(text: str) -> bool:
    """Tell whether a plain guid has the standard's form."""
    return bool(GUID.fullmatch(text))


def made(*parts: str) -> str:
    """Return the guid of what the parts name: the same for the same parts."""
    return str(uuid.uuid5(HOUSE, "\x1f".join(parts)))
