"""Figures of a finished table: means over seeds, intervals of differences, what modalities are worth."""

from collections.abc import Callable

import numpy as np

from .. import metrics
from ..aigc_int.figures import Answers, figures, ranked, recognised
from ..aigc_int.records import TEST, TRAIN, VALIDATION, Record
from ..evaluation import bootstrap
from ..taxonomy import MODALITIES
from .ceiling import perfect
from .job import Finished
from .run import Table, error
from .settings import MMEI, MULTIMODAL, PAPER, TITLES

COLUMNS = ("accuracy", "precision", "recall", "f1", "map", "ndcg@10", "hr@10", "cross_entropy", "ece")
"""The paper's, in its order, then two of ours."""

COMPARED = ("f1", "cross_entropy", "map", "ndcg@10")
"""What MMEI is compared in with each baseline."""


def summary(table: Table) -> dict:
    """Everything that the report states, as JSON can hold it."""
    material, records = table.material, table.material.records(TEST)
    rows = {model: over_seeds([figures(records, each.answers[TEST]) for each in found]) for model, found in table.rows.items()}
    baselines = [model for model in TITLES if model != MMEI]
    best = max(baselines, key=lambda model: rows[model]["f1"]["mean"])
    emotion, intent = perfect(material.records(TRAIN), records)
    blind = [np.zeros(len(record.candidates)) for record in records]
    ceiling = figures(records, Answers(emotion, intent, blind))
    return {
        "records": {split: len(of) for split, of in material.rows.items()},
        "people": len({record.user for record in records}),
        "candidates": len(records[0].candidates),
        "seeds": list(table.plan.seeds),
        "learningRates": {
            model: {
                "tried": {f"{rate:g}": error(material, each) for rate, each in found.items()},
                "chosen": table.rows[model][0].config.learning_rate,
            }
            for model, found in table.tried.items()
        },
        "epochs": table.rows[MMEI][0].config.epochs,
        "seconds": sum(each.seconds for each in _all(table)),
        "runs": len(_all(table)),
        "crossed": bool(material.learned),
        "rows": rows,
        "best": best,
        "differences": {model: _against(table, model) for model in baselines},
        "ablations": {
            without: over_seeds([figures(records, each.answers[TEST]) for each in found]) for without, found in table.ablations.items()
        },
        "subsets": {model: _nested([each.subsets for each in table.rows[model]]) for model in MULTIMODAL},
        "missing": {model: _nested([each.missing for each in table.rows[model]]) for model in MULTIMODAL},
        "ceiling": {name: ceiling[name] for name in ("accuracy", "f1", "cross_entropy", "emotion_macro_f1", "intent_macro_f1")},
        "intents": {
            split: {model: _heard(material.records(split), [each.answers[split] for each in found]) for model, found in table.rows.items()}
            for split in (VALIDATION, TEST)
        },
        "paper": {model: dict(zip(COLUMNS, figures_of)) for model, figures_of in PAPER.items()},
    }


def removal(summarised: dict, model: str) -> dict[str, float]:
    """How many F1 points a model loses without each modality, on the records that have all three."""
    f1 = {subset: found["f1"]["mean"] for subset, found in summarised["subsets"][model].items()}
    whole = f1["+".join(MODALITIES)]
    return {modality: 100 * (whole - f1["+".join(m for m in MODALITIES if m != modality)]) for modality in MODALITIES} if f1 else {}


def _heard(records: list, answers: list[Answers]) -> dict[str, float]:
    """Accuracy of the intent where the words say it and where they do not, over all seeds."""
    truth, spoken = np.array([record.intent for record in records]), np.array([record.spoken for record in records])
    right = np.mean([each.intent.argmax(-1) == truth for each in answers], axis=0)
    return {name: float(right[chosen].mean()) if chosen.any() else 0.0 for name, chosen in (("said", spoken), ("not said", ~spoken))}


def _against(table: Table, baseline: str) -> dict[str, dict]:
    """MMEI minus the baseline."""
    ours, theirs = ([each.answers[TEST] for each in table.rows[model]] for model in (MMEI, baseline))
    return differences(table.material.records(TEST), ours, theirs, table.plan.resamples)


def differences(records: list[Record], first: list[Answers], second: list[Answers], resamples: int) -> dict[str, dict]:
    """First minus second, answers of the same seeds: the mean over seeds of their differences, with 95 % of the resamples of people.

    Cross-entropy, MAP and NDCG are in per cent of the second's, F1 in points.
    """
    people = np.array([record.user for record in records])
    ours, theirs = _by_record(records, first), _by_record(records, second)

    def f1(rows: np.ndarray) -> float:
        return 100 * float(np.mean([a(rows) - b(rows) for a, b in zip(ours["f1"], theirs["f1"])]))

    def relative(name: str) -> Callable[[np.ndarray], float]:
        return lambda rows: 100 * float(np.nanmean(ours[name][:, rows]) / np.nanmean(theirs[name][:, rows]) - 1)

    measures = {"f1": f1, **{name: relative(name) for name in COMPARED[1:]}}
    intervals = {name: bootstrap.paired(measure, people, resamples) for name, measure in measures.items()}
    return {name: {"difference": each.difference, "low": each.low, "high": each.high} for name, each in intervals.items()}


def _by_record(records: list, answers: list[Answers]) -> dict:
    """For each seed F1 as a function of rows, and the other measures of each record [seeds, records]."""
    found = [recognised(records, each) for each in answers]
    predicted = [[(truth, probabilities.argmax(-1), probabilities.shape[1]) for truth, probabilities in each.values()] for each in found]

    def f1_of(parts: list) -> Callable[[np.ndarray], float]:
        return lambda rows: float(np.mean([metrics.macro_f1(truth[rows], guess[rows], classes) for truth, guess, classes in parts]))

    listed = [ranked(records, each) for each in answers]
    return {
        "f1": [f1_of(parts) for parts in predicted],
        "cross_entropy": np.array([np.mean([metrics.log_loss(*each) for each in seed.values()], axis=0) for seed in found]),
        **{name: np.array([each[name] for each in listed]) for name in COMPARED[2:]},
    }


def over_seeds(found: list[dict[str, float]]) -> dict[str, dict]:
    """Mean and sample standard deviation."""
    columns = {name: [each[name] for each in found] for name in found[0]}
    return {
        name: {"mean": float(np.mean(values)), "sd": float(np.std(values, ddof=1)) if len(values) > 1 else 0.0}
        for name, values in columns.items()
    }


def _nested(found: list[dict[str, dict[str, float]]]) -> dict[str, dict]:
    return {name: over_seeds([each[name] for each in found]) for name in found[0]}


def _all(table: Table) -> list[Finished]:
    found = [each for tried in table.tried.values() for each in tried.values()]
    found += [each for rows in table.rows.values() for each in rows[1:]]
    return found + [each for ablation in table.ablations.values() for each in ablation]
