"""Sentences in which a person says what they feel, in everyday words: seeded, with phrasings of their own for validation."""

import json
import random
from pathlib import Path

from ..taxonomy import EMOTIONS

_LEXICON: dict = json.loads((Path(__file__).parent / "lexicon" / "feelings.json").read_text(encoding="utf-8"))

FOREIGN = 0.3
"""How often a sentence is German, Spanish or Portuguese."""


def feeling(emotion: int, rng: random.Random) -> str:
    """One sentence of the training phrasings that says `emotion`."""
    if rng.random() < FOREIGN:
        language = rng.choice(sorted(_LEXICON["languages"]))
        text = rng.choice(_LEXICON["languages"][language][EMOTIONS[emotion]])
    else:
        text = rng.choice(_LEXICON["openings"]) + rng.choice(_LEXICON["emotions"][EMOTIONS[emotion]]["train"])
    text = text + rng.choice(("", ".", ".", "!")) if text[-1] not in "?!." else text
    return text[:1].upper() + text[1:] if rng.random() < 0.6 else text


def held() -> list[tuple[str, int]]:
    """Every phrasing that training never sees, with its emotion."""
    return [(text, number) for number, emotion in enumerate(EMOTIONS) for text in _LEXICON["emotions"][emotion]["validation"]]
