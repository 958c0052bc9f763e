import hashlib
import json
import shutil
from pathlib import Path
from types import SimpleNamespace

import onnx
import pytest
import torch
from torch import nn

from mmei_models.artifacts.detector import NAME as DETECTOR
from mmei_models.artifacts.detector import finder
from mmei_models.artifacts.read import ArtifactError
from mmei_models.artifacts.tokens import ENCODERS, sha256_of
from mmei_models.export import artifacts, cards, parity
from mmei_models.networks.context import Context, MmeiInContext
from mmei_models.networks.fusion import Mmei
from mmei_models.networks.vit import FaceViT
from mmei_models.preprocessing import AudioInput, ImageInput, TextInput
from mmei_models.taxonomy import EMOTIONS
from mmei_models.training.config import configured

COMMITTED = Path(__file__).parent.parent / "artifacts"


def artifact(model: nn.Module) -> artifacts.Artifact:
    cases, media = parity.image_cases(ImageInput(), finder(COMMITTED))
    outputs = {"tokens": ["batch", 32, 256], "token_counts": ["batch"], "emotion_logits": ["batch", 7]}
    return artifacts.Artifact(
        "face-vit", "image", model, (torch.randn(2, 1, 48, 48),), {"pixel_values": ["batch", 1, 48, 48]}, outputs, {"emotion": EMOTIONS},
        {"accuracy": 0.123456}, {"seed": 1}, {"FER2013": 12}, cases, preprocessing={"kind": "image"}, media=media,
    )  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("artifacts") / "face-vit" / "1"
    path.mkdir(parents=True)
    (path / "left-over.txt").write_text("of an earlier export")
    torch.manual_seed(1)
    artifacts.write(artifact(FaceViT().eval()), path)
    return path


def test_replaces_an_earlier_artifact_as_a_whole(folder):
    assert not (folder / "left-over.txt").exists()
    assert {"model.onnx", "manifest.json", "parity.json", "card.md", "drawn-joy.png"} <= {file.name for file in folder.iterdir()}


def test_the_manifest_describes_the_file(folder):
    manifest = json.loads((folder / "manifest.json").read_text())
    content = (folder / "model.onnx").read_bytes()
    assert manifest["model"] == {"file": "model.onnx", "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content), "opset": 17}
    assert [(o["name"], o["type"]) for o in manifest["outputs"]] == [
        ("tokens", "float32"),
        ("token_counts", "int64"),
        ("emotion_logits", "float32"),
    ]
    assert manifest["training"]["data"] == [{"name": "FER2013", "licence": cards.CARDS["face-vit"].data["FER2013"], "samples": 12}]
    assert manifest["metrics"] == {"validation.accuracy": 0.1235}


def test_the_graph_takes_any_batch(folder):
    [pixels] = onnx.load(str(folder / "model.onnx")).graph.input
    assert [d.dim_param or d.dim_value for d in pixels.type.tensor_type.shape.dim] == ["batch", 1, 48, 48]


def test_parity_cases_are_what_the_model_answers_to_the_files(folder):
    torch.manual_seed(1)
    model = FaceViT().eval()
    cases = json.loads((folder / "parity.json").read_text())["cases"]
    for case in cases[:4]:
        with torch.no_grad():
            logits = model(ImageInput()((folder / case["source"]["file"]).read_bytes(), finder(COMMITTED)).unsqueeze(0))[2]
        torch.testing.assert_close(logits.flatten(), torch.tensor(case["outputs"]["emotion_logits"]["data"]), atol=1e-4, rtol=0)


def test_fusion_cases_show_all_modalities_and_each_alone(tokenizer):
    def answer(*_):
        return torch.randn(1, 32, 256), torch.tensor([3]), torch.zeros(1, 7)

    encoder = SimpleNamespace(graph=answer, image_input=ImageInput(), audio_input=AudioInput(), text_input=TextInput(tokenizer, 64))
    cases = parity.fusion_cases(encoder, encoder, encoder)
    assert [case["name"] for case in cases] == ["all", "image-alone", "audio-alone", "text-alone", "in-context", "heart-rate-alone"]
    names = [f"{m}_{part}" for m in ("image", "audio", "text") for part in ("tokens", "mask")] + [
        "session",
        "session_mask",
        "signals",
        "signals_mask",
    ]
    done = parity.run(MmeiInContext(Mmei(), Context()).eval(), names, ["emotion", "intent", "weights", "confidence", "fused"], cases)
    assert done[2]["outputs"]["weights"]["data"] == [0.0, 1.0, 0.0]
    assert done[1]["inputs"]["audio_tokens"]["shape"] == [1, 1, 256]


def test_an_encoder_that_was_not_trained_stays_and_one_that_is_nowhere_is_named(tmp_path):
    with pytest.raises(ArtifactError, match="face-vit"):
        artifacts.export_all(tmp_path / "runs", tmp_path / "out")
    for name in (DETECTOR, *ENCODERS):
        shutil.copytree(COMMITTED / name, tmp_path / "out" / name)
    (tmp_path / "runs" / "vision").mkdir(parents=True)
    torch.save({"model": FaceViT().state_dict(), "metrics": {"accuracy": 0.5}}, tmp_path / "runs" / "vision" / "checkpoint.pt")
    (tmp_path / "runs" / "vision" / "config.json").write_text(json.dumps(configured("vision").record()))
    (tmp_path / "runs" / "vision" / "data.json").write_text('{"FER2013": 12}')
    assert list(artifacts.export_all(tmp_path / "runs", tmp_path / "out")) == ["face-vit@1"]
    hashes = {name: sha256_of(tmp_path / "out", name) == sha256_of(COMMITTED, name) for name in ENCODERS}
    assert hashes == {"face-vit": False, "speech-wav2vec2": True, "text-bert": True}
