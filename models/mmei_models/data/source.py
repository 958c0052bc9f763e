"""What the loaders share: the error they raise, and files from a folder or a tar archive."""

import tarfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath


class DataError(Exception):
    """Data that cannot be used. The text names the file, the row where there is one, and the reason."""

    def __init__(self, file: Path | str, reason: str, row: int | None = None):
        super().__init__(f"{file}{f', row {row}' if row is not None else ''}: {reason}")


def files(root: Path, name: str, suffix: str | tuple[str, ...]) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Path and bytes of every file with the suffix (or one of them) in the folder `root/name`, or else in `root/name.tar`, in order of
    path."""
    folder, archive = root / name, root / f"{name}.tar"
    if folder.is_dir():
        for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.name.endswith(suffix)):
            yield PurePosixPath(path.relative_to(root).as_posix()), path.read_bytes()
    elif archive.is_file():
        try:
            with tarfile.open(archive) as tar:
                for member in sorted((m for m in tar.getmembers() if m.isfile() and m.name.endswith(suffix)), key=lambda m: m.name):
                    content = tar.extractfile(member)
                    assert content is not None
                    yield PurePosixPath(member.name), content.read()
        except tarfile.TarError as error:
            raise DataError(archive, f"is not a readable tar archive ({error})") from error
    else:
        raise DataError(folder, f"neither this folder nor {archive.name} beside it exists")


def text_of(path: Path) -> str:
    """The whole of a UTF-8 file; what is not UTF-8 is named by its row."""
    if not path.is_file():
        raise DataError(path, "the file does not exist")
    content = path.read_bytes()
    try:
        return content.decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise DataError(path, f"is not UTF-8 ({error.reason})", content[: error.start].count(b"\n") + 1) from error


def there(root: Path, name: str) -> bool:
    """Whether `root` has the set, as a folder or as an archive."""
    return (root / name).is_dir() or (root / f"{name}.tar").is_file()
