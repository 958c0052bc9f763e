"""Trains the speech encoder on RAVDESS, from raw waveforms."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from ..config import TrainingConfig
from ..data import ravdess, split
from ..networks.wav2vec2 import CALM, SpeechWav2Vec2
from ..preprocessing import AudioInput
from .loop import class_weights, subset
from .metrics import classification

SECONDS = 3.0
MIXED = 0.5
"""How often two clips of a batch are laid over each other (mixup, Zhang et al. 2018)."""


class AudioTask:
    def __init__(self, data: Path, config: TrainingConfig, device: str, held: tuple[int, ...] | None = None):
        torch.manual_seed(config.seed)
        self.config, self.device, self.model = config, device, SpeechWav2Vec2().to(device)
        clips = ravdess.load(data)
        own = [clip for clip in clips if split.clip_group(clip.actor) == split.ENCODER and clip.actor not in (held or ())]
        self.clips = [own[index] for index in subset(len(own), config.fraction, config.seed)]
        self.held = [clip for clip in clips if (split.clip_group(clip.actor) == split.VALIDATION if held is None else clip.actor in held)]
        self.weights = class_weights(np.array([label(clip) for clip in self.clips]), CALM + 1, config.balance).to(device)
        self.steps = len(self.clips) // config.batch
        self.samples = {"RAVDESS": len(self.clips)}

    def batches(self, epoch: int) -> Iterator[tuple[Tensor, Tensor]]:
        rng = np.random.default_rng((self.config.seed, epoch))
        order = rng.permutation(len(self.clips))
        for step in range(self.steps):
            chosen = [self.clips[index] for index in order[step * self.config.batch : (step + 1) * self.config.batch]]
            waves = torch.stack([excerpt(clip.samples, rng) for clip in chosen])
            yield waves.to(self.device), torch.tensor([label(clip) for clip in chosen], device=self.device)

    def loss(self, batch: tuple[Tensor, Tensor], epoch: int) -> Tensor:
        waves, acted = batch
        with torch.no_grad():
            bands = masked(warped(self.model.energies(waves)))
        share, other = torch.ones(len(waves), 1, 1, device=bands.device), torch.randperm(len(waves), device=bands.device)
        if torch.rand(()) < MIXED:
            share = torch.from_numpy(np.random.default_rng(int(torch.randint(2**31, ()))).beta(0.4, 0.4, (len(waves), 1, 1))).to(bands)
        logits = self.model.contextual(share * bands + (1 - share) * bands[other])[2].float()

        def error(labels: Tensor) -> Tensor:
            return functional.cross_entropy(logits, labels, self.weights, label_smoothing=self.config.label_smoothing, reduction="none")

        return (share[:, 0, 0] * error(acted) + (1 - share[:, 0, 0]) * error(acted[other])).mean()

    def evaluate(self) -> dict[str, float]:
        acted = [self.model.contextual(self.model.energies(wave.unsqueeze(0).to(self.device)))[2].argmax().item() for wave in map(whole, self.held)]
        predicted = [min(number, CALM) if number != CALM else 4 for number in acted]
        metrics = classification(np.array([clip.emotion for clip in self.held]), np.array(predicted))
        eight = classification(np.array([label(clip) for clip in self.held]), np.array(acted))
        return metrics | {f"eight.{name}": value for name, value in eight.items()}


def label(clip: ravdess.Clip) -> int:
    """The index of the emotion; calm, which RAVDESS tells from neutral, has one of its own."""
    return CALM if ravdess.ACTED[clip.acted] == "calm" else clip.emotion


def whole(clip: ravdess.Clip) -> Tensor:
    return AudioInput()(clip.samples, ravdess.RATE)


def excerpt(samples: np.ndarray, rng: np.random.Generator, seconds: float = SECONDS) -> Tensor:
    """A random stretch at a random speed, which moves the pitch too, with a little noise, normalised -> [seconds * 16000]."""
    length = int(seconds * ravdess.RATE)
    taken = int(length * rng.uniform(0.85, 1.18))
    start = int(rng.integers(0, max(1, len(samples) - taken + 1)))
    part = torch.from_numpy(samples[start : start + taken])
    part = functional.pad(part, (0, taken - len(part)))
    wave = functional.interpolate(part[None, None], size=length, mode="linear", align_corners=False)[0, 0]
    noise = torch.from_numpy(rng.standard_normal(length, dtype=np.float32)) * float(wave.std()) * float(rng.uniform(0, 0.05))
    return AudioInput().normalised(wave + noise)


def warped(bands: Tensor) -> Tensor:
    """[B, 64, T] spoken faster or slower, by a longer or shorter throat, and through another room, at random."""
    count, height, _ = bands.shape

    def uniform(low: float, high: float) -> Tensor:
        return torch.rand(count, device=bands.device) * (high - low) + low

    turn = torch.zeros(count, 2, 3, device=bands.device)
    turn[:, 0, 0], turn[:, 1, 1] = uniform(0.85, 1.2), uniform(0.92, 1.08)
    turn[:, 0, 2], turn[:, 1, 2] = uniform(-0.15, 0.15), uniform(-0.06, 0.06)
    grid = functional.affine_grid(turn, [count, 1, *bands.shape[1:]], align_corners=False)
    moved = functional.grid_sample(bands.unsqueeze(1), grid, padding_mode="border", align_corners=False)[:, 0]
    height = torch.linspace(-1, 1, height, device=bands.device)
    tilt = uniform(-1, 1)[:, None] * height + uniform(-0.5, 0.5)[:, None] * torch.cos(3 * height + uniform(-3, 3)[:, None])
    return moved + tilt.unsqueeze(2)


def masked(bands: Tensor, times: int = 30, heights: int = 10) -> Tensor:
    """Blanks two stretches of time and two of bands in each row (SpecAugment, Park et al. 2019)."""
    count, height, time = bands.shape
    mean = bands.mean((1, 2), keepdim=True)
    for axis, size, longest in ((2, time, times), (1, height, heights)) * 2:
        start = torch.rand(count, 1, device=bands.device) * size
        width = torch.rand(count, 1, device=bands.device) * longest
        ramp = torch.arange(size, device=bands.device)
        inside = (ramp >= start) & (ramp < start + width)
        bands = torch.where(inside.unsqueeze(3 - axis), mean, bands)
    return bands
