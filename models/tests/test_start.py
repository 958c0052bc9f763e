from pathlib import Path

import pytest
import torch
from torch import nn

from mmei_models.__main__ import main
from mmei_models.artifacts.read import Artifact, ArtifactError
from mmei_models.networks.vit import FaceViT
from mmei_models.networks.wav2vec2 import SpeechWav2Vec2
from mmei_models.training.start import begin

FACES = Path(__file__).parent.parent / "artifacts" / "face-vit" / "1"


class Task:
    """One batch of faces for a network."""

    def __init__(self, model: nn.Module):
        self.model = model

    def batches(self, epoch):
        yield torch.rand(16, 1, 48, 48) * 2 - 1

    def loss(self, batch, epoch):
        return self.model(batch)[2].sum()


def test_a_run_begins_with_what_the_export_answers():
    task = Task(FaceViT())
    artifact = Artifact.load(FACES)
    assert begin(task, FACES) == artifact.manifest["model"]["sha256"]
    pixels = torch.rand(3, 1, 48, 48) * 2 - 1
    with torch.no_grad():
        for answer, expected in zip(task.model.eval()(pixels), artifact.graph(pixels)):
            torch.testing.assert_close(answer, expected, atol=1e-4, rtol=0)


def test_its_batch_norms_have_something_to_level():
    task = Task(FaceViT())
    begin(task, FACES)
    norms = [module for module in task.model.modules() if isinstance(module, nn.BatchNorm2d)]
    seen = []
    hooks = [norm.register_forward_pre_hook(lambda module, inputs: seen.append((module, inputs[0]))) for norm in norms]
    task.model.train()(next(task.batches(0)))
    for hook in hooks:
        hook.remove()
    for norm, inputs in seen:
        torch.testing.assert_close(norm.running_var, inputs.var((0, 2, 3)), atol=0, rtol=1)


def test_another_network_is_refused():
    with pytest.raises(ArtifactError, match="model.onnx: its convolutions are not those of FaceViT"):
        begin(Task(FaceViT(stem=(16, 32, 64))), FACES)
    with pytest.raises(ArtifactError, match=r"positions has the shape \[1, 25, 192\]; FaceViT has \[1, 25, 96\]"):
        begin(Task(FaceViT(width=96)), FACES)
    with pytest.raises(ArtifactError, match="lacks blocks.3"):
        begin(Task(FaceViT(layers=4)), FACES)


class Clips(Task):
    """One batch of sounds for the speech encoder."""

    def batches(self, epoch):
        yield [bank(torch.randn(8, 32_000)) for bank in self.model.banks]

    def loss(self, batch, epoch):
        return self.model.contextual(batch)[2].sum()


def test_a_run_on_voices_begins_with_what_the_export_answers():
    task, speech = Clips(SpeechWav2Vec2()), FACES.parent.parent / "speech-wav2vec2" / "1"
    begin(task, speech)
    waves = torch.randn(2, 24_000)
    with torch.no_grad():
        for answer, expected in zip(task.model.eval()(waves), Artifact.load(speech).graph(waves)):
            torch.testing.assert_close(answer, expected, atol=1e-4, rtol=0)


def test_items_do_not_begin_with_an_export(tmp_path, capsys):
    assert main(["train", "--part", "content", "--data", str(tmp_path), "--from", str(FACES), "--runs", str(tmp_path)]) == 2
    assert "--from goes with --part vision, audio or text" in capsys.readouterr().err
