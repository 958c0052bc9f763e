"""How every graph of the project is written, whatever the version of torch."""

from collections.abc import Sequence
from inspect import signature
from pathlib import Path
from typing import BinaryIO

import torch
from torch import Tensor, nn

OPSET = 17

_BY_TRACING = {"dynamo": False} if "dynamo" in signature(torch.onnx.export).parameters else {}
"""Torch 2.9 and later would compile instead; what quantisation and further training know of a graph is how tracing names things."""


def trace(
    model: nn.Module, example: tuple[Tensor, ...], to: str | Path | BinaryIO, inputs: Sequence[str], outputs: Sequence[str], dynamic: dict
) -> None:
    """Runs the model once on the example and writes what it did. `dynamic`: of a tensor's name, its dimensions that may vary, by name."""
    torch.onnx.export(
        model,
        example,
        str(to) if isinstance(to, Path) else to,
        input_names=list(inputs),
        output_names=list(outputs),
        dynamic_axes=dynamic,
        opset_version=OPSET,
        **_BY_TRACING,
    )
