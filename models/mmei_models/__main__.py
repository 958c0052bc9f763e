"""The command line: python -m mmei_models VERB. Every verb takes --help."""

import argparse
import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

try:
    import torch
except ModuleNotFoundError:
    sys.exit("error: PyTorch is missing; install Debian's python3-torch (./mmei does it itself), or `pip install ./models`")

from .artifacts.read import ArtifactError
from .data.source import DataError
from .evaluation.client import CallError, Client
from .pretrained.backbone import BackboneError
from .table1.settings import TITLES
from .text.wordpiece import WordPiece
from .training.config import BASELINES, DEFAULTS, PARTS, TrainingConfig, configured

if TYPE_CHECKING:
    from .aigc_int.simulate import Dataset

HERE = Path(__file__).resolve().parent.parent


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        return options.run(options) or 0
    except (ArtifactError, BackboneError, CallError, DataError, FileNotFoundError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2


def train(options: argparse.Namespace) -> None:
    _require_device(options.device)
    if options.start and options.part != "vision":
        raise ValueError("--from goes with --part vision: exports of the other parts lack what their training needs")
    if options.part == "smoke":
        from .export.artifacts import export_all
        from .training import smoke

        smoke.run(
            lambda part, data, runs, artifacts, changes: train_part(configured(part, **changes), data, runs, artifacts, options.device),
            lambda runs, artifacts: export_all(runs, artifacts, vocabulary_of(runs)),
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
    for part in [options.part] if options.part else [part for part in PARTS if part not in ("fusion", "context")]:
        print(part, flush=True)
        config = configured(
            part,
            epochs=options.epochs,
            batch=options.batch,
            learning_rate=options.learning_rate,
            fraction=options.fraction,
            seed=options.seed,
        )
        metrics = train_part(config, options.data, options.runs, options.artifacts, options.device, options.start)
        print("\n".join(f"{name} {value:.4f}" for name, value in metrics.items()))


def _require_device(name: str) -> None:
    """That torch can compute there: a tensor is put on it."""
    try:
        torch.zeros(1, device=name)
    except (RuntimeError, AssertionError) as error:
        raise ValueError(f"--device {name}: torch {torch.__version__} cannot use it ({str(error).splitlines()[0]})") from error


def train_part(config: TrainingConfig, data: Path, runs: Path, artifacts: Path, device: str, start: Path | None = None) -> dict[str, float]:
    """Trains one part, or the rest of it where it was stopped; with `start`, from the weights of that exported encoder on."""
    from .baselines.encoders import AudioCnnTask, ResNetTask
    from .training import loop
    from .training.audio import AudioTask
    from .training.content import ContentTask
    from .training.language import LanguageTask
    from .training.start import begin
    from .training.text import TextTask
    from .training.vision import VisionTask

    match config.part:
        case "fusion":
            from .table1.run import served

            return served(config, data, runs, artifacts, device)
        case "context":
            from .table1.in_context import task_of
            from .training.material import prepare, rates_for

            material = prepare(data, artifacts, runs / "tokens", rates_for(config.fraction))
            task = task_of(runs / "fusion", material, config)
        case "vision":
            task = VisionTask(data, config, device)
        case "audio":
            task = AudioTask(data, config, device)
        case "resnet50":
            task = ResNetTask(data, config, device)
        case "audio-cnn":
            task = AudioCnnTask(data, config, device)
        case "language":
            task = LanguageTask(data, vocabulary_of(runs, data), config, device)
        case "text":
            task = TextTask(data, runs, vocabulary_of(runs, data), config, device)
        case "content":
            task = ContentTask(vocabulary_of(runs, data), config, device)
    if start is not None:
        config = replace(config, start=begin(task, start))
    return loop.fit(task, config, runs / config.part, device)


def _table1(options: argparse.Namespace) -> None:
    from .table1 import in_context, report, run

    base = configured("fusion", epochs=options.epochs, batch=options.batch, fraction=options.fraction)

    def say(line: str) -> None:
        print(line, flush=True)

    table = run.run(options.data, options.artifacts, options.runs, options.device, say, base, options.models)
    if table is not None:
        report.write(table, options.reports)
        told = in_context.run(table, configured("context", fraction=options.fraction), options.runs, say)
        in_context.write(told, table.material, table.plan.resamples, options.reports)
        run.store_baselines(table, options.runs, options.artifacts, options.baselines)
        print(f"{options.reports / 'table1.md'} written")


def vocabulary_of(runs: Path, data: Path | None = None) -> WordPiece:
    """The vocabulary in the runs folder; it is trained first when there is none."""
    path = runs / "vocab.txt"
    if not path.exists():
        if data is None:
            raise FileNotFoundError(f"{path}: train the text part first")
        from .training import vocabulary

        runs.mkdir(parents=True, exist_ok=True)
        vocabulary.build(data).save(path)
    return WordPiece.load(path)


def export(options: argparse.Namespace) -> None:
    from .export.artifacts import export_all

    for folder, size in export_all(options.runs, options.out, vocabulary_of(options.runs)).items():
        print(f"{folder} {size / 1e6:.1f} MB")


def fetch(options: argparse.Namespace) -> None:
    from .pretrained.backbone import known
    from .pretrained.fetch import fetch as fetch_backbone
    from .pretrained.fetch import sources_of

    for name, files in sources_of(options.sources).items():
        print(fetch_backbone(known()[name], files, options.out, _say))


def samples(options: argparse.Namespace) -> None:
    from .samples import write

    write(options.out)


def tokenizer_cases(options: argparse.Namespace) -> None:
    from .tokenizer_cases import write

    print(f"{write(vocabulary_of(options.runs), options.out)} cases")


def evaluate(options: argparse.Namespace) -> int:
    from .evaluation import run
    from .evaluation.document import table

    if options.served:
        return evaluate_served(options)
    answer = run.evaluate(options.data, options.artifacts, options.baselines, options.split, options.report, _say, options.records)
    print(json.dumps(answer, indent=2) if options.json else table(answer))
    return 0


def evaluate_served(options: argparse.Namespace) -> int:
    """0 when the platform over HTTP gives the figures that its models give here, 1 when one is outside the tolerance or a record failed."""
    from .evaluation import run, served

    if not (options.url and options.key):
        raise ValueError("--served needs --url and --key, the platform's address and a key of a tenant of its own")
    hashes = run.verified(options.data, options.artifacts)
    dataset, split = served.records_to_send(options.data, options.split, _say, options.limit, options.records, options.items)
    client, patience = Client(options.url, options.key), served.Patience(options.concurrency, options.seconds)
    answer = {"split": split} | served.compare(
        client, dataset, options.data, options.artifacts, hashes, options.answers, patience, _say, options.signals
    )
    print(json.dumps(answer, indent=2) if options.json else served.table(answer))
    return 0 if answer["within_tolerance"] else 1


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def convert_mmsa(options: argparse.Namespace) -> None:
    from .data import mmsa

    mmsa.convert(options.pickle, options.sha256, options.out)


def aigc_int_build(options: argparse.Namespace) -> None:
    from .aigc_int import dataset

    built = _aigc_int(options)
    print(f"{len(built.records)} records of {len(built.users)} people in {options.out}, sha256 {dataset.save(built, options.out)}")


def aigc_int_card(options: argparse.Namespace) -> None:
    from .aigc_int.card import card

    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(card(_aigc_int(options)), encoding="utf-8")


def _aigc_int(options: argparse.Namespace) -> "Dataset":
    from .aigc_int import dataset
    from .aigc_int.config import Rates

    changes = {name: value for name in ("records", "seed") if (value := getattr(options, name)) is not None}
    if options.fresh:
        return dataset.build_test(options.data, replace(Rates(records=dataset.FRESH_RECORDS), **changes))
    return dataset.build(options.data, replace(Rates(), **changes))


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="mmei_models", description="Trains and exports the models of the platform.")
    verbs = parser.add_subparsers(required=True)
    runs = {"type": Path, "default": HERE / "runs", "help": "folder of checkpoints (default: %(default)s)"}

    verb = verbs.add_parser("train", help="train the parts in order, or one of them; continues where an interrupted run stopped")
    verb.add_argument("--data", type=Path, help="folder with fer2013, ravdess, goemotions and meld (folders or tar)")
    verb.add_argument(
        "--part",
        choices=(*PARTS, *BASELINES, "table1", "smoke"),
        help="text starts from language; fusion starts from content and reads the exported encoders; context continues fusion; "
        "table1: every row of Table 1, which needs resnet50, audio-cnn and content; smoke: every part for moments on tiny "
        "made data; default: all that come before fusion",
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
    verb.add_argument("--runs", **runs)
    for name, kind in (("epochs", int), ("batch", int), ("learning_rate", float), ("fraction", float), ("seed", int)):
        values = ", ".join(f"{part} {getattr(config, name)}" for part, config in DEFAULTS.items())
        verb.add_argument(f"--{name.replace('_', '-')}", type=kind, help=f"default: {values}")
    verb.add_argument(
        "--from",
        dest="start",
        type=Path,
        metavar="DIR",
        help="begin with the weights of an exported encoder, such as artifacts/face-vit/1; for vision",
    )
    verb.set_defaults(run=train)

    verb = verbs.add_parser("evaluate", help="measure the exported models on a folder of data, each by itself")
    verb.add_argument("--data", type=Path, required=True, help="folder with any of fer2013, ravdess (folders or tar), goemotions and meld")
    verb.add_argument(
        "--split",
        choices=("all", "held-out", "test"),
        help="all: every sample found is a test sample (default); held-out: only sources that the encoders were not trained on "
        "(default where DIR is the training data); test: those of them on which nothing was chosen either",
    )
    verb.add_argument("--json", action="store_true", help="one JSON document on standard output; keys such as fer2013.accuracy")
    verb.add_argument(
        "--records",
        type=int,
        help="AIGC-INT records to compose (default: 1500 of any data; 5000 of training data, of which 15 %% are tested)",
    )
    verb.add_argument(
        "--report", type=Path, help="folder to write unimodal.md, unimodal.json and pictures to (held-out: with the test split beside it)"
    )
    verb.add_argument("--artifacts", type=Path, default=HERE / "artifacts", help="default: %(default)s")
    verb.add_argument("--baselines", type=Path, default=HERE / "baselines", help="trained baselines of Table 1 (default: %(default)s)")
    served = verb.add_argument_group("through the platform")
    served.add_argument(
        "--served",
        action="store_true",
        help="send AIGC-INT through a running platform over HTTP and compare with the models run here; --split is by default test "
        "where DIR is the training data, else all; exit 1 when a figure differs by more than half a point",
    )
    served.add_argument("--url", help="a running platform; ./mmei evaluate starts one of its own otherwise")
    served.add_argument(
        "--key", default=os.environ.get("MMEI_KEY"), help="API key of a tenant whose catalog is empty (default: the variable MMEI_KEY)"
    )
    served.add_argument(
        "--signals", action="store_true", help="send each record's simulated signals too: local time, device, heart rate, activity"
    )
    served.add_argument("--items", type=_positive, help="generated items of the catalog (default: 2400)")
    served.add_argument("--limit", type=_positive, help="send only the first records")
    served.add_argument(
        "--answers", type=Path, help="file that keeps the answers; an interrupted run with the same file sends only the rest"
    )
    served.add_argument("--concurrency", type=_positive, default=4, help="records sent at once (default: %(default)s)")
    served.add_argument(
        "--seconds", type=_positive, default=1800, help="time for sending; records left then count as failed (default: %(default)s)"
    )
    verb.set_defaults(run=evaluate)

    verb = verbs.add_parser("export", help="write ONNX, manifest, card and parity cases of every trained part")
    verb.add_argument("--runs", **runs)
    verb.add_argument("--out", type=Path, default=HERE / "artifacts", help="default: %(default)s")
    verb.set_defaults(run=export)

    verb = verbs.add_parser("fetch", help="fetch published encoders and keep them only if they have the given SHA-256 (models/README.md)")
    verb.add_argument(
        "--sources",
        type=Path,
        required=True,
        help='JSON: {"<name>": {"model": {"url": ..., "sha256": ...}}}; a name is that of a file in models/pretrained',
    )
    verb.add_argument("--out", type=Path, default=HERE / "runs" / "pretrained", help="default: %(default)s")
    verb.set_defaults(run=fetch)

    verb = verbs.add_parser("samples", help="write the sample catalogue, media (needs espeak-ng) and observations")
    verb.add_argument("--out", type=Path, default=HERE / "samples", help="default: %(default)s")
    verb.set_defaults(run=samples)

    verb = verbs.add_parser("tokenizer-cases", help="write the cases that the serving side's tokenizer is checked against")
    verb.add_argument("--runs", **runs)
    verb.add_argument("--out", type=Path, required=True)
    verb.set_defaults(run=tokenizer_cases)
    verb = verbs.add_parser("convert-mmsa", help="write MMSA's pickle of CMU-MOSEI features as .npz; nothing else opens a pickle")
    verb.add_argument("--pickle", type=Path, required=True)
    verb.add_argument("--sha256", required=True, help="that of the pickle; another file is not opened")
    verb.add_argument("--out", type=Path, required=True)
    verb.set_defaults(run=convert_mmsa)

    aigc = verbs.add_parser("aigc-int", help="the simulated interaction records").add_subparsers(required=True)
    for name, run, out, text in (
        ("build", aigc_int_build, HERE / "runs" / "aigc-int", "write records, users, items and config"),
        ("card", aigc_int_card, HERE / "reports" / "aigc_int.md", "write the data card"),
    ):
        verb = aigc.add_parser(name, help=text)
        verb.add_argument("--data", type=Path, required=True, help="folder with fer2013, ravdess, goemotions and meld (folders or tar)")
        verb.add_argument("--out", type=Path, default=out, help="default: %(default)s")
        verb.add_argument("--fresh", action="store_true", help="take every sample of DIR for tests; sets may be missing")
        verb.add_argument("--records", type=int, help="default: 5000, with --fresh 1500")
        verb.add_argument("--seed", type=int, help="default: 1")
        verb.set_defaults(run=run)
    return parser


if __name__ == "__main__":
    sys.exit(main())
