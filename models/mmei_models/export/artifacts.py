"""Writes the artifacts that the services load: for each model ONNX, manifest, card, parity cases."""

import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copyfile

import onnx
import torch
from torch import Tensor, nn

from ..artifacts.detector import finder
from ..artifacts.graph import Graph
from ..artifacts.read import Artifact as Exported
from ..artifacts.tokens import ENCODERS
from ..artifacts.tracing import OPSET, trace
from ..faces import FACE_RAISE, FACE_SIDE
from ..networks.context import STATE, MmeiInContext
from ..networks.wav2vec2 import ACTED
from ..preprocessing import SCALE, AudioInput, ImageInput, TextInput
from ..pretrained.fetch import sha256_of
from ..taxonomy import ACTIVITIES, DEVICES, EMOTIONS, INTENTS, MAX_TOKENS, MODALITIES, SIGNALS, WIDTH
from ..text import emoji
from ..text.wordpiece import WordPiece
from ..training.config import TrainingConfig
from ..training.content import content_of
from ..training.context import load as load_context
from ..training.fusion import load
from ..training.loop import trained
from ..training.on_published import face_encoder, speech_encoder
from ..training.text import LANGUAGES, text_of
from . import parity
from .cards import CARDS, LICENCE
from .folder import replaced, size_of, stated, write_json
from .quantize import quantized

VERSION = "1"
MOST_BYTES = 120_000_000
"""All artifacts together stay below this: they are kept in the repository and carried in every image."""
LATE_FUSION = 0.25
"""Of 0.25, 0.5 and 0.75, which were tried, the one with the least cross-entropy on AIGC-INT's validation records (reports/aims.md)."""
_TYPES = {torch.float32: "float32", torch.int64: "int64"}
_TOKENS = {"tokens": ["batch", MAX_TOKENS, WIDTH], "token_counts": ["batch"], "emotion_logits": ["batch", len(EMOTIONS)]}
_TEXT = {name: ["batch", "sequence"] for name in ("input_ids", "attention_mask", "token_type_ids")}


@dataclass(frozen=True)
class Artifact:
    """One model with its contract. Shapes name dynamic dimensions; `example` is an input to trace with."""

    name: str
    role: str
    model: nn.Module
    example: tuple[Tensor, ...]
    inputs: dict[str, list]
    outputs: dict[str, list]
    labels: dict[str, tuple[str, ...]]
    metrics: dict[str, float]
    config: dict
    samples: dict[str, int]
    cases: list[dict]
    equal_length: bool = False
    max_batch: int = 32
    preprocessing: dict | None = None
    vocabulary: WordPiece | None = None
    emoji: Path | None = None
    """What is said in emoji alone, in words."""
    media: dict[str, bytes] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    late_fusion: float = 0.0
    """Of fusion: the share of what the encoders read by themselves in the emotion answered."""
    fitted_with: tuple[str, ...] = ()
    """Of a content encoder: the fusion that its head was fitted with; E_c is compared with its F."""
    quantize: bool = False
    """Whether the weights are served as bytes."""


def export_all(runs: Path, out: Path) -> dict[str, int]:
    """Exports what has been trained in `runs` to `out/<name>/1` and returns each folder's size in bytes: encoders, and MMEI with its
    content encoder where context has been fitted on fusion. An encoder that was not trained there stays as it is in `out`, which must have
    it. All of `out` must stay below MOST_BYTES."""
    torch.manual_seed(0)
    sizes = {}

    def put(artifacts: Iterable[Artifact]) -> None:
        sizes.update({f"{artifact.name}@{VERSION}": write(artifact, out / artifact.name / VERSION) for artifact in artifacts})

    put(_encoder(part, runs, out) for part in ("vision", "audio", "text") if (runs / part / "checkpoint.pt").exists())
    encoders = [Exported.load(out / name / VERSION) for name in ENCODERS]
    if (runs / "context" / "checkpoint.pt").exists():
        put(_fusion(runs, out, encoders))
    require_small(out)
    return sizes


def require_small(folder: Path) -> None:
    sizes = {child.name: size_of(child) for child in sorted(folder.iterdir())}
    if sum(sizes.values()) >= MOST_BYTES:
        each = ", ".join(f"{name} {size / 1e6:.1f} MB" for name, size in sizes.items())
        raise ValueError(
            f"{folder}: the artifacts have {sum(sizes.values()) / 1e6:.1f} MB together ({each}); less than {MOST_BYTES / 1e6:.0f} MB are "
            "allowed"
        )


def write(artifact: Artifact, folder: Path) -> int:
    """Writes one artifact; an earlier one in `folder` is replaced as a whole."""
    with replaced(folder) as part:
        to_onnx(artifact, part / "model.onnx")
        for name, content in artifact.media.items():
            (part / name).write_bytes(content)
        manifest = _manifest(artifact, part / "model.onnx")
        if artifact.vocabulary is not None:
            artifact.vocabulary.save(part / "vocab.txt")
            manifest["files"] = {"vocabulary": {"file": "vocab.txt", "sha256": sha256_of(part / "vocab.txt")}}
        if artifact.emoji is not None:
            copyfile(artifact.emoji, part / "emoji.txt")
            manifest["files"]["emoji"] = {"file": "emoji.txt", "sha256": sha256_of(part / "emoji.txt")}
        write_json(part / "manifest.json", manifest, indent=2)
        answer = Graph(part / "model.onnx") if artifact.quantize else artifact.model
        cases = parity.run(answer, list(artifact.inputs), list(artifact.outputs), artifact.cases)
        write_json(part / "parity.json", {"tolerances": parity.tolerances(cases, artifact.quantize), "cases": cases})
        (part / "card.md").write_text(_card(artifact), encoding="utf-8")
    return size_of(folder)


def to_onnx(artifact: Artifact, path: Path) -> None:
    """Writes the model's graph."""
    graph = to_graph(artifact.model, artifact.example, artifact.inputs, artifact.outputs)
    onnx.save(quantized(graph) if artifact.quantize else graph, str(path))


def to_graph(model: nn.Module, example: tuple[Tensor, ...], inputs: dict[str, list], outputs: dict[str, list]) -> onnx.ModelProto:
    """Traces a model with named dynamic dimensions and checks the graph."""
    dynamic = {name: {axis: size for axis, size in enumerate(shape) if isinstance(size, str)} for name, shape in (inputs | outputs).items()}
    traced = io.BytesIO()
    trace(model, example, traced, list(inputs), list(outputs), dynamic)
    graph = onnx.load_from_string(traced.getvalue())
    onnx.checker.check_model(graph, full_check=True)
    for node in graph.graph.node:
        node.doc_string = ""  # stack traces of the exporting machine
    return graph


def _encoder(part: str, runs: Path, out: Path) -> Artifact:
    """One of the three encoders of eq. 1, and how media become its inputs."""
    emotion = {"emotion": EMOTIONS}
    match part:
        case "vision":
            image = ImageInput()
            model, metrics = trained(face_encoder(_config(runs, part), runs), runs / part)
            cases, media = parity.image_cases(image, finder(out))
            return Artifact(
                "face-vit",
                "image",
                model,
                (torch.randn(2, 1, image.size, image.size),),
                {"pixel_values": ["batch", 1, image.size, image.size]},
                _TOKENS,
                emotion,
                metrics,
                *_run(runs, part),
                cases,
                preprocessing={
                    "kind": "image",
                    "width": image.size,
                    "height": image.size,
                    "color": "gray",
                    "crop": "face",
                    "faceSide": FACE_SIDE,
                    "faceRaise": FACE_RAISE,
                    "scale": SCALE,
                    "mean": [image.mean],
                    "std": [image.std],
                },
                media=media,
            )
        case "audio":
            audio = AudioInput()
            model, metrics = trained(speech_encoder(_config(runs, part).backbone, runs), runs / part)
            cases, media = parity.audio_cases(audio)
            return Artifact(
                "speech-wav2vec2",
                "audio",
                model,
                (torch.randn(2, 24_000),),
                {"input_values": ["batch", "samples"]},
                _TOKENS | {"acted_logits": ["batch", ACTED]},
                emotion,
                metrics,
                *_run(runs, part),
                cases,
                equal_length=True,
                max_batch=16,
                preprocessing={
                    "kind": "audio",
                    "sampleRate": audio.rate,
                    "minSeconds": audio.shortest,
                    "maxSeconds": audio.longest,
                    "normalize": "zeroMeanUnitVariance",
                },
                media=media,
            )
        case "text":
            model, text, metrics = text_of(runs / part, runs)
            return Artifact(
                "text-bert", "text", model, _example(text), _TEXT,
                _TOKENS | {"dialogue_logits": ["batch", len(EMOTIONS)], "wish": ["batch", model.bert.width]}, emotion,
                metrics, *_run(runs, part), parity.text_cases(text), preprocessing=_text_preprocessing(text), vocabulary=text.tokenizer,
                emoji=emoji.FILE, languages=LANGUAGES, quantize=True,
            )  # fmt: skip
        case _:
            raise ValueError(f"{part} is not an encoder")


def _fusion(runs: Path, out: Path, encoders: Sequence[Exported]) -> list[Artifact]:
    content, item = content_of(runs, out)
    both, metrics = load(runs / "fusion")
    content.head.load_state_dict(both.content.state_dict())
    ranking = {name: value for name, value in metrics.items() if name.startswith(("test.map", "test.ndcg", "test.hr"))}
    context, in_context = load_context(runs / "context")
    inputs = {
        f"{m}_{part}": ["batch", f"{m}_length", WIDTH][: 3 if part == "tokens" else 2] for m in MODALITIES for part in ("tokens", "mask")
    }
    example = tuple(t for length in (3, 4, 5) for t in (torch.randn(2, length, WIDTH), torch.ones(2, length)))
    example += (torch.rand(2, 3, STATE + 1), torch.ones(2, 3), torch.ones(2, len(SIGNALS)), torch.ones(2, len(SIGNALS)))
    return [
        Artifact(
            "mmei", "fusion", MmeiInContext(both.network, context).eval(), example, inputs | {
                "session": ["batch", "session_length", STATE + 1], "session_mask": ["batch", "session_length"],
                "signals": ["batch", len(SIGNALS)], "signals_mask": ["batch", len(SIGNALS)],
            },
            {
                "emotion_probabilities": ["batch", len(EMOTIONS)], "intent_probabilities": ["batch", len(INTENTS)],
                "weights": ["batch", len(MODALITIES)], "confidence": ["batch"], "fused": ["batch", WIDTH],
            },
            {"emotion": EMOTIONS, "intent": INTENTS, "modality": MODALITIES, "signal": SIGNALS, "device": DEVICES, "activity": ACTIVITIES},
            {name: value for name, value in metrics.items() if name not in ranking} | in_context,
            *_run(runs, "fusion"), parity.fusion_cases(*encoders), late_fusion=LATE_FUSION,
        ),
        Artifact(
            "content-bert", "content", content, _example(item), _TEXT,
            {
                "embedding": ["batch", WIDTH], "emotion_profile": ["batch", len(EMOTIONS)], "intent_profile": ["batch", len(INTENTS)],
                "meaning": ["batch", content.bert.width],
            },
            {"emotion": EMOTIONS, "intent": INTENTS}, ranking, *_run(runs, "fusion"), parity.content_cases(item),
            preprocessing=_text_preprocessing(item), vocabulary=item.tokenizer, quantize=True,
            fitted_with=(f"mmei@{VERSION}",),
        ),
    ]  # fmt: skip


def _config(runs: Path, part: str) -> TrainingConfig:
    return TrainingConfig(**_run(runs, part)[0])


def _run(runs: Path, part: str) -> tuple[dict, dict[str, int]]:
    """Settings and sample counts of a run."""
    return tuple(json.loads((runs / part / name).read_text(encoding="utf-8")) for name in ("config.json", "data.json"))


def _example(text: TextInput) -> tuple[Tensor, ...]:
    return text(["a first sentence to trace with", "and a second"])


def _text_preprocessing(text: TextInput) -> dict:
    return {"kind": "text", "lowerCase": text.tokenizer.lower_case, "maxTokens": text.longest}


def _manifest(artifact: Artifact, model: Path) -> dict:
    card = CARDS[artifact.name]

    def tensors(shapes: dict[str, list], values: tuple[Tensor, ...]) -> list[dict]:
        return [{"name": n, "type": _TYPES[v.dtype], "shape": shape} for (n, shape), v in zip(shapes.items(), values)]

    with torch.no_grad():
        outputs = artifact.model(*artifact.example)
    manifest = {
        "schema": 1,
        "name": artifact.name,
        "version": VERSION,
        "role": artifact.role,
        "model": stated(model, OPSET),
        "inputs": tensors(artifact.inputs, artifact.example),
        "outputs": tensors(artifact.outputs, outputs),
        "batching": {"equalLength": artifact.equal_length, "maxBatch": artifact.max_batch},
        "labels": {name: list(labels) for name, labels in artifact.labels.items()},
        "training": {
            "data": _data(artifact),
            "seed": artifact.config["seed"],
            "note": f"{card.note} Settings: {json.dumps(artifact.config)}",
        },
        "licence": LICENCE,
        "metrics": {
            name if name.startswith("test.") else f"validation.{name}": round(value, 4) for name, value in artifact.metrics.items()
        },
    }
    if artifact.fitted_with:
        manifest["fittedWith"] = list(artifact.fitted_with)
    if artifact.languages:
        manifest["languages"] = list(artifact.languages)
    if artifact.late_fusion:
        manifest["lateFusion"] = artifact.late_fusion
    if artifact.preprocessing is not None:
        manifest["preprocessing"] = artifact.preprocessing
    return manifest


def _data(artifact: Artifact) -> list[dict]:
    return [{"name": name, "licence": licence, "samples": artifact.samples[name]} for name, licence in CARDS[artifact.name].data.items()]


def _card(artifact: Artifact) -> str:
    card = CARDS[artifact.name]
    data = "\n".join(f"- {d['name']}, {d['samples']} samples: {d['licence']}" for d in _data(artifact))
    metrics = "\n".join(f"| {name} | {value:.3f} |" for name, value in artifact.metrics.items())
    weights = sum(p.numel() for p in artifact.model.parameters()) / 1e6
    return (
        f"# {artifact.name} {VERSION}\n\n{card.what} {weights:.2f} million weights.\n\n## Data\n\n{data}\n\n{card.note}\n\n"
        f"## Measured\n\n{card.measured}\n\n| metric | value |\n|---|---|\n{metrics}\n\n## Limits\n\n{card.limits}\n\n## Licence\n\n"
        f"{LICENCE}\n"
    )
