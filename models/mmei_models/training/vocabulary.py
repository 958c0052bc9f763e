"""Trains the WordPiece vocabulary that both text models share."""

import random
from pathlib import Path

from ..data import goemotions, meld
from ..taxonomy import INTENTS
from ..text import catalog, utterances
from ..text.wordpiece import WordPiece, train

SIZE = 8192


def of_runs(runs: Path, data: Path | None = None) -> WordPiece:
    """The vocabulary in the runs folder; with `data` it is trained first where there is none."""
    path = runs / "vocab.txt"
    if not path.exists():
        if data is None:
            raise FileNotFoundError(f"{path}: train the text part first")
        runs.mkdir(parents=True, exist_ok=True)
        build(data).save(path)
    return WordPiece.load(path)


def build(data: Path, size: int = SIZE, seed: int = 1) -> WordPiece:
    """A vocabulary of the training parts of GoEmotions and MELD, catalogue items and intent sentences. Validation text is not read."""
    rng = random.Random(seed)
    texts = [sentence.text for sentence in goemotions.load(data, "train") + meld.load(data, "train")]
    texts += [item.text for item in catalog.generate(4000, seed)]
    texts += [utterances.utterance(number % len(INTENTS), "train", rng) for number in range(8000)]
    return train(texts, size)
