import math

import numpy as np
import pytest
from sklearn.metrics import log_loss, ndcg_score, precision_recall_fscore_support

from mmei_models import metrics
from mmei_models.evaluation import bootstrap, plots


def test_classification_by_hand():
    # class 0: 2 of 3 found, 2 of 2 answers right; class 1: 1 of 1, 1 of 2; class 2 never occurs
    figures = metrics.classification(np.array([0, 0, 0, 1]), np.array([0, 0, 1, 1]), 3)
    assert figures["accuracy"] == 0.75
    assert figures["macro_precision"] == pytest.approx((1 + 1 / 2) / 2)
    assert figures["macro_recall"] == figures["uar"] == pytest.approx((2 / 3 + 1) / 2)
    assert figures["macro_f1"] == pytest.approx((0.8 + 2 / 3) / 2)
    assert figures["weighted_f1"] == pytest.approx(0.75 * 0.8 + 0.25 * 2 / 3)


def test_classification_agrees_with_scikit_learn():
    rng = np.random.default_rng(1)
    truth = rng.choice(7, 500, p=(0.05, 0.05, 0.1, 0.3, 0.3, 0.1, 0.1))
    predicted = np.where(rng.random(500) < 0.5, truth, rng.integers(0, 6, 500))  # class 6 is answered only when right
    figures = metrics.classification(truth, predicted, 7)
    for average in ("macro", "weighted"):
        expected = precision_recall_fscore_support(truth, predicted, average=average)
        assert [figures[f"{average}_{name}"] for name in ("precision", "recall", "f1")] == pytest.approx(expected[:3])
    assert metrics.macro_f1(truth, predicted, 7) == pytest.approx(figures["macro_f1"])


def test_cross_entropy_agrees_with_scikit_learn():
    rng = np.random.default_rng(1)
    probabilities = rng.dirichlet(np.ones(5), 200)
    truth = rng.integers(0, 5, 200)
    figures = metrics.recognition(truth, probabilities)
    assert figures["cross_entropy"] == pytest.approx(log_loss(truth, probabilities, labels=range(5)))


def test_calibration_by_hand():
    # two answers at 0.95 of which one is right, two at 0.55 that are both right
    error = metrics.calibration_error(np.array([0.95, 0.95, 0.55, 0.55]), np.array([True, False, True, True]))
    assert error == pytest.approx(0.5 * 0.45 + 0.5 * 0.45)
    assert metrics.calibration_error(np.array([1.0]), np.array([True])) == 0


def test_ranking_by_hand():
    # in order of score: grades 3, 0, 2, 0
    found = metrics.ranking([np.array([0.1, 0.9, 0.8, 0.5])], [np.array([0, 3, 0, 2])])
    assert found["map"] == pytest.approx([(1 + 2 / 3) / 2])
    assert found["ndcg@10"] == pytest.approx([(7 + 3 / 2) / (7 + 3 / math.log2(3))])
    assert found["hr@10"] == pytest.approx([1.0])
    late = metrics.ranking([np.array([3.0, 2.0, 1.0])], [np.array([0, 0, 2])], k=2)
    assert (late["ndcg@2"], late["hr@2"], late["map"]) == ([0.0], [0.0], [pytest.approx(1 / 3)])


def test_ndcg_agrees_with_scikit_learn():
    rng = np.random.default_rng(1)
    grades, scores = rng.integers(0, 4, (50, 24)), rng.random((50, 24))
    ours = metrics.ranking(list(scores), list(grades))["ndcg@10"]
    assert ours.mean() == pytest.approx(ndcg_score(2.0**grades - 1, scores, k=10))


def test_a_list_with_nothing_to_find_is_no_number():
    found = metrics.ranking([np.array([1.0, 2.0]), np.array([1.0, 2.0])], [np.array([0, 0]), np.array([1, 0])])
    assert np.isnan(found["map"]).all() and np.isnan(found["ndcg@10"][0]) and found["ndcg@10"][1] == pytest.approx(1 / math.log2(3))


def test_a_real_difference_has_an_interval_above_zero_and_luck_has_not():
    rng = np.random.default_rng(1)
    people = np.repeat(np.arange(100), 5)
    better, same = rng.normal(0.3, 1, 500), rng.normal(0, 1, 500)
    real = bootstrap.paired(lambda rows: float(better[rows].mean()), people, 500)
    assert real.above_zero and real.low < real.difference < real.high
    assert not bootstrap.paired(lambda rows: float(same[rows].mean()), people, 500).above_zero


def test_resampling_people_is_wider_than_resampling_their_records():
    rng = np.random.default_rng(1)
    people = np.repeat(np.arange(40), 25)
    values = np.repeat(rng.normal(0, 1, 40), 25) + rng.normal(0, 0.1, 1000)  # the records of one person resemble each other
    by_person, by_record = (bootstrap.paired(lambda rows: float(values[rows].mean()), groups, 300) for groups in (people, np.arange(1000)))
    assert by_person.high - by_person.low > 3 * (by_record.high - by_record.low)


def test_the_same_seed_gives_the_same_interval():
    values = np.random.default_rng(1).normal(0, 1, 60)
    first, second = (bootstrap.paired(lambda rows: float(values[rows].mean()), np.arange(60), 50, seed=3) for _ in range(2))
    assert first == second


def test_plots_are_png_and_repeatable(tmp_path):
    def draw(folder):
        plots.confusion_matrix(np.array([[3, 1], [0, 0]]), ("yes", "no"), "two classes", folder / "confusion.png")
        plots.reliability_diagram([(0.4, 0.5, 0.3), (0.9, 0.8, 0.7)], "two bins", folder / "reliability.png")
        plots.loss_curves({"a": [2.0, 1.0], "b": [1.5, 1.2]}, "two models", folder / "loss.png")
        return {path.name: path.read_bytes() for path in folder.iterdir()}

    first = draw(tmp_path / "first")
    assert len(first) == 3 and all(content.startswith(b"\x89PNG") for content in first.values())
    assert first == draw(tmp_path / "second")
