"""What the verbs share."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
"""models/: where runs, artifacts and reports are unless a verb is told otherwise."""

RUNS = {"type": Path, "default": HERE / "runs", "help": "folder of checkpoints (default: %(default)s)"}


def say(line: str) -> None:
    """A line of progress; standard output is for answers."""
    print(line, file=sys.stderr, flush=True)
