"""GoEmotions (Demszky et al. 2020): Reddit comments with 28 labels, grouped to Ekman's six emotions and neutral."""

from dataclasses import dataclass
from pathlib import Path

from ..taxonomy import EMOTIONS
from .source import DataError, text_of

EKMAN = {
    "anger": ("anger", "annoyance", "disapproval"),
    "disgust": ("disgust",),
    "fear": ("fear", "nervousness"),
    "joy": (
        "joy", "amusement", "approval", "excitement", "gratitude", "love",
        "optimism", "relief", "pride", "admiration", "desire", "caring",
    ),
    "sadness": ("sadness", "disappointment", "embarrassment", "grief", "remorse"),
    "surprise": ("surprise", "realization", "confusion", "curiosity"),
    "neutral": ("neutral",),
}  # fmt: skip
PUBLISHED = (
    "admiration amusement anger annoyance approval caring confusion curiosity desire disappointment disapproval disgust embarrassment "
    "excitement fear gratitude grief joy love nervousness optimism pride realization relief remorse sadness surprise neutral"
).split()
"""The labels in the order of their published ids."""

_GROUP = {label: group for group, labels in EKMAN.items() for label in labels}


@dataclass(frozen=True)
class Comment:
    """A text, the published ids of its labels, the indices of their Ekman groups (neutral only where it is alone), and the comment's id."""

    text: str
    labels: tuple[int, ...]
    emotions: tuple[int, ...]
    source: str
    id: str


@dataclass(frozen=True)
class Sentence:
    """A text, the index of its emotion, the id of where it comes from (rows of one source stay in one split), and its own id."""

    text: str
    emotion: int
    source: str
    id: str


def load(root: Path, part: str) -> list[Sentence]:
    """The comments of one Ekman group. A comment of two or more groups is left out as ambiguous."""
    return [Sentence(c.text, c.emotions[0], c.source, c.id) for c in comments(root, part) if len(c.emotions) == 1]


def comments(root: Path, part: str) -> list[Comment]:
    """Every comment of `root/goemotions/{part}.tsv`.

    Label ids count the lines of `root/goemotions/labels.txt`, or PUBLISHED where that file is missing.
    """
    labels_path, path = root / "goemotions" / "labels.txt", root / "goemotions" / f"{part}.tsv"
    rows = text_of(path).rstrip("\n").split("\n")
    labels = text_of(labels_path).split() if labels_path.is_file() else PUBLISHED
    unknown = sorted(set(labels) - set(_GROUP))
    if unknown:
        raise DataError(labels_path, f"unknown label {unknown[0]!r}")
    found = []
    for row, line in enumerate(rows, start=1):
        fields = line.split("\t")
        if len(fields) != 3:
            raise DataError(path, f"{len(fields)} fields instead of 3 (text, label ids, comment id)", row)
        numbers = fields[1].split(",")
        if not all(number.isdecimal() and int(number) < len(labels) for number in numbers):
            raise DataError(path, f"label ids {fields[1]!r} are not numbers from 0 to {len(labels) - 1}", row)
        given = [labels[int(number)] for number in numbers]
        groups = {_GROUP[label] for label in given}
        if len(groups) > 1:
            groups.discard("neutral")
        published, emotions = (tuple(sorted(map(of.index, names))) for of, names in ((PUBLISHED, given), (EMOTIONS, groups)))
        found.append(Comment(fields[0], published, emotions, f"goemotions:{fields[2]}", f"goemotions:{part}:{fields[2]}"))
    return found
