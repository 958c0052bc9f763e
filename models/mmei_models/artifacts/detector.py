"""The committed face detector as what `faces` looks with."""

from functools import partial
from pathlib import Path

import numpy as np
import torch

from ..faces import FaceFinder
from .graph import Graph
from .read import Artifact

NAME = "face-detector"


def finder(folder: Path) -> FaceFinder:
    """That of `folder/face-detector/1`."""
    artifact = Artifact.load(folder / NAME / "1")
    stated = artifact.manifest["preprocessing"]
    return FaceFinder(partial(detect, artifact.graph), stated["side"], stated["minScore"], stated["maxOverlap"])


def detect(graph: Graph, image: np.ndarray) -> tuple[np.ndarray, ...]:
    """One image -> boxes, points and scores without the batch."""
    return tuple(value[0].numpy() for value in graph(torch.from_numpy(image).unsqueeze(0)))
