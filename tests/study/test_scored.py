"""What comparisons read of scores and decisions."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import numpy as np
from tests.conftest import typed

from fgtools.roles.evidence import Evidence
from fgtools.study import scored
from fgtools.study.folder import open_study


def evidence(study: Path) -> Evidence:
    folder = open_study(study)
    with closing(folder.store):
        found = scored.evidence(folder)
    assert found is not None
    return found


def test_facilitators_have_no_scores(study: Path) -> None:
    folder = open_study(study)
    with closing(folder.store):
        leads = {key for key, voice in folder.store.participants().items() if voice.is_facilitator}
    assert leads
    assert not leads & {*evidence(study).participants}


def test_what_a_person_decided_counts_wholly_or_not_at_all_and_the_rest_by_its_score(
    study: Path,
) -> None:
    before = evidence(study)
    for code, *how in (("pay",), ("supervision", "--reject")):
        done = typed(study, "codes", "set", "casework-1/20", "--code", code, *how, "--by", "HK")
        assert done.code == 0, done.err
    after = evidence(study)
    changed = np.argwhere(before.scores != after.scores)
    told = {after.codes[code]: after.scores[turn, code] for turn, code in changed}
    assert told == {"pay": 1.0, "supervision": 0.0}
    assert ((before.scores >= 0) & (before.scores <= 1)).all()
    assert after.subjects["joint-working-health"] == ("joint-working-health", "joint-working")
