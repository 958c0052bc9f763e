"""Published encoders as networks that can be trained further."""

import json
from pathlib import Path

from ..artifacts.weights import graph_of, weights_of
from ..networks.published_bert import PublishedBert
from ..text.wordpiece import WordPiece
from .backbone import MANIFEST, BackboneError


def bert(folder: Path, dropout: float) -> tuple[PublishedBert, WordPiece]:
    """The BERT in a folder that `fetch` filled, and its vocabulary.

    Raises BackboneError where the folder is not complete or its file lacks a weight.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except OSError as error:
        raise BackboneError(f"{folder}: holds no {MANIFEST}; fetch the encoder first (./mmei fetch)") from error
    files = {kind: folder / file["file"] for kind, file in manifest["files"].items()}
    weights = {name.removeprefix("bert."): value for name, value in weights_of(graph_of(files["model"])).items()}
    try:
        network = PublishedBert.of(weights, manifest["heads"], dropout)
    except KeyError as error:
        raise BackboneError(f"{files['model']}: lacks the weight {error}, so it is not a BERT as published") from error
    return network, WordPiece(WordPiece.load(files["vocabulary"]).vocabulary, manifest["preprocessing"]["lowerCase"])
