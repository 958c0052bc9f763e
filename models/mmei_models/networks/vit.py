"""The face encoder: a small Vision Transformer (Dosovitskiy et al. 2021) with a residual convolutional stem (Xiao et al. 2021)."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from .layers import Block, TokenProjection

WIDTH, STEM = 192, (32, 64, 128)
"""Of the transformer, and of the stem's stages."""

GRID = 5
"""Patches along each side."""


class FaceViT(nn.Module):
    """pixel_values [B, 1, 48, 48] -> tokens [B, 32, 256] of which 25 are valid, token_counts [B], emotion_logits [B, 7].

    Each image is standardised to its own light and contrast. Outside training the answers to a face and to its mirror image are
    averaged, with the mirror's tokens put back in place.
    """

    def __init__(
        self,
        width: int = WIDTH,
        layers: int = 3,
        heads: int = 4,
        hidden: int = 2 * WIDTH,
        dropout: float = 0.15,
        stem: tuple[int, ...] = STEM,
    ):
        super().__init__()
        first, second, third = stem
        self.stem = nn.Sequential(
            _convolution(1, first, kernel=5, stride=2),
            Residual(first),
            _convolution(first, second, kernel=3, stride=1),
            nn.MaxPool2d(2),
            Residual(second),
            _convolution(second, third, kernel=3, stride=1),
            Residual(third),
        )  # 48 -> 24 -> 12  # fmt: skip
        self.patches = nn.Conv2d(third, width, kernel_size=4, stride=2)  # 12 -> 5: overlapping patches
        self.positions = nn.Parameter(torch.randn(1, GRID * GRID, width) * 0.02)
        self.blocks = nn.ModuleList(Block(width, heads, hidden, dropout) for _ in range(layers))
        self.projection = TokenProjection(width, dropout)
        mirrored = torch.arange(GRID * GRID).reshape(GRID, GRID).flip(1).flatten()
        self.register_buffer("mirrored", mirrored, persistent=False)

    @classmethod
    def of(cls, wide: float) -> "FaceViT":
        """So many times as wide as what is served: a teacher."""
        stem = tuple(round(channels * wide) for channels in STEM)
        return cls(width=round(WIDTH * wide), hidden=2 * round(WIDTH * wide), stem=stem)

    def forward(self, pixel_values: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        if self.training:
            return self._projected(self._patches(pixel_values))
        hidden = self._patches(torch.cat([pixel_values, pixel_values.flip(-1)]))
        straight, reflected = hidden.reshape(2, -1, *hidden.shape[1:])
        tokens, counts, logits = self._projected(straight)
        others, _, opinion = self._projected(reflected[:, self.mirrored])
        return (tokens + others) / 2, counts, (logits + opinion) / 2

    def _patches(self, pixel_values: Tensor) -> Tensor:
        """-> the transformer's states [B, 25, width]."""
        centred = pixel_values - pixel_values.mean((1, 2, 3), keepdim=True)
        level = centred / (centred.square().mean((1, 2, 3), keepdim=True) + 1e-3).sqrt()
        x = self.patches(self.stem(level)).flatten(2).transpose(1, 2) + self.positions
        visible = torch.ones_like(x[:, :, 0]).unsqueeze(1)
        for block in self.blocks:
            x = block(x, visible)
        return x

    def _projected(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        return self.projection(x, torch.ones_like(x[:, :, 0]).to(torch.int64))


class Residual(nn.Module):
    """Two 3 x 3 convolutions around which the input is carried (He et al. 2016)."""

    def __init__(self, channels: int):
        super().__init__()
        self.inner = nn.Sequential(
            _convolution(channels, channels, kernel=3, stride=1),
            nn.Conv2d(channels, channels, 3, padding=1, bias=False),
            nn.BatchNorm2d(channels),
        )

    def forward(self, x: Tensor) -> Tensor:
        return functional.relu(x + self.inner(x))


def _convolution(inputs: int, outputs: int, kernel: int, stride: int) -> nn.Sequential:
    convolution = nn.Conv2d(inputs, outputs, kernel, stride, padding=kernel // 2, bias=False)
    return nn.Sequential(convolution, nn.BatchNorm2d(outputs), nn.ReLU())
