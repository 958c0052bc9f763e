"""The committed models as callables: verified against their manifests, with the preprocessing that the manifest states."""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from ..preprocessing import AudioInput, ImageInput, TextInput, VoiceInput, padded
from ..text.emoji import Emoji
from ..text.wordpiece import WordPiece
from .graph import Graph

BATCH = 128


class ArtifactError(Exception):
    """An artifact that cannot be used. The text names the file and the reason."""


@dataclass(frozen=True)
class Artifact:
    """One model of `artifacts/<name>/<version>`: its graph and its manifest."""

    folder: Path
    manifest: dict
    graph: Graph

    @classmethod
    def load(cls, folder: Path) -> "Artifact":
        """Reads a model and checks its hashes; the manifest is what the services trust, so it must be true."""
        try:
            manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
            files = [manifest["model"], *manifest.get("files", {}).values()]
            for entry in files:
                found = hashlib.sha256((folder / entry["file"]).read_bytes()).hexdigest()
                if found != entry["sha256"]:
                    raise ArtifactError(f"{folder / entry['file']}: its SHA-256 is {found}, the manifest says {entry['sha256']}")
        except (OSError, KeyError, json.JSONDecodeError) as error:
            raise ArtifactError(f"{folder}: is not a complete artifact ({type(error).__name__}: {error})") from error
        return cls(folder, manifest, Graph(folder / manifest["model"]["file"]))

    @property
    def identity(self) -> str:
        return f"{self.manifest['name']}@{self.manifest['version']}"

    @property
    def text_input(self) -> TextInput:
        vocabulary = self.folder / self.manifest["files"]["vocabulary"]["file"]
        stated = self.manifest["preprocessing"]
        return TextInput(WordPiece(WordPiece.load(vocabulary).vocabulary, stated["lowerCase"]), stated["maxTokens"])

    @property
    def emoji(self) -> Emoji:
        """Of a model without a table none is known."""
        file = self.manifest["files"].get("emoji")
        return Emoji.load(self.folder / file["file"]) if file else Emoji({})

    @property
    def audio_input(self) -> AudioInput:
        stated = self.manifest["preprocessing"]
        return AudioInput(stated["sampleRate"], stated["minSeconds"], stated["maxSeconds"])

    @property
    def voice_input(self) -> VoiceInput:
        stated = self.manifest["preprocessing"]
        names = ("sampleRate", "window", "context", "threshold", "minWindows", "marginSeconds")
        return VoiceInput(*(stated[name] for name in names))

    @property
    def image_input(self) -> ImageInput:
        stated = self.manifest["preprocessing"]
        return ImageInput(stated["width"], stated["mean"][0], stated["std"][0])


def faces(artifact: Artifact, pixels: np.ndarray) -> list[Tensor]:
    """uint8 [n, side, side] of the model's own size -> the model's outputs, each [n, ...]."""
    prepared = artifact.image_input
    if pixels.shape[1:] != (prepared.size, prepared.size):
        raise ValueError(f"faces are {pixels.shape[2]}x{pixels.shape[1]} pixels; {artifact.identity} takes {prepared.size}x{prepared.size}")
    batches = torch.from_numpy(pixels).split(BATCH)
    return _joined([artifact.graph(prepared.normalised(rows.unsqueeze(1).float())) for rows in batches])


def voices(artifact: Artifact, clips: list[np.ndarray], rate: int) -> list[Tensor]:
    """Mono samples -> the model's outputs. Clips of one length share a batch, since the model takes no padding."""
    prepared = artifact.audio_input
    waves = [prepared(samples, rate) for samples in clips]
    return _by_length([len(wave) for wave in waves], lambda rows: artifact.graph(torch.stack([waves[row] for row in rows])), batch=16)


def sentences(artifact: Artifact, texts: list[str], contexts: list[str] | None = None) -> list[Tensor]:
    """Texts, each with what was said before if `contexts` are given -> the model's outputs. Texts of one token count share a batch, so
    nothing is padded."""
    prepared, emoji = artifact.text_input, artifact.emoji
    pairs = zip(map(emoji.spelled, texts), contexts or [""] * len(texts))
    ids, own = zip(*(prepared.tokenizer.encode_in_context(text, context, prepared.longest) for text, context in pairs))

    def run(rows: list[int]) -> tuple[Tensor, ...]:
        return artifact.graph(*padded([ids[row] for row in rows], [own[row] for row in rows]))

    return _by_length([len(row) for row in ids], run)


def _by_length(lengths: list[int], run, batch: int = BATCH) -> list[Tensor]:
    """Runs rows of equal length together and returns the outputs in the rows' own order."""
    groups = defaultdict(list)
    for row, length in enumerate(lengths):
        groups[length].append(row)
    order, parts = [], []
    for rows in groups.values():
        for start in range(0, len(rows), batch):
            order += rows[start : start + batch]
            parts.append(run(rows[start : start + batch]))
    place = torch.argsort(torch.tensor(order))
    return [column[place] for column in _joined(parts)]


def _joined(parts: list[tuple[Tensor, ...]]) -> list[Tensor]:
    return [torch.cat(column) for column in zip(*parts)]
