"""Wav2Vec2 as it is published (Baevski et al. 2020, base), and the speech encoder on it."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from .layers import TokenProjection
from .wav2vec2 import ACTED, merged

KERNELS, STRIDES = (10, 3, 3, 3, 3, 2, 2), (5, 2, 2, 2, 2, 2, 2)
"""Of the convolutions that read the waveform: 320 samples a frame."""


class PublishedWav2Vec2(nn.Module):
    """input_values [B, samples] at 16 kHz, of zero mean and unit variance -> hidden [B, frames, W]. Its weights go by their published
    names."""

    def __init__(self, channels: int, width: int, layers: int, heads: int, hidden: int, positions: tuple[int, int]):
        super().__init__()
        self.width = width
        self.feature_extractor = nn.ModuleDict(
            {"conv_layers": nn.ModuleList(_Convolution(channels, place) for place in range(len(KERNELS)))}
        )
        self.feature_projection = nn.ModuleDict({"layer_norm": nn.LayerNorm(channels), "projection": nn.Linear(channels, width)})
        self.encoder = _Encoder(width, layers, heads, hidden, *positions)

    @classmethod
    def of(cls, weights: dict[str, Tensor], heads: int) -> "PublishedWav2Vec2":
        """The network that published weights are of: their shapes say how large it is, all but the number of heads.

        Raises KeyError where a weight is missing.
        """
        channels = len(weights["feature_extractor.conv_layers.0.conv.weight"])
        width, share, kernel = weights["encoder.pos_conv_embed.conv.weight"].shape
        layers = sum(name.endswith("intermediate_dense.bias") for name in weights)
        hidden = len(weights["encoder.layers.0.feed_forward.intermediate_dense.bias"])
        network = cls(channels, width, layers, heads, hidden, (kernel, width // share))
        network.load_state_dict({name: weights[name] for name in network.state_dict()})
        return network

    def depth_of(self, name: str) -> int:
        """How many layers are above a parameter, by its name here; what reads the waveform is the lowest."""
        layers = len(self.encoder.layers)
        return layers - 1 - int(name.split(".")[2]) if name.startswith("encoder.layers.") else layers

    def forward(self, input_values: Tensor) -> Tensor:
        x = input_values.unsqueeze(1)
        for convolution in self.feature_extractor["conv_layers"]:
            x = convolution(x)
        x = self.feature_projection["layer_norm"](x.transpose(1, 2))
        return self.encoder(self.feature_projection["projection"](x))


class PublishedSpeech(nn.Module):
    """input_values [B, samples] -> tokens [B, 32, 256], token_counts [B], emotion_logits [B, 7], acted_logits [B, 8]: what the platform's
    own speech encoder takes and gives."""

    def __init__(self, wav2vec2: PublishedWav2Vec2, dropout: float = 0.1):
        super().__init__()
        self.backbone, self.projection = wav2vec2, TokenProjection(wav2vec2.width, dropout, ACTED)

    def forward(self, input_values: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        hidden = self.backbone(input_values)
        tokens, counts, acted = self.projection(hidden, torch.ones_like(hidden[:, :, 0]).to(torch.int64))
        return tokens, counts, merged(acted), acted


class _Convolution(nn.Module):
    """The first one is normed over time, channel by channel."""

    def __init__(self, channels: int, place: int):
        super().__init__()
        self.conv = nn.Conv1d(channels if place else 1, channels, KERNELS[place], stride=STRIDES[place], bias=False)
        if place == 0:
            self.layer_norm = nn.GroupNorm(channels, channels)

    def forward(self, x: Tensor) -> Tensor:
        x = self.conv(x)
        return functional.gelu(self.layer_norm(x) if hasattr(self, "layer_norm") else x)


class _Encoder(nn.Module):
    def __init__(self, width: int, layers: int, heads: int, hidden: int, kernel: int, groups: int):
        super().__init__()
        self.pos_conv_embed = nn.ModuleDict({"conv": nn.Conv1d(width, width, kernel, padding=kernel // 2, groups=groups)})
        self.layer_norm = nn.LayerNorm(width)
        self.layers = nn.ModuleList(_Layer(width, heads, hidden) for _ in range(layers))

    def forward(self, x: Tensor) -> Tensor:
        places = functional.gelu(self.pos_conv_embed["conv"](x.transpose(1, 2))[:, :, : x.shape[1]]).transpose(1, 2)
        x = self.layer_norm(x + places)
        for layer in self.layers:
            x = layer(x)
        return x


class _Layer(nn.Module):
    """A post-norm layer."""

    def __init__(self, width: int, heads: int, hidden: int):
        super().__init__()
        self.heads, self.size = heads, width // heads
        self.attention = nn.ModuleDict({name: nn.Linear(width, width) for name in ("k_proj", "v_proj", "q_proj", "out_proj")})
        self.layer_norm, self.final_layer_norm = nn.LayerNorm(width), nn.LayerNorm(width)
        self.feed_forward = nn.ModuleDict({"intermediate_dense": nn.Linear(width, hidden), "output_dense": nn.Linear(hidden, width)})

    def forward(self, x: Tensor) -> Tensor:
        query, key, value = (
            self.attention[name](x).reshape(x.shape[0], x.shape[1], self.heads, self.size).transpose(1, 2)
            for name in ("q_proj", "k_proj", "v_proj")
        )
        mixed = (query * self.size**-0.5 @ key.transpose(-1, -2)).softmax(-1) @ value
        x = self.layer_norm(x + self.attention["out_proj"](mixed.transpose(1, 2).flatten(2)))
        inner = functional.gelu(self.feed_forward["intermediate_dense"](x))
        return self.final_layer_norm(x + self.feed_forward["output_dense"](inner))
