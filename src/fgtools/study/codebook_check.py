"""Check a codebook in a study: a report prints its words, so they may name nobody either."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from fgtools.codebook.check import check
from fgtools.nouns import Codebook, Finding
from fgtools.study import leaks
from fgtools.study.folder import Folder

HINT = "Write it in other words, or settle it: fgtools names review."


def check_in_study(folder: Folder, codebook: Codebook) -> tuple[Finding, ...]:
    """Return what is to be put right, words that identify somebody in the study included.

    Of a study that is sealed, or in which names were not looked for yet, nobody is known.
    """
    found = check(codebook)
    if folder.private.seal or not folder.private.has_key():
        return found
    named = leaks.in_texts(folder, _texts(codebook))
    return (*found, *(replace(finding, hint=HINT) for finding in named))


def _texts(codebook: Codebook) -> Iterator[tuple[str, str]]:
    """Yield every text of a codebook with the code's key and what the text is."""
    yield "name", codebook.name
    for code in codebook.codes:
        yield code.key, code.key.replace("-", " ")
        yield f"{code.key} label", code.label
        yield f"{code.key} definition", code.definition
        for kind in ("include", "exclude", "examples", "cues"):
            for text in getattr(code, kind):
                yield f"{code.key} {kind}", text
