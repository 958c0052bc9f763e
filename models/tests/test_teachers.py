"""What vision learns beside the labels: faces as they are cut, and what other runs say."""

from pathlib import Path

import numpy as np
import pytest
import torch
from torch.nn import functional

from mmei_models import samples
from mmei_models.__main__ import main
from mmei_models.networks.vit import FaceViT
from mmei_models.taxonomy import EMOTIONS
from mmei_models.training import smoke
from mmei_models.training.config import configured
from mmei_models.training.cuts import cut_faces
from mmei_models.training.teachers import taught, together
from mmei_models.training.vision import VisionTask

ARTIFACTS = Path(__file__).parent.parent / "artifacts"


@pytest.fixture(scope="module")
def drawn() -> np.ndarray:
    return np.stack([np.asarray(samples.face(emotion, 3, size=48).convert("L")) for emotion in EMOTIONS])


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    smoke.write_sets(folder)
    return folder


class Sure(torch.nn.Module):
    """A teacher that takes every face for disgust."""

    def forward(self, images):
        logits = torch.full((len(images), len(EMOTIONS)), -9.0)
        logits[:, EMOTIONS.index("disgust")] = 9.0
        return None, None, logits


def test_faces_are_cut_once_and_one_that_is_not_found_stays_as_it_is(drawn, tmp_path):
    faces = np.concatenate([drawn, np.zeros((1, 48, 48), np.uint8)])
    cuts = cut_faces(faces, ARTIFACTS, tmp_path)
    [kept] = (tmp_path / "cuts").iterdir()
    written = kept.stat().st_mtime_ns
    assert cuts.shape == faces.shape and cuts.dtype == torch.uint8
    assert not cuts[-1].any() and sum(not np.array_equal(cut, face) for cut, face in zip(cuts, faces)) >= len(drawn) / 2
    assert torch.equal(cut_faces(faces, ARTIFACTS, tmp_path), cuts) and kept.stat().st_mtime_ns == written


def test_teachers_are_believed_as_much_as_is_stated():
    logits, other = torch.tensor([[2.0, 0.0], [0.0, 1.0]]), torch.tensor([[0.0, 0.0], [0.0, 0.0]])
    said = together([logits, other])
    assert torch.allclose(said, (logits.softmax(1) + 0.5) / 2)
    assert torch.allclose(
        taught(logits, functional.one_hot(torch.tensor([0, 1]), 2)),
        functional.cross_entropy(logits, torch.tensor([0, 1]), reduction="none"),
    )


def test_a_run_learns_what_its_teachers_say_against_the_labels(data):
    torch.manual_seed(1)
    model = FaceViT(dropout=0.0)
    task = VisionTask(data, model, configured("vision", batch=16), "cpu", torch.from_numpy, [Sure()])
    optimiser = torch.optim.AdamW(model.parameters(), lr=1e-3)
    for _ in range(3):
        for batch in task.batches(0):
            optimiser.zero_grad()
            task.loss(batch, 0).backward()
            optimiser.step()
    model.eval()
    found = model(torch.rand(8, 1, 48, 48) * 2 - 1)[2].argmax(1)
    assert (found == EMOTIONS.index("disgust")).all()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--part", "audio", "--teachers", "x"], "--teachers goes with --part vision or text"),
        (["--part", "text", "--wide", "2"], "--wide goes with --part vision"),
        (["--part", "vision", "--wide", "9"], "wide is 9.0; it must be from 0.5 to 4"),
        (["--run", "other"], "--run goes with a single --part"),
        (["--part", "vision", "--teachers", "nowhere"], "nowhere/checkpoint.pt"),
    ],
)
def test_what_does_not_go_together_is_named(data, tmp_path, capsys, options, message):
    assert main(["train", "--data", str(data), "--runs", str(tmp_path), "--device", "cpu", *options]) != 0
    assert message in capsys.readouterr().err
