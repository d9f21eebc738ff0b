"""How near groups of talk lie to the codes of a codebook."""

from __future__ import annotations

import numpy as np
import pytest

from fgtools.codes import near
from fgtools.nouns import Codebook
from fgtools.ports import Encoder

GROUPS = (
    ("The hoses leak.", "Taps that leak, and the tap by the gate is dry.", "No water butt."),
    ("Slugs ate it all.", "Pigeons again, and slugs: animals that eat what is grown."),
    (),
)
TALK = (*GROUPS[0], *GROUPS[1], "It rained in June.", "The committee met twice.")


def test_a_group_lies_nearest_to_the_code_it_speaks_of(
    codebook: Codebook, encoder: Encoder
) -> None:
    found = near.nearest(codebook, GROUPS[:2], TALK, encoder)
    assert found[0][0] in ("water", "leaks")
    assert found[1][0] == "pests"


def test_talk_that_is_read_part_by_part_lies_where_it_did(
    codebook: Codebook, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = near.likeness(codebook, GROUPS, TALK, encoder)
    monkeypatch.setattr(near, "TOGETHER", 2)
    assert np.allclose(near.likeness(codebook, GROUPS, TALK, encoder), whole, atol=1e-12)
    assert not whole[2].any()
