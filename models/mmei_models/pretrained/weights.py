"""Published encoders as networks that can be trained further."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from onnx import GraphProto
from torch import Tensor, nn

from ..artifacts.weights import graph_of, weights_of
from ..networks.published_bert import PublishedBert
from ..networks.published_vit import PublishedVit
from ..networks.published_wav2vec2 import PublishedWav2Vec2
from ..text.wordpiece import WordPiece
from .backbone import MANIFEST, BackboneError

Network = TypeVar("Network", bound=nn.Module)


def bert(folder: Path, dropout: float) -> tuple[PublishedBert, WordPiece]:
    """The BERT in a folder that `fetch` filled, and its vocabulary.

    Raises BackboneError where the folder is not complete or its file lacks a weight; so do the others.
    """
    manifest = _manifest(folder)
    network = _network(folder, "bert.", lambda weights, heads: PublishedBert.of(weights, heads, dropout))
    vocabulary = WordPiece.load(folder / manifest["files"]["vocabulary"]["file"]).vocabulary
    return network, WordPiece(vocabulary, manifest["preprocessing"]["lowerCase"])


def vit(folder: Path) -> PublishedVit:
    """The Vision Transformer in a folder that `fetch` filled."""
    return _network(folder, "vit.", PublishedVit.of)


def wav2vec2(folder: Path) -> PublishedWav2Vec2:
    """The Wav2Vec2 in a folder that `fetch` filled."""
    return _network(folder, "wav2vec2.", PublishedWav2Vec2.of, _norm_over_time)


def _network(
    folder: Path,
    prefix: str,
    of: Callable[[dict[str, Tensor], int], Network],
    more: Callable[[GraphProto, dict[str, Tensor]], dict[str, Tensor]] = lambda graph, weights: {},
) -> Network:
    """`prefix`: what names begin with where the encoder was published inside another model; `more`: weights whose names were lost."""
    manifest = _manifest(folder)
    file = folder / manifest["files"]["model"]["file"]
    graph = graph_of(file)
    found = weights_of(graph)
    weights = {name.removeprefix(prefix): value for name, value in found.items()} | more(graph, found)
    try:
        return of(weights, manifest["heads"])
    except KeyError as error:
        raise BackboneError(f"{file}: lacks the weight {error}, so it is not {manifest['name']} as published") from error


def _manifest(folder: Path) -> dict:
    try:
        return json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except OSError as error:
        raise BackboneError(f"{folder}: holds no {MANIFEST}; fetch the encoder first (./mmei fetch)") from error


def _norm_over_time(graph: GraphProto, weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """Scale and shift of the first convolution's norm: what the output of the graph's one instance norm is multiplied with, and what is
    then
    added."""
    readers = {name: node for node in graph.node for name in node.input}
    node = next((node for node in graph.node if node.op_type == "InstanceNormalization"), None)
    found = {}
    for name, kind in (("weight", "Mul"), ("bias", "Add")):
        while node is not None and node.op_type != kind:
            node = readers.get(node.output[0])
        if node is not None and (own := [weights[value] for value in node.input if value in weights]):
            found[f"feature_extractor.conv_layers.0.layer_norm.{name}"] = own[0].flatten()
    return found
