"""Face and speech encoders on published ones: a network that a run begins with, and how fast its layers learn."""

import json
from pathlib import Path
from typing import Protocol

import numpy as np
from torch import Tensor, nn
from torch.nn.functional import pad

from ..networks.published_vit import PublishedFace
from ..networks.published_wav2vec2 import PublishedSpeech
from ..networks.vit import FaceViT
from ..networks.wav2vec2 import RATE, SpeechWav2Vec2
from ..pretrained import weights
from .audio import SPEEDS, AudioTask
from .config import TrainingConfig
from .loop import trained
from .vision import VisionTask


class Layered(Protocol):
    """A published encoder that knows the order of its layers."""

    def depth_of(self, name: str) -> int:
        ...


def rate_of(name: str, prefix: str, backbone: Layered, config: TrainingConfig) -> float:
    """The learning rate's share of a weight: less in lower layers of the published encoder (ULMFiT, Howard and Ruder 2018), more in what is
    put on it, which begins at random."""
    return config.layer_decay ** backbone.depth_of(name.removeprefix(prefix)) if name.startswith(prefix) else config.head_rate


def face_encoder(config: TrainingConfig, runs: Path) -> nn.Module:
    """The platform's own network, or one on a published encoder."""
    return PublishedFace(weights.vit(runs / "pretrained" / config.backbone)) if config.backbone else FaceViT.of(config.wide)


def face_of(folder: Path, runs: Path) -> nn.Module:
    """The face encoder of the finished run in `folder`."""
    config = TrainingConfig(**json.loads((folder / "config.json").read_text(encoding="utf-8")))
    return trained(face_encoder(config, runs), folder)[0]


def speech_encoder(backbone: str, runs: Path) -> nn.Module:
    return PublishedSpeech(weights.wav2vec2(runs / "pretrained" / backbone)) if backbone else SpeechWav2Vec2()


class PublishedVisionTask(VisionTask):
    """The face encoder on a published Vision Transformer."""

    def rate(self, name: str) -> float:
        return rate_of(name, "backbone.", self.model.backbone, self.config)


class PublishedAudioTask(AudioTask):
    """The speech encoder on a published Wav2Vec2, which reads waveforms: what is kept of a clip is itself, at several speeds."""

    def __init__(self, data: Path, config: TrainingConfig, device: str, model: PublishedSpeech):
        self.network = lambda: model
        super().__init__(data, config, device)

    def rate(self, name: str) -> float:
        return rate_of(name, "backbone.", self.model.backbone, self.config)

    def loss(self, batch: tuple[list[Tensor], Tensor], epoch: int) -> Tensor:
        [waves], acted = batch
        return self._error(self.model(waves)[3].unsqueeze(1), acted)

    def _excerpt(self, index: int, rng: np.random.Generator, seconds: float) -> list[Tensor]:
        wave, length = self.analysed[index][int(rng.integers(len(SPEEDS)))][0].float(), int(seconds * RATE)
        before = int(rng.integers(abs(len(wave) - length) + 1))
        return [wave[before : before + length] if len(wave) >= length else pad(wave, (before, length - len(wave) - before))]

    def _banks(self, samples: Tensor) -> list[Tensor]:
        return [samples.half()]
