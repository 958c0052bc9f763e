"""Faces in a picture: what a detector is shown of it, what its answer says, and the cut that the face encoder reads.

The serving side repeats these steps (`services/encoders/Mmei.Media/Images`); the detector's parity cases hold both together.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from PIL import Image

BORDERED = 0.5
"""A picture of nothing but a face is shown at this part of the detector's picture: of 1,095 faces of FER2013 it finds 91 % where they
fill it, 99.6 % with that border."""
FILLED = 0.45
"""A face that takes more of the picture is placed too small where it fills the detector's: it is looked at again with a border."""
ALIKE = 0.9
"""The person is the largest of the faces whose scores reach this part of the best one; what is less sure is often a thing."""
LEAST_SIDE, SMALL_SIDE, SURE = 20, 32, 0.7
"""Pixels across the box of a face in which something can still be read; and below which only a score from there on counts."""
FACE_SIDE, FACE_RAISE = 1.15, 0.1
"""The cut: a square of this many sides of the box, turned so that the eyes are level, its centre that much of a side above the box's.
Chosen on pasted faces of FER2013's validation sources, for the framing that they had."""
MOST_SAMPLES = 6
"""A pixel of the cut is the mean of at most so many samples squared."""
UPRIGHT = 1.05
"""How much surer a picture is taken to be as it is than turned. Turns are tried where no face is sure; of 150 validation faces 99 % then
stay as they are, 63 % of those upside down and 40 % of those on a side are righted."""

TURNED_SIDE = 0.125
"""The part of the longer side that a face takes at least for which a picture is turned: things are taken for small faces the more, the more
ways they are looked at."""

Detect = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray, np.ndarray]]
"""image f32 [256, 256, 3] in -1..1 -> boxes [n, 4], points [n, 6, 2], scores [n], as the detector's artifact gives them."""


@dataclass(frozen=True)
class Face:
    """A box as left, top, right, bottom, the eyes (the person's own right and left) as x and y, in pixels; a score in 0..1."""

    score: float
    box: np.ndarray
    right_eye: np.ndarray
    left_eye: np.ndarray

    @property
    def side(self) -> float:
        return float(self.box[2] - self.box[0] + self.box[3] - self.box[1]) / 2


def letterbox(picture: np.ndarray, side: int, fill: float = 1.0) -> tuple[np.ndarray, tuple[int, int, float, float]]:
    """uint8 [h, w, 3] -> f32 [side, side, 3] in -1..1, the longer side at `fill` of it, in the middle of black; and the left, top and
    columns and rows of it for one of the picture's."""
    small = reduced(picture, int(max(picture.shape[:2]) / (side * fill)))
    height, width = small.shape[:2]
    scale = side * fill / max(width, height)
    columns, rows = max(1, math.floor(width * scale + 0.5)), max(1, math.floor(height * scale + 0.5))
    left, top = (side - columns) // 2, (side - rows) // 2
    image = np.full((side, side, 3), -1, np.float32)
    for channel in range(3):
        plane = Image.fromarray(small[..., channel]).convert("F").resize((columns, rows), Image.Resampling.BILINEAR)
        image[top : top + rows, left : left + columns, channel] = np.asarray(plane) / np.float32(127.5) - 1
    return image, (left, top, columns / picture.shape[1], rows / picture.shape[0])


def reduced(picture: np.ndarray, times: int) -> np.ndarray:
    """Each square of `times` pixels as its rounded mean, which is quick; what is left over at the right and below is left out."""
    if times < 2:
        return picture
    down, across = (min(times, size) for size in picture.shape[:2])
    rows, columns = picture.shape[0] // down, picture.shape[1] // across
    squares = picture[: rows * down, : columns * across].reshape(rows, down, columns, across, 3).sum((1, 3), dtype=np.int64)
    return ((squares + across * down // 2) // (across * down)).astype(np.uint8)


def distinct(boxes: np.ndarray, points: np.ndarray, scores: np.ndarray, least: float, most_overlap: float) -> list[Face]:
    """Candidates -> faces, the surest first: those that overlap a surer one by more are parts of it, and weigh in by their scores."""
    left = [place for place in np.argsort(-scores, kind="stable") if scores[place] > least]
    found = []
    while left:
        group = [place for place in left if place == left[0] or overlap(boxes[place], boxes[left[0]]) > most_overlap]
        weights = scores[group].astype(np.float64) / scores[group].astype(np.float64).sum()
        box, eyes = weights @ boxes[group], np.tensordot(weights, points[group][:, :2], 1)
        found.append(Face(float(scores[left[0]]), box, eyes[0], eyes[1]))
        left = [place for place in left if place not in group]
    return found


def overlap(one: Sequence[float], other: Sequence[float]) -> float:
    """Intersection over union of two boxes."""
    width, height = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    both = max(width, 0) * max(height, 0)
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)]
    return both / (sum(areas) - both) if both > 0 else 0.0


@dataclass(frozen=True)
class FaceFinder:
    """Looks for faces with a detector; `least` score and `most_overlap` are in its manifest."""

    detect: Detect
    side: int
    least: float
    most_overlap: float

    def find(self, picture: np.ndarray) -> tuple[np.ndarray, list[Face]]:
        """uint8 [h, w, 3] -> the picture and its faces; turned, where that shows surer ones."""
        upright = self._upright(picture)
        if upright and upright[0].score >= SURE:
            return picture, upright
        best = (UPRIGHT * upright[0].score if upright else 0.0, picture, upright)
        for quarters in (1, 2, 3):
            turned = np.ascontiguousarray(np.rot90(picture, -quarters))
            found = self._upright(turned)
            if found and found[0].score > best[0] and found[0].side >= TURNED_SIDE * max(picture.shape[:2]):
                best = (found[0].score, turned, found)
        return best[1:]

    def _upright(self, picture: np.ndarray) -> list[Face]:
        found = self._look(picture, 1.0)
        if found and person(found).side < FILLED * max(picture.shape[:2]):
            return found
        return self._look(picture, BORDERED) or found

    def _look(self, picture: np.ndarray, fill: float) -> list[Face]:
        image, (left, top, across, down) = letterbox(picture, self.side, fill)
        origin, scale = np.array([left, top]), np.array([across, down])
        place = partial(_placed, side=self.side, origin=origin, scale=scale)
        found = [
            Face(face.score, place(face.box.reshape(2, 2)).ravel(), place(face.right_eye), place(face.left_eye))
            for face in distinct(*self.detect(image), self.least, self.most_overlap)
        ]
        return [face for face in found if face.side >= (LEAST_SIDE if face.score >= SURE else SMALL_SIDE)]


def _placed(points: np.ndarray, side: int, origin: np.ndarray, scale: np.ndarray) -> np.ndarray:
    return (points * side - origin) / scale


def person(faces: Sequence[Face]) -> Face:
    """The one that is read: the largest of those that are about as sure as the surest."""
    best = max(face.score for face in faces)
    return max((face for face in faces if face.score >= ALIKE * best), key=lambda face: face.side)


def cut(grey: np.ndarray, face: Face, size: int) -> np.ndarray:
    """uint8 [h, w] -> f32 [size, size] in 0..255: the face with level eyes, antialiased; beyond the picture its edge goes on."""
    turn = math.atan2(face.left_eye[1] - face.right_eye[1], face.left_eye[0] - face.right_eye[0])
    x = (face.box[0] + face.box[2]) / 2 + FACE_RAISE * face.side * math.sin(turn)
    y = (face.box[1] + face.box[3]) / 2 - FACE_RAISE * face.side * math.cos(turn)
    side = FACE_SIDE * face.side
    each = min(max(math.ceil(side / size), 1), MOST_SAMPLES)
    steps = ((np.arange(size * each) + 0.5) / (size * each) - 0.5) * side
    across, down = steps[None, :], steps[:, None]
    columns = x + across * math.cos(turn) - down * math.sin(turn) - 0.5
    rows = y + across * math.sin(turn) + down * math.cos(turn) - 0.5
    return _sampled(grey, columns, rows).reshape(size, each, size, each).mean((1, 3)).astype(np.float32)


def _sampled(plane: np.ndarray, columns: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Bilinear."""
    height, width = plane.shape
    columns, rows = columns.clip(0, width - 1), rows.clip(0, height - 1)
    left, top = columns.astype(int), rows.astype(int)
    right, bottom = np.minimum(left + 1, width - 1), np.minimum(top + 1, height - 1)
    across, down = columns - left, rows - top
    values = plane.astype(np.float64)
    upper = values[top, left] * (1 - across) + values[top, right] * across
    lower = values[bottom, left] * (1 - across) + values[bottom, right] * across
    return upper * (1 - down) + lower * down
