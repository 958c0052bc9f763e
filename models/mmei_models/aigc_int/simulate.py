"""Simulates people, their sessions and what is seen, heard and said in them."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain

import numpy as np

from ..taxonomy import EMOTIONS
from ..text import catalog, utterances
from ..text.catalog import Item
from .config import Rates
from .people import DAYTIMES, STYLES, Persona, persona
from .records import TEST, Record, Shown
from .sources import Pool, Source
from .utility import Utility

START = datetime(2025, 3, 3)
CATALOG_SEED = 500

JOY, NEUTRAL = EMOTIONS.index("joy"), EMOTIONS.index("neutral")
SARCASTIC = tuple(map(EMOTIONS.index, ("anger", "disgust", "sadness")))
MASKED = (*SARCASTIC, EMOTIONS.index("fear"))


@dataclass(frozen=True)
class Dataset:
    """Records in order of split, user and time, the users, the items that are offered (generated ones in all splits, then the real titles
    of each split), and the rates behind them."""

    records: list[Record]
    users: list[Persona]
    items: list[Item]
    rates: Rates

    def of(self, split: str) -> list[Record]:
        return [record for record in self.records if record.split == split]

    def alone(self, split: str) -> "Dataset":
        """One split's records with the items that it may offer: the generated ones, and those of the titles that it does."""
        records = self.of(split)
        offered = {outcome.item for record in records for outcome in record.candidates}
        items = [item for place, item in enumerate(self.items) if place < self.rates.items or item.id in offered]
        return replace(self, records=records, items=items)


def simulate(pools: dict[str, tuple[Pool, ...]], rates: Rates) -> Dataset:
    """Records composed of each split's own pools, of each as often as of another, by users of its own; the number of records is divided by
    `rates.shares` (see sources.py)."""
    generated = catalog.generate(rates.items, rates.seed + CATALOG_SEED)
    titles = {split: _titles(own, rates) for split, own in pools.items()}
    utility, records, users = Utility([*generated, *chain(*titles.values())], rates), [], []
    shares = dict(rates.shares)
    total = sum(shares[split] for split in pools)
    counts = {split: round(rates.records * shares[split] / total) for split in pools}
    counts[next(iter(pools))] += rates.records - sum(counts.values())
    for split, own in pools.items():
        composer = _Composer(split, own, rates)
        shelves = tuple(np.array([utility.place[item.id] for item in shelf], dtype=int) for shelf in (generated, titles[split]))
        for place in range(-(-counts[split] // rates.records_per_user)):
            number = len(users)
            rng = np.random.default_rng([rates.seed, number])
            person = persona(number, rates, rng)
            users.append(person)
            count = min(rates.records_per_user, counts[split] - place * rates.records_per_user)
            records += _life(person, count, composer, utility, shelves, rng)
    return Dataset(records, users, utility.items, rates)


def simulate_test(pool: Pool, rates: Rates) -> Dataset:
    """`rates.records` records of split "test", all of one pool, with wishes in the phrasings kept for tests."""
    return simulate({TEST: (pool,)}, rates)


def _titles(pools: tuple[Pool, ...], rates: Rates) -> list[Item]:
    """The real titles that a split offers, in a random order of its own."""
    found = [title for pool in pools for title in pool.titles]
    return random.Random(rates.seed).sample(found, min(rates.titles, len(found)))


def _life(
    person: Persona,
    count: int,
    composer: "_Composer",
    utility: Utility,
    shelves: tuple[np.ndarray, np.ndarray],
    rng: np.random.Generator,
) -> Iterator[Record]:
    """The records of one person: sessions of geometric length, in which emotion and intent tend to stay."""
    rates, taste = utility.rates, utility.taste(person)
    words = random.Random(f"{rates.seed}:{person.id}")
    session, time, emotion, intent, daytime = -1, START, 0, 0, ""
    for number in range(count):
        begins = number == 0 or rng.random() < 1 / rates.records_per_session
        if begins:
            session += 1
            time = _next_session(time, person, rates, rng)
            daytime = next(name for name, (first, last) in DAYTIMES.items() if first <= time.hour <= last)
        else:
            time += timedelta(minutes=float(rng.exponential(6)) + 1)
        if begins or rng.random() >= rates.emotion_stays:
            emotion = int(rng.choice(len(EMOTIONS), p=person.emotions))
        merely = rng.random() < rates.asking
        felt = NEUTRAL if merely else emotion
        if begins or rng.random() >= rates.intent_stays:
            chances = person.intents(felt, daytime)
            intent = int(rng.choice(len(chances), p=chances))
        face, clip, sentence, said, spoken = (
            composer.asking(person, intent, rng, words) if merely else composer(person, felt, intent, rng, words)
        )
        expected = utility.expected(felt, intent, person.policy, taste)
        outcomes = utility.outcomes(utility.offered(felt, intent, person.policy, shelves, rng), expected, rng)
        yield Record(
            f"{person.id}-{number:02d}", composer.split, person.id, f"{person.id}-s{session:02d}", time.isoformat(timespec="minutes"),
            felt, intent, face, clip, sentence, said, spoken, outcomes,
        )  # fmt: skip


def _next_session(time: datetime, person: Persona, rates: Rates, rng: np.random.Generator) -> datetime:
    later = time + timedelta(hours=float(rng.exponential(rates.sessions_gap_hours)))
    early = STYLES[person.style][1]
    daytime = str(rng.choice(list(DAYTIMES), p=[early, (1 - early) / 3, (1 - early) * 2 / 3]))
    first, last = DAYTIMES[daytime]
    day = later.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return day + timedelta(hours=int(rng.integers(first, last + 1)), minutes=int(rng.integers(60)))


class _Composer:
    """Chooses what of a split's pools is seen, heard and said for a state."""

    def __init__(self, split: str, pools: tuple[Pool, ...], rates: Rates):
        self.split, self.rates, self.pools = split, rates, [pool.by_emotion() for pool in pools]
        if all(pool.empty for pool in pools):
            raise ValueError(f"there is no source for the split {split}; records cannot be composed")

    def __call__(
        self, person: Persona, emotion: int, intent: int, rng: np.random.Generator, words: random.Random
    ) -> tuple[Shown | None, Shown | None, Shown | None, str | None, bool]:
        """Face, clip, the sentence in the words, the words, and whether they contain a wish."""
        shown = self._expressed(emotion, rng)
        found = [self._source(modality, person, shown[modality], rng) for modality in range(3)]
        spoken = rng.random() < self.rates.wish * STYLES[person.style][0]
        alone = spoken and rng.random() < 0.5
        wish = utterances.utterance(intent, self.split, words)
        sentence = None if alone else found[2]
        parts = ([sentence.text or ""] if sentence else []) + ([wish] if spoken else [])
        if not parts and not any(found[:2]):
            spoken, parts = True, [wish]  # a small set may lack an emotion altogether; a wish can always be put in words
        possible = [found[0] is not None, found[1] is not None, bool(parts)]
        there = [can and rng.random() >= missing for can, missing in zip(possible, self.rates.missing)]
        if not any(there):
            there[int(rng.choice(np.flatnonzero(possible)))] = True
        face, clip = (_shown(source) if here else None for source, here in zip(found[:2], there))
        if not there[2]:
            return face, clip, None, None, False
        return face, clip, _shown(sentence), _styled(" ".join(parts), person.style), spoken

    def asking(
        self, person: Persona, intent: int, rng: np.random.Generator, words: random.Random
    ) -> tuple[Shown | None, Shown | None, None, str, bool]:
        """Somebody who merely asks: a wish in words, with a face and a voice that show nothing, missing as often as anybody's. Were they
        missing always, whoever only writes would be taken to feel nothing."""
        face, clip = (
            _shown(self._source(modality, person, NEUTRAL, rng)) if rng.random() >= self.rates.missing[modality] else None
            for modality in range(2)
        )
        return face, clip, None, _styled(utterances.utterance(intent, self.split, words), person.style), True

    def _expressed(self, emotion: int, rng: np.random.Generator) -> tuple[int, int, int]:
        """What face, voice and words are meant to show: what is felt, or signals that are mixed on purpose."""
        draw = rng.random()
        if emotion in SARCASTIC and draw < self.rates.sarcasm:
            return emotion, emotion, JOY
        if emotion in MASKED and draw >= 1 - self.rates.masking:
            return JOY, emotion, NEUTRAL
        return emotion, emotion, emotion

    def _source(self, modality: int, person: Persona, expressed: int, rng: np.random.Generator) -> Source | None:
        shown = expressed
        if rng.random() < self.rates.label_noise[modality]:
            shown = int(rng.choice([other for other in range(len(EMOTIONS)) if other != expressed]))
        elif rng.random() < self.rates.reserve * (1 - person.expressiveness[modality]):
            shown = NEUTRAL
        found = [sources for pool in self.pools if (sources := pool[modality][shown])]
        if not found:
            return None
        sources = found[int(rng.integers(len(found)))]
        return sources[int(rng.integers(len(sources)))]


def _shown(source: Source | None) -> Shown | None:
    return Shown(source.id, source.emotion) if source else None


def _styled(words: str, style: str) -> str:
    """As the person writes: terse people neither capitalise nor end a sentence."""
    return words.lower().rstrip(".!") or words if style == "terse" else words
