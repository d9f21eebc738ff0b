"""The name model as one ONNX graph with 8-bit weights, made in memory from the encoder's weights.

Several times as fast as the same layers in 32 bits. The graph is that of BERT
(Devlin et al. 2019, arXiv 1810.04805) as all-MiniLM-L6-v2 has it, plus an embedding of how each
word is written and a linear layer of tags; low-rank changes are merged into the weights.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Array = NDArray[Any]
Weights = Mapping[str, Array]

LAYERS, WIDTH, HEADS = 6, 384, 12
EPSILON = 1e-12
SCALE = 2.0
"""Alpha over rank of the low-rank changes: 32 / 16."""
STEPS = 63
"""Largest 8-bit weight: sums of two products then fit the 16 bits that processors without VNNI
have for them (ONNX Runtime's documentation calls it a reduced range)."""
OWN = "com.microsoft"
"""Where ONNX Runtime keeps the operators that are its own."""


class _Graph:
    """Nodes and initialisers while a graph is put together."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.weights: list[Any] = []

    def weight(self, name: str, value: Array) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: list[str], out: str, domain: str = "", **options: Any) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [out], domain=domain, **options))
        return out

    def linear(self, rows: str, out: str, weight: Array, bias: Array) -> str:
        """Add a linear layer with 8-bit weights, one scale for each output."""
        scales = np.abs(weight).max(axis=1) / STEPS
        small = np.clip(np.rint(weight / scales[:, None]), -STEPS, STEPS).astype(np.int8)
        names = [
            self.weight(f"{out}.weight", small.T),
            self.weight(f"{out}.scale", scales.astype(np.float32)),
            "",
            self.weight(f"{out}.bias", bias),
        ]
        return self.node("DynamicQuantizeMatMul", [rows, *names], out, OWN)

    def added(self, rows: str, more: str, out: str, gain: Array, shift: Array) -> str:
        """Add two rows and normalise the sum."""
        names = [self.weight(f"{out}.gain", gain), self.weight(f"{out}.shift", shift)]
        both = self.node("Add", [rows, more], f"{out}.sum")
        return self.node("LayerNormalization", [both, *names], out, epsilon=EPSILON)


def tagger(encoder: Weights, learnt: Weights) -> bytes:
    """Return the graph of the name model, serialised.

    `encoder` holds the encoder's weights under their published names, `learnt` what training
    added. Inputs: `ids` and `cases`, shape (texts, pieces), `positions` (pieces), `lengths`
    (texts; pieces that are no padding). Output: `chances`, shape (texts, pieces, tags).
    """
    graph = _Graph()
    rows = _embeddings(graph, encoder, learnt)
    for number in range(LAYERS):
        rows = _layer(graph, rows, number, encoder, learnt)
    head = graph.weight("head.weight", learnt["head.weight"].astype(np.float32).T)
    bias = graph.weight("head.bias", learnt["head.bias"].astype(np.float32))
    graph.node("Add", [graph.node("MatMul", [rows, head], "head"), bias], "logits")
    graph.node("Softmax", ["logits"], "chances", axis=-1)
    return _serialised(graph)


def _embeddings(graph: _Graph, encoder: Weights, learnt: Weights) -> str:
    words = graph.weight("words", encoder["embeddings.word_embeddings.weight"])
    cases = graph.weight("written", learnt["case.weight"].astype(np.float32))
    places = graph.weight(
        "places",
        encoder["embeddings.position_embeddings.weight"]
        + encoder["embeddings.token_type_embeddings.weight"][0],
    )
    graph.node("Gather", [words, "ids"], "word")
    graph.node("Gather", [cases, "cases"], "case")
    graph.node("Gather", [places, "positions"], "place")
    graph.node("Add", ["word", "case"], "cased")
    graph.node("Add", ["cased", "place"], "placed")
    gain = graph.weight("embedded.gain", encoder["embeddings.LayerNorm.weight"])
    shift = graph.weight("embedded.shift", encoder["embeddings.LayerNorm.bias"])
    return graph.node("LayerNormalization", ["placed", gain, shift], "embedded", epsilon=EPSILON)


def _layer(graph: _Graph, rows: str, number: int, encoder: Weights, learnt: Weights) -> str:
    at = f"encoder.layer.{number}."

    def weight(name: str) -> Array:
        low = learnt[f"{at}{name}.up"].astype(np.float32) @ learnt[f"{at}{name}.down"].astype(
            np.float32
        )
        merged: Array = encoder[f"{at}{name}.weight"] + SCALE * low
        return merged

    def bias(name: str) -> Array:
        return encoder[f"{at}{name}.bias"]

    three = [f"attention.self.{name}" for name in ("query", "key", "value")]
    joint = graph.linear(
        rows, f"{at}three", np.concatenate([weight(n) for n in three]),
        np.concatenate([bias(n) for n in three]),
    )  # fmt: skip
    parts = [f"{at}{name}" for name in ("query", "key", "value")]
    graph.nodes.append(helper.make_node("Split", [joint], parts, axis=-1, num_outputs=3))
    seen = graph.node(
        "MultiHeadAttention", [*parts, "", "lengths"], f"{at}seen", OWN, num_heads=HEADS
    )
    out = "attention.output"
    told = graph.linear(seen, f"{at}told", weight(f"{out}.dense"), bias(f"{out}.dense"))
    rows = graph.added(
        told, rows, f"{at}first", encoder[f"{at}{out}.LayerNorm.weight"], bias(f"{out}.LayerNorm")
    )
    wide = graph.linear(rows, f"{at}wide", weight("intermediate.dense"), bias("intermediate.dense"))
    bent = graph.node("Gelu", [wide], f"{at}bent", OWN)
    back = graph.linear(bent, f"{at}back", weight("output.dense"), bias("output.dense"))
    return graph.added(
        back, rows, f"{at}second", encoder[f"{at}output.LayerNorm.weight"],
        bias("output.LayerNorm"),
    )  # fmt: skip


def _serialised(graph: _Graph) -> bytes:
    shape = ["texts", "pieces"]
    made = helper.make_graph(
        graph.nodes,
        "names",
        [
            helper.make_tensor_value_info("ids", TensorProto.INT64, shape),
            helper.make_tensor_value_info("cases", TensorProto.INT64, shape),
            helper.make_tensor_value_info("positions", TensorProto.INT64, ["pieces"]),
            helper.make_tensor_value_info("lengths", TensorProto.INT32, ["texts"]),
        ],
        [helper.make_tensor_value_info("chances", TensorProto.FLOAT, [*shape, None])],
        graph.weights,
    )
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(OWN, 1)]
    model = helper.make_model(made, opset_imports=opsets, ir_version=9)
    return bytes(model.SerializeToString())
