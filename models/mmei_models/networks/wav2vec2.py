"""The speech encoder: Wav2Vec2 (Baevski et al. 2020) in a small configuration, on raw 16 kHz waveforms.

The transformer with its convolutional positions is torchaudio's. Its convolutions are replaced: a few hundred clips are too few to
learn to hear from, so the first convolutions are fixed banks of band filters at several resolutions, and small two-dimensional
convolutions read their energies.
"""

import math

import torch
import torchaudio
from torch import Tensor, nn
from torchaudio.models import wav2vec2_model

from .layers import TokenProjection

RATE, HOP = 16_000, 320
RESOLUTIONS = ((512, 64), (1024, 64), (1024, 96))
"""Window in samples and mel bands of each bank: short windows follow the articulation, long ones tell the pitch."""

ACTED = 8
"""RAVDESS tells calm from neutral, so the classifier does too: EMOTIONS, then calm."""

NEUTRAL, CALM = 4, 7


class SpeechWav2Vec2(nn.Module):
    """input_values [B, samples] (one length a batch) -> tokens [B, 32, 256], token_counts [B], emotion_logits [B, 7], acted_logits [B, 8].

    Each bank's reading has an opinion of its own, the transformer over all of them another; the answer is their mean.
    """

    def __init__(self, width: int = 128, layers: int = 2, dropout: float = 0.2, channels: tuple[int, ...] = (16, 40, 80, 112)):
        super().__init__()
        self.banks = nn.ModuleList(BandEnergies(window, bands) for window, bands in RESOLUTIONS)
        self.readings = nn.ModuleList(Reading(bands, width, channels, dropout) for _, bands in RESOLUTIONS)
        self.encoder = wav2vec2_model(
            extractor_mode="layer_norm",
            extractor_conv_layer_config=[(width * len(RESOLUTIONS), 1, 1)],  # never run; its last width tells the encoder its own
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
        for layer in self.encoder.transformer.layers:  # each layer begins as nothing and earns its part
            for last in (layer.attention.out_proj, layer.feed_forward.output_dense):
                nn.init.zeros_(last.weight)
        self.projection = TokenProjection(width, dropout, labels=ACTED)

    def forward(self, input_values: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        tokens, counts, opinions = self.contextual([bank(input_values) for bank in self.banks])
        acted = opinions.mean(1)
        return tokens, counts, merged(acted), acted

    def contextual(self, banks: list[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
        """Log energies [B, bands, T] of each bank, 50 frames a second -> tokens, token_counts and opinions [B, 4, 8] with calm apart."""
        frames, opinions = zip(*(reading(bands) for reading, bands in zip(self.readings, banks)))
        hidden = self.encoder(torch.cat(frames, dim=2), None)
        tokens, counts, opinion = self.projection(hidden, torch.ones_like(hidden[:, :, 0]).to(torch.int64))
        return tokens, counts, torch.stack([*opinions, opinion], dim=1)


class BandEnergies(nn.Module):
    """[B, samples] -> log energies of mel bands [B, bands, T], 50 frames a second: a convolution with fixed filters."""

    def __init__(self, window: int, bands: int):
        super().__init__()
        self.window = window
        time = torch.arange(window, dtype=torch.float64)
        angle = 2 * math.pi / window * torch.arange(window // 2 + 1, dtype=torch.float64).unsqueeze(1) * time
        hann = torch.hann_window(window, dtype=torch.float64)
        filters = torch.cat([angle.cos() * hann, angle.sin() * hann]) / hann.square().sum().sqrt()
        mel = torchaudio.functional.melscale_fbanks(window // 2 + 1, 40.0, 7600.0, bands, RATE)
        self.register_buffer("filters", filters.float().unsqueeze(1), persistent=False)
        self.register_buffer("mel", mel.T.contiguous(), persistent=False)

    def forward(self, input_values: Tensor) -> Tensor:
        waves = nn.functional.conv1d(input_values.unsqueeze(1), self.filters, stride=HOP, padding=self.window // 2)
        real, imaginary = waves.square().chunk(2, dim=1)
        return (self.mel @ (real + imaginary) + 1e-3).log()


class Reading(nn.Module):
    """Log energies [B, bands, T] -> frames [B, T / 4, width] and an opinion [B, 8] from their weighted mean and deviation over time."""

    def __init__(self, bands: int, width: int, channels: tuple[int, ...], dropout: float):
        super().__init__()
        first, second, third, fourth = channels
        self.convolutions = nn.Sequential(
            _convolution(2, first, kernel=5),
            nn.MaxPool2d(2),
            _convolution(first, second),
            nn.MaxPool2d(2),
            nn.Dropout2d(dropout / 2),
            _convolution(second, third),
            nn.MaxPool2d((2, 1)),
            nn.Dropout2d(dropout / 2),
            _convolution(third, fourth),
            nn.MaxPool2d((2, 1)),
            nn.Dropout2d(dropout / 2),
        )  # [B, 2, bands, T] -> [B, channels, bands / 16, T / 4]  # fmt: skip
        self.project = nn.Sequential(nn.LayerNorm(bands // 16 * fourth), nn.Linear(bands // 16 * fourth, width), nn.GELU())
        self.salience = nn.Linear(width, 1)
        self.opinion = nn.Sequential(nn.LayerNorm(2 * width), nn.Dropout(1.5 * dropout), nn.Linear(2 * width, ACTED))

    def forward(self, bands: Tensor) -> tuple[Tensor, Tensor]:
        with torch.autocast(bands.device.type, torch.bfloat16, enabled=self.training):  # convolutions alone: the rest is too sensitive
            read = self.convolutions(standardised(bands))
        frames = self.project(read.float().flatten(1, 2).transpose(1, 2))
        weights = self.salience(frames).softmax(1)
        mean = (weights * frames).sum(1)
        deviation = ((weights * (frames - mean.unsqueeze(1)).square()).sum(1) + 1e-5).sqrt()
        return frames, self.opinion(torch.cat([mean, deviation], dim=1))


def standardised(bands: Tensor) -> Tensor:
    """[B, bands, T] -> [B, 2, bands, T]: over the whole clip, and then without each band's own mean.

    The first keeps the colour of the voice, the second its movement.
    """
    centred = bands - bands.mean((1, 2), keepdim=True)
    level = centred / (centred.square().mean((1, 2), keepdim=True) + 1e-3).sqrt()
    return torch.stack([level, level - level.mean(2, keepdim=True)], dim=1)


def merged(acted: Tensor) -> Tensor:
    """Logits [B, 8] -> [B, 7]: calm counts as neutral, their probabilities added."""
    probabilities = acted.softmax(1)
    neutral = probabilities[:, NEUTRAL : NEUTRAL + 1] + probabilities[:, CALM:]
    return (torch.cat([probabilities[:, :NEUTRAL], neutral, probabilities[:, NEUTRAL + 1 : CALM]], dim=1) + 1e-9).log()


def _convolution(inputs: int, outputs: int, kernel: int = 3) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(inputs, outputs, kernel, padding=kernel // 2, bias=False), nn.BatchNorm2d(outputs), nn.ReLU())
