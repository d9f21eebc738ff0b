"""Office files whose bytes depend on their content alone."""

from __future__ import annotations

import io
import re
import zipfile

EPOCH = "2000-01-01"
"""The day in the properties of a report whose study has no decision yet."""
MOMENT = (1980, 1, 1, 0, 0, 0)
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def fixed(blob: bytes) -> bytes:
    """Rewrite a zip with a fixed date for every entry, order and content as they were."""
    new = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(blob)) as old,
        zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, MOMENT)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            entry.create_system = 3
            out.writestr(entry, old.read(name))
    return new.getvalue()


def printable(text: str) -> str:
    """Take out the characters that XML cannot hold."""
    return CONTROL.sub("", text)
