"""Voices that say nothing of what is felt. The speech encoder knows twenty actors; of a voice unlike theirs it is as sure and seldom right.
Fusion is shown synthetic voices beside any emotion, so that it learns to go by the other modalities where a voice is a stranger's."""

import hashlib
import io
import random
from pathlib import Path

import numpy as np
import soundfile
import torch
import torchaudio

from ..artifacts import read, voice
from ..artifacts.read import Artifact
from ..artifacts.tokens import SPEECH, Column, kept, sha256_of
from ..data import ravdess
from ..samples import spoken
from ..taxonomy import EMOTIONS
from ..text import feelings

VOICES = 400
SPEAKERS = tuple(
    language + kind
    for language in ("en-us", "en-gb", "en-gb-scotland", "de", "es", "pt-br")
    for kind in ("", "+f1", "+f2", "+f4", "+f5", "+m1", "+m3", "+m5", "+m7", "+whisper", "+croak")
)
"""Of espeak-ng."""


def strangers(artifacts: Path, runs: Path, count: int) -> Column:
    """Synthetic voices that say everyday sentences, as the exported speech encoder reads them; `place` is empty. Needs espeak-ng, unless
    they were read before."""
    key = hashlib.sha256(f"{sha256_of(artifacts, SPEECH)} {voice.stated()} {count} {SPEAKERS}".encode()).hexdigest()[:16]

    def make() -> Column:
        model, rng = Artifact.load(artifacts / SPEECH / "1"), random.Random(1)
        clips = [voiced(feelings.feeling(rng.randrange(len(EMOTIONS)), rng), rng) for _ in range(count)]
        tokens, counts = read.voices(model, [voice.heard(clip) for clip in clips], ravdess.RATE)[:2]
        return Column(tokens.half(), counts, torch.zeros(0, dtype=torch.int64))

    return kept(runs / "tokens" / f"strangers-{key}.pt", make)


def voiced(sentence: str, rng: random.Random) -> np.ndarray:
    """f32 [samples] at 16 kHz: a sentence in a voice, a pitch and a speed drawn at random."""
    wave, rate = soundfile.read(
        io.BytesIO(spoken(sentence, rng.choice(SPEAKERS), rng.randint(5, 99), rng.randint(110, 230))), dtype="float32"
    )
    return torchaudio.functional.resample(torch.from_numpy(wave), rate, ravdess.RATE).numpy()
