"""Sample media of this project's own making: drawn faces, synthesised speech, observations for a first try.

The sample catalogue beside them, `samples/catalog.ndjson`, is written by hand.
"""

import json
import math
import random
import subprocess
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

from .taxonomy import EMOTIONS

SIZE = 192

# brow: height and slope; eye: opening; mouth: corner lift, opening, width
_FEATURES = {
    "anger": {"brow": (-0.07, 0.34), "eye": 0.45, "mouth": (-0.065, 0.15, 1.15), "frown": True, "fold": False},
    "disgust": {"brow": (-0.05, 0.20), "eye": 0.29, "mouth": (-0.06, 0.025, 0.98), "frown": True, "fold": True},
    "fear": {"brow": (0.0, -0.14), "eye": 1.0, "mouth": (-0.01, 0.15, 1.3), "frown": False, "fold": False},
    "joy": {"brow": (0.01, 0.02), "eye": 0.45, "mouth": (0.13, 0.12, 1.6), "frown": False, "fold": True},
    "neutral": {"brow": (-0.02, 0.0), "eye": 0.8, "mouth": (0.0, 0.01, 1.1), "frown": False, "fold": False},
    "sadness": {"brow": (0.0, -0.40), "eye": 0.28, "mouth": (-0.06, 0.035, 1.12), "frown": False, "fold": False},
    "surprise": {"brow": (0.09, -0.02), "eye": 1.6, "mouth": (0.0, 0.24, 0.7), "frown": False, "fold": False},
}

_SPEECH = {
    "anger": ("I told you twice, and you did not listen! Stop it!", 75, 190),
    "disgust": ("Ugh, that smells rotten. Take it away from me.", 25, 140),
    "fear": ("Did you hear that? Somebody is outside the door.", 80, 200),
    "joy": ("We won! I am so happy, this is the best day ever!", 70, 185),
    "neutral": ("The bus leaves at ten past eight from the station.", 45, 160),
    "sadness": ("I miss her so much. The house is very quiet now.", 20, 120),
    "surprise": ("Oh! I never expected to see you here today!", 85, 175),
}  # sentence, espeak pitch 0..99, words a minute

_OBSERVATIONS = [
    (
        "ana",
        "a-1",
        "I feel so lonely tonight. Please stay with me.",
        "sadness",
        "sadness",
        "sad face, sad voice and words that ask for comfort",
    ),
    ("ben", "b-1", "We won the final! I want to dance, put on something fun!", "joy", "joy", "happy in all three, wants to be entertained"),
    ("chi", "c-1", "Teach me how volcanoes work.", "neutral", None, "no voice; a neutral face and a wish to learn"),
    ("dev", "d-1", "I am furious about today, I just need to calm down.", "anger", "anger", "angry, wants to relax"),
    ("eva", "e-1", None, "surprise", "surprise", "no words: face and voice alone"),
    ("fay", "f-1", "Help me write a song of my own.", None, None, "words alone; a wish to create"),
    ("gus", "g-1", "There was a noise downstairs and I am scared.", "fear", "fear", "afraid in all three, no wish in words"),
    ("hal", "h-1", "The milk is sour, this is disgusting.", "disgust", "disgust", "disgust in all three"),
]


def write(out: Path, seed: int = 1) -> None:
    """Writes media/ and observations.json. Needs espeak-ng and ffmpeg on the path for the voices."""
    media = out / "media"
    media.mkdir(parents=True, exist_ok=True)
    for emotion in EMOTIONS:
        face(emotion, seed).save(media / f"{emotion}.png", optimize=True)
        speak(emotion, media / f"{emotion}.wav")
    observations = [
        {
            "userId": user,
            "sessionId": session,
            "text": text,
            "image": f"media/{image}.png" if image else None,
            "audio": f"media/{audio}.wav" if audio else None,
            "note": note,
        }
        for user, session, text, image, audio, note in _OBSERVATIONS
    ]
    (out / "observations.json").write_text(json.dumps(observations, indent=2) + "\n", encoding="utf-8")


def face(emotion: str, seed: int, size: int = SIZE) -> Image.Image:
    """A drawn grey-and-skin portrait whose brows, eyes and mouth show the emotion."""
    rng = random.Random(f"{emotion}/{seed}")
    features, large = _FEATURES[emotion], 4 * size
    jitter = lambda amount: 1 + rng.uniform(-amount, amount)  # noqa: E731
    skin = tuple(int(tone * jitter(0.08)) for tone in (205, 170, 148))
    dark = tuple(tone // 4 for tone in skin)
    image = Image.new("RGB", (large, large), (96, 102, 110))
    draw = ImageDraw.Draw(image)
    at = lambda x, y: (large * (0.5 + x), large * (0.5 + y))  # noqa: E731

    def oval(x: float, y: float, width: float, height: float, colour) -> None:
        draw.ellipse([*at(x - width, y - height), *at(x + width, y + height)], fill=colour)

    oval(0, -0.08, 0.43, 0.50, (48, 38, 34))  # hair
    oval(0, 0.05, 0.37, 0.50, skin)
    for step in range(10):  # light from above: cheeks and forehead are paler than the jaw
        tone = tuple(min(255, int(channel * (1 + 0.012 * step))) for channel in skin)
        oval(0, -0.02 - 0.004 * step, 0.34 - 0.026 * step, 0.42 - 0.035 * step, tone)
    height, slope = features["brow"]
    for side in (-1, 1):
        x, y = side * 0.155, -0.08
        opening = 0.026 * features["eye"] * jitter(0.08)
        oval(x, y, 0.100, opening + 0.035, tuple(int(channel * 0.78) for channel in skin))
        oval(x, y, 0.068, opening + 0.008, tuple(int(channel * 0.45) for channel in skin))
        oval(x, y, 0.062, opening, (196, 190, 186))
        oval(x, y, 0.028, min(0.028, opening), (40, 34, 32))
        inner, outer = x - side * 0.085, x + side * 0.085
        brow = -0.175 - height
        draw.line(
            [at(inner, brow + slope * 0.085), at(x, brow - 0.012), at(outer, brow - slope * 0.085 + 0.01)],
            fill=dark,
            width=large // 34,
            joint="curve",
        )
        if features["frown"]:
            draw.line(
                [at(side * 0.035, -0.19), at(side * 0.03, -0.11)], fill=tuple(int(channel * 0.6) for channel in skin), width=large // 80
            )
    draw.line(
        [at(-0.01, -0.06), at(-0.045, 0.10), at(0.04, 0.11)],
        fill=tuple(int(channel * 0.72) for channel in skin),
        width=large // 70,
        joint="curve",
    )
    _mouth(draw, at, features["mouth"], large, dark, jitter(0.06))
    if features["fold"]:  # from the nose to the corners of the mouth
        for side in (-1, 1):
            draw.line(
                [at(side * 0.08, 0.08), at(side * 0.17, 0.17), at(side * 0.20, 0.26)],
                fill=tuple(int(channel * 0.66) for channel in skin),
                width=large // 60,
                joint="curve",
            )
    return image.filter(ImageFilter.GaussianBlur(large / 160)).resize((size, size), Image.Resampling.LANCZOS)


def speak(emotion: str, path: Path) -> None:
    """A sentence in a synthetic voice, 16 kHz mono 16-bit WAV."""
    sentence, pitch, speed = _SPEECH[emotion]
    convert = ["ffmpeg", "-loglevel", "error", "-y", "-i", "pipe:0", "-ar", "16000", "-ac", "1", "-t", "4", "-bitexact", str(path)]
    subprocess.run(convert, input=spoken(sentence, "en-us", pitch, speed), check=True)


def spoken(sentence: str, speaker: str, pitch: int, speed: int) -> bytes:
    """A WAV file of espeak-ng's; `pitch` 0 to 99, `speed` in words a minute."""
    command = ["espeak-ng", "-v", speaker, "-p", str(pitch), "-s", str(speed), "--stdout", sentence]
    return subprocess.run(command, check=True, capture_output=True).stdout


def _mouth(draw: ImageDraw.ImageDraw, at, shape: tuple[float, float, float], large: int, dark: tuple[int, ...], jitter: float) -> None:
    lift, opening, width = shape
    half = 0.135 * width * jitter
    steps = [step / 20 for step in range(-20, 21)]
    upper = [at(half * s, 0.27 - lift * (abs(s) ** 1.7 - 0.35) - opening * 0.35 * math.sqrt(1 - s * s)) for s in steps]
    lower = [at(half * s, 0.27 - lift * (abs(s) ** 1.7 - 0.35) + opening * 0.65 * math.sqrt(1 - s * s)) for s in steps]
    if opening > 0.04:
        draw.polygon(upper + lower[::-1], fill=(52, 22, 24))
        if lift > 0.05:  # teeth
            draw.polygon(upper + [(x, y + large * 0.035) for x, y in upper[::-1]], fill=(236, 234, 228))
    draw.line(upper, fill=dark, width=large // 60, joint="curve")
    draw.line(lower, fill=dark, width=large // 60, joint="curve")
