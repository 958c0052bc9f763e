"""The speech encoder of Audio-CNN: a convolutional network on log-mel energies, without a transformer."""

import torch
from torch import Tensor, nn

from ..networks.layers import TokenProjection
from ..networks.wav2vec2 import ACTED, BandEnergies, merged, standardised


class AudioCnn(nn.Module):
    """input_values [B, samples] (one length a batch) -> tokens [B, 32, 256], token_counts [B], emotion_logits [B, 7], acted_logits [B, 8].

    Five convolutions of 3 x 3 over time and 64 mel bands, each with pooling; what is left of the bands is averaged.
    """

    def __init__(self, channels: tuple[int, ...] = (16, 32, 64, 96, 128), dropout: float = 0.3):
        super().__init__()
        self.banks = nn.ModuleList([BandEnergies(window=512, bands=64)])
        widths = (2, *channels)
        self.convolutions = nn.Sequential(*(_convolution(a, b, (2, 2) if b != channels[-1] else (2, 1)) for a, b in zip(widths, channels)))
        self.projection = TokenProjection(channels[-1], dropout, labels=ACTED)

    def forward(self, input_values: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        tokens, counts, opinions = self.contextual([bank(input_values) for bank in self.banks])
        return tokens, counts, merged(opinions[:, 0]), opinions[:, 0]

    def contextual(self, banks: list[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
        """Log energies [B, 64, T] of the one bank -> tokens, token_counts (three a second) and the one opinion [B, 1, 8]."""
        frames = self.convolutions(standardised(banks[0])).mean(2).transpose(1, 2)
        tokens, counts, opinion = self.projection(frames, torch.ones_like(frames[:, :, 0]).to(torch.int64))
        return tokens, counts, opinion.unsqueeze(1)


def _convolution(inputs: int, outputs: int, pool: tuple[int, int]) -> nn.Sequential:
    convolution = nn.Conv2d(inputs, outputs, 3, padding=1, bias=False)
    return nn.Sequential(convolution, nn.BatchNorm2d(outputs), nn.ReLU(), nn.MaxPool2d(pool), nn.Dropout2d(0.1))
