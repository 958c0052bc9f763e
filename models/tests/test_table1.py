import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from published import write_sets

from mmei_models.aigc_int.records import TEST, TRAIN, VALIDATION
from mmei_models.aigc_int.simulate import Dataset
from mmei_models.artifacts.tokens import encoded
from mmei_models.baselines import measure, store
from mmei_models.data.source import DataError
from mmei_models.networks.audio_cnn import AudioCnn
from mmei_models.networks.content import ContentBert
from mmei_models.networks.resnet50 import FaceResNet50
from mmei_models.pretrained import weights
from mmei_models.table1 import in_context, report, run
from mmei_models.table1.ceiling import perfect
from mmei_models.table1.job import thinned
from mmei_models.table1.settings import MMEI, MULTIMODAL, TITLES, Plan
from mmei_models.taxonomy import MODALITIES
from mmei_models.training import smoke
from mmei_models.training.config import configured
from mmei_models.training.fusion import ABLATIONS, FusionTask
from mmei_models.training.material import prepare, rates_for

ARTIFACTS = Path(__file__).resolve().parent.parent / "artifacts"
BASE = configured("fusion", epochs=1, batch=32, fraction=0.02)
PLAN = Plan(learning_rates=(1e-3,), seeds=(1, 2), ablation_seeds=(1,), missing=(0.0, 0.5), resamples=20)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return write_sets(tmp_path_factory.mktemp("sets"), faces=20, sentences=20)


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """Encoders as they are before any training: what is tested is how they are used."""
    torch.manual_seed(1)
    root = tmp_path_factory.mktemp("runs")
    smoke.publish(root / "pretrained" / "minilm-l6")
    bert, _ = weights.bert(root / "pretrained" / "minilm-l6", dropout=0.0)
    models = {"content": ContentBert(bert), "resnet50": FaceResNet50(), "audio-cnn": AudioCnn()}
    for name, model in models.items():
        (root / name).mkdir()
        torch.save({"model": model.state_dict(), "metrics": {}}, root / name / "checkpoint.pt")
        (root / name / "config.json").write_text(json.dumps(configured(name).record()))
    return root


@pytest.fixture(scope="module")
def material(data, runs):
    return prepare(data, ARTIFACTS, runs, rates_for(BASE.fraction))


@pytest.fixture(scope="module")
def table(data, runs, material):
    said = []
    result = run.run(data, ARTIFACTS, runs, "cpu", said.append, BASE, plan=PLAN)
    assert len(said) == len(TITLES) * (1 + 2) + len(ABLATIONS)
    return result


def task(material, runs, **changes):
    return FusionTask(material, run.start_of(runs, ARTIFACTS), replace(BASE, **changes), "cpu")


def test_every_row_has_every_seed_and_its_pictures(table, tmp_path):
    found = report.write(table, tmp_path)
    assert set(found["rows"]) == set(TITLES) and set(found["ablations"]) == set(ABLATIONS)
    text = (tmp_path / "table1.md").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "table1.json").read_text())["best"] == found["best"] != MMEI
    assert "nan" not in text and all(f"| {title} |" in text for title in TITLES.values())
    pictures = [line.split("(")[1].rstrip(")") for line in text.splitlines() if line.startswith("![")]
    assert len(pictures) == 5 and all((tmp_path / name).is_file() for name in pictures)
    for model in MULTIMODAL:
        assert len(found["subsets"][model]) == 7 and list(found["missing"][model]) == ["0.0", "0.5"]


def test_context_is_fitted_on_each_multimodal_model_and_leaves_it_as_it_was(table, runs, tmp_path):
    config = configured("context", epochs=1, batch=32, fraction=0.02)
    told = in_context.run(table, config, runs, lambda line: None)
    assert set(told) == set(MULTIMODAL) and all(len(found) == len(PLAN.seeds) for found in told.values())
    for model, found in told.items():
        for each, finished in zip(found, table.rows[model]):
            alone, before = each.answers[in_context.ALONE], finished.answers[TEST]
            assert np.allclose(alone.emotion, before.emotion, atol=1e-5) and np.allclose(alone.scores, before.scores, atol=1e-5)
            assert not np.allclose(each.answers[in_context.BOTH].emotion, before.emotion, atol=1e-5)
    assert json.loads((runs / "context" / "config.json").read_text()) == config.record()
    text = json.dumps(in_context.write(told, table.material, PLAN.resamples, tmp_path)) + (tmp_path / "context.md").read_text(
        encoding="utf-8"
    )
    assert (
        "NaN" not in text
        and "nan" not in text
        and all(f"| {TITLES[model]} | {given} |" in text for model in MULTIMODAL for given in in_context.GIVEN)
    )
    with pytest.raises(ValueError, match="other settings"):
        in_context.run(table, replace(config, epochs=2), runs, lambda line: None)
    again = in_context.run(table, config, runs, lambda line: None)
    assert np.array_equal(again[MMEI][0].answers[in_context.BOTH].emotion, told[MMEI][0].answers[in_context.BOTH].emotion)


def test_what_is_finished_is_not_run_again(table, data, runs):
    began = {path: path.stat().st_mtime_ns for path in (runs / "table1").rglob("checkpoint.pt")}
    again = run.run(data, ARTIFACTS, runs, "cpu", lambda line: None, BASE, plan=PLAN)
    assert {path: path.stat().st_mtime_ns for path in (runs / "table1").rglob("checkpoint.pt")} == began
    for model in TITLES:
        assert np.array_equal(again.rows[model][1].answers[TEST].emotion, table.rows[model][1].answers[TEST].emotion)


def test_settings_are_chosen_on_validation(table, data, runs, monkeypatch):
    errors = {1e-3: 2.0, 2e-3: 1.0}
    monkeypatch.setattr(run, "error", lambda _, each: errors[each.config.learning_rate])
    said = []
    run.run(
        data, ARTIFACTS, runs, "cpu", said.append, BASE, models=("text-bert",), plan=replace(PLAN, learning_rates=tuple(errors), seeds=(1,))
    )
    assert [line.split(":")[0] for line in said] == ["text-bert-0.001-1", "text-bert-0.002-1", "text-bert-0.002-1"]


def test_the_exported_run_is_the_first_seed_of_mmei(table, runs):
    assert json.loads((runs / "fusion" / "config.json").read_text()) == table.rows[MMEI][0].config.record()


def test_a_run_of_other_encoders_is_not_taken_for_finished(table, material, runs):
    other = replace(material, key="other")
    with pytest.raises(ValueError, match="other settings, records or encoders"):
        run.finished(other, run.start_of(runs, ARTIFACTS), table.rows[MMEI][0].config, runs / "fusion", "cpu", ())


def test_half_of_the_rows_make_no_table(data, runs, table):
    assert run.run(data, ARTIFACTS, runs, "cpu", lambda line: None, BASE, models=("text-bert",), plan=PLAN) is None


def test_stored_baselines_answer_as_they_did(table, data, runs, tmp_path, monkeypatch):
    run.store_baselines(table, runs, ARTIFACTS, tmp_path)
    material = table.material
    fresh = Dataset(material.records(TEST), material.dataset.users, material.dataset.items, material.dataset.rates)
    seen = encoded(fresh.records, data, ARTIFACTS)
    monkeypatch.setattr(
        measure, "meanings_of", lambda items, artifacts: material.meanings
    )  # of the content encoder that they were trained with
    answers = measure.stored(fresh, seen, data, ARTIFACTS, tmp_path, print)
    assert set(answers) == set(TITLES) - {MMEI}
    for model, found in answers.items():
        expected = table.rows[model][0].answers[TEST]
        for name in ("emotion", "intent", "scores"):
            assert np.allclose(getattr(found, name), getattr(expected, name), atol=0.02), (model, name)


def test_stored_baselines_of_other_encoders_are_left_out(table, data, runs, tmp_path):
    run.store_baselines(table, runs, ARTIFACTS, tmp_path)
    with pytest.raises(DataError, match="of other encoders than those exported"):
        store.load(tmp_path / "text-bert.npz", "other")


@pytest.mark.parametrize("model", TITLES)
def test_every_model_is_trained_with_its_content_encoder(material, runs, model):
    one = task(material, runs, model=model)
    batch = next(iter(one.batches(0)))
    one.loss(batch, 0).backward()
    still = {name for name, weights in one.model.named_parameters() if weights.grad is None or not weights.grad.any()}
    learned = {name for name, weights in one.model.named_parameters() if weights.ndim > 1 and name.startswith(("network", "content.embed"))}
    assert learned and not learned & still


def test_without_the_ranking_loss_fusion_does_not_learn_from_ranking(material, runs):
    one = task(material, runs, without="L_rec")
    rows, titles = next(iter(one.batches(0)))
    user = torch.randn(len(rows), 256, requires_grad=True)
    one._recommended(rows, titles, user.detach()).backward()
    assert user.grad is None and one.model.content.embed[0].weight.grad.any()


def test_mixing_takes_another_source_that_shows_the_same(material, runs):
    one = task(material, runs)
    rows = material.rows[TRAIN]
    for number, (peers, of) in enumerate(zip(one.peers, ("face", "clip", "words"))):
        drawn = peers.drawn(rows)
        assert set(drawn.tolist()) <= set(rows.tolist()) and (drawn != rows).any()
        for a, b in zip(material.records(TRAIN), [material.dataset.records[row] for row in drawn.tolist()]):
            assert (getattr(a, of) is None) == (getattr(b, of) is None)
            if of != "words" and getattr(a, of):
                assert getattr(a, of).emotion == getattr(b, of).emotion
            if of == "words" and a.spoken:
                assert b.spoken and a.intent == b.intent


def test_drawn_tokens_are_tokens_of_the_source(material):
    column = material.seen.columns[MODALITIES.index("text")]
    tokens, mask = column.drawn(column.place[:50], 4)
    assert (mask.sum(1) == torch.where(column.place[:50] >= 0, column.counts[column.place[:50].clamp(min=0)].clamp(max=4), 0)).all()
    for place, row, valid in zip(column.place[:50].tolist(), tokens, mask):
        for token in row[valid > 0]:
            assert (column.tokens[place].float() == token).all(1).any()


def test_hiding_modalities_leaves_the_last():
    had = torch.tensor([[1.0, 1.0, 1.0], [0.0, 1.0, 0.0], [1.0, 0.0, 1.0]] * 200)
    assert torch.equal(thinned(had, 0.0, 1), had)
    stays = thinned(had, 0.6, 1)
    assert (stays <= had).all() and (stays.sum(1) >= 1).all() and stays.mean() < 0.7 * had.mean()


def test_the_ceiling_knows_what_is_spoken_and_no_more(material):
    records = material.records(VALIDATION)
    emotion, intent = perfect(material.records(TRAIN), records)
    assert np.allclose(emotion.sum(1), 1) and np.allclose(intent.sum(1), 1)
    spoken = np.array([record.spoken for record in records])
    assert (intent.argmax(1) == [record.intent for record in records])[spoken].all()
    assert intent[~spoken].max() < 0.9
