"""Trains fusion and the content encoder together, L = l1 L_recog + l2 L_rec (eq. 6), on tokens of the frozen encoders."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from .. import catalog
from ..config import TrainingConfig
from ..data import fer2013, goemotions, meld, ravdess, split
from ..data.compose import Record, compose, relevance
from ..networks.bert import TextBert
from ..networks.content import ContentBert
from ..networks.fusion import Mmei
from ..networks.layers import unit
from ..networks.vit import FaceViT
from ..networks.wav2vec2 import SpeechWav2Vec2
from ..preprocessing import AudioInput, TextInput
from ..taxonomy import EMOTIONS, INTENTS, MODALITIES, WIDTH
from ..wordpiece import WordPiece
from .audio import excerpt
from .loop import trained
from .metrics import calibration_error, classification, ranking
from .language import LONGEST
from .vision import model_input

RECORDS, HELD_RECORDS = 8_000, 2_100
ITEMS, HELD_ITEMS, ITEMS_A_BATCH = 6_000, 420, 48
RECOGNITION, RECOMMENDATION = 1.0, 0.5
"""l1 and l2."""

DROPPED = 0.3
"""How often training hides a modality that is there, so that every subset works."""

CONTENT_LONGEST = 96
SUBSETS = [subset for subset in product((1.0, 0.0), repeat=3) if any(subset)]


class Recommender(nn.Module):
    """F and E_c in one space; `scale` is the inverse temperature of the ranking loss."""

    def __init__(self, vocabulary: int):
        super().__init__()
        self.fusion, self.content = Mmei(), ContentBert(vocabulary, positions=CONTENT_LONGEST)
        self.scale = nn.Parameter(torch.tensor(2.5))


@dataclass(frozen=True)
class Encoded:
    """Records with the encoders' tokens: for each modality one [length, 256] a record, None where it is missing."""

    records: list[Record]
    tokens: list[list[Tensor | None]]

    def batch(self, rows: list[int], device: str) -> list[Tensor]:
        """[tokens [B, L, 256], mask [B, L]] x 3, padded to the longest; a missing modality has no valid token."""
        inputs = []
        for column in self.tokens:
            chosen = [column[row] for row in rows]
            longest = max([1, *(len(tokens) for tokens in chosen if tokens is not None)])
            block, mask = torch.zeros(len(rows), longest, WIDTH), torch.zeros(len(rows), longest)
            for place, tokens in enumerate(chosen):
                if tokens is not None:
                    block[place, : len(tokens)], mask[place, : len(tokens)] = tokens.float(), 1.0
            inputs += [block.to(device), mask.to(device)]
        return inputs

    def labels(self, rows: list[int]) -> tuple[Tensor, Tensor]:
        return tuple(torch.tensor([getattr(self.records[row], name) for row in rows]) for name in ("emotion", "intent"))


class FusionTask:
    def __init__(self, data: Path, runs: Path, tokenizer: WordPiece, config: TrainingConfig, device: str):
        torch.manual_seed(config.seed)
        self.config, self.device = config, device
        self.words, self.items_input = TextInput(tokenizer, LONGEST), TextInput(tokenizer, CONTENT_LONGEST)
        self.model = Recommender(len(tokenizer.vocabulary)).to(device)
        self.gains = relevance()
        encoders = _Encoders(runs, self.words, device)
        self.own = encoders.records(data, split.FUSION, round(RECORDS * config.fraction), config.seed)
        self.held = encoders.records(data, split.VALIDATION, round(HELD_RECORDS * config.fraction), config.seed + 1)
        self.items = catalog.generate(round(ITEMS * config.fraction), config.seed + 100)
        self.held_items = catalog.generate(HELD_ITEMS, config.seed + 200)
        self.steps = len(self.own.records) // config.batch
        self.samples = {"composed records": len(self.own.records), "generated catalogue items": len(self.items)}

    def batches(self, epoch: int) -> Iterator[tuple[list[int], list[int]]]:
        rng = random.Random(self.config.seed * 1000 + epoch)
        order = rng.sample(range(len(self.own.records)), len(self.own.records))
        for step in range(self.steps):
            yield order[step * self.config.batch : (step + 1) * self.config.batch], rng.sample(range(len(self.items)), ITEMS_A_BATCH)

    def loss(self, batch: tuple[list[int], list[int]], epoch: int) -> Tensor:
        rows, shown = batch
        emotions, intents = (labels.to(self.device) for labels in self.own.labels(rows))
        emotion_logits, intent_logits, _, fused = self.model.fusion.logits(*hidden(self.own.batch(rows, self.device)))
        items = [self.items[index] for index in shown]
        item_emotions, item_intents = ([EMOTIONS.index(i.emotion) for i in items], [INTENTS.index(i.intent) for i in items])
        inputs = (part.to(self.device) for part in self.items_input([lengthened(item, rows[0] + place) for place, item in enumerate(items)]))
        embedded, emotion_profile, intent_profile = self.model.content.logits(*inputs)
        gains = self.gains[emotions.cpu().numpy()[:, None], intents.cpu().numpy()[:, None], item_emotions, item_intents]
        wanted = (torch.tensor(gains, dtype=torch.float32, device=self.device) / 0.1).softmax(-1)
        scores = self.model.scale.exp() * unit(fused) @ embedded.T  # eq. 7
        smoothing = self.config.label_smoothing
        recognition = functional.cross_entropy(emotion_logits, emotions, label_smoothing=smoothing)
        recognition = recognition + functional.cross_entropy(intent_logits, intents, label_smoothing=smoothing)
        profiles = functional.cross_entropy(emotion_profile, torch.tensor(item_emotions, device=self.device), label_smoothing=smoothing)
        profiles = profiles + functional.cross_entropy(intent_profile, torch.tensor(item_intents, device=self.device), label_smoothing=smoothing)
        ranked = functional.cross_entropy(scores, wanted)
        return RECOGNITION * recognition + RECOMMENDATION * (ranked + profiles)

    def evaluate(self) -> dict[str, float]:
        emotions, intents = (labels.numpy() for labels in self.held.labels(list(range(len(self.held.records)))))
        spoken = np.array([record.spoken for record in self.held.records])
        emotion_logits, intent_logits, fused = self._answers(self.held)
        guessed, wished = emotion_logits.argmax(-1).numpy(), intent_logits.argmax(-1).numpy()
        metrics = {f"emotion.{name}": value for name, value in classification(emotions, guessed).items()}
        metrics |= {f"intent.{name}": value for name, value in classification(intents, wished).items()}
        metrics["intent.spoken.accuracy"] = float((wished == intents)[spoken].mean())
        embedded, item_emotions, item_intents = self._items()
        kinds = np.array([(EMOTIONS.index(i.emotion), INTENTS.index(i.intent)) for i in self.held_items])
        metrics["item.emotion.accuracy"] = float((item_emotions == kinds[:, 0]).mean())
        metrics["item.intent.accuracy"] = float((item_intents == kinds[:, 1]).mean())
        relevant = (emotions[:, None] == kinds[:, 0]) & (intents[:, None] == kinds[:, 1])
        return metrics | ranking((unit(fused) @ embedded.T).numpy(), relevant)

    @torch.no_grad()
    def calibrate(self, folder: Path) -> dict[str, float]:
        """Fits temperatures for each subset of modalities on every second validation record, measures on the others, and stores both."""
        state = torch.load(folder / "checkpoint.pt", map_location=self.device)
        self.model.eval()
        rows = np.arange(len(self.held.records))
        labels = self.held.labels(rows.tolist())
        metrics = dict(state["metrics"])
        for subset in SUBSETS:
            answers, there = self._answers(self.held, subset)[:2], self._present(subset)
            fitted, measured = torch.from_numpy(there & (rows % 2 == 0)), there & (rows % 2 == 1)
            temperatures = torch.tensor([temperature(logits[fitted], truth[fitted]) for logits, truth in zip(answers, labels)])
            self.model.fusion.temperatures[int(np.dot(subset, (4, 2, 1)))] = temperatures.to(self.device)
            probabilities = (answers[0] / temperatures[0]).softmax(-1).numpy()[measured]
            correct = probabilities.argmax(-1) == labels[0].numpy()[measured]
            name = "+".join(modality for modality, shown in zip(MODALITIES, subset) if shown)
            metrics[f"emotion.{name}.accuracy"] = float(correct.mean())
            metrics[f"emotion.{name}.ece"] = calibration_error(probabilities.max(-1), correct)
        state["model"] = self.model.state_dict()
        torch.save({**state, "metrics": metrics}, folder / "checkpoint.part")
        (folder / "checkpoint.part").replace(folder / "checkpoint.pt")
        return metrics

    def _answers(self, encoded: Encoded, subset: tuple[float, ...] = (1.0, 1.0, 1.0)) -> tuple[Tensor, Tensor, Tensor]:
        """Emotion logits, intent logits and F of every record, with only the modalities of `subset` shown."""
        parts = []
        for rows in torch.arange(len(encoded.records)).split(128):
            inputs = encoded.batch(rows.tolist(), self.device)
            for place, shown in enumerate(subset):
                inputs[2 * place + 1] = inputs[2 * place + 1] * shown
            emotion, intent, _, fused = self.model.fusion.logits(*inputs)
            parts.append((emotion.cpu(), intent.cpu(), fused.cpu()))
        return tuple(torch.cat(column) for column in zip(*parts))

    def _present(self, subset: tuple[float, ...]) -> np.ndarray:
        """Whether a record has every modality of the subset."""
        there = np.array([[r.face is not None, r.clip is not None, r.words is not None] for r in self.held.records])
        return there[:, np.array(subset) > 0].all(1)

    def _items(self) -> tuple[Tensor, np.ndarray, np.ndarray]:
        parts = []
        for start in range(0, len(self.held_items), 64):
            inputs = self.items_input([item.text for item in self.held_items[start : start + 64]])
            parts.append([part.cpu() for part in self.model.content(*(part.to(self.device) for part in inputs))])
        embedded, emotions, intents = (torch.cat(column) for column in zip(*parts))
        return embedded, emotions.argmax(-1).numpy(), intents.argmax(-1).numpy()


def temperature(logits: Tensor, truth: Tensor) -> float:
    """The temperature with the least cross-entropy (Guo et al. 2017), from a grid."""
    return float(min(np.geomspace(0.3, 5, 200), key=lambda t: functional.cross_entropy(logits / t, truth).item()))


def hidden(inputs: list[Tensor]) -> list[Tensor]:
    """Hides modalities at random, and never the last one that a record has."""
    masks = torch.stack([mask.amax(-1) for mask in inputs[1::2]], dim=1)
    draws = torch.rand_like(masks)
    kept = ((draws > DROPPED).float() + functional.one_hot((draws + masks * 2).argmax(1), 3)).clamp(max=1.0)
    return [part * kept[:, place // 2, None] if place % 2 else part for place, part in enumerate(inputs)]


def lengthened(item: catalog.Item, draw: int) -> str:
    """The item's text; sometimes the title alone, sometimes the description twice, as real catalogues vary in length."""
    return item.title + "." if draw % 10 == 0 else item.text + " " + item.description if draw % 10 == 1 else item.text


class _Encoders:
    """The three trained encoders, and the sources of a group turned into records with tokens."""

    def __init__(self, runs: Path, words: TextInput, device: str):
        self.words, self.device = words, device
        self.face, _ = trained(FaceViT(), runs / "vision", device)
        self.speech, _ = trained(SpeechWav2Vec2(), runs / "audio", device)
        self.text, _ = trained(TextBert(len(words.tokenizer.vocabulary), LONGEST), runs / "text", device)

    @torch.no_grad()
    def records(self, data: Path, group: str, count: int, seed: int) -> Encoded:
        rng = np.random.default_rng(seed)
        faces, clips = fer2013.load(data), [clip for clip in ravdess.load(data) if split.clip_group(clip.actor) == group]
        own = np.flatnonzero(np.array([split.face_group(source) == group for source in faces.sources]))
        waves = [AudioInput()(clip.samples, ravdess.RATE) for clip in clips]
        emotions = [clip.emotion for clip in clips]
        if group == split.FUSION:  # two actors only: more stretches and speeds of each clip
            waves += [excerpt(clip.samples, rng, seconds) for clip in clips for seconds in (2.0, 2.5, 2.5, 3.0, 3.0)]
            emotions += [clip.emotion for clip in clips for _ in range(5)]
        part = "validation" if group == split.VALIDATION else "train"
        records = compose(faces.emotions[own], np.array(emotions), _sentences(data, group), part, count, seed)
        shown, heard = self._faces(faces.pixels[own]), [self._valid(self.speech(wave.unsqueeze(0).to(self.device))) for wave in waves]
        said = self._texts([record.words for record in records])
        return Encoded(
            records,
            [
                [None if record.face is None else shown[record.face] for record in records],
                [None if record.clip is None else heard[record.clip][0] for record in records],
                said,
            ],
        )

    def _faces(self, pixels: np.ndarray) -> list[Tensor]:
        return [t for rows in torch.from_numpy(pixels).split(256) for t in self._valid(self.face(model_input(rows).to(self.device)))]

    def _texts(self, texts: list[str | None]) -> list[Tensor | None]:
        places = [place for place, text in enumerate(texts) if text is not None]
        places.sort(key=lambda place: len(texts[place]))
        tokens: list[Tensor | None] = [None] * len(texts)
        for start in range(0, len(places), 128):
            chosen = places[start : start + 128]
            inputs = self.words([texts[place] for place in chosen])
            for place, found in zip(chosen, self._valid(self.text(*(part.to(self.device) for part in inputs)))):
                tokens[place] = found
        return tokens

    @staticmethod
    def _valid(outputs: tuple[Tensor, ...]) -> list[Tensor]:
        tokens, counts = outputs[:2]
        return [row[:count].half().cpu() for row, count in zip(tokens, counts.tolist())]


def _sentences(data: Path, group: str) -> list[tuple[str, int]]:
    part = "dev" if group == split.VALIDATION else "train"
    published = goemotions.load(data, part) + meld.load(data, part)
    return [(s.text, s.emotion) for s in published if split.sentence_group(s.source, part) == group]
