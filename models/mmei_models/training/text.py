"""Trains the text encoder on GoEmotions and MELD, and on sentences that say what a person wants."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from .. import utterances
from ..config import TrainingConfig
from ..data import goemotions, meld, split
from ..networks.bert import TextBert
from ..preprocessing import TextInput, padded
from ..taxonomy import EMOTIONS, INTENTS
from ..wordpiece import MASK, WordPiece
from .loop import class_weights, subset
from .metrics import classification

LONGEST = 64
UNKNOWN = -100
"""The label of an emotion or intent that a sentence says nothing about; the loss skips it."""


@dataclass(frozen=True)
class Labelled:
    ids: list[int]
    emotion: int
    intent: int


class TextTask:
    def __init__(self, data: Path, tokenizer: WordPiece, config: TrainingConfig, device: str):
        torch.manual_seed(config.seed)
        self.config, self.device, self.input = config, device, TextInput(tokenizer, LONGEST)
        self.model = TextBert(len(tokenizer.vocabulary), positions=LONGEST).to(device)
        own = [s for s in goemotions.load(data, "train") + meld.load(data, "train") if split.sentence_group(s.source) == split.ENCODER]
        self.sentences = [own[index] for index in subset(len(own), config.fraction, config.seed)]
        self.held = {"goemotions": goemotions.load(data, "dev"), "meld": meld.load(data, "dev")}
        self.weights = class_weights(np.array([s.emotion for s in self.sentences]), len(EMOTIONS), config.balance).to(device)
        self.spoken = len(self.sentences) // 8
        self.steps = (len(self.sentences) + self.spoken) // config.batch
        comments = sum(sentence.source.startswith("goemotions") for sentence in self.sentences)
        self.samples = {"GoEmotions": comments, "MELD": len(self.sentences) - comments, "wishes in words": self.spoken}

    def batches(self, epoch: int) -> Iterator[tuple[tuple[Tensor, Tensor, Tensor], Tensor, Tensor]]:
        rng = random.Random(self.config.seed * 1000 + epoch)
        rows = [self._labelled(sentence.text, sentence.emotion, rng) for sentence in self.sentences]
        for number in range(self.spoken):
            intent = number % len(INTENTS)
            rows.append(Labelled(self.input.tokenizer.encode(utterances.utterance(intent, "train", rng), LONGEST), UNKNOWN, intent))
        # neighbours of like length share a batch, so that little padding is computed
        rng.shuffle(rows)
        rows.sort(key=lambda row: len(row.ids) + rng.random() * 4)
        batches = [rows[step * self.config.batch : (step + 1) * self.config.batch] for step in range(self.steps)]
        rng.shuffle(batches)
        for batch in batches:
            inputs = padded([_masked(row.ids, rng) for row in batch])
            labels = torch.tensor([[row.emotion, row.intent] for row in batch], device=self.device)
            yield tuple(part.to(self.device) for part in inputs), labels[:, 0], labels[:, 1]

    def loss(self, batch: tuple[tuple[Tensor, Tensor, Tensor], Tensor, Tensor], epoch: int) -> Tensor:
        inputs, emotions, intents = batch
        tokens, counts, logits = self.model(*inputs)
        total = logits.sum() * 0
        if (emotions != UNKNOWN).any():
            total = functional.cross_entropy(logits, emotions, self.weights, label_smoothing=self.config.label_smoothing)
        if (intents != UNKNOWN).any():
            total = total + 0.3 * functional.cross_entropy(self.model.intent_logits(tokens, counts), intents)
        return total

    def evaluate(self) -> dict[str, float]:
        metrics, truth, predicted = {}, [], []
        for name, sentences in self.held.items():
            guesses = self.predict([sentence.text for sentence in sentences])[0].argmax(-1).numpy()
            labels = np.array([sentence.emotion for sentence in sentences])
            metrics |= {f"{name}.{measure}": value for measure, value in classification(labels, guesses).items()}
            truth.append(labels)
            predicted.append(guesses)
        metrics |= classification(np.concatenate(truth), np.concatenate(predicted))
        phrasings = utterances.phrasings("validation")
        guesses = self.predict([text for text, _ in phrasings])[1].argmax(-1).numpy()
        return metrics | {"intent.accuracy": float((guesses == np.array([intent for _, intent in phrasings])).mean())}

    def predict(self, texts: list[str]) -> tuple[Tensor, Tensor]:
        """Emotion logits [n, 7] and intent logits [n, 5]."""
        emotions, intents = [], []
        for start in range(0, len(texts), 128):
            tokens, counts, logits = self.model(*(part.to(self.device) for part in self.input(texts[start : start + 128])))
            emotions.append(logits.cpu())
            intents.append(self.model.intent_logits(tokens, counts).cpu())
        return torch.cat(emotions), torch.cat(intents)

    def _labelled(self, text: str, emotion: int, rng: random.Random) -> Labelled:
        """A sentence, now and then with a wish after it."""
        if rng.random() > 0.1:
            return Labelled(self.input.tokenizer.encode(text, LONGEST), emotion, UNKNOWN)
        intent = rng.randrange(len(INTENTS))
        return Labelled(self.input.tokenizer.encode(f"{text} {utterances.utterance(intent, 'train', rng)}", LONGEST), emotion, intent)


def _masked(ids: list[int], rng: random.Random, share: float = 0.1) -> list[int]:
    """Hides some pieces, so that no single word decides."""
    return [ids[0], *(MASK if rng.random() < share else number for number in ids[1:-1]), ids[-1]]
