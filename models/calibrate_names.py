"""Measure how large the name model's inner numbers get, for its 8-bit weights.

8-bit weights meet 8-bit inputs. Were these scaled by what is in a batch, the probability of a name
would depend on what else is read with it; so each layer has a range of its own: that of its inputs
on the talk that the model was trained on.

    OMP_NUM_THREADS=1 python models/calibrate_names.py --data ../shared/data/ner

adds `range.LAYER` (least and greatest number) to the trained weights; a minute, after training.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from name_turns import epoch
from numpy.typing import NDArray
from onnx import TensorProto, helper, load_from_string
from safetensors.numpy import load_file, save_file

from fgtools.models import graph
from fgtools.models.encoder import WEIGHTS, folder_of
from fgtools.models.pieces import END, START, pieces, tokenizer, windows

LEARNT = Path(__file__).resolve().parent / "names" / "names" / "tagger.safetensors"
LINES = 1_500

Ranges = dict[str, NDArray[np.float32]]


def ranges(learnt: graph.Weights, texts: Sequence[str]) -> Ranges:
    """Return the least and the greatest input of each layer over some texts."""
    inputs: dict[str, str] = {}
    made = graph.tagger(load_file(folder_of("") / WEIGHTS), learnt, inputs)
    model = load_from_string(made.model)
    names = list(dict.fromkeys(inputs.values()))
    shape = ["texts", "pieces", None]
    model.graph.output.extend(
        helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name in names
    )
    session = graph.session(graph.Made(model.SerializeToString(), made.weights))
    found = {name: np.array([np.inf, -np.inf], np.float32) for name in names}
    for cut in pieces(tokenizer(folder_of("")), texts):
        for one in windows(len(cut.ids), cut.begins):
            ids = np.array([[START, *cut.ids[one.start : one.end], END]], np.int64)
            cases = np.array([[5, *cut.cases[one.start : one.end], 5]], np.int64)
            size = ids.shape[1]
            given = {"ids": ids, "cases": cases, "positions": np.arange(size)}
            rows = session.run(names, {**given, "lengths": np.array([size], np.int32)})
            for name, row in zip(names, rows, strict=True):
                found[name][0] = min(found[name][0], row.min())
                found[name][1] = max(found[name][1], row.max())
    return {f"{graph.RANGE}{layer}": found[name] for layer, name in inputs.items()}


def main() -> None:
    """Measure, and write the weights anew."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    default = Path(__file__).resolve().parents[2] / "shared" / "data" / "ner"
    parser.add_argument("--data", type=Path, default=default)
    data = parser.parse_args().data
    rng = random.Random(1)
    lines = rng.sample(epoch(data, LINES, rng), LINES)
    learnt = {k: v for k, v in load_file(LEARNT).items() if not k.startswith(graph.RANGE)}
    save_file({**learnt, **ranges(learnt, [line.text for line in lines])}, LEARNT)


if __name__ == "__main__":
    main()
