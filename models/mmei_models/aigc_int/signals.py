"""Signals beside face, voice and words for the records of AIGC-INT: what a phone or a watch would tell.

They are drawn apart from the records, which stay as they are without them. The rates were chosen before any model was trained on them.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import groupby

import numpy as np

from ..taxonomy import ACTIVITIES, DEVICES, INTENTS
from .records import Record
from .states import AROUSAL


@dataclass(frozen=True)
class Signals:
    """Each is None where it is not known: the local hour with its fraction, indices of DEVICES and ACTIVITIES, beats a minute."""

    hour: float | None
    device: int | None
    heart_rate: float | None
    activity: int | None


@dataclass(frozen=True)
class SignalRates:
    """Devices and activities are in the order of the taxonomy. A session has one of each."""

    missing: tuple[float, float, float, float] = (0.05, 0.10, 0.70, 0.40)
    """P(hour, device, heart rate, activity is not known)."""

    resting: tuple[float, float] = (66.0, 7.0)
    """A person's beats a minute at rest: mean and standard deviation."""
    arousal_beats: float = 12.0
    """Beats a minute for each unit of the emotion's arousal."""
    activity_beats: tuple[float, ...] = (0.0, 22.0, 75.0, 55.0, 6.0)
    noise: float = 5.0
    """Standard deviation of one measurement, beats a minute."""

    activities: tuple[float, ...] = (0.72, 0.14, 0.03, 0.03, 0.08)
    devices: tuple[float, ...] = (0.60, 0.12, 0.18, 0.10, 0.0)
    """Who drives is in a car; nobody else is."""

    def record(self) -> dict:
        return asdict(self)


DEVICE_INTENT = {
    "relax": (1.0, 1.2, 0.7, 1.5, 1.0),
    "learn": (0.8, 1.3, 1.8, 0.6, 1.0),
    "create": (0.8, 1.2, 2.5, 0.2, 1.0),
    "entertain": (0.9, 1.0, 0.7, 2.0, 1.0),
    "comfort": (1.3, 1.0, 0.5, 0.8, 1.0),
}
"""Factors on the devices by the intent that a session begins with."""


def signals_of(records: Sequence[Record], seed: int, rates: SignalRates | None = None) -> list[Signals]:
    """One for each record, in their order. The same records, seed and rates give the same signals, whatever other records there are."""
    rates, found = rates or SignalRates(), []
    for user, own in groupby(records, key=lambda record: record.user):
        rng = np.random.default_rng([seed, int(user[1:]), 1])
        resting = rng.normal(*rates.resting)
        for _, session in groupby(own, key=lambda record: record.session):
            found += _session(list(session), resting, rates, rng)
    return found


def _session(records: list[Record], resting: float, rates: SignalRates, rng: np.random.Generator) -> list[Signals]:
    activity = int(rng.choice(len(ACTIVITIES), p=rates.activities))
    odds = np.array(rates.devices) * np.array(DEVICE_INTENT[INTENTS[records[0].intent]])
    device = int(rng.choice(len(DEVICES), p=odds / odds.sum()))
    if ACTIVITIES[activity] == "driving":
        device = DEVICES.index("car")
    signals = []
    for record in records:
        beats = resting + rates.arousal_beats * AROUSAL[record.emotion][1] + rates.activity_beats[activity] + rng.normal(0, rates.noise)
        at = datetime.fromisoformat(record.time)
        known = rng.random(4) >= np.array(rates.missing)
        values = (at.hour + at.minute / 60, device, round(float(beats), 1), activity)
        signals.append(Signals(*(value if there else None for value, there in zip(values, known))))
    return signals
