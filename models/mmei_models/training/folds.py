"""Training sources as encoders read them that were fitted without them, so that fusion learns from all of them and not only from the few
that are kept from the encoders (cross-fitting; stacked generalisation, Wolpert 1992).

Two encoders that were trained apart speak of the same face in tokens of their own. What one says is brought into the other's space by a
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
from ..artifacts.tokens import ENCODERS, Column, TokenSet, digest, kept, readers, shown_by
from ..data.split import FOLDS
from ..networks.wav2vec2 import SpeechWav2Vec2
from .config import TrainingConfig, configured
from .loop import trained
from .on_published import face_of
from .text import text_of

PARTS = ("vision", "audio", "text")
"""In the order of MODALITIES."""

CHANGES = {"vision": {"epochs": 12}, "audio": {}, "text": {"epochs": 1}}
"""Of a part's settings, where a fold is left out: some minutes on one core each, and on validation a text encoder that is as good within
half a point as after two epochs."""

RIDGE = 1e-3
"""Of the map, as a share of the tokens' mean square: one voice has few tokens."""


def every() -> list[TrainingConfig]:
    """The runs of all folds."""
    return [configured(part, held=fold, **CHANGES[part]) for part in PARTS for fold in range(1, FOLDS[part] + 1)]


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
    key = digest([key_of(runs), *(name for name in sorted(learned))])[:16]
    columns = []
    for place, (part, shown, column) in enumerate(zip(PARTS, shown_by(seen.records), seen.columns)):
        folds, common = _folds(seen.records, shown, place, learned)

        def read() -> Column:
            return _stitched(column, shown, folds, common, part, data, artifacts, runs)

        columns.append(kept(runs / "tokens" / f"{part}-crossed-{key}.pt", read))
    return TokenSet(seen.records, tuple(columns))


def _folds(
    records: Sequence[Record], shown: Sequence[str | None], modality: int, learned: dict[str, Source]
) -> tuple[dict[str, int], list[str]]:
    """What is shown of one modality: the fold of each that its encoder learned from, and what none of the encoders did, of training."""
    folds, common = {}, set()
    for record, name in zip(records, shown):
        source = (record.face, record.clip, record.sentence)[modality]
        if name is None or source is None or record.split != TRAIN:
            continue
        if source.source in learned:
            folds[name] = learned[source.source].fold
        else:
            common.add(name)
    return folds, sorted(common - folds.keys())


def _stitched(
    column: Column,
    shown: Sequence[str | None],
    folds: dict[str, int],
    common: list[str],
    part: str,
    data: Path,
    artifacts: Path,
    runs: Path,
) -> Column:
    number = {name: place for name, place in zip(shown, column.place.tolist()) if name is not None}
    shared = torch.tensor([number[name] for name in common])
    tokens = column.tokens.clone()
    exported = [Artifact.load(artifacts / name / "1") for name in ENCODERS]
    place = PARTS.index(part)
    for config in every():
        own = [name for name, of in folds.items() if of == config.held]
        if config.part != part or not own:
            continue
        exported[place] = replace(exported[place], graph=_network(part, runs / config.name, runs))
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
    return torch.arange(32) < counts.unsqueeze(1)


def _network(part: str, folder: Path, runs: Path) -> nn.Module:
    match part:
        case "vision":
            return face_of(folder, runs)
        case "audio":
            return trained(SpeechWav2Vec2(), folder)[0]
        case _:
            return text_of(folder, runs)[0]
