"""Small data sets in the published formats, made for tests."""

import numpy as np
import soundfile
from PIL import Image

from mmei_models.data import fer2013, goemotions
from mmei_models.taxonomy import EMOTIONS
from mmei_models.training import smoke

MELD_HEADER = "Sr No.,Utterance,Speaker,Emotion,Sentiment,Dialogue_ID,Utterance_ID,Season,Episode,StartTime,EndTime\n"
LABELS = [*sorted(label for labels in goemotions.EKMAN.values() for label in labels if label != "neutral"), "neutral"]


def write_sets(root, faces=40, actors=range(1, 21), sentences=60, parts=("train", "dev")):
    """`faces` a class, a clip of each expression by each actor, `sentences` an emotion and part, in each of GoEmotions and MELD, a few
    texts in
    each language of BRIGHTER, and titles."""
    rng = np.random.default_rng(0)
    for folder in fer2013.FOLDERS:
        (root / "fer2013" / folder).mkdir(parents=True)
        for n in range(faces):
            Image.fromarray(rng.integers(0, 256, (48, 48), dtype=np.uint8)).save(root / "fer2013" / folder / f"{folder}{n:04x}_{n}.png")
    for actor in actors:
        (root / "ravdess" / f"Actor_{actor:02d}").mkdir(parents=True)
        for acted in range(1, 9):
            soundfile.write(
                root / "ravdess" / f"Actor_{actor:02d}" / f"03-01-{acted:02d}-01-01-01-{actor:02d}.flac",
                rng.uniform(-0.5, 0.5, 800),
                16_000,
            )
    (root / "goemotions").mkdir()
    (root / "meld").mkdir()
    (root / "goemotions" / "labels.txt").write_text("\n".join(LABELS) + "\n")
    for part in parts:
        rows = [
            f"{part} comment {n} of {emotion}\t{LABELS.index(emotion)}\t{part}{emotion}{n}"
            for emotion in EMOTIONS
            for n in range(sentences)
        ]
        (root / "goemotions" / f"{part}.tsv").write_text("\n".join(rows) + "\n")
        lines = [
            f"{n},{part} line {n} of {emotion},Ross,{emotion},neutral,{n // 3},{n * 7 + e},1,1,a,b"
            for n in range(sentences)
            for e, emotion in enumerate(EMOTIONS)
        ]
        (root / "meld" / f"{part}_sent_emo.csv").write_text(MELD_HEADER + "\n".join(lines) + "\n")
    smoke.write_brighter(root, texts=3)
    smoke.write_titles(root)
    return root
