"""What encoders' own heads read, pooled with what fusion says of the emotion."""

import torch
from torch import Tensor

LEAST = 1e-6
"""What is less likely counts as this likely: nobody rules out anything."""


def pooled(probabilities: Tensor, readings: Tensor, share: float) -> Tensor:
    """p ~ p_model^(1 - share) x the product of p_m^share: a logarithmic opinion pool (Genest and Zidek 1986).

    `probabilities` [B, labels] of the model; `readings` [B, M, labels]: what each modality's own head reads, nothing but zeros where it
    reads nothing. A row without any reading stays as it is.
    """
    read = readings.amax(-1, keepdim=True) > 0
    evidence = (readings.clamp(min=LEAST).log() * read).sum(1)
    together = ((1 - share) * probabilities.clamp(min=LEAST).log() + share * evidence).softmax(-1)
    return torch.where(read.any(1), together, probabilities)
