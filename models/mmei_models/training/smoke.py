"""Trains every part for moments on a tiny made data set, and demands that each learns: that its loss falls."""

import json
import random
import shutil
import string
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import soundfile
import torch

from .. import samples
from ..artifacts.tracing import trace
from ..data import brighter, fer2013, goemotions, ravdess
from ..networks.published_bert import PublishedBert
from ..pretrained.backbone import MANIFEST, known
from ..taxonomy import EMOTIONS, INTENTS
from ..text import wishes
from ..text.utterances import utterance
from ..text.wordpiece import SPECIALS
from . import folds
from .config import PARTS, TrainingConfig, configured

CHANGES = {
    "vision": {"epochs": 2, "batch": 16},
    "audio": {"epochs": 2, "batch": 16},
    "content": {"epochs": 3, "learning_rate": 1e-3, "head_rate": 1.0},
    "text": {"epochs": 2, "batch": 32, "learning_rate": 1e-3, "head_rate": 1.0},
    "fusion": {"epochs": 3, "batch": 16, "fraction": 0.03},
    "context": {"epochs": 6, "batch": 16, "fraction": 0.03},
}


def run(
    train: Callable[[TrainingConfig, Path, Path, Path], None],
    export: Callable[[Path, Path], None],
    face_detector: Path,
    say: Callable[[str], None],
) -> None:
    """Calls `train(config, data, runs, artifacts)` for each part in order, and `export(runs, artifacts)` and the encoders of all folds
    before fusion, which reads the exported encoders. `face_detector`: an artifact, which no part trains and the export of a face encoder
    looks with. A part whose last loss is not below its first raises ValueError."""
    with tempfile.TemporaryDirectory() as folder:
        data, runs, artifacts = (Path(folder) / name for name in ("data", "runs", "artifacts"))
        write_sets(data)
        publish(runs / "pretrained" / "minilm-l6")
        shutil.copytree(face_detector, artifacts / face_detector.name)

        def learn(part: str, held: int = 0) -> None:
            config = configured(part, **CHANGES[part], held=held)
            train(config, data, runs, artifacts)
            losses = [json.loads(line)["loss"] for line in (runs / config.name / "metrics.ndjson").read_text().splitlines()]
            if not losses[-1] < losses[0]:
                raise ValueError(f"smoke: the loss of {config.name} went from {losses[0]:.4f} to {losses[-1]:.4f}; it must fall")
            say(f"{config.name}: loss {losses[0]:.4f} -> {losses[-1]:.4f}")

        for part in PARTS:
            if part == "fusion":
                export(runs, artifacts)
                for fold in folds.every():
                    learn(fold.part, fold.held)
            learn(part)


def publish(folder: Path) -> None:
    """A BERT as small as one can be, at random, in the format in which encoders are published; it spells every word in letters."""
    letters = string.ascii_lowercase + string.digits
    vocabulary = [*SPECIALS, *string.punctuation, *letters, *("##" + letter for letter in letters)]
    bert = PublishedBert(len(vocabulary), width=32, layers=2, heads=2, hidden=64, positions=64, dropout=0.0)
    with torch.no_grad():
        for weight in bert.parameters():  # weights that are equal would share one name in the file
            weight += 0.02 * torch.randn_like(weight)
    backbone = known()[folder.name]
    folder.mkdir(parents=True)
    names = [tensor["name"] for tensor in backbone.manifest["inputs"]]
    example = tuple(torch.ones(1, 4, dtype=torch.int64) for _ in names)
    axes = {name: {0: "batch", 1: "sequence"} for name in (*names, "last_hidden_state")}
    trace(bert.eval(), example, folder / "model.onnx", names, ["last_hidden_state"], axes)
    (folder / "vocab.txt").write_text("\r\n".join(vocabulary) + "\r\n", encoding="utf-8", newline="")
    (folder / MANIFEST).write_text(json.dumps(backbone.manifest | {"heads": 2}), encoding="utf-8")


def write_sets(root: Path) -> None:
    """The sets in their published formats: drawn faces, tones, sentences in which a word tells the emotion, and titles that name their
    genre."""
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
    write_brighter(root)
    write_titles(root)


def write_brighter(root: Path, texts: int = 8) -> None:
    """`texts` an emotion, language and part."""
    (root / "brighter").mkdir()
    columns = [emotion for emotion in EMOTIONS if emotion != "neutral"]
    for code in brighter.LANGUAGES.values():
        for part in ("train", "dev"):
            rows = [
                f"{code}_{part}_{n}_{emotion},so much {emotion} {n}," + ",".join(str(int(emotion == column)) for column in columns)
                for n in range(texts)
                for emotion in EMOTIONS
            ]
            (root / "brighter" / f"{code}_{part}.csv").write_text(
                "\n".join([f"id,text,{','.join(columns)}", *rows]) + "\n", encoding="utf-8"
            )


def write_titles(root: Path) -> None:
    (root / "catalogs").mkdir()
    rows = [f"t{n}{genre},The {genre} {n},It is about {genre} and nothing else.,{genre}" for n in range(12) for genre in wishes.GENRES]
    (root / "catalogs" / "titles.csv").write_text("\n".join(["id,title,description,genres", *rows]) + "\n", encoding="utf-8")
