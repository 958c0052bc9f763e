"""Writes the fixtures of tests/Mmei.Media.Tests: what Pillow and torchaudio make of small formulas.

Run as: python3 -m mmei_models.media_cases ../tests/Mmei.Media.Tests/Fixtures
"""

import base64
import io
import json
import math
import sys
from pathlib import Path

import torch
import torchaudio
from PIL import Image

RESIZES = [
    (96, 96, 48, 48),
    (100, 100, 48, 48),
    (37, 37, 48, 48),
    (48, 48, 48, 48),
    (131, 131, 48, 48),
    (61, 40, 24, 16),
    (1, 1, 3, 3),
    (7, 300, 5, 4),
]
RATES = [4000, 8000, 11025, 22050, 24000, 32000, 44100, 48000, 96000, 192000, 15999]
QUADRANTS = [[(220, 30, 30), (30, 200, 30)], [(30, 30, 220), (240, 240, 240)]]


def pixel(x: int, y: int) -> int:
    return (x * x * 3 + y * y * 5 + x * y * 7 + 31 * x + 17 * y) % 256


def sample(n: int) -> float:
    return 0.6 * math.sin(0.11 * n) + 0.3 * math.sin(1.9 * n + 1)


def resizes() -> list:
    cases = []
    for width, height, new_width, new_height in RESIZES:
        plane = Image.new("L", (width, height))
        plane.putdata([pixel(x, y) for y in range(height) for x in range(width)])
        resized = plane.convert("F").resize((new_width, new_height), Image.BILINEAR)
        cases.append(
            {
                "width": width,
                "height": height,
                "newWidth": new_width,
                "newHeight": new_height,
                "values": [float(f"{v:.7g}") for v in resized.getdata()],
            }
        )
    return cases


def resamplings() -> list:
    cases = []
    for rate in RATES:
        count = max(40, rate // 80)
        signal = torch.tensor([[sample(n) for n in range(count)]], dtype=torch.float32)
        resampled = torchaudio.functional.resample(signal, rate, 16000)
        cases.append({"rate": rate, "count": count, "values": [float(f"{v:.7g}") for v in resampled[0].tolist()]})
    return cases


def picture() -> Image.Image:
    image = Image.new("RGB", (48, 32))
    image.putdata([QUADRANTS[y // 16][x // 24] for y in range(32) for x in range(48)])
    return image


def encoded(image: Image.Image, form: str, **options) -> str:
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return base64.b64encode(buffer.getvalue()).decode()


def oriented(orientation: int) -> str:
    """The picture stored so that showing it by its EXIF orientation gives it back."""
    undo = {
        1: None,
        2: Image.FLIP_LEFT_RIGHT,
        3: Image.ROTATE_180,
        4: Image.FLIP_TOP_BOTTOM,
        5: Image.TRANSPOSE,
        6: Image.ROTATE_90,
        7: Image.TRANSVERSE,
        8: Image.ROTATE_270,
    }[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = picture() if undo is None else picture().transpose(undo)
    return encoded(stored, "JPEG", quality=95, subsampling=0, exif=exif.tobytes())


def pictures() -> list:
    cases = [{"name": f"orientation-{o}", "data": oriented(o)} for o in range(1, 9)]
    translucent = picture().convert("RGBA")
    translucent.putalpha(255)
    cases += [
        {"name": "png", "data": encoded(picture(), "PNG")},
        {"name": "png-rgba", "data": encoded(translucent, "PNG")},
        {"name": "png-palette", "data": encoded(picture().quantize(4), "PNG")},
        {"name": "webp", "data": encoded(picture(), "WEBP", quality=95)},
        {"name": "webp-lossless", "data": encoded(picture(), "WEBP", lossless=True)},
        {"name": "jpeg-progressive", "data": encoded(picture(), "JPEG", quality=95, progressive=True)},
        {"name": "jpeg-large", "data": encoded(picture().resize((1200, 800), Image.NEAREST), "JPEG", quality=80)},
    ]
    return cases


def main(folder: Path) -> None:
    for name, cases in {"resize": resizes(), "resample": resamplings(), "pictures": pictures()}.items():
        (folder / f"{name}.json").write_text(json.dumps(cases, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
