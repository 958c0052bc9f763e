"""Teaches the content encoder what items say of themselves and which of them a wish in words is for, before it is trained on what people
make of them."""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from ..artifacts.read import Artifact
from ..artifacts.weights import graph_of, weights_of
from ..data import split, titles
from ..data.titles import Title
from ..networks.content import ContentBert
from ..networks.published_bert import PublishedBert
from ..preprocessing import TextInput
from ..pretrained import weights
from ..pretrained.backbone import known
from ..taxonomy import EMOTIONS, INTENTS
from ..text import catalog, utterances, wishes
from ..text.catalog import Item
from ..text.wordpiece import WordPiece
from .config import DEFAULTS, TrainingConfig
from .loop import subset, trained

EXPORT = "content-bert"
"""The artifact."""

LONGEST = 64
ITEMS, HELD_ITEMS = 6_000, 420

SHOWN = 44
"""Pieces of an item that training shows; what is served reads LONGEST."""

TITLES, GENERATED = 32, 8
"""Real titles and generated items of a batch."""

WISHES, PURPOSES, SUBJECTS = 24, 6, 12
"""Sentences of a batch that ask for a genre, for an intent, and for what one item is about."""

TEMPERATURE = 0.05
PROFILES = 0.2
"""Weight of the loss on items' own emotion and intent."""


@dataclass(frozen=True)
class Asked:
    """A sentence, and how well each item of its batch fits: 1 fits, 0 does not, NaN nobody knows."""

    text: str
    fits: np.ndarray


class ContentTask:
    """Sentences against items of a batch, as in contrastive training with several positives (Khosla et al. 2020), and the emotion and
    intent
    of items. The generated items are none of AIGC-INT's."""

    def __init__(
        self, data: Path, model: ContentBert, tokenizer: WordPiece, config: TrainingConfig, device: str, catalogue: Sequence[Title] = ()
    ):
        """`catalogue`: titles of somebody's own, learned beside those of the data."""
        torch.manual_seed(config.seed)
        self.config, self.device, self.input = config, device, TextInput(tokenizer, LONGEST)
        self.model = model.to(device)
        self.model.bert.embeddings.word_embeddings.requires_grad_(False)
        own = own_titles(data) + _of_group(catalogue, split.ENCODER)
        self.titles = [own[index] for index in subset(len(own), config.fraction, config.seed)]
        self.held_titles = own_titles(data, split.VALIDATION) + _of_group(catalogue, split.VALIDATION)
        self.others = sorted({genre for title in catalogue for genre in title.genres} - set(wishes.GENRES))
        self.of_genre = {genre: [title for title in self.titles if genre in title.genres] for genre in (*wishes.GENRES, *self.others)}
        self.items = catalog.generate(max(GENERATED, round(ITEMS * config.fraction)), config.seed + 100)
        self.held = catalog.generate(HELD_ITEMS, config.seed + 200)
        self.steps = max(1, len(self.titles) // TITLES)
        self.samples = {
            "generated catalogue items": len(self.items),
            "real titles": len(self.titles),
            "wishes in words": self.steps * WISHES,
        }

    def batches(self, epoch: int) -> Iterator[tuple[list[str], list[Asked], Tensor]]:
        """Items as text, sentences with how well each item fits, and the items' profiles [items, 7 + 5]."""
        rng = random.Random(self.config.seed * 1000 + epoch)
        for _ in range(self.steps):
            asked = [wishes.wish(rng, self.others) for _ in range(WISHES)]
            shown = self._titles([wish.genres for wish in asked], rng)
            items = rng.sample(self.items, GENERATED)
            texts = [shortened(title, rng) for title in shown] + [lengthened(item, rng.randrange(20)) for item in items]
            yield texts, [*self._wishes(asked, shown), *self._purposes(items, rng), *_subjects(texts, rng)], profiles(
                [*(title.item for title in shown), *items]
            )

    def loss(self, batch: tuple[list[str], list[Asked], Tensor], epoch: int) -> Tensor:
        texts, asked, wanted = batch
        items, sentences = self._meaning(texts), self._meaning([one.text for one in asked])
        fits = torch.from_numpy(np.stack([one.fits for one in asked])).to(self.device)
        ranked = contrast(sentences @ items.T / TEMPERATURE, fits)
        return ranked + PROFILES * profile_error(self.model.head(items)[1:], wanted.to(self.device))

    def evaluate(self) -> dict[str, float]:
        """`title.p_at_10`: the share of fitting titles among the ten nearest of the held ones, over the held wishes and the names of the
        catalogue's other genres."""
        asked = [*wishes.held(), *((genre, genre) for genre in self.others)]
        items, sentences = self._read([title.text for title in self.held_titles]), self._read([text for text, _ in asked])
        nearest = (sentences @ items.T).topk(min(10, len(items))).indices.tolist()
        found = [np.mean([genre in self.held_titles[place].genres for place in places]) for (_, genre), places in zip(asked, nearest)]
        _, emotion, intent = self.model.head(self._read([item.text for item in self.held]))
        truth = labels(self.held)
        return {
            "title.p_at_10": float(np.mean(found)),
            "item.emotion.accuracy": float((emotion.argmax(-1).cpu() == truth[:, 0]).float().mean()),
            "item.intent.accuracy": float((intent.argmax(-1).cpu() == truth[:, 1]).float().mean()),
        }

    def rate(self, name: str) -> float:
        """The learning rate's share of a weight: heads begin at random."""
        return self.config.head_rate if name.startswith("head.") else 1.0

    def _meaning(self, texts: Sequence[str]) -> Tensor:
        inputs = self.input(list(texts))
        return self.model.meaning(*(part[:, : SHOWN if self.model.training else LONGEST].to(self.device) for part in inputs))

    def _read(self, texts: Sequence[str]) -> Tensor:
        return meanings(self.model, self.input, texts, self.device, self.config.bfloat16)

    def _titles(self, asked: list[frozenset[str]], rng: random.Random) -> list[Title]:
        """Distinct titles, one of each genre that is asked for at least."""
        genres = [genre for each in asked for genre in sorted(each) if self.of_genre[genre]]
        chosen = {title.id: title for title in (rng.choice(self.of_genre[genre]) for genre in genres)}
        rest = rng.sample(self.titles, min(TITLES, len(self.titles)))
        return list({**chosen, **{title.id: title for title in rest}}.values())[:TITLES]

    @staticmethod
    def _wishes(asked: list[wishes.Wish], shown: list[Title]) -> list[Asked]:
        unknown = [np.nan] * GENERATED
        return [
            Asked(wish.text, np.array([len(wish.genres & title.genres) / len(wish.genres) for title in shown] + unknown, np.float32))
            for wish in asked
        ]

    @staticmethod
    def _purposes(items: list[Item], rng: random.Random) -> list[Asked]:
        unknown = [np.nan] * TITLES
        intents = [rng.choice(items).intent for _ in range(PURPOSES)]
        return [
            Asked(
                utterances.utterance(INTENTS.index(intent), "train", rng),
                np.array(unknown + [float(item.intent == intent) for item in items], np.float32),
            )
            for intent in intents
        ]


def own_titles(data: Path, group: str = split.ENCODER) -> list[Title]:
    """The real titles of a group of sources that somebody may ask for by genre."""
    return [title for title in titles.load(data) if title.genres & set(wishes.GENRES) and split.item_group(title.id) == group]


def _of_group(catalogue: Sequence[Title], group: str) -> list[Title]:
    return [title for title in catalogue if title.genres and split.item_group(title.id) == group]


def content_of(runs: Path, artifacts: Path) -> tuple[ContentBert, TextInput]:
    """The content encoder of the finished run in `runs/content`, and how texts become its inputs; where there is no such run, the exported
    one in `artifacts`, so that fusion can be trained anew on what items were found to be about."""
    settings = runs / "content" / "config.json"
    if not settings.exists():
        return _exported(artifacts / EXPORT / "1")
    config = json.loads(settings.read_text(encoding="utf-8"))
    bert, tokenizer = weights.bert(runs / "pretrained" / config["backbone"], dropout=0.0)
    return trained(ContentBert(bert), runs / "content")[0], TextInput(tokenizer, LONGEST)


def _exported(folder: Path) -> tuple[ContentBert, TextInput]:
    """The exported encoder; where its head places items was fitted to one fusion, and begins anew."""
    model = Artifact.load(folder)
    found = weights_of(graph_of(folder / model.manifest["model"]["file"]))
    heads = known()[DEFAULTS["content"].backbone].manifest["heads"]
    bert = PublishedBert.of({name.removeprefix("bert."): value for name, value in found.items()}, heads, dropout=0.0)
    torch.manual_seed(DEFAULTS["content"].seed)
    content = ContentBert(bert)
    content.head.profiles.load_state_dict({name: found[f"head.profiles.{name}"] for name in content.head.profiles.state_dict()})
    return content.eval(), TextInput(model.text_input.tokenizer, LONGEST)


def _subjects(texts: list[str], rng: random.Random) -> list[Asked]:
    """Sentences about one item each, which fits alone."""
    return [
        Asked(wishes.about(texts[place], rng), np.eye(1, len(texts), place, dtype=np.float32)[0])
        for place in rng.sample(range(len(texts)), SUBJECTS)
    ]


def contrast(scores: Tensor, fits: Tensor) -> Tensor:
    """Scores and fits [sentences, items] -> the mean cross-entropy of each sentence's fitting items, by how well they fit, against all that
    are known to fit or not."""
    known = ~fits.isnan()
    logits = scores.float().masked_fill(~known, -1e4).log_softmax(1)
    gains = fits.nan_to_num(0.0)
    shares = gains / gains.sum(1, keepdim=True).clamp(min=1e-9)
    return -(shares * logits).sum(1).mean()


def profile_error(logits: tuple[Tensor, Tensor], wanted: Tensor) -> Tensor:
    """Emotion [n, 7] and intent [n, 5] logits against shares [n, 7 + 5]."""
    shares = wanted.split((len(EMOTIONS), len(INTENTS)), dim=1)
    return sum(functional.cross_entropy(one.float(), share) for one, share in zip(logits, shares))


@torch.no_grad()
def meanings(model: ContentBert, input: TextInput, texts: Sequence[str], device: str, bfloat16: bool) -> Tensor:
    """What texts are about, in their order [n, W]; texts of like length share a batch."""
    order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
    with torch.autocast(torch.device(device).type, dtype=torch.bfloat16, enabled=bfloat16):
        parts = [
            model.meaning(*(part.to(device) for part in input([texts[place] for place in order[start : start + 64]])))
            for start in range(0, len(texts), 64)
        ]
    return torch.cat(parts)[torch.argsort(torch.tensor(order))]


def profiles(items: Sequence[Item]) -> Tensor:
    """[items, 7 + 5]: the emotion and the intent that each carries, as shares; zeros of an item that has no mood."""
    table = torch.zeros(len(items), len(EMOTIONS) + len(INTENTS))
    for row, item in enumerate(items):
        for emotion, intent in item.moods:
            table[row, EMOTIONS.index(emotion)] += 1 / len(item.moods)
            table[row, len(EMOTIONS) + INTENTS.index(intent)] += 1 / len(item.moods)
    return table


def labels(items: list[Item]) -> Tensor:
    """i64 [items, 2]: the emotion and the intent that each was written for."""
    return torch.tensor([(EMOTIONS.index(item.emotion), INTENTS.index(item.intent)) for item in items])


def lengthened(item: Item, draw: int) -> str:
    """The item's text; sometimes the title alone, sometimes the description twice, as real catalogues vary in length."""
    return item.title + "." if draw % 10 == 0 else item.text + " " + item.description if draw % 10 == 1 else item.text


def shortened(title: Title, rng: random.Random) -> str:
    """The title's text, now and then with only the beginning of its description, as other catalogues have it."""
    if rng.random() < 0.7:
        return title.text
    words = title.description.split()
    return f"{title.title}. {' '.join(words[: rng.randint(8, 40)])}"
