"""Temperatures for each subset of modalities, so that probabilities mean what they say."""

from itertools import product

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from ..artifacts.tokens import TokenSet
from ..networks.fusion import Calibrated

BATCH = 128
SUBSETS = [subset for subset in product((1.0, 0.0), repeat=3) if any(subset)]
"""Which of image, audio and text are shown; all of them first."""


@torch.no_grad()
def answered(network: Calibrated, seen: TokenSet, rows: Tensor, shown: Tensor | None = None) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Emotion logits, intent logits and user vectors of the rows, and which modalities [n, 3] they had. `shown` [n, 3] hides those at 0."""
    device, parts = network.places.device, []
    for start in range(0, len(rows), BATCH):
        inputs = seen.batch(rows[start : start + BATCH])
        if shown is not None:
            inputs = hiding(inputs, shown[start : start + BATCH])
        had = torch.stack([mask.amax(-1) for mask in inputs[1::2]], dim=1)
        parts.append((*(answer.float().cpu() for answer in network.logits(*(part.to(device) for part in inputs))[:3]), had))
    return tuple(torch.cat(column) for column in zip(*parts))


def hiding(inputs: list[Tensor], shown: Tensor) -> list[Tensor]:
    """Tokens and masks of three modalities without those at 0 in `shown` [B, 3]; no place is kept for what no row shows."""
    kept = []
    for place, (tokens, mask) in enumerate(zip(inputs[0::2], inputs[1::2])):
        mask = mask * shown[:, place, None]
        longest = max(1, int(mask.sum(1).max()))
        kept += [tokens[:, :longest], mask[:, :longest]]
    return kept


def calibrate(network: Calibrated, seen: TokenSet, rows: Tensor, emotions: Tensor, intents: Tensor) -> None:
    """Fits the temperatures on the rows; those of a subset on the rows that have all of it, with the rest hidden."""
    had = torch.stack([(column.place[rows] >= 0).float() for column in seen.columns], dim=1)
    for subset in SUBSETS:
        chosen = (had >= torch.tensor(subset)).all(1)
        if not chosen.any():
            continue
        answers = answered(network, seen, rows[chosen], torch.tensor(subset).expand(int(chosen.sum()), 3))
        fitted = [temperature(logits, truth[rows[chosen]]) for logits, truth in zip(answers, (emotions, intents))]
        network.temperatures[int(np.dot(subset, (4, 2, 1)))] = torch.tensor(fitted)


def temperature(logits: Tensor, truth: Tensor) -> float:
    """The temperature with the least cross-entropy (Guo et al. 2017), from a grid."""
    return float(min(np.geomspace(0.3, 5, 200), key=lambda t: functional.cross_entropy(logits / t, truth).item()))
