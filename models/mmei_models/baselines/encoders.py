"""Trains the two encoders that only baselines have, on the sources and by the tasks of the platform's own encoders."""

from pathlib import Path

import torch

from ..config import TrainingConfig
from ..training.audio import AudioTask
from ..training.vision import VisionTask
from .audio_cnn import AudioCnn
from .resnet50 import FaceResNet50


class ResNetTask(VisionTask):
    """Faces, augmentation, loss and validation of the vision part."""

    def __init__(self, data: Path, config: TrainingConfig, device: str):
        super().__init__(data, config, device)
        torch.manual_seed(config.seed)
        self.model = FaceResNet50().to(device).to(memory_format=torch.channels_last)


class AudioCnnTask(AudioTask):
    """Clips, augmentation, loss and validation of the audio part."""

    def __init__(self, data: Path, config: TrainingConfig, device: str):
        super().__init__(data, config, device)
        torch.manual_seed(config.seed)
        self.model = AudioCnn().to(device)
