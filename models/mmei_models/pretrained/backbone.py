"""What is known of each published encoder, and whether a file is one."""

import json
from dataclasses import dataclass
from pathlib import Path

import onnx

FOLDER = Path(__file__).resolve().parents[2] / "pretrained"
MANIFEST = "backbone.json"
_TYPES = {"float32": onnx.TensorProto.FLOAT, "int64": onnx.TensorProto.INT64}


class BackboneError(Exception):
    """A published encoder that cannot be had or used. The text names the file and the reason."""


@dataclass(frozen=True)
class Backbone:
    """A published encoder: its manifest, as in `models/pretrained/<name>.json`."""

    manifest: dict

    @property
    def name(self) -> str:
        return self.manifest["name"]

    @property
    def files(self) -> dict[str, dict]:
        """What is fetched, by the name that the sources file uses: {"file", "mostBytes"}."""
        return self.manifest["files"]

    def check(self, model: Path) -> None:
        """Raises BackboneError unless the graph has the inputs and outputs that the manifest names. More outputs do not hurt; more inputs
        do."""
        try:
            graph = onnx.load(str(model), load_external_data=False).graph
        except Exception as error:  # protobuf's own errors have no common base in all versions
            raise BackboneError(f"{model}: is not an ONNX file ({error})") from error
        weights = {value.name for value in graph.initializer}
        inputs = {value.name: value for value in graph.input if value.name not in weights}
        outputs = {value.name: value for value in graph.output}
        if unknown := sorted(set(inputs) - {stated["name"] for stated in self.manifest["inputs"]}):
            raise BackboneError(f"{model}: has the input {unknown[0]!r}, which {self.name} does not take")
        for kind, stated, found in (("input", self.manifest["inputs"], inputs), ("output", self.manifest["outputs"], outputs)):
            for tensor in stated:
                if tensor["name"] not in found:
                    raise BackboneError(f"{model}: has no {kind} {tensor['name']!r}; it has {', '.join(found)}")
                if reason := _difference(tensor, found[tensor["name"]].type.tensor_type):
                    raise BackboneError(f"{model}: the {kind} {tensor['name']!r} {reason}")


def known() -> dict[str, Backbone]:
    """Every published encoder that has a manifest, by name."""
    found = [Backbone(json.loads(path.read_text(encoding="utf-8"))) for path in sorted(FOLDER.glob("*.json"))]
    return {backbone.name: backbone for backbone in found}


def _difference(stated: dict, found: onnx.TypeProto.Tensor) -> str | None:
    """Why a tensor is not the stated one. A dimension that either side leaves open fits."""
    if found.elem_type != _TYPES[stated["type"]]:
        return f"is not {stated['type']}"
    shape = [dimension.dim_value or dimension.dim_param or "?" for dimension in found.shape.dim]
    fits = len(shape) == len(stated["shape"]) and all(
        isinstance(one, str) or isinstance(other, str) or one == other for one, other in zip(shape, stated["shape"])
    )
    return None if fits else f"has the shape {shape} instead of {stated['shape']}"
