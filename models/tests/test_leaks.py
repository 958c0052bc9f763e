import re
from dataclasses import replace

import pytest
import torch
from published import write_sets

from mmei_models.aigc_int import dataset, leaks, sources
from mmei_models.aigc_int.config import Rates
from mmei_models.aigc_int.records import TEST, TRAIN, VALIDATION, Shown
from mmei_models.data import split
from mmei_models.data.source import DataError
from mmei_models.networks.bert import TextBert
from mmei_models.networks.content import ContentBert
from mmei_models.networks.published_bert import PublishedBert
from mmei_models.networks.vit import FaceViT
from mmei_models.training.audio import AudioTask
from mmei_models.training.config import configured
from mmei_models.training.text import TextTask
from mmei_models.training.vision import VisionTask


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return write_sets(tmp_path_factory.mktemp("sets"))


@pytest.fixture(scope="module")
def pools(data):
    return sources.grouped(data)


@pytest.fixture(scope="module")
def records(data):
    return dataset.build(data, Rates(records=300, items=200)).records


def test_what_is_built_leaks_nothing(records, pools):
    leaks.require_none(records, pools)


@pytest.mark.parametrize("owner", [TRAIN, VALIDATION, split.ENCODER])
@pytest.mark.parametrize(("field", "kind"), [("face", "faces"), ("clip", "clips"), ("sentence", "sentences")])
def test_a_source_in_two_splits_is_named(records, pools, owner, field, kind):
    used = {getattr(record, field).source for record in records if record.split == owner and getattr(record, field)}
    leaked = min(used or {source.id for source in getattr(pools[owner], kind)})
    with pytest.raises(DataError, match=f"{re.escape(leaked)} is in {'the encoders' if owner == split.ENCODER else owner}.* and in test"):
        leaks.require_none(with_test_record(records, **{field: Shown(leaked, 0)}), pools)


def test_a_person_in_two_splits_is_named(records, pools):
    person = next(record.user for record in records if record.split == TRAIN)
    with pytest.raises(DataError, match=f"the user {person} is in train and in test"):
        leaks.require_none(with_test_record(records, user=person), pools)


@pytest.mark.parametrize(
    ("kind", "field", "renamed", "message"),
    [
        (
            "faces",
            "face",
            lambda source, other: replace(source, id=other.id.replace("_", "_9")),
            "the face .* is in the encoders' training and in test",
        ),
        ("faces", "face", lambda source, other: replace(source, digest=other.digest), "the copy"),
        ("clips", "clip", lambda source, other: replace(source, id=source.id[:-7] + other.id[-7:]), "the actor"),
    ],
    ids=["duplicate", "copy", "actor"],
)
def test_what_a_source_is_part_of_stays_on_one_side(records, pools, kind, field, renamed, message):
    first, *rest = getattr(pools[split.TEST], kind)
    tested = renamed(first, getattr(pools[split.ENCODER], kind)[0])
    mixed = pools | {split.TEST: replace(pools[split.TEST], **{kind: (tested, *rest)})}
    nothing = {"face": None, "clip": None, "sentence": None}
    shown = next(record for record in records if record.split == TEST)
    with pytest.raises(DataError, match=message):
        leaks.require_none([replace(shown, **nothing | {field: Shown(tested.id, 0)})], mixed)


def test_a_build_that_leaks_is_refused(data, monkeypatch):
    monkeypatch.setattr(dataset, "GROUP_OF", {TRAIN: split.FUSION, VALIDATION: split.FUSION, TEST: split.TEST})
    with pytest.raises(DataError, match="is in train and in validation"):
        dataset.build(data, Rates(records=300, items=200))


def test_encoders_are_fitted_on_no_source_of_a_record(data, pools, tokenizer):
    def bert():
        return PublishedBert(len(tokenizer.vocabulary), width=32, layers=1, heads=2, hidden=32, positions=64, dropout=0.0)

    tasks = [
        VisionTask(data, FaceViT(), configured("vision"), "cpu", torch.from_numpy),
        AudioTask(data, configured("audio"), "cpu"),
        TextTask(data, TextBert(bert()), ContentBert(bert()), tokenizer, configured("text"), "cpu"),
    ]
    fitted = {name: count for task in tasks for name, count in task.samples.items()}
    own = [source.id for source in pools[split.ENCODER].sources]
    for name, prefix in (("FER2013", "fer2013/"), ("RAVDESS", "ravdess/"), ("GoEmotions", "goemotions:"), ("MELD", "meld:")):
        assert fitted[name] == sum(source.startswith(prefix) for source in own)


def with_test_record(records, **changes):
    """The records, of which the first one of the test split was changed."""
    place = next(n for n, record in enumerate(records) if record.split == TEST)
    return [*records[:place], replace(records[place], **changes), *records[place + 1 :]]
