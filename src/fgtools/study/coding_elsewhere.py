"""Coding one session where there is no study: on a worker, from redacted turns alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from fgtools.models import encoder as sentence_model
from fgtools.nouns import Codebook, Coding, Participant, SafeTurn
from fgtools.ports import Encoder
from fgtools.study import shipped
from fgtools.study.vectors import InMemory, KeptVectors

if TYPE_CHECKING:
    from fgtools.codes.apply import Weighed


@dataclass(frozen=True, slots=True)
class ToCode:
    """A session to be coded: its redacted turns, and the vectors that the study has of them."""

    codebook: Codebook
    turns: tuple[SafeTurn, ...]
    speakers: Mapping[str, Participant]
    known: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Coded:
    """What was made of a session, and the vectors that the study had not."""

    codings: tuple[Coding, ...]
    vectors: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Seen:
    """A session weighed, to be coded once all are, and the vectors that the study had not."""

    weighed: Weighed | None
    vectors: Mapping[str, bytes]


def coded(task: ToCode) -> Coded:
    """Code a session by itself."""
    from fgtools.codes import pair
    from fgtools.codes.apply import apply

    keeper = InMemory(task.known)
    model = pair.read(shipped.pair_model())
    encoder = KeptVectors(keeper, "", sentence_encoder)
    codings = apply(task.codebook, task.turns, task.speakers, encoder, model)
    return Coded(codings, keeper.new)


def seen(task: ToCode) -> Seen:
    """Weigh a session, for people taught the machine and all sessions are learnt from."""
    from fgtools.codes import pair
    from fgtools.codes.apply import weigh

    keeper = InMemory(task.known)
    model = pair.read(shipped.pair_model())
    weighed = weigh(task.codebook, task.turns, KeptVectors(keeper, "", sentence_encoder), model)
    return Seen(weighed, keeper.new)


@lru_cache(maxsize=1)
def sentence_encoder(setting: str = "") -> Encoder:
    """Return the sentence model, which is loaded once in a process."""
    return sentence_model.load(setting, shipped.adapted())
