"""What `evaluate` prints: one flat document, keys as `fer2013.accuracy`."""

from ..data.brighter import LANGUAGES
from .splits import SPLITS
from .unimodal import Measured

SETS = ("fer2013", "ravdess", "goemotions", "meld", *(f"brighter.{language}" for language in LANGUAGES), "aigc_int")


def document(
    measured: list[Measured],
    mode: str,
    artifacts: dict[str, str],
    records: int = 0,
    aigc_int: dict[str, dict[str, float]] | None = None,
) -> dict:
    """Figures are fractions of 1 (cross-entropy: nats), to six places. `artifacts` are SHA-256 by identity.

    `aigc_int` are the figures of each model on that many `records`.
    """
    samples = {each.set: len(each.truth) for each in measured} | ({"aigc_int": records} if records else {})
    answer: dict = {
        "split": mode,
        "meaning": SPLITS[mode][1],
        "artifacts": artifacts,
        "samples": samples,
        "missing": [name for name in SETS if name not in samples],
    }
    for each in measured:
        answer |= {f"{each.set}.{name}": round(value, 6) for name, value in each.figures.items()}
    for model, figures in (aigc_int or {}).items():
        answer |= {f"aigc_int.{model}.{name}": round(value, 6) for name, value in figures.items()}
    return answer


def table(answer: dict) -> str:
    """The document for a terminal."""
    lines = [f"split: {answer['split']} ({answer['meaning']})"]
    lines += [f"{name}: {count} samples" for name, count in answer["samples"].items()]
    lines += [f"{name}: no samples" for name in answer["missing"]]
    return "\n".join([*lines, lines_of(answer)])


def lines_of(figures: dict) -> str:
    """Every number of a document, a line each."""
    return "\n".join(f"{name:34} {value:.4f}" for name, value in figures.items() if isinstance(value, float))
