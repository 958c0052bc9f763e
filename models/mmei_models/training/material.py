"""What models of records are trained on: AIGC-INT's records as tokens of the exported encoders, and items as the content encoder reads
them."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from ..aigc_int.config import Rates
from ..aigc_int.dataset import build
from ..aigc_int.figures import places
from ..aigc_int.records import SPLITS, Record
from ..aigc_int.simulate import Dataset
from ..aigc_int.sources import grouped
from ..artifacts.tokens import ENCODERS, Column, TokenSet, digest, encoded, kept_tensor, sha256_of
from ..data import split
from . import folds
from .content import content_of, meanings, own_titles, profiles
from .strangers import VOICES, strangers


@dataclass(frozen=True)
class Material:
    """Rows of the tensors are the records in order: emotions and intents [n], candidates [n, c] as places of items and their grades [n, c].

    `peers` are, for each modality, groups [n] of records that show the same of it: the same emotion of the source, the same wish in words.
    `meanings` [items, W] are what the records' items are about, `profiles` [items, 7 + 5] what each carries. Beside them are all real
    titles that training may show. `strangers` are voices of nobody, where the records' clips are read by the encoder that read those.
    """

    dataset: Dataset
    seen: TokenSet
    key: str
    rows: dict[str, Tensor]
    emotions: Tensor
    intents: Tensor
    candidates: Tensor
    grades: Tensor
    peers: tuple[Tensor, Tensor, Tensor]
    meanings: Tensor
    profiles: Tensor
    title_meanings: Tensor
    title_profiles: Tensor
    strangers: Column | None
    learned: frozenset[str]
    """Sources of records that encoders were fitted on; other encoders than those of the folds know them."""

    def records(self, split: str) -> list[Record]:
        return [self.dataset.records[row] for row in self.rows[split].tolist()]


def rates_for(fraction: float) -> Rates:
    """The data set's own rates; with fewer records and items for a quick look."""
    rates = Rates()
    return (
        rates if fraction == 1 else replace(rates, records=round(rates.records * fraction), items=max(100, round(rates.items * fraction)))
    )


def prepare(data: Path, artifacts: Path, runs: Path, rates: Rates | None = None) -> Material:
    """Builds the records and encodes every source and item once, items with the content encoder of `runs`; what was encoded is kept
    there. Where `runs` has encoders of all folds, half of the training records' voices and words are of sources that encoders learned from.
    """
    crossed = folds.there(runs)
    dataset = build(data, rates, crossed)
    records, items = dataset.records, dataset.items
    seen, learned, key = encoded(records, data, artifacts, runs / "tokens"), {}, []
    if crossed:
        learned = {source.id: source for source in grouped(data)[split.ENCODER].sources}
        seen, key = folds.cross_fitted(seen, learned, data, artifacts, runs), [folds.key_of(runs)]
    splits = np.array([record.split for record in records])
    reader, input = content_of(runs, artifacts)
    shown = [title.item for title in own_titles(data)]
    weights = hashlib.sha256(b"".join(value.numpy().tobytes() for value in reader.bert.state_dict().values())).hexdigest()

    def read(name: str, texts: list[str]) -> Tensor:
        path = runs / "tokens" / f"{name}-{digest([weights, *texts])[:16]}.pt"
        return kept_tensor(path, lambda: meanings(reader, input, texts, "cpu", bfloat16=True))

    return Material(
        dataset,
        seen,
        digest([*(sha256_of(artifacts, name) for name in ENCODERS), *key, weights, repr(dataset.rates), f"{VOICES} strangers"])[:16],
        {split: torch.from_numpy(np.flatnonzero(splits == split)) for split in SPLITS},
        torch.tensor([record.emotion for record in records]),
        torch.tensor([record.intent for record in records]),
        torch.from_numpy(np.stack(places(dataset))),
        torch.tensor([[outcome.relevance for outcome in record.candidates] for record in records]).float(),
        _peers(records),
        read("items", [item.text for item in items]),
        profiles(items),
        read("titles", [title.text for title in shown]),
        profiles(shown),
        strangers(artifacts, runs, min(VOICES, len(records) // 10)),
        frozenset(learned),
    )


def _peers(records: list[Record]) -> tuple[Tensor, Tensor, Tensor]:
    shown = (
        [(r.split, r.face and r.face.emotion) for r in records],
        [(r.split, r.clip and r.clip.emotion) for r in records],
        [(r.split, r.words is None, r.sentence and r.sentence.emotion, r.spoken and r.intent) for r in records],
    )
    return tuple(torch.from_numpy(np.unique([repr(one) for one in column], return_inverse=True)[1]) for column in shown)
