"""FER2013 (Goodfellow et al. 2013) as a folder for each class: 48 x 48 grey faces."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, UnidentifiedImageError

from ..taxonomy import EMOTIONS
from .source import DataError, files

FOLDERS = {
    "angry": "anger",
    "disgust": "disgust",
    "fear": "fear",
    "happy": "joy",
    "neutral": "neutral",
    "sad": "sadness",
    "surprise": "surprise",
}
SIDE = 48


@dataclass(frozen=True)
class Faces:
    """Pixels uint8 [n, 48, 48], emotions int64 [n], the md5 prefix that exact duplicates share, and the path of each."""

    pixels: np.ndarray
    emotions: np.ndarray
    sources: list[str]
    paths: list[str]


def listing(root: Path) -> Iterator[tuple[str, int, str, bytes]]:
    """Path, emotion, md5 prefix and bytes of every face of `root/fer2013` or `root/fer2013.tar` (`fer2013/<class>/<md5
    prefix>_<n>.png`)."""
    for path, content in files(root, "fer2013", ".png"):
        if path.parent.name not in FOLDERS:
            raise DataError(str(path), f"unknown class folder {path.parent.name!r}; known are {', '.join(FOLDERS)}")
        yield str(path), EMOTIONS.index(FOLDERS[path.parent.name]), path.stem.split("_")[0], content


def load(root: Path) -> Faces:
    """Every face of the listing, decoded; each must be 48 x 48."""
    pixels, emotions, sources, paths = [], [], [], []
    for path, emotion, source, content in listing(root):
        try:
            with Image.open(io.BytesIO(content)) as image:
                face = np.asarray(image.convert("L"))
        except (UnidentifiedImageError, OSError, SyntaxError) as error:
            raise DataError(path, f"is not a readable image ({error})") from error
        if face.shape != (SIDE, SIDE):
            raise DataError(path, f"is {face.shape[1]}x{face.shape[0]} pixels instead of {SIDE}x{SIDE}")
        pixels.append(face)
        emotions.append(emotion)
        sources.append(source)
        paths.append(path)
    if not pixels:
        raise DataError(root / "fer2013", "holds no PNG file")
    return Faces(np.stack(pixels), np.array(emotions), sources, paths)
