"""What an item is worth to a person at a moment, and what they then do."""

from collections.abc import Iterable

import numpy as np

from ..taxonomy import EMOTIONS, INTENTS, KINDS
from ..text.catalog import Item
from .config import Rates
from .people import SUBJECTS, Persona
from .records import Outcome
from .states import AROUSAL

TARGETS = {"lift": (0.8, 0.4), "calm": (0.2, -0.3)}
"""Valence and arousal that a mood policy aims at, whatever the person feels; "match" aims at the emotion's own."""

SECONDS = {"music": 90.0, "image": 12.0, "video": 75.0, "story": 110.0}
"""Typical attention for a kind of item."""


class Utility:
    """The utilities of all items: how far it serves the intent + mood fit + taste, each from 0 to 1 before its weight. An item of several
    moods serves and fits by their mean."""

    def __init__(self, items: list[Item], rates: Rates):
        self.rates, self.items = rates, items
        self.place = {item.id: place for place, item in enumerate(items)}
        self.emotions = _shares(((emotion for emotion, _ in item.moods) for item in items), EMOTIONS)
        self.intents = _shares(((intent for _, intent in item.moods) for item in items), INTENTS)
        self.kinds = _shares(((item.kind,) for item in items), KINDS)
        self.subjects = _shares((item.subjects for item in items), SUBJECTS)
        self.typical = np.array([SECONDS[item.kind] for item in items])

    def taste(self, person: Persona) -> np.ndarray:
        """[items]: how much a person likes the kind and the subjects, from 0 to 1, whatever they feel."""
        return 0.5 * self.kinds @ person.kinds + 0.5 * self.subjects @ person.subjects

    def mood(self, emotion: int, policy: str) -> np.ndarray:
        """[items]: how near the item's mood is to what the policy aims at: exp(-2 d^2) on the circumplex."""
        target = AROUSAL[emotion] if policy == "match" else np.array(TARGETS[policy])
        return self.emotions @ np.exp(-2 * ((AROUSAL - target) ** 2).sum(1))

    def expected(self, emotion: int, intent: int, policy: str, taste: np.ndarray) -> np.ndarray:
        """[items], from 0 to 1, before noise."""
        rates = self.rates
        return rates.intent_weight * self.intents[:, intent] + rates.mood_weight * self.mood(emotion, policy) + rates.taste_weight * taste

    def offered(
        self, emotion: int, intent: int, policy: str, shelves: tuple[np.ndarray, np.ndarray], rng: np.random.Generator
    ) -> np.ndarray:
        """Distinct places of the candidates in random order, drawn from the places of generated items and of real titles on `shelves`: of
        each some for the intent, some of the mood aimed at, the rest any."""
        mood, (generated, real) = self.mood(emotion, policy), shelves
        titles = min(self.rates.titles_offered, len(real))
        chosen = [
            *self._drawn(generated, self.rates.candidates - titles, mood, intent, rng),
            *(self._drawn(real, titles, mood, intent, rng) if titles else ()),
        ]
        return rng.permutation(np.array(chosen))

    def _drawn(self, shelf: np.ndarray, count: int, mood: np.ndarray, intent: int, rng: np.random.Generator) -> list[int]:
        order = rng.permutation(shelf)
        serving = order[self.intents[order, intent] > 0][: round(count * self.rates.for_intent)]
        fitting = order[np.isclose(mood[order], mood[order].max())][: round(count * self.rates.for_mood)]
        return list(dict.fromkeys([*serving, *fitting, *order]))[:count]

    def outcomes(self, places: np.ndarray, expected: np.ndarray, rng: np.random.Generator) -> tuple[Outcome, ...]:
        """What the person does: dwell is log-normal around the kind's typical seconds times 0.15 to 1.5; likes and replays follow the
        utility."""
        utility = expected[places] + rng.normal(0, self.rates.utility_noise, len(places))
        grades = np.digitize(utility, self.rates.grades)
        keen = 1 / (1 + np.exp(-10 * (utility - 0.6)))
        dwell = self.typical[places] * (0.15 + 1.35 * keen) * rng.lognormal(0, 0.3, len(places))
        liked = rng.random(len(places)) < 0.5 * keen
        replays = rng.poisson(0.4 * keen**2)
        rows = zip(places.tolist(), grades.tolist(), dwell.round(1).tolist(), liked.tolist(), replays.tolist())
        return tuple(Outcome(self.items[place].id, grade, seconds, like, again) for place, grade, seconds, like, again in rows)


def _shares(labels: Iterable[Iterable[str]], names: tuple[str, ...]) -> np.ndarray:
    """Labels of each item -> the shares of all names in them [items, names]."""
    number = {name: place for place, name in enumerate(names)}
    counts = np.array([np.bincount([number[label] for label in own], minlength=len(names)) for own in labels])
    return counts / counts.sum(1, keepdims=True)
