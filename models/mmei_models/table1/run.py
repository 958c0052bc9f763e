"""Runs all of Table 1: choosing settings on validation, every seed of every model, ablations, the report."""

import hashlib
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import nn

from ..aigc_int.figures import figures
from ..aigc_int.records import TEST, TRAIN, VALIDATION
from ..artifacts.tokens import digest, kept, shown_by
from ..baselines import store
from ..baselines.readers import READERS, column_of
from ..networks.content import ContentHead
from ..taxonomy import MODALITIES
from ..training import loop
from ..training.config import FusionConfig
from ..training.content import content_of
from ..training.fusion import ABLATIONS, load
from ..training.material import Material, prepare, rates_for
from .job import Finished, finished
from .settings import MMEI, TITLES, Plan

Say = Callable[[str], None]


@dataclass(frozen=True)
class Table:
    """Everything that was run: `tried` by model and learning rate (first seed), `rows` and `ablations` by seed."""

    material: Material
    plan: Plan
    tried: dict[str, dict[float, Finished]]
    rows: dict[str, list[Finished]]
    ablations: dict[str, list[Finished]]


def served(config: FusionConfig, data: Path, runs: Path, artifacts: Path, device: str) -> dict[str, float]:
    """Trains the one model that `export` exports, in runs/fusion, and returns its figures on the test split."""
    material = prepare(data, artifacts, runs, rates_for(config.fraction))
    finished(material, start_of(runs, artifacts), config, runs / "fusion", device, ())
    return load(runs / "fusion")[1]


def run(
    data: Path,
    artifacts: Path,
    runs: Path,
    device: str,
    say: Say,
    base: FusionConfig,
    models: Sequence[str] = tuple(TITLES),
    plan: Plan | None = None,
    baselines: Path | None = None,
) -> Table | None:
    """Needs the exported encoders, and the runs content, resnet50 and audio-cnn or else what was stored of them, in `artifacts` and
    `baselines`. What is finished already is not run again.

    `models`: the rows to run now; with fewer than all there is no table yet, so that two processes can share the work. At the end
    runs/fusion is the first seed of MMEI, which is what `export` exports.
    """
    plan = plan or Plan()
    material = prepare(data, artifacts, runs, rates_for(base.fraction))
    start = start_of(runs, artifacts)
    materials = {model: material_of(model, material, data, runs, baselines) for model in models}

    def one(model: str, rate: float, seed: int, without: str = "") -> Finished:
        config = replace(base, model=model, learning_rate=rate, seed=seed, without=without)
        name = name_of(config)
        result = finished(materials[model], start, config, runs / "table1" / name, device, plan.missing)
        test = figures(material.records(TEST), result.answers[TEST])
        say(
            f"{name}: F1 {test['f1']:.3f}, cross-entropy {test['cross_entropy']:.3f}, NDCG@10 {test['ndcg@10']:.3f}, {result.seconds:.0f} s"
        )
        return result

    tried = {model: {rate: one(model, rate, plan.seeds[0]) for rate in plan.learning_rates} for model in models}
    chosen = {model: min(found, key=lambda rate: error(material, found[rate])) for model, found in tried.items()}
    rows = {model: [one(model, chosen[model], seed) for seed in plan.seeds] for model in models}
    if MMEI not in models:
        return None
    ablations = {without: [one(MMEI, chosen[MMEI], seed, without) for seed in plan.ablation_seeds] for without in ABLATIONS}
    shutil.rmtree(runs / "fusion", ignore_errors=True)
    shutil.copytree(runs / "table1" / name_of(rows[MMEI][0].config), runs / "fusion")
    return Table(material, plan, tried, rows, ablations) if set(models) == set(TITLES) else None


def start_of(runs: Path, artifacts: Path) -> ContentHead:
    """The head of the content encoder, which every model starts from."""
    return content_of(runs, artifacts)[0].head


def error(material: Material, result: Finished) -> float:
    """What settings are chosen by: the mean cross-entropy of emotion and intent on validation."""
    return figures(material.records(VALIDATION), result.answers[VALIDATION])["cross_entropy"]


def material_of(model: str, material: Material, data: Path, runs: Path, baselines: Path | None) -> Material:
    """The records as the model sees them: baselines with an encoder of their own have one modality read by it, and are trained on the
    records that show it a source which it was not fitted on."""
    if model not in READERS:
        return material
    modality, part, _ = READERS[model]
    reader = reader_of(model, runs, baselines)
    weights = hashlib.sha256(b"".join(value.contiguous().numpy().tobytes() for value in reader.state_dict().values()))
    key = digest([weights.hexdigest(), material.key])[:16]
    found = kept(runs / "tokens" / f"{part}-{key}.pt", lambda: column_of(model, reader, material.seen, data))
    shown = dict(zip(MODALITIES, shown_by(material.dataset.records)))[modality]
    own = [row for row in material.rows[TRAIN].tolist() if shown[row] not in material.learned]
    return replace(
        material,
        seen=material.seen.replaced(modality, found),
        strangers=material.strangers if modality != "audio" else None,
        rows=material.rows | {TRAIN: torch.tensor(own)},
        key=key,
    )


def reader_of(model: str, runs: Path, baselines: Path | None = None) -> nn.Module | None:
    """The encoder of its own that a baseline has: that of the finished run, or else the one that is stored."""
    if model not in READERS:
        return None
    folder = runs / READERS[model][1]
    if baselines and not (folder / "checkpoint.pt").exists():
        return store.reader_in(baselines / f"{model}.npz")
    return loop.trained(READERS[model][2](), folder)[0]


def store_baselines(table: Table, runs: Path, artifacts: Path, folder: Path) -> None:
    """Writes the first seed of every baseline, so that `evaluate` measures them too."""
    for model, found in table.rows.items():
        if model != MMEI:
            config = found[0].config
            trained, _ = load(runs / "table1" / name_of(config))
            store.save(store.Baseline(config, trained, reader_of(model, runs, folder)), store.key_of(artifacts), folder / f"{model}.npz")


def name_of(config: FusionConfig) -> str:
    """A run's folder."""
    return "-".join(filter(None, (config.model, config.without.replace(" ", "-"), f"{config.learning_rate:g}", str(config.seed))))
