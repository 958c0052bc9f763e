import re

import pytest
import torch
from published import write_sets

from mmei_models.aigc_int import dataset, leaks, sources
from mmei_models.aigc_int.config import Rates
from mmei_models.aigc_int.records import TRAIN
from mmei_models.data import split
from mmei_models.data.source import DataError
from mmei_models.networks.bert import TextBert
from mmei_models.networks.content import ContentBert
from mmei_models.networks.published_bert import PublishedBert
from mmei_models.networks.vit import FaceViT
from mmei_models.training import folds
from mmei_models.training.audio import AudioTask
from mmei_models.training.config import configured
from mmei_models.training.text import TextTask
from mmei_models.training.vision import VisionTask

RATES = Rates(records=300, items=200)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return write_sets(tmp_path_factory.mktemp("sets"))


@pytest.fixture(scope="module")
def learned(data):
    return sources.grouped(data)[split.ENCODER]


def test_every_source_of_an_encoder_is_left_out_by_one_fold(data, learned, tokenizer):
    def bert():
        return PublishedBert(len(tokenizer.vocabulary), width=32, layers=1, heads=2, hidden=32, positions=64, dropout=0.0)

    tasks = {
        "vision": lambda config: VisionTask(data, FaceViT(), config, "cpu", torch.from_numpy),
        "audio": lambda config: AudioTask(data, config, "cpu"),
        "text": lambda config: TextTask(data, TextBert(bert()), ContentBert(bert()), tokenizer, config, "cpu"),
    }
    own = {"vision": (("FER2013", "fer2013/"),), "audio": (("RAVDESS", "ravdess/"),), "text": (("GoEmotions", "goem"), ("MELD", "meld"))}
    for part, made in tasks.items():
        for held in range(1, split.FOLDS[part] + 1):
            fitted = made(configured(part, held=held)).samples
            for name, prefix in own[part]:
                others = [source for source in learned.sources if source.id.startswith(prefix) and source.fold != held]
                assert fitted[name] == len(others) > 0


@pytest.mark.parametrize(("part", "held"), [("vision", 3), ("text", -1), ("content", 1), ("fusion", 1)])
def test_a_fold_that_there_is_not_is_refused(part, held):
    with pytest.raises(ValueError, match=f"held is {held}; {part} has the folds 1 to {split.FOLDS.get(part, 0)}"):
        configured(part, held=held)


def test_a_source_with_a_copy_in_another_fold_is_in_no_record(learned):
    first = learned.faces[0]
    other = next(face for face in learned.faces if face.fold != first.fold)
    copied = sources.replace(learned, faces=(sources.replace(first, digest=other.digest), *learned.faces[1:]))
    kept = {face.id for face in copied.foldable.faces}
    assert first.id not in kept and other.id not in kept and len(kept) == len(learned.faces) - 2


def test_a_record_of_a_source_in_two_folds_is_refused(data):
    pools = sources.grouped(data)
    built = dataset.build(data, RATES, crossed=True)
    ids = {face.id: face for face in pools[split.ENCODER].faces}
    shown = next(r.face.source for r in built.of(TRAIN) if r.face and r.face.source in ids)
    other = next(face for face in ids.values() if face.fold != ids[shown].fold)
    own = tuple(sources.replace(face, digest=ids[shown].digest) if face == other else face for face in pools[split.ENCODER].faces)
    mixed = pools | {split.ENCODER: sources.replace(pools[split.ENCODER], faces=own)}
    with pytest.raises(DataError, match=r"the copy .* is in two folds of the encoders' training and in train"):
        leaks.require_none(built.records, mixed, crossed=True)


def test_folds_are_all_there_or_none(tmp_path):
    assert not folds.there(tmp_path)
    for config in folds.every():
        (tmp_path / config.name).mkdir()
        (tmp_path / config.name / "checkpoint.pt").write_bytes(b"")
    assert folds.there(tmp_path)
    (tmp_path / "audio-held-2" / "checkpoint.pt").unlink()
    with pytest.raises(ValueError, match=re.escape("lacks the runs audio-held-2; train --part folds finishes them")):
        folds.there(tmp_path)


def test_stitching_finds_the_map_from_one_space_to_another():
    torch.manual_seed(1)
    theirs, turned, moved = torch.randn(500, 8), torch.randn(8, 8), torch.randn(8)
    weights, bias = folds.stitch(theirs, theirs @ turned + moved)
    fresh = torch.randn(20, 8)
    assert torch.allclose(fresh @ weights + bias, fresh @ turned + moved, atol=0.02)
