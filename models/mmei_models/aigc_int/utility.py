"""What an item is worth to a person at a moment, and what they then do."""

import numpy as np

from ..taxonomy import EMOTIONS, INTENTS
from ..text.catalog import Item
from .config import Rates
from .records import Outcome
from .states import AROUSAL

TARGETS = {"lift": (0.8, 0.4), "calm": (0.2, -0.3)}
"""Valence and arousal that a mood policy aims at, whatever the person feels; "match" aims at the emotion's own."""

SECONDS = {"music": 90.0, "image": 12.0, "video": 75.0, "story": 110.0}
"""Typical attention for a kind of item."""


class Utility:
    """The utilities of all items: `intent_weight` if it serves the intent + mood fit + taste, each from 0 to 1 before its weight."""

    def __init__(self, items: list[Item], rates: Rates):
        self.rates, self.items = rates, items
        self.emotions = np.array([EMOTIONS.index(item.emotion) for item in items])
        self.intents = np.array([INTENTS.index(item.intent) for item in items])
        self.typical = np.array([SECONDS[item.kind] for item in items])

    def mood(self, emotion: int, policy: str) -> np.ndarray:
        """[items]: how near the item's mood is to what the policy aims at: exp(-2 d^2) on the circumplex."""
        target = AROUSAL[emotion] if policy == "match" else np.array(TARGETS[policy])
        return np.exp(-2 * ((AROUSAL - target) ** 2).sum(1))[self.emotions]

    def expected(self, emotion: int, intent: int, policy: str, taste: np.ndarray) -> np.ndarray:
        """[items], from 0 to 1, before noise."""
        rates = self.rates
        return rates.intent_weight * (self.intents == intent) + rates.mood_weight * self.mood(emotion, policy) + rates.taste_weight * taste

    def offered(self, emotion: int, intent: int, policy: str, rng: np.random.Generator) -> np.ndarray:
        """Distinct places of the candidates in random order: some for the intent, some of the mood aimed at, the rest any."""
        order = rng.permutation(len(self.items))
        serving = order[self.intents[order] == intent][: self.rates.candidates_for_intent]
        mood = self.mood(emotion, policy)[order]
        fitting = order[np.isclose(mood, mood.max())][: self.rates.candidates_for_mood]
        chosen = np.array(list(dict.fromkeys([*serving, *fitting, *order]))[: self.rates.candidates])
        return rng.permutation(chosen)

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
