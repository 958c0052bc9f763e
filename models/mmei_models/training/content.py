"""Teaches the content encoder what items say of themselves, before it is trained on what people make of them."""

from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from ..networks.content import ContentBert
from ..preprocessing import TextInput
from ..taxonomy import EMOTIONS, INTENTS
from ..text import catalog
from ..text.catalog import Item
from ..text.wordpiece import WordPiece
from .config import TrainingConfig

LONGEST = 96
ITEMS, HELD_ITEMS = 6_000, 420


class ContentTask:
    """The emotion and the intent that generated items were written for. The items are none of AIGC-INT's."""

    def __init__(self, tokenizer: WordPiece, config: TrainingConfig, device: str):
        torch.manual_seed(config.seed)
        self.config, self.device, self.input = config, device, TextInput(tokenizer, LONGEST)
        self.model = ContentBert(len(tokenizer.vocabulary), positions=LONGEST).to(device)
        self.items = catalog.generate(round(ITEMS * config.fraction), config.seed + 100)
        self.held = catalog.generate(HELD_ITEMS, config.seed + 200)
        self.steps = len(self.items) // config.batch
        self.samples = {"generated catalogue items": len(self.items)}

    def batches(self, epoch: int) -> Iterator[tuple[list[str], Tensor]]:
        order = np.random.default_rng((self.config.seed, epoch)).permutation(len(self.items))
        for step in range(self.steps):
            rows = order[step * self.config.batch : (step + 1) * self.config.batch]
            items = [self.items[row] for row in rows]
            yield [lengthened(item, int(draw)) for item, draw in zip(items, rows + epoch)], labels(items).to(self.device)

    def loss(self, batch: tuple[list[str], Tensor], epoch: int) -> Tensor:
        texts, truth = batch
        profiles = self.model.logits(*(part.to(self.device) for part in self.input(texts)))[1:]
        return sum(
            functional.cross_entropy(logits.float(), truth[:, place], label_smoothing=self.config.label_smoothing)
            for place, logits in enumerate(profiles)
        )

    def evaluate(self) -> dict[str, float]:
        parts = [
            self.model(*(part.to(self.device) for part in self.input([item.text for item in self.held[start : start + 64]])))
            for start in range(0, len(self.held), 64)
        ]
        truth = labels(self.held)
        profiles = [torch.cat([part[place].cpu() for part in parts]).argmax(-1) for place in (1, 2)]
        return {
            f"item.{name}.accuracy": float((profile == truth[:, place]).float().mean())
            for place, (name, profile) in enumerate(zip(("emotion", "intent"), profiles))
        }


def labels(items: list[Item]) -> Tensor:
    """i64 [items, 2]: the emotion and the intent that each was written for."""
    return torch.tensor([(EMOTIONS.index(item.emotion), INTENTS.index(item.intent)) for item in items])


def lengthened(item: Item, draw: int) -> str:
    """The item's text; sometimes the title alone, sometimes the description twice, as real catalogues vary in length."""
    return item.title + "." if draw % 10 == 0 else item.text + " " + item.description if draw % 10 == 1 else item.text
