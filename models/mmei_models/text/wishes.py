"""Sentences in which a person says what they would like to see: seeded, by genre and by subject, with phrasings of their own for
validation."""

import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_LEXICON: dict = json.loads((Path(__file__).parent / "lexicon" / "wishes.json").read_text(encoding="utf-8"))

GENRES = tuple(_LEXICON["genres"])
"""What wishes ask for in words of their own; a catalogue's genres of other names are asked for by name, where its training is told them."""

FOREIGN = 0.2
"""How often a wish is said in German, Spanish or Portuguese."""

SHORTEST, LONGEST = 2, 6
"""Words of a subject that is taken from an item's own text."""


@dataclass(frozen=True)
class Wish:
    """A sentence, the genres that it asks for, and what for."""

    text: str
    genres: frozenset[str]
    intent: str


def wish(rng: random.Random, others: Sequence[str] = ()) -> Wish:
    """A sentence of the training phrasings; each genre is as likely. `others`: genres of a catalogue that have none, asked for by name."""
    if others and rng.random() < len(others) / (len(others) + len(GENRES)):
        genre = rng.choice(others)
        return Wish(_written(rng.choice(_LEXICON["named"]).format(genre=genre), rng), frozenset((genre,)), _intent({}))
    if rng.random() < FOREIGN:
        language = _LEXICON["languages"][rng.choice(sorted(_LEXICON["languages"]))]
        genre = rng.choice(GENRES)
        text = rng.choice(language["genres"][genre])
        return Wish(
            _written(rng.choice(language["frames"]).format(wish=text), rng), frozenset((genre,)), _intent(_LEXICON["genres"][genre])
        )
    if rng.random() < 0.25:
        entry = rng.choice(_LEXICON["both"])
        genres, text, framed = frozenset(entry["genres"]), rng.choice(entry["wish"]), True
    else:
        genre = rng.choice(GENRES)
        entry = _LEXICON["genres"][genre]
        genres, framed = frozenset((genre,)), rng.random() < 0.75
        text = rng.choice(entry["wish" if framed else "said"])
    sentence = rng.choice(_LEXICON["frames"]).format(wish=text) if framed else text
    return Wish(_written(sentence, rng), genres, _intent(entry))


def about(text: str, rng: random.Random) -> str:
    """A sentence that asks for something about a few words of an item's own text."""
    words = re.findall(r"[\w'’-]+", text)
    length = min(len(words), rng.randint(SHORTEST, LONGEST))
    start = rng.randrange(max(1, len(words) - length + 1))
    return _written(rng.choice(_LEXICON["subjects"]).format(it=" ".join(words[start : start + length])), rng)


def held() -> list[tuple[str, str]]:
    """Every phrasing that training never sees, with its genre."""
    return [(text, genre) for genre, entry in _LEXICON["genres"].items() for text in entry["validation"]]


def _intent(entry: dict) -> str:
    return entry.get("intent", "entertain")


def _written(sentence: str, rng: random.Random) -> str:
    """With or without a capital and an end, as people write."""
    sentence = sentence + rng.choice(("", "", ".", "!")) if sentence[-1] not in "?!." else sentence
    return sentence[:1].upper() + sentence[1:] if rng.random() < 0.6 else sentence
