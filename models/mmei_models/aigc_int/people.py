"""The simulated people: who they are, how they show what they feel, and what they like."""

from dataclasses import dataclass

import numpy as np

from ..taxonomy import EMOTIONS, INTENTS, KINDS
from ..text import catalog
from .config import Rates
from .states import WISHES

SUBJECTS = tuple(dict.fromkeys((*catalog.themes(), *catalog.MOODS)))
"""Everything that items are about: themes of the generated ones, genres of real titles."""

STYLES = {"terse": (0.7, 0.3), "plain": (1.0, 0.5), "chatty": (1.2, 0.2)}
"""Language styles in equal shares: the factor on P(wish), and the person's share of records in the morning (others are later)."""

DAYTIMES = {"morning": (6, 11), "afternoon": (12, 17), "evening": (18, 23)}
"""First and last hour."""

DAYTIME_INTENT = {"morning": (0.6, 1.5, 1.2, 0.8, 0.9), "afternoon": (0.8, 1.2, 1.3, 1.0, 0.9), "evening": (1.5, 0.7, 0.7, 1.3, 1.2)}
"""Factors on the intents by the time of day: relax in the evening, learn in the morning."""


@dataclass(frozen=True)
class Persona:
    """A simulated user. Arrays: expressiveness [3] in 0..1; emotions [7] and habits [5] sum to 1; kinds [4] and subjects [41] in 0..1."""

    id: str
    style: str
    policy: str
    expressiveness: np.ndarray
    emotions: np.ndarray
    habits: np.ndarray
    kinds: np.ndarray
    subjects: np.ndarray

    def intents(self, emotion: int, daytime: str) -> np.ndarray:
        """P(intent) of this person in this emotion at this time of day."""
        odds = np.array(WISHES[EMOTIONS[emotion]]) * self.habits * np.array(DAYTIME_INTENT[daytime])
        return odds / odds.sum()

    @property
    def record(self) -> dict:
        numbers = {name: getattr(self, name).round(4).tolist() for name in ("expressiveness", "emotions", "habits", "kinds", "subjects")}
        return {"id": self.id, "style": self.style, "policy": self.policy, **numbers}


def persona(number: int, rates: Rates, rng: np.random.Generator) -> Persona:
    names, shares = zip(*rates.policies)
    return Persona(
        f"u{number:04d}",
        str(rng.choice(list(STYLES))),
        str(rng.choice(names, p=shares)),
        rng.beta(3, 2, 3),
        rng.dirichlet(rates.temperament * np.array(rates.emotion_shares)),
        rng.dirichlet(np.full(len(INTENTS), 5.0)),
        rng.beta(1.5, 1.5, len(KINDS)),
        rng.beta(0.7, 1.4, len(SUBJECTS)),
    )
