"""The weights of an ONNX file by the names that they had in PyTorch."""

from pathlib import Path

import onnx
import torch
from onnx import GraphProto, numpy_helper
from torch import Tensor

BYTES, SCALE, WHOLE = ".int8", ".scale", ".int32"
"""How the names of a matrix in bytes, of its scales, and of its product in whole numbers end."""


def graph_of(path: Path) -> GraphProto:
    return onnx.load(str(path)).graph


def weights_of(graph: GraphProto) -> dict[str, Tensor]:
    """Every weight of the graph. An exporter keeps the matrices of linear layers transposed and without names: each is here as it was,
    named
    after the bias that is added to its product. What is served in bytes is here as what the bytes stand for."""
    weights = {value.name: torch.from_numpy(numpy_helper.to_array(value).copy()) for value in graph.initializer}
    whole = [name.removesuffix(BYTES) for name in weights if name.endswith(BYTES)]
    weights |= {name: weights[name + BYTES].float() * weights[name + SCALE] for name in whole}
    adds = {name: node for node in graph.node if node.op_type == "Add" for name in node.input}
    for node in graph.node:
        if node.op_type == "Conv" and node.input[1] in weights and len(node.input) > 2 and node.input[2].endswith(".bias"):
            weights.setdefault(node.input[2].removesuffix("bias") + "weight", weights[node.input[1]])
        if node.op_type in ("MatMul", "MatMulInteger") and node.input[1] in weights:
            add = adds.get(node.output[0].removesuffix(WHOLE))
            [bias] = [name for name in add.input if name in weights] if add else [""]
            if bias.endswith(".bias"):
                weights[bias.removesuffix("bias") + "weight"] = weights[node.input[1].removesuffix(BYTES)].T.contiguous()
    return weights
