"""What a study knows of how it was done, for the annexes: no names, no words of the talk."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LevelFact:
    """A release level: counts of people below `threshold` are hidden; whether it prints quotes."""

    name: str
    threshold: int
    quotes: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """How the study was done.

    `talk`: whether there were groups at all, not surveys alone; `modes`: (mode, sessions), "" where
    not said; `formats`: (format, sessions); `minutes` of the sessions whose length is known;
    `silent`: people at an attendance report's sessions (`attended`) whose voice is in no
    transcript; `prompts`: turns of facilitators with a question; `coders`: people who coded or
    decided on codes; `decided`: their decisions on codes; `doubts`: words written over that nobody
    has decided on; `notes`: sets of notes without speakers; `sealed`: the day on which the private
    zone was deleted, "" where it was not.
    """

    sessions: int = 0
    talk: bool = True
    modes: tuple[tuple[str, int], ...] = ()
    formats: tuple[tuple[str, int], ...] = ()
    minutes: tuple[int, ...] = ()
    attended: int = 0
    silent: int = 0
    prompts: int = 0
    coders: int = 0
    decided: int = 0
    doubts: int = 0
    notes: int = 0
    retention: str = ""
    sealed: str = ""
    levels: tuple[LevelFact, ...] = ()
    version: str = ""
