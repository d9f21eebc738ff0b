"""The sentence model is the published one, or it is not used."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from fgtools.errors import FgtoolsError
from fgtools.models import encoder


def test_the_installed_weights_are_the_published_ones() -> None:
    assert encoder.check("") == encoder.SHA256


def test_changed_weights_are_refused_before_they_are_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / encoder.WEIGHTS).write_bytes(b"not the weights")
    monkeypatch.setattr(encoder, "folder_of", lambda _: tmp_path)
    with pytest.raises(FgtoolsError, match="not the published ones"):
        encoder.check("")


def test_a_folder_without_weights_is_named(tmp_path: Path) -> None:
    with pytest.raises(FgtoolsError, match="safetensors"):
        encoder.folder_of(str(tmp_path))


@pytest.mark.parametrize("name", ["pytorch_model.bin", "2_Dense/model.pt", "modeling.py"])
def test_a_folder_with_what_could_run_code_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / encoder.WEIGHTS).write_bytes(b"weights")
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(b"")
    with pytest.raises(FgtoolsError, match="can run code"):
        encoder.folder_of(str(tmp_path))


def test_meaning_is_near_where_words_differ() -> None:
    model = encoder.load()
    rows = model.encode(
        ["My caseload is far too big.", "I hold too many cases.", "The biscuits were stale."]
    )
    assert rows.shape == (3, 384)
    assert np.allclose((rows**2).sum(axis=1), 1, atol=1e-5)
    assert rows[0] @ rows[1] > 0.5 > rows[0] @ rows[2]
