"""Fetches published encoders from where the operator says, and keeps only what has the hash that the operator gave."""

import hashlib
import http.client
import json
import re
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from .backbone import MANIFEST, Backbone, BackboneError, known

TIMEOUT = 60.0
CHUNK = 1 << 20


@dataclass(frozen=True)
class Source:
    """Where a file is, and the SHA-256 it must have."""

    url: str
    sha256: str


def sources_of(path: Path) -> dict[str, dict[str, Source]]:
    """Reads a sources file: {"<name>": {"model": {"url", "sha256"}, "vocabulary"?: {...}}}; every file of each named encoder must be
    there."""
    backbones = known()
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        entries = {name: dict(files) for name, files in document.items()}
    except FileNotFoundError:
        raise BackboneError(f"{path}: the file does not exist") from None
    except (ValueError, AttributeError, TypeError) as error:
        raise BackboneError(f"{path}: is not a sources file ({error})") from error
    if not entries:
        raise BackboneError(f"{path}: names no encoder; known are {', '.join(backbones)}")
    found = {}
    for name, files in entries.items():
        if name not in backbones:
            raise BackboneError(f"{path}: {name!r} is not known; known are {', '.join(backbones)}")
        wanted = set(backbones[name].files)
        if set(files) != wanted:
            raise BackboneError(f"{path}: {name} needs {', '.join(sorted(wanted))}, not {', '.join(sorted(files)) or 'nothing'}")
        found[name] = {kind: _source(f"{path}: {name}.{kind}", entry) for kind, entry in files.items()}
    return found


def _source(where: str, entry: object) -> Source:
    if not isinstance(entry, dict) or set(entry) != {"url", "sha256"} or not all(isinstance(value, str) for value in entry.values()):
        raise BackboneError(f"{where} must have url and sha256")
    address = urlsplit(entry["url"])
    if address.scheme not in ("http", "https") or not address.hostname:
        raise BackboneError(f"{where}: the url {entry['url']!r} is neither http nor https")
    if not re.fullmatch(r"[0-9a-fA-F]{64}", entry["sha256"]):
        raise BackboneError(f"{where}: the sha256 {entry['sha256']!r} is not 64 hexadecimal digits")
    return Source(entry["url"], entry["sha256"].lower())


def fetch(backbone: Backbone, sources: dict[str, Source], out: Path, say: Callable[[str], None]) -> Path:
    """Fetches one encoder to `out/<name>` and returns that folder. Its backbone.json, written last, says that all of it is there and
    checked.

    What is there with the right hash is not fetched again; a file that was cut off is continued.
    """
    folder = out / backbone.name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MANIFEST).unlink(missing_ok=True)
    for kind, file in backbone.files.items():
        path, source = folder / file["file"], sources[kind]
        if path.exists() and sha256_of(path) == source.sha256:
            say(f"{path} is there already")
        else:
            say(f"{path} from {source.url}")
            download(source, path, file.get("mostBytes", file.get("bytes")))
    return kept(backbone, folder, {kind: source.sha256 for kind, source in sources.items()})


def kept(backbone: Backbone, folder: Path, hashes: dict[str, str]) -> Path:
    """Checks an encoder that lies whole in `folder` and says so in its backbone.json; returns the folder."""
    backbone.check(folder / backbone.files["model"]["file"])
    stated = {
        kind: {"file": file["file"], "sha256": hashes[kind], "bytes": (folder / file["file"]).stat().st_size}
        for kind, file in backbone.files.items()
    }
    part = folder / (MANIFEST + ".part")
    part.write_text(json.dumps(backbone.manifest | {"files": stated}, indent=2) + "\n", encoding="utf-8")
    part.replace(folder / MANIFEST)
    return folder


def download(source: Source, path: Path, most: int) -> None:
    """Writes the file whole and verified, or not at all: it grows as `<path>.part`, which the next call continues if the connection
    broke."""
    part = path.with_name(path.name + ".part")
    begun = part.stat().st_size if part.exists() else 0
    request = urllib.request.Request(source.url, headers={"Range": f"bytes={begun}-"} if begun else {})
    try:
        with urllib.request.build_opener(_Redirects).open(request, timeout=TIMEOUT) as response:
            continued = response.status == 206 and (response.headers.get("Content-Range") or "").startswith(f"bytes {begun}-")
            size = begun if continued else 0
            length = response.headers.get("Content-Length")
            total = size + int(length) if length else None
            if total is not None and total > most:
                raise BackboneError(f"{source.url}: has {total} bytes; at most {most} are expected of {path.name}")
            with part.open("ab" if continued else "wb") as file:
                while chunk := response.read(CHUNK):
                    size += len(chunk)
                    if size > most:
                        part.unlink()
                        raise BackboneError(f"{source.url}: has more than the {most} bytes expected of {path.name}")
                    file.write(chunk)
    except urllib.error.HTTPError as error:
        if error.code == 416 and begun:
            part.unlink()  # more is here than there is: it cannot be a beginning of it
        raise BackboneError(
            f"{source.url}: answers {error.code} {error.reason}{'; give the command again to begin anew' if error.code == 416 else ''}"
        ) from error
    except (OSError, http.client.HTTPException) as error:
        raise BackboneError(f"{source.url}: {error or type(error).__name__}; give the command again to continue") from error
    if total is not None and size < total:
        raise BackboneError(f"{source.url}: ended after {size} of {total} bytes; give the command again to continue")
    if (found := sha256_of(part)) != source.sha256:
        part.unlink()
        raise BackboneError(f"{source.url}: its SHA-256 is {found}, not {source.sha256}; nothing was kept")
    part.replace(path)


def sha256_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects, but not from https to http."""

    def redirect_request(self, request, response, code, message, headers, url):
        if request.type == "https" and urlsplit(url).scheme != "https":
            raise BackboneError(f"{request.full_url}: redirects to {url}, which is not https")
        return super().redirect_request(request, response, code, message, headers, url)
