"""A real catalogue: what the platform's ranking puts first for a person who says what they would like, and nothing else is known of them.

The score is the platform's own, with its default settings, of a tenant that has learned nothing and a person without a history who asks
for the mood to be matched: congruence + intent + said, then diversity (services/ranking/Mmei.Ranking/Rank). `evaluate --served` asks a
running platform the same.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from ..aigc_int.sessions import alone
from ..artifacts import read
from ..artifacts.read import Artifact
from ..artifacts.tokens import Column, TokenSet
from ..data import titles
from ..data.source import DataError, text_of
from ..taxonomy import MAX_TOKENS, WIDTH
from .committed import fused

FIRST = 10
"""How many items are looked at: P@10."""


@dataclass(frozen=True)
class Settings:
    """The defaults of the platform's section `Ranking`, as far as they matter here."""

    candidates: int = 200
    congruence: float = 1.0
    intent: float = 0.5
    said: float = 8.0
    subject: float = 0.25
    diversity: float = 0.15
    lean: float = 0.5
    match_share: float = 0.6
    shrinkage: int = 20


@dataclass(frozen=True)
class Wish:
    """What is said, and the genres of which any fits."""

    say: str
    want: frozenset[str]


def wishes_of(path: Path) -> list[Wish]:
    """A JSON file [{"say": "...", "want": ["genre", ...]}, ...].

    Raises DataError where it is not, with the place of the entry.
    """
    try:
        entries = json.loads(text_of(path))
    except json.JSONDecodeError as error:
        raise DataError(path, f"is not JSON ({error})") from error
    if not isinstance(entries, list) or not entries:
        raise DataError(path, 'must be a list of {"say": "...", "want": ["genre", ...]}')
    return [_wish(path, number, entry) for number, entry in enumerate(entries, start=1)]


def _wish(path: Path, number: int, entry: object) -> Wish:
    if not isinstance(entry, dict) or set(entry) != {"say", "want"}:
        raise DataError(path, f"entry {number} must have say and want, and nothing else")
    say, want = entry["say"], entry["want"]
    if not isinstance(say, str) or not say.strip():
        raise DataError(path, f"entry {number}: say is {say!r}; it must be a sentence")
    if not isinstance(want, list) or not want or not all(isinstance(genre, str) for genre in want):
        raise DataError(path, f"entry {number}: want is {want!r}; it must be a list of genres")
    return Wish(say, frozenset(want))


@dataclass(frozen=True)
class Items:
    """Items as the content encoder reads them: what they are about [n, W], E_c [n, 256], and their profiles [n, 7] and [n, 5]."""

    meanings: Tensor
    embeddings: Tensor
    emotions: Tensor
    intents: Tensor


@dataclass(frozen=True)
class Person:
    """What a person says, as it is understood: F [256], probabilities [7] and [5], how sure, and what they ask for or speak of [W]."""

    fused: Tensor
    emotion: Tensor
    intent: Tensor
    confidence: float
    wish: Tensor


def precision(catalog: Path, wishes: Path, folder: Path, settings: Settings = Settings()) -> dict[str, float]:
    """`p_at_10`: the share of the first ten items that have a genre which is wanted, over all wishes; `chance` of any ten."""
    shown, asked = [title for title in titles.read(catalog)], wishes_of(wishes)
    items = items_of([title.text for title in shown], folder)
    fits = [np.array([bool(wish.want & title.genres) for title in shown]) for wish in asked]
    firsts = [first(person, items, settings) for person in people_of([wish.say for wish in asked], folder)]
    return {
        "p_at_10": float(np.mean([fit[places].mean() for fit, places in zip(fits, firsts)])),
        "chance": float(np.mean([fit.mean() for fit in fits])),
    }


def items_of(texts: Sequence[str], folder: Path) -> Items:
    model = Artifact.load(folder / "content-bert" / "1")
    outputs = dict(zip(model.graph.outputs, read.sentences(model, list(texts))))
    return Items(outputs["meaning"], outputs["embedding"], outputs["emotion_profile"], outputs["intent_profile"])


def people_of(texts: Sequence[str], folder: Path) -> list[Person]:
    """What each text says, by itself."""
    model = Artifact.load(folder / "text-bert" / "1")
    outputs = dict(zip(model.graph.outputs, read.sentences(model, list(texts))))
    every, none = torch.arange(len(texts)), torch.full((len(texts),), -1)
    silent = Column(torch.zeros(1, MAX_TOKENS, WIDTH), torch.zeros(1, dtype=torch.int64), none)
    seen = TokenSet([], (silent, silent, Column(outputs["tokens"], outputs["token_counts"], every, outputs["emotion_logits"].softmax(-1))))
    answer = fused(Artifact.load(folder / "mmei" / "1"), seen, alone(len(texts)))
    columns = (answer[name] for name in ("fused", "emotion_probabilities", "intent_probabilities", "confidence"))
    return [Person(f, e, i, float(c), w) for f, e, i, c, w in zip(*columns, outputs["wish"])]


def first(person: Person, items: Items, settings: Settings) -> list[int]:
    """Places of the ten items that the platform puts first, in order."""
    similarity = items.embeddings @ person.fused
    likely = float(person.wish.norm())
    counts = max(likely, settings.subject) / likely if likely > 0 else 0.0
    said = settings.said * counts * (items.meanings @ person.wish)
    certain = 1 - settings.lean * (1 - person.confidence)
    nearness = (items.emotions * person.emotion).sqrt().sum(1).clamp(max=1)
    congruence = settings.congruence * (settings.match_share * similarity + (1 - settings.match_share) * nearness)
    relevance, places = (certain * (congruence + settings.intent * (items.intents @ person.intent)) + said).topk(
        min(settings.candidates, len(said))
    )
    vectors = items.meanings[places]
    vectors = vectors - vectors.sum(0) / (len(places) + settings.shrinkage)
    vectors = vectors / vectors.norm(dim=1, keepdim=True)
    likeness, left, chosen = torch.zeros(len(places)), torch.zeros(len(places)), []
    for _ in range(min(FIRST, len(places))):  # maximal marginal relevance
        best = int((relevance - settings.diversity * likeness + left).argmax())
        chosen.append(int(places[best]))
        left[best] = -torch.inf
        likeness = torch.maximum(likeness, vectors @ vectors[best])
    return chosen
