"""The weights of an ONNX file by the names that they had in PyTorch."""

from pathlib import Path

import onnx
import torch
from onnx import GraphProto, numpy_helper
from torch import Tensor


def graph_of(path: Path) -> GraphProto:
    return onnx.load(str(path)).graph


def weights_of(graph: GraphProto) -> dict[str, Tensor]:
    """Every weight of the graph. An exporter keeps the matrices of linear layers transposed and without names: each is here as it was,
    named
    after the bias that is added to its product."""
    weights = {value.name: torch.from_numpy(numpy_helper.to_array(value).copy()) for value in graph.initializer}
    adds = {name: node for node in graph.node if node.op_type == "Add" for name in node.input}
    for node in graph.node:
        if node.op_type == "Conv" and node.input[1] in weights and len(node.input) > 2 and node.input[2].endswith(".bias"):
            weights.setdefault(node.input[2].removesuffix("bias") + "weight", weights[node.input[1]])
        if node.op_type == "MatMul" and node.input[1] in weights and (add := adds.get(node.output[0])):
            [bias] = [name for name in add.input if name in weights] or [""]
            if bias.endswith(".bias"):
                weights[bias.removesuffix("bias") + "weight"] = weights[node.input[1]].T.contiguous()
    return weights
