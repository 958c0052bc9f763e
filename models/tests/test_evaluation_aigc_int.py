import numpy as np
import pytest
import torch
from published import write_sets

from mmei_models.aigc_int.config import Rates
from mmei_models.aigc_int.dataset import build
from mmei_models.aigc_int.figures import Answers, figures, offered, places
from mmei_models.artifacts.tokens import column
from mmei_models.taxonomy import EMOTIONS, INTENTS


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    return build(write_sets(tmp_path_factory.mktemp("sets")), Rates(records=120, items=200))


def test_perfect_answers_have_perfect_figures(dataset):
    emotion = np.eye(len(EMOTIONS))[[record.emotion for record in dataset.records]]
    intent = np.eye(len(INTENTS))[[record.intent for record in dataset.records]]
    scores = [np.array([float(outcome.relevance) for outcome in record.candidates]) for record in dataset.records]
    found = figures(dataset.records, Answers(emotion, intent, scores))
    for name in ("accuracy", "precision", "recall", "f1", "map", "ndcg@10", "hr@10", "emotion_macro_f1", "intent_uar"):
        assert found[name] == pytest.approx(1)
    assert found["cross_entropy"] == found["ece"] == 0


def test_both_tasks_count_alike(dataset):
    emotion = np.eye(len(EMOTIONS))[[record.emotion for record in dataset.records]]
    wrong = np.eye(len(INTENTS))[[(record.intent + 1) % len(INTENTS) for record in dataset.records]]
    found = figures(dataset.records, Answers(emotion, wrong, [np.zeros(len(record.candidates)) for record in dataset.records]))
    assert (found["accuracy"], found["f1"]) == (0.5, 0.5)


def test_each_record_is_offered_its_own_candidates(dataset):
    scores = np.tile(np.arange(len(dataset.items)), (len(dataset.records), 1))
    for record, place, offer in zip(dataset.records, places(dataset), offered(dataset, scores)):
        assert [dataset.items[number].id for number in place] == [outcome.item for outcome in record.candidates]
        assert offer.tolist() == place.tolist()


def test_a_source_is_encoded_once_and_a_missing_one_has_an_empty_mask():
    calls = []

    def encode(names):
        calls.append(names)
        return torch.arange(len(names)).float().reshape(-1, 1, 1).expand(-1, 32, 256) + 1, torch.tensor([2, 5])

    tokens, mask = column(["b", None, "a", "b"], encode).batch(torch.tensor([1, 0, 3, 2]))
    assert calls == [["a", "b"]]
    assert mask.tolist() == [[0] * 5, [1] * 5, [1] * 5, [1, 1, 0, 0, 0]]
    assert tokens[:, 0, 0].tolist() == [0, 2, 2, 1] and tokens[3, 2:].abs().sum() == 0


def test_a_modality_that_no_record_has_is_a_single_empty_place():
    tokens, mask = column([None, None], lambda names: pytest.fail("nothing to encode")).batch(torch.tensor([0, 1]))
    assert tokens.shape == (2, 1, 256) and mask.tolist() == [[0.0], [0.0]]
