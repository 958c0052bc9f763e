"""Catalogue items with the moods that they carry, and a seeded generator of such, each written for one mood.

Moods stay out of the published record: a reader sees title, description and tags only.
"""

import json
import random
import re
from dataclasses import dataclass
from pathlib import Path

from ..taxonomy import EMOTIONS, INTENTS, KINDS

LEXICON = Path(__file__).parent / "lexicon"

UNWRITTEN = {("anger", "relax"), ("disgust", "relax"), ("fear", "relax"), ("disgust", "comfort")}
"""Emotion and intent pairs for which nobody would write an item."""


MOODS = {
    "comedy": ("joy", "entertain"), "drama": ("sadness", "comfort"), "horror": ("fear", "entertain"), "thriller": ("fear", "entertain"),
    "action": ("surprise", "entertain"), "romance": ("joy", "comfort"), "documentation": ("neutral", "learn"),
    "family": ("joy", "comfort"), "crime": ("anger", "entertain"), "animation": ("joy", "entertain"), "scifi": ("surprise", "entertain"),
    "fantasy": ("surprise", "entertain"), "music": ("joy", "relax"), "history": ("neutral", "learn"), "western": ("anger", "entertain"),
    "reality": ("surprise", "entertain"), "war": ("anger", "learn"), "sport": ("joy", "entertain"),
}  # fmt: skip
"""What a genre mostly carries: a judgement, made once. A title carries the moods of its genres in equal shares."""


@dataclass(frozen=True)
class Item:
    """One catalogue item, and what is not published of it: its moods, emotion and intent each, in equal shares, and its subjects, which a
    person's taste goes by."""

    id: str
    kind: str
    title: str
    description: str
    tags: tuple[str, ...]
    moods: tuple[tuple[str, str], ...]
    subjects: tuple[str, ...]

    @property
    def text(self) -> str:
        """The one sequence that the content encoder reads."""
        return f"{self.title}. {self.description} {', '.join(self.tags)}".rstrip()

    @property
    def emotion(self) -> str:
        """Of a generated item: the emotion it was written for."""
        return self.moods[0][0]

    @property
    def intent(self) -> str:
        """Of a generated item: the intent it was written for."""
        return self.moods[0][1]

    @property
    def record(self) -> dict:
        return {"id": self.id, "kind": self.kind, "title": self.title, "description": self.description, "tags": list(self.tags)}


def themes() -> tuple[str, ...]:
    """Every theme that generated items are about."""
    return tuple(theme["tag"] for theme in json.loads((LEXICON / "items.json").read_text(encoding="utf-8"))["themes"])


def generate(count: int, seed: int) -> list[Item]:
    """`count` items with distinct titles; each kind, emotion and intent that go together in equal shares; the same seed gives the same
    items."""
    lexicon = json.loads((LEXICON / "items.json").read_text(encoding="utf-8"))
    rng = random.Random(seed)
    combinations = [(kind, emotion, intent) for emotion in EMOTIONS for intent in INTENTS for kind in KINDS]
    combinations = [combination for combination in combinations if combination[1:] not in UNWRITTEN]
    items: list[Item] = []
    titles: set[str] = set()
    numbers = dict.fromkeys(KINDS, 0)
    while len(items) < count:
        rng.shuffle(combinations)
        for kind, emotion, intent in combinations[: count - len(items)]:
            for _ in range(20):
                title, description, tags = _write(lexicon, kind, emotion, intent, rng)
                if title not in titles:
                    break
            else:
                title = _distinct(title, titles)
            titles.add(title)
            numbers[kind] += 1
            number = f"{lexicon['kinds'][kind]['prefix']}-{numbers[kind]:03d}"
            items.append(Item(number, kind, title, description, tags, ((emotion, intent),), tags[:1]))
    return sorted(items, key=lambda item: (KINDS.index(item.kind), item.id))


def _write(lexicon: dict, kind: str, emotion: str, intent: str, rng: random.Random) -> tuple[str, str, tuple[str, ...]]:
    theme, mood, purpose, form = (
        rng.choice(lexicon["themes"]),
        lexicon["emotions"][emotion],
        lexicon["intents"][intent],
        lexicon["kinds"][kind],
    )
    words = {"noun": theme["noun"], "place": theme["place"], "subject": theme["subject"], "adjective": rng.choice(mood["adjectives"])}
    title = _article(_capitalised(rng.choice(purpose[kind]["titles"]).format(**{name: _titled(word) for name, word in words.items()})))
    sentences = [rng.choice(form["forms"]).format(**words) + ".", rng.choice(mood["arcs"]), rng.choice(purpose[kind]["purposes"])]
    tags = [theme["tag"], rng.choice(mood["tags"]), rng.choice(purpose["tags"]), rng.choice(form["tags"])]
    return title, " ".join(_capitalised(sentence) for sentence in sentences), tuple(dict.fromkeys(tags))


def _article(title: str) -> str:
    return re.sub(r"\b([Aa]) (?=[AEIOUaeiou])", r"\1n ", title)


def _titled(words: str) -> str:
    small = {"a", "an", "the", "of", "on", "in", "at", "over", "with"}
    return " ".join(word if word in small else word[:1].upper() + word[1:] for word in words.split(" "))


def _capitalised(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _distinct(title: str, taken: set[str]) -> str:
    return next(name for number in range(2, 10_000) if (name := f"{title}, Part {number}") not in taken)
