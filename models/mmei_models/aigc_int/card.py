"""The data card: what the records are, every rate that made them, and what came out."""

from collections import Counter
from collections.abc import Callable, Iterable

import numpy as np

from ..taxonomy import EMOTIONS, INTENTS, KINDS, MODALITIES
from .people import DAYTIME_INTENT, STYLES
from .records import SPLITS, Record
from .simulate import Dataset
from .states import WISHES
from .utility import SECONDS, TARGETS

_SHOWN = ("face", "clip", "sentence")


def card(dataset: Dataset) -> str:
    """Markdown. It depends on the records alone, so the same build gives the same card."""
    rates, splits = dataset.rates, [split for split in SPLITS if dataset.of(split)]
    chance = dict(zip(MODALITIES, rates.missing))
    sections = [
        "# AIGC-INT, fourth edition: simulated multimodal interaction records",
        f"{len(dataset.records)} records of {len(dataset.users)} simulated people, {rates.items} generated items and "
        f"{len(dataset.items) - rates.items} real titles; seed {rates.seed}. Faces are from FER2013 (research use), clips from RAVDESS "
        "(CC BY-NC-SA 4.0), sentences from GoEmotions "
        "(Apache-2.0 / CC BY 4.0) and MELD (GPL-3.0), titles from listings of streaming services; people, states, wishes, other items "
        "and reactions are simulated. A record's face, clip "
        "and sentence belong to different people. The rates were chosen before models were compared on the records and were not changed "
        "afterwards.",
        "## How a record comes about",
        "1. A person has tastes over kinds, themes and genres, an expressiveness for each modality, shares of emotions and intents, a "
        "mood policy "
        "and a language style.\n"
        "2. A session begins at a time of day. An emotion is drawn from the person's shares, an intent from P(intent | emotion), the "
        "person's habits and the time of day. In the session both tend to stay.\n"
        "3. Each modality shows a real source of that emotion, or of another one (label noise), or a neutral one (reserve), or it is "
        "missing. Now and then signals are mixed on purpose. Sarcasm: who feels anger, disgust or sadness says joyful words, and face and "
        "voice tell. Masking: who feels anger, disgust, fear or sadness smiles and says something neutral, and the voice alone tells. "
        "Their rates follow Gibbs (2000, Irony in talk among friends, Metaphor and Symbol 15: 8 % of turns) and DePaulo et al. (1996, "
        "Lying in everyday life, JPSP 70: one of five social interactions, of which a third is taken to be about feelings); they were "
        "fixed before any model was trained on these records.\n"
        "4. Words are a sentence, a wish that says the intent, or both. Each split has phrasings of wishes of its own. Some are of "
        "people who merely ask: they feel nothing much, say a wish, and are seen and heard as often as others, with nothing to show (the "
        "rate was fixed before any model was trained on it).\n"
        "5. Candidates are drawn without any model: generated items, which all splits are offered, and real titles, of which each split "
        "has its own (new in this edition). A title carries what its genres mostly carry, in equal shares. Utility = intent weight x "
        "(how far the item serves the intent) + mood weight x exp(-2 d^2) to the "
        "mood aimed at + taste weight x taste + noise. Relevance, dwell, like and replay follow the utility.",
        "## Rates",
        _table(("rate", "value"), rates_rows(rates.record(), chance)),
        "P(intent | emotion), before the person's habits (Dirichlet, 5 for each intent) and the factors of the time of day:",
        _table(
            ("", *INTENTS),
            [
                *((emotion, *WISHES[emotion]) for emotion in EMOTIONS),
                *((f"factor in the {daytime}", *factors) for daytime, factors in DAYTIME_INTENT.items()),
            ],
        ),
        "Language styles, in equal shares, multiply P(wish): " + ", ".join(f"{name} {factor}" for name, (factor, _) in STYLES.items())
        + "; sessions in the morning: " + ", ".join(f"{name} {share}" for name, (_, share) in STYLES.items())
        + ", the rest one third in the afternoon and two thirds in the evening. Expressiveness is Beta(3, 2), taste of a kind "
        "Beta(1.5, 1.5), of a theme or genre Beta(0.7, 1.4). Moods aimed at, as valence and arousal: match, the emotion's own; "
        + "; ".join(f"{name} {target}" for name, target in TARGETS.items())
        + ". With k = sigmoid(10 (utility - 0.6)): dwell = typical seconds x (0.15 + 1.35 k) x log-normal(0, 0.3), typically "
        + ", ".join(f"{kind} {seconds:.0f}" for kind, seconds in SECONDS.items()) + "; P(like) = 0.5 k; replays are Poisson(0.4 k^2).",
        "## Splits",
        "By user and by source: no person, face (nor its copies), actor, comment, dialogue or phrasing of a wish is in two splits. "
        "Encoders are fitted on training sources that no record of validation and tests has. Training records have sources that no encoder "
        "was fitted on; in the set that models are trained on (`--crossed`) half of the clips and sentences are others, read by "
        "encoders fitted without them. All splits are offered the generated items, which is how a recommender meets new people, and "
        "each its own real titles, which is how it meets new items. FER2013 names nobody, so one person may be in several "
        "faces; MELD's speakers are few and "
        "speak in all splits, in text only.",
        _table(
            ("", *splits),
            [
                ("records", *(len(dataset.of(s)) for s in splits)),
                ("people", *(len({r.user for r in dataset.of(s)}) for s in splits)),
                ("sessions", *(len({r.session for r in dataset.of(s)}) for s in splits)),
                *(
                    (f"distinct {name}s", *(len({getattr(r, name).source for r in dataset.of(s) if getattr(r, name)}) for s in splits))
                    for name in _SHOWN
                ),
            ],
        ),
        "## What came out",
        _table(("", *splits), [(name, *(f"{measure(dataset.of(s)):.3f}" for s in splits)) for name, measure in _measures()]),
        "Shares of emotions: " + _shares(EMOTIONS, (r.emotion for r in dataset.records))
        + ". Intents: " + _shares(INTENTS, (r.intent for r in dataset.records))
        + ". Items: " + _shares(KINDS, (KINDS.index(item.kind) for item in dataset.items)) + ".",
        "## Limits",
        "Agreement between modalities is by construction, not by nature: figures on these records compare models, and say nothing about "
        "people. Relevance depends on tastes and mood policies that no modality shows, so no model can rank perfectly. Acted speech and "
        "comments on the web are not how everybody speaks and writes.",
    ]  # fmt: skip
    return "\n\n".join(sections) + "\n"


def rates_rows(rates: dict, missing: dict[str, float]) -> list[tuple]:
    """Name and value of every rate; those that are a list by modality are spelled out."""
    named = rates | {
        "missing": missing,
        "label_noise": dict(zip(MODALITIES, rates["label_noise"])),
        "emotion_shares": dict(zip(EMOTIONS, rates["emotion_shares"])),
    }
    named |= {name: dict(rates[name]) for name in ("shares", "policies")}
    return [
        (name.replace("_", " "), ", ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else value)
        for name, value in named.items()
    ]


def _measures() -> list[tuple[str, Callable[[list[Record]], float]]]:
    def agreeing(name: str) -> Callable[[list[Record]], float]:
        return lambda records: float(np.mean([getattr(r, name).emotion == r.emotion for r in records if getattr(r, name)] or [np.nan]))

    def over(value: Callable) -> Callable[[list[Record]], float]:
        return lambda records: float(np.mean([value(outcome) for record in records for outcome in record.candidates]))

    return [
        *(
            (f"{name} missing", lambda records, part=part: float(np.mean([getattr(r, part) is None for r in records])))
            for name, part in zip(MODALITIES, ("face", "clip", "words"))
        ),
        *((f"{name} of the record's emotion, where there is one", agreeing(name)) for name in _SHOWN),
        ("words say the intent", lambda records: float(np.mean([r.spoken for r in records]))),
        *((f"candidates of relevance {grade}", over(lambda outcome, grade=grade: outcome.relevance == grade)) for grade in range(4)),
        (
            "records without a candidate of relevance 2 or 3",
            lambda records: float(np.mean([all(o.relevance < 2 for o in r.candidates) for r in records])),
        ),
        ("liked", over(lambda outcome: outcome.liked)),
        ("replays a candidate", over(lambda outcome: outcome.replays)),
        ("seconds of attention", over(lambda outcome: outcome.dwell)),
    ]


def _shares(names: tuple[str, ...], values: Iterable[int]) -> str:
    counts = Counter(values)
    return ", ".join(f"{name} {100 * counts[number] / counts.total():.1f} %" for number, name in enumerate(names))


def _table(head: tuple, rows: list[tuple]) -> str:
    return "\n".join("| " + " | ".join(map(str, row)) + " |" for row in (head, ("---",) * len(head), *rows))
