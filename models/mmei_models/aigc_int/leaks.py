"""That nothing of a person or of a source is in two splits: looked for in what was built, whatever built it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ..data import split
from ..data.source import DataError
from .records import TRAIN, Record
from .sources import Pool, Source


def require_none(records: Iterable[Record], pools: dict[str, Pool], crossed: bool = False) -> None:
    """Raises DataError that names the first user, source, actor, comment, dialogue, copy or real title that occurs in records of two
    splits, or in a record and among split.ENCODER, the sources that encoders are fitted on.

    `crossed`: records of training may have those that are in a fold, with their copies in the same.
    """
    owners: dict[tuple[str, str], str] = {}

    def claim(what: str, name: str, owner: str) -> None:
        before = owners.setdefault((what, name), owner)
        if before != owner:
            raise DataError("aigc-int", f"the {what} {name} is in {before} and in {owner}")

    sources = {source.id: source for pool in pools.values() for source in pool.sources}
    titles = {title.id for pool in pools.values() for title in pool.titles}
    folds: dict[tuple[str, str], set[int]] = defaultdict(set)
    for source in pools[split.ENCODER].sources if split.ENCODER in pools else ():
        for identity in _identities(source):
            claim(*identity, TRAIN if crossed and source.fold else "the encoders' training")
            folds[identity].add(source.fold)
    for record in records:
        claim("user", record.user, record.split)
        for name in record.sources:
            for identity in _identities(sources[name]):
                claim(*identity, record.split)
                if len(folds[identity]) > 1:
                    what, of = identity
                    raise DataError("aigc-int", f"the {what} {of} is in two folds of the encoders' training and in {record.split}")
        for outcome in record.candidates:
            if outcome.item in titles:
                claim("title", outcome.item, record.split)


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
