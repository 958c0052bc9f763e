"""Measures recognition and ranking on AIGC-INT: what every row of Table 1 is measured with, and the committed models too."""

from dataclasses import dataclass

import numpy as np

from .. import metrics
from .records import Record
from .simulate import Dataset


@dataclass(frozen=True)
class Answers:
    """What one model answers to records: probabilities of emotion [n, 7] and intent [n, 5], a score of each record's candidates [n,
    candidates]."""

    emotion: np.ndarray
    intent: np.ndarray
    scores: list[np.ndarray]


def figures(records: list[Record], answers: Answers) -> dict[str, float]:
    """Figures by name. accuracy, precision, recall, f1 (macro) and cross_entropy are means of emotion's and intent's, which follow by
    themselves.

    Ranking is over each record's own candidates (`metrics.ranking`); a record without anything to find is left out of that measure.
    """
    measured = {task: metrics.recognition(*found) for task, found in recognised(records, answers).items()}
    both = {
        "accuracy": "accuracy",
        "precision": "macro_precision",
        "recall": "macro_recall",
        "f1": "macro_f1",
        "cross_entropy": "cross_entropy",
        "ece": "ece",
    }
    result = {name: float(np.mean([each[own] for each in measured.values()])) for name, own in both.items()}
    result |= {f"{task}_{name}": value for task, each in measured.items() for name, value in each.items()}
    return result | {name: float(np.nanmean(values)) for name, values in ranked(records, answers).items()}


def recognised(records: list[Record], answers: Answers) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Truth and probabilities, of "emotion" and of "intent"."""
    return {task: (np.array([getattr(record, task) for record in records]), getattr(answers, task)) for task in ("emotion", "intent")}


def ranked(records: list[Record], answers: Answers) -> dict[str, np.ndarray]:
    """`metrics.ranking` of each record."""
    return metrics.ranking(answers.scores, [np.array([outcome.relevance for outcome in record.candidates]) for record in records])


def offered(dataset: Dataset, scores: np.ndarray) -> list[np.ndarray]:
    """Scores of all items [records, items] -> those of each record's candidates."""
    place = places(dataset)
    return [row[place_of] for row, place_of in zip(scores, place)]


def places(dataset: Dataset) -> list[np.ndarray]:
    """For each record where its candidates are among the items."""
    number = {item.id: place for place, item in enumerate(dataset.items)}
    return [np.array([number[outcome.item] for outcome in record.candidates]) for record in dataset.records]
