"""Writes the tiny models of words that the .NET tests load: /usr/bin/python3 models/test_fixtures/word_models.py

Each of MEANS is an axis of the meaning; a text means the sum of its words, at length 1. "please" asks for what the text means with 0.9,
"maybe" with 0.03; tokens, E_c and profiles are the same for every text.
"""

import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnx_fixtures import TESTS, save

WIDTH = 384
MEANS = ["scary", "funny", "house", "garden"]
ASKS = {"please": 0.9, "maybe": 0.03}
VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ".", ",", "a", *MEANS, *ASKS]
INPUTS = ["input_ids", "attention_mask", "token_type_ids"]

CONSTANT = {
    "tokens": np.full((1, 32, 256), 0.1, np.float32),
    "token_counts": np.array([2], np.int64),
    "embedding": np.eye(1, 256, dtype=np.float32),
    "emotion_profile": np.full((1, 7), 1 / 7, np.float32),
    "intent_profile": np.full((1, 5), 1 / 5, np.float32),
}
"""What the models say of every text, with a batch axis of 1."""

ROLES = {
    "text": ["tokens", "token_counts", "wish"],
    "content": ["embedding", "emotion_profile", "intent_profile", "meaning"],
}


def by_word(values: dict[str, float]) -> np.ndarray:
    """A number for each id of the vocabulary."""
    return np.array([values.get(word, 0) for word in VOCABULARY] + [0] * (WIDTH - len(VOCABULARY)), np.float32)


def graph(role: str) -> onnx.GraphProto:
    """input_ids [batch, sequence] to the outputs of the role; the bias keeps a text of no known word from having no direction."""
    nodes = [
        helper.make_node("OneHot", ["input_ids", "width", "off_on"], ["words"]),
        helper.make_node("ReduceSum", ["words", "axis"], ["counts"], keepdims=0),
        helper.make_node("Mul", ["counts", "means"], ["known"]),
        helper.make_node("Add", ["known", "bias"], ["sum"]),
        helper.make_node("LpNormalization", ["sum"], ["meaning"], axis=1, p=2),
        helper.make_node("Gather", ["asks", "input_ids"], ["asked"]),
        helper.make_node("ReduceMax", ["asked"], ["asking"], axes=[1], keepdims=1),
        helper.make_node("Mul", ["meaning", "asking"], ["wish"]),
        helper.make_node("Shape", ["input_ids"], ["batch"], start=0, end=1),
    ]
    constants = {
        "width": np.array(WIDTH, np.int64),
        "off_on": np.array([0, 1], np.float32),
        "axis": np.array([1], np.int64),
        "means": by_word(dict.fromkeys(MEANS, 1.0)),
        "bias": np.eye(1, WIDTH, WIDTH - 1, dtype=np.float32) * np.float32(0.01),
        "asks": by_word(ASKS),
    }
    for name in [output for output in ROLES[role] if output in CONSTANT]:
        one = CONSTANT[name]
        constants[f"one_{name}"] = one
        constants[f"rest_{name}"] = np.array(one.shape[1:], np.int64)
        nodes.append(helper.make_node("Concat", ["batch", f"rest_{name}"], [f"shape_{name}"], axis=0))
        nodes.append(helper.make_node("Expand", [f"one_{name}", f"shape_{name}"], [name]))
    return helper.make_graph(
        nodes,
        role,
        [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "sequence"]) for name in INPUTS],
        [helper.make_tensor_value_info(name, element(name), shape(name)) for name in ROLES[role]],
        [numpy_helper.from_array(values, name) for name, values in constants.items()],
    )


def element(output: str) -> int:
    return TensorProto.INT64 if output == "token_counts" else TensorProto.FLOAT


def shape(output: str) -> list:
    return ["batch", *(CONSTANT[output].shape[1:] if output in CONSTANT else [WIDTH])]


def manifest(role: str, name: str, files: dict[str, Path]) -> dict:
    def about(file: Path) -> dict:
        content = file.read_bytes()
        return {"file": file.name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content), "opset": 17}

    def spec(tensor: str, kind: int, dimensions: list) -> dict:
        return {"name": tensor, "type": "int64" if kind == TensorProto.INT64 else "float32", "shape": dimensions}

    return {
        "schema": 1,
        "name": name,
        "version": "1",
        "role": role,
        "model": about(files["model"]),
        "inputs": [spec(tensor, TensorProto.INT64, ["batch", "sequence"]) for tensor in INPUTS],
        "outputs": [spec(output, element(output), shape(output)) for output in ROLES[role]],
        "batching": {"equalLength": False, "maxBatch": 32},
        "preprocessing": {"kind": "text", "lowerCase": True, "maxTokens": 16},
        "files": {"vocabulary": about(files["vocabulary"])},
    }


def write(role: str, name: str) -> None:
    folder = TESTS / "Mmei.Testing" / "Models" / name / "1"
    files = {"model": folder / "model.onnx", "vocabulary": folder / "vocab.txt"}
    save(files["model"], graph(role))
    files["vocabulary"].write_text("\n".join(VOCABULARY) + "\n", encoding="utf-8")
    (folder / "manifest.json").write_text(json.dumps(manifest(role, name, files), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write("text", "text-words")
    write("content", "content-words")
