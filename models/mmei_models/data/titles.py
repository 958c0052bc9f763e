"""A catalogue of real titles: CSV with the columns id, title, description, genres (`|` between), as streaming services list them."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from ..text.catalog import MOODS, Item
from .source import DataError, text_of

_COLUMNS = ("id", "title", "description", "genres")


@dataclass(frozen=True)
class Title:
    """One title and the genres that its audience finds it under."""

    id: str
    title: str
    description: str
    genres: frozenset[str]

    @property
    def text(self) -> str:
        """The one sequence that the content encoder reads."""
        return f"{self.title}. {self.description}"

    @property
    def item(self) -> Item:
        """As people are offered it: a video, with the moods of those of its genres that have one."""
        genres = tuple(sorted(genre for genre in self.genres if genre in MOODS))
        return Item(self.id, "video", self.title, self.description, (), tuple(MOODS[genre] for genre in genres), genres)


def load(root: Path) -> list[Title]:
    """The titles of `root/catalogs/titles.csv` that have a genre."""
    return [title for title in read(root / "catalogs" / "titles.csv") if title.genres]


def read(path: Path) -> list[Title]:
    """Every title of a file, in its order."""
    reader = csv.DictReader(io.StringIO(text_of(path), newline=""))
    try:
        missing = [column for column in _COLUMNS if column not in (reader.fieldnames or ())]
        if missing:
            raise DataError(path, f"the column {missing[0]!r} is missing", 1)
        return [_title(path, row, record) for row, record in enumerate(reader, start=2)]
    except csv.Error as error:
        raise DataError(path, f"is not CSV ({error})", reader.line_num) from error


def _title(path: Path, row: int, record: dict[str, str | None]) -> Title:
    empty = [column for column in ("id", "title") if not record[column]]
    if empty:
        raise DataError(path, f"the field {empty[0]!r} is empty", row)
    genres = frozenset(genre.strip() for genre in (record["genres"] or "").split("|") if genre.strip())
    return Title(record["id"], record["title"], record["description"] or "", genres)
