"""Trains the speech encoder on RAVDESS. The clips are analysed once, at several speeds; what is drawn anew each epoch are stretches of
that around what is spoken."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from ..artifacts import voice
from ..data import ravdess, split
from ..networks.wav2vec2 import CALM, HOP, NEUTRAL, RATE, SpeechWav2Vec2
from ..preprocessing import AudioInput
from .config import TrainingConfig
from .loop import class_weights, subset
from .metrics import classification

SPEEDS = (0.88, 0.94, 1.0, 1.06, 1.13)
"""A faster clip is a higher voice too."""

SECONDS = (1.8, 3.2)
"""Of the stretches of a batch: of speech alone, or of speech with the room around it."""

MIXED = 0.3
"""How often the clips of a batch are laid over each other (mixup, Zhang et al. 2018)."""


class AudioTask:
    network = SpeechWav2Vec2

    def __init__(self, data: Path, config: TrainingConfig, device: str):
        torch.manual_seed(config.seed)
        self.config, self.device, self.model = config, device, self.network().to(device)
        clips = ravdess.load(data)
        own = [clip for clip in clips if split.clip_group(clip.actor) == split.ENCODER and split.clip_fold(clip.actor) != config.held]
        own = [own[index] for index in subset(len(own), config.fraction, config.seed)]
        self.labels = np.array([label(clip) for clip in own])
        self.spoken = [spoken(clip.samples) for clip in own]
        self.analysed = [
            [self._banks(changed(levelled(clip.samples, *part), speed)) for speed in SPEEDS] for clip, part in zip(own, self.spoken)
        ]
        self.held = [clip for clip in clips if split.clip_group(clip.actor) == split.VALIDATION]
        self.weights = class_weights(self.labels, CALM + 1, config.balance).to(device)
        self.steps = len(own) // config.batch
        self.samples = {"RAVDESS": len(own)}

    def batches(self, epoch: int) -> Iterator[tuple[list[Tensor], Tensor]]:
        rng = np.random.default_rng((self.config.seed, epoch))
        order = rng.permutation(len(self.labels))
        for step in range(self.steps):
            chosen = order[step * self.config.batch : (step + 1) * self.config.batch]
            seconds = rng.uniform(*SECONDS)
            excerpts = [self._excerpt(index, rng, seconds) for index in chosen]
            banks = [torch.stack(bank).to(self.device) for bank in zip(*excerpts)]
            yield banks, torch.from_numpy(self.labels[chosen]).to(self.device)

    def loss(self, batch: tuple[list[Tensor], Tensor], epoch: int) -> Tensor:
        banks, acted = batch
        banks = [masked(warped(bands)) for bands in banks]
        share, other = 1.0, torch.randperm(len(acted), device=acted.device)
        if torch.rand(()) < MIXED:
            share = float(np.random.default_rng(int(torch.randint(2**31, ()))).beta(0.4, 0.4))
            banks = [share * bands + (1 - share) * bands[other] for bands in banks]
        opinions = self.model.contextual(banks)[2]
        return share * self._error(opinions, acted) + (1 - share) * self._error(opinions, acted[other])

    def evaluate(self) -> dict[str, float]:
        acted = np.array([self.model(heard(clip).unsqueeze(0).to(self.device))[3].argmax().item() for clip in self.held])
        predicted = np.where(acted == CALM, NEUTRAL, acted)
        metrics = classification(np.array([clip.emotion for clip in self.held]), predicted)
        eight = classification(np.array([label(clip) for clip in self.held]), acted)
        return metrics | {f"eight.{name}": value for name, value in eight.items()}

    def _error(self, opinions: Tensor, acted: Tensor) -> Tensor:
        """Each opinion answers for itself, so that they differ, and their mean is better than any."""
        errors = [
            functional.cross_entropy(own, acted, self.weights, label_smoothing=self.config.label_smoothing) for own in opinions.unbind(1)
        ]
        return torch.stack(errors).mean()

    def _excerpt(self, index: int, rng: np.random.Generator, seconds: float) -> list[Tensor]:
        speed = int(rng.integers(len(SPEEDS)))
        begin, end = (place / RATE / SPEEDS[speed] for place in self.spoken[index])
        return excerpt(self.analysed[index][speed], rng, seconds, (begin, end))

    @torch.no_grad()
    def _banks(self, samples: Tensor) -> list[Tensor]:
        wave = samples.unsqueeze(0).to(self.device)
        return [bank(wave)[0].half().cpu() for bank in self.model.banks]


def label(clip: ravdess.Clip) -> int:
    """The index of the emotion; calm, which RAVDESS tells from neutral, has one of its own."""
    return CALM if ravdess.ACTED[clip.acted] == "calm" else clip.emotion


def heard(clip: ravdess.Clip) -> Tensor:
    return AudioInput()(voice.heard(clip.samples), ravdess.RATE)


def spoken(samples: np.ndarray) -> tuple[int, int]:
    """From where to where serving hears it, in samples."""
    found = voice.segments(samples)
    return (found[0][0], found[-1][1]) if found else (0, len(samples))


def levelled(samples: np.ndarray, begin: int, end: int) -> Tensor:
    """With the mean and variance that serving gives to what is between these samples."""
    wave = torch.from_numpy(samples)
    kept = wave[begin:end]
    return (wave - kept.mean()) / (kept.var(unbiased=False) + 1e-7).sqrt()


def changed(wave: Tensor, speed: float) -> Tensor:
    """Played at `speed` times its own."""
    return (
        wave
        if speed == 1.0
        else functional.interpolate(wave[None, None], size=int(len(wave) / speed), mode="linear", align_corners=False)[0, 0]
    )


def excerpt(banks: list[Tensor], rng: np.random.Generator, seconds: float, part: tuple[float, float]) -> list[Tensor]:
    """A stretch of `seconds` of every bank [bands, T] that lies in `part`, seconds from and to, or has it inside where that is shorter;
    a shorter clip is put somewhere into silence."""
    frames, length = banks[0].shape[1], int(seconds * RATE / HOP)
    if frames < length:
        before = int(rng.integers(length - frames + 1))
        return [functional.pad(bands.float(), (before, length - frames - before), value=float(bands.min())) for bands in banks]
    bounds = (int(part[0] * RATE / HOP), int(part[1] * RATE / HOP) - length)
    low, high = (min(max(bound, 0), frames - length) for bound in (min(bounds), max(bounds)))
    start = int(rng.integers(low, high + 1))
    return [bands[:, start : start + length].float() for bands in banks]


def warped(bands: Tensor) -> Tensor:
    """[B, bands, T] by a longer or shorter throat, and through another room, at random."""
    count, height, _ = bands.shape

    def uniform(low: float, high: float) -> Tensor:
        return torch.rand(count, 1, device=bands.device) * (high - low) + low

    reach = height // 20
    shift = torch.randint(-reach, reach + 1, (count, 1), device=bands.device)
    rows = (torch.arange(height, device=bands.device) + shift).clamp(0, height - 1)
    moved = bands.gather(1, rows.unsqueeze(2).expand_as(bands))
    place = torch.linspace(-1, 1, height, device=bands.device)
    tilt = uniform(-1, 1) * place + uniform(-0.5, 0.5) * torch.cos(3 * place + uniform(-3, 3))
    return moved + tilt.unsqueeze(2)


def masked(bands: Tensor, times: float = 0.1, heights: float = 0.15) -> Tensor:
    """Blanks two stretches of time and two of bands in each row, up to these shares (SpecAugment, Park et al. 2019)."""
    count, height, time = bands.shape
    mean = bands.mean((1, 2), keepdim=True)
    for axis, size, longest in ((2, time, times * time), (1, height, heights * height)) * 2:
        start = torch.rand(count, 1, device=bands.device) * size
        width = torch.rand(count, 1, device=bands.device) * longest
        ramp = torch.arange(size, device=bands.device)
        inside = (ramp >= start) & (ramp < start + width)
        bands = torch.where(inside.unsqueeze(3 - axis), mean, bands)
    return bands
