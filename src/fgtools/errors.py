"""The errors that a user sees: what went wrong, where, and what to type next.

    FgtoolsError            exit code 1: it could not be done
    ├── Misused             exit code 2: the command or a setting does not say what to do
    └── Found               exit code 3: a check found something to put right

No message ever carries words of a transcript.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from fgtools.nouns import Finding

UNFIT = {"Cc": " ", "Zl": " ", "Zp": " ", "Cf": "", "Cs": "\ufffd"}
"""Kinds of characters that could forge a line, and what stands for them."""
LONGEST_PLACE = 120


def harmless(text: str) -> str:
    """Return a text on one line.

    A file's name may hold line breaks, a terminal's orders, marks of writing direction and bytes
    that are no text.
    """
    return " ".join("".join(UNFIT.get(unicodedata.category(c), c) for c in text).split())


def _place(where: str) -> str:
    seen = harmless(where[: 10 * LONGEST_PLACE])
    return seen if len(seen) <= LONGEST_PLACE else f"{seen[: LONGEST_PLACE - 1]}…"


class FgtoolsError(Exception):
    """Say what went wrong, where (file, row, session and turn), and the next command (hint)."""

    exit_code = 1

    def __init__(self, what: str, where: str = "", hint: str = "") -> None:
        self.what, self.where, self.hint = harmless(what), _place(where), harmless(hint)
        super().__init__(str(self))

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        stop = "" if self.what.endswith((".", "?", "!")) else "."
        advice = f"{stop} {self.hint}" if self.hint else ""
        return f"{place}{self.what}{advice}"


class Misused(FgtoolsError):
    """Say that a command or a setting is wrong."""

    exit_code = 2


class Found(FgtoolsError):
    """Say that a check found something that people must settle first, with what it found."""

    exit_code = 3

    def __init__(
        self, what: str, findings: Sequence[Finding], where: str = "", hint: str = ""
    ) -> None:
        super().__init__(what, where, hint)
        self.findings = tuple(findings)
