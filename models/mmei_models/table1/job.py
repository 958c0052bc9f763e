"""One run of Table 1: a model trained, calibrated and measured; or read from its folder when it is done."""

import json
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from ..aigc_int.figures import Answers, figures
from ..aigc_int.records import TEST, VALIDATION
from ..networks.content import ContentHead
from ..taxonomy import MODALITIES
from ..training import loop
from ..training.calibration import SUBSETS, calibrate
from ..training.config import FusionConfig
from ..training.fusion import FusionTask, answers, embedded
from ..training.material import Material
from .settings import MULTIMODAL

SPLITS = (VALIDATION, TEST)


@dataclass(frozen=True)
class Finished:
    """A finished run: what it answered to each of SPLITS, its loss at each epoch, and figures of the test split with modalities hidden.

    `subsets` are by the modalities shown ("image+text"), on records that have all three; `missing` by the chance of hiding one that is
    there.
    """

    config: FusionConfig
    answers: dict[str, Answers]
    losses: list[float]
    seconds: float
    subsets: dict[str, dict[str, float]]
    missing: dict[str, dict[str, float]]


def finished(
    material: Material, start: ContentHead, config: FusionConfig, folder: Path, device: str, missing: tuple[float, ...]
) -> Finished:
    """Trains to the end, from where an earlier attempt stopped, unless the folder holds the finished run of the same settings."""
    config = replace(config, tokens=material.key)
    result = folder / "result.json"
    if not result.exists():
        task = FusionTask(material, start, config, device)
        loop.fit(task, config, folder, device)
        _measure(task, material, config, folder, missing)
    elif json.loads((folder / "config.json").read_text(encoding="utf-8")) != config.record():
        raise ValueError(f"{folder}: holds a run with other settings, records or encoders; choose another folder or delete it")
    return _read(config, folder)


def _measure(task: FusionTask, material: Material, config: FusionConfig, folder: Path, missing: tuple[float, ...]) -> None:
    model = task.model.cpu().eval()
    calibrate(model.network, material.seen, material.rows[VALIDATION], material.emotions, material.intents)
    items = embedded(model.content, material.meanings)

    def answer(rows: Tensor, shown: Tensor | None = None) -> Answers:
        return answers(model, material.seen, material.candidates, items, rows, shown)

    found = {split: answer(material.rows[split]) for split in SPLITS}
    np.savez(
        folder / "answers.npz",
        **{
            f"{split}.{name}": np.array(getattr(each, name), np.float32)
            for split, each in found.items()
            for name in ("emotion", "intent", "scores")
        },
    )
    document = {"subsets": {}, "missing": {}}
    if config.model in MULTIMODAL and not config.without:

        def test(rows: Tensor, shown: Tensor) -> dict[str, float]:
            records = [material.dataset.records[row] for row in rows.tolist()]
            return figures(records, answer(rows, shown))

        rows = material.rows[TEST]
        had = torch.stack([(column.place[rows] >= 0).float() for column in material.seen.columns], dim=1)
        complete = rows[had.all(1)]
        for subset in SUBSETS if len(complete) else ():
            document["subsets"][named(subset)] = test(complete, torch.tensor(subset).expand(len(complete), 3))
        for rate in missing:
            document["missing"][str(rate)] = test(rows, thinned(had, rate, config.seed))
    lines = [json.loads(line) for line in (folder / "metrics.ndjson").read_text(encoding="utf-8").splitlines()]
    document |= {"losses": [line["loss"] for line in lines], "seconds": sum(line["seconds"] for line in lines)}
    metrics = {f"test.{name}": value for name, value in figures(material.records(TEST), found[TEST]).items()}
    torch.save({"model": model.state_dict(), "metrics": metrics, "epoch": config.epochs}, folder / "checkpoint.pt")
    (folder / "result.json").write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")


def _read(config: FusionConfig, folder: Path) -> Finished:
    document, stored = json.loads((folder / "result.json").read_text(encoding="utf-8")), np.load(folder / "answers.npz")
    found = {split: Answers(stored[f"{split}.emotion"], stored[f"{split}.intent"], list(stored[f"{split}.scores"])) for split in SPLITS}
    return Finished(config, found, document["losses"], document["seconds"], document["subsets"], document["missing"])


def named(subset: tuple[float, ...]) -> str:
    return "+".join(modality for modality, shown in zip(MODALITIES, subset) if shown)


def thinned(had: Tensor, rate: float, seed: int) -> Tensor:
    """[n, 3] of what there is -> what stays when each is hidden with that chance; of a record's last ones the luckiest stays."""
    draws = torch.from_numpy(np.random.default_rng((seed, round(rate * 100))).random(had.shape)).float()
    stays = (draws >= rate).float() * had
    last = torch.nn.functional.one_hot((draws + had * 2).argmax(1), had.shape[1]).float()
    return torch.where(stays.any(1, keepdim=True), stays, last * had)
