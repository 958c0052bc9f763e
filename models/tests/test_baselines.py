import pytest
import torch
from torch import nn

from mmei_models.networks.audio_cnn import AudioCnn
from mmei_models.networks.baselines import LateFusion
from mmei_models.networks.resnet50 import FaceResNet50
from mmei_models.taxonomy import EMOTIONS, INTENTS, MODALITIES, WIDTH
from mmei_models.training.config import FusionConfig
from mmei_models.training.fusion import NETWORKS

CONFIG = FusionConfig("fusion", epochs=1, batch=1, learning_rate=1e-3)
BASELINES = [name for name in NETWORKS if name != "mmei"]


def network(name):
    return NETWORKS[name](CONFIG).eval()


def records(count=4, lengths=(5, 7, 3)):
    return [part for length in lengths for part in (torch.randn(count, length, WIDTH), torch.ones(count, length))]


def without(inputs, modality):
    place = 2 * MODALITIES.index(modality) + 1
    return [part * 0 if number == place else part for number, part in enumerate(inputs)]


@pytest.mark.parametrize("name", BASELINES)
def test_every_baseline_answers_whatever_is_missing(name):
    model, inputs = network(name), records()
    for modality in MODALITIES:
        emotion, intent, user = model.logits(*without(inputs, modality))[:3]
        assert (emotion.shape, intent.shape, user.shape) == ((4, len(EMOTIONS)), (4, len(INTENTS)), (4, WIDTH))
        assert all(part.isfinite().all() for part in (emotion, intent, user))


@pytest.mark.parametrize("name", BASELINES)
def test_padding_and_neighbours_change_nothing(name):
    model, inputs = network(name), records()
    padded = [nn.functional.pad(part[:1], (0, 0, 0, 4) if part.ndim == 3 else (0, 4)) for part in inputs]
    for alone, together in zip(model.logits(*padded)[:3], model.logits(*inputs)[:3]):
        torch.testing.assert_close(alone, together[:1], atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize(("name", "modality"), [("text-bert", "text"), ("visual-resnet50", "image"), ("audio-cnn", "audio")])
def test_a_model_of_one_modality_reads_that_one_only(name, modality):
    model, inputs = network(name), records()
    whole = model.logits(*inputs)[0]
    for other in MODALITIES:
        changed = not torch.allclose(model.logits(*without(inputs, other))[0], whole)
        assert changed == (other == modality)


def test_late_fusion_averages_what_is_there_with_its_weights():
    model, inputs = LateFusion().eval(), records()
    with torch.no_grad():
        model.weights[0] = torch.tensor([0.0, 1.0, 9.0])
    emotion, _, _, own = model.logits(*without(inputs, "text"))
    weights = torch.tensor([0.0, 1.0]).softmax(0)
    expected = sum(weight * logits[0].softmax(-1) for weight, logits in zip(weights, own))
    torch.testing.assert_close(emotion.softmax(-1), expected, atol=1e-4, rtol=1e-3)


def test_the_residual_network_has_the_layout_of_resnet_50():
    model = FaceResNet50().eval()
    assert [len(stage) for stage in model.stages] == [3, 4, 6, 3]
    assert sum(isinstance(part, nn.Conv2d) and part.kernel_size != (1, 1) for part in model.modules()) == 1 + 16
    tokens, counts, logits = model(torch.randn(2, 1, 48, 48))
    assert (tokens.shape, counts.tolist(), logits.shape) == ((2, 32, WIDTH), [9, 9], (2, len(EMOTIONS)))


def test_the_audio_network_takes_any_length():
    model = AudioCnn().eval()
    for samples in (8_000, 48_000):
        tokens, counts, logits, acted = model(torch.randn(2, samples))
        assert tokens.shape == (2, 32, WIDTH) and 0 < int(counts[0]) <= 32
        assert (logits.shape, acted.shape) == ((2, len(EMOTIONS)), (2, 8))
