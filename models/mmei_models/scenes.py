"""Faces pasted at random places and sizes into larger pictures, and the detector's cut of them: a face as it reaches the encoder in use."""

import numpy as np
from PIL import Image

from .faces import FaceFinder, cut, person

WIDTH, HEIGHT, SIDES = 1280, 720, (160, 420)


def pasted(face: np.ndarray, rng: np.random.Generator, part: float = 1.0) -> tuple[np.ndarray, tuple[int, int, int]]:
    """uint8 [n, n] -> a scene uint8 [720, 1280, 3], and the left, top and side of the face in it; all of it `part` as long."""
    width, height, (least, most) = round(WIDTH * part), round(HEIGHT * part), (round(side * part) for side in SIDES)
    side = int(rng.integers(least, most + 1))
    left, top = int(rng.integers(0, width - side + 1)), int(rng.integers(0, height - side + 1))
    scene = _background(rng, width, height)
    large = Image.fromarray(face).resize((side, side), Image.Resampling.BICUBIC)
    scene[top : top + side, left : left + side] = np.asarray(large)[..., None]
    return scene, (left, top, side)


def cut_out(looking: FaceFinder, scene: np.ndarray, place: tuple[int, int, int], size: int) -> np.ndarray | None:
    """The pasted face as the detector cuts it, uint8 [size, size]; None where it finds none, or another thing."""
    left, top, side = place
    seen, found = looking.find(scene)
    if not found or seen is not scene:
        return None
    face = person(found)
    x, y = (face.right_eye + face.left_eye) / 2
    if not (left <= x <= left + side and top <= y <= top + side and side / 2 < face.side < 1.5 * side):
        return None
    return cut(np.asarray(Image.fromarray(scene).convert("L")), face, size).round().clip(0, 255).astype(np.uint8)


def _background(rng: np.random.Generator, width: int, height: int) -> np.ndarray:
    """A slope between two colours, soft spots with noise, or rectangles."""
    one, other = rng.integers(0, 256, (2, 3))
    kind = rng.integers(3)
    if kind == 0:
        slope = np.linspace(0, 1, width)[None, :, None] * rng.random() + np.linspace(0, 1, height)[:, None, None] * rng.random()
        scene = one + (other - one) * slope / 2
    elif kind == 1:
        spots = Image.fromarray(rng.integers(0, 256, (9, 16, 3)).astype(np.uint8)).resize((width, height), Image.Resampling.BICUBIC)
        scene = np.asarray(spots) + rng.normal(0, 12, (height, width, 3))
    else:
        scene = np.empty((height, width, 3))
        scene[:] = one
        for _ in range(25):
            left, top = rng.integers(-100, width), rng.integers(-100, height)
            across, down = rng.integers(20, 400, 2)
            scene[max(top, 0) : max(top + down, 0), max(left, 0) : max(left + across, 0)] = rng.integers(0, 256, 3)
    return scene.clip(0, 255).astype(np.uint8)
