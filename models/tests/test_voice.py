import json

import numpy as np
import onnx
import pytest
import torch
from onnx import helper, numpy_helper
from torch import nn
from torch.nn import functional

from mmei_models.artifacts import voice
from mmei_models.networks.silero import SileroVad
from mmei_models.preprocessing import VoiceInput
from mmei_models.pretrained.backbone import BackboneError
from mmei_models.pretrained.packages import NpmPackage

RULE = VoiceInput(rate=100, window=10, context=2, threshold=0.5, fewest=2, margin=0.1)
CASES = json.loads((voice.FOLDER / "parity.json").read_text())["cases"]


@pytest.mark.parametrize(
    ("probabilities", "length", "found"),
    [
        ([0.1, 0.4, 0.2], 30, []),
        ([0, 0.9, 0], 30, []),
        ([0, 0, 0, 0.5, 1, 0, 0, 0, 0, 0], 100, [(20, 60)]),
        ([0, 1, 0, 0, 1, 0], 60, [(0, 60)]),
        ([1, 0, 0, 0, 1, 0], 60, [(0, 20), (30, 60)]),
        ([0, 1, 1], 25, [(0, 25)]),
    ],
)
def test_what_is_speech_follows_from_probabilities_as_in_serving(probabilities, length, found):
    assert RULE.segments(probabilities, length) == found


def test_each_window_stands_behind_the_end_of_the_one_before():
    windows = RULE(torch.arange(1, 26).float())
    assert windows.tolist() == [[0, 0, *range(1, 11)], [9, 10, *range(11, 21)], [19, 20, *range(21, 26), 0, 0, 0, 0, 0]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_committed_detector_answers_what_it_was_exported_with(case):
    windows = torch.tensor(case["inputs"]["windows"]["data"]).reshape(case["inputs"]["windows"]["shape"])
    [answer] = voice.detector().graph(windows)
    torch.testing.assert_close(answer, torch.tensor(case["outputs"]["speech"]["data"]), atol=1e-5, rtol=0)


def test_what_is_not_speech_is_left_out_and_none_is_found_where_nobody_speaks():
    time = np.arange(32_000) / 16_000
    assert voice.speech(0.3 * np.sin(2 * np.pi * 440 * time).astype(np.float32)) is None
    windows = np.array(CASES[0]["inputs"]["windows"]["data"], dtype=np.float32).reshape(CASES[0]["inputs"]["windows"]["shape"])
    spoken = windows[:, 64:].ravel()
    around = np.concatenate([np.zeros(48_000, dtype=np.float32), spoken, np.zeros(48_000, dtype=np.float32)])
    kept = voice.speech(around)
    assert len(spoken) // 2 < len(kept) < len(spoken) + 2 * 16_000
    assert voice.heard(np.zeros(8_000, dtype=np.float32)).shape == (8_000,)


def published(path, weights: dict) -> None:
    """A file in the published format: the weights are constants of a branch."""

    def constants(prefix):
        return [
            helper.make_node("Constant", [], [prefix + name], value=numpy_helper.from_array(value.numpy(), name))
            for name, value in weights.items()
        ]

    branches = {
        f"{kind}_branch": helper.make_graph(constants(f"If_0_{kind}_branch__Inline_0__"), kind, [], []) for kind in ("then", "else")
    }
    graph = helper.make_graph([helper.make_node("If", ["sr"], ["out"], **branches)], "vad", [], [])
    onnx.save(helper.make_model(graph), str(path))


def random_weights() -> dict:
    shapes = {"stft.forward_basis_buffer": (258, 1, 256), "decoder.decoder.2.weight": (1, 128, 1), "decoder.decoder.2.bias": (1,)}
    for number, (wide, narrow) in enumerate(((128, 129), (64, 128), (64, 64), (128, 64))):
        shapes |= {f"encoder.{number}.reparam_conv.weight": (wide, narrow, 3), f"encoder.{number}.reparam_conv.bias": (wide,)}
    for side in ("ih", "hh"):
        shapes |= {f"decoder.rnn.weight_{side}": (512, 128), f"decoder.rnn.bias_{side}": (512,)}
    return {name: torch.randn(shape) * 0.1 for name, shape in shapes.items()}


def test_all_windows_at_once_give_what_the_published_graph_gives_one_by_one(tmp_path):
    weights = random_weights()
    published(tmp_path / "vad.onnx", weights)
    cell = nn.LSTMCell(128, 128)
    cell.load_state_dict({f"{kind}_{side}": weights[f"decoder.rnn.{kind}_{side}"] for kind in ("weight", "bias") for side in ("ih", "hh")})
    windows, state, expected = VoiceInput()(torch.randn(5_000)), (torch.zeros(1, 128), torch.zeros(1, 128)), []
    with torch.no_grad():
        for window in windows:
            bins = functional.conv1d(
                functional.pad(window[None, None], (0, 64), "reflect"), weights["stft.forward_basis_buffer"], stride=128
            )
            hidden = (bins[:, :129].square() + bins[:, 129:].square()).sqrt()
            for number, stride in enumerate((1, 2, 2, 1)):
                weight, bias = (weights[f"encoder.{number}.reparam_conv.{kind}"] for kind in ("weight", "bias"))
                hidden = functional.conv1d(hidden, weight, bias, stride, 1).relu()
            state = cell(hidden[:, :, 0], state)
            read = functional.conv1d(state[0].relu().unsqueeze(2), weights["decoder.decoder.2.weight"], weights["decoder.decoder.2.bias"])
            expected.append(read.sigmoid().item())
        [answer] = SileroVad.published(tmp_path / "vad.onnx")(windows)
    torch.testing.assert_close(answer, torch.tensor(expected), atol=1e-5, rtol=0)


def test_another_file_is_refused(tmp_path):
    published(tmp_path / "other.onnx", {"weight": torch.zeros(2)})
    with pytest.raises(ValueError, match="other.onnx: has no stft.forward_basis_buffer; it is not Silero VAD 5 or 6"):
        SileroVad.published(tmp_path / "other.onnx")


def test_a_package_is_taken_by_its_hash(tmp_path):
    (tmp_path / "package.tgz").write_bytes(b"something else")
    with pytest.raises(BackboneError, match="package.tgz: its SHA-256 is .*; 00 of vad 1.0 is needed"):
        NpmPackage("vad", "1.0", "00", "package/vad.onnx").model(tmp_path / "package.tgz")
