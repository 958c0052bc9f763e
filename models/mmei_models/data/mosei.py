"""CMU-MOSEI (Zadeh et al. 2018) as computational sequences (.csd, which are HDF5 files)."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .source import DataError

LABELS = ("sentiment", "happy", "sad", "anger", "surprise", "disgust", "fear")
"""Columns of "All Labels": sentiment -3..3, then the strength 0..3 of each emotion, which is present above 0."""


@dataclass(frozen=True)
class Sequence:
    """One video's features [m, n] and the interval of each row, seconds [m, 2]."""

    features: np.ndarray
    intervals: np.ndarray


@dataclass(frozen=True)
class Segment:
    """An annotated interval (seconds) of a video: sentiment -3..3 and the strengths of LABELS[1:]."""

    video: str
    start: float
    end: float
    sentiment: float
    emotions: tuple[float, ...]


def load(path: Path) -> dict[str, Sequence]:
    """Every video of `/<root>/data/<video id>/{features, intervals}`; -inf and NaN, which some streams hold, become 0."""
    h5py = _h5py()
    if not path.is_file():
        raise DataError(path, "the file does not exist")
    try:
        file = h5py.File(path, "r")
    except OSError as error:
        raise DataError(path, f"is not an HDF5 file ({error})") from error
    with file:
        root = _root(path, file)
        if "data" not in root:
            raise DataError(path, f"{root.name} has no group 'data'")
        return {video: _sequence(path, video, root["data"][video]) for video in root["data"]}


def metadata(path: Path) -> dict[str, object]:
    """What `/<root>/metadata` says; each value is a JSON text in a data set of length 1."""
    h5py = _h5py()
    with h5py.File(path, "r") as file:
        entries, found = _root(path, file).get("metadata", {}), {}
        for key in entries:
            try:
                found[key] = json.loads(entries[key][0])
            except (ValueError, IndexError, TypeError) as error:
                raise DataError(path, f"metadata {key!r} is not a JSON text of length 1 ({error})") from error
        return found


def segments(path: Path) -> list[Segment]:
    """The segments of the stream "All Labels", in order of video and time."""
    found = []
    for video, sequence in sorted(load(path).items()):
        if sequence.features.shape[1] != len(LABELS):
            raise DataError(path, f"video {video!r} has {sequence.features.shape[1]} labels instead of {len(LABELS)} ({', '.join(LABELS)})")
        for row, ((start, end), labels) in enumerate(zip(sequence.intervals.tolist(), sequence.features.tolist()), start=1):
            if not -3 <= labels[0] <= 3 or not all(0 <= value <= 3 for value in labels[1:]):
                raise DataError(path, f"video {video!r}: labels {labels} are outside sentiment -3..3 and emotions 0..3", row)
            found.append(Segment(video, start, end, labels[0], tuple(labels[1:])))
    return sorted(found, key=lambda segment: (segment.video, segment.start))


def _sequence(path: Path, video: str, group) -> Sequence:
    missing = [name for name in ("features", "intervals") if name not in group]
    if missing:
        raise DataError(path, f"video {video!r} has no {missing[0]!r}")
    features, intervals = np.asarray(group["features"]), np.asarray(group["intervals"], dtype=np.float64)
    if features.ndim != 2 or intervals.shape != (len(features), 2):
        raise DataError(path, f"video {video!r} has features {features.shape} and intervals {intervals.shape} instead of [m, n] and [m, 2]")
    if features.dtype.kind == "f":
        features = np.nan_to_num(features.astype(np.float32), nan=0.0, posinf=0.0, neginf=0.0)
    return Sequence(features, intervals)


def _root(path: Path, file):
    if not len(file):
        raise DataError(path, "holds no group")
    return file[next(iter(file))]


def _h5py():
    try:
        import h5py
    except ImportError as error:
        raise DataError("h5py", "is needed to read .csd files; install Debian's python3-h5py or `pip install h5py`") from error
    return h5py
