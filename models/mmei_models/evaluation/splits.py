"""Which samples of a folder are measured, and whether the folder is what the committed encoders were trained on."""

from collections.abc import Callable
from pathlib import Path

from ..data import ravdess, split
from ..data.source import there

Say = Callable[[str], None]
"""Takes a line of progress."""

SPLITS = {
    "all": (split.GROUPS, "every sample found is a test sample; meant for data that training did not see"),
    "held-out": ((split.VALIDATION, split.TEST), "the validation and test sources of the training data: encoders were not fitted on them"),
    "test": ((split.TEST,), "the test sources of the training data: nothing was fitted, tuned or chosen on them"),
}
"""Which groups of sources are measured, and what that means."""


def split_of(data: Path, held: str, say: Say) -> str:
    """The split that is measured where none is named: `held` where `data` is the training data, else every sample."""
    if not trained_on(data):
        return "all"
    say(f"this is the training data: its split {held!r} is measured (--split all measures every sample)")
    return held


def trained_on(data: Path) -> bool:
    """Whether the encoders' own sources are there: clips of their actors, and the published training parts of both sets of sentences."""
    if not (there(data, "ravdess") and (data / "goemotions" / "train.tsv").exists() and (data / "meld" / "train_sent_emo.csv").exists()):
        return False
    return any(split.clip_group(actor) == split.ENCODER for _, _, actor, _ in ravdess.listing(data))
