"""How far anybody could get on the records: a reader who sees every source's published emotion and hears every spoken wish."""

import numpy as np

from ..aigc_int.records import Record
from ..taxonomy import EMOTIONS, INTENTS


def perfect(train: list[Record], test: list[Record]) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities of emotion [n, 7] and intent [n, 5] of the test records by Bayes' rule, with frequencies of the training records.

    It is what perfect perception leaves uncertain: modalities that show another emotion, reserve, and wishes that are not said.
    """
    shown = [_seen(record) for record in train]
    emotions, intents = np.array([record.emotion for record in train]), np.array([record.intent for record in train])
    prior = np.bincount(emotions, minlength=len(EMOTIONS)) / len(train)
    wants = _shares(emotions, intents, len(INTENTS))
    likely = []
    for modality in range(3):
        known = np.array([seen[modality] is not None for seen in shown])
        likely.append(
            _shares(emotions[known], np.array([seen[modality] for seen in shown if seen[modality] is not None], int), len(EMOTIONS))
        )
    answers = []
    for record in test:
        emotion = prior.copy()
        for modality, seen in enumerate(_seen(record)):
            emotion = emotion if seen is None else emotion * likely[modality][:, seen]
        emotion = emotion * wants[:, record.intent] if record.spoken else emotion
        emotion = emotion / emotion.sum()
        answers.append((emotion, np.eye(len(INTENTS))[record.intent] if record.spoken else emotion @ wants))
    return tuple(np.array(column) for column in zip(*answers))


def _seen(record: Record) -> tuple[int | None, int | None, int | None]:
    return tuple(shown and shown.emotion for shown in (record.face, record.clip, record.sentence))


def _shares(rows: np.ndarray, columns: np.ndarray, width: int) -> np.ndarray:
    """P(column | row) with half a count added to each."""
    counts = np.full((len(EMOTIONS), width), 0.5)
    np.add.at(counts, (rows, columns), 1)
    return counts / counts.sum(1, keepdims=True)
