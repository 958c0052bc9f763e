"""The face encoder of Visual-ResNet50: the bottleneck layout of ResNet-50 (He et al. 2016) for 48 x 48 grey faces."""

import torch
from torch import Tensor, nn
from torchvision.models.resnet import Bottleneck

from .layers import TokenProjection

LAYERS = (3, 4, 6, 3)
"""Bottleneck blocks in each stage, as in ResNet-50."""


class FaceResNet50(nn.Module):
    """pixel_values [B, 1, 48, 48] -> tokens [B, 32, 256] of which 9 are valid, token_counts [B], emotion_logits [B, 7].

    Stages, blocks and strides are ResNet-50's. The stem is one 3 x 3 convolution of stride 2 without pooling, since faces are small, and
    stages are `base` to 8 x `base` channels wide (ResNet-50: 64), so that a CPU trains it in minutes.
    """

    def __init__(self, base: int = 16, dropout: float = 0.2):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(1, base, 3, stride=2, padding=1, bias=False), nn.BatchNorm2d(base), nn.ReLU())
        stages, width = [], base
        for number, blocks in enumerate(LAYERS):
            planes, stride = base * 2**number, 1 if number == 0 else 2
            shortcut = nn.Sequential(
                nn.Conv2d(width, planes * Bottleneck.expansion, 1, stride, bias=False), nn.BatchNorm2d(planes * Bottleneck.expansion)
            )
            width = planes * Bottleneck.expansion
            stages.append(
                nn.Sequential(
                    Bottleneck(shortcut[0].in_channels, planes, stride, shortcut), *(Bottleneck(width, planes) for _ in range(blocks - 1))
                )
            )
        self.stages = nn.Sequential(*stages)
        self.projection = TokenProjection(width, dropout)

    def forward(self, pixel_values: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        centred = pixel_values - pixel_values.mean((1, 2, 3), keepdim=True)
        level = centred / (centred.square().mean((1, 2, 3), keepdim=True) + 1e-3).sqrt()
        places = self.stages(self.stem(level)).flatten(2).transpose(1, 2).float()
        return self.projection(places, torch.ones_like(places[:, :, 0]).to(torch.int64))
