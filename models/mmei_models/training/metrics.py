"""Measures of classification, calibration and ranking."""

import numpy as np
from sklearn.metrics import accuracy_score, f1_score, recall_score


def classification(truth: np.ndarray, predicted: np.ndarray) -> dict[str, float]:
    """Accuracy, macro-F1 and unweighted average recall (UAR) over the classes that occur."""
    labels = np.unique(truth)
    return {
        "accuracy": float(accuracy_score(truth, predicted)),
        "macroF1": float(f1_score(truth, predicted, labels=labels, average="macro", zero_division=0)),
        "uar": float(recall_score(truth, predicted, labels=labels, average="macro", zero_division=0)),
    }


def calibration_error(confidence: np.ndarray, correct: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error: mean gap between confidence and accuracy in bins of equal width (Guo et al. 2017)."""
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [abs(confidence[place == b].mean() - correct[place == b].mean()) * (place == b).mean() for b in range(bins) if (place == b).any()]
    return float(sum(gaps))


def ranking(scores: np.ndarray, relevant: np.ndarray, k: int = 10) -> dict[str, float]:
    """MAP over the whole list, NDCG@k with binary gains, HR@k. `scores` and `relevant` are [users, items]; users without a relevant item are left out."""
    keep = relevant.any(1)
    order = np.argsort(-scores[keep], axis=1, kind="stable")
    hits = np.take_along_axis(relevant[keep], order, axis=1).astype(float)
    precision = hits.cumsum(1) / np.arange(1, hits.shape[1] + 1)
    discount = 1 / np.log2(np.arange(2, k + 2))
    ideal = np.array([discount[: int(min(k, count))].sum() for count in hits.sum(1)])
    return {
        "map": float(((precision * hits).sum(1) / hits.sum(1)).mean()),
        f"ndcg@{k}": float(((hits[:, :k] * discount).sum(1) / ideal).mean()),
        f"hr@{k}": float(hits[:, :k].any(1).mean()),
    }
