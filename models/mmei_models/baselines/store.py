"""Trained baselines as files, so that they can be measured without training: half-precision weights in .npz, and what they are."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from ..artifacts.tokens import ENCODERS, digest, sha256_of
from ..data.source import DataError
from ..training.config import FusionConfig
from ..training.fusion import Recommender, recommender
from .readers import READERS


@dataclass(frozen=True)
class Baseline:
    """A trained model of records with its content encoder's head; `reader` replaces the exported encoder of one modality."""

    config: FusionConfig
    model: Recommender
    reader: nn.Module | None


def save(baseline: Baseline, encoders: str, path: Path) -> None:
    """`encoders` is `key_of` those it was trained on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    weights = {f"model.{name}": value for name, value in baseline.model.state_dict().items()}
    weights |= {f"reader.{name}": value for name, value in (baseline.reader.state_dict() if baseline.reader else {}).items()}
    described = json.dumps({"config": baseline.config.record(), "encoders": encoders})
    np.savez_compressed(path, description=np.array(described), **{name: _stored(value) for name, value in weights.items()})


def load(path: Path, encoders: str) -> Baseline:
    """A baseline of other encoders cannot be used: its tokens would mean something else."""
    stored = np.load(path)
    described = json.loads(str(stored["description"]))
    if described["encoders"] != encoders:
        raise DataError(path, "was trained on tokens of other encoders than those exported; run Table 1 again")
    config = FusionConfig(**described["config"])
    own = _of("model.", stored)
    model = recommender(config, len(own["content.embed.0.weight"]))
    model.load_state_dict(own)
    return Baseline(config, model.eval(), reader_in(path) if config.model in READERS else None)


def reader_in(path: Path) -> nn.Module:
    """The encoder that a stored baseline has for itself, whatever the other encoders are."""
    stored = np.load(path)
    reader = READERS[json.loads(str(stored["description"]))["config"]["model"]][2]()
    reader.load_state_dict(_of("reader.", stored))
    return reader.eval()


def key_of(artifacts: Path) -> str:
    """A digest of the exported encoders, and of what reads items: not of the head on it, of which each baseline has its own."""
    reader = hashlib.sha256()
    for weights in onnx.load(str(artifacts / "content-bert" / "1" / "model.onnx")).graph.initializer:
        if weights.name.startswith("bert."):
            reader.update(numpy_helper.to_array(weights).tobytes())
    return digest([*(sha256_of(artifacts, name) for name in ENCODERS), reader.hexdigest()])


def _of(prefix: str, stored: Mapping[str, np.ndarray]) -> dict[str, Tensor]:
    """The weights whose names begin so, in single precision."""
    return {
        name.removeprefix(prefix): torch.from_numpy(stored[name].astype(np.float32) if stored[name].dtype == np.float16 else stored[name])
        for name in stored
        if name.startswith(prefix)
    }


def _stored(value: Tensor) -> np.ndarray:
    return (value.half() if value.is_floating_point() else value).cpu().numpy()
