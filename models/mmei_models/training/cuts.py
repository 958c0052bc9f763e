"""Training faces as the detector cuts them out of pictures. That is what serving shows the encoder, and the cut is not the framing that the
set has: trained on faces as they are given alone, the encoder reads six in a hundred fewer of those that were looked for."""

import hashlib
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from ..artifacts.detector import NAME, finder
from ..artifacts.tokens import kept_tensor, sha256_of
from ..scenes import cut_out, pasted

Cut = Callable[[np.ndarray], Tensor]
"""Faces uint8 [n, 48, 48] -> as they are cut, uint8 [n, 48, 48]; one that is not found stays as it is."""

PART = 0.5
"""Of the size of a scene in the evaluation: quicker to draw, and no smaller to the detector."""
EACH = 500
"""Faces that a process takes at a time."""
SEED = 2


def cut_faces(pixels: np.ndarray, artifacts: Path, runs: Path) -> Tensor:
    """The cuts by `artifacts/face-detector`, kept in `runs/cuts`, made by as many processes as there are cores."""
    key = hashlib.sha256(pixels.tobytes() + f"{sha256_of(artifacts, NAME)} {PART} {SEED}".encode()).hexdigest()[:16]
    return kept_tensor(runs / "cuts" / f"{key}.pt", lambda: torch.from_numpy(_cut_all(pixels, artifacts)))


def _cut_all(pixels: np.ndarray, artifacts: Path) -> np.ndarray:
    parts = [pixels[start : start + EACH] for start in range(0, len(pixels), EACH)]
    if len(parts) == 1:
        return _cut_part(pixels, 0, artifacts)
    with ProcessPoolExecutor(min(len(parts), cpu_count() or 1), get_context("spawn"), torch.set_num_threads, (1,)) as processes:
        return np.concatenate(list(processes.map(_cut_part, parts, range(len(parts)), [artifacts] * len(parts))))


def _cut_part(pixels: np.ndarray, number: int, artifacts: Path) -> np.ndarray:
    looking, rng = finder(artifacts), np.random.default_rng((SEED, number))
    cuts = [cut_out(looking, *pasted(face, rng, PART), pixels.shape[-1]) for face in pixels]
    return np.stack([face if seen is None else seen for face, seen in zip(pixels, cuts)])
