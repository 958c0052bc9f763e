"""What of a sound is speech, as serving finds it: by the committed detector, which is no part that is trained here."""

import json
from functools import cache
from pathlib import Path

import numpy as np
import torch

from .read import Artifact

FOLDER = Path(__file__).parent.parent.parent / "artifacts" / "voice-detector" / "1"


@cache
def detector() -> Artifact:
    return Artifact.load(FOLDER)


def stated() -> str:
    """What decides which stretches of a sound are speech."""
    manifest = detector().manifest
    return json.dumps([manifest["model"]["sha256"], manifest["preprocessing"]])


def segments(samples: np.ndarray) -> list[tuple[int, int]]:
    """Mono samples at 16 kHz -> the stretches that are speech, with their margins; none where nobody speaks."""
    found = detector()
    wave = torch.from_numpy(np.asarray(samples, dtype=np.float32))
    return found.voice_input.segments(found.graph(found.voice_input(wave))[0].tolist(), len(wave))


def speech(samples: np.ndarray) -> np.ndarray | None:
    """The stretches that are speech, put together; None where nobody speaks, which serving rejects."""
    found = segments(samples)
    return np.concatenate([samples[begin:end] for begin, end in found]) if found else None


def heard(samples: np.ndarray) -> np.ndarray:
    """What an encoder hears of a sound: its speech, or all of it where nobody speaks, so that no sample is lost to training and figures."""
    found = speech(samples)
    return samples if found is None else found
