"""What a run measures on its validation sources, and the measures of sentiment."""

import numpy as np
from sklearn.metrics import accuracy_score, f1_score, recall_score


def classification(truth: np.ndarray, predicted: np.ndarray) -> dict[str, float]:
    """Accuracy, macro-F1, weighted F1 and unweighted average recall (UAR) over the classes that occur."""
    labels = np.unique(truth)
    return {
        "accuracy": float(accuracy_score(truth, predicted)),
        "macroF1": float(f1_score(truth, predicted, labels=labels, average="macro", zero_division=0)),
        "weightedF1": float(f1_score(truth, predicted, labels=labels, average="weighted", zero_division=0)),
        "uar": float(recall_score(truth, predicted, labels=labels, average="macro", zero_division=0)),
    }


def sentiment(truth: np.ndarray, predicted: np.ndarray) -> dict[str, float]:
    """CMU-MOSEI's measures of sentiment -3..3: Acc-2 and weighted F1 negative against not (has0) and, without true zeros, against positive
    (non0); accuracy of the rounded value on 7 and 5 steps (half to even, clipped); mean absolute error; Pearson's correlation."""
    if truth.shape != predicted.shape or truth.ndim != 1 or len(truth) == 0:
        raise ValueError(f"truth {truth.shape} and predicted {predicted.shape} must be two rows of the same length")
    polar = truth != 0
    sides = {"has0": (truth >= 0, predicted >= 0), "non0": (truth[polar] > 0, predicted[polar] > 0)}
    measures = {}
    for name, (true, guess) in sides.items():
        measures[f"acc2.{name}"] = float(accuracy_score(true, guess)) if len(true) else float("nan")
        measures[f"f1.{name}"] = float(f1_score(true, guess, average="weighted", zero_division=0)) if len(true) else float("nan")
    for name, limit in (("acc7", 3), ("acc5", 2)):
        measures[name] = float((np.round(truth.clip(-limit, limit)) == np.round(predicted.clip(-limit, limit))).mean())
    varies = truth.std() > 0 and predicted.std() > 0
    measures["mae"] = float(np.abs(truth - predicted).mean())
    return measures | {"corr": float(np.corrcoef(truth, predicted)[0, 1]) if varies else float("nan")}
