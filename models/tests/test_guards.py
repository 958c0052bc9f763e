"""What must stay true of the committed artifacts; each guard is shown to fail where it should."""

import io
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import soundfile
import torch
import torchaudio
from PIL import Image

from mmei_models import media_cases
from mmei_models.artifacts.detector import finder
from mmei_models.artifacts.read import Artifact
from mmei_models.export import artifacts
from mmei_models.preprocessing import AudioInput, ImageInput, TextInput
from mmei_models.text.wordpiece import WordPiece

ROOT = Path(__file__).parent.parent.parent
ARTIFACTS = ROOT / "models" / "artifacts"
PREPARED = ("face-vit", "speech-wav2vec2", "text-bert", "content-bert")
TOLERANCE = 1e-4


def drift(name: str, prepare=None) -> float:
    """The largest difference between what preprocessing makes of a parity case's source now, and the input that serving is checked
    against."""
    artifact = Artifact.load(ARTIFACTS / name / "1")
    prepare = (
        prepare
        or {
            "image": lambda: artifact.image_input,
            "audio": lambda: artifact.audio_input,
            "text": lambda: artifact.text_input,
            "content": lambda: artifact.text_input,
        }[artifact.manifest["role"]]()
    )
    cases = [case for case in json.loads((artifact.folder / "parity.json").read_text())["cases"] if case["source"]]
    assert cases
    return max(_difference(prepare, artifact.folder, case) for case in cases)


def _difference(prepare, folder: Path, case: dict) -> float:
    if "text" in case["source"]:
        found = prepare([case["source"]["text"]])[0]
    elif isinstance(prepare, AudioInput):
        samples, rate = soundfile.read(io.BytesIO((folder / case["source"]["file"]).read_bytes()), dtype="float32")
        found = prepare(samples, rate).unsqueeze(0)
    else:
        found = prepare((folder / case["source"]["file"]).read_bytes(), finder(ARTIFACTS)).unsqueeze(0)
    stated = next(iter(case["inputs"].values()))
    expected = torch.tensor(stated["data"]).reshape(stated["shape"])
    return float("inf") if found.shape != expected.shape else (found - expected).abs().max().item()


@pytest.mark.parametrize("name", PREPARED)
def test_preprocessing_is_what_serving_is_checked_against(name):
    assert drift(name) < TOLERANCE


@dataclass(frozen=True)
class Nearest(ImageInput):
    def __call__(self, encoded, finder):
        image = Image.open(io.BytesIO(encoded)).convert("L").resize((self.size, self.size), Image.Resampling.NEAREST)
        return self.normalised(torch.from_numpy(np.array(image, dtype=np.float32)).unsqueeze(0))


@dataclass(frozen=True)
class Unnormalised(AudioInput):
    def normalised(self, wave):
        return wave - wave.mean()


@dataclass(frozen=True)
class Wider(AudioInput):
    def __call__(self, samples, rate):
        wave = torch.from_numpy(samples).reshape(len(samples), -1).mean(1)
        return super().__call__(torchaudio.functional.resample(wave, rate, self.rate, lowpass_filter_width=16).numpy(), self.rate)


def test_a_preprocessing_that_drifts_is_noticed():
    assert drift("face-vit", Nearest()) > TOLERANCE
    assert drift("face-vit", ImageInput(mean=0.51)) > TOLERANCE
    assert drift("speech-wav2vec2", Unnormalised()) > TOLERANCE
    assert drift("speech-wav2vec2", Wider()) > TOLERANCE
    vocabulary = WordPiece.load(ARTIFACTS / "text-bert" / "1" / "vocab.txt").vocabulary
    assert drift("text-bert", TextInput(WordPiece(vocabulary, lower_case=False), 64)) > TOLERANCE


@pytest.mark.parametrize(("name", "made"), [("resize", media_cases.resizes), ("resample", media_cases.resamplings)])
def test_the_serving_sides_fixtures_are_what_pillow_and_torchaudio_make_now(name, made):
    committed = json.loads((ROOT / "tests" / "Mmei.Media.Tests" / "Fixtures" / f"{name}.json").read_text())
    for case, expected in zip(made(), committed, strict=True):
        assert np.allclose(case.pop("values"), expected.pop("values"), atol=1e-4) and case == expected


def test_artifacts_stay_small():
    artifacts.require_small(ARTIFACTS)


def test_artifacts_that_grow_are_refused(tmp_path):
    (tmp_path / "face-vit" / "1").mkdir(parents=True)
    with (tmp_path / "face-vit" / "1" / "model.onnx").open("wb") as file:
        file.truncate(artifacts.MOST_BYTES - 1)
    artifacts.require_small(tmp_path)
    (tmp_path / "mmei").mkdir()
    (tmp_path / "mmei" / "model.onnx").write_bytes(b"x")
    with pytest.raises(ValueError, match="120.0 MB together .face-vit 120.0 MB, mmei 0.0 MB.*less than 120 MB"):
        artifacts.require_small(tmp_path)
