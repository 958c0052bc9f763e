"""Weights of one byte: what is served of a large model takes a quarter of the room and less time.

Each matrix of weights is rounded to int8 with a scale for each column, each row of what it is multiplied with to eight bits with a scale
of its
own (Dettmers et al. 2022, without outliers apart). A row's scale is its own, so that rows of a batch never influence each other: an input
has one answer, whatever it is batched with.
"""

import numpy as np
import onnx
from onnx import GraphProto, NodeProto, TensorProto, helper, numpy_helper

LEAST = 64 * 64
"""Matrices of fewer weights stay as they are."""

_STEPS, _ZERO = 127.0, 128


def quantized(model: onnx.ModelProto) -> onnx.ModelProto:
    """The model with its matrices of weights, and the rows that it looks up by number, in int8. Whatever else it computes stays in single
    precision."""
    graph = model.graph
    pass_ = _Pass({value.name: numpy_helper.to_array(value) for value in graph.initializer})
    nodes = [made for node in graph.node for made in pass_.of(node)]
    used = {name for node in nodes for name in node.input} | {value.name for value in graph.output}
    weights = [value for value in graph.initializer if value.name in used] + [numpy_helper.from_array(v, n) for n, v in pass_.added.items()]
    smaller = GraphProto()
    smaller.CopyFrom(graph)
    del smaller.node[:], smaller.initializer[:]
    smaller.node.extend(nodes)
    smaller.initializer.extend(weights)
    done = onnx.ModelProto()
    done.CopyFrom(model)
    done.graph.CopyFrom(smaller)
    onnx.checker.check_model(done, full_check=True)
    return done


class _Pass:
    def __init__(self, weights: dict[str, np.ndarray]):
        self.weights = weights
        self.added: dict[str, np.ndarray] = {
            "quantize.steps": np.array(1 / _STEPS, np.float32), "quantize.least": np.array(1e-9, np.float32),
            "quantize.middle": np.array(_ZERO, np.float32), "quantize.zero": np.array(_ZERO, np.uint8),
        }  # fmt: skip
        self.rows: dict[str, tuple[str, str]] = {}

    def of(self, node: NodeProto) -> list[NodeProto]:
        """What stands for a node: itself, where it has no matrix of weights."""
        weight = self.weights.get(node.input[{"MatMul": 1, "Gather": 0}.get(node.op_type, 0)]) if node.input else None
        if weight is None or weight.dtype != np.float32 or weight.ndim != 2 or weight.size < LEAST:
            return [node]
        return (
            self._product(node, weight) if node.op_type == "MatMul" else self._lookup(node, weight) if node.op_type == "Gather" else [node]
        )

    def _product(self, node: NodeProto, weight: np.ndarray) -> list[NodeProto]:
        left, right, [out] = node.input[0], node.input[1], node.output
        made = [] if left in self.rows else self._quantize(left)
        rounded, scale = self.rows[left]
        columns = np.maximum(np.abs(weight).max(0), 1e-9) / np.float32(_STEPS)
        self.added[f"{right}.int8"] = np.round(weight / columns).astype(np.int8)
        self.added[f"{right}.scale"] = columns.astype(np.float32)
        return made + [
            helper.make_node("MatMulInteger", [rounded, f"{right}.int8", "quantize.zero"], [f"{out}.int32"]),
            helper.make_node("Cast", [f"{out}.int32"], [f"{out}.float"], to=TensorProto.FLOAT),
            helper.make_node("Mul", [f"{out}.float", scale], [f"{out}.rows"]),
            helper.make_node("Mul", [f"{out}.rows", f"{right}.scale"], [out]),
        ]

    def _quantize(self, name: str) -> list[NodeProto]:
        """The rows of a tensor as unsigned bytes around 128, once for all products that read it."""
        rounded, scale = self.rows.setdefault(name, (f"{name}.uint8", f"{name}.scale"))
        return [
            helper.make_node("Abs", [name], [f"{name}.size"]),
            helper.make_node("ReduceMax", [f"{name}.size"], [f"{name}.most"], axes=[-1], keepdims=1),
            helper.make_node("Mul", [f"{name}.most", "quantize.steps"], [f"{name}.step"]),
            helper.make_node("Max", [f"{name}.step", "quantize.least"], [scale]),
            helper.make_node("Div", [name, scale], [f"{name}.steps"]),
            helper.make_node("Round", [f"{name}.steps"], [f"{name}.whole"]),
            helper.make_node("Add", [f"{name}.whole", "quantize.middle"], [f"{name}.shifted"]),
            helper.make_node("Cast", [f"{name}.shifted"], [rounded], to=TensorProto.UINT8),
        ]

    def _lookup(self, node: NodeProto, weight: np.ndarray) -> list[NodeProto]:
        """A table with a scale for each row."""
        table, places, [out] = node.input[0], node.input[1], node.output
        rows = np.maximum(np.abs(weight).max(1, keepdims=True), 1e-9) / np.float32(_STEPS)
        self.added[f"{table}.int8"] = np.round(weight / rows).astype(np.int8)
        self.added[f"{table}.scale"] = rows.astype(np.float32)
        return [
            helper.make_node("Gather", [f"{table}.int8", places], [f"{out}.int8"], axis=0),
            helper.make_node("Cast", [f"{out}.int8"], [f"{out}.float"], to=TensorProto.FLOAT),
            helper.make_node("Gather", [f"{table}.scale", places], [f"{out}.scale"], axis=0),
            helper.make_node("Mul", [f"{out}.float", f"{out}.scale"], [out]),
        ]
