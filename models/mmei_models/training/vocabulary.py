"""Trains the WordPiece vocabulary that both text models share."""

import random
from pathlib import Path

from ..data import goemotions, meld
from ..taxonomy import INTENTS
from ..text import catalog, utterances
from ..text.wordpiece import WordPiece, train

SIZE = 8192


def build(data: Path, size: int = SIZE, seed: int = 1) -> WordPiece:
    """A vocabulary of the training parts of GoEmotions and MELD, catalogue items and intent sentences. Validation text is not read."""
    rng = random.Random(seed)
    texts = [sentence.text for sentence in goemotions.load(data, "train") + meld.load(data, "train")]
    texts += [item.text for item in catalog.generate(4000, seed)]
    texts += [utterances.utterance(number % len(INTENTS), "train", rng) for number in range(8000)]
    return train(texts, size)
