"""Trains the text encoder on GoEmotions and MELD, and on sentences that say what a person wants. It starts from the language part."""

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
from ..data.goemotions import Sentence
from ..networks.bert import TextBert
from ..preprocessing import TextInput, padded
from ..taxonomy import EMOTIONS, INTENTS
from ..wordpiece import MASK, WordPiece
from .language import LONGEST, Inputs, MaskedLanguage, alike
from .loop import class_weights, subset, trained
from .metrics import classification

LOADERS = {"goemotions": goemotions.load, "meld": meld.load}
BALANCE = {"goemotions": 0.5, "meld": 0.2}
"""Class weights are frequency ** -balance: macro-F1 counts the classes alike, weighted F1 by their size."""

UNKNOWN = -100
"""The label of an emotion or intent that a sentence says nothing about; the loss skips it."""


@dataclass(frozen=True)
class Labelled:
    ids: list[int]
    emotion: int
    intent: int
    weight: float


class TextTask:
    def __init__(self, data: Path, runs: Path, tokenizer: WordPiece, config: TrainingConfig, device: str):
        torch.manual_seed(config.seed)
        self.config, self.device, self.input = config, device, TextInput(tokenizer, LONGEST)
        taught, _ = trained(MaskedLanguage(len(tokenizer.vocabulary)), runs / "language", device)
        self.model = TextBert(len(tokenizer.vocabulary), LONGEST).to(device)
        self.model.bert.load_state_dict(taught.text.bert.state_dict())
        self.sets = {}
        for name, load in LOADERS.items():
            own = [s for s in load(data, "train") if split.sentence_group(s.source) == split.ENCODER]
            self.sets[name] = [own[index] for index in subset(len(own), config.fraction, config.seed)]
        self.held = {name: [s for s in load(data, "dev") if split.sentence_group(s.source, "dev") == split.VALIDATION] for name, load in LOADERS.items()}
        self.weights = {name: class_weights(np.array([s.emotion for s in own]), len(EMOTIONS), BALANCE[name]) for name, own in self.sets.items()}
        count = sum(map(len, self.sets.values()))
        self.spoken = count // 8
        self.steps = (count + self.spoken) // config.batch
        self.samples = {"GoEmotions": len(self.sets["goemotions"]), "MELD": len(self.sets["meld"]), "wishes in words": self.spoken}

    def batches(self, epoch: int) -> Iterator[tuple[Inputs, Tensor, Tensor, Tensor]]:
        rng = random.Random(self.config.seed * 1000 + epoch)
        rows = [self._labelled(sentence, float(self.weights[name][sentence.emotion]), rng) for name, own in self.sets.items() for sentence in own]
        for number in range(self.spoken):
            intent = number % len(INTENTS)
            rows.append(Labelled(self.input.tokenizer.encode(utterances.utterance(intent, "train", rng), LONGEST), UNKNOWN, intent, 0.0))
        for batch in alike(rows, self.config.batch, rng, lambda row: len(row.ids))[: self.steps]:
            inputs = padded([_masked(row.ids, rng) for row in batch])
            labels = torch.tensor([[row.emotion, row.intent] for row in batch], device=self.device)
            weights = torch.tensor([row.weight for row in batch], device=self.device)
            yield tuple(part.to(self.device) for part in inputs), labels[:, 0], labels[:, 1], weights

    def loss(self, batch: tuple[Inputs, Tensor, Tensor, Tensor], epoch: int) -> Tensor:
        inputs, emotions, intents, weights = batch
        tokens, counts, logits = self.model(*inputs)
        errors = functional.cross_entropy(logits.float(), emotions, label_smoothing=self.config.label_smoothing, reduction="none")
        total = (errors * weights).mean()
        if (intents != UNKNOWN).any():
            total = total + 0.3 * functional.cross_entropy(self.model.intent_logits(tokens, counts).float(), intents)
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

    def _labelled(self, sentence: Sentence, weight: float, rng: random.Random) -> Labelled:
        """A sentence, now and then with a wish after it."""
        if rng.random() > 0.1:
            return Labelled(self.input.tokenizer.encode(sentence.text, LONGEST), sentence.emotion, UNKNOWN, weight)
        intent = rng.randrange(len(INTENTS))
        text = f"{sentence.text} {utterances.utterance(intent, 'train', rng)}"
        return Labelled(self.input.tokenizer.encode(text, LONGEST), sentence.emotion, intent, weight)


def _masked(ids: list[int], rng: random.Random, share: float = 0.1) -> list[int]:
    """Hides some pieces, so that no single word decides."""
    return [ids[0], *(MASK if rng.random() < share else number for number in ids[1:-1]), ids[-1]]
