"""Sentences in which a person says what they want: a seeded generator with separate phrasings for training, validation and tests."""

import json
import random
import re
from pathlib import Path

from ..taxonomy import INTENTS

_LEXICON: dict = json.loads((Path(__file__).parent / "lexicon" / "utterances.json").read_text(encoding="utf-8"))
_SLOT = re.compile(r"\{(\w+)\}")
_OPENINGS = ("", "", "", "", "hey, ", "well, ", "today ", "right now ", "honestly, ", "ok ", "tonight ", "you know, ")


def utterance(intent: int, part: str, rng: random.Random) -> str:
    """One sentence that expresses `intent`; the phrasings of one part ("train", "validation" or "test") never occur in another."""
    entry = _LEXICON[INTENTS[intent]]
    text = _SLOT.sub(lambda slot: rng.choice(entry["slots"][slot[1]]), rng.choice(entry[part]))
    if part == "train":
        text = rng.choice(_OPENINGS) + text
    text = text + rng.choice(("", ".", ".", "!")) if text[-1] not in "?!." else text
    return text[:1].upper() + text[1:] if rng.random() < 0.7 else text


def phrasings(part: str) -> list[tuple[str, int]]:
    """Every phrasing of a part (slots still open in part "train") with its intent."""
    return [(text, number) for number, intent in enumerate(INTENTS) for text in _LEXICON[intent][part]]
