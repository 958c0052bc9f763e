"""MELD's video files, as MELD.Raw unpacks them. A file that cannot be used masks a modality; it never drops the utterance."""

import re
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from .meld import Utterance
from .source import DataError

FOLDERS = {"train": "train_splits", "dev": "dev_splits_complete", "test": "output_repeated_splits_test"}
KNOWN_BAD = {
    ("train", 125, 3): "known to be corrupt",
    ("dev", 110, 7): "known to be missing",
    ("test", 38, 4): "known to be minutes long",
    ("test", 220, 0): "known to be minutes long",
}
LONGEST = 60.0
"""Seconds. Utterances are shorter; a longer file holds more than its utterance."""

_NAME = re.compile(r"dia(\d+)_utt(\d+)\.mp4")


@dataclass(frozen=True)
class Video:
    """The file of an utterance, or None and why it cannot be used."""

    utterance: Utterance
    file: Path | None
    reason: str | None


def videos(root: Path, part: str, utterances: list[Utterance]) -> list[Video]:
    """The video of each utterance, in their order. The part's folder is searched for at any depth under `root/meld`;
    files of other names (the test part's `final_videos_testdia*`) and resource forks (`._*`) are left out."""
    if part not in FOLDERS:
        raise ValueError(f"part is {part!r}; it must be one of {', '.join(FOLDERS)}")
    folders = sorted(path for path in (root / "meld").rglob(FOLDERS[part]) if path.is_dir())
    if not folders:
        raise DataError(root / "meld", f"holds no folder {FOLDERS[part]}")
    files: dict[tuple[int, int], Path] = {}
    for path in sorted(path for folder in folders for path in folder.rglob("*.mp4")):
        if name := _NAME.fullmatch(path.name):
            files.setdefault((int(name[1]), int(name[2])), path)
    return [_video(part, utterance, files.get((utterance.dialogue, utterance.number))) for utterance in utterances]


def seconds(path: Path) -> float:
    """The duration that the file's movie header states (ISO/IEC 14496-12, box `mvhd` in `moov`)."""
    size = path.stat().st_size
    with path.open("rb") as file:
        end = size
        for wanted in (b"moov", b"mvhd"):
            end = _enter(file, wanted, end, path)
        version = file.read(4)[:1]
        layout = ">8xII" if version == b"\0" else ">16xIQ"
        content = file.read(struct.calcsize(layout))
    if len(content) < struct.calcsize(layout):
        raise DataError(path, "its movie header is cut off")
    scale, duration = struct.unpack(layout, content)
    if scale == 0:
        raise DataError(path, "its movie header has a time scale of 0")
    return duration / scale


def _enter(file: BinaryIO, wanted: bytes, end: int, path: Path) -> int:
    """Moves to the content of the box and returns where it ends."""
    while file.tell() + 8 <= end:
        start = file.tell()
        length, kind = struct.unpack(">I4s", file.read(8))
        if length == 1:
            (length,) = struct.unpack(">Q", file.read(8).ljust(8, b"\0"))
        length = length or end - start
        if length < 8 or start + length > end:
            break
        if kind == wanted:
            return start + length
        file.seek(start + length)
    raise DataError(path, f"is not a whole MP4 file: no box {wanted.decode()}")


def _video(part: str, utterance: Utterance, file: Path | None) -> Video:
    reason = KNOWN_BAD.get((part, utterance.dialogue, utterance.number)) or (None if file else "there is no file")
    if reason is None and file is not None:
        try:
            if (length := seconds(file)) > LONGEST:
                reason = f"is {length:.0f} s long; at most {LONGEST:.0f} s are used"
        except DataError as error:
            reason = str(error)
    return Video(utterance, None if reason else file, reason)
