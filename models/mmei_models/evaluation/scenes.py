"""Faces pasted at random places and sizes into larger pictures: whether they are found there, and what the face encoder then says."""

from pathlib import Path

import numpy as np
from PIL import Image

from ..artifacts import read
from ..artifacts.detector import finder
from ..artifacts.read import Artifact
from ..data import fer2013, split
from ..data.source import there
from ..faces import cut, person
from .splits import SPLITS

WIDTH, HEIGHT, SIDES = 1280, 720, (160, 420)
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
        scene, (left, top, side) = pasted(faces.pixels[row], rng)
        seen, found = looking.find(scene)
        if found and seen is scene:
            face = person(found)
            x, y = (face.right_eye + face.left_eye) / 2
            if left <= x <= left + side and top <= y <= top + side and side / 2 < face.side < 1.5 * side:
                cuts.append(cut(np.asarray(Image.fromarray(scene).convert("L")), face, model.image_input.size))
                truth.append(faces.emotions[row])
    answered = np.zeros(0)
    if cuts:
        answered = read.faces(model, np.stack(cuts).round().clip(0, 255).astype(np.uint8))[2].argmax(-1).numpy()
    return {"scenes.detection": len(cuts) / len(rows), "scenes.accuracy": float((answered == np.array(truth)).sum()) / len(rows)}


def pasted(face: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, tuple[int, int, int]]:
    """uint8 [n, n] -> a scene uint8 [720, 1280, 3], and the left, top and side of the face in it."""
    side = int(rng.integers(SIDES[0], SIDES[1] + 1))
    left, top = int(rng.integers(0, WIDTH - side + 1)), int(rng.integers(0, HEIGHT - side + 1))
    scene = _background(rng)
    scene[top : top + side, left : left + side] = np.asarray(Image.fromarray(face).resize((side, side), Image.Resampling.BICUBIC))[
        ..., None
    ]
    return scene, (left, top, side)


def _background(rng: np.random.Generator) -> np.ndarray:
    """A slope between two colours, soft spots with noise, or rectangles."""
    one, other = rng.integers(0, 256, (2, 3))
    kind = rng.integers(3)
    if kind == 0:
        slope = np.linspace(0, 1, WIDTH)[None, :, None] * rng.random() + np.linspace(0, 1, HEIGHT)[:, None, None] * rng.random()
        scene = one + (other - one) * slope / 2
    elif kind == 1:
        spots = Image.fromarray(rng.integers(0, 256, (9, 16, 3)).astype(np.uint8)).resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
        scene = np.asarray(spots) + rng.normal(0, 12, (HEIGHT, WIDTH, 3))
    else:
        scene = np.empty((HEIGHT, WIDTH, 3))
        scene[:] = one
        for _ in range(25):
            left, top = rng.integers(-100, WIDTH), rng.integers(-100, HEIGHT)
            width, height = rng.integers(20, 400, 2)
            scene[max(top, 0) : max(top + height, 0), max(left, 0) : max(left + width, 0)] = rng.integers(0, 256, 3)
    return scene.clip(0, 255).astype(np.uint8)
