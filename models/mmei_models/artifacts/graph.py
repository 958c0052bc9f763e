"""Runs an ONNX graph with PyTorch, so that what is measured is the served file itself, whatever network it was exported from.

It knows the operators (ONNX opset 17) that exports of transformers and convolutional networks use; another one is an error that
names it. The services run the same file with ONNX Runtime; parity.json ties both to the module that was exported.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor
from torch.nn import functional

Attributes = dict[str, Any]
Operator = Callable[[list[Tensor | None], Attributes], Tensor | tuple[Tensor, ...]]


class Graph:
    """One model file. A call takes the inputs in the file's order and returns the outputs in the file's order."""

    def __init__(self, path: Path):
        graph = onnx.load(str(path)).graph
        self._constants = {value.name: _tensor(value) for value in graph.initializer}
        self.inputs = [value.name for value in graph.input if value.name not in self._constants]
        self.outputs = [value.name for value in graph.output]
        self._steps = []
        for node in graph.node:
            attributes = {attribute.name: _attribute(attribute) for attribute in node.attribute}
            if node.op_type == "Constant":
                self._constants[node.output[0]] = attributes["value"]
            elif node.op_type in OPERATORS:
                self._steps.append((node.op_type, list(node.input), list(node.output), attributes))
            else:
                raise ValueError(f"{path}: the operator {node.op_type} is not known here")
        self._last_use = {name: number for number, (_, inputs, _, _) in enumerate(self._steps) for name in inputs}

    @torch.no_grad()
    def __call__(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        if len(inputs) != len(self.inputs):
            raise ValueError(f"{len(inputs)} inputs instead of {len(self.inputs)} ({', '.join(self.inputs)})")
        values = self._constants | dict(zip(self.inputs, inputs))
        for number, (kind, names, results, attributes) in enumerate(self._steps):
            answer = OPERATORS[kind]([values[name] if name else None for name in names], attributes)
            answers = answer if isinstance(answer, tuple) else (answer,)
            values.update((name, value) for name, value in zip(results, answers) if name)
            for name in names:
                if self._last_use.get(name) == number and name not in self.outputs:
                    values.pop(name, None)  # large graphs would keep every layer of a batch otherwise
        return tuple(values[name] for name in self.outputs)


def _tensor(value: onnx.TensorProto) -> Tensor:
    return torch.from_numpy(numpy_helper.to_array(value).copy())


def _attribute(attribute: onnx.AttributeProto) -> Any:
    value = onnx.helper.get_attribute_value(attribute)
    return _tensor(value) if isinstance(value, onnx.TensorProto) else value.decode() if isinstance(value, bytes) else value


def _gather(x: list[Tensor], a: Attributes) -> Tensor:
    data, places = x
    axis = a.get("axis", 0) % data.ndim
    places = torch.where(places < 0, places + data.shape[axis], places)
    found = data.index_select(axis, places.flatten())
    return found.reshape((*data.shape[:axis], *places.shape, *data.shape[axis + 1 :]))


def _slice(x: list[Tensor], _: Attributes) -> Tensor:
    data, starts, ends = x[:3]
    axes = x[3].tolist() if len(x) > 3 and x[3] is not None else range(len(starts))
    steps = x[4].tolist() if len(x) > 4 else [1] * len(starts)
    for axis, start, end, step in zip(axes, starts.tolist(), ends.tolist(), steps):
        chosen = range(data.shape[axis])[slice(start, end, step)]
        data = data.index_select(axis, torch.tensor(list(chosen), dtype=torch.int64))
    return data


def _reshape(x: list[Tensor], _: Attributes) -> Tensor:
    data, shape = x
    return data.reshape([data.shape[axis] if size == 0 else size for axis, size in enumerate(shape.tolist())])


def _expand(x: list[Tensor], _: Attributes) -> Tensor:
    return x[0].expand(torch.broadcast_shapes(x[0].shape, tuple(x[1].tolist())))


def _split(x: list[Tensor], a: Attributes) -> tuple[Tensor, ...]:
    return x[0].split(x[1].tolist(), a.get("axis", 0))


def _squeeze(x: list[Tensor], _: Attributes) -> Tensor:
    axes = x[1].tolist() if len(x) > 1 else [axis for axis, size in enumerate(x[0].shape) if size == 1]
    for axis in sorted((axis % x[0].ndim for axis in axes), reverse=True):
        x = [x[0].squeeze(axis)]
    return x[0]


def _unsqueeze(x: list[Tensor], _: Attributes) -> Tensor:
    data, axes = x
    for axis in sorted(axis % (data.ndim + len(axes)) for axis in axes.tolist()):
        data = data.unsqueeze(axis)
    return data


def _pads(a: Attributes, sides: int) -> list[int]:
    """ONNX begins and ends by axis -> what functional.pad takes: begin and end from the last axis on."""
    pads = a.get("pads", [0] * 2 * sides)
    return [size for axis in reversed(range(sides)) for size in (pads[axis], pads[axis + sides])]


def _convolution(x: list[Tensor], a: Attributes) -> Tensor:
    sides = x[0].ndim - 2
    run = {1: functional.conv1d, 2: functional.conv2d}[sides]
    strides, dilations = a.get("strides", [1] * sides), a.get("dilations", [1] * sides)
    bias = x[2] if len(x) > 2 else None
    return run(functional.pad(x[0], _pads(a, sides)), x[1], bias, strides, 0, dilations, a.get("group", 1))


def _max_pool(x: list[Tensor], a: Attributes) -> Tensor:
    sides = x[0].ndim - 2
    run = {1: functional.max_pool1d, 2: functional.max_pool2d}[sides]
    return run(functional.pad(x[0], _pads(a, sides), value=float("-inf")), a["kernel_shape"], a.get("strides", [1] * sides))


def _batch_norm(x: list[Tensor], a: Attributes) -> Tensor:
    data, scale, bias, mean, variance = x
    return functional.batch_norm(data, mean, variance, scale, bias, eps=a.get("epsilon", 1e-5))


def _layer_norm(x: list[Tensor], a: Attributes) -> Tensor:
    axis = a.get("axis", -1) % x[0].ndim
    return functional.layer_norm(x[0], x[0].shape[axis:], x[1], x[2] if len(x) > 2 else None, a.get("epsilon", 1e-5))


def _instance_norm(x: list[Tensor], a: Attributes) -> Tensor:
    return functional.instance_norm(x[0], weight=x[1], bias=x[2], eps=a.get("epsilon", 1e-5))


def _gemm(x: list[Tensor], a: Attributes) -> Tensor:
    left, right = x[0].T if a.get("transA") else x[0], x[1].T if a.get("transB") else x[1]
    product = a.get("alpha", 1.0) * (left @ right)
    return product + a.get("beta", 1.0) * x[2] if len(x) > 2 else product


def _lstm(x: list[Tensor | None], a: Attributes) -> tuple[Tensor, Tensor, Tensor]:
    """One direction, no peepholes: inputs [steps, batch, n] -> outputs [steps, 1, batch, n], last output, last state."""
    (data, weights, recurrent, bias, _, output, state), size = x, a["hidden_size"]
    order = torch.cat([torch.arange(size) + gate * size for gate in (0, 2, 3, 1)])  # input, output, forget, cell here
    both = [part[order] for part in bias[0].split(4 * size)]
    parameters = [weights[0][order], recurrent[0][order], *both]
    outputs, last, end = torch.lstm(data, (output, state), parameters, True, 1, 0.0, False, False, False)
    return outputs.unsqueeze(1), last, end


def _reduced(reduce: Callable[[Tensor, list[int], bool], Tensor]) -> Operator:
    def run(x: list[Tensor], a: Attributes) -> Tensor:
        axes = x[1].tolist() if len(x) > 1 else a.get("axes") or list(range(x[0].ndim))
        return reduce(x[0], axes, bool(a.get("keepdims", 1)))

    return run


def _cast(x: list[Tensor], a: Attributes) -> Tensor:
    return x[0].to(
        {
            1: torch.float32,
            2: torch.uint8,
            3: torch.int8,
            6: torch.int32,
            7: torch.int64,
            9: torch.bool,
            10: torch.float16,
            11: torch.float64,
        }[a["to"]]
    )


def _whole_product(x: list[Tensor], _: Attributes) -> Tensor:
    """Of bytes, each less its zero point, over so many at once that single precision holds every sum exactly: 256 * 255 ** 2 < 2 ** 24."""
    left, right = (x[side].float() - (x[side + 2].float() if len(x) > side + 2 else 0.0) for side in (0, 1))
    parts = zip(left.split(256, dim=-1), right.split(256, dim=-2))
    return sum((one @ other).to(torch.int32) for one, other in parts)


def _filled(x: list[Tensor], a: Attributes) -> Tensor:
    value = a.get("value", torch.zeros(1))
    return torch.full(x[0].tolist(), value.item(), dtype=value.dtype)


def _clip(x: list[Tensor], _: Attributes) -> Tensor:
    low, high = (x[place] if len(x) > place else None for place in (1, 2))
    return x[0].clamp(min=low, max=high)


def _divide(x: list[Tensor], _: Attributes) -> Tensor:
    return x[0] / x[1] if x[0].is_floating_point() else torch.div(x[0], x[1], rounding_mode="trunc")


def _elementwise(function: Callable[..., Tensor]) -> Operator:
    return lambda x, _: function(*x)


OPERATORS: dict[str, Operator] = {
    name: _elementwise(function)
    for name, function in {
        "Abs": torch.abs, "Add": torch.add, "And": torch.logical_and, "Equal": torch.eq, "Erf": torch.erf, "Exp": torch.exp,
        "Greater": torch.gt, "GreaterOrEqual": torch.ge, "Identity": torch.Tensor.contiguous, "Less": torch.lt, "Log": torch.log,
        "MatMul": torch.matmul, "Max": torch.maximum, "Min": torch.minimum, "Mul": torch.mul, "Neg": torch.neg, "Not": torch.logical_not,
        "Cos": torch.cos, "Pow": torch.pow, "Relu": torch.relu, "Round": torch.round, "Sigmoid": torch.sigmoid, "Sin": torch.sin, "Sqrt":
        torch.sqrt,
        "Sub": torch.sub, "Tanh": torch.tanh, "Where": torch.where,
    }.items()
} | {
    "BatchNormalization": _batch_norm, "Cast": _cast, "Clip": _clip, "ConstantOfShape": _filled, "Conv": _convolution, "Div": _divide,
    "Expand": _expand, "Gather": _gather, "Gemm": _gemm, "InstanceNormalization": _instance_norm, "LayerNormalization": _layer_norm,
    "LSTM": _lstm, "MatMulInteger": _whole_product,
    "MaxPool": _max_pool, "Reshape": _reshape, "Slice": _slice, "Split": _split, "Squeeze": _squeeze, "Unsqueeze": _unsqueeze,
    "Concat": lambda x, a: torch.cat(x, a["axis"]),
    "CumSum": lambda x, a: x[0].cumsum(int(x[1])),
    "Flatten": lambda x, a: x[0].flatten(a.get("axis", 1)),
    "GlobalAveragePool": lambda x, a: x[0].mean(list(range(2, x[0].ndim)), keepdim=True),
    "ReduceMax": _reduced(lambda x, axes, keep: x.amax(axes, keep)),
    "ReduceMean": _reduced(lambda x, axes, keep: x.mean(axes, keep)),
    "ReduceSum": _reduced(lambda x, axes, keep: x.sum(axes, keep)),
    "LogSoftmax": lambda x, a: x[0].log_softmax(a.get("axis", -1)),
    "Shape": lambda x, a: torch.tensor(x[0].shape),
    "Softmax": lambda x, a: x[0].softmax(a.get("axis", -1)),
    "Transpose": lambda x, a: x[0].permute(a["perm"]),
}  # fmt: skip
