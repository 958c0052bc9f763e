"""What context is worth: the models of Table 1 that read every modality, each with the same fourth input fitted on it, and the report."""

import json
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from ..aigc_int.figures import Answers, figures
from ..aigc_int.records import TEST
from ..aigc_int.signals import DEVICE_INTENT, SignalRates
from ..taxonomy import DEVICES
from ..training import loop
from ..training.config import TrainingConfig
from ..training.context import ContextTask
from ..training.fusion import restored
from ..training.material import Material
from .compare import COLUMNS, differences, over_seeds
from .run import Say, Table
from .run import name_of as name_of_run
from .settings import MARGINS, MMEI, MULTIMODAL, TITLES
from .tables import markdown_table, mean, name_of, percent

GIVEN = {"alone": (False, False), "session": (True, False), "signals": (False, True), "session and signals": (True, True)}
"""Whether a model is told of the session's past, and of signals."""

ALONE, BOTH = "alone", "session and signals"


@dataclass(frozen=True)
class InContext:
    """A model's answers to the test records by what it was told of their context (GIVEN)."""

    answers: dict[str, Answers]


def run(table: Table, config: TrainingConfig, runs: Path, say: Say) -> dict[str, list[InContext]]:
    """Fits context on the first seeds of every model that reads all modalities. At the end runs/context is that of MMEI's first seed, which
    is what `export` exports."""
    rows: dict[str, list[InContext]] = {model: [] for model in MULTIMODAL}
    for model, row in rows.items():
        for finished in table.rows[model][: table.plan.context_seeds]:
            folder = runs / "table1" / name_of_run(finished.config)
            each = in_context(folder, table.material, replace(config, seed=finished.config.seed), folder / "context")
            test = figures(table.material.records(TEST), each.answers[BOTH])
            say(f"{folder.name} in context: F1 {test['f1']:.3f}, cross-entropy {test['cross_entropy']:.3f}, NDCG@10 {test['ndcg@10']:.3f}")
            row.append(each)
    shutil.rmtree(runs / "context", ignore_errors=True)
    shutil.copytree(runs / "table1" / name_of_run(table.rows[MMEI][0].config) / "context", runs / "context")
    return rows


def task_of(fusion: Path, material: Material, config: TrainingConfig) -> ContextTask:
    """The task of fitting context on the finished run in `fusion`."""
    return ContextTask(restored(fusion, material, "cpu"), config)


def in_context(fusion: Path, material: Material, config: TrainingConfig, folder: Path) -> InContext:
    """Fits context on the run in `fusion`, unless `folder` holds it already."""
    stored = folder / "answers.npz"
    if not stored.exists():
        task = task_of(fusion, material, config)
        loop.fit(task, config, folder, "cpu")
        found = {given: task.answers(TEST, *told) for given, told in GIVEN.items()}
        np.savez(
            stored,
            **{
                f"{given}.{name}": np.array(getattr(each, name), np.float32)
                for given, each in found.items()
                for name in ("emotion", "intent", "scores")
            },
        )
    elif json.loads((folder / "config.json").read_text(encoding="utf-8")) != config.record():
        raise ValueError(f"{folder}: holds a run with other settings; choose another folder or delete it")
    read = np.load(stored)
    return InContext({given: Answers(read[f"{given}.emotion"], read[f"{given}.intent"], list(read[f"{given}.scores"])) for given in GIVEN})


def write(rows: dict[str, list[InContext]], material: Material, resamples: int, folder: Path) -> dict:
    """Writes reports/context.md and .json: `rows` by model, one for each seed."""
    found = summary(rows, material, resamples)
    (folder / "context.json").write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    (folder / "context.md").write_text(markdown(found), encoding="utf-8")
    return found


def summary(rows: dict[str, list[InContext]], material: Material, resamples: int) -> dict:
    records = material.records(TEST)
    answers = {model: {given: [each.answers[given] for each in found] for given in GIVEN} for model, found in rows.items()}
    others = [model for model in answers if model != MMEI]
    means = {
        model: {given: over_seeds([figures(records, each) for each in seeds]) for given, seeds in told.items()}
        for model, told in answers.items()
    }
    best = max(others, key=lambda model: means[model][BOTH]["f1"]["mean"])
    whole = answers[MMEI][BOTH]
    against = {
        "MMEI alone": answers[MMEI][ALONE],
        f"{TITLES[best]} alone": answers[best][ALONE],
        f"{TITLES[best]} in the same context": answers[best][BOTH],
    }
    return {
        "seeds": len(rows[MMEI]),
        "rates": SignalRates().record(),
        "rows": means,
        "differences": {name: differences(records, whole, theirs, resamples) for name, theirs in against.items()},
    }


def markdown(found: dict) -> str:
    rows = [
        [TITLES[model], given, *(mean(each[column], percent(column)) for column in COLUMNS)]
        for model, told in found["rows"].items()
        for given, each in told.items()
    ]
    apart = [
        [name, *(f"{each[c]['difference']:+.1f} ({each[c]['low']:+.1f} to {each[c]['high']:+.1f})" for c in MARGINS)]
        for name, each in found["differences"].items()
    ]
    rates = [[name.replace("_", " "), value] for name, value in found["rates"].items()]
    factors = [[intent, *values] for intent, values in DEVICE_INTENT.items()]
    return f"""# What context is worth

The records of [AIGC-INT](aigc_int.md) come in sessions. Here a model is told of the session's past, as it answered itself, and of signals beside face, voice
and words, where they are known. The paper leaves both for the future; its Table 1 is [without them](table1.md).

Each model that reads every modality gets the same fourth input, fitted by the same code on its finished run, which stays as it is: without any context it answers
what it answered before. Earlier answers and signals are evidence that adds to the logits of emotion and intent (Bayes' rule, given that face, voice and
words say nothing more of the context once the emotion is known), and shifts F. {found["seeds"]} seeds, mean and standard deviation, on the test records.

{markdown_table(["model", "told of", *map(name_of, COLUMNS)], rows)}

MMEI with session and signals, minus (95 % intervals of resampled people):

{markdown_table(["", *(f"{name}, {unit}" for name, _, unit in MARGINS.values())], apart)}

## The signals

Simulated; drawn apart from the records, before any model was trained on them, and not changed since. A session has one device and one activity; who drives is in a
car. The hour is the record's own. Heart rate is the person's at rest + what the emotion's arousal and the activity add + noise. Hours, devices, heart rates and activities
are missing with the first row's chances.

{markdown_table(["rate", "value"], rates)}

Factors on {", ".join(DEVICES)} by the intent that the session begins with:

{markdown_table(["", *DEVICES], factors)}

That context helps here says that the simulator's people stay in a mood for a while (emotion 0.5, intent 0.4) and have habits; how much it helps with people remains
to be measured.
"""  # noqa: E501
