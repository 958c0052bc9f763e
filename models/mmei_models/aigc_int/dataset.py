"""Builds AIGC-INT from data sets on disk, and writes it."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from ..data import split
from . import leaks
from .config import Rates
from .records import TRAIN, write
from .simulate import Dataset, simulate, simulate_test
from .sources import GROUP_OF, all_for_test, grouped

FRESH_RECORDS = 1_500


def build(data: Path, rates: Rates | None = None, crossed: bool = False) -> Dataset:
    """The data set: splits by user and by source (sources.grouped), or DataError. The same data, rates and seed give the same records.

    `crossed`: half of the voices and words of training records are of sources that encoders learned from, for whoever has encoders that
    were fitted without them (training/folds.py). Validation and test records are the same with and without.
    """
    pools = grouped(data)
    own = {name: (pools[group],) for name, group in GROUP_OF.items()}
    if crossed:
        own[TRAIN] += (pools[split.ENCODER].foldable,)
    built = simulate(own, rates or Rates())
    leaks.require_none(built.records, pools, crossed)
    return built


def build_test(data: Path, rates: Rates | None = None) -> Dataset:
    """A fresh test set from any directory of the same layout: every sample there may appear, all records are of split "test"."""
    return simulate_test(all_for_test(data), rates or replace(Rates(), records=FRESH_RECORDS))


def save(dataset: Dataset, folder: Path) -> str:
    """Writes records.ndjson, users.ndjson, items.ndjson (with what each carries) and config.json; returns the records' SHA-256."""
    folder.mkdir(parents=True, exist_ok=True)
    write(dataset.records, folder / "records.ndjson")
    _lines((user.record for user in dataset.users), folder / "users.ndjson")
    _lines((item.record | {"moods": item.moods, "subjects": item.subjects} for item in dataset.items), folder / "items.ndjson")
    digest = hashlib.sha256((folder / "records.ndjson").read_bytes()).hexdigest()
    config = {"rates": dataset.rates.record(), "recordsSha256": digest}
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    return digest


def _lines(documents: Iterable[dict], path: Path) -> None:
    path.write_text("".join(json.dumps(document, ensure_ascii=False) + "\n" for document in documents), encoding="utf-8")
