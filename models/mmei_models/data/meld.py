"""MELD (Poria et al. 2019): utterances of TV dialogues with one of seven emotions each."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from ..taxonomy import EMOTIONS
from .goemotions import Sentence
from .source import DataError, text_of

TURNS = 5
"""How many turns before an utterance are its context."""

_COLUMNS = ("Utterance", "Speaker", "Emotion", "Dialogue_ID", "Utterance_ID")
_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u0092": "'", "\u0085": "...", "\u0097": "-"})


@dataclass(frozen=True)
class Utterance(Sentence):
    """A sentence with its speaker and its place: the numbers that also name its video file."""

    speaker: str
    dialogue: int
    number: int


@dataclass(frozen=True)
class InContext:
    """An utterance with the turns before and after it in its dialogue, nearest last and first, each as "Speaker: words" (Kim and Vossen
    2021)."""

    past: tuple[str, ...]
    utterance: Utterance
    future: tuple[str, ...]

    @property
    def before(self) -> str:
        """The past in one line, up to the point where the utterance begins."""
        return " ".join((*self.past, f"{self.utterance.speaker}:"))


def load(root: Path, part: str) -> list[Utterance]:
    """The utterances of `root/meld/{part}_sent_emo.csv`."""
    return read(root / "meld" / f"{part}_sent_emo.csv", part)


def read(path: Path, part: str) -> list[Utterance]:
    """The utterances of a file of a published part, in its order; the source of each is its dialogue. Curly quotes become straight ones."""
    reader = csv.DictReader(io.StringIO(text_of(path), newline=""))
    try:
        missing = [column for column in _COLUMNS if column not in (reader.fieldnames or ())]
        if missing:
            raise DataError(path, f"the column {missing[0]!r} is missing", 1)
        return [_utterance(path, part, row, record) for row, record in enumerate(reader, start=2)]
    except csv.Error as error:
        raise DataError(path, f"is not CSV ({error})", reader.line_num) from error


def in_context(utterances: list[Utterance], past: int, future: int = 0) -> list[InContext]:
    """Each utterance, in the given order, with at most `past` turns before and `future` turns after it, by their numbers, of the same
    dialogue."""
    dialogues: dict[str, list[Utterance]] = {}
    for utterance in utterances:
        dialogues.setdefault(utterance.source, []).append(utterance)
    found = {}
    for turns in dialogues.values():
        turns.sort(key=lambda turn: turn.number)
        said = tuple(f"{turn.speaker}: {turn.text}" for turn in turns)
        for place, turn in enumerate(turns):
            found[turn.id] = InContext(said[max(0, place - past) : place], turn, said[place + 1 : place + 1 + future])
    return [found[utterance.id] for utterance in utterances]


def _utterance(path: Path, part: str, row: int, record: dict[str, str | None]) -> Utterance:
    missing = [column for column in _COLUMNS if record[column] is None]
    if missing:
        raise DataError(path, f"the field {missing[0]!r} is missing", row)
    if record["Emotion"] not in EMOTIONS:
        raise DataError(path, f"unknown emotion {record['Emotion']!r}", row)
    try:
        dialogue, number = int(record["Dialogue_ID"]), int(record["Utterance_ID"])
    except ValueError:
        raise DataError(
            path, f"dialogue {record['Dialogue_ID']!r} and utterance {record['Utterance_ID']!r} are not both numbers", row
        ) from None
    source = f"meld:{part}:{dialogue}"
    text = record["Utterance"].translate(_QUOTES)
    return Utterance(text, EMOTIONS.index(record["Emotion"]), source, f"{source}:{number}", record["Speaker"], dialogue, number)
