"""The face encoder: a small Vision Transformer (Dosovitskiy et al. 2021) with a convolutional stem (Xiao et al. 2021)."""

import torch
from torch import Tensor, nn

from .layers import Block, TokenProjection


class FaceViT(nn.Module):
    """pixel_values [B, 1, 48, 48] -> tokens [B, 32, 256] of which 25 are valid, token_counts [B], emotion_logits [B, 7]."""

    def __init__(self, width: int = 128, layers: int = 3, heads: int = 4, hidden: int = 256, dropout: float = 0.1):
        super().__init__()
        self.stem = nn.Sequential(
            _convolution(1, 32, kernel=5, stride=2), _convolution(32, 64, kernel=3, stride=2), _convolution(64, 96, kernel=3, stride=1)
        )  # 48 -> 24 -> 12 -> 12
        self.patches = nn.Conv2d(96, width, kernel_size=4, stride=2)  # 12 -> 5: overlapping patches
        self.positions = nn.Parameter(torch.randn(1, 25, width) * 0.02)
        self.blocks = nn.ModuleList(Block(width, heads, hidden, dropout) for _ in range(layers))
        self.projection = TokenProjection(width, dropout)

    def forward(self, pixel_values: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        x = self.patches(self.stem(pixel_values)).flatten(2).transpose(1, 2) + self.positions
        every = torch.ones_like(x[:, :, 0])
        for block in self.blocks:
            x = block(x, every.unsqueeze(1))
        return self.projection(x, every.to(torch.int64))


def _convolution(inputs: int, outputs: int, kernel: int, stride: int) -> nn.Sequential:
    convolution = nn.Conv2d(inputs, outputs, kernel, stride, padding=kernel // 2, bias=False)
    return nn.Sequential(convolution, nn.BatchNorm2d(outputs), nn.GELU())
