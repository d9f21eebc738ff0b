"""Codes of a codebook that say little: never given, in one session only, or mostly taken off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fgtools.nouns import Codebook

FEWEST_REJECTED = 2
"""Codings taken off by people before it is more than a slip."""


@dataclass(frozen=True, slots=True)
class Silent:
    """A code that says little, and why, in words."""

    code: str
    why: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What people decided on the machine's codings of a code."""

    right: int = 0
    wrong: int = 0


def silent(
    codebook: Codebook,
    given: Mapping[str, Mapping[str, int]],
    judged: Mapping[str, Judged],
    sessions: int,
) -> tuple[Silent, ...]:
    """Return the codes that say little, in the codebook's order.

    `given` counts the turns of each code by session, as they are shown; `sessions` are those of the
    study. A theme is given where one of its codes is.
    """
    heard = {code.key: dict(given.get(code.key, {})) for code in codebook.codes}
    for code in reversed(codebook.codes):
        if code.parent:
            above = heard[code.parent]
            for session, turns in heard[code.key].items():
                above[session] = above.get(session, 0) + turns
    return tuple(
        Silent(code.key, "; ".join(reasons))
        for code in codebook.codes
        if (reasons := [*_reasons(heard[code.key], judged.get(code.key, Judged()), sessions)])
    )


def _reasons(heard: Mapping[str, int], judged: Judged, sessions: int) -> Iterator[str]:
    looked_at = judged.right + judged.wrong
    if not heard:
        yield "no turn shows it"
    elif len(heard) == 1 and sessions > 1:
        ((session, turns),) = heard.items()
        yield f"in one session only: {session} ({turns} turn{'' if turns == 1 else 's'})"
    if judged.wrong >= FEWEST_REJECTED and 2 * judged.wrong > looked_at:
        yield f"people took it off {judged.wrong} of the {looked_at} turns they looked at"
