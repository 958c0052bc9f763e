"""MELD (Poria et al. 2019): utterances of TV dialogues with one of seven emotions each."""

import csv
from pathlib import Path

from ..taxonomy import EMOTIONS
from .goemotions import Sentence
from .source import DataError

_COLUMNS = ("Utterance", "Emotion", "Dialogue_ID", "Utterance_ID")
_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u0092": "'", "\u0085": "...", "\u0097": "-"})


def load(root: Path, part: str) -> list[Sentence]:
    """The utterances of `root/meld/{part}_sent_emo.csv`."""
    return read(root / "meld" / f"{part}_sent_emo.csv", part)


def read(path: Path, part: str) -> list[Sentence]:
    """The utterances of a file of a published part; the source of each is its dialogue. Curly quotes become straight ones."""
    if not path.is_file():
        raise DataError(path, "the file does not exist")
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        missing = [column for column in _COLUMNS if column not in (reader.fieldnames or ())]
        if missing:
            raise DataError(path, f"the column {missing[0]!r} is missing", 1)
        sentences = []
        for row, record in enumerate(reader, start=2):
            if record["Emotion"] not in EMOTIONS:
                raise DataError(path, f"unknown emotion {record['Emotion']!r}", row)
            source = f"meld:{part}:{record['Dialogue_ID']}"
            sentences.append(Sentence(record["Utterance"].translate(_QUOTES), EMOTIONS.index(record["Emotion"]), source, f"{source}:{record['Utterance_ID']}"))
    return sentences
