"""Trains the face encoder on FER2013."""

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from ..data import fer2013, split
from ..networks.vit import FaceViT
from ..preprocessing import ImageInput
from ..taxonomy import EMOTIONS
from .config import TrainingConfig
from .loop import class_weights, subset
from .metrics import classification


class VisionTask:
    network = FaceViT

    def __init__(self, data: Path, config: TrainingConfig, device: str):
        torch.manual_seed(config.seed)
        self.config, self.device, self.model = config, device, self.network().to(device)
        faces = fer2013.load(data)
        groups = np.array([split.face_group(source) for source in faces.sources])
        chosen = np.flatnonzero(groups == split.ENCODER)
        chosen = chosen[subset(len(chosen), config.fraction, config.seed)]
        self.pixels, self.emotions = torch.from_numpy(faces.pixels[chosen]), torch.from_numpy(faces.emotions[chosen])
        held = np.flatnonzero(groups == split.VALIDATION)
        self.held_pixels, self.held_emotions = torch.from_numpy(faces.pixels[held]), faces.emotions[held]
        self.weights = class_weights(faces.emotions[chosen], len(EMOTIONS), config.balance).to(device)
        self.steps = len(chosen) // config.batch
        self.samples = {"FER2013": len(chosen)}

    def batches(self, epoch: int) -> Iterator[tuple[Tensor, Tensor]]:
        order = torch.from_numpy(np.random.default_rng((self.config.seed, epoch)).permutation(len(self.pixels)))
        for rows in order[: self.steps * self.config.batch].split(self.config.batch):
            yield self.pixels[rows].to(self.device), self.emotions[rows].to(self.device)

    def loss(self, batch: tuple[Tensor, Tensor], epoch: int) -> Tensor:
        pixels, emotions = batch
        images = augmented(ImageInput().normalised(pixels.unsqueeze(1).float()))
        return functional.cross_entropy(self.model(images)[2].float(), emotions, self.weights, label_smoothing=self.config.label_smoothing)

    def evaluate(self) -> dict[str, float]:
        predicted = [self.model(model_input(rows).to(self.device))[2].argmax(-1).cpu() for rows in self.held_pixels.split(256)]
        return classification(self.held_emotions, torch.cat(predicted).numpy())


TURN, SCALE, SHIFT = math.radians(9), 0.16, 0.045
"""Standard deviations of a cut by the detector: radians, of the side's logarithm, of the side."""


def model_input(pixels: Tensor) -> Tensor:
    """uint8 [B, 48, 48] -> pixel_values [B, 1, 48, 48]."""
    return ImageInput().normalised(pixels.unsqueeze(1).float())


def augmented(images: Tensor) -> Tensor:
    """Mirrors, turns, shifts, scales, and blanks a patch of each image at random. Light and contrast are the network's to level.

    Turns, shifts and scales spread as the detector's cuts of pasted training faces do around the faces as they are.
    """
    count, side, device = len(images), images.shape[-1], images.device
    angle = torch.randn(count, device=device).clamp(-2, 2) * TURN
    scale = (torch.randn(count, device=device).clamp(-2, 2) * SCALE).exp()
    mirror = torch.where(torch.rand(count, device=device) < 0.5, -1.0, 1.0)
    turn = torch.zeros(count, 2, 3, device=device)
    turn[:, 0, 0], turn[:, 0, 1] = angle.cos() * scale * mirror, -angle.sin() * scale
    turn[:, 1, 0], turn[:, 1, 1] = angle.sin() * scale * mirror, angle.cos() * scale
    turn[:, :, 2] = torch.randn(count, 2, device=device).clamp(-2, 2) * 2 * SHIFT
    grid = functional.affine_grid(turn, list(images.shape), align_corners=False)
    moved = functional.grid_sample(images, grid, padding_mode="border", align_corners=False)
    ramp = torch.arange(side, device=device)
    corner, size = torch.rand(count, 2, 1, device=device) * side, torch.rand(count, 2, 1, device=device) * side / 3
    rows, columns = ((ramp >= corner[:, axis]) & (ramp < corner[:, axis] + size[:, axis]) for axis in (0, 1))
    blank = (rows.unsqueeze(2) & columns.unsqueeze(1)).unsqueeze(1)
    return torch.where(blank, moved.mean((1, 2, 3), keepdim=True), moved)
