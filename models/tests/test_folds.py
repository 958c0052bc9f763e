import re
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from published import write_sets

from mmei_models.aigc_int import dataset, leaks, sources
from mmei_models.aigc_int.config import Rates
from mmei_models.aigc_int.records import TRAIN, Shown
from mmei_models.artifacts.tokens import encoded
from mmei_models.data import split
from mmei_models.data.source import DataError
from mmei_models.networks.bert import TextBert
from mmei_models.networks.content import ContentBert
from mmei_models.networks.published_bert import PublishedBert
from mmei_models.networks.wav2vec2 import SpeechWav2Vec2
from mmei_models.training import folds
from mmei_models.training.audio import AudioTask
from mmei_models.training.config import configured
from mmei_models.training.text import TextTask

ARTIFACTS = Path(__file__).resolve().parent.parent / "artifacts"
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
        "audio": lambda config: AudioTask(data, config, "cpu"),
        "text": lambda config: TextTask(data, TextBert(bert()), ContentBert(bert()), tokenizer, config, "cpu"),
    }
    own = {"audio": (("RAVDESS", "ravdess/"),), "text": (("GoEmotions", "goem"), ("MELD", "meld"))}
    for part, made in tasks.items():
        for held in range(1, split.FOLDS[part] + 1):
            fitted = made(configured(part, held=held)).samples
            for name, prefix in own[part]:
                others = [source for source in learned.sources if source.id.startswith(prefix) and source.fold != held]
                assert fitted[name] == len(others) > 0


@pytest.mark.parametrize(("part", "held"), [("audio", 5), ("text", -1), ("vision", 1), ("content", 1), ("fusion", 1)])
def test_a_fold_that_there_is_not_is_refused(part, held):
    with pytest.raises(ValueError, match=f"held is {held}; {part} has the folds 1 to {split.FOLDS.get(part, 0)}"):
        configured(part, held=held)


def test_a_source_with_a_copy_in_another_fold_is_in_no_record(learned):
    first = learned.clips[0]
    other = next(clip for clip in learned.clips if clip.fold != first.fold)
    copied = replace(learned, clips=(replace(first, digest=other.digest), *learned.clips[1:])).foldable
    kept = {clip.id for clip in copied.clips}
    assert first.id not in kept and other.id not in kept and len(kept) == len(learned.clips) - 2
    assert not copied.faces and copied.sentences == learned.sentences


def test_a_record_of_a_source_in_two_folds_is_refused(data):
    pools = sources.grouped(data)
    built = dataset.build(data, RATES, crossed=True)
    ids = {clip.id: clip for clip in pools[split.ENCODER].clips}
    shown = next(r.clip.source for r in built.of(TRAIN) if r.clip and r.clip.source in ids)
    other = next(clip for clip in ids.values() if clip.fold != ids[shown].fold)
    own = tuple(replace(clip, digest=ids[shown].digest) if clip == other else clip for clip in pools[split.ENCODER].clips)
    mixed = pools | {split.ENCODER: replace(pools[split.ENCODER], clips=own)}
    with pytest.raises(DataError, match=r"the copy .* is in two folds of the encoders' training and in train"):
        leaks.require_none(built.records, mixed, crossed=True)


def test_a_face_that_its_encoder_learned_from_is_in_no_record(data):
    pools = sources.grouped(data)
    first, *others = dataset.build(data, RATES, crossed=True).of(TRAIN)
    shown = replace(first, face=Shown(pools[split.ENCODER].faces[0].id, 0))
    with pytest.raises(DataError, match="is in the encoders' training and in train"):
        leaks.require_none([shown, *others], pools, crossed=True)


def test_folds_are_all_there_or_none(tmp_path):
    assert not folds.there(tmp_path)
    for config in folds.every():
        (tmp_path / config.name).mkdir()
        (tmp_path / config.name / "checkpoint.pt").write_bytes(b"")
    assert folds.there(tmp_path)
    (tmp_path / "audio-held-2" / "checkpoint.pt").unlink()
    with pytest.raises(ValueError, match=re.escape("lacks the runs audio-held-2; train --part folds finishes them")):
        folds.there(tmp_path)


def test_what_an_encoder_learned_from_is_read_by_one_that_did_not(data, learned, tmp_path, monkeypatch):
    monkeypatch.setattr(folds, "FOLDS", {"audio": split.FOLDS["audio"]})
    for config in folds.every():
        (tmp_path / config.name).mkdir()
        torch.save({"model": SpeechWav2Vec2().state_dict(), "metrics": {}}, tmp_path / config.name / "checkpoint.pt")
    seen = encoded(dataset.build(data, RATES, crossed=True).records, data, ARTIFACTS)
    known = {source.id: source for source in learned.sources}
    image, audio, text = folds.cross_fitted(seen, known, data, ARTIFACTS, tmp_path).columns
    assert (image, text) == (seen.columns[0], seen.columns[2]) and torch.equal(audio.counts, seen.columns[1].counts)
    changed = (audio.tokens != seen.columns[1].tokens).flatten(1).any(1)
    for record, place in zip(seen.records, audio.place.tolist()):
        if record.clip:
            assert changed[place] == (record.clip.source in known)
    assert changed.any() and not changed.all()
    assert not audio.tokens[torch.arange(32) >= audio.counts.unsqueeze(1)].any()


def test_stitching_finds_the_map_from_one_space_to_another():
    torch.manual_seed(1)
    theirs, turned, moved = torch.randn(500, 8), torch.randn(8, 8), torch.randn(8)
    weights, bias = folds.stitch(theirs, theirs @ turned + moved)
    fresh = torch.randn(20, 8)
    assert torch.allclose(fresh @ weights + bias, fresh @ turned + moved, atol=0.02)
