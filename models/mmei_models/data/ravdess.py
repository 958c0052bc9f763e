"""RAVDESS (Livingstone and Russo 2018): acted speech, 24 actors, eight emotions of which calm counts as neutral here."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
import torch
import torchaudio

from ..taxonomy import EMOTIONS
from .source import DataError, files

ACTED = ("neutral", "calm", "happy", "sad", "angry", "fearful", "disgust", "surprised")
"""By the file name's third number, from 01."""

CODES = ("neutral", "neutral", "joy", "sadness", "anger", "fear", "disgust", "surprise")
"""ACTED in the project's seven emotions."""

RATE, PUBLISHED_RATE = 16_000, 48_000
SUFFIXES = (".flac", ".wav")
_NAME = re.compile(r"\d\d-\d\d-(0[1-8])-\d\d-\d\d-\d\d-(0[1-9]|1\d|2[0-4])")


@dataclass(frozen=True)
class Clip:
    """Mono samples in -1..1 at 16 kHz, the index of the emotion, the actor 1..24, the index in ACTED, and the file's path."""

    samples: np.ndarray
    emotion: int
    actor: int
    acted: int
    path: str


def listing(root: Path) -> Iterator[tuple[str, int, int, bytes]]:
    """Path, index in ACTED, actor and bytes of every FLAC and WAV file of `root/ravdess` or `root/ravdess.tar`."""
    for path, content in files(root, "ravdess", SUFFIXES):
        name = _NAME.fullmatch(path.stem)
        if name is None:
            raise DataError(str(path), "the name is not seven two-digit numbers with an emotion from 01 to 08 and an actor from 01 to 24")
        yield str(path), int(name[1]) - 1, int(name[2]), content


def load(root: Path) -> list[Clip]:
    """Every clip of the listing at 16 kHz mono: as it is, or from 48 kHz as published (a few of those are stereo; channels are
    averaged)."""
    clips = []
    for path, acted, actor, content in listing(root):
        try:
            samples, rate = soundfile.read(io.BytesIO(content), dtype="float32")
        except soundfile.LibsndfileError as error:
            raise DataError(path, f"is not readable audio ({error})") from error
        if rate not in (RATE, PUBLISHED_RATE) or len(samples) == 0:
            raise DataError(path, f"is {rate} Hz with shape {samples.shape}; {RATE} or {PUBLISHED_RATE} Hz is needed")
        samples = samples.mean(1) if samples.ndim == 2 else samples
        if rate != RATE:
            samples = torchaudio.functional.resample(torch.from_numpy(samples), rate, RATE).numpy()
        clips.append(Clip(samples, EMOTIONS.index(CODES[acted]), actor, acted, path))
    if not clips:
        raise DataError(root / "ravdess", f"holds no {' or '.join(SUFFIXES)} file")
    return clips
