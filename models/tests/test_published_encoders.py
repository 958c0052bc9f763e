"""Published encoders as networks of ours. None can be had here but MiniLM: they are small ones at random, exported as published ones
are."""

import json
import shutil
from pathlib import Path

import pytest
import torch
from published import write_sets

from mmei_models.__main__ import main
from mmei_models.artifacts.read import Artifact
from mmei_models.export.artifacts import export_all
from mmei_models.networks.published_vit import PublishedFace, PublishedVit
from mmei_models.networks.published_wav2vec2 import PublishedSpeech, PublishedWav2Vec2
from mmei_models.pretrained import weights
from mmei_models.pretrained.backbone import MANIFEST, BackboneError, known
from mmei_models.training import smoke


def published(folder, network, example, heads=2):
    """`folder` as `fetch` leaves it, with this network in it."""
    folder.mkdir(parents=True)
    with torch.no_grad():
        for weight in network.parameters():
            weight += 0.02 * torch.randn_like(weight)
    [name] = [tensor["name"] for tensor in known()[folder.name].manifest["inputs"]]
    torch.onnx.export(
        network.eval(), (example,), str(folder / "model.onnx"), input_names=[name], output_names=["last_hidden_state"],
        dynamic_axes={name: {0: "batch"}}, opset_version=17,
    )  # fmt: skip
    (folder / MANIFEST).write_text(json.dumps(known()[folder.name].manifest | {"heads": heads}))
    return folder


@torch.no_grad()
def test_a_published_vision_transformer_answers_as_it_did(tmp_path):
    own, example = PublishedVit(size=32, patch=8, width=16, layers=2, heads=2, hidden=24), torch.randn(2, 3, 32, 32)
    read = weights.vit(published(tmp_path / "vit-base-patch16-224", own, example)).eval()
    torch.testing.assert_close(read(example), own(example))
    names = ("layernorm.bias", "encoder.layer.1.output.dense.bias", "encoder.layer.0.x", "embeddings.x")
    assert [read.depth_of(name) for name in names] == [0, 0, 1, 2]
    tokens, counts, logits = PublishedFace(read).eval()(torch.randn(3, 1, 48, 48))
    assert tokens.shape == (3, 32, 256) and counts.tolist() == [16] * 3 and logits.shape == (3, 7)


@torch.no_grad()
def test_a_published_wav2vec2_answers_as_it_did(tmp_path):
    own = PublishedWav2Vec2(channels=16, width=32, layers=2, heads=2, hidden=24, positions=(8, 4))
    example = torch.randn(2, 8_000)
    read = weights.wav2vec2(published(tmp_path / "wav2vec2-base", own, example)).eval()
    torch.testing.assert_close(read(example), own(example))
    assert [read.depth_of(name) for name in ("encoder.layers.1.x", "encoder.layers.0.x", "feature_extractor.x")] == [0, 1, 2]
    tokens, counts, emotions, acted = PublishedSpeech(read).eval()(torch.randn(1, 16_000))
    assert tokens.shape == (1, 32, 256) and counts.tolist() == [32] and emotions.shape == (1, 7) and acted.shape == (1, 8)


@torch.no_grad()
def test_a_published_bert_answers_as_it_did(tmp_path):
    smoke.publish(tmp_path / "minilm-l6")
    read, tokenizer = weights.bert(tmp_path / "minilm-l6", dropout=0.1)
    ids = torch.tensor([tokenizer.encode("so it is")])
    alone = read.eval()(ids, torch.ones_like(ids), torch.zeros_like(ids))
    padded = torch.nn.functional.pad(ids, (0, 3))
    together = read(padded, (padded > 0).long(), torch.zeros_like(padded))
    torch.testing.assert_close(together[:, : ids.shape[1]], alone)
    assert read.depth_of("encoder.layer.1.x") == 0 and read.depth_of("embeddings.x") == 2


@pytest.mark.parametrize(
    ("part", "backbone", "network", "example", "name", "inputs"),
    [
        (
            "vision",
            "vit-base-patch16-224",
            lambda: PublishedVit(32, 8, 16, 2, 2, 24),
            torch.randn(2, 3, 32, 32),
            "face-vit",
            (3, 1, 48, 48),
        ),
        (
            "audio",
            "wav2vec2-base",
            lambda: PublishedWav2Vec2(16, 32, 2, 2, 24, (8, 4)),
            torch.randn(2, 8_000),
            "speech-wav2vec2",
            (1, 24_000),
        ),
    ],
)
def test_a_published_encoder_becomes_one_of_the_platforms(tmp_path, part, backbone, network, example, name, inputs):
    runs, out = tmp_path / "runs", tmp_path / "out"
    published(runs / "pretrained" / backbone, network(), example)
    data = write_sets(tmp_path / "sets", faces=8, sentences=4)
    assert main(["train", "--data", str(data), "--part", part, "--backbone", backbone, "--runs", str(runs), "--epochs", "1", "--batch", "8",
                 "--device", "cpu"]) == 0  # fmt: skip
    for committed in (Path(__file__).parent.parent / "artifacts").iterdir():
        shutil.copytree(committed, out / committed.name)
    assert list(export_all(runs, out)) == [f"{name}@1"]
    joined = Artifact.load(out / name / "1")
    assert joined.manifest["training"]["note"].count(backbone) == 1
    tokens, counts, logits, *_ = joined.graph(torch.randn(inputs))
    assert tokens.shape[1:] == (32, 256) and logits.shape[1:] == (7,) and (counts > 0).all()


def test_what_is_not_there_or_not_such_an_encoder_is_named(tmp_path):
    with pytest.raises(BackboneError, match="holds no backbone.json; fetch the encoder first"):
        weights.bert(tmp_path, dropout=0.0)
    folder = published(tmp_path / "wav2vec2-base", torch.nn.Linear(4, 4), torch.randn(1, 4))
    with pytest.raises(BackboneError, match="lacks the weight 'feature_extractor.* not wav2vec2-base as published"):
        weights.wav2vec2(folder)
