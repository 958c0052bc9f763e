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


def affine() -> onnx.GraphProto:
    """y = 2 x + 1 over rows of three."""
    return helper.make_graph(
        [helper.make_node("Mul", ["x", "two"], ["double"]), helper.make_node("Add", ["double", "one"], ["y"])],
        "affine",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["batch", 3])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["batch", 3])],
        [helper.make_tensor("two", TensorProto.FLOAT, [], [2.0]), helper.make_tensor("one", TensorProto.FLOAT, [], [1.0])],
        doc_string="doubles and adds one",
    )


def element_types() -> onnx.GraphProto:
    """Each element type through one operator of its own."""
    return helper.make_graph(
        [
            helper.make_node("Cast", ["half"], ["half_as_float"], to=TensorProto.FLOAT),
            helper.make_node("Cast", ["half"], ["half_again"], to=TensorProto.FLOAT16),
            helper.make_node("Add", ["integer", "one"], ["next_integer"]),
            helper.make_node("Not", ["flag"], ["opposite"]),
        ],
        "element_types",
        [
            helper.make_tensor_value_info("half", TensorProto.FLOAT16, ["n"]),
            helper.make_tensor_value_info("integer", TensorProto.INT64, ["n"]),
            helper.make_tensor_value_info("flag", TensorProto.BOOL, ["n"]),
        ],
        [
            helper.make_tensor_value_info("half_as_float", TensorProto.FLOAT, ["n"]),
            helper.make_tensor_value_info("half_again", TensorProto.FLOAT16, ["n"]),
            helper.make_tensor_value_info("next_integer", TensorProto.INT64, ["n"]),
            helper.make_tensor_value_info("opposite", TensorProto.BOOL, ["n"]),
        ],
        [helper.make_tensor("one", TensorProto.INT64, [], [1])],
    )


def counting() -> onnx.GraphProto:
    """Adds one to a number, as many times as asked: a run that takes as long as a test wants."""
    body = helper.make_graph(
        [helper.make_node("Identity", ["go"], ["go_on"]), helper.make_node("Add", ["total", "step"], ["next_total"])],
        "body",
        [
            helper.make_tensor_value_info("iteration", TensorProto.INT64, []),
            helper.make_tensor_value_info("go", TensorProto.BOOL, []),
            helper.make_tensor_value_info("total", TensorProto.FLOAT, []),
        ],
        [helper.make_tensor_value_info("go_on", TensorProto.BOOL, []), helper.make_tensor_value_info("next_total", TensorProto.FLOAT, [])],
        [helper.make_tensor("step", TensorProto.FLOAT, [], [1.0])],
    )
    return helper.make_graph(
        [helper.make_node("Loop", ["times", "yes", "start"], ["total_at_end"], body=body)],
        "counting",
        [helper.make_tensor_value_info("times", TensorProto.INT64, [])],
        [helper.make_tensor_value_info("total_at_end", TensorProto.FLOAT, [])],
        [helper.make_tensor("yes", TensorProto.BOOL, [], [True]), helper.make_tensor("start", TensorProto.FLOAT, [], [0.0])],
    )


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
    compat = TESTS / "Mmei.Compat.OnnxRuntime.Tests" / "Fixtures"
    save(compat / "affine.onnx", affine(), domain="mmei.test", doc_string="an affine map", model_version=7)
    save(compat / "element_types.onnx", element_types())
    save(compat / "counting.onnx", counting())
    save(TESTS / "Mmei.Inference.Onnx.Tests" / "Fixtures" / "logarithm.onnx", logarithm())
