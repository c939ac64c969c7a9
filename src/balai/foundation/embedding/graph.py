"""The network as an ONNX graph, in float32 (to check against) or in eight bits (to run).

Both take one text at a time, `embedded` (1 x tokens x hidden: word, position and type already
added), and give `vector` (1 x hidden, unit length); the states after chosen layers can be
asked for as well. One text at a time has three merits: no padding is computed, a vector cannot
depend on its neighbours in a batch although activations are quantised per tensor, and two
threads share nothing.

Weights are quantised to seven bits of an int8, symmetric per output: on processors without
VNNI, products of uint8 and int8 saturate at the full eight, and seven cost nothing measurable
(mean cosine to float32 0.9966 against 0.9970). Activations are quantised as a whole, but for the
second step of the feed-forward token by token: there a few tokens have values a hundred times
those of others, and under one scale the others are lost (lowest cosine to float32 on varied
text 0.987 under one scale, 0.998 token by token).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from balai.foundation.embedding.weights import Weights

MICROSOFT = "com.microsoft"
LARGEST = 63
STATES = (5, 8)
"""Layers, counted from 0, whose token states a head may ask for."""


class _Graph:
    """Nodes and constants, collected."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, name: str, values: NDArray[Any]) -> str:
        import numpy as np
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, operator: str, inputs: list[str], output: str, **options: Any) -> str:
        self.nodes_of(operator, inputs, [output], **options)
        return output

    def nodes_of(
        self, operator: str, inputs: list[str], outputs: list[str], **options: Any
    ) -> None:
        from onnx import helper

        self.nodes.append(helper.make_node(operator, inputs, outputs, outputs[0], **options))


def _linear(
    graph: _Graph,
    value: str,
    weight: NDArray[np.float32],
    bias: NDArray[np.float32],
    output: str,
    *,
    quantised: bool,
) -> str:
    """Add value x weight' + bias; `weight` has one row per output."""
    import numpy as np

    if not quantised:
        product = graph.node(
            "MatMul", [value, graph.constant(f"{output}.w", weight.T)], f"{output}.product"
        )
        return graph.node("Add", [product, graph.constant(f"{output}.b", bias)], output)
    scale = np.maximum(np.abs(weight).max(axis=1) / LARGEST, np.float32(1e-12))
    rounded = np.rint(weight / scale[:, None]).astype(np.int8)
    return graph.node(
        "DynamicQuantizeMatMul",
        [
            value,
            graph.constant(f"{output}.w", rounded.T),
            graph.constant(f"{output}.scale", scale.astype(np.float32)),
            graph.constant(f"{output}.zero", np.zeros(len(scale), np.int8)),
            graph.constant(f"{output}.b", bias),
        ],
        output,
        domain=MICROSOFT,
    )


def _linear_by_token(
    graph: _Graph,
    value: str,
    weight: NDArray[np.float32],
    bias: NDArray[np.float32],
    output: str,
) -> str:
    """Add value x weight' + bias with a scale of its own for every token of `value`."""
    import numpy as np
    from onnx import TensorProto

    def number(name: str, value: float) -> str:
        return graph.constant(f"{output}.{name}", np.array(value, np.float32))

    def step(operator: str, inputs: list[str], name: str, **options: Any) -> str:
        return graph.node(operator, inputs, f"{output}.{name}", **options)

    scale = np.maximum(np.abs(weight).max(axis=1) / LARGEST, np.float32(1e-12))
    rounded = np.rint(weight / scale[:, None]).astype(np.int8)
    axes = graph.constant(f"{output}.axes", np.array([-1], np.int64))
    largest = step("ReduceMax", [step("Abs", [value], "abs"), axes], "max", keepdims=1)
    unit = step("Div", [step("Max", [largest, number("tiny", 1e-12)], "safe"),
                        number("127", 127)], "unit")  # fmt: skip
    shifted = step(
        "Add", [step("Div", [value, unit], "scaled"), number("middle", 128.5)], "shifted"
    )
    bytes_ = step("Cast", [shifted], "bytes", to=TensorProto.UINT8)  # towards 0: rounds
    zero = graph.constant(f"{output}.zero", np.array(128, np.uint8))
    matrix = graph.constant(f"{output}.w", rounded.T)
    sums = step("MatMulInteger", [bytes_, matrix, zero], "sums")
    product = step("Cast", [sums], "product", to=TensorProto.FLOAT)
    by_output = graph.constant(f"{output}.scale", scale.astype(np.float32))
    again = step("Mul", [step("Mul", [product, by_output], "by-output"), unit], "again")
    return graph.node("Add", [again, graph.constant(f"{output}.b", bias)], output)


def _layer(graph: _Graph, weights: Weights, number: int, value: str, *, quantised: bool) -> str:
    """Add one transformer layer (attention, then feed-forward, each with its residual)."""
    import numpy as np

    shape, prefix = weights.shape, f"l{number}."

    def linear(value: str, names: list[str], columns: int, output: str) -> str:
        weight = weights.matrix([f"{prefix}{name}.w" for name in names], columns)
        bias = np.concatenate([weights.vector(f"{prefix}{name}.b") for name in names])
        if quantised and output == "narrow":
            return _linear_by_token(graph, value, weight, bias, prefix + output)
        return _linear(graph, value, weight, bias, prefix + output, quantised=quantised)

    def normalised(value: str, residual: str, name: str, output: str) -> str:
        scale = graph.constant(f"{prefix}{name}.w", weights.vector(f"{prefix}{name}.w"))
        shift = graph.constant(f"{prefix}{name}.b", weights.vector(f"{prefix}{name}.b"))
        return graph.node(
            "SkipLayerNormalization",
            [value, residual, scale, shift],
            prefix + output,
            domain=MICROSOFT,
            epsilon=shape.epsilon,
        )

    joined = linear(value, ["q", "k", "v"], shape.hidden, "qkv")
    parts = [f"{prefix}{name}" for name in ("q", "k", "v")]
    graph.nodes_of("Split", [joined], parts, axis=-1, num_outputs=3)
    attended = graph.node(
        "MultiHeadAttention", parts, f"{prefix}attended", domain=MICROSOFT, num_heads=shape.heads
    )
    attention = linear(attended, ["ao"], shape.hidden, "attention")
    middle = normalised(attention, value, "aln", "x1")
    wide = linear(middle, ["fi"], shape.hidden, "wide")
    bent = graph.node("Gelu", [wide], f"{prefix}gelu", domain=MICROSOFT)
    narrow = linear(bent, ["fo"], shape.feed_forward, "narrow")
    return normalised(narrow, middle, "oln", "x2")


def make_graph(weights: Weights, *, quantised: bool) -> bytes:
    """Return the serialised ONNX model."""
    import numpy as np
    from onnx import TensorProto, helper

    graph, shape = _Graph(), weights.shape
    value = graph.node(
        "LayerNormalization",
        [
            "embedded",
            graph.constant("emb.ln.w", weights.vector("emb.ln.w")),
            graph.constant("emb.ln.b", weights.vector("emb.ln.b")),
        ],
        "x",
        epsilon=shape.epsilon,
    )
    for number in range(shape.layers):
        value = _layer(graph, weights, number, value, quantised=quantised)
    axes = graph.constant("axes", np.array([1], np.int64))
    mean = graph.node("ReduceMean", [value, axes], "mean", keepdims=0)
    graph.node("LpNormalization", [mean], "vector", axis=-1, p=2)
    sizes: list[str | int] = [1, "tokens", shape.hidden]
    outputs = [helper.make_tensor_value_info("vector", TensorProto.FLOAT, [1, shape.hidden])]
    outputs += [
        helper.make_tensor_value_info(f"l{layer}.x2", TensorProto.FLOAT, sizes)
        for layer in STATES
        if layer < shape.layers
    ]
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "encoder",
            [helper.make_tensor_value_info("embedded", TensorProto.FLOAT, sizes)],
            outputs,
            graph.constants,
        ),
        opset_imports=[helper.make_opsetid("", 20), helper.make_opsetid(MICROSOFT, 1)],
        ir_version=9,
    )
    return bytes(model.SerializeToString())
