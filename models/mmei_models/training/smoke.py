"""Trains every part for moments on a tiny made data set, and demands that each learns: that its loss falls."""

import json
import random
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import soundfile

from .. import samples
from ..data import fer2013, goemotions, ravdess
from ..taxonomy import EMOTIONS, INTENTS
from ..text.utterances import utterance
from .config import PARTS

CHANGES = {
    "vision": {"epochs": 2, "batch": 16},
    "audio": {"epochs": 2, "batch": 16},
    "language": {"epochs": 2, "batch": 32},
    "text": {"epochs": 2, "batch": 32},
    "content": {"epochs": 2, "batch": 32, "fraction": 0.03},
    "fusion": {"epochs": 3, "batch": 16, "fraction": 0.03},
    "context": {"epochs": 6, "batch": 16, "fraction": 0.03},
}


def run(train: Callable[[str, Path, Path, Path, dict], None], export: Callable[[Path, Path], None], say: Callable[[str], None]) -> None:
    """Calls `train(part, data, runs, artifacts, changes)` for each part in order, and `export(runs, artifacts)` before fusion, which reads
    the exported encoders. A part whose last loss is not below its first raises ValueError."""
    with tempfile.TemporaryDirectory() as folder:
        data, runs, artifacts = (Path(folder) / name for name in ("data", "runs", "artifacts"))
        write_sets(data)
        for part in PARTS:
            if part == "fusion":
                export(runs, artifacts)
            train(part, data, runs, artifacts, CHANGES[part])
            losses = [json.loads(line)["loss"] for line in (runs / part / "metrics.ndjson").read_text().splitlines()]
            if losses[-1] >= losses[0]:
                raise ValueError(f"smoke: the loss of {part} went from {losses[0]:.4f} to {losses[-1]:.4f}; it must fall")
            say(f"{part}: loss {losses[0]:.4f} -> {losses[-1]:.4f}")


def write_sets(root: Path) -> None:
    """The four sets in their published formats: drawn faces, tones, and sentences in which a word tells the emotion."""
    rng = np.random.default_rng(0)
    for folder, emotion in fer2013.FOLDERS.items():
        (root / "fer2013" / folder).mkdir(parents=True)
        for number in range(60):
            samples.face(emotion, number, size=48).convert("L").save(root / "fer2013" / folder / f"{folder}{number:04x}_{number}.png")
    for actor in range(1, 21):
        (root / "ravdess" / f"Actor_{actor:02d}").mkdir(parents=True)
        for acted in range(len(ravdess.ACTED)):
            time = np.arange(ravdess.RATE) / ravdess.RATE
            tone = np.sin(2 * np.pi * (120 + 60 * acted + actor) * time * (1 + 0.1 * acted * time)) * 0.3 + rng.normal(0, 0.01, len(time))
            soundfile.write(
                root / "ravdess" / f"Actor_{actor:02d}" / f"03-01-{acted + 1:02d}-01-01-01-{actor:02d}.flac", tone, ravdess.RATE
            )
    (root / "goemotions").mkdir()
    (root / "meld").mkdir()
    draw = random.Random(0)
    for part in ("train", "dev"):
        rows = [
            (f"so much {emotion} : {utterance(n % len(INTENTS), 'train', draw)}", emotion, n) for n in range(24) for emotion in EMOTIONS
        ]
        comments = [f"{text}\t{goemotions.PUBLISHED.index(emotion)}\t{part}{emotion}{n}" for text, emotion, n in rows]
        (root / "goemotions" / f"{part}.tsv").write_text("\n".join(comments) + "\n", encoding="utf-8")
        lines = [f'{n},"{text}",Ann,{emotion},neutral,{n},{EMOTIONS.index(emotion)},1,1,a,b' for text, emotion, n in rows]
        header = "Sr No.,Utterance,Speaker,Emotion,Sentiment,Dialogue_ID,Utterance_ID,Season,Episode,StartTime,EndTime"
        (root / "meld" / f"{part}_sent_emo.csv").write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
