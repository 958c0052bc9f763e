"""What is run for Table 1, and what the paper states."""

from dataclasses import dataclass

MMEI, LATE_FUSION, TRANSFORMER = "mmei", "late-fusion", "transformer"

TITLES = {
    "text-bert": "Text-BERT",
    "visual-resnet50": "Visual-ResNet50",
    "audio-cnn": "Audio-CNN",
    LATE_FUSION: "Multi-Modal Late Fusion",
    TRANSFORMER: "Multi-Modal Transformer",
    MMEI: "MMEI",
}
"""The rows of the table in the paper's order."""

PAPER = {
    "text-bert": (81.2, 79.6, 78.4, 78.9, 0.742, 0.768, 0.812),
    "visual-resnet50": (77.8, 76.1, 74.5, 75.3, 0.711, 0.743, 0.781),
    "audio-cnn": (74.3, 73.8, 72.1, 72.9, 0.689, 0.726, 0.755),
    LATE_FUSION: (85.7, 84.2, 83.4, 83.8, 0.789, 0.816, 0.862),
    TRANSFORMER: (88.4, 87.3, 86.9, 87.1, 0.821, 0.846, 0.889),
    MMEI: (92.6, 91.8, 91.1, 91.4, 0.872, 0.894, 0.923),
}
"""Accuracy, precision, recall and F1 in per cent, MAP, NDCG, HR@10; measured by its authors on data of their own."""

MARGINS = {
    "f1": ("F1", 4.3, "points"),
    "cross_entropy": ("cross-entropy", -12.3, "%"),
    "map": ("MAP", 6.2, "%"),
    "ndcg@10": ("NDCG@10", 4.8, "%"),
}
"""MMEI against the best baseline, as the paper states it."""

MULTIMODAL = (LATE_FUSION, TRANSFORMER, MMEI)


@dataclass(frozen=True)
class Plan:
    """How much is run. Each model gets the same grid; what is best on validation, with the first seed, is run with every seed."""

    learning_rates: tuple[float, ...] = (5e-4, 1e-3)
    seeds: tuple[int, ...] = (1, 2, 3, 4, 5)
    ablation_seeds: tuple[int, ...] = (1, 2)
    context_seeds: int = 3
    """With how many of the seeds context is fitted on top."""
    missing: tuple[float, ...] = (0.0, 0.15, 0.30, 0.45, 0.60)
    """Chances that a modality which a record has is hidden; the last one always stays."""
    resamples: int = 2_000
