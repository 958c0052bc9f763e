"""Records as the two baselines with an encoder of their own see them."""

from collections.abc import Callable
from pathlib import Path

import torch
from torch import Tensor, nn

from ..artifacts.tokens import Column, TokenSet, clips_of, column, faces_of, shown_by
from ..data import ravdess
from ..networks.audio_cnn import AudioCnn
from ..networks.resnet50 import FaceResNet50
from ..preprocessing import AudioInput
from ..training.vision import model_input

READERS: dict[str, tuple[str, str, Callable[[], nn.Module]]] = {
    "visual-resnet50": ("image", "resnet50", FaceResNet50),
    "audio-cnn": ("audio", "audio-cnn", AudioCnn),
}
"""By baseline: the modality, the part that trains the encoder, the encoder."""


def column_of(baseline: str, reader: nn.Module, seen: TokenSet, data: Path) -> Column:
    """The baseline's modality of the records, read by its own encoder."""
    image, audio, _ = shown_by(seen.records)
    if READERS[baseline][0] == "image":
        return column(
            image, faces_of(data, lambda pixels: _joined(reader, [model_input(rows) for rows in torch.from_numpy(pixels).split(128)]))
        )
    prepared = AudioInput()
    return column(audio, clips_of(data, lambda clips: _joined(reader, [prepared(clip, ravdess.RATE).unsqueeze(0) for clip in clips])))


@torch.no_grad()
def _joined(reader: nn.Module, batches: list[Tensor]) -> list[Tensor]:
    return [torch.cat(part) for part in zip(*(reader(batch)[:2] for batch in batches))]
