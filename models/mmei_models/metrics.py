"""Measures of classification, calibration and ranking. All are fractions of 1, but for cross-entropy (nats)."""

from collections.abc import Sequence

import numpy as np

RELEVANT = 2
"""The least grade (0 to 3) that counts as relevant where relevance is yes or no: MAP and HR."""

CUT = 10
"""k of NDCG@k and HR@k."""


def confusion(truth: np.ndarray, predicted: np.ndarray, classes: int) -> np.ndarray:
    """[classes, classes] counts: rows are what is true, columns what was answered."""
    return np.bincount(truth * classes + predicted, minlength=classes * classes).reshape(classes, classes)


def classification(truth: np.ndarray, predicted: np.ndarray, classes: int) -> dict[str, float]:
    """Accuracy; macro and weighted precision, recall and F1; UAR (macro recall by its other name). Classes that never occur in truth are
    left out.

    Precision and F1 of a class that is never answered are 0.
    """
    counts = confusion(truth, predicted, classes).astype(float)
    hits, support, answered = counts.diagonal(), counts.sum(1), counts.sum(0)
    precision, recall = hits / answered.clip(min=1), hits / support.clip(min=1)
    f1 = 2 * hits / (support + answered).clip(min=1)
    occurs, share = support > 0, support / support.sum()
    figures = {"accuracy": hits.sum() / counts.sum()}
    for name, values in (("precision", precision), ("recall", recall), ("f1", f1)):
        figures |= {f"macro_{name}": values[occurs].mean(), f"weighted_{name}": (values * share).sum()}
    return {name: float(value) for name, value in (figures | {"uar": recall[occurs].mean()}).items()}


def macro_f1(truth: np.ndarray, predicted: np.ndarray, classes: int) -> float:
    """The macro F1 of `classification` alone; for bootstraps, which need it thousands of times."""
    counts = confusion(truth, predicted, classes)
    support = counts.sum(1)
    return float((2 * counts.diagonal() / (support + counts.sum(0)).clip(min=1))[support > 0].mean())


def log_loss(truth: np.ndarray, probabilities: np.ndarray) -> np.ndarray:
    """-ln p(truth) of each row, nats; probabilities below 1e-12 count as 1e-12. Its mean is the cross-entropy."""
    return -np.log(probabilities[np.arange(len(truth)), truth].clip(min=1e-12))


def calibration_error(confidence: np.ndarray, correct: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error: mean gap between confidence and accuracy in bins of equal width (Guo et al. 2017)."""
    return float(sum(abs(c - a) * share for c, a, share in reliability(confidence, correct, bins)))


def reliability(confidence: np.ndarray, correct: np.ndarray, bins: int = 10) -> list[tuple[float, float, float]]:
    """Mean confidence, accuracy and share of the answers in each bin that has any; a confidence of 1 is in the last."""
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    chosen = [place == number for number in range(bins)]
    return [(float(confidence[c].mean()), float(correct[c].mean()), float(c.mean())) for c in chosen if c.any()]


def recognition(truth: np.ndarray, probabilities: np.ndarray) -> dict[str, float]:
    """`classification` of the likeliest class, with cross-entropy and expected calibration error (10 bins)."""
    predicted = probabilities.argmax(-1)
    figures = classification(truth, predicted, probabilities.shape[1])
    figures["cross_entropy"] = float(log_loss(truth, probabilities).mean())
    figures["ece"] = calibration_error(probabilities.max(-1), predicted == truth)
    return figures


def ranking(scores: Sequence[np.ndarray], grades: Sequence[np.ndarray], k: int = CUT) -> dict[str, np.ndarray]:
    """MAP's average precision, NDCG@k and HR@k of each list, [lists]; NaN where a list has nothing to find.

    `scores` and `grades` (0 to 3) are of the candidates offered to one person at one moment; nothing else is ranked. NDCG: gain 2^grade -
    1, discount log2(1 + place), best possible order of the same candidates as the ideal. Average precision over the whole list and HR@k: an
    item of grade 2 or 3 is relevant. Equal scores keep the candidates' order, which must say nothing.
    """
    rows = [_ranked(s, g, k) for s, g in zip(scores, grades, strict=True)]
    return {name: np.array(column) for name, column in zip(("map", f"ndcg@{k}", f"hr@{k}"), zip(*rows))}


def _ranked(scores: np.ndarray, grades: np.ndarray, k: int) -> tuple[float, float, float]:
    found = grades[np.argsort(-scores, kind="stable")]
    discount = 1 / np.log2(np.arange(2, k + 2))
    relevant = found >= RELEVANT
    precision = relevant.cumsum() / np.arange(1, len(found) + 1)
    gain, ideal = (((2.0 ** order[:k] - 1) * discount[: len(order)]).sum() for order in (found, -np.sort(-grades)))
    nan = float("nan")
    average, hit = (precision[relevant].mean(), float(relevant[:k].any())) if relevant.any() else (nan, nan)
    return average, gain / ideal if ideal > 0 else nan, hit
