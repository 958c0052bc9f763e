"""The real faces, clips and sentences that records are composed of, the real titles that they offer, and in which split each may
appear."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from ..data import fer2013, goemotions, meld, ravdess, split, titles
from ..data.goemotions import Sentence
from ..data.source import DataError, there
from ..taxonomy import EMOTIONS
from ..text.catalog import Item
from .records import TEST, TRAIN, VALIDATION

GROUP_OF = {TRAIN: split.FUSION, VALIDATION: split.VALIDATION, TEST: split.TEST}
"""The group of sources that each split of the records is composed of. Encoders are fitted on split.ENCODER, training sources of no
record."""


@dataclass(frozen=True)
class Source:
    """A published sample: its id, its emotion, a digest that copies share, the fold (data/split.py) that it would be in as a source of an
    encoder, 0 for none, and the text if it is a sentence."""

    id: str
    emotion: int
    digest: str
    fold: int
    text: str | None = None


@dataclass(frozen=True)
class Pool:
    """What one split is composed of. An emotion that a modality has no source of is missing there. `titles` are offered beside generated
    items."""

    faces: tuple[Source, ...]
    clips: tuple[Source, ...]
    sentences: tuple[Source, ...]
    titles: tuple[Item, ...] = ()

    def by_emotion(self) -> tuple[list[list[Source]], list[list[Source]], list[list[Source]]]:
        """For faces, clips and sentences: the sources of each emotion."""
        return tuple(
            [[source for source in sources if source.emotion == e] for e in range(len(EMOTIONS))]
            for sources in (self.faces, self.clips, self.sentences)
        )

    @property
    def sources(self) -> tuple[Source, ...]:
        return (*self.faces, *self.clips, *self.sentences)

    @property
    def empty(self) -> bool:
        return not self.sources

    @property
    def foldable(self) -> "Pool":
        """Those that are in a fold and have no copy in another, from which the encoder that was fitted without them learned."""
        folds: dict[str, set[int]] = defaultdict(set)
        for source in self.sources:
            folds[source.digest].add(source.fold)

        def once(sources: tuple[Source, ...]) -> tuple[Source, ...]:
            return tuple(source for source in sources if source.fold and len(folds[source.digest]) == 1)

        return replace(self, faces=once(self.faces), clips=once(self.clips), sentences=once(self.sentences))


def grouped(data: Path) -> dict[str, Pool]:
    """Every source of the given sets by its group (split.GROUPS): the one source split that encoders, fusion and records all use.

    Guarantees: a face is in the group that split.face_group gives its md5 prefix, a clip in that of its actor (split.clip_group), a
    sentence in that of its comment or dialogue and published part (split.sentence_group), a title in that of its id, so duplicates by
    name, actors, comments and dialogues are never divided. Copies under other names (the same bytes of a face, the same words of a
    sentence but for case and punctuation) are kept in the first group of split.GROUPS only. Encoders must be fitted on
    pools[split.ENCODER] or, what is the same or less, on what the three functions call ENCODER. It does not guarantee that the same
    person is not in two faces of FER2013, which names nobody, nor that MELD's few speakers do not say other sentences in other dialogues.
    """
    faces, clips = list(fer2013.listing(data)), list(ravdess.listing(data))
    sentences = [(part, s) for part in ("train", "dev") for s in (*goemotions.load(data, part), *meld.load(data, part))]
    items = _titles(data)
    return _without_copies(
        {
            group: Pool(
                tuple(_face(*face) for face in faces if split.face_group(face[2]) == group),
                tuple(_clip(*clip) for clip in clips if split.clip_group(clip[2]) == group),
                tuple(_sentence(s) for part, s in sentences if split.sentence_group(s.source, part) == group),
                tuple(item for item in items if _title_group(item) == group),
            )
            for group in split.GROUPS
        }
    )


def all_for_test(data: Path) -> Pool:
    """Every sample of any directory of the same layout, for a test set of people that training never saw. Sets and parts may be missing."""
    sentences: list[Sentence] = []
    for path in sorted((data / "goemotions").glob("*.tsv")):
        sentences += goemotions.load(data, path.stem)
    for path in sorted((data / "meld").glob("*.csv")):
        sentences += meld.read(path, path.stem.removesuffix("_sent_emo"))
    pool = Pool(
        tuple(_face(*face) for face in fer2013.listing(data)) if there(data, "fer2013") else (),
        tuple(_clip(*clip) for clip in ravdess.listing(data)) if there(data, "ravdess") else (),
        tuple(map(_sentence, sentences)),
        _titles(data),
    )
    if pool.empty:
        raise DataError(data, "holds no face of fer2013, no clip of ravdess and no sentence of goemotions or meld")
    return pool


def _without_copies(pools: dict[str, Pool]) -> dict[str, Pool]:
    taken: set[str] = set()

    def kept(sources: Iterable[Source]) -> tuple[Source, ...]:
        return tuple(source for source in sources if source.digest not in taken)

    result = {}
    for group in split.GROUPS:
        own = pools[group]
        pool = replace(own, faces=kept(own.faces), clips=kept(own.clips), sentences=kept(own.sentences))
        taken.update(source.digest for source in pool.sources)
        result[group] = pool
    return result


def _titles(data: Path) -> tuple[Item, ...]:
    """Those that have a mood; data without a catalogue has none."""
    found = titles.load(data) if (data / "catalogs" / "titles.csv").exists() else ()
    return tuple(title.item for title in found if title.item.moods)


def _title_group(item: Item) -> str:
    """The records of training offer what the content encoder was trained on: a title's words are all that is ever known of it."""
    group = split.item_group(item.id)
    return split.FUSION if group == split.ENCODER else group


def _face(path: str, emotion: int, _: str, content: bytes) -> Source:
    return Source(path, emotion, _digest(content), fold=0)


def _clip(path: str, acted: int, actor: int, content: bytes) -> Source:
    return Source(path, EMOTIONS.index(ravdess.CODES[acted]), _digest(content), split.clip_fold(actor))


def _sentence(sentence: Sentence) -> Source:
    words = "".join(letter if letter.isalnum() else " " for letter in sentence.text.lower()).split()
    digest = _digest((" ".join(words) or sentence.text).encode())
    return Source(sentence.id, sentence.emotion, digest, split.sentence_fold(sentence.source), sentence.text)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
