"""That nothing of a person or of a source is in two splits: looked for in what was built, whatever built it."""

from collections.abc import Iterable, Iterator

from ..data import split
from ..data.source import DataError
from .records import Record
from .sources import Pool, Source


def require_none(records: Iterable[Record], pools: dict[str, Pool]) -> None:
    """Raises DataError that names the first user, source, actor, comment, dialogue or copy that occurs in records of two splits, or in a
    record and among split.ENCODER, the sources that encoders are fitted on."""
    owners: dict[tuple[str, str], str] = {}

    def claim(what: str, name: str, owner: str) -> None:
        before = owners.setdefault((what, name), owner)
        if before != owner:
            raise DataError("aigc-int", f"the {what} {name} is in {before} and in {owner}")

    sources = {source.id: source for pool in pools.values() for source in pool.sources}
    for source in pools[split.ENCODER].sources if split.ENCODER in pools else ():
        for what, name in _identities(source):
            claim(what, name, "the encoders' training")
    for record in records:
        claim("user", record.user, record.split)
        for name in record.sources:
            for what, identity in _identities(sources[name]):
                claim(what, identity, record.split)


def _identities(source: Source) -> Iterator[tuple[str, str]]:
    """Whatever of a source must stay on one side: itself, its copies, and who or what it is part of."""
    yield "source", source.id
    yield "copy", source.digest
    kind = source.id.split("/")[0].split(":")[0]
    if kind == "ravdess":
        yield "actor", source.id.rsplit(".", 1)[0][-2:]
    elif kind == "meld":
        yield "dialogue", source.id.rsplit(":", 1)[0]
    elif kind == "goemotions":
        yield "comment", source.id.rsplit(":", 1)[1]
    elif kind == "fer2013":
        yield "face", source.id.rsplit("/", 1)[1].split("_")[0]
