"""The records of AIGC-INT as the encoders' tokens, each source encoded once."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from ..aigc_int.records import Record
from ..data import fer2013, ravdess
from ..taxonomy import EMOTIONS, MAX_TOKENS, MODALITIES, WIDTH
from . import read, voice
from .read import Artifact

Encoder = Callable[[list[str]], tuple[Tensor, ...]]
"""Source ids (or words) -> tokens [n, 32, 256], how many of each are valid i64 [n] and, of encoders with a head of their own, the logits
[n, 7] of the emotion that it reads."""


@dataclass(frozen=True)
class Column:
    """One modality of some records: tokens of the distinct sources [sources, 32, 256], their counts, which source a record has (-1:
    none), and the emotion probabilities [sources, 7] that the encoder's own head reads, if it has one."""

    tokens: Tensor
    counts: Tensor
    place: Tensor
    emotion: Tensor | None = None

    def batch(self, rows: Tensor) -> tuple[Tensor, Tensor]:
        """-> tokens [B, L, 256] and mask [B, L], as fusion takes them; L is the longest of the rows, at least 1."""
        place = self.place[rows]
        counts = torch.where(place >= 0, self.counts[place.clamp(min=0)], torch.zeros_like(place))
        longest = max(1, int(counts.max()))
        mask = (torch.arange(longest) < counts.unsqueeze(1)).float()
        return self.tokens[place.clamp(min=0), :longest].float() * mask.unsqueeze(-1), mask

    def readings(self, rows: Tensor) -> Tensor:
        """-> what the encoder reads by itself of the rows [B, 7]: nothing but zeros where a record has nothing to read, or nobody reads."""
        place = self.place[rows]
        if self.emotion is None:
            return torch.zeros(len(rows), len(EMOTIONS))
        return self.emotion[place.clamp(min=0)] * (place >= 0).unsqueeze(1)

    def drawn(self, place: Tensor, most: int) -> tuple[Tensor, Tensor]:
        """Sources (-1: none) -> tokens [B, most, 256] and mask [B, most]: of a source with more tokens than `most` that many at random."""
        counts = torch.where(place >= 0, self.counts[place.clamp(min=0)], torch.zeros_like(place))
        valid = torch.arange(self.tokens.shape[1]) < counts.unsqueeze(1)
        kept, chosen = (torch.rand(valid.shape) + valid).topk(most)  # the valid ones first, each as likely
        mask = (kept >= 1).float()
        return self.tokens[place.clamp(min=0).unsqueeze(1), chosen].float() * mask.unsqueeze(-1), mask


@dataclass(frozen=True)
class TokenSet:
    """Records and a column for each of MODALITIES."""

    records: list[Record]
    columns: tuple[Column, Column, Column]

    def batch(self, rows: Tensor) -> list[Tensor]:
        return [part for column in self.columns for part in column.batch(rows)]

    def readings(self, rows: Tensor) -> Tensor:
        """-> [B, 3, 7]: see Column."""
        return torch.stack([column.readings(rows) for column in self.columns], dim=1)

    def replaced(self, modality: str, column: Column) -> "TokenSet":
        """The same records seen by another encoder of one modality."""
        columns = [column if name == modality else own for name, own in zip(MODALITIES, self.columns)]
        return TokenSet(self.records, tuple(columns))


SPEECH = "speech-wav2vec2"
ENCODERS = ("face-vit", SPEECH, "text-bert")
"""The artifacts that read MODALITIES."""


def encoded(records: list[Record], data: Path, folder: Path, cache: Path | None = None) -> TokenSet:
    """The records as the exported encoders in `folder` read them. `cache`: a folder where columns are kept for the next time."""
    encoders = readers(data, [Artifact.load(folder / name / "1") for name in ENCODERS])
    columns = []
    for name, ids, encoder in zip(ENCODERS, shown_by(records), encoders):
        key = digest(["emotion", sha256_of(folder, name), *([voice.stated()] if name == SPEECH else []), *map(str, ids)])
        columns.append(kept(cache and cache / f"{name}-{key[:16]}.pt", lambda: column(ids, encoder)))
    return TokenSet(records, tuple(columns))


def readers(data: Path, encoders: Sequence[Artifact]) -> tuple[Encoder, Encoder, Encoder]:
    """Of the paths of faces and clips in `data` and of words, by the three encoders; their graphs may be others of the same shape."""
    face, speech, text = encoders
    return (
        faces_of(data, lambda pixels: read.faces(face, pixels)[:3]),
        clips_of(data, lambda clips: read.voices(speech, clips, ravdess.RATE)[:3]),
        lambda texts: tuple(read.sentences(text, texts)[:3]),
    )


def kept(path: Path | None, make: Callable[[], Column]) -> Column:
    """The column in the file, or the one that `make` gives, which is then written."""
    if path is None:
        return make()
    if not path.exists():
        made = make()
        path.parent.mkdir(parents=True, exist_ok=True)
        torch.save((made.tokens, made.counts, made.place, made.emotion), path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)
    return Column(*torch.load(path))


def kept_tensor(path: Path, make: Callable[[], Tensor]) -> Tensor:
    """The tensor in the file, or the one that `make` gives, which is then written."""
    if not path.exists():
        made = make()
        path.parent.mkdir(parents=True, exist_ok=True)
        torch.save(made, path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)
    return torch.load(path)


def sha256_of(folder: Path, name: str) -> str:
    """The model's SHA-256 as its manifest states it (and `Artifact.load` checks)."""
    path = folder / name / "1" / "manifest.json"
    if not path.exists():
        raise FileNotFoundError(f"{path}: export the encoders first")
    return json.loads(path.read_text(encoding="utf-8"))["model"]["sha256"]


def digest(parts: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def shown_by(records: Sequence[Record]) -> tuple[list[str | None], list[str | None], list[str | None]]:
    """For each modality what a record shows of it: the path of a face, the path of a clip, words."""
    return [r.face and r.face.source for r in records], [r.clip and r.clip.source for r in records], [r.words for r in records]


def column(ids: Sequence[str | None], encode: Encoder) -> Column:
    """Encodes each distinct id once. Half precision: tokens of 5,000 records fit in 250 MB."""
    distinct = sorted({name for name in ids if name is not None})
    number = {name: place for place, name in enumerate(distinct)}
    place = torch.tensor([-1 if name is None else number[name] for name in ids])
    if not distinct:
        return Column(torch.zeros(1, MAX_TOKENS, WIDTH, dtype=torch.half), torch.zeros(1, dtype=torch.int64), place)
    tokens, counts, *logits = encode(distinct)
    return Column(tokens.half(), counts, place, *(emotion.softmax(-1) for emotion in logits))


def faces_of(data: Path, encode: Callable[[np.ndarray], list[Tensor]]) -> Encoder:
    """An encoder of pixels uint8 [n, 48, 48] -> one of FER2013's paths."""

    def run(paths: list[str]) -> tuple[Tensor, ...]:
        loaded = fer2013.load(data)
        place = {path: number for number, path in enumerate(loaded.paths)}
        return tuple(encode(loaded.pixels[[place[path] for path in paths]]))

    return run


def clips_of(data: Path, encode: Callable[[list[np.ndarray]], list[Tensor]]) -> Encoder:
    """An encoder of 16 kHz samples -> one of RAVDESS' paths, whose clips are heard as serving hears them."""

    def run(paths: list[str]) -> tuple[Tensor, ...]:
        found = {clip.path: clip.samples for clip in ravdess.load(data)}
        return tuple(encode([voice.heard(found[path]) for path in paths]))

    return run
