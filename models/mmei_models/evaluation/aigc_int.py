"""Measures recognition and ranking on AIGC-INT: what every row of Table 1 is measured with, and the committed models too."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch

from ..aigc_int.config import Rates
from ..aigc_int.dataset import FRESH_RECORDS, build, build_test
from ..aigc_int.records import TEST, Record
from ..aigc_int.sessions import Sessions, alone
from ..aigc_int.simulate import Dataset
from ..aigc_int.tokens import TokenSet
from ..taxonomy import EMOTIONS, INTENTS
from . import artifacts, metrics
from .artifacts import Artifact

BATCH = 128


@dataclass(frozen=True)
class Answers:
    """What one model answers to records: probabilities of emotion [n, 7] and intent [n, 5], a score of each record's candidates [n, candidates]."""

    emotion: np.ndarray
    intent: np.ndarray
    scores: list[np.ndarray]


def figures(records: list[Record], answers: Answers) -> dict[str, float]:
    """Figures by name. accuracy, precision, recall, f1 (macro) and cross_entropy are means of emotion's and intent's, which follow by themselves.

    Ranking is over each record's own candidates (`metrics.ranking`); a record without anything to find is left out of that measure.
    """
    measured = {task: metrics.recognition(*found) for task, found in recognised(records, answers).items()}
    both = {"accuracy": "accuracy", "precision": "macro_precision", "recall": "macro_recall", "f1": "macro_f1", "cross_entropy": "cross_entropy", "ece": "ece"}
    result = {name: float(np.mean([each[own] for each in measured.values()])) for name, own in both.items()}
    result |= {f"{task}_{name}": value for task, each in measured.items() for name, value in each.items()}
    return result | {name: float(np.nanmean(values)) for name, values in ranked(records, answers).items()}


def recognised(records: list[Record], answers: Answers) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Truth and probabilities, of "emotion" and of "intent"."""
    return {task: (np.array([getattr(record, task) for record in records]), getattr(answers, task)) for task in ("emotion", "intent")}


def ranked(records: list[Record], answers: Answers) -> dict[str, np.ndarray]:
    """`metrics.ranking` of each record."""
    return metrics.ranking(answers.scores, [np.array([outcome.relevance for outcome in record.candidates]) for record in records])


def records_to_test(data: Path, mode: str, count: int | None = None, items: int | None = None) -> Dataset:
    """A fresh set of every sample in `data` for mode "all"; else the test split of the set that `data` gives.

    `count`: records to compose; `items`: in the catalogue.
    """
    changes = {name: value for name, value in (("records", count), ("items", items)) if value}
    rates = replace(Rates(records=FRESH_RECORDS) if mode == "all" else Rates(), **changes)
    dataset = build_test(data, rates) if mode == "all" else build(data, rates)
    return Dataset(dataset.of(TEST), dataset.users, dataset.items, dataset.rates)


def committed(dataset: Dataset, seen: TokenSet, folder: Path, sessions: Sessions | None = None) -> Answers:
    """What the committed fusion and content model answer to the records as the committed encoders read them: each by itself, or
    as their `sessions` went, where what was answered before is known."""
    fusion, content = Artifact.load(folder / "mmei" / "1"), Artifact.load(folder / "content-bert" / "1")
    answer = _fused(fusion, seen, sessions or alone(len(dataset.records)))
    embedded = artifacts.sentences(content, [item.text for item in dataset.items])[content.graph.outputs.index("embedding")]
    scores = answer["fused"] @ embedded.T  # eq. 7
    return Answers(answer["emotion_probabilities"].numpy(), answer["intent_probabilities"].numpy(), offered(dataset, scores.numpy()))


def _fused(fusion: Artifact, seen: TokenSet, sessions: Sessions) -> dict[str, torch.Tensor]:
    """The fusion model's outputs for all records by name, turn by turn."""
    count = len(sessions.place)
    probabilities, answer = torch.zeros(count, len(EMOTIONS) + len(INTENTS)), {}
    for rows in (part for turn in sessions.turns for part in turn.split(BATCH)):
        outputs = dict(zip(fusion.graph.outputs, fusion.graph(*seen.batch(rows), *sessions.context(rows, probabilities))))
        probabilities[rows] = torch.cat([outputs["emotion_probabilities"], outputs["intent_probabilities"]], dim=1)
        for name, values in outputs.items():
            answer.setdefault(name, torch.zeros(count, *values.shape[1:]))[rows] = values
    return answer


def offered(dataset: Dataset, scores: np.ndarray) -> list[np.ndarray]:
    """Scores of all items [records, items] -> those of each record's candidates."""
    place = places(dataset)
    return [row[place_of] for row, place_of in zip(scores, place)]


def places(dataset: Dataset) -> list[np.ndarray]:
    """For each record where its candidates are among the items."""
    number = {item.id: place for place, item in enumerate(dataset.items)}
    return [np.array([number[outcome.item] for outcome in record.candidates]) for record in dataset.records]
