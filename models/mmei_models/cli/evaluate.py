"""The verb `evaluate`, of the exported models themselves or through a platform."""

import argparse
import json
import os
from pathlib import Path

from ..evaluation.client import Client
from .common import HERE, say


def add(verbs: argparse._SubParsersAction) -> None:
    verb = verbs.add_parser("evaluate", help="measure the exported models on a folder of data, each by itself")
    verb.add_argument(
        "--data",
        type=Path,
        help="folder with any of fer2013, ravdess (folders or tar), goemotions, meld; without it --catalog and --wishes are measured alone",
    )
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
    verb.add_argument("--items", type=_positive, help="generated items of AIGC-INT's catalog (default: 2400)")
    verb.add_argument(
        "--report", type=Path, help="folder to write unimodal.md, unimodal.json and pictures to (held-out: with the test split beside it)"
    )
    verb.add_argument("--artifacts", type=Path, default=HERE / "artifacts", help="default: %(default)s")
    verb.add_argument("--baselines", type=Path, default=HERE / "baselines", help="trained baselines of Table 1 (default: %(default)s)")
    verb.add_argument("--catalog", type=Path, help="CSV of real titles: id, title, description, genres (default: DIR/catalogs/titles.csv)")
    verb.add_argument(
        "--wishes", type=Path, help='JSON [{"say": "...", "want": ["genre", ...]}, ...] (default: DIR/catalogs/wishes.json, if it is there)'
    )
    served = verb.add_argument_group("through the platform")
    served.add_argument(
        "--served",
        action="store_true",
        help="send AIGC-INT through a running platform over HTTP and compare with the models run here; --split is by default test "
        "where DIR is the training data, else all; exit 1 when a figure differs by more than half a point. With --catalog and --wishes: "
        "those instead of AIGC-INT, within a point",
    )
    served.add_argument("--url", help="a running platform; ./mmei evaluate starts one of its own otherwise")
    served.add_argument(
        "--key", default=os.environ.get("MMEI_KEY"), help="API key of a tenant whose catalog is empty (default: the variable MMEI_KEY)"
    )
    served.add_argument(
        "--signals", action="store_true", help="send each record's simulated signals too: local time, device, heart rate, activity"
    )
    served.add_argument("--limit", type=_positive, help="send only the first records")
    served.add_argument(
        "--answers", type=Path, help="file that keeps the answers; an interrupted run with the same file sends only the rest"
    )
    served.add_argument("--concurrency", type=_positive, default=4, help="records sent at once (default: %(default)s)")
    served.add_argument(
        "--seconds", type=_positive, default=1800, help="time for sending; records left then count as failed (default: %(default)s)"
    )
    verb.set_defaults(run=evaluate)


def evaluate(options: argparse.Namespace) -> int:
    from ..evaluation import run
    from ..evaluation.document import lines_of, table

    if options.data is None and not (options.catalog and options.wishes):
        raise ValueError("evaluate needs --data, or --catalog and --wishes")
    if options.served:
        return evaluate_served(options)
    if options.data is None:
        found = run.catalog_figures(run.RealCatalog(options.catalog, options.wishes), options.artifacts)
        print(json.dumps(found, indent=2) if options.json else lines_of(found))
        return 0
    real = run.RealCatalog.of(options.data, options.catalog, options.wishes)
    answer = run.evaluate(
        options.data, options.artifacts, options.baselines, options.split, options.report, say, options.records, options.items, real
    )
    print(json.dumps(answer, indent=2) if options.json else table(answer))
    return 0


def evaluate_served(options: argparse.Namespace) -> int:
    """0 when the platform over HTTP gives the figures that its models give here, 1 when one is outside the tolerance or a record failed."""
    from ..evaluation import run, served, served_catalog

    if not (options.url and options.key):
        raise ValueError("--served needs --url and --key, the platform's address and a key of a tenant of its own")
    client = Client(options.url, options.key)
    if options.catalog or options.wishes:
        real = run.RealCatalog.of(options.data, options.catalog, options.wishes)
        answer = served_catalog.compare(client, real.titles, real.wishes, options.artifacts, say)
        print(json.dumps(answer, indent=2) if options.json else served_catalog.table(answer))
        return 0 if answer["within_tolerance"] else 1
    hashes = run.verified(options.data, options.artifacts)
    dataset, split = served.records_to_send(options.data, options.split, say, options.limit, options.records, options.items)
    patience = served.Patience(options.concurrency, options.seconds)
    answer = {"split": split} | served.compare(
        client, dataset, options.data, options.artifacts, hashes, options.answers, patience, say, options.signals
    )
    print(json.dumps(answer, indent=2) if options.json else served.table(answer))
    return 0 if answer["within_tolerance"] else 1


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)
