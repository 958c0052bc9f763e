"""Trains the two encoders that only baselines have, on the sources and by the tasks of the platform's own encoders."""

from ..networks.audio_cnn import AudioCnn
from ..networks.resnet50 import FaceResNet50
from ..training.audio import AudioTask
from ..training.vision import VisionTask


class ResNetTask(VisionTask):
    """Faces, augmentation, loss and validation of the vision part."""

    network = FaceResNet50


class AudioCnnTask(AudioTask):
    """Clips, augmentation, loss and validation of the audio part."""

    network = AudioCnn
