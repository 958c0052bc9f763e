"""Teaches the text encoder's BERT English before emotions: masked-language modelling (Devlin et al. 2019) on the text at hand, without
labels."""

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from ..data import goemotions, meld, split
from ..networks.bert import text_bert
from ..preprocessing import padded
from ..taxonomy import INTENTS
from ..text import utterances
from ..text.wordpiece import MASK, SPECIALS, WordPiece
from .config import TrainingConfig
from .loop import subset

LONGEST = 64
HIDDEN = 0.15
"""The share of pieces to be guessed: of ten, eight are masked, one is replaced by any piece, one stays."""

Inputs = tuple[Tensor, Tensor, Tensor]
Row = TypeVar("Row")


class MaskedLanguage(nn.Module):
    """The text encoder's BERT, and a head that guesses pieces with the transposed embedding."""

    def __init__(self, vocabulary: int):
        super().__init__()
        self.bert = text_bert(vocabulary, LONGEST, dropout=0.1)
        width, embedding = self.bert.widen.out_features, self.bert.widen.in_features
        self.narrow = nn.Sequential(nn.LayerNorm(width), nn.Linear(width, embedding), nn.GELU())
        self.bias = nn.Parameter(torch.zeros(vocabulary))

    def forward(self, inputs: Inputs, asked: Tensor) -> Tensor:
        """`asked` bool [B, L] -> logits [asked pieces, vocabulary]."""
        hidden = self.bert(*inputs)[asked]
        return functional.linear(self.narrow(hidden), self.bert.words.weight, self.bias)


class LanguageTask:
    def __init__(self, data: Path, tokenizer: WordPiece, config: TrainingConfig, device: str):
        torch.manual_seed(config.seed)
        self.config, self.device, self.pieces = config, device, len(tokenizer.vocabulary)
        self.model = MaskedLanguage(self.pieces).to(device)
        rng = random.Random(config.seed)
        own = {s.text for s in goemotions.load(data, "train") + meld.load(data, "train") if split.sentence_group(s.source) == split.ENCODER}
        texts = sorted(own) + [utterances.utterance(number % len(INTENTS), "train", rng) for number in range(len(own) // 20)]
        self.rows = [tokenizer.encode(texts[index], LONGEST) for index in subset(len(texts), config.fraction, config.seed)]
        held = sorted(
            {
                s.text
                for s in goemotions.load(data, "dev") + meld.load(data, "dev")
                if split.sentence_group(s.source, "dev") == split.VALIDATION
            }
        )
        self.held = [tokenizer.encode(text, LONGEST) for text in held]
        self.steps = len(self.rows) // config.batch
        self.samples = {"sentences": len(self.rows)}

    def batches(self, epoch: int) -> Iterator[tuple[Inputs, Tensor]]:
        rng = random.Random(self.config.seed * 1000 + epoch)
        for rows in alike(self.rows, self.config.batch, rng, len)[: self.steps]:
            yield self._hidden(rows, rng.randrange(2**31))

    def loss(self, batch: tuple[Inputs, Tensor], epoch: int) -> Tensor:
        inputs, truth = batch
        asked = truth >= 0
        return functional.cross_entropy(self.model(inputs, asked).float(), truth[asked])

    def evaluate(self) -> dict[str, float]:
        """Cross-entropy and accuracy on hidden pieces of the validation sentences."""
        errors, right, count = 0.0, 0, 0
        for number, rows in enumerate(alike(self.held, 128, random.Random(0), len)):
            inputs, truth = self._hidden(rows, number)
            logits, asked = self.model(inputs, truth >= 0), truth[truth >= 0]
            errors += functional.cross_entropy(logits, asked, reduction="sum").item()
            right, count = right + int((logits.argmax(-1) == asked).sum()), count + len(asked)
        return {"pieces.crossEntropy": errors / count, "pieces.accuracy": right / count}

    def _hidden(self, rows: list[list[int]], seed: int) -> tuple[Inputs, Tensor]:
        """Inputs with some pieces hidden, and the truth [B, L]: -1 where nothing is asked."""
        rng = np.random.default_rng(seed)
        ids, mask, types = (part.numpy() for part in padded(rows))
        real = ids >= len(SPECIALS)
        draw = np.where(real, rng.random(ids.shape), 2.0)
        asked = draw < HIDDEN
        asked[0, 1] |= not asked.any()
        shown = np.where(asked & (draw < 0.8 * HIDDEN), MASK, ids)
        replaced = asked & (draw >= 0.8 * HIDDEN) & (draw < 0.9 * HIDDEN)
        shown = np.where(replaced, rng.integers(len(SPECIALS), self.pieces, ids.shape), shown)
        inputs = tuple(torch.from_numpy(part).to(self.device) for part in (shown, mask, types))
        return inputs, torch.from_numpy(np.where(asked, ids, -1)).to(self.device)


def alike(rows: Sequence[Row], size: int, rng: random.Random, length: Callable[[Row], int]) -> list[list[Row]]:
    """Batches of rows of like length in random order, so that little padding is computed. The last may be short."""
    ordered = sorted(rng.sample(rows, len(rows)), key=lambda row: length(row) + rng.random() * 4)
    batches = [ordered[start : start + size] for start in range(0, len(ordered), size)]
    rng.shuffle(batches)
    return batches
