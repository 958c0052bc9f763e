"""Silero VAD (Silero Team, MIT), versions 5 and 6, at 16 kHz: how likely each 32 ms of a sound hold speech.

The published graph takes one window and hands its state to the next call. Here all windows of a sound pass at once: what comes before the
recurrence is computed side by side, and the recurrence runs inside. The numbers are the same.
"""

from collections.abc import Iterator
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

STATE = 128
_FILTER, _STRIDE, _BINS, _REFLECTED = 256, 128, 129, 64
_PREFIX = "If_0_then_branch__Inline_0__"
"""The branch for 16 kHz; the other one serves 8 kHz."""


class SileroVad(nn.Module):
    """windows f32 [windows, 576], in order, as VoiceInput cuts them -> a tuple of one: probability of speech f32 [windows]."""

    def __init__(self):
        super().__init__()
        self.fourier = nn.Conv1d(1, 2 * _BINS, _FILTER, _STRIDE, bias=False)
        self.encoder = nn.Sequential(
            nn.Conv1d(_BINS, 128, 3, 1, 1), nn.ReLU(), nn.Conv1d(128, 64, 3, 2, 1), nn.ReLU(),
            nn.Conv1d(64, 64, 3, 2, 1), nn.ReLU(), nn.Conv1d(64, STATE, 3, 1, 1), nn.ReLU(),
        )  # fmt: skip
        self.memory = nn.LSTM(STATE, STATE)
        self.head = nn.Linear(STATE, 1)
        self.register_buffer("nothing", torch.zeros(1, 1, STATE), persistent=False)

    def forward(self, windows: Tensor) -> tuple[Tensor]:
        reflected = windows[:, -_REFLECTED - 1 : -1].flip(1)
        bins = self.fourier(torch.cat([windows, reflected], 1).unsqueeze(1))
        magnitude = torch.sqrt(bins[:, :_BINS] * bins[:, :_BINS] + bins[:, _BINS:] * bins[:, _BINS:])
        remembered = self.memory(self.encoder(magnitude).transpose(1, 2), (self.nothing, self.nothing))[0]
        return (torch.sigmoid(self.head(torch.relu(remembered)))[:, 0, 0],)

    @classmethod
    def published(cls, path: Path) -> "SileroVad":
        """The weights of a published ONNX file. Raises ValueError where it is not one."""
        weights = {name.removeprefix(_PREFIX): value for name, value in _constants(onnx.load(str(path)).graph) if name.startswith(_PREFIX)}
        model, found = cls(), {}
        names = {
            "fourier.weight": "stft.forward_basis_buffer",
            **{f"encoder.{2 * n}.{kind}": f"encoder.{n}.reparam_conv.{kind}" for n in range(4) for kind in ("weight", "bias")},
            **{f"memory.{kind}_{side}_l0": f"decoder.rnn.{kind}_{side}" for kind in ("weight", "bias") for side in ("ih", "hh")},
            **{f"head.{kind}": f"decoder.decoder.2.{kind}" for kind in ("weight", "bias")},
        }
        for own, theirs in names.items():
            if theirs not in weights:
                raise ValueError(f"{path}: has no {theirs}; it is not Silero VAD 5 or 6")
            found[own] = weights[theirs].squeeze(-1) if own == "head.weight" else weights[theirs]
        model.load_state_dict(found)
        return model.eval()


def _constants(graph: onnx.GraphProto) -> Iterator[tuple[str, Tensor]]:
    """Every constant of a graph and of its branches, by name."""
    for node in graph.node:
        for attribute in node.attribute:
            if attribute.type == onnx.AttributeProto.GRAPH:
                yield from _constants(attribute.g)
        if node.op_type == "Constant":
            yield node.output[0], torch.from_numpy(numpy_helper.to_array(node.attribute[0].t).copy())
