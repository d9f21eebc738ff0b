"""A small invented study: three roles, one caseload theme with a code below it, and pay."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest

from fgtools.nouns import Code, Codebook, Coding, Participant, SafeTurn, Span
from fgtools.ports import Vectors
from fgtools.safe import stored

BOOK = Codebook(
    "Small", "1",
    (
        Code("caseload", "Caseload and workload", "How much work people carry", ("cases",)),
        Code("unpaid-hours", "Unpaid hours", "Work in the evening", parent="caseload"),
        Code("pay", "Pay", "What people earn", ("salary",)),
    ),
)  # fmt: skip


class BagOfWords:
    """An encoder for which texts that share words mean the same; it remembers what it was asked."""

    pin = "bag-of-words"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        rows = np.zeros((len(texts), 4096), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in re.findall(r"[a-z]{4,}", text.lower()):
                row[int(hashlib.blake2b(word.encode(), digest_size=8).hexdigest(), 16) % 4096] += 1
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.where(lengths, lengths, 1), np.float32)


@dataclass
class Group:
    """Turns and codings as a test says them, one line a turn."""

    turns: list[SafeTurn]
    codings: list[Coding]
    speakers: dict[str, Participant]
    encoder: BagOfWords

    def say(
        self,
        who: str,
        text: str,
        code: str = "",
        *,
        stance: str = "barrier",
        score: float = 0.9,
        about: str = "",
    ) -> SafeTurn:
        """Add a turn of `session:role:name` and, with a code, its coding on the words `about`."""
        session, role, _ = who.split(":")
        self.speakers.setdefault(
            who, Participant(who, session, role, role == "facilitator", role != "unknown")
        )
        turn = SafeTurn(f"{session}/{len(self.turns)}", session, len(self.turns), who, stored(text))
        self.turns.append(turn)
        if code:
            start = text.index(about) if about else 0
            span = Span(start, start + len(about) if about else len(text))
            self.codings.append(Coding(turn.id, span, code, stance, "fgtools", score, "cue"))
        return turn


@pytest.fixture
def group() -> Group:
    return Group([], [], {}, BagOfWords())


@pytest.fixture
def book() -> Codebook:
    return BOOK
