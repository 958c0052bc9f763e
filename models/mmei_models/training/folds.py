"""Training sources as encoders read them that were fitted without them, so that fusion learns from all of them and not only from the few
that are kept from the encoders (cross-fitting; stacked generalisation, Wolpert 1992).

Two encoders that were trained apart speak of the same voice in tokens of their own. What one says is brought into the other's space by a
linear map, fitted on sources that neither has learned from (model stitching, Lenc and Vedaldi 2015).
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor, nn

from ..aigc_int.records import TRAIN, Record
from ..aigc_int.sources import Source
from ..artifacts.read import Artifact
from ..artifacts.tokens import ENCODERS, Column, TokenSet, digest, kept, readers, sha256_of, shown_by
from ..data.split import FOLDS
from ..taxonomy import MAX_TOKENS, MODALITIES
from .config import TrainingConfig, configured
from .loop import trained
from .on_published import speech_encoder
from .text import text_of

CHANGES = {"audio": {}, "text": {"epochs": 1}}
"""Of the settings of each part that has folds, where one is left out; such a part has the name of its modality."""

RIDGE = 1e-3
"""Of the map, as a share of the tokens' mean square: one voice has few tokens."""


def every() -> list[TrainingConfig]:
    """The runs of all folds."""
    return [configured(part, held=fold, **CHANGES[part]) for part, folds in FOLDS.items() for fold in range(1, folds + 1)]


def there(runs: Path) -> bool:
    """Whether `runs` has an encoder for every fold. Some and not all of them raise ValueError with what is missing."""
    names = [config.name for config in every()]
    missing = [name for name in names if not (runs / name / "checkpoint.pt").exists()]
    if missing and len(missing) < len(names):
        raise ValueError(f"{runs}: lacks the runs {', '.join(missing)}; train --part folds finishes them")
    return not missing


def key_of(runs: Path) -> str:
    """A digest of the folds' weights."""
    return digest([hashlib.sha256((runs / config.name / "checkpoint.pt").read_bytes()).hexdigest() for config in every()])


def cross_fitted(seen: TokenSet, learned: dict[str, Source], data: Path, artifacts: Path, runs: Path) -> TokenSet:
    """`seen`, with what encoders learned from (`learned`, by id) as the encoder read it that was fitted without it."""
    encoders = (sha256_of(artifacts, name) for name in ENCODERS)
    key = digest([key_of(runs), *encoders, *(str(name) for shown in shown_by(seen.records) for name in shown)])[:16]
    for place, modality in enumerate(MODALITIES):
        if modality in FOLDS:
            column = kept(runs / "tokens" / f"{modality}-crossed-{key}.pt", lambda: _stitched(seen, place, learned, data, artifacts, runs))
            seen = seen.replaced(modality, column)
    return seen


def _folds(records: Sequence[Record], place: int, learned: dict[str, Source]) -> tuple[dict[str, int], list[str]]:
    """What training records show of one modality: the fold of what its encoder learned from, and what none of the encoders did."""
    folds, common = {}, set()
    for record, name in zip(records, shown_by(records)[place]):
        source = (record.face, record.clip, record.sentence)[place]
        if name is None or source is None or record.split != TRAIN:
            continue
        if source.source in learned:
            folds[name] = learned[source.source].fold
        else:
            common.add(name)
    return folds, sorted(common - folds.keys())


@torch.no_grad()
def _stitched(seen: TokenSet, place: int, learned: dict[str, Source], data: Path, artifacts: Path, runs: Path) -> Column:
    column, (folds, common) = seen.columns[place], _folds(seen.records, place, learned)
    number = {name: row for name, row in zip(shown_by(seen.records)[place], column.place.tolist()) if name is not None}
    shared = torch.tensor([number[name] for name in common])
    tokens = column.tokens.clone()
    exported = [Artifact.load(artifacts / name / "1") for name in ENCODERS]
    for config in every():
        own = [name for name, of in folds.items() if of == config.held]
        if config.part != MODALITIES[place] or not own:
            continue
        exported[place] = replace(exported[place], graph=_network(config, runs))
        read, counts = readers(data, exported)[place](common + own)[:2]
        rows = torch.tensor([number[name] for name in own])
        if not torch.equal(counts, column.counts[torch.cat([shared, rows])]):
            raise ValueError(f"{config.name}: gives other numbers of tokens than the exported encoder; train it anew")
        valid = _valid(column.counts[shared])
        weights, bias = stitch(read[: len(common)][valid], column.tokens[shared].float()[valid])
        mapped = read[len(common) :] @ weights + bias
        tokens[rows] = (mapped * _valid(column.counts[rows]).unsqueeze(-1)).half()
    return replace(column, tokens=tokens)


def stitch(theirs: Tensor, ours: Tensor) -> tuple[Tensor, Tensor]:
    """Tokens [n, W] of the same by two encoders -> weights [W, W] and bias [W] with theirs @ weights + bias near ours (ridge)."""
    mean, goal = theirs.mean(0), ours.mean(0)
    centred = (theirs - mean).double()
    square = centred.T @ centred
    square += RIDGE * square.diagonal().mean() * torch.eye(len(square), dtype=torch.double)
    weights = torch.linalg.solve(square, centred.T @ (ours - goal).double()).float()
    return weights, goal - mean @ weights


def _valid(counts: Tensor) -> Tensor:
    """[n] -> [n, 32]: which tokens there are."""
    return torch.arange(MAX_TOKENS) < counts.unsqueeze(1)


def _network(config: TrainingConfig, runs: Path) -> nn.Module:
    folder = runs / config.name
    return text_of(folder, runs)[0] if config.part == "text" else trained(speech_encoder(config.backbone, runs), folder)[0]
