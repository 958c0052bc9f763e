"""What models of records are trained on: AIGC-INT's records as tokens of the exported encoders, and its items as pieces."""

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
from ..artifacts.read import Artifact
from ..artifacts.tokens import ENCODERS, TokenSet, digest, encoded, sha256_of
from ..preprocessing import padded
from ..text.wordpiece import WordPiece
from .content import LONGEST, labels


@dataclass(frozen=True)
class Material:
    """Rows of the tensors are the records in order: emotions and intents [n], candidates [n, c] as places of items and their grades [n, c].

    `peers` are, for each modality, groups [n] of records that show the same of it: the same emotion of the source, the same wish in words.
    `item_inputs` are input_ids, attention_mask and token_type_ids of the items, `item_labels` [items, 2] what each was written for.
    """

    dataset: Dataset
    seen: TokenSet
    tokenizer: WordPiece
    key: str
    rows: dict[str, Tensor]
    emotions: Tensor
    intents: Tensor
    candidates: Tensor
    grades: Tensor
    peers: tuple[Tensor, Tensor, Tensor]
    item_inputs: tuple[Tensor, Tensor, Tensor]
    item_labels: Tensor

    def records(self, split: str) -> list[Record]:
        return [self.dataset.records[row] for row in self.rows[split].tolist()]


def rates_for(fraction: float) -> Rates:
    """The data set's own rates; with fewer records and items for a quick look."""
    rates = Rates()
    return (
        rates if fraction == 1 else replace(rates, records=round(rates.records * fraction), items=max(100, round(rates.items * fraction)))
    )


def prepare(data: Path, artifacts: Path, cache: Path, rates: Rates | None = None) -> Material:
    """Builds the records and encodes every source once; columns of tokens are kept in `cache`."""
    dataset = build(data, rates)
    records, items = dataset.records, dataset.items
    tokenizer = Artifact.load(artifacts / "text-bert" / "1").text_input.tokenizer
    splits = np.array([record.split for record in records])
    return Material(
        dataset,
        encoded(records, data, artifacts, cache),
        tokenizer,
        digest([*(sha256_of(artifacts, name) for name in ENCODERS), repr(dataset.rates)])[:16],
        {split: torch.from_numpy(np.flatnonzero(splits == split)) for split in SPLITS},
        torch.tensor([record.emotion for record in records]),
        torch.tensor([record.intent for record in records]),
        torch.from_numpy(np.stack(places(dataset))),
        torch.tensor([[outcome.relevance for outcome in record.candidates] for record in records]).float(),
        _peers(records),
        padded([tokenizer.encode(item.text, LONGEST) for item in items]),
        labels(items),
    )


def _peers(records: list[Record]) -> tuple[Tensor, Tensor, Tensor]:
    shown = (
        [(r.split, r.face and r.face.emotion) for r in records],
        [(r.split, r.clip and r.clip.emotion) for r in records],
        [(r.split, r.words is None, r.sentence and r.sentence.emotion, r.spoken and r.intent) for r in records],
    )
    return tuple(torch.from_numpy(np.unique([repr(one) for one in column], return_inverse=True)[1]) for column in shown)
