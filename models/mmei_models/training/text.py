"""Trains the text encoder: a published BERT on GoEmotions, MELD and BRIGHTER, on everyday sentences that say a feeling, and on sentences
that say what a person wants, with the meaning that the content encoder gives them."""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from ..data import brighter, goemotions, meld, split
from ..networks.bert import TextBert
from ..networks.content import ContentBert
from ..networks.layers import mean_of
from ..preprocessing import TextInput, padded
from ..pretrained import weights
from ..taxonomy import EMOTIONS, INTENTS
from ..text import feelings, utterances, wishes
from ..text.wordpiece import WordPiece
from .config import TrainingConfig
from .content import meanings
from .loop import class_weights, subset, trained
from .metrics import classification
from .on_published import rate_of
from .teachers import SHARE, taught, together

Inputs = tuple[Tensor, Tensor, Tensor]
Row = TypeVar("Row")

LONGEST = 64

LANGUAGES = tuple(brighter.LANGUAGES)
"""What the encoder is trained and measured on."""

BALANCE = {"goemotions": 0.5, "meld": 0.25}
"""Class weights are frequency ** -balance: macro-F1 counts the classes alike, weighted F1 by their size."""

BRIGHTER_TIMES = 2
"""How often an epoch shows each text of BRIGHTER: three languages have no others."""

INTENT, FINE, WISH, MEANING = 0.3, 0.5, 0.3, 4.0
"""Weights of the losses beside emotion's: the first two only shape the tokens."""


@dataclass(frozen=True)
class Labelled:
    """Word pieces, the first `own` of them the text's, and what they say, each a weighted probability distribution or all zero where the
    text says nothing about it. `wish` is what of the text asks for something: "" nothing, None nobody knows."""

    ids: list[int]
    own: int
    emotions: np.ndarray = field(default_factory=lambda: shares((), EMOTIONS))
    dialogue: np.ndarray = field(default_factory=lambda: shares((), EMOTIONS))
    intents: np.ndarray = field(default_factory=lambda: shares((), INTENTS))
    labels: np.ndarray = field(default_factory=lambda: shares((), goemotions.PUBLISHED))
    wish: str | None = None


@dataclass(frozen=True)
class Batch:
    inputs: Inputs
    emotions: Tensor
    dialogue: Tensor
    intents: Tensor
    labels: Tensor
    asking: Tensor
    """[B, 1]: 1 asks for something, 0 does not, NaN nobody knows."""
    wishes: Inputs | None
    """What is asked for, of the rows that ask."""


class TextTask:
    def __init__(
        self,
        data: Path,
        model: TextBert,
        content: ContentBert,
        tokenizer: WordPiece,
        config: TrainingConfig,
        device: str,
        teachers: Sequence[TextBert] = (),
    ):
        self.config, self.device, self.input = config, device, TextInput(tokenizer, LONGEST)
        self.teachers = [teacher.to(device).eval() for teacher in teachers]
        self.model, self.content = model.to(device), content.to(device).eval()
        self.model.bert.embeddings.word_embeddings.requires_grad_(False)

        def own(source: str) -> bool:
            return split.sentence_group(source) == split.ENCODER and split.sentence_fold(source) != config.held

        self.comments = _share([s for s in goemotions.comments(data, "train") if own(s.source)], config)
        self.lines = _share([c for c in meld.in_context(meld.load(data, "train"), meld.TURNS) if own(c.utterance.source)], config)
        self.texts = _share(
            [text for language in brighter.LANGUAGES for text in brighter.load(data, language, "train") if own(text.source)],
            config,
        )
        self.held_comments = [s for s in goemotions.load(data, "dev") if split.sentence_group(s.source, "dev") == split.VALIDATION]
        self.held_lines = [
            c
            for c in meld.in_context(meld.load(data, "dev"), meld.TURNS)
            if split.sentence_group(c.utterance.source, "dev") == split.VALIDATION
        ]
        self.held_texts = {
            language: [
                text
                for text in brighter.load(data, language, "dev")
                if split.sentence_group(text.source, "dev") == split.VALIDATION and len(text.emotions) == 1
            ]
            for language in brighter.LANGUAGES
        }
        self.balance = class_weights(np.array([e for c in self.comments for e in c.emotions]), len(EMOTIONS), BALANCE["goemotions"]).numpy()
        self.spoken_balance = class_weights(np.array([c.utterance.emotion for c in self.lines]), len(EMOTIONS), BALANCE["meld"]).numpy()
        count = len(self.comments) + 2 * len(self.lines) + BRIGHTER_TIMES * len(self.texts)
        self.everyday, self.wished = count // 6, count // 8
        self.steps = (count + self.everyday + self.wished) // config.batch
        self.samples = {
            "GoEmotions": len(self.comments), "MELD": len(self.lines), "BRIGHTER": len(self.texts), "everyday sentences": self.everyday,
            "wishes in words": self.wished,
        }  # fmt: skip

    def rate(self, name: str) -> float:
        return rate_of(name, "bert.", self.model.bert, self.config)

    def batches(self, epoch: int) -> Iterator[Batch]:
        rng = random.Random(self.config.seed * 1000 + epoch)
        rows = [
            self._row(c.text, rng, emotions=shares(c.emotions, EMOTIONS) * self.balance, labels=shares(c.labels, goemotions.PUBLISHED))
            for c in self.comments
        ]
        for _ in range(BRIGHTER_TIMES):
            rows += [self._row(text.text, rng, emotions=shares(text.emotions, EMOTIONS)) for text in self.texts]
        for line in self.lines:  # by itself, and with the turns before it
            emotion = shares((line.utterance.emotion,), EMOTIONS) * self.spoken_balance
            rows.append(self._row(line.utterance.text, rng, dialogue=emotion))
            rows.append(Labelled(*self._in_context(line), dialogue=emotion))
        for number in range(self.everyday):
            emotion = number % len(EMOTIONS)
            rows.append(
                self._row(feelings.feeling(emotion, rng), rng, emotions=shares((emotion,), EMOTIONS), dialogue=shares((emotion,), EMOTIONS))
            )
        rows += [self._wish(number, rng) for number in range(self.wished)]
        for batch in alike(rows, self.config.batch, rng, lambda row: len(row.ids))[: self.steps]:
            yield self._batch(batch, rng)

    def loss(self, batch: Batch, epoch: int) -> Tensor:
        hidden, own = self.model.hidden(*batch.inputs)
        tokens, counts, written = self.model.projection(hidden, own)
        pooled = mean_of(tokens, counts)
        answers = written, self.model.dialogue(pooled), self.model.intent(pooled), self.model.fine(pooled)
        wanted = batch.emotions, batch.dialogue, batch.intents, batch.labels
        said = self._taught(batch.inputs) if self.teachers else (None,) * len(answers)
        total = sum(share * self._error(*each) for share, *each in zip((1.0, 1.0, INTENT, FINE), answers, wanted, said))
        direction, asks = self.model.wish(hidden, own)
        known = ~batch.asking.isnan()
        error = functional.binary_cross_entropy_with_logits(asks.float()[known], batch.asking[known], reduction="sum")
        total = total + WISH * error / len(batch.asking)
        if batch.wishes is not None:
            with torch.no_grad():
                meant = self.content.meaning(*batch.wishes)
            near = (direction[(batch.asking == 1).squeeze(1)].float() * meant).sum(1)
            total = total + MEANING * (1 - near).sum() / len(batch.asking)
        return total

    def _error(self, logits: Tensor, wanted: Tensor, said: Tensor | None) -> Tensor:
        """Cross-entropy, by the batch's size: rows of zeros count for nothing, rows of more than 1 count for more. `said` is the teachers'
        opinion, if there are any."""
        smoothing, size = self.config.label_smoothing, wanted.sum(1, keepdim=True)
        smooth = (1 - smoothing) * wanted + smoothing * size / wanted.shape[1]
        error = taught(logits, smooth)
        return (error if said is None else (1 - SHARE) * error + SHARE * size[:, 0] * taught(logits, said)).mean()

    @torch.no_grad()
    def _taught(self, inputs: Inputs) -> tuple[Tensor, ...]:
        """What the teachers say of each head together."""
        opinions = []
        for teacher in self.teachers:
            tokens, counts, written = teacher.projection(*teacher.hidden(*inputs))
            pooled = mean_of(tokens, counts)
            opinions.append((written, teacher.dialogue(pooled), teacher.intent(pooled), teacher.fine(pooled)))
        return tuple(map(together, zip(*opinions)))

    def evaluate(self) -> dict[str, float]:
        encode = self.input.tokenizer.encode
        written, said = np.array([s.emotion for s in self.held_comments]), np.array([line.utterance.emotion for line in self.held_lines])
        answers = {
            "goemotions": (written, self.predict([encode(s.text, LONGEST) for s in self.held_comments])[0]),
            "meld": (said, self.predict([encode(line.utterance.text, LONGEST) for line in self.held_lines])[1]),
            "meld.inContext": (said, self.predict(*zip(*(self._in_context(line) for line in self.held_lines)))[1]),
        }
        for language, texts in self.held_texts.items():
            truth = np.array([text.emotions[0] for text in texts])
            answers[f"brighter.{language}"] = truth, self.predict([encode(text.text, LONGEST) for text in texts])[0]
        texts, truth = zip(*feelings.held())
        answers["everyday"] = np.array(truth), self.predict([encode(text, LONGEST) for text in texts])[0]
        metrics = {
            f"{name}.{measure}": value
            for name, (truth, logits) in answers.items()
            for measure, value in classification(truth, logits.argmax(-1).numpy()).items()
        }
        phrasings = utterances.phrasings("validation")
        *_, intents, _, asks = self.predict([encode(text, LONGEST) for text, _ in phrasings])
        asked = self.predict([encode(text, LONGEST) for text, _ in wishes.held()])
        idle = self.predict([encode(s.text, LONGEST) for s in self.held_comments[:300]])[4]
        meant = meanings(self.content, self.input, [text for text, _ in wishes.held()], self.device, self.config.bfloat16).cpu()
        return metrics | {
            "intent.accuracy": float((intents.argmax(-1).numpy() == np.array([intent for _, intent in phrasings])).mean()),
            "wish.nearness": float((asked[3] * meant).sum(1).mean()),
            "wish.found": float((torch.cat([asks, asked[4]]) > 0).float().mean()),
            "wish.imagined": float((idle > 0).float().mean()),
        }

    @torch.no_grad()
    def predict(self, rows: Sequence[list[int]], own: Sequence[int] | None = None) -> tuple[Tensor, ...]:
        """Rows of ids, of which the first `own` are the text's -> logits of emotions written [n, 7] and said [n, 7], and of intents [n, 5],
        the direction of a wish [n, W], and the logit that there is one [n]."""
        found = []
        for start in range(0, len(rows), 128):
            chosen = slice(start, start + 128)
            inputs = [part.to(self.device) for part in padded(rows[chosen], own and own[chosen])]
            with torch.autocast(torch.device(self.device).type, dtype=torch.bfloat16, enabled=self.config.bfloat16):
                hidden, mask = self.model.hidden(*inputs)
                tokens, counts, written = self.model.projection(hidden, mask)
                pooled = mean_of(tokens, counts)
                direction, asks = self.model.wish(hidden, mask)
                answer = written, self.model.dialogue(pooled), self.model.intent(pooled), direction, asks[:, 0]
            found.append([part.float().cpu() for part in answer])
        return tuple(torch.cat(column) for column in zip(*found))

    def _batch(self, rows: list[Labelled], rng: random.Random) -> Batch:
        inputs = padded([self._masked(row.ids, rng) for row in rows], [row.own for row in rows])
        targets = (
            torch.from_numpy(np.stack([getattr(row, name) for row in rows])) for name in ("emotions", "dialogue", "intents", "labels")
        )
        asking = torch.tensor([[np.nan if row.wish is None else float(row.wish != "")] for row in rows], dtype=torch.float32)
        asked = [row.wish for row in rows if row.wish]
        return Batch(
            tuple(part.to(self.device) for part in inputs), *(target.to(self.device) for target in targets), asking.to(self.device),
            tuple(part.to(self.device) for part in self.input(asked)) if asked else None,
        )  # fmt: skip

    def _in_context(self, line: meld.InContext) -> tuple[list[int], int]:
        return self.input.tokenizer.encode_in_context(line.utterance.text, line.before, LONGEST)

    def _row(self, text: str, rng: random.Random, **said: np.ndarray) -> Labelled:
        """A sentence, now and then with a wish after it."""
        asked = ""
        if rng.random() < 0.1:
            asked, intent = _asked(rng.randrange(2**16), rng)
            text, said = f"{text} {asked}", said | {"intents": shares((intent,), INTENTS)}
        ids = self.input.tokenizer.encode(text, LONGEST)
        return Labelled(ids, len(ids), **said, wish=asked)

    def _wish(self, number: int, rng: random.Random) -> Labelled:
        text, intent = _asked(number, rng)
        ids = self.input.tokenizer.encode(text, LONGEST)
        return Labelled(ids, len(ids), intents=shares((intent,), INTENTS), wish=text)

    def _masked(self, ids: list[int], rng: random.Random, share: float = 0.05) -> list[int]:
        """Hides some pieces, so that no single word decides."""
        tokenizer = self.input.tokenizer
        return [tokenizer.mask if number not in tokenizer.special and rng.random() < share else number for number in ids]


def text_of(folder: Path, runs: Path) -> tuple[TextBert, TextInput, dict[str, float]]:
    """The text encoder of the finished run in `folder`, how texts become its inputs, and the run's metrics."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    bert, tokenizer = weights.bert(runs / "pretrained" / config["backbone"], dropout=0.0)
    model, metrics = trained(TextBert(bert), folder)
    return model, TextInput(tokenizer, LONGEST), metrics


def _asked(number: int, rng: random.Random) -> tuple[str, int]:
    """A sentence that asks for something, by turns for an intent and for a genre, and its intent."""
    if number % 2:
        intent = number // 2 % len(INTENTS)
        return utterances.utterance(intent, "train", rng), intent
    wish = wishes.wish(rng)
    return wish.text, INTENTS.index(wish.intent)


def alike(rows: Sequence[Row], size: int, rng: random.Random, length: Callable[[Row], int]) -> list[list[Row]]:
    """Batches of rows of like length in random order, so that little padding is computed. The last may be short."""
    ordered = sorted(rng.sample(rows, len(rows)), key=lambda row: length(row) + rng.random() * 4)
    batches = [ordered[start : start + size] for start in range(0, len(ordered), size)]
    rng.shuffle(batches)
    return batches


def _share(found: list, config: TrainingConfig) -> list:
    return [found[index] for index in subset(len(found), config.fraction, config.seed)]


def shares(chosen: tuple[int, ...], among: Sequence[str]) -> np.ndarray:
    """The same share for each of the chosen; zeros where none is."""
    shares = np.zeros(len(among), np.float32)
    shares[list(chosen)] = 1 / max(1, len(chosen))
    return shares
