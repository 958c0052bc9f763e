"""Faces and clips as serving reads them: the face that the detector finds, the speech that somebody speaks."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch

from ..aigc_int.records import Record
from ..artifacts import voice
from ..artifacts.detector import finder
from ..artifacts.read import Artifact
from ..artifacts.tokens import TokenSet, column, encoded, shown_by
from ..data import fer2013, ravdess
from ..taxonomy import MODALITIES


class Reader:
    """Has looked at every face and heard every clip of some records."""

    def __init__(self, records: Sequence[Record], data: Path, folder: Path):
        self._data, self._folder = data, folder
        self._model, looking = Artifact.load(folder / "face-vit" / "1"), finder(folder)
        faces, clips, _ = (set(ids) - {None} for ids in shown_by(records))
        self._cuts = {}
        for path, *_, content in fer2013.listing(data) if faces else ():
            if path in faces and (pixels := self._model.image_input.seen(content, looking)) is not None:
                self._cuts[path] = pixels
        self._spoken = {clip.path for clip in (ravdess.load(data) if clips else ()) if clip.path in clips and voice.segments(clip.samples)}

    def readable(self, records: Sequence[Record]) -> list[Record]:
        """The records without the faces and clips in which serving finds nobody, which it rejects; one that shows nothing else is left
        out."""
        without = [
            replace(r, face=r.face if r.face and r.face.source in self._cuts else None,
                    clip=r.clip if r.clip and r.clip.source in self._spoken else None)
            for r in records
        ]  # fmt: skip
        return [record for record in without if record.face or record.clip or record.words is not None]

    def encoded(self, records: Sequence[Record]) -> TokenSet:
        """Readable records as serving's encoders read them."""
        faces, *_ = shown_by(records)
        others = encoded([replace(record, face=None) for record in records], self._data, self._folder)
        return TokenSet(list(records), others.columns).replaced(MODALITIES[0], column(faces, self._look))

    def _look(self, paths: list[str]) -> tuple[torch.Tensor, ...]:
        return self._model.graph(torch.stack([self._cuts[path] for path in paths]))[:3]
