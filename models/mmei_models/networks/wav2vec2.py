"""The speech encoder: Wav2Vec2 (Baevski et al. 2020) in a small configuration, on raw 16 kHz waveforms.

The transformer with its convolutional positions is torchaudio's. Its convolutions are replaced: a few hundred clips are too few to
learn to hear from, so the first convolution is a fixed bank of band filters, and small two-dimensional convolutions read its energies.
"""

import math

import torch
import torchaudio
from torch import Tensor, nn
from torchaudio.models import wav2vec2_model

from .layers import TokenProjection

RATE, WINDOW, HOP, MELS = 16_000, 512, 160, 64
ACTED = 8
"""RAVDESS tells calm from neutral, so the classifier does too: EMOTIONS, then calm."""

NEUTRAL, CALM = 4, 7


class SpeechWav2Vec2(nn.Module):
    """input_values [B, samples] (one length a batch) -> tokens [B, 32, 256], token_counts [B], emotion_logits [B, 7], acted_logits [B, 8]."""

    def __init__(self, width: int = 128, layers: int = 2, dropout: float = 0.3, channels: tuple[int, ...] = (16, 32, 64)):
        super().__init__()
        self.energies = BandEnergies()
        first, second, third = channels
        self.convolutions = nn.Sequential(
            _convolution(2, first), nn.MaxPool2d(2), nn.Dropout2d(0.1),
            _convolution(first, second), nn.MaxPool2d(2), nn.Dropout2d(0.1),
            _convolution(second, third), nn.MaxPool2d((2, 1)), nn.Dropout2d(0.1),
            _convolution(third, third), nn.MaxPool2d((2, 1)),
        )  # [B, 2, 64, T] -> [B, 64, 4, T / 4]  # fmt: skip
        self.encoder = wav2vec2_model(
            extractor_mode="layer_norm",
            extractor_conv_layer_config=[(MELS // 16 * third, 1, 1)],  # never run; its last width tells the encoder its own
            extractor_conv_bias=True,
            encoder_embed_dim=width,
            encoder_projection_dropout=dropout,
            encoder_pos_conv_kernel=16,
            encoder_pos_conv_groups=16,
            encoder_num_layers=layers,
            encoder_num_heads=4,
            encoder_attention_dropout=dropout,
            encoder_ff_interm_features=2 * width,
            encoder_ff_interm_dropout=dropout,
            encoder_dropout=dropout,
            encoder_layer_norm_first=True,
            encoder_layer_drop=0.0,
            aux_num_out=None,
        ).encoder
        self.projection = TokenProjection(width, dropout, labels=ACTED)

    def forward(self, input_values: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        tokens, counts, acted = self.contextual(self.energies(input_values))
        return tokens, counts, merged(acted), acted

    def contextual(self, bands: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Log energies [B, 64, T], 100 frames a second -> tokens, token_counts (25 a second at first) and logits [B, 8] with calm apart."""
        frames = self.convolutions(standardised(bands)).flatten(1, 2).transpose(1, 2)
        hidden = self.encoder(frames, None)
        return self.projection(hidden, torch.ones_like(hidden[:, :, 0]).to(torch.int64))


class BandEnergies(nn.Module):
    """[B, samples] -> log energies of 64 mel bands [B, 64, T], 100 frames a second: a convolution with fixed filters."""

    def __init__(self):
        super().__init__()
        time = torch.arange(WINDOW, dtype=torch.float64)
        angle = 2 * math.pi / WINDOW * torch.arange(WINDOW // 2 + 1, dtype=torch.float64).unsqueeze(1) * time
        window = torch.hann_window(WINDOW, dtype=torch.float64)
        filters = torch.cat([angle.cos() * window, angle.sin() * window]) / window.square().sum().sqrt()
        mel = torchaudio.functional.melscale_fbanks(WINDOW // 2 + 1, 40.0, 7600.0, MELS, RATE)
        self.register_buffer("filters", filters.float().unsqueeze(1), persistent=False)
        self.register_buffer("mel", mel.T.contiguous(), persistent=False)

    def forward(self, input_values: Tensor) -> Tensor:
        waves = nn.functional.conv1d(input_values.unsqueeze(1), self.filters, stride=HOP, padding=WINDOW // 2)
        real, imaginary = waves.square().chunk(2, dim=1)
        return (self.mel @ (real + imaginary) + 1e-3).log()


def standardised(bands: Tensor) -> Tensor:
    """[B, 64, T] -> [B, 2, 64, T]: over the whole clip, and then without each band's own mean.

    The first keeps the colour of the voice, the second its movement.
    """
    centred = bands - bands.mean((1, 2), keepdim=True)
    level = centred / (centred.square().mean((1, 2), keepdim=True) + 1e-3).sqrt()
    return torch.stack([level, level - level.mean(2, keepdim=True)], dim=1)


def merged(acted: Tensor) -> Tensor:
    """Logits [B, 8] -> [B, 7]: calm counts as neutral, their probabilities added."""
    probabilities = acted.log_softmax(1).exp()
    neutral = probabilities[:, NEUTRAL : NEUTRAL + 1] + probabilities[:, CALM:]
    return (torch.cat([probabilities[:, :NEUTRAL], neutral, probabilities[:, NEUTRAL + 1 : CALM]], dim=1) + 1e-9).log()


def _convolution(inputs: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU())
