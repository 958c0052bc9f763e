"""Trains the voice encoder that only a baseline has, on the sources and by the task of the platform's own."""

from ..networks.audio_cnn import AudioCnn
from ..training.audio import AudioTask


class AudioCnnTask(AudioTask):
    """Clips, augmentation, loss and validation of the audio part."""

    network = AudioCnn
