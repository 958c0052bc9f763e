"""Writes the artifacts that the services load: for each model ONNX, manifest, card, parity cases."""

import hashlib
import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import onnx
import torch
from torch import Tensor, nn

from . import parity
from .cards import CARDS, LICENCE
from .config import PARTS
from .networks.bert import TextBert
from .networks.vit import FaceViT
from .networks.wav2vec2 import ACTED, SpeechWav2Vec2
from .preprocessing import SCALE, AudioInput, ImageInput, TextInput
from .taxonomy import EMOTIONS, INTENTS, MAX_TOKENS, MODALITIES, WIDTH
from .training.fusion import CONTENT_LONGEST, Recommender
from .training.loop import trained
from .training.language import LONGEST
from .wordpiece import WordPiece

VERSION = "1"
OPSET = 17
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
    media: dict[str, bytes] = field(default_factory=dict)


def export_all(runs: Path, out: Path, tokenizer: WordPiece) -> dict[str, int]:
    """Exports every part in `runs` to `out/<name>/1` and returns each folder's size in bytes."""
    return {f"{artifact.name}@{VERSION}": write(artifact, out / artifact.name / VERSION) for artifact in _artifacts(runs, tokenizer)}


def write(artifact: Artifact, folder: Path) -> int:
    """Writes one artifact; an earlier one in `folder` is replaced as a whole."""
    part = folder.with_name(folder.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    to_onnx(artifact, part / "model.onnx")
    for name, content in artifact.media.items():
        (part / name).write_bytes(content)
    manifest = _manifest(artifact, part / "model.onnx")
    if artifact.vocabulary is not None:
        artifact.vocabulary.save(part / "vocab.txt")
        manifest["files"] = {"vocabulary": {"file": "vocab.txt", "sha256": _sha256(part / "vocab.txt")}}
    _write_json(part / "manifest.json", manifest, indent=2)
    _write_json(part / "parity.json", {"cases": parity.run(artifact.model, list(artifact.inputs), list(artifact.outputs), artifact.cases)})
    (part / "card.md").write_text(_card(artifact), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    part.rename(folder)
    return sum(file.stat().st_size for file in folder.iterdir())


def to_onnx(artifact: Artifact, path: Path) -> None:
    """Traces the model with named dynamic dimensions and checks the graph."""
    shapes = artifact.inputs | artifact.outputs
    dynamic = {name: {axis: size for axis, size in enumerate(shape) if isinstance(size, str)} for name, shape in shapes.items()}
    torch.onnx.export(
        artifact.model,
        artifact.example,
        str(path),
        input_names=list(artifact.inputs),
        output_names=list(artifact.outputs),
        dynamic_axes=dynamic,
        opset_version=OPSET,
    )
    graph = onnx.load(str(path))
    onnx.checker.check_model(graph, full_check=True)
    for node in graph.graph.node:
        node.doc_string = ""  # stack traces of the exporting machine
    onnx.save(graph, str(path))


def _artifacts(runs: Path, tokenizer: WordPiece) -> list[Artifact]:
    torch.manual_seed(0)
    emotion, words = {"emotion": EMOTIONS}, len(tokenizer.vocabulary)
    settings, samples = ({part: json.loads((runs / part / name).read_text()) for part in PARTS} for name in ("config.json", "data.json"))
    face, face_metrics = trained(FaceViT(), runs / "vision")
    speech, speech_metrics = trained(SpeechWav2Vec2(), runs / "audio")
    text, text_metrics = trained(TextBert(words, LONGEST), runs / "text")
    both, both_metrics = trained(Recommender(words), runs / "fusion")
    content_metrics = {name: value for name, value in both_metrics.items() if name.startswith(("item.", "map", "ndcg", "hr"))}
    fusion_metrics = {name: value for name, value in both_metrics.items() if name not in content_metrics}
    image, audio = ImageInput(), AudioInput()
    sentence, item = TextInput(tokenizer, LONGEST), TextInput(tokenizer, CONTENT_LONGEST)
    fusion_inputs = {f"{m}_{part}": ["batch", f"{m}_length", WIDTH][: 3 if part == "tokens" else 2] for m in MODALITIES for part in ("tokens", "mask")}
    example = sentence(["a first sentence to trace with", "and a second"])
    image_cases, image_media = parity.image_cases(image)
    audio_cases, audio_media = parity.audio_cases(audio)
    text_preprocessing = {"kind": "text", "lowerCase": tokenizer.lower_case}
    return [
        Artifact(
            "face-vit", "image", face, (torch.randn(2, 1, image.size, image.size),),
            {"pixel_values": ["batch", 1, image.size, image.size]}, _TOKENS, emotion, face_metrics, settings["vision"],
            samples["vision"], image_cases,
            preprocessing={
                "kind": "image", "width": image.size, "height": image.size, "color": "gray", "crop": "centreSquare", "resize": "triangle",
                "scale": SCALE, "mean": [image.mean], "std": [image.std],
            },
            media=image_media,
        ),
        Artifact(
            "speech-wav2vec2", "audio", speech, (torch.randn(2, 24_000),), {"input_values": ["batch", "samples"]},
            _TOKENS | {"acted_logits": ["batch", ACTED]}, emotion, speech_metrics, settings["audio"], samples["audio"], audio_cases, equal_length=True, max_batch=16,
            preprocessing={
                "kind": "audio", "sampleRate": audio.rate, "minSeconds": audio.shortest, "maxSeconds": audio.longest,
                "normalize": "zeroMeanUnitVariance",
            },
            media=audio_media,
        ),
        Artifact(
            "text-bert", "text", text, example, _TEXT, _TOKENS, emotion, text_metrics, settings["text"],
            samples["text"], parity.text_cases(sentence),
            preprocessing=text_preprocessing | {"maxTokens": LONGEST}, vocabulary=tokenizer,
        ),
        Artifact(
            "mmei", "fusion", both.fusion,
            tuple(t for length in (3, 4, 5) for t in (torch.randn(2, length, WIDTH), torch.ones(2, length))), fusion_inputs,
            {
                "emotion_probabilities": ["batch", len(EMOTIONS)], "intent_probabilities": ["batch", len(INTENTS)],
                "weights": ["batch", len(MODALITIES)], "confidence": ["batch"], "fused": ["batch", WIDTH],
            },
            {"emotion": EMOTIONS, "intent": INTENTS, "modality": MODALITIES}, fusion_metrics, settings["fusion"], samples["fusion"],
            parity.fusion_cases(face, speech, text, image, audio, sentence),
        ),
        Artifact(
            "content-bert", "content", both.content, item(["A title. A description of it calm, sea", "Another. Short"]), _TEXT,
            {"embedding": ["batch", WIDTH], "emotion_profile": ["batch", len(EMOTIONS)], "intent_profile": ["batch", len(INTENTS)]},
            {"emotion": EMOTIONS, "intent": INTENTS}, content_metrics, settings["fusion"], samples["fusion"], parity.content_cases(item),
            preprocessing=text_preprocessing | {"maxTokens": CONTENT_LONGEST}, vocabulary=tokenizer,
        ),
    ]  # fmt: skip


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
        "model": {"file": model.name, "sha256": _sha256(model), "bytes": model.stat().st_size, "opset": OPSET},
        "inputs": tensors(artifact.inputs, artifact.example),
        "outputs": tensors(artifact.outputs, outputs),
        "batching": {"equalLength": artifact.equal_length, "maxBatch": artifact.max_batch},
        "labels": {name: list(labels) for name, labels in artifact.labels.items()},
        "training": {"data": _data(artifact), "seed": artifact.config["seed"], "note": f"{card.note} Settings: {json.dumps(artifact.config)}"},
        "licence": LICENCE,
        "metrics": {f"validation.{name}": round(value, 4) for name, value in artifact.metrics.items()},
    }
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
        f"## Measured\n\n{card.measured}\n\n| metric | value |\n|---|---|\n{metrics}\n\n## Limits\n\n{card.limits}\n\n## Licence\n\n{LICENCE}\n"
    )


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write_json(path: Path, document: dict, indent: int | None = None) -> None:
    separators = None if indent else (",", ":")
    path.write_text(json.dumps(document, ensure_ascii=False, indent=indent, separators=separators) + "\n", encoding="utf-8")
