"""BRIGHTER (Muhammad et al. 2025, SemEval-2025 task 11): short texts in many languages, each with none, one or several emotions."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from ..taxonomy import EMOTIONS
from .source import DataError, text_of

LANGUAGES = {"en": "eng", "de": "deu", "es": "esp", "pt": "ptbr"}
"""ISO 639-1 codes, and the set's own."""

NEUTRAL = EMOTIONS.index("neutral")


@dataclass(frozen=True)
class Text:
    """A text, its language, and the indices of its emotions: neutral alone where the set names none."""

    text: str
    language: str
    emotions: tuple[int, ...]
    source: str


def load(root: Path, language: str, part: str) -> list[Text]:
    """The texts of `root/brighter/<set's own code>_{part}.csv`. English has no disgust."""
    path = root / "brighter" / f"{LANGUAGES[language]}_{part}.csv"
    reader = csv.DictReader(io.StringIO(text_of(path), newline=""))
    columns = reader.fieldnames or []
    named = [column for column in columns if column in EMOTIONS]
    if missing := [column for column in ("id", "text") if column not in columns]:
        raise DataError(path, f"the column {missing[0]!r} is missing", 1)
    if not named:
        raise DataError(path, f"has no column of an emotion ({', '.join(EMOTIONS)})", 1)
    found = []
    for row, record in enumerate(reader, start=2):
        if wrong := [column for column in named if record[column] not in ("0", "1")]:
            raise DataError(path, f"{wrong[0]} is {record[wrong[0]]!r}; it must be 0 or 1", row)
        emotions = tuple(number for number, name in enumerate(EMOTIONS) if name in named and record[name] == "1")
        found.append(Text(record["text"], language, emotions or (NEUTRAL,), f"brighter:{record['id']}"))
    return found
