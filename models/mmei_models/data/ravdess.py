"""RAVDESS (Livingstone and Russo 2018): acted speech, 24 actors, eight emotions of which calm counts as neutral here."""

import io
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile

from ..taxonomy import EMOTIONS
from .source import DataError, files

CODES = ("neutral", "neutral", "joy", "sadness", "anger", "fear", "disgust", "surprise")
"""By the file name's third number, from 01: neutral, calm, happy, sad, angry, fearful, disgust, surprised."""

RATE = 16_000
_NAME = re.compile(r"\d\d-\d\d-(0[1-8])-\d\d-\d\d-\d\d-(\d\d)")


@dataclass(frozen=True)
class Clip:
    """Mono samples in -1..1 at 16 kHz, the index of the emotion, the actor 1..24."""

    samples: np.ndarray
    emotion: int
    actor: int


def load(root: Path, suffix: str = ".flac") -> list[Clip]:
    """Every clip of `root/ravdess` or `root/ravdess.tar`; each must be 16 kHz mono."""
    clips = []
    for path, content in files(root, "ravdess", suffix):
        name = _NAME.fullmatch(path.stem)
        if name is None:
            raise DataError(str(path), "the name is not seven two-digit numbers with an emotion from 01 to 08")
        try:
            samples, rate = soundfile.read(io.BytesIO(content), dtype="float32")
        except soundfile.LibsndfileError as error:
            raise DataError(str(path), f"is not readable audio ({error})") from error
        if rate != RATE or samples.ndim != 1 or len(samples) == 0:
            raise DataError(str(path), f"is {rate} Hz with shape {samples.shape}; {RATE} Hz mono is needed")
        clips.append(Clip(samples, EMOTIONS.index(CODES[int(name[1]) - 1]), int(name[2])))
    if not clips:
        raise DataError(root / "ravdess", f"holds no {suffix} file")
    return clips
