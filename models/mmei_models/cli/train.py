"""The verb `train`."""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import torch

from ..data import split, titles
from ..data.source import DataError
from ..pretrained.fetch import sha256_of
from ..table1.settings import TITLES
from ..training.config import BASELINES, DEFAULTS, PARTS, TrainingConfig, configured
from .common import HERE, RUNS

DROPOUT = 0.1
"""Of a published encoder while it is trained further."""

FOLDS = "folds"
TAUGHT = ("vision", "text")
"""The parts that can learn from runs of their own."""


def add(verbs: argparse._SubParsersAction) -> None:
    verb = verbs.add_parser("train", help="train the parts in order, or one of them; continues where an interrupted run stopped")
    verb.add_argument("--data", type=Path, help="folder with fer2013, ravdess, goemotions and meld (folders or tar)")
    verb.add_argument(
        "--part",
        choices=(*PARTS, *BASELINES, FOLDS, "table1", "smoke"),
        help="text learns what words mean from content; fusion starts from content and reads the exported encoders; folds: encoders that "
        "each leave out a part of their sources, with which fusion learns from all of them; context continues fusion; table1: every row "
        "of Table 1; smoke: every part for moments on tiny made data; default: all that come before fusion",
    )
    verb.add_argument(
        "--artifacts",
        type=Path,
        default=HERE / "artifacts",
        help="the exported encoders that fusion and table1 read (default: %(default)s)",
    )
    verb.add_argument(
        "--baselines", type=Path, default=HERE / "baselines", help="table1: where the trained baselines go (default: %(default)s)"
    )
    verb.add_argument(
        "--models",
        nargs="+",
        choices=tuple(TITLES),
        default=tuple(TITLES),
        help="table1: the rows to run now (default: all, and the report)",
    )
    verb.add_argument("--reports", type=Path, default=HERE / "reports", help="table1: where its report goes (default: %(default)s)")
    verb.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    verb.add_argument("--runs", **RUNS)
    verb.add_argument("--run", dest="folder", metavar="NAME", help="the folder under runs that the part is trained in (default: its name)")
    verb.add_argument(
        "--teachers", nargs="+", type=Path, default=(), metavar="DIR", help="vision, text: finished runs to learn from beside the labels"
    )
    for name, kind in (
        ("epochs", int), ("batch", int), ("learning_rate", float), ("averaging", float), ("fraction", float), ("seed", int),
        ("wide", float), ("held", int),
    ):  # fmt: skip
        values = ", ".join(f"{part} {getattr(config, name)}" for part, config in DEFAULTS.items())
        verb.add_argument(f"--{name.replace('_', '-')}", type=kind, help=f"default: {values}")
    verb.add_argument(
        "--backbone",
        help="vision, audio, text, content: the published encoder in runs/pretrained to fit it on (default: text and content minilm-l6, "
        "the others none)",
    )
    verb.add_argument(
        "--from",
        dest="start",
        type=Path,
        metavar="DIR",
        help="begin with the weights of an exported encoder, such as artifacts/face-vit/1 (vision, audio), or of an earlier run's folder",
    )
    verb.add_argument(
        "--catalog",
        type=Path,
        metavar="FILE",
        help="content: a CSV with id, title, description and genres (`|` between) of your own, learned beside the data's titles",
    )
    verb.set_defaults(run=train)


def train(options: argparse.Namespace) -> None:
    _require_device(options.device)
    if options.start and options.part not in ("vision", "audio", "text"):
        raise ValueError("--from goes with --part vision, audio or text: exports of the other parts lack what their training needs")
    if options.catalog and options.part != "content":
        raise ValueError("--catalog goes with --part content; text and fusion learn from what content made of it")
    if options.teachers and options.part not in TAUGHT:
        raise ValueError(f"--teachers goes with --part {' or '.join(TAUGHT)}")
    if options.wide and options.part != "vision":
        raise ValueError("--wide goes with --part vision")
    if options.held and options.part not in split.FOLDS:
        raise ValueError(f"--held goes with --part {' or '.join(split.FOLDS)}")
    if options.folder and options.part in (None, FOLDS, "table1", "smoke"):
        raise ValueError("--run goes with a single --part")
    if options.part == "smoke":
        from ..export.artifacts import export_all
        from ..training import smoke

        smoke.run(
            lambda config, data, runs, artifacts: train_part(config, data, runs, artifacts, options.device),
            export_all,
            HERE / "artifacts" / "face-detector",
            print,
        )
        return
    if options.data is None:
        raise ValueError("--data is missing: the folder of the training sets")
    if not options.data.is_dir():
        raise DataError(options.data, "is not a folder")
    if options.part == "table1":
        _table1(options)
        return
    if options.part == FOLDS:
        _folds(options)
        return
    for part in [options.part] if options.part else [part for part in PARTS if part not in ("fusion", "context")]:
        print(part, flush=True)
        config = configured(
            part,
            epochs=options.epochs,
            batch=options.batch,
            learning_rate=options.learning_rate,
            averaging=options.averaging,
            fraction=options.fraction,
            seed=options.seed,
            wide=options.wide,
            held=options.held,
            backbone=options.backbone,
        )
        metrics = train_part(
            config, options.data, options.runs, options.artifacts, options.device, options.start, options.catalog, options.teachers,
            options.folder,
        )  # fmt: skip
        print("\n".join(f"{name} {value:.4f}" for name, value in metrics.items()))


def _require_device(name: str) -> None:
    """That torch can compute there: a tensor is put on it."""
    try:
        torch.zeros(1, device=name)
    except (RuntimeError, AssertionError) as error:
        raise ValueError(f"--device {name}: torch {torch.__version__} cannot use it ({str(error).splitlines()[0]})") from error


def train_part(
    config: TrainingConfig,
    data: Path,
    runs: Path,
    artifacts: Path,
    device: str,
    start: Path | None = None,
    catalog: Path | None = None,
    teachers: Sequence[Path] = (),
    run: str | None = None,
) -> dict[str, float]:
    """Trains one part, or the rest of it where it was stopped; with `start`, from the weights of that exported encoder on; content also on
    the titles of `catalog`; with `teachers`, from what those runs say as well; in `runs/<run>`."""
    from ..baselines.encoders import AudioCnnTask
    from ..networks.bert import TextBert
    from ..networks.content import ContentBert
    from ..networks.resnet50 import FaceResNet50
    from ..pretrained import weights
    from ..training import loop, on_published
    from ..training.audio import AudioTask
    from ..training.content import ContentTask, content_of
    from ..training.cuts import cut_faces
    from ..training.start import begin
    from ..training.teachers import key_of
    from ..training.text import TextTask, text_of
    from ..training.vision import VisionTask

    torch.manual_seed(config.seed)
    cut = partial(cut_faces, artifacts=artifacts, runs=runs)
    config = replace(config, teachers=key_of(teachers))
    match config.part:
        case "fusion":
            from ..table1.run import served

            return served(config, data, runs, artifacts, device)
        case "context":
            from ..table1.in_context import task_of
            from ..training.material import prepare, rates_for

            material = prepare(data, artifacts, runs, rates_for(config.fraction))
            task = task_of(runs / "fusion", material, config)
        case "vision":
            network = on_published.face_encoder(config, runs)
            kind = on_published.PublishedVisionTask if config.backbone else VisionTask
            task = kind(data, network, config, device, cut, [on_published.face_of(folder, runs) for folder in teachers])
        case "audio":
            network = on_published.speech_encoder(config.backbone, runs)
            task = on_published.PublishedAudioTask(data, config, device, network) if config.backbone else AudioTask(data, config, device)
        case "resnet50":
            task = VisionTask(data, FaceResNet50(), config, device, cut)
        case "audio-cnn":
            task = AudioCnnTask(data, config, device)
        case "text":
            bert, tokenizer = weights.bert(runs / "pretrained" / config.backbone, DROPOUT)
            task = TextTask(
                data,
                TextBert(bert),
                content_of(runs, artifacts)[0],
                tokenizer,
                config,
                device,
                [text_of(folder, runs)[0] for folder in teachers],
            )
        case "content":
            bert, tokenizer = weights.bert(runs / "pretrained" / config.backbone, DROPOUT)
            own = titles.read(catalog) if catalog else []
            config = replace(config, catalog=sha256_of(catalog) if catalog else "")
            task = ContentTask(data, ContentBert(bert), tokenizer, config, device, own)
    if start is not None:
        config = replace(config, start=begin(task, start))
    return loop.fit(task, config, runs / (run or config.name), device)


def _folds(options: argparse.Namespace) -> None:
    from ..training import folds

    for config in folds.every():
        print(config.name, flush=True)
        train_part(config, options.data, options.runs, options.artifacts, options.device)


def _table1(options: argparse.Namespace) -> None:
    from ..table1 import in_context, report, run

    base = configured("fusion", epochs=options.epochs, batch=options.batch, fraction=options.fraction)

    def say(line: str) -> None:
        print(line, flush=True)

    table = run.run(options.data, options.artifacts, options.runs, options.device, say, base, options.models, baselines=options.baselines)
    if table is not None:
        report.write(table, options.reports)
        told = in_context.run(table, configured("context", fraction=options.fraction), options.runs, say)
        in_context.write(told, table.material, table.plan.resamples, options.reports)
        run.store_baselines(table, options.runs, options.artifacts, options.baselines)
        print(f"{options.reports / 'table1.md'} written")
