"""The command line: python -m mmei_models VERB. Every verb takes --help. What a verb needs is imported when it runs."""

import argparse
import sys

try:
    import torch  # noqa: F401
except ModuleNotFoundError:
    sys.exit("error: PyTorch is missing; install Debian's python3-torch (./mmei does it itself), or `pip install ./models`")

from ..artifacts.read import ArtifactError
from ..data.source import DataError
from ..evaluation.client import CallError
from ..pretrained.backbone import BackboneError
from . import evaluate, records, train, write


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="mmei_models", description="Trains and exports the models of the platform.")
    verbs = parser.add_subparsers(required=True)
    for part in (train, evaluate, write, records):
        part.add(verbs)
    options = parser.parse_args(arguments)
    try:
        return options.run(options) or 0
    except (ArtifactError, BackboneError, CallError, DataError, FileNotFoundError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
