"""Writes reports/unimodal.md and .json, with a confusion matrix and a reliability diagram for each set."""

import json
from pathlib import Path

from .. import metrics
from ..taxonomy import EMOTIONS
from . import plots
from .unimodal import Measured

_HEADLINES = ("accuracy", "uar", "macro_f1", "weighted_f1", "cross_entropy", "ece")

_NOTES = """\
Person-independent where the set names people: RAVDESS is split by actor; MELD by dialogue, whose few speakers recur; GoEmotions by
comment; FER2013 names nobody, exact duplicates are kept together. Each encoder answers alone, with its own emotion head; its
probabilities are as they come, without a temperature.

- RAVDESS: uar is over the eight acted expressions if the model tells calm from neutral (it then has the output `acted_logits`), else over
  seven emotions. Every other figure of the set, `uar_7` in the JSON file among them, is over seven, with calm as neutral.
- GoEmotions: Ekman's seven groups, one label a comment; comments of two or more groups are left out.
- BRIGHTER: texts of one emotion at most, those of none as neutral; English has no disgust there.
- MELD: each utterance by itself, and with the five turns before it as a second segment; by the encoder's emotion head for dialogue.
- Macro averages are over the classes that occur. ECE: ten bins of equal width. Cross-entropy in nats, all else as fractions of 1.
"""


def write(measured: list[Measured], answers: list[dict], folder: Path) -> None:
    """`answers` are documents of different splits of the same data; `measured` belongs to the first, and is what is drawn."""
    folder.mkdir(parents=True, exist_ok=True)
    for each in measured:
        predicted = each.probabilities.argmax(-1)
        title = f"{each.artifact} on {each.set}"
        plots.confusion_matrix(
            metrics.confusion(each.truth, predicted, len(EMOTIONS)), EMOTIONS, title, folder / f"{each.set}-confusion.png"
        )
        points = metrics.reliability(each.probabilities.max(-1), predicted == each.truth)
        plots.reliability_diagram(points, title, folder / f"{each.set}-reliability.png")
    (folder / "unimodal.json").write_text(json.dumps(answers, indent=2) + "\n", encoding="utf-8")
    (folder / "unimodal.md").write_text(_markdown(answers), encoding="utf-8")


def _markdown(answers: list[dict]) -> str:
    parts = ["# The encoders by themselves\n", _NOTES]
    for answer in answers:
        parts.append(f"## Split: {answer['split']}\n\n{answer['meaning'].capitalize()}.\n")
        parts.append(
            "\n".join([f"| set | samples | {' | '.join(_HEADLINES)} |", "|---" * (2 + len(_HEADLINES)) + "|", *_rows(answer)]) + "\n"
        )
    models = "\n".join(f"| {identity} | `{digest}` |" for identity, digest in answers[0]["artifacts"].items())
    parts.append(f"## Models\n\n| model | SHA-256 |\n|---|---|\n{models}\n")
    pictures = "\n".join(f"![{name}]({name}-{kind}.png)" for name, _ in _sets(answers[0]) for kind in ("confusion", "reliability"))
    parts.append(f"## Confusion and reliability ({answers[0]['split']})\n\n{pictures}\n")
    return "\n".join(parts)


def _rows(answer: dict) -> list[str]:
    rows = []
    for name, count in _sets(answer):
        for title, prefix in ((name, f"{name}."), (f"{name}, in context", f"{name}.in_context_")):
            if f"{prefix}accuracy" in answer:
                rows.append([title, str(count), *(format(answer[prefix + measure], ".3f") for measure in _HEADLINES)])
    return [f"| {' | '.join(row)} |" for row in rows]


def _sets(answer: dict) -> list[tuple[str, int]]:
    return [(name, count) for name, count in answer["samples"].items() if name != "aigc_int"]
