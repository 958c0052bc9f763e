"""Composes multimodal records: a face, a clip and words of different people that carry one emotion, as simulated sets do.

A person in the record feels one emotion and wants one thing. Each modality now and then shows another emotion than the label says
(label noise), modalities are missing now and then, and the wish is put in words in a part of the records only; in the others it
can merely be guessed from the emotion.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from .. import utterances
from ..taxonomy import EMOTIONS, INTENTS

NOISE = 0.08
"""How often a modality shows another emotion than the record's."""

MISSING = 0.15
"""How often a modality is missing."""

WORDS = {"sentence": 0.4, "sentence and wish": 0.3, "wish": 0.3}
"""What the words consist of, and how often."""

WISHES = {
    "anger": (0.35, 0.10, 0.15, 0.20, 0.20),
    "disgust": (0.25, 0.20, 0.15, 0.30, 0.10),
    "fear": (0.30, 0.15, 0.05, 0.10, 0.40),
    "joy": (0.10, 0.15, 0.30, 0.40, 0.05),
    "neutral": (0.20, 0.30, 0.20, 0.25, 0.05),
    "sadness": (0.25, 0.05, 0.10, 0.15, 0.45),
    "surprise": (0.05, 0.40, 0.20, 0.30, 0.05),
}
"""P(intent | emotion), in the order of INTENTS."""

AROUSAL = np.array([(-0.6, 0.7), (-0.65, 0.3), (-0.7, 0.75), (0.8, 0.5), (0.0, 0.0), (-0.7, -0.4), (0.2, 0.8)])
"""Valence and arousal of EMOTIONS on the circumplex (Russell 1980)."""


@dataclass(frozen=True)
class Record:
    """Indices of a face and of a clip, and words; None where the modality is missing. `spoken`: the words say the intent."""

    face: int | None
    clip: int | None
    words: str | None
    emotion: int
    intent: int
    spoken: bool


def compose(faces: np.ndarray, clips: np.ndarray, sentences: Sequence[tuple[str, int]], part: str, count: int, seed: int) -> list[Record]:
    """`count` records. `faces` and `clips` are emotion indices; `part` chooses the phrasings of wishes, "train" or "validation"."""
    rng = random.Random(seed)
    face_of = _picker(faces, rng)
    clip_of = _picker(clips, rng)
    sentence_of = _picker(np.array([emotion for _, emotion in sentences]), rng)
    records = []
    for number in range(count):
        emotion = number % len(EMOTIONS)
        intent = rng.choices(range(len(INTENTS)), WISHES[EMOTIONS[emotion]])[0]
        kind = rng.choices(list(WORDS), list(WORDS.values()))[0]
        parts = [sentences[sentence_of(_shown(emotion, rng))][0]] if kind != "wish" else []
        parts += [utterances.utterance(intent, part, rng)] if kind != "sentence" else []
        there = [rng.random() >= MISSING for _ in range(3)]
        if not any(there):
            there[rng.randrange(3)] = True
        face, clip = face_of(_shown(emotion, rng)), clip_of(_shown(emotion, rng))
        spoken = there[2] and kind != "sentence"
        words = " ".join(parts) if there[2] else None
        records.append(Record(face if there[0] else None, clip if there[1] else None, words, emotion, intent, spoken))
    return records


def relevance() -> np.ndarray:
    """[7, 5, 7, 5]: how well an item written for (emotion, intent) suits a person who is in (emotion, intent), from 0 to 1."""
    distance = ((AROUSAL[:, None] - AROUSAL[None]) ** 2).sum(-1)
    mood = 0.5 * np.eye(len(EMOTIONS)) + 0.5 * np.exp(-2 * distance)
    wish = np.eye(len(INTENTS))
    return 0.6 * wish[None, :, None, :] + 0.4 * mood[:, None, :, None]


def _shown(emotion: int, rng: random.Random) -> int:
    if rng.random() >= NOISE:
        return emotion
    return rng.choice([other for other in range(len(EMOTIONS)) if other != emotion])


def _picker(emotions: np.ndarray, rng: random.Random) -> Callable[[int], int]:
    places = [np.flatnonzero(emotions == emotion).tolist() for emotion in range(len(EMOTIONS))]
    for emotion, found in enumerate(places):
        if not found:
            raise ValueError(f"no source shows {EMOTIONS[emotion]}; records cannot be composed")
    return lambda emotion: rng.choice(places[emotion])
