"""Trains the text encoder on GoEmotions and MELD, and on sentences that say what a person wants. It starts from the language part."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from ..data import goemotions, meld, split
from ..networks.bert import TextBert
from ..preprocessing import TextInput, padded
from ..taxonomy import EMOTIONS, INTENTS
from ..text import utterances
from ..text.wordpiece import MASK, SPECIALS, WordPiece
from .config import TrainingConfig
from .language import LONGEST, Inputs, MaskedLanguage, alike
from .loop import class_weights, subset, trained
from .metrics import classification

BALANCE = {"goemotions": 0.5, "meld": 0.25}
"""Class weights are frequency ** -balance: macro-F1 counts the classes alike, weighted F1 by their size."""

INTENT, FINE = 0.3, 0.5
"""Weights of the losses that only shape the tokens."""


@dataclass(frozen=True)
class Labelled:
    """Word pieces, the first `own` of them the text's, and what they say, each a weighted probability distribution or all zero where the
    text says nothing about it."""

    ids: list[int]
    own: int
    emotions: np.ndarray = field(default_factory=lambda: shares((), EMOTIONS))
    dialogue: np.ndarray = field(default_factory=lambda: shares((), EMOTIONS))
    intents: np.ndarray = field(default_factory=lambda: shares((), INTENTS))
    labels: np.ndarray = field(default_factory=lambda: shares((), goemotions.PUBLISHED))


class TextTask:
    def __init__(self, data: Path, runs: Path, tokenizer: WordPiece, config: TrainingConfig, device: str):
        torch.manual_seed(config.seed)
        self.config, self.device, self.input = config, device, TextInput(tokenizer, LONGEST)
        taught, _ = trained(MaskedLanguage(len(tokenizer.vocabulary)), runs / "language", device)
        self.model = TextBert(len(tokenizer.vocabulary), LONGEST).to(device)
        self.model.bert.load_state_dict(taught.bert.state_dict())
        self.comments = _share([s for s in goemotions.comments(data, "train") if split.sentence_group(s.source) == split.ENCODER], config)
        self.lines = _share(
            [c for c in meld.in_context(meld.load(data, "train"), meld.TURNS) if split.sentence_group(c.utterance.source) == split.ENCODER],
            config,
        )
        self.held_comments = [s for s in goemotions.load(data, "dev") if split.sentence_group(s.source, "dev") == split.VALIDATION]
        self.held_lines = [
            c
            for c in meld.in_context(meld.load(data, "dev"), meld.TURNS)
            if split.sentence_group(c.utterance.source, "dev") == split.VALIDATION
        ]
        self.balance = class_weights(np.array([e for c in self.comments for e in c.emotions]), len(EMOTIONS), BALANCE["goemotions"]).numpy()
        self.spoken_balance = class_weights(np.array([c.utterance.emotion for c in self.lines]), len(EMOTIONS), BALANCE["meld"]).numpy()
        count = len(self.comments) + 2 * len(self.lines)
        self.spoken = count // 8
        self.steps = (count + self.spoken) // config.batch
        self.samples = {"GoEmotions": len(self.comments), "MELD": len(self.lines), "wishes in words": self.spoken}

    def batches(self, epoch: int) -> Iterator[tuple[Inputs, Tensor, Tensor, Tensor, Tensor]]:
        rng = random.Random(self.config.seed * 1000 + epoch)
        rows = [
            self._row(c.text, rng, emotions=shares(c.emotions, EMOTIONS) * self.balance, labels=shares(c.labels, goemotions.PUBLISHED))
            for c in self.comments
        ]
        for line in self.lines:  # by itself, and with the turns before it
            emotion = shares((line.utterance.emotion,), EMOTIONS) * self.spoken_balance
            rows.append(self._row(line.utterance.text, rng, dialogue=emotion))
            rows.append(Labelled(*self._in_context(line), dialogue=emotion))
        for number in range(self.spoken):
            ids = self.input.tokenizer.encode(utterances.utterance(number % len(INTENTS), "train", rng), LONGEST)
            rows.append(Labelled(ids, len(ids), intents=shares((number % len(INTENTS),), INTENTS)))
        for batch in alike(rows, self.config.batch, rng, lambda row: len(row.ids))[: self.steps]:
            inputs = padded([_masked(row.ids, rng) for row in batch], [row.own for row in batch])
            targets = (np.stack([getattr(row, name) for row in batch]) for name in ("emotions", "dialogue", "intents", "labels"))
            yield tuple(part.to(self.device) for part in inputs), *(torch.from_numpy(target).to(self.device) for target in targets)

    def loss(self, batch: tuple[Inputs, Tensor, Tensor, Tensor, Tensor], epoch: int) -> Tensor:
        inputs, emotions, dialogue, intents, labels = batch
        tokens, counts, written, spoken = self.model(*inputs)
        total = self._error(written, emotions) + self._error(spoken, dialogue)
        total = total + INTENT * self._error(self.model.intent_logits(tokens, counts), intents)
        return total + FINE * self._error(self.model.fine_logits(tokens, counts), labels)

    def _error(self, logits: Tensor, wanted: Tensor) -> Tensor:
        """Cross-entropy, by the batch's size: rows of zeros count for nothing, rows of more than 1 count for more."""
        smoothing, size = self.config.label_smoothing, wanted.sum(1, keepdim=True)
        smooth = (1 - smoothing) * wanted + smoothing * size / wanted.shape[1]
        return -(smooth * logits.float().log_softmax(1)).sum(1).mean()

    def evaluate(self) -> dict[str, float]:
        encode = self.input.tokenizer.encode
        written, said = np.array([s.emotion for s in self.held_comments]), np.array([line.utterance.emotion for line in self.held_lines])
        phrasings = utterances.phrasings("validation")
        answers = {
            "goemotions": (written, self.predict([encode(s.text, LONGEST) for s in self.held_comments])[0]),
            "meld": (said, self.predict([encode(line.utterance.text, LONGEST) for line in self.held_lines])[1]),
            "meld.inContext": (said, self.predict(*zip(*(self._in_context(line) for line in self.held_lines)))[1]),
        }
        metrics = {
            f"{name}.{measure}": value
            for name, (truth, logits) in answers.items()
            for measure, value in classification(truth, logits.argmax(-1).numpy()).items()
        }
        guesses = self.predict([encode(text, LONGEST) for text, _ in phrasings])[2].argmax(-1).numpy()
        return metrics | {"intent.accuracy": float((guesses == np.array([intent for _, intent in phrasings])).mean())}

    def predict(self, rows: Sequence[list[int]], own: Sequence[int] | None = None) -> tuple[Tensor, Tensor, Tensor]:
        """Rows of ids, of which the first `own` are the text's -> logits of emotions written [n, 7] and said [n, 7], and of intents [n,
        5]."""
        found = []
        for start in range(0, len(rows), 128):
            chosen = slice(start, start + 128)
            tokens, counts, written, spoken = self.model(*(part.to(self.device) for part in padded(rows[chosen], own and own[chosen])))
            found.append((written.cpu(), spoken.cpu(), self.model.intent_logits(tokens, counts).cpu()))
        return tuple(torch.cat(column) for column in zip(*found))

    def _in_context(self, line: meld.InContext) -> tuple[list[int], int]:
        return self.input.tokenizer.encode_in_context(line.utterance.text, line.before, LONGEST)

    def _row(self, text: str, rng: random.Random, **said: np.ndarray) -> Labelled:
        """A sentence, now and then with a wish after it."""
        if rng.random() < 0.1:
            intent = rng.randrange(len(INTENTS))
            text, said = f"{text} {utterances.utterance(intent, 'train', rng)}", said | {"intents": shares((intent,), INTENTS)}
        ids = self.input.tokenizer.encode(text, LONGEST)
        return Labelled(ids, len(ids), **said)


def _share(found: list, config: TrainingConfig) -> list:
    return [found[index] for index in subset(len(found), config.fraction, config.seed)]


def shares(chosen: tuple[int, ...], among: Sequence[str]) -> np.ndarray:
    """The same share for each of the chosen; zeros where none is."""
    shares = np.zeros(len(among), np.float32)
    shares[list(chosen)] = 1 / max(1, len(chosen))
    return shares


def _masked(ids: list[int], rng: random.Random, share: float = 0.1) -> list[int]:
    """Hides some pieces, so that no single word decides."""
    return [MASK if number >= len(SPECIALS) and rng.random() < share else number for number in ids]
