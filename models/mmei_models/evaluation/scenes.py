"""Faces pasted at random places and sizes into larger pictures: whether they are found there, and what the face encoder then says."""

from pathlib import Path

import numpy as np

from ..artifacts import read
from ..artifacts.detector import finder
from ..artifacts.read import Artifact
from ..data import fer2013, split
from ..data.source import there
from ..scenes import cut_out, pasted
from .splits import SPLITS

MOST = 400
"""Faces that are drawn of a larger set."""


def measure(data: Path, folder: Path, mode: str, seed: int = 1) -> dict[str, float]:
    """`scenes.detection`: the share of pictures in which the face is read that was pasted, `scenes.accuracy`: the share whose emotion is
    right; a face that is not found counts as wrong. Empty where the split has no face."""
    if not there(data, "fer2013"):
        return {}
    faces, rng = fer2013.load(data), np.random.default_rng(seed)
    rows = np.flatnonzero([split.face_group(source) in SPLITS[mode][0] for source in faces.sources])
    rows = rng.permutation(rows)[:MOST]
    if not len(rows):
        return {}
    looking, model = finder(folder), Artifact.load(folder / "face-vit" / "1")
    cuts, truth = [], []
    for row in rows:
        seen = cut_out(looking, *pasted(faces.pixels[row], rng), model.image_input.size)
        if seen is not None:
            cuts.append(seen)
            truth.append(faces.emotions[row])
    answered = np.zeros(0)
    if cuts:
        answered = read.faces(model, np.stack(cuts))[2].argmax(-1).numpy()
    return {"scenes.detection": len(cuts) / len(rows), "scenes.accuracy": float((answered == np.array(truth)).sum()) / len(rows)}
