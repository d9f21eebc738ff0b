"""Who took a stance on a subject, by session and group: what a comparison of stances counts."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from fgtools.roles.counting import Places
from fgtools.roles.hiding import hidden


@dataclass(frozen=True, slots=True)
class Counts:
    """Participants per session and group: who spoke, who raised a subject, who took a stance."""

    subject: str
    stance: str
    groups: NDArray[np.str_]
    spoke: Places
    raised: Places
    took: Places

    def of(self, group: str, *, others: bool = False) -> Counts:
        """Return the cells of a group, or of all others."""
        kept = (self.groups == group) != others
        return replace(
            self, groups=self.groups[kept], spoke=self.spoke[kept],
            raised=self.raised[kept], took=self.took[kept],
        )  # fmt: skip

    @property
    def share(self) -> float:
        """Return the share of those who took the stance among those who raised the subject."""
        return int(self.took.sum()) / max(int(self.raised.sum()), 1)

    @property
    def sessions(self) -> int:
        """Return the number of sessions in which the subject was raised."""
        return int((self.raised > 0).sum())


def few(side: Counts, threshold: int) -> bool:
    """Tell whether a group's figures are hidden: those of the stance, or those of the subject."""
    spoke, raised, took = (int(part.sum()) for part in (side.spoke, side.raised, side.took))
    return hidden(took, raised, threshold) or hidden(raised, spoke, threshold)
