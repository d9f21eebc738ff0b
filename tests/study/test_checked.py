"""What a report said is not searched for forms again; for names, and for anything new, it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.conftest import typed

from fgtools.names.forms import Forms
from fgtools.names.words import talk
from fgtools.study import checked
from fgtools.study.finding import finders
from fgtools.study.folder import open_study

PHONE = talk("", "ring 07700 900123 for it")


def known(study: Path) -> Path:
    return study / "transcripts" / "checked.txt"


def test_hashes_alone_are_kept_and_the_next_report_is_the_same(study: Path) -> None:
    assert typed(study, "report", "write").code == 0
    kept = known(study).read_text("utf-8")
    assert kept.splitlines()[0] == finders()
    assert all(re.fullmatch("[0-9a-f]{24}", line) for line in kept.splitlines()[1:])
    outputs = {p: p.read_bytes() for p in (study / "outputs").rglob("*") if p.is_file()}
    (study / "outputs" / "report.md").unlink()
    assert typed(study, "report", "write").code == 0
    assert {p: p.read_bytes() for p in outputs} == outputs
    assert known(study).read_text("utf-8") == kept


def test_what_is_new_in_a_report_is_searched_for_forms(study: Path) -> None:
    assert typed(study, "report", "write").code == 0
    own = study / "report"
    own.mkdir(exist_ok=True)
    (own / "introduction.md").write_text("Ring 07700 900123 for a copy.\n", "utf-8")
    done = typed(study, "report", "write")
    assert done.code == 3
    assert "07700" not in done.out + done.err


class Everything:
    """Texts of which all are known."""

    def __contains__(self, _: object) -> bool:
        return True


@pytest.mark.parametrize("by", ["these finders", "other finders"])
def test_hashes_of_other_finders_say_nothing(study: Path, by: str) -> None:
    believed = Forms(Everything())
    assert believed.of(PHONE) == ()
    first = finders() if by == "these finders" else "0" * 64
    known(study).write_text(f"{first}\n{next(believed.clean())}", "utf-8")
    folder = open_study(study)
    found = checked.forms(folder).of(PHONE)
    folder.store.close()
    assert bool(found) is (by == "other finders")


def test_who_withdraws_leaves_no_hash_of_what_was_said(study: Path) -> None:
    assert typed(study, "report", "write").code == 0
    assert known(study).exists()
    done = typed(study, "transcripts", "withdraw", "therapies-1.p02", "--yes")
    assert done.code == 0, done.err
    assert not known(study).exists()
