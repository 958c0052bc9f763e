"""The verb `aigc-int`: the simulated interaction records."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from .common import HERE

if TYPE_CHECKING:
    from ..aigc_int.simulate import Dataset


def add(verbs: argparse._SubParsersAction) -> None:
    aigc = verbs.add_parser("aigc-int", help="the simulated interaction records").add_subparsers(required=True)
    for name, run, out, text in (
        ("build", aigc_int_build, HERE / "runs" / "aigc-int", "write records, users, items and config"),
        ("card", aigc_int_card, HERE / "reports" / "aigc_int.md", "write the data card"),
    ):
        verb = aigc.add_parser(name, help=text)
        verb.add_argument("--data", type=Path, required=True, help="folder with fer2013, ravdess, goemotions and meld (folders or tar)")
        verb.add_argument("--out", type=Path, default=out, help="default: %(default)s")
        verb.add_argument(
            "--crossed",
            action="store_true",
            help="half of the training records' voices and words are of sources that encoders learned from",
        )
        verb.add_argument("--fresh", action="store_true", help="take every sample of DIR for tests; sets may be missing")
        verb.add_argument("--records", type=int, help="default: 10000, with --fresh 1500")
        verb.add_argument("--seed", type=int, help="default: 1")
        verb.set_defaults(run=run)


def aigc_int_build(options: argparse.Namespace) -> None:
    from ..aigc_int import dataset

    built = _aigc_int(options)
    print(f"{len(built.records)} records of {len(built.users)} people in {options.out}, sha256 {dataset.save(built, options.out)}")


def aigc_int_card(options: argparse.Namespace) -> None:
    from ..aigc_int.card import card

    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(card(_aigc_int(options)), encoding="utf-8")


def _aigc_int(options: argparse.Namespace) -> "Dataset":
    from ..aigc_int import dataset
    from ..aigc_int.config import Rates

    changes = {name: value for name in ("records", "seed") if (value := getattr(options, name)) is not None}
    if options.fresh:
        return dataset.build_test(options.data, replace(Rates(records=dataset.FRESH_RECORDS), **changes))
    return dataset.build(options.data, replace(Rates(), **changes), options.crossed)
