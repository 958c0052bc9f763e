"""Figures of the reports, as PNG."""

from collections.abc import Sequence
from pathlib import Path

import matplotlib
import numpy as np

matplotlib.use("Agg")
from matplotlib import pyplot  # noqa: E402

_META = {"Software": None}
"""No version of the drawing library in the file: the same figures give the same bytes."""


def confusion_matrix(counts: np.ndarray, labels: Sequence[str], title: str, path: Path) -> None:
    """Shares of each true class, written in the cells."""
    shares = counts / counts.sum(1, keepdims=True).clip(min=1)
    figure, axes = pyplot.subplots(figsize=(1.6 + 0.7 * len(labels), 1.2 + 0.7 * len(labels)), layout="constrained")
    axes.imshow(shares, vmin=0, vmax=1, cmap="Blues")
    for row, column in np.ndindex(shares.shape):
        shade = "white" if shares[row, column] > 0.6 else "black"
        axes.text(column, row, f"{shares[row, column]:.2f}", ha="center", va="center", color=shade, fontsize=8)
    axes.set_xticks(range(len(labels)), labels, rotation=45, ha="right")
    axes.set_yticks(range(len(labels)), [f"{label} ({count})" for label, count in zip(labels, counts.sum(1))])
    axes.set(title=title, xlabel="answered", ylabel="true (samples)")
    _save(figure, path)


def reliability_diagram(points: Sequence[tuple[float, float, float]], title: str, path: Path) -> None:
    """`metrics.reliability`: accuracy against confidence; the size of a point is the share of answers in its bin."""
    confidence, accuracy, share = np.array(points).T
    figure, axes = pyplot.subplots(figsize=(4, 4), layout="constrained")
    axes.plot([0, 1], [0, 1], color="grey", linewidth=1)
    axes.plot(confidence, accuracy, color="tab:blue")
    axes.scatter(confidence, accuracy, s=20 + 400 * share, color="tab:blue", alpha=0.6)
    axes.set(title=title, xlabel="confidence", ylabel="accuracy", xlim=(0, 1), ylim=(0, 1))
    _save(figure, path)


def loss_curves(curves: dict[str, Sequence[float]], title: str, path: Path) -> None:
    """A line for each model, a point for each epoch."""
    figure, axes = pyplot.subplots(figsize=(6, 4), layout="constrained")
    for name, losses in curves.items():
        axes.plot(range(1, len(losses) + 1), losses, label=name)
    axes.set(title=title, xlabel="epoch", ylabel="loss")
    axes.legend(fontsize=8)
    _save(figure, path)


def _save(figure: "pyplot.Figure", path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=100, metadata=_META)
    pyplot.close(figure)
