"""The encoder and the name model, each as one ONNX graph made in memory from published weights.

The weights are handed over beside the graph: written into it they would be copied three times.

The graph is that of BERT (Devlin et al. 2019, arXiv 1810.04805) as all-MiniLM-L6-v2 has it.
Low-rank changes are merged into the weights. The name model has 8-bit weights and inputs, 1.5
times as fast as 32 bits without VNNI and several times with it, an embedding of how each word is
written and a linear layer of tags. The encoder of meaning keeps 32 bits: 8 would cost it a
hundredth of cosine, and without VNNI gain it little.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto, helper

# Builds of 1.31 report to their maker unless they are told not to before they are loaded, and give
# the machine a number in the home directory (onnxruntime/Privacy.md).
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
import onnxruntime

Array = NDArray[Any]
Weights = Mapping[str, Array]
Linear = Callable[[str, str, Array, Array], str]
"""Adds a linear layer: rows, name of what comes out, weight, bias."""

LAYERS, WIDTH, HEADS = 6, 384, 12
EPSILON = 1e-12
SCALE = 2.0
"""Alpha over rank of the low-rank changes: 32 / 16."""
RANGE = "range."
"""Before the name of a layer: the least and the greatest of its inputs."""
LEVELS = 255
STEPS = 63
"""Largest 8-bit weight: sums of two products then fit the 16 bits that processors without VNNI
have for them (ONNX Runtime's documentation calls it a reduced range)."""
OWN = "com.microsoft"
"""Where ONNX Runtime keeps the operators that are its own."""


class Made(NamedTuple):
    """A graph, serialised, and the weights that it names."""

    model: bytes
    weights: dict[str, Array]


def session(made: Made) -> onnxruntime.InferenceSession:
    """Return a graph ready to be run, on one thread: more would sum in another order."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    # The graphs are fused already, and fusing further (SkipLayerNormalization) slows them down.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    values = map(onnxruntime.OrtValue.ortvalue_from_numpy, made.weights.values())
    options.add_external_initializers(list(made.weights), list(values))
    return onnxruntime.InferenceSession(made.model, options, providers=["CPUExecutionProvider"])


class _Graph:
    """Nodes and initialisers while a graph is put together."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.weights: dict[str, Array] = {}
        self.ranges: dict[str, Array] = {}
        self.inputs: dict[str, str] = {}

    def weight(self, name: str, value: Array) -> str:
        self.weights[name] = np.ascontiguousarray(value)
        return name

    def node(self, kind: str, inputs: list[str], out: str, domain: str = "", **options: Any) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [out], domain=domain, **options))
        return out

    def linear(self, rows: str, out: str, weight: Array, bias: Array) -> str:
        """Add a linear layer."""
        made = self.node("MatMul", [rows, self.weight(f"{out}.weight", weight.T)], f"{out}.free")
        return self.node("Add", [made, self.weight(f"{out}.bias", bias)], out)

    def small(self, rows: str, out: str, weight: Array, bias: Array) -> str:
        """Add a linear layer with 8-bit weights, one scale for each output.

        Its inputs have the range that they had when the model was calibrated: scaled by what is in
        a batch, a text's answer would depend on what else is read with it.
        """
        scales = np.abs(weight).max(axis=1) / STEPS
        small = np.clip(np.rint(weight / scales[:, None]), -STEPS, STEPS).astype(np.int8)
        least, most = self.ranges[out].astype(np.float64)
        step = (most - least) / LEVELS
        given = [
            self.weight(f"{out}.step", np.array(step, np.float32)),
            self.weight(f"{out}.zero", np.array(np.rint(-least / step), np.uint8)),
        ]
        whole = self.node("QuantizeLinear", [rows, *given], f"{out}.whole")
        names = [
            self.weight(f"{out}.weight", small.T), given[0],
            self.weight(f"{out}.scale", scales.astype(np.float32)), given[1], "",
            self.weight(f"{out}.bias", bias),
        ]  # fmt: skip
        return self.node("MatMulIntegerToFloat", [whole, *names], out, OWN)

    def seen(self, rows: str, out: str, weight: Array, bias: Array) -> str:
        """Add a linear layer of 32 bits, and note where its inputs are."""
        self.inputs[out] = rows
        return self.linear(rows, out, weight, bias)

    def added(self, rows: str, more: str, out: str, gain: Array, shift: Array) -> str:
        """Add two rows and normalise the sum."""
        names = [self.weight(f"{out}.gain", gain), self.weight(f"{out}.shift", shift)]
        both = self.node("Add", [rows, more], f"{out}.sum")
        return self.node("LayerNormalization", [both, *names], out, epsilon=EPSILON)


def tagger(encoder: Weights, learnt: Weights, inputs: dict[str, str] | None = None) -> Made:
    """Return the graph of the name model.

    `encoder` holds the encoder's weights under their published names, `learnt` what training
    added and the range of each layer's inputs. To measure these, `inputs` is filled with where
    they are, by layer, in a graph of 32 bits. Inputs: `ids` and `cases`, shape (texts, pieces),
    `positions` (pieces), `lengths` (texts; pieces that are no padding). Output: `chances`, shape
    (texts, pieces, tags).
    """
    graph = _Graph()
    graph.ranges = {k.removeprefix(RANGE): v for k, v in learnt.items() if k.startswith(RANGE)}
    linear = graph.small if inputs is None else graph.seen
    rows = _embeddings(graph, encoder, learnt)
    for number in range(LAYERS):
        rows = _layer(graph, rows, number, encoder, learnt, linear)
    if inputs is not None:
        inputs |= graph.inputs
    head = graph.weight("head.weight", learnt["head.weight"].astype(np.float32).T)
    bias = graph.weight("head.bias", learnt["head.bias"].astype(np.float32))
    graph.node("Add", [graph.node("MatMul", [rows, head], "head"), bias], "logits")
    graph.node("Softmax", ["logits"], "chances", axis=-1)
    return _serialised(graph, ("ids", "cases"), "chances")


def sentences(encoder: Weights, learnt: Weights) -> Made:
    """Return the graph of the encoder of meaning; `learnt` may be empty.

    Inputs: `ids`, shape (texts, pieces), `positions` (pieces), `lengths` (texts; pieces that are
    no padding). Output: `rows`, shape (texts, pieces, 384), not yet pooled.
    """
    graph = _Graph()
    rows = _embeddings(graph, encoder, learnt)
    for number in range(LAYERS):
        rows = _layer(graph, rows, number, encoder, learnt, graph.linear)
    return _serialised(graph, ("ids",), rows)


def _embeddings(graph: _Graph, encoder: Weights, learnt: Weights) -> str:
    words = graph.weight("words", encoder["embeddings.word_embeddings.weight"])
    places = graph.weight(
        "places",
        encoder["embeddings.position_embeddings.weight"]
        + encoder["embeddings.token_type_embeddings.weight"][0],
    )
    rows = graph.node("Gather", [words, "ids"], "word")
    if "case.weight" in learnt:
        cases = graph.weight("written", learnt["case.weight"].astype(np.float32))
        rows = graph.node("Add", [rows, graph.node("Gather", [cases, "cases"], "case")], "cased")
    graph.node("Add", [rows, graph.node("Gather", [places, "positions"], "place")], "placed")
    gain = graph.weight("embedded.gain", encoder["embeddings.LayerNorm.weight"])
    shift = graph.weight("embedded.shift", encoder["embeddings.LayerNorm.bias"])
    return graph.node("LayerNormalization", ["placed", gain, shift], "embedded", epsilon=EPSILON)


def _layer(
    graph: _Graph, rows: str, number: int, encoder: Weights, learnt: Weights, linear: Linear
) -> str:
    at = f"encoder.layer.{number}."

    def weight(name: str) -> Array:
        own = encoder[f"{at}{name}.weight"]
        if f"{at}{name}.up" not in learnt:
            return own
        up, down = (learnt[f"{at}{name}.{way}"].astype(np.float32) for way in ("up", "down"))
        # Not by a matrix product: its last digits would depend on the number of threads.
        merged: Array = own + SCALE * np.einsum("ij,jk->ik", up, down, optimize=False)
        return merged

    def bias(name: str) -> Array:
        return encoder[f"{at}{name}.bias"]

    three = [f"attention.self.{name}" for name in ("query", "key", "value")]
    joint = linear(
        rows, f"{at}three", np.concatenate([weight(n) for n in three]),
        np.concatenate([bias(n) for n in three]),
    )  # fmt: skip
    parts = [f"{at}{name}" for name in ("query", "key", "value")]
    graph.nodes.append(helper.make_node("Split", [joint], parts, axis=-1, num_outputs=3))
    seen = graph.node(
        "MultiHeadAttention", [*parts, "", "lengths"], f"{at}seen", OWN, num_heads=HEADS
    )
    out = "attention.output"
    told = linear(seen, f"{at}told", weight(f"{out}.dense"), bias(f"{out}.dense"))
    rows = graph.added(
        told, rows, f"{at}first", encoder[f"{at}{out}.LayerNorm.weight"], bias(f"{out}.LayerNorm")
    )
    wide = linear(rows, f"{at}wide", weight("intermediate.dense"), bias("intermediate.dense"))
    bent = graph.node("Gelu", [wide], f"{at}bent", OWN)
    back = linear(bent, f"{at}back", weight("output.dense"), bias("output.dense"))
    return graph.added(
        back, rows, f"{at}second", encoder[f"{at}output.LayerNorm.weight"],
        bias("output.LayerNorm"),
    )  # fmt: skip


def _serialised(graph: _Graph, texts: tuple[str, ...], out: str) -> Made:
    shape = ["texts", "pieces"]
    made = helper.make_graph(
        graph.nodes,
        "talk",
        [
            *(helper.make_tensor_value_info(name, TensorProto.INT64, shape) for name in texts),
            helper.make_tensor_value_info("positions", TensorProto.INT64, ["pieces"]),
            helper.make_tensor_value_info("lengths", TensorProto.INT32, ["texts"]),
        ],
        [helper.make_tensor_value_info(out, TensorProto.FLOAT, [*shape, None])],
        [_named(name, value) for name, value in graph.weights.items()],
    )
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(OWN, 1)]
    model = helper.make_model(made, opset_imports=opsets, ir_version=9)
    return Made(bytes(model.SerializeToString()), graph.weights)


def _named(name: str, value: Array) -> TensorProto:
    """Return an initialiser without its numbers, which the session is given."""
    tensor = TensorProto(
        name=name,
        dims=value.shape,
        data_type=helper.np_dtype_to_tensor_dtype(value.dtype),
        data_location=TensorProto.EXTERNAL,
    )
    tensor.external_data.add(key="location", value="memory")
    return tensor
