"""Cases that tie serving to training: inputs, and what PyTorch answers. Numbers carry seven significant digits."""

import io
from collections.abc import Callable

import numpy as np
import soundfile
import torch
from PIL import Image
from torch import Tensor

from .. import samples
from ..artifacts.read import Artifact
from ..faces import FaceFinder
from ..networks.context import STATE
from ..preprocessing import AudioInput, ImageInput, TextInput, padded
from ..taxonomy import ACTIVITIES, DEVICES, EMOTIONS, INTENTS, SIGNALS

EXACT, ROUNDED = 1e-4, 0.05
"""How far an engine's answers may be from these: in single precision; and as a share of an output's largest value where activations are
rounded to bytes, since the last digit of a sum then decides a rounding now and then, and that the next."""

_TEXT_NAMES = ("input_ids", "attention_mask", "token_type_ids")
_SENTENCES = (
    "I feel so alone, please stay with me.",
    "What?!",
    "This is the best day of my life, caf\u00e9 and cake included \U0001f602!",
    "I waited and waited, the rain came down, the last train had gone, my phone was dead, and then, of all people, "
    "my old teacher walked by with an umbrella and asked whether I still play the piano.",
)
_ITEMS = (
    "Slow Tide of the Sea. Soft pads for a quiet evening. ambient, sleep, sea",
    "How the Night Train Works. A documentary that teaches the science behind it. A curious film with facts and a quiz. learning, trains",
)


def tolerances(cases: list[dict], rounded: bool) -> dict[str, float]:
    """By output. `cases` are what `run` gives; whole numbers are exact."""
    largest = {name: max((v for c in cases for v in c["outputs"][name]["data"]), key=abs) for name in cases[0]["outputs"]}
    return {name: round(ROUNDED * abs(v), 6) if rounded and isinstance(v, float) else EXACT for name, v in largest.items()}


def run(model: Callable[..., tuple[Tensor, ...]], inputs: list[str], outputs: list[str], cases: list[dict]) -> list[dict]:
    """Fills in the outputs of `cases`: {"name", "source", "inputs": {name: tensor}}."""
    done = []
    for case in cases:
        rounded = {name: _rounded(case["inputs"][name]) for name in inputs}
        with torch.no_grad():
            answers = model(*rounded.values())
        done.append(
            {
                "name": case["name"],
                "source": case["source"],
                "inputs": {name: _tensor(value) for name, value in rounded.items()},
                "outputs": {name: _tensor(value) for name, value in zip(outputs, answers)},
            }
        )
    return done


def image_cases(image: ImageInput, finder: FaceFinder) -> tuple[list[dict], dict[str, bytes]]:
    """A drawn face in a larger picture, a transparent one, one of the model's own size, one upside down; and their files."""
    joy, anger, fear = (samples.face(emotion, 1) for emotion in ("joy", "anger", "fear"))
    see_through = anger.resize((97, 75), Image.Resampling.LANCZOS).convert("RGBA")
    see_through.putalpha(Image.radial_gradient("L").resize(see_through.size).point(lambda value: 255 - value))
    scene = Image.new("RGB", (320, 200), (70, 96, 82))
    scene.paste(joy.resize((96, 131), Image.Resampling.LANCZOS).rotate(8, Image.Resampling.BICUBIC, fillcolor=(96, 102, 110)), (150, 40))
    files = {
        "drawn-joy.png": _png(scene),
        "drawn-anger-transparent.png": _png(see_through),
        "drawn-fear-small.png": _png(fear.convert("L").resize((48, 48), Image.Resampling.LANCZOS)),
        "drawn-surprise-upside-down.png": _png(samples.face("surprise", 1, 96).rotate(180)),
    }
    cases = [
        {"name": n.removesuffix(".png"), "source": {"file": n}, "inputs": {"pixel_values": image(f, finder).unsqueeze(0)}}
        for n, f in files.items()
    ]
    together = torch.cat([case["inputs"]["pixel_values"] for case in cases])
    return [*cases, {"name": "batch", "source": None, "inputs": {"pixel_values": together}}], files


def audio_cases(audio: AudioInput) -> tuple[list[dict], dict[str, bytes]]:
    """Made tones: one at another rate with two channels, one at the model's rate, one that is shorter than the minimum."""
    files = {
        "tone-22050-stereo.wav": _wave(1.3, 22_050, 2),
        "tone-16000.wav": _wave(0.8, 16_000, 1),
        "tone-short.wav": _wave(0.31, 16_000, 1),
    }
    cases = []
    for name, content in files.items():
        decoded, rate = soundfile.read(io.BytesIO(content), dtype="float32")
        cases.append(
            {"name": name.removesuffix(".wav"), "source": {"file": name}, "inputs": {"input_values": audio(decoded, rate).unsqueeze(0)}}
        )
    return cases, files


def text_cases(text: TextInput) -> list[dict]:
    """Sentences alone, all in one batch, and one with what was said before it."""
    alone = [
        {"name": f"sentence-{n}", "source": {"text": s}, "inputs": dict(zip(_TEXT_NAMES, text([s])))} for n, s in enumerate(_SENTENCES, 1)
    ]
    ids, own = text.tokenizer.encode_in_context(_SENTENCES[1], f"Ann: {_SENTENCES[0]} Bob:", text.longest)
    return [
        *alone,
        {"name": "batch", "source": None, "inputs": dict(zip(_TEXT_NAMES, text(list(_SENTENCES))))},
        {"name": "in-context", "source": None, "inputs": dict(zip(_TEXT_NAMES, padded([ids], [own])))},
    ]


def content_cases(text: TextInput) -> list[dict]:
    alone = [{"name": f"item-{n}", "source": {"text": s}, "inputs": dict(zip(_TEXT_NAMES, text([s])))} for n, s in enumerate(_ITEMS, 1)]
    return [*alone, {"name": "batch", "source": None, "inputs": dict(zip(_TEXT_NAMES, text(list(_ITEMS))))}]


def fusion_cases(face: Artifact, speech: Artifact, words: Artifact) -> list[dict]:
    """All three modalities, each alone, and all in the context of a session and of signals, on the exported encoders' tokens."""
    size = face.image_input.size
    drawn = samples.face("joy", 1).convert("L").resize((size, size), Image.Resampling.LANCZOS)
    pixels = face.image_input.normalised(torch.from_numpy(np.array(drawn, dtype=np.float32)))[None, None]
    wave = audio_cases(speech.audio_input)[0][1]["inputs"]["input_values"]
    outputs = {"image": face.graph(pixels), "audio": speech.graph(wave), "text": words.graph(*words.text_input([_SENTENCES[0]]))}
    tokens = {name: found[0][:, : int(found[1])] for name, found in outputs.items()}
    nothing = (torch.zeros(1, 1, 256), torch.zeros(1, 1))
    cases = []
    for name, shown in {"all": list(tokens), **{f"{one}-alone": [one] for one in tokens}}.items():
        inputs = {}
        for modality, found in tokens.items():
            inputs[f"{modality}_tokens"], inputs[f"{modality}_mask"] = (
                (found, torch.ones(1, found.shape[1])) if modality in shown else nothing
            )
        cases.append({"name": name, "source": None, "inputs": inputs | _context([], {})})
    past = [(EMOTIONS.index("anger"), INTENTS.index("relax"), 40.0), (EMOTIONS.index("joy"), INTENTS.index("create"), 700.0)]
    signals = {"hour": 21.5, "device": float(DEVICES.index("phone")), "heartRate": 88.0, "activity": float(ACTIVITIES.index("walking"))}
    whole = cases[0]["inputs"]
    cases.append({"name": "in-context", "source": None, "inputs": whole | _context(past, signals)})
    return [*cases, {"name": "heart-rate-alone", "source": None, "inputs": whole | _context([], {"heartRate": 120.0})}]


def _context(past: list[tuple[int, int, float]], signals: dict[str, float]) -> dict[str, Tensor]:
    """Fusion's fourth input: earlier observations, newest first, as the emotion and the intent that were likely and their age in
    seconds."""
    session, mask = torch.zeros(1, max(1, len(past)), STATE + 1), torch.zeros(1, max(1, len(past)))
    for place, (emotion, intent, age) in enumerate(past):
        session[0, place, : len(EMOTIONS)], session[0, place, len(EMOTIONS) : STATE] = 0.4 / (len(EMOTIONS) - 1), 0.2 / (len(INTENTS) - 1)
        session[0, place, emotion], session[0, place, len(EMOTIONS) + intent], session[0, place, STATE] = 0.6, 0.8, age
        mask[0, place] = 1
    values = torch.tensor([[signals.get(name, 0.0) for name in SIGNALS]])
    return {
        "session": session,
        "session_mask": mask,
        "signals": values,
        "signals_mask": torch.tensor([[float(name in signals) for name in SIGNALS]]),
    }


def _rounded(tensor: Tensor) -> Tensor:
    if not tensor.is_floating_point():
        return tensor
    return torch.tensor([float(f"{value:.7g}") for value in tensor.flatten().tolist()], dtype=tensor.dtype).reshape(tensor.shape)


def _tensor(tensor: Tensor) -> dict:
    values = tensor.flatten().tolist()
    return {"shape": list(tensor.shape), "data": [float(f"{v:.7g}") for v in values] if tensor.is_floating_point() else values}


def _png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def _wave(seconds: float, rate: int, channels: int) -> bytes:
    """A falling, vowel-like tone as 16-bit PCM; the channels differ."""
    time = np.arange(int(seconds * rate)) / rate
    pitch = 2 * np.pi * (220 * time - 25 * time**2)
    tone = sum(np.sin(harmonic * pitch) / harmonic for harmonic in range(1, 9)) * np.sin(np.pi * time / seconds) * 0.3
    columns = np.stack([tone * (1 - 0.4 * channel) + 0.01 * channel for channel in range(channels)], axis=1)
    buffer = io.BytesIO()
    soundfile.write(buffer, columns, rate, format="WAV", subtype="PCM_16")
    return buffer.getvalue()
