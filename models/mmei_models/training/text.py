"""Trains the text encoder on GoEmotions and MELD, and on sentences that say what a person wants. It starts from the language part."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from .. import utterances
from ..config import TrainingConfig
from ..data import goemotions, meld, split
from ..networks.bert import TextBert
from ..preprocessing import TextInput, padded
from ..taxonomy import EMOTIONS, INTENTS
from ..wordpiece import MASK, WordPiece
from .language import LONGEST, Inputs, MaskedLanguage, alike
from .loop import class_weights, subset, trained
from .metrics import classification

LOADERS = {"goemotions": goemotions.load, "meld": meld.load}
BALANCE = {"goemotions": 0.5, "meld": 0.0}
"""Class weights are frequency ** -balance: macro-F1 counts the classes alike, weighted F1 by their size."""

SPOKEN_LINES = 2
"""How often an epoch shows MELD, which is a fifth of GoEmotions."""

INTENT, FINE = 0.3, 0.5
"""Weights of the losses that only shape the tokens."""


@dataclass(frozen=True)
class Labelled:
    """Word pieces, and what they say, each a probability distribution or all zero where the text says nothing about it."""

    ids: list[int]
    emotions: np.ndarray
    intents: np.ndarray
    labels: np.ndarray


class TextTask:
    def __init__(self, data: Path, runs: Path, tokenizer: WordPiece, config: TrainingConfig, device: str):
        torch.manual_seed(config.seed)
        self.config, self.device, self.input = config, device, TextInput(tokenizer, LONGEST)
        taught, _ = trained(MaskedLanguage(len(tokenizer.vocabulary)), runs / "language", device)
        self.model = TextBert(len(tokenizer.vocabulary), LONGEST).to(device)
        self.model.bert.load_state_dict(taught.bert.state_dict())
        self.comments, self.lines = (
            [own[index] for index in subset(len(own), config.fraction, config.seed)]
            for own in ([s for s in found if split.sentence_group(s.source) == split.ENCODER] for found in (goemotions.comments(data, "train"), meld.load(data, "train")))
        )
        self.held = {name: [s for s in load(data, "dev") if split.sentence_group(s.source, "dev") == split.VALIDATION] for name, load in LOADERS.items()}
        self.balance = class_weights(np.array([e for c in self.comments for e in c.emotions]), len(EMOTIONS), BALANCE["goemotions"]).numpy()
        count = len(self.comments) + SPOKEN_LINES * len(self.lines)
        self.spoken = count // 8
        self.steps = (count + self.spoken) // config.batch
        self.samples = {"GoEmotions": len(self.comments), "MELD": len(self.lines), "wishes in words": self.spoken}

    def batches(self, epoch: int) -> Iterator[tuple[Inputs, Tensor, Tensor, Tensor]]:
        rng = random.Random(self.config.seed * 1000 + epoch)
        rows = [self._labelled(c.text, shares(c.emotions, EMOTIONS) * self.balance, shares(c.labels, goemotions.PUBLISHED), rng) for c in self.comments]
        rows += [self._labelled(line.text, shares((line.emotion,), EMOTIONS), shares((), goemotions.PUBLISHED), rng) for line in self.lines * SPOKEN_LINES]
        for number in range(self.spoken):
            wish = utterances.utterance(number % len(INTENTS), "train", rng)
            rows.append(Labelled(self.input.tokenizer.encode(wish, LONGEST), shares((), EMOTIONS), shares((number % len(INTENTS),), INTENTS), shares((), goemotions.PUBLISHED)))
        for batch in alike(rows, self.config.batch, rng, lambda row: len(row.ids))[: self.steps]:
            inputs = padded([_masked(row.ids, rng) for row in batch])
            targets = (np.stack([getattr(row, name) for row in batch]) for name in ("emotions", "intents", "labels"))
            yield tuple(part.to(self.device) for part in inputs), *(torch.from_numpy(target).to(self.device) for target in targets)

    def loss(self, batch: tuple[Inputs, Tensor, Tensor, Tensor], epoch: int) -> Tensor:
        inputs, emotions, intents, labels = batch
        tokens, counts, logits = self.model(*inputs)
        total = self._error(logits, emotions)
        total = total + INTENT * self._error(self.model.intent_logits(tokens, counts), intents)
        return total + FINE * self._error(self.model.fine_logits(tokens, counts), labels)

    def _error(self, logits: Tensor, wanted: Tensor) -> Tensor:
        """Cross-entropy, by the batch's size: rows of zeros count for nothing, rows of more than 1 count for more."""
        smoothing, size = self.config.label_smoothing, wanted.sum(1, keepdim=True)
        smooth = (1 - smoothing) * wanted + smoothing * size / wanted.shape[1]
        return -(smooth * logits.float().log_softmax(1)).sum(1).mean()

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

    def _labelled(self, text: str, emotions: np.ndarray, labels: np.ndarray, rng: random.Random) -> Labelled:
        """A sentence, now and then with a wish after it."""
        if rng.random() > 0.1:
            return Labelled(self.input.tokenizer.encode(text, LONGEST), emotions, shares((), INTENTS), labels)
        intent = rng.randrange(len(INTENTS))
        ids = self.input.tokenizer.encode(f"{text} {utterances.utterance(intent, 'train', rng)}", LONGEST)
        return Labelled(ids, emotions, shares((intent,), INTENTS), labels)


def shares(chosen: tuple[int, ...], among: Sequence[str]) -> np.ndarray:
    """The same share for each of the chosen; zeros where none is."""
    shares = np.zeros(len(among), np.float32)
    shares[list(chosen)] = 1 / max(1, len(chosen))
    return shares


def _masked(ids: list[int], rng: random.Random, share: float = 0.1) -> list[int]:
    """Hides some pieces, so that no single word decides."""
    return [ids[0], *(MASK if rng.random() < share else number for number in ids[1:-1]), ids[-1]]
