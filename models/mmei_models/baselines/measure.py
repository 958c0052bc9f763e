"""What the stored baselines answer to any records."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

from ..aigc_int.figures import Answers, places
from ..aigc_int.simulate import Dataset
from ..artifacts import read
from ..artifacts.read import Artifact
from ..artifacts.tokens import TokenSet
from ..data.source import DataError
from ..training.fusion import answers, embedded
from . import store
from .readers import READERS, column_of


def stored(dataset: Dataset, seen: TokenSet, data: Path, artifacts: Path, folder: Path, say: Callable[[str], None]) -> dict[str, Answers]:
    """Answers of each baseline in `folder` to the records; one that does not fit the exported encoders is left out, and said."""
    found, key = {}, store.key_of(artifacts)
    items = meanings_of([item.text for item in dataset.items], artifacts)
    candidates, rows = torch.from_numpy(np.stack(places(dataset))), torch.arange(len(dataset.records))
    for path in sorted(folder.glob("*.npz")):
        try:
            baseline = store.load(path, key)
        except DataError as error:
            say(f"aigc_int: {error}")
            continue
        name, own = baseline.config.model, seen
        if baseline.reader:
            own = seen.replaced(READERS[name][0], column_of(name, baseline.reader, seen, data))
        found[name] = answers(baseline.model, own, candidates, embedded(baseline.model.content, items), rows)
    return found


def meanings_of(items: list[str], artifacts: Path) -> torch.Tensor:
    """What items are about [items, W], as the exported content encoder reads them."""
    content = Artifact.load(artifacts / "content-bert" / "1")
    return read.sentences(content, items)[content.graph.outputs.index("meaning")]
