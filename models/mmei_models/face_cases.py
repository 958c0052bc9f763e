"""Writes the pictures with which tests ask for faces: drawn, none of a person; and one that shows what is found in them.

Run as: python3 -m mmei_models.face_cases ../tests/Mmei.Encoders.Tests/Fixtures/faces ../docs/images/faces.png
"""

import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from . import samples
from .artifacts.detector import finder
from .faces import person
from .taxonomy import EMOTIONS

WALL = (70, 96, 82)


def twelve() -> Image.Image:
    """Four by three faces, the one of joy larger than the others."""
    scene = Image.new("RGB", (1000, 640), WALL)
    for place in range(12):
        emotion, size = EMOTIONS[place % 7], 210 if place == 6 else 140
        scene.paste(samples.face("joy" if place == 6 else emotion, place, size), (40 + place % 4 * 240, 20 + place // 4 * 205))
    return scene


def edge() -> Image.Image:
    """A face of which a fifth is beyond the right side."""
    scene = Image.new("RGB", (480, 320), WALL)
    scene.paste(samples.face("sadness", 1, 200), (320, 60))
    return scene


def room() -> Image.Image:
    """A window, a door and a picture on a wall."""
    scene = Image.new("RGB", (640, 400), (196, 188, 170))
    draw = ImageDraw.Draw(scene)
    draw.rectangle((60, 60, 260, 240), (120, 170, 215), (90, 70, 50), 8)
    draw.line((160, 60, 160, 240), (90, 70, 50), 8)
    draw.rectangle((400, 90, 530, 400), (112, 78, 50), (70, 48, 30), 6)
    draw.rectangle((0, 380, 400, 400), (130, 110, 90))
    return scene


def writing() -> Image.Image:
    """A page of lines."""
    page = Image.new("RGB", (300, 400), (250, 250, 246))
    draw = ImageDraw.Draw(page)
    for row in range(14):
        for word in range(5):
            draw.rectangle((30 + word * 50, 30 + row * 25, 30 + word * 50 + 24 + (row * 7 + word * 5) % 20, 38 + row * 25), (60, 60, 64))
    return page


CASES = {
    "twelve": twelve,
    "edge": edge,
    "upside-down": lambda: samples.face("fear", 1, 160).rotate(180),
    "grey-48": lambda: samples.face("joy", 1).convert("L").resize((48, 48), Image.Resampling.LANCZOS),
    "20x20": lambda: samples.face("joy", 1, 20),
    "room": room,
    "writing": writing,
    "black": lambda: Image.new("RGB", (300, 200)),
    "grey": lambda: Image.new("L", (200, 300), 128),
    "white": lambda: Image.new("RGB", (300, 300), (255, 255, 255)),
}


def shown() -> Image.Image:
    """The boxes and eyes in two of the pictures, side by side; the face that is read has the thicker box."""
    looking, left = finder(Path(__file__).resolve().parents[1] / "artifacts"), 0
    page = Image.new("RGB", (1480, 640), "white")
    for name in ("twelve", "edge"):
        drawn = CASES[name]()
        _, found = looking.find(np.asarray(drawn))
        draw = ImageDraw.Draw(drawn)
        for face in found:
            draw.rectangle(tuple(face.box), outline=(255, 220, 60), width=6 if face is person(found) else 2)
            for x, y in (face.right_eye, face.left_eye):
                draw.ellipse((x - 4, y - 4, x + 4, y + 4), fill=(255, 60, 60))
        page.paste(drawn, (left, 0))
        left += drawn.width
    return page


def main(folder: Path, page: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, draw in CASES.items():
        draw().save(folder / f"{name}.png", optimize=True)
    shown().save(page, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
