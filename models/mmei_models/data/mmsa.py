"""MMSA's aligned and unaligned features of CMU-MOSEI, published as a pickle; read here from an .npz that was converted from it once.

Unpickling can run code. So it happens in `convert` only, which wants the file's SHA-256 and admits nothing but arrays and plain values.
"""

import hashlib
import io
import pickle
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .source import DataError

PARTS = ("train", "valid", "test")
ARRAYS = ("text", "audio", "vision", "regression_labels")
_OPTIONAL = ("text_bert", "audio_lengths", "vision_lengths")
_STRINGS = ("raw_text", "id", "annotations")
_ADMITTED = {
    *(
        (module, name)
        for module in ("numpy", "numpy.core.multiarray", "numpy._core.multiarray")
        for name in ("ndarray", "dtype", "_reconstruct", "scalar")
    ),
    ("_codecs", "encode"),
}


@dataclass(frozen=True)
class Segments:
    """One part: text [N, t, 768], audio [N, a, 74], vision [N, v, 35], sentiment [N] in -3..3, and for each row its words and
    "video$_$clip"."""

    text: np.ndarray
    audio: np.ndarray
    vision: np.ndarray
    sentiment: np.ndarray
    words: list[str]
    ids: list[str]

    @property
    def videos(self) -> list[str]:
        """The source to split by."""
        return [name.split("$_$")[0] for name in self.ids]


def convert(source: Path, sha256: str, target: Path) -> None:
    """Writes the pickle `source`, whose SHA-256 must be `sha256`, as `target` (.npz without objects, and with that SHA-256 inside)."""
    if not source.is_file():
        raise DataError(source, "the file does not exist")
    content = source.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != sha256.lower():
        raise DataError(source, f"its SHA-256 is {found} instead of {sha256.lower()}; it was not opened")
    try:
        document = _Unpickler(content).load()
    except (pickle.UnpicklingError, EOFError, ValueError, AttributeError, ImportError, IndexError, TypeError) as error:
        raise DataError(source, f"is not a pickle of arrays ({error})") from error
    arrays = {"sha256": np.array(found)}
    for part in PARTS:
        arrays |= {f"{part}.{name}": values for name, values in _part(source, document, part).items()}
    partial = target.with_name(target.name + ".part")
    with partial.open("wb") as file:
        np.savez_compressed(file, **arrays)
    partial.replace(target)


def load(path: Path, part: str, sha256: str) -> Segments:
    """One part of a converted file; `sha256` is that of the pickle it must have come from."""
    if part not in PARTS:
        raise ValueError(f"part is {part!r}; it must be one of {', '.join(PARTS)}")
    if not path.is_file():
        raise DataError(path, "the file does not exist; make it with `python -m mmei_models convert-mmsa`")
    try:
        with np.load(path, allow_pickle=False) as file:
            if str(file["sha256"]) != sha256.lower():
                raise DataError(path, f"was converted from a file with SHA-256 {file['sha256']} instead of {sha256.lower()}")
            text, audio, vision, sentiment, words, ids = (file[f"{part}.{name}"] for name in (*ARRAYS, "raw_text", "id"))
    except (KeyError, ValueError, EOFError, zipfile.BadZipFile) as error:
        raise DataError(path, f"is not a converted MMSA file ({error})") from error
    return Segments(text, audio, vision, sentiment, words.tolist(), ids.tolist())


def _part(source: Path, document: object, part: str) -> dict[str, np.ndarray]:
    fields = document.get(part) if isinstance(document, dict) else None
    if not isinstance(fields, dict):
        raise DataError(source, f"has no part {part!r}")
    missing = [name for name in (*ARRAYS, "raw_text", "id") if name not in fields]
    if missing:
        raise DataError(source, f"{part} has no {missing[0]!r}")
    count = len(fields["regression_labels"])
    arrays = {name: np.asarray(fields[name]) for name in (*ARRAYS, *_OPTIONAL) if name in fields}
    arrays |= {name: np.array([str(value) for value in fields[name]]) for name in _STRINGS if name in fields}
    for name, values in arrays.items():
        if values.ndim == 0 or len(values) != count:
            raise DataError(source, f"{part}.{name} has shape {values.shape}; {count} rows are needed, as there are labels")
        if values.dtype == object:
            raise DataError(source, f"{part}.{name} holds objects; numbers are needed")
    for name in ("text", "audio", "vision"):
        arrays[name] = np.nan_to_num(arrays[name].astype(np.float32), nan=0.0, posinf=0.0, neginf=0.0)  # MMSA: -inf in audio is 0
    for row, label in enumerate(arrays["regression_labels"].tolist(), start=1):
        if not -3 <= label <= 3:
            raise DataError(source, f"{part}.regression_labels is {label}; it must be from -3 to 3", row)
    return arrays


class _Unpickler(pickle.Unpickler):
    def __init__(self, content: bytes):
        super().__init__(io.BytesIO(content))

    def find_class(self, module: str, name: str) -> object:
        if (module, name) not in _ADMITTED:
            raise pickle.UnpicklingError(f"it asks for {module}.{name}, which no array needs")
        return super().find_class(module, name)
