"""How an artifact's folder is written: as a whole, or not at all."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """A folder to write in, which takes the place of `folder` once everything is there."""
    part = folder.with_name(folder.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    yield part
    shutil.rmtree(folder, ignore_errors=True)
    part.rename(folder)


def write_json(path: Path, document: dict, indent: int | None = None) -> None:
    separators = None if indent else (",", ":")
    path.write_text(json.dumps(document, ensure_ascii=False, indent=indent, separators=separators) + "\n", encoding="utf-8")


def stated(model: Path, opset: int) -> dict:
    """What a manifest says of its model's file."""
    content = model.read_bytes()
    return {"file": model.name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content), "opset": opset}


def size_of(folder: Path) -> int:
    """Bytes of all its files."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
