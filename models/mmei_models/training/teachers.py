"""What finished runs of a part say of its samples, learned beside the labels (Hinton et al. 2015): several are surer together than each,
and they doubt a label that was given wrongly."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from torch import Tensor

SHARE = 0.7
"""Of a loss, where there are teachers: what they say; the rest is the labels'."""


def key_of(teachers: Sequence[Path]) -> str:
    """A digest of the runs' weights; empty where there is none."""
    return hashlib.sha256(b"".join((folder / "checkpoint.pt").read_bytes() for folder in teachers)).hexdigest() if teachers else ""


def together(opinions: Sequence[Tensor]) -> Tensor:
    """Logits of each teacher [n, classes] -> the mean of their probabilities."""
    return sum(logits.float().softmax(-1) for logits in opinions) / len(opinions)


def taught(logits: Tensor, said: Tensor) -> Tensor:
    """Cross-entropy [n] of the logits [n, classes] with what the teachers said [n, classes]."""
    return -(said * logits.float().log_softmax(-1)).sum(-1)
