"""Writes reports/table1.md and .json with pictures. Every figure and every verdict comes from the runs."""

import json
from pathlib import Path

import numpy as np

from .. import metrics
from ..aigc_int.figures import recognised
from ..aigc_int.records import TEST, VALIDATION
from ..baselines.readers import READERS
from ..evaluation import plots
from ..taxonomy import EMOTIONS, INTENTS, MODALITIES
from .compare import COLUMNS, removal, summary
from .run import Table
from .settings import LATE_FUSION, MARGINS, MMEI, MULTIMODAL, PAPER, TITLES
from .tables import markdown_table, mean, name_of, percent


def write(table: Table, folder: Path) -> dict:
    """Returns the figures, as in table1.json."""
    folder.mkdir(parents=True, exist_ok=True)
    found = summary(table)
    (folder / "table1.json").write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    (folder / "table1.md").write_text(markdown(found), encoding="utf-8")
    _draw(table, folder)
    return found


def markdown(found: dict) -> str:
    return (
        "\n\n".join(
            [
                _protocol(found),
                _table(found),
                _margins(found),
                _differences(found),
                _ablations(found),
                _modalities(found),
                _calibration(found),
                _pictures(),
            ]
        )
        + "\n"
    )


def _protocol(found: dict) -> str:
    counts, rates = found["records"], found["learningRates"]
    chosen = ", ".join(f"{TITLES[model]} {each['chosen']:g}" for model, each in rates.items())
    tried = ", ".join(next(iter(rates.values()))["tried"])
    return f"""# Table 1 on AIGC-INT

Every model was trained and measured by one code on the same split of [AIGC-INT](aigc_int.md): {counts["train"]} training, {counts["validation"]} validation and
{counts["test"]} test records; the test records are of {found["people"]} people, with faces, actors and sentences that are in no other split. The paper's figures come from its
authors' own data and are shown for their order and margins only.

- **Accuracy, precision, recall, F1** (macro) are means of emotion's (7) and intent's (5). **Cross-entropy** in nats, likewise.
- **Ranking** is of each record's own {found["candidates"]} candidates by <F, E> (eq. 7), each model with a content encoder of its own, trained jointly. MAP and HR@10: an item of
  grade 2 or 3 is relevant. NDCG@10: gain 2^grade - 1. Tastes and mood policies decide much of relevance and no modality shows them.
- **Training**: L = L_recog + L_rec (eq. 6), AdamW, {found["epochs"]} epochs, {len(found["seeds"])} seeds, mean and standard deviation. Each model had the same budget of tuning:
  learning rates {tried} with the first seed, the one of least validation cross-entropy is used ({chosen}). Temperatures for each subset of modalities
  are fitted on validation, for every model. Test records choose no setting of a run. When the blending of sources was
  designed, though, their figures for one seed were seen beside validation's ([decision 18](../../docs/decisions/0018-fusion-learns-from-few-sources.md)).
- **Inputs**: the exported encoders' tokens serve MMEI, the multi-modal transformer, late fusion and Text-BERT alike. Visual-ResNet50 and Audio-CNN read tokens of
  networks of their own, trained once on the same faces and clips as the platform's encoders{_folds(found)}. The ResNet has ResNet-50's bottleneck layout with a
  3 x 3 stem for 48 x 48 grey faces and a quarter of its channels (16 to 128 instead of 64 to 512), so that a CPU trains it.
- **Missing modalities** (rates in the data card) are in training and in the test; a model of one modality answers then with what it learned to be usual.
- {found["runs"]} runs took {max(1, round(found["seconds"] / 60))} minutes together."""  # noqa: E501


def _folds(found: dict) -> str:
    if not found["crossed"]:
        return ""
    return (
        ", and are trained on the records that show them\n  no such face or clip. Half of the clips and sentences of all others' training "
        "records are ones that the exported encoders learned from, read by encoders that were fitted without\n  them "
        "([decision 71](../../docs/decisions/0071-fusion-learns-from-folds.md))"
    )


def _table(found: dict) -> str:
    head = ["model", *(name_of(column) for column in COLUMNS)]
    rows = [[TITLES[model], *(mean(found["rows"][model][column], percent(column)) for column in COLUMNS)] for model in TITLES]
    paper = [
        [TITLES[model], *(f"{value:.1f}" if percent(column) else f"{value:.3f}" for column, value in each.items())]
        for model, each in found["paper"].items()
    ]
    return f"## Measured here\n\n{markdown_table(head, rows)}\n\n## The paper's\n\n{markdown_table(head[: len(paper[0])], paper)}"


def _margins(found: dict) -> str:
    """Each margin of the paper: whether it appears here, and where not, what the figures say about the reason."""
    best = found["best"]
    lines, absent = [], []
    for column, (name, stated, unit) in MARGINS.items():
        each = found["differences"][best][column]
        better = each["low"] > 0 if stated > 0 else each["high"] < 0
        reached = better and abs(each["difference"]) >= abs(stated)
        verdict = (
            "appears in full"
            if reached
            else "appears, smaller"
            if better
            else "does not appear: the interval holds zero"
            if each["low"] <= 0 <= each["high"]
            else "is reversed"
        )
        lines.append(
            [name, f"{stated:+.1f} {unit}", f"{each['difference']:+.1f} {unit} ({each['low']:+.1f} to {each['high']:+.1f})", verdict]
        )
        absent += [] if reached else [name]
    order = sorted(TITLES, key=lambda model: found["rows"][model]["f1"]["mean"])
    same = "the paper's" if order == list(TITLES) else "not the paper's"
    head = ["", "paper", "here (95 % of resampled people)", "verdict"]
    text = f"## MMEI against the best baseline, {TITLES[best]}\n\n{markdown_table(head, lines)}\n\n"
    text += f"By F1 the order of the rows, from last to first, is {', '.join(TITLES[model] for model in order)}: {same}."
    return text + (f"\n\n{_reasons(found, absent)}" if absent else "")


def _reasons(found: dict, absent: list[str]) -> str:
    ceiling, rows, best = found["ceiling"], found["rows"], found["best"]
    cross = 100 * (rows[MMEI]["f1"]["mean"] - found["ablations"]["cross-attention"]["f1"]["mean"])
    weights = 100 * (rows[MMEI]["f1"]["mean"] - found["ablations"]["learned weights"]["f1"]["mean"])
    held, tested = (found["intents"][split][MMEI] for split in (VALIDATION, TEST))
    limit, gap = 100 * ceiling["f1"], 100 * (ceiling["f1"] - rows[best]["f1"]["mean"])
    beyond = f" The paper's {PAPER[MMEI][3]} is beyond that limit." if limit < PAPER[MMEI][3] else ""
    return (
        f"What the figures say about the margins of {', '.join(absent)}, which are not the paper's:\n\n"
        "- The records set a limit. A reader who knew the published emotion of every source and heard every wish (Bayes' rule on "
        f"training frequencies) would have an F1 of {limit:.1f} (emotion {100 * ceiling['emotion_macro_f1']:.1f}, intent "
        f"{100 * ceiling['intent_macro_f1']:.1f}) and a cross-entropy of {ceiling['cross_entropy']:.3f}; what is missing to 100 is noise "
        f"of the records.{beyond} {TITLES[best]} is {gap:.1f} points below the limit.\n"
        "- A record's modalities are of different people and independent given its emotion, so attention across modalities can find "
        f"agreement, but no shared detail. On the test records cross-attention is worth {cross:+.1f} F1 points and learned weights "
        f"{weights:+.1f} (ablations below).\n"
        f"- Wishes are phrased anew in each split. MMEI names the intent of {100 * tested['said']:.0f} % of the test records whose words "
        f"say it ({100 * held['said']:.0f} % on validation's phrasings) and of {100 * tested['not said']:.0f} % of the others, "
        f"{TITLES[best]} of {100 * found['intents'][TEST][best]['said']:.0f} and {100 * found['intents'][TEST][best]['not said']:.0f} %.\n"
        f"- {TITLES[best]} has the same batches, content encoder, tuning and "
        f"calibration{' and reads tokens of the same encoders' if best not in READERS else ''}; what is compared is the fusion alone."
    )


def _differences(found: dict) -> str:
    head = ["MMEI minus", *(f"{name}, {unit}" for name, _, unit in MARGINS.values())]
    rows = [
        [TITLES[model], *(f"{each[c]['difference']:+.1f} ({each[c]['low']:+.1f} to {each[c]['high']:+.1f})" for c in MARGINS)]
        for model, each in found["differences"].items()
    ]
    intervals = "95 % intervals of resampled people (whole people, with replacement, the same for both models)"
    return f"## Paired bootstrap\n\nMeans over seeds; {intervals}.\n\n{markdown_table(head, rows)}"


def _ablations(found: dict) -> str:
    columns = ("f1", "emotion_macro_f1", "intent_macro_f1", "cross_entropy", "map", "ndcg@10")
    named = {"MMEI": found["rows"][MMEI]} | {f"without {without}": each for without, each in found["ablations"].items()}
    rows = [[name, *(mean(each[column], percent(column)) for column in columns)] for name, each in named.items()]
    without = "Without L_rec the ranking loss trains the content encoder alone and does not reach fusion."
    return f"## Ablations\n\n{without}\n\n{markdown_table(['', *map(name_of, columns)], rows)}"


def _modalities(found: dict) -> str:
    if not found["subsets"][MMEI]:
        return "## Modalities\n\nNo test record has all three modalities."
    subsets = list(found["subsets"][MMEI])
    shown = [[subset, *(mean(found["subsets"][model][subset]["f1"], True) for model in MULTIMODAL)] for subset in subsets]
    rates = [
        [f"{100 * float(rate):.0f} %", *(mean(found["missing"][model][rate]["f1"], True) for model in MULTIMODAL)]
        for rate in found["missing"][MMEI]
    ]
    losses = {model: removal(found, model) for model in MULTIMODAL}
    removed = [[modality, *(f"{losses[model][modality]:.1f}" for model in MULTIMODAL)] for modality in MODALITIES]
    fewer = [modality for modality in MODALITIES if losses[MMEI][modality] < losses[LATE_FUSION][modality]]
    more = [modality for modality in MODALITIES if modality not in fewer]
    verdict = (
        "Removing any one modality costs MMEI less than late fusion."
        if not more
        else f"Removing {' or '.join(more)} costs MMEI as much as late fusion or more"
        + (f"; removing {' or '.join(fewer)} costs it less." if fewer else ".")
    )
    head = ["", *(TITLES[model] for model in MULTIMODAL)]
    return (
        "## Modalities\n\nF1 of the same trained models on the test records that have all three modalities, with only these shown:\n\n"
        f"{markdown_table(head, shown)}\n\n"
        f"F1 points lost without a modality:\n\n{markdown_table(head, removed)}\n\n{verdict}\n\n"
        f"F1 on all test records when each modality is hidden with this chance (the last one stays):\n\n{markdown_table(head, rates)}"
    )


def _calibration(found: dict) -> str:
    rows = [[TITLES[model], *(mean(found["rows"][model][column], False) for column in ("emotion_ece", "intent_ece"))] for model in TITLES]
    ece = found["rows"][MMEI]["ece"]["mean"]
    within = "within" if ece <= 0.05 else "above"
    said = f"Expected calibration error, ten bins. MMEI's mean is {ece:.3f}, {within} 0.05."
    return f"## Calibration\n\n{said}\n\n{markdown_table(['model', 'emotion', 'intent'], rows)}"


def _pictures() -> str:
    names = [f"table1-{kind}-{task}" for task in ("emotion", "intent") for kind in ("confusion", "reliability")]
    return "## Pictures\n\nMMEI, answers of all seeds together; loss of the first seed of each model.\n\n" + "\n".join(
        f"![{name}]({name}.png)" for name in (*names, "table1-loss")
    )


def _draw(table: Table, folder: Path) -> None:
    records = table.material.records(TEST)
    seeds = [recognised(records, each.answers[TEST]) for each in table.rows[MMEI]]
    for task, labels in (("emotion", EMOTIONS), ("intent", INTENTS)):
        truth, probabilities = (np.concatenate([seed[task][place] for seed in seeds]) for place in (0, 1))
        predicted = probabilities.argmax(-1)
        plots.confusion_matrix(
            metrics.confusion(truth, predicted, len(labels)), labels, f"MMEI, {task}", folder / f"table1-confusion-{task}.png"
        )
        plots.reliability_diagram(
            metrics.reliability(probabilities.max(-1), predicted == truth), f"MMEI, {task}", folder / f"table1-reliability-{task}.png"
        )
    plots.loss_curves({TITLES[model]: found[0].losses for model, found in table.rows.items()}, "training loss", folder / "table1-loss.png")
