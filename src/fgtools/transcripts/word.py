"""The paragraphs of a Word file, as a reader of the page sees them."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from typing import Any

from fgtools.errors import FgtoolsError
from fgtools.transcripts.decode import BREAKS, UNSEEN

SPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
GONE = {f"{SPACE}del", f"{SPACE}moveFrom", f"{SPACE}instrText", COMPATIBLE}
"""Deleted text, field codes, and the second copy that Word keeps of a text box."""
MARKS = {f"{SPACE}tab": "\t", f"{SPACE}br": "\n", f"{SPACE}cr": "\n", f"{SPACE}noBreakHyphen": "-"}


def paragraphs(data: bytes, name: str) -> list[str]:
    """Return the paragraphs in order, those in tables and text boxes too, line breaks as `\\n`.

    Inserted text of tracked changes counts, deleted text does not; pictures, headers and footers
    are passed over. Raise FgtoolsError if Word's own structure is missing.
    """
    import docx

    try:
        body = docx.Document(io.BytesIO(data)).element.body
        texts = ["".join(_pieces(paragraph)) for paragraph in body.iter(f"{SPACE}p")]
    except Exception:  # whatever python-docx or lxml stumble over, the user's next step is one
        raise FgtoolsError(
            "The Word file is damaged.", name, "Open it in Word and save it as .docx."
        ) from None
    return [unicodedata.normalize("NFC", UNSEEN.sub("", BREAKS.sub("\n", t))) for t in texts]


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == f"{SPACE}t":
            yield child.text or ""
        elif child.tag in MARKS:
            yield MARKS[child.tag]
        elif child.tag not in GONE and child.tag != f"{SPACE}p":
            yield from _pieces(child)
