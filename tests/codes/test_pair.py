from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from fgtools.codes import features, pair
from fgtools.codes.pair import PairModel
from fgtools.codes.passages import passage
from fgtools.errors import FgtoolsError
from fgtools.nouns import Code, Codebook
from fgtools.ports import Encoder

SHIPPED = Path(__file__).resolve().parents[2] / "models" / "codes" / "pair.json"


def test_a_model_is_read_as_it_was_written(tmp_path: Path, model: PairModel) -> None:
    path = tmp_path / "pair.json"
    path.write_text(json.dumps(asdict(model)), encoding="utf-8")
    assert pair.read(path) == model


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"features": 3}'])
def test_what_is_no_model_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "pair.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FgtoolsError, match="no model"):
        pair.read(path)


def test_a_model_that_asks_for_unknown_evidence_is_refused(
    codebook: Codebook, encoder: Encoder, model: PairModel
) -> None:
    evidence = features.gather(codebook, [passage("The tap is dry.")], encoder)
    odd = replace(model, features=("cue", "smell", "tfidf"))
    with pytest.raises(FgtoolsError, match="smell"):
        pair.score(odd, evidence)


def test_the_shipped_model_knows_its_evidence_and_never_punishes_any(
    codebook: Codebook, encoder: Encoder
) -> None:
    shipped = pair.read(SHIPPED)
    evidence = features.gather(codebook, [passage("The tap is dry.")], encoder)
    assert set(shipped.features) <= set(evidence.names)
    weights = dict(zip(shipped.features, shipped.weights, strict=True))
    assert all(weight >= 0 for name, weight in weights.items() if name != "length")
    assert 0 < shipped.threshold < 1


def test_more_evidence_never_makes_a_code_less_likely(encoder: Encoder) -> None:
    shipped = pair.read(SHIPPED)
    quiet = Code("pests", "Slugs and pigeons", "Animals that eat what is grown.")
    fences = Code("fences", "Fences", "Keeping deer out.", cues=("fence",))
    said = [passage("They had every lettuce overnight.")]
    scores = [
        pair.score(shipped, features.gather(Codebook("x", "1", (code, fences)), said, encoder))
        for code in (replace(quiet, cues=("frogs",)), replace(quiet, cues=("lettuce",)))
    ]
    assert scores[1][0, 0] > scores[0][0, 0]
