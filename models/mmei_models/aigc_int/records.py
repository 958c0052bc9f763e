"""The records of AIGC-INT: ids and labels only, no media."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from ..data.source import DataError
from ..taxonomy import EMOTIONS, INTENTS

TRAIN, VALIDATION, TEST = "train", "validation", "test"
SPLITS = (TRAIN, VALIDATION, TEST)


@dataclass(frozen=True)
class Shown:
    """A source that stands for one modality: its id and the emotion it was published with (an index of EMOTIONS), which may not be the
    record's.

    The id is the path of `fer2013.Faces.paths`, of `ravdess.Clip.path`, or `goemotions.Sentence.id`.
    """

    source: str
    emotion: int


@dataclass(frozen=True)
class Outcome:
    """What the person made of one candidate: relevance 0 (no use) to 3 (just right), seconds of attention, like, replays."""

    item: str
    relevance: int
    dwell: float
    liked: bool
    replays: int


@dataclass(frozen=True)
class Record:
    """One moment of one person, who feels `emotion` and wants `intent` (indices of EMOTIONS and INTENTS, the labels to predict).

    `face`, `clip` and `words` are what can be observed; None where the modality is missing, and never all three. `sentence` is the source
    within `words`, if any: words are a sentence, a wish, or both; `spoken` says that they contain a wish. `time` is local, ISO 8601.
    `candidates` are the items offered, in an order that says nothing; relevance is the person's own, taste and mood policy included.
    """

    id: str
    split: str
    user: str
    session: str
    time: str
    emotion: int
    intent: int
    face: Shown | None
    clip: Shown | None
    sentence: Shown | None
    words: str | None
    spoken: bool
    candidates: tuple[Outcome, ...]

    @property
    def sources(self) -> list[str]:
        return [shown.source for shown in (self.face, self.clip, self.sentence) if shown is not None]


def write(records: Iterable[Record], path: Path) -> None:
    """One JSON document a line; emotions and intents by name."""
    with path.open("w", encoding="utf-8") as file:
        for record in records:
            document = asdict(record) | {"emotion": EMOTIONS[record.emotion], "intent": INTENTS[record.intent]}
            for modality in ("face", "clip", "sentence"):
                if shown := document[modality]:
                    document[modality] = shown | {"emotion": EMOTIONS[shown["emotion"]]}
            file.write(json.dumps(document, ensure_ascii=False) + "\n")


def read(path: Path) -> list[Record]:
    """What `write` wrote. A line that is no record raises DataError with its row."""
    if not path.is_file():
        raise DataError(path, "the file does not exist")
    records = []
    with path.open(encoding="utf-8") as file:
        for row, line in enumerate(file, start=1):
            try:
                records.append(_record(json.loads(line)))
            except (ValueError, KeyError, TypeError) as error:
                raise DataError(path, f"is not a record ({type(error).__name__}: {error})", row) from error
    return records


def _record(document: dict) -> Record:
    shown = {
        name: document[name] and Shown(document[name]["source"], EMOTIONS.index(document[name]["emotion"]))
        for name in ("face", "clip", "sentence")
    }
    labels = {"emotion": EMOTIONS.index(document["emotion"]), "intent": INTENTS.index(document["intent"])}
    return Record(**document | shown | labels | {"candidates": tuple(Outcome(**outcome) for outcome in document["candidates"])})
