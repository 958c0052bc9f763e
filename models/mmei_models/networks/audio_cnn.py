"""The speech encoder of Audio-CNN: a convolutional network on log-mel energies, without a transformer."""

import torch
from torch import Tensor, nn

from .layers import TokenProjection
from .wav2vec2 import ACTED, BandEnergies, Reading, merged


class AudioCnn(nn.Module):
    """input_values [B, samples] (one length a batch) -> tokens [B, 32, 256], token_counts [B], emotion_logits [B, 7], acted_logits [B, 8].

    One of the speech encoder's readings, of windows of 64 ms and 64 bands, and nothing behind it.
    """

    def __init__(self, width: int = 128, channels: tuple[int, ...] = (16, 40, 80, 112), dropout: float = 0.2):
        super().__init__()
        self.banks = nn.ModuleList([BandEnergies(window=1024, bands=64)])
        self.reading = Reading(64, width, channels, dropout)
        self.projection = TokenProjection(width, dropout, labels=ACTED)

    def forward(self, input_values: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        tokens, counts, opinions = self.contextual([bank(input_values) for bank in self.banks])
        acted = opinions.mean(1)
        return tokens, counts, merged(acted), acted

    def contextual(self, banks: list[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
        """Log energies [B, 64, T] of the one bank -> tokens, token_counts (12 a second at first) and opinions [B, 2, 8]."""
        frames, opinion = self.reading(banks[0])
        tokens, counts, other = self.projection(frames, torch.ones_like(frames[:, :, 0]).to(torch.int64))
        return tokens, counts, torch.stack([opinion, other], dim=1)
