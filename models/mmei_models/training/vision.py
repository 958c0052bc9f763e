"""Trains the face encoder on FER2013."""

import math
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from ..data import fer2013, split
from ..preprocessing import ImageInput
from ..taxonomy import EMOTIONS
from .config import TrainingConfig
from .cuts import Cut
from .loop import class_weights, subset
from .metrics import classification
from .teachers import SHARE, taught, together

CUTS = 0.5
"""How often training shows a face as the detector cuts it, not as it is given."""


class VisionTask:
    """Fits `model`, which answers as FaceViT does. `teachers` are networks that answer alike."""

    def __init__(self, data: Path, model: nn.Module, config: TrainingConfig, device: str, cut: Cut, teachers: Sequence[nn.Module] = ()):
        self.config, self.device, self.model = config, device, model.to(device)
        self.teachers = [teacher.to(device).eval() for teacher in teachers]
        faces = fer2013.load(data)
        groups = np.array([split.face_group(source) for source in faces.sources])
        chosen = np.flatnonzero(groups == split.ENCODER)
        chosen = chosen[subset(len(chosen), config.fraction, config.seed)]
        self.pixels, self.cuts, self.emotions = (
            part.to(device) for part in (*_both(faces.pixels[chosen], cut), torch.from_numpy(faces.emotions[chosen]))
        )
        held = np.flatnonzero(groups == split.VALIDATION)
        self.held, self.held_emotions = _both(faces.pixels[held], cut), faces.emotions[held]
        self.weights = class_weights(faces.emotions[chosen], len(EMOTIONS), config.balance).to(device)
        self.steps = len(chosen) // config.batch
        self.samples = {"FER2013": len(chosen)}

    def batches(self, epoch: int) -> Iterator[tuple[Tensor, Tensor]]:
        order = torch.from_numpy(np.random.default_rng((self.config.seed, epoch)).permutation(len(self.pixels)))
        for rows in order[: self.steps * self.config.batch].to(self.device).split(self.config.batch):
            found = torch.rand(len(rows), 1, 1, device=self.device) < CUTS
            yield torch.where(found, self.cuts[rows], self.pixels[rows]), self.emotions[rows]

    def loss(self, batch: tuple[Tensor, Tensor], epoch: int) -> Tensor:
        pixels, emotions = batch
        images = augmented(model_input(pixels))
        logits = self.model(images)[2].float()
        error = functional.cross_entropy(logits, emotions, self.weights, label_smoothing=self.config.label_smoothing)
        if not self.teachers:
            return error
        with torch.no_grad():
            said = together([teacher(images)[2] for teacher in self.teachers])
        return (1 - SHARE) * error + SHARE * taught(logits, said).mean()

    def evaluate(self) -> dict[str, float]:
        as_given, as_cut = (classification(self.held_emotions, self._predicted(faces)) for faces in self.held)
        return as_given | {f"cut.{name}": value for name, value in as_cut.items()}

    def _predicted(self, faces: Tensor) -> np.ndarray:
        return torch.cat([self.model(model_input(rows).to(self.device))[2].argmax(-1).cpu() for rows in faces.split(256)]).numpy()


TURN, SCALE, SHIFT = math.radians(9), 0.16, 0.045
"""Standard deviations of a cut by the detector: radians, of the side's logarithm, of the side."""


def _both(pixels: np.ndarray, cut: Cut) -> tuple[Tensor, Tensor]:
    """Faces as they are given, and as they are cut."""
    return torch.from_numpy(pixels), cut(pixels)


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
