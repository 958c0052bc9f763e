import json
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from mmei_models.artifacts.graph import Graph
from mmei_models.artifacts.read import Artifact, ArtifactError, faces, sentences, voices

ARTIFACTS = Path(__file__).parent.parent / "artifacts"
FOLDERS = sorted(path.parent for path in ARTIFACTS.glob("*/*/manifest.json"))


def tensor(stated: dict) -> torch.Tensor:
    values = torch.tensor(stated["data"]).reshape(stated["shape"])
    return values.float() if values.is_floating_point() else values


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_a_committed_artifact_answers_as_its_parity_cases_say(folder):
    """Within what the cases allow: a model that rounds to bytes as it runs takes another step where a processor's last bit differs."""
    artifact, parity = Artifact.load(folder), json.loads((folder / "parity.json").read_text())
    for case in parity["cases"]:
        inputs = [tensor(case["inputs"][name]) for name in artifact.graph.inputs]
        inputs = [value.float() if stated["type"] == "float32" else value for value, stated in zip(inputs, artifact.manifest["inputs"])]
        for name, value in zip(artifact.graph.outputs, artifact.graph(*inputs)):
            most = parity.get("tolerances", {}).get(name, 1e-4)
            torch.testing.assert_close(value, tensor(case["outputs"][name]).to(value.dtype), atol=most, rtol=0)


def test_a_changed_file_is_refused(tmp_path):
    folder = ARTIFACTS / "face-vit" / "1"
    for name in ("manifest.json", "model.onnx"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    with (tmp_path / "model.onnx").open("ab") as file:
        file.write(b"\0")
    with pytest.raises(ArtifactError, match="model.onnx: its SHA-256 is"):
        Artifact.load(tmp_path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ArtifactError, match="manifest.json"):
        Artifact.load(tmp_path)


def test_sentences_keep_their_order_and_do_not_depend_on_their_neighbours():
    artifact = Artifact.load(ARTIFACTS / "text-bert" / "1")
    texts = ["No.", "What a day this was, in the end!", "Yes?", "I miss you so much that it hurts."]
    together = sentences(artifact, texts)[2]
    alone = torch.cat([sentences(artifact, [text])[2] for text in texts])
    torch.testing.assert_close(together, alone, atol=1e-4, rtol=0)


def test_voices_of_different_lengths_keep_their_order():
    artifact = Artifact.load(ARTIFACTS / "speech-wav2vec2" / "1")
    rng = np.random.default_rng(1)
    clips = [rng.standard_normal(length).astype(np.float32) for length in (9_000, 12_000, 9_000)]
    together = voices(artifact, clips, 16_000)[2]
    alone = torch.cat([voices(artifact, [clip], 16_000)[2] for clip in clips])
    torch.testing.assert_close(together, alone, atol=1e-4, rtol=0)


def test_faces_of_another_size_are_refused():
    with pytest.raises(ValueError, match="faces are 32x32 pixels"):
        faces(Artifact.load(ARTIFACTS / "face-vit" / "1"), np.zeros((1, 32, 32), np.uint8))


def test_a_convolutional_graph_answers_as_its_module(tmp_path):
    class Network(nn.Module):
        def __init__(self):
            super().__init__()
            self.first, self.norm, self.second = nn.Conv2d(1, 4, 3, 2, 1, bias=False), nn.BatchNorm2d(4), nn.Conv2d(4, 4, 3, padding=(0, 1))

        def forward(self, x):
            x = nn.functional.max_pool2d(torch.relu(self.norm(self.first(x))), 3, 2, 1)
            x = torch.sigmoid(self.second(x)).flatten(2)[:, :, 1:-1:2]
            return x.mean(-1), x.amax(-1), (x - x.abs().exp().log() ** 2).sum((1, 2), keepdim=True)

    model, x = Network(), torch.randn(3, 1, 16, 16)
    for _ in range(3):
        model(torch.randn(8, 1, 16, 16))  # moves the running statistics
    model.eval()
    torch.onnx.export(
        model, x, str(tmp_path / "m.onnx"), opset_version=17, do_constant_folding=False, training=torch.onnx.TrainingMode.PRESERVE
    )
    for answer, expected in zip(Graph(tmp_path / "m.onnx")(x), model(x)):
        torch.testing.assert_close(answer, expected.detach(), atol=1e-5, rtol=1e-5)


def test_an_unknown_operator_is_named(tmp_path):
    class Network(nn.Module):
        def forward(self, x):
            return torch.tan(x)

    torch.onnx.export(Network(), torch.randn(2), str(tmp_path / "m.onnx"), opset_version=17)
    with pytest.raises(ValueError, match="the operator Tan is not known"):
        Graph(tmp_path / "m.onnx")
