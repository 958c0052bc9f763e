"""Writes the tiny ONNX models that the .NET tests load: /usr/bin/python3 models/test_fixtures/onnx_fixtures.py"""

from pathlib import Path

import onnx
from onnx import TensorProto, helper

TESTS = Path(__file__).resolve().parents[2] / "tests"
OPSET = [helper.make_opsetid("", 17)]


def save(path: Path, graph: onnx.GraphProto, **about) -> None:
    model = helper.make_model(graph, opset_imports=OPSET, ir_version=8, producer_name="mmei fixtures", **about)
    helper.set_model_props(model, {"purpose": "test"})
    onnx.checker.check_model(model)
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, str(path))


def logarithm() -> onnx.GraphProto:
    """A served model in small: two inputs, two outputs of two types; a negative value gives NaN, zero gives infinity."""
    return helper.make_graph(
        [helper.make_node("Log", ["values"], ["logarithms"]), helper.make_node("Add", ["ids", "one"], ["next_ids"])],
        "logarithm",
        [
            helper.make_tensor_value_info("values", TensorProto.FLOAT, ["batch", "length"]),
            helper.make_tensor_value_info("ids", TensorProto.INT64, ["batch"]),
        ],
        [
            helper.make_tensor_value_info("logarithms", TensorProto.FLOAT, ["batch", "length"]),
            helper.make_tensor_value_info("next_ids", TensorProto.INT64, ["batch"]),
        ],
        [helper.make_tensor("one", TensorProto.INT64, [], [1])],
    )


if __name__ == "__main__":
    save(TESTS / "Mmei.Inference.Onnx.Tests" / "Fixtures" / "logarithm.onnx", logarithm())
