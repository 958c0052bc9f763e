"""Trains the speech encoder on RAVDESS, from raw waveforms."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
import torchaudio
from torch import Tensor
from torch.nn import functional

from ..config import TrainingConfig
from ..data import ravdess, split
from ..networks.wav2vec2 import MELS, SpeechWav2Vec2
from ..preprocessing import AudioInput
from ..taxonomy import EMOTIONS
from .loop import class_weights, subset
from .metrics import classification

SECONDS = 2.5
HEARING = 0.2
"""The share of the epochs that only teach the convolutions to predict log-mel energies."""


class AudioTask:
    def __init__(self, data: Path, config: TrainingConfig, device: str):
        torch.manual_seed(config.seed)
        self.config, self.device, self.model = config, device, SpeechWav2Vec2().to(device)
        clips = ravdess.load(data)
        own = [clip for clip in clips if split.clip_group(clip.actor) == split.ENCODER]
        self.clips = [own[index] for index in subset(len(own), config.fraction, config.seed)]
        self.held = [clip for clip in clips if split.clip_group(clip.actor) == split.VALIDATION]
        self.weights = class_weights(np.array([clip.emotion for clip in self.clips]), len(EMOTIONS), config.balance).to(device)
        self.steps = len(self.clips) // config.batch
        self.samples = {"RAVDESS": len(self.clips)}
        self.mel = torchaudio.transforms.MelSpectrogram(ravdess.RATE, n_fft=512, win_length=400, hop_length=320, n_mels=MELS).to(device)

    def batches(self, epoch: int) -> Iterator[tuple[Tensor, Tensor]]:
        rng = np.random.default_rng((self.config.seed, epoch))
        order = rng.permutation(len(self.clips))
        for step in range(self.steps):
            chosen = [self.clips[index] for index in order[step * self.config.batch : (step + 1) * self.config.batch]]
            waves = torch.stack([excerpt(clip.samples, rng) for clip in chosen])
            yield waves.to(self.device), torch.tensor([clip.emotion for clip in chosen], device=self.device)

    def loss(self, batch: tuple[Tensor, Tensor], epoch: int) -> Tensor:
        waves, emotions = batch
        frames = self.model.frames(waves)
        energies = (self.mel(waves) + 1e-4).log().transpose(1, 2)[:, : frames.shape[1]]
        energies = (energies - energies.mean((1, 2), keepdim=True)) / (energies.std((1, 2), keepdim=True) + 1e-3)
        hearing = functional.mse_loss(self.model.mel(frames), energies)
        if epoch < HEARING * self.config.epochs:
            return hearing
        logits = self.model.contextual(masked(frames))[2]
        return functional.cross_entropy(logits, emotions, self.weights, label_smoothing=self.config.label_smoothing) + 0.2 * hearing

    def evaluate(self) -> dict[str, float]:
        predicted = [self.model(AudioInput()(clip.samples, ravdess.RATE).unsqueeze(0).to(self.device))[2].argmax().item() for clip in self.held]
        return classification(np.array([clip.emotion for clip in self.held]), np.array(predicted))


def excerpt(samples: np.ndarray, rng: np.random.Generator, seconds: float = SECONDS) -> Tensor:
    """A random stretch at a random speed, with a little noise, normalised -> [seconds * 16000]."""
    length = int(seconds * ravdess.RATE)
    taken = int(length * rng.uniform(0.88, 1.14))
    start = int(rng.integers(0, max(1, len(samples) - taken + 1)))
    part = torch.from_numpy(samples[start : start + taken])
    part = functional.pad(part, (0, taken - len(part)))
    wave = functional.interpolate(part[None, None], size=length, mode="linear", align_corners=False)[0, 0]
    noise = torch.from_numpy(rng.standard_normal(length, dtype=np.float32)) * float(wave.std()) * float(rng.uniform(0, 0.05))
    return AudioInput().normalised(wave + noise)


def masked(frames: Tensor, longest: int = 15) -> Tensor:
    """Blanks one stretch of time and one of channels in each row (SpecAugment, Park et al. 2019)."""
    count, time, channels = frames.shape
    kept = torch.ones_like(frames)
    for axis, size in ((1, time), (2, channels)):
        start = torch.randint(0, size, (count, 1), device=frames.device)
        width = torch.randint(0, longest, (count, 1), device=frames.device)
        ramp = torch.arange(size, device=frames.device)
        outside = ~((ramp >= start) & (ramp < start + width))
        kept = kept * (outside.unsqueeze(2) if axis == 1 else outside.unsqueeze(1))
    return frames * kept
