import json
import random
import shutil
from dataclasses import dataclass, field

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional

from mmei_models.__main__ import main
from mmei_models.metrics import calibration_error, ranking
from mmei_models.training import loop
from mmei_models.training.audio import excerpt, masked, warped
from mmei_models.training.calibration import temperature
from mmei_models.training.config import PARTS, TrainingConfig, configured
from mmei_models.training.fusion import BLENDED, blended, estranged, hidden
from mmei_models.training.metrics import classification
from mmei_models.training.strangers import voiced
from mmei_models.training.text import alike, shares
from mmei_models.training.vision import augmented

CONFIG = TrainingConfig("vision", epochs=4, batch=8, learning_rate=0.01)


@dataclass
class Line:
    """A task small enough to train in a test: a linear layer that learns y = 2 x."""

    model: nn.Module = field(default_factory=lambda: nn.Sequential(nn.Dropout(0.1), nn.Linear(1, 1)))
    steps: int = 5
    samples: dict = field(default_factory=lambda: {"points": 40})
    stop_after: int | None = None

    def batches(self, epoch):
        rng = np.random.default_rng(epoch)
        for _ in range(self.steps):
            x = torch.from_numpy(rng.standard_normal((8, 1), dtype=np.float32))
            yield x, 2 * x

    def loss(self, batch, epoch):
        return functional.mse_loss(self.model(batch[0]), batch[1])

    def evaluate(self):
        if self.stop_after == 0:
            raise KeyboardInterrupt
        self.stop_after = None if self.stop_after is None else self.stop_after - 1
        return {"slope": self.model[1].weight.item()}


def test_a_resumed_run_ends_like_an_uninterrupted_one(tmp_path):
    torch.manual_seed(1)
    straight = loop.fit(Line(), CONFIG, tmp_path / "straight", "cpu")
    torch.manual_seed(1)
    with pytest.raises(KeyboardInterrupt):
        loop.fit(Line(stop_after=2), CONFIG, tmp_path / "stopped", "cpu")
    resumed = loop.fit(Line(), CONFIG, tmp_path / "stopped", "cpu")
    assert resumed == straight
    assert json.loads((tmp_path / "stopped" / "config.json").read_text()) == CONFIG.record()
    assert len((tmp_path / "stopped" / "metrics.ndjson").read_text().splitlines()) == 4


def test_a_run_is_not_continued_with_other_settings(tmp_path):
    loop.fit(Line(), CONFIG, tmp_path, "cpu")
    with pytest.raises(ValueError, match="started with other settings"):
        loop.fit(Line(), configured("vision", seed=2), tmp_path, "cpu")


def test_measures_the_average_of_the_weights():
    model = nn.Linear(1, 1, bias=False)
    nn.init.constant_(model.weight, 0.0)
    average = loop.Average(model, decay=0.5)
    nn.init.constant_(model.weight, 8.0)
    seen = []
    for _ in range(3):
        average.update(model)
        seen.append(average.state["weight"].item())
    assert seen[0] < seen[1] < seen[2] < 8 and model.weight.item() == 8
    again = loop.Average(model, decay=0.5)
    again.restore(average.state, steps=3)
    again.update(model), average.update(model)
    assert again.state["weight"].item() == average.state["weight"].item()


def test_every_part_learns_on_tiny_data(capsys):
    assert main(["train", "--part", "smoke", "--device", "cpu"]) == 0
    said = capsys.readouterr().out
    assert all(f"{part}: loss" in said for part in PARTS)


def test_training_needs_data(tmp_path, capsys):
    assert main(["train", "--part", "vision"]) == 2
    assert "--data is missing" in capsys.readouterr().err
    assert main(["train", "--part", "vision", "--data", str(tmp_path / "nowhere")]) == 2
    assert "nowhere: is not a folder" in capsys.readouterr().err


def test_training_needs_a_device_that_is_there(tmp_path, capsys):
    for device in ("abacus", "cuda:63"):
        assert main(["train", "--part", "vision", "--data", str(tmp_path), "--device", device]) == 2
        assert f"error: --device {device}: torch" in capsys.readouterr().err


def test_an_unknown_part_is_refused_with_those_there_are(capsys):
    with pytest.raises(SystemExit) as left:
        main(["train", "--part", "visoin"])
    assert left.value.code == 2 and "invalid choice: 'visoin' (choose from 'vision'" in capsys.readouterr().err


def test_bands_are_warped_and_masked_within_reason():
    bands = torch.randn(8, 64, 300)
    changed = masked(warped(bands))
    assert changed.shape == bands.shape and changed.isfinite().all() and not torch.equal(changed, bands)


@pytest.mark.parametrize("frames", [60, 150, 400])
def test_an_excerpt_has_its_length_and_the_same_stretch_of_every_bank(frames):
    bands = torch.arange(frames).float().expand(64, frames)
    short, tall = excerpt([bands.half(), bands[:32].half()], np.random.default_rng(1), 3.0, (0, frames / 50))
    assert short.shape == (64, 150) and tall.shape == (32, 150)
    assert torch.equal(short[0], tall[0])


@pytest.mark.parametrize(("part", "lowest", "highest"), [((1, 6), 50, 150), ((2, 4), 50, 100), ((0, 1), 0, 0), ((9, 10), 350, 350)])
def test_an_excerpt_lies_in_what_is_spoken_or_has_it_inside(part, lowest, highest):
    bands = torch.arange(500).float().expand(64, 500)
    begins = [int(excerpt([bands], np.random.default_rng(seed), 3.0, part)[0][0, 0]) for seed in range(200)]
    assert lowest <= min(begins) <= lowest + 5 and highest - 5 <= max(begins) <= highest


def test_rows_of_like_length_share_a_batch():
    rows = [[0] * length for length in range(1, 101)]
    batches = alike(rows, 10, random.Random(1), len)
    assert sorted(len(row) for batch in batches for row in batch) == list(range(1, 101))
    assert max(max(map(len, batch)) - min(map(len, batch)) for batch in batches) < 20


def test_an_untrained_part_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="train this part first"):
        loop.trained(nn.Linear(1, 1), tmp_path)


@pytest.mark.parametrize(("change", "message"), [({"epochs": 0}, "epochs is 0"), ({"fraction": 1.5}, "fraction is 1.5")])
def test_bad_settings_are_named(change, message):
    with pytest.raises(ValueError, match=message):
        configured("text", **change)


def test_balanced_weights_favour_rare_classes_and_keep_the_mean():
    labels = np.array([0] * 90 + [1] * 10)
    weights = loop.class_weights(labels, 2, 1.0)
    assert weights[1] / weights[0] == pytest.approx(9)
    assert weights[labels].mean() == pytest.approx(1)
    assert loop.class_weights(labels, 2, 0.0).tolist() == [1, 1]


def test_measures_agree_with_hand_counts():
    measured = classification(np.array([0, 0, 1, 1]), np.array([0, 1, 1, 1]))
    assert measured["accuracy"] == 0.75 and measured["uar"] == 0.75
    assert measured["macroF1"] == pytest.approx((2 / 3 + 4 / 5) / 2)
    assert calibration_error(np.array([0.95, 0.95, 0.55, 0.55]), np.array([1, 1, 1, 0])) == pytest.approx(0.05)


def test_ranking_agrees_with_hand_counts():
    grades = [np.array([2, 0, 2]), np.array([0, 0, 0])]
    measured = {
        name: np.nanmean(values) for name, values in ranking([np.array([3.0, 2.0, 1.0]), np.array([1.0, 2.0, 3.0])], grades, k=2).items()
    }
    assert measured["map"] == pytest.approx((1 + 2 / 3) / 2)
    assert measured["ndcg@2"] == pytest.approx(1 / (1 + 1 / np.log2(3)))
    assert measured["hr@2"] == 1


def test_finds_the_temperature_that_makes_answers_honest():
    honest = torch.randn(4_000, 3) * 2
    truth = torch.multinomial(honest.softmax(-1), 1).squeeze(1)
    assert temperature(honest * 2.5, truth) == pytest.approx(2.5, rel=0.1)


def test_hiding_leaves_every_record_something_that_it_has():
    has = torch.tensor([[1.0, 0.0, 1.0], [0.0, 1.0, 0.0], [1.0, 1.0, 1.0]] * 50)
    inputs = [part for column in has.T for part in (torch.randn(150, 2, 4), column[:, None].expand(150, 2))]
    kept = torch.stack([mask.amax(-1) for mask in hidden(inputs)[1::2]], dim=1)
    assert (kept <= has).all() and (kept.sum(1) > 0).all() and kept.sum() < has.sum()


def test_blending_changes_only_what_both_have_and_less_than_half():
    one, other = torch.zeros(200, 3, 4), torch.ones(200, 3, 4)
    mask, other_mask = torch.tensor([[1.0, 1.0, 0.0]] * 200), torch.tensor([[1.0, 0.0, 0.0]] * 200)
    mixed = blended(one, mask, other, other_mask)
    assert (mixed[:, 1:] == 0).all()
    assert mixed[:, 0].min() >= 0 and BLENDED * 0.9 < mixed[:, 0].max() <= BLENDED
    assert torch.equal(mixed[:, 0].amin(1), mixed[:, 0].amax(1))  # all features alike


def test_a_strangers_voice_takes_the_place_of_one_that_is_there_and_of_no_other():
    own, others = torch.zeros(300, 2, 4), torch.ones(300, 2, 4)
    mask, other_mask = torch.tensor([[1.0, 1.0]] * 150 + [[0.0, 0.0]] * 150), torch.tensor([[1.0, 0.0]] * 300)
    tokens, found = estranged(own, mask, others, other_mask, share=0.5)
    strange = tokens.amax((1, 2)) == 1
    assert 40 < strange[:150].sum() < 110 and not strange[150:].any()
    assert torch.equal(found[strange], other_mask[strange]) and torch.equal(found[~strange], mask[~strange])


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="there is no espeak-ng here to speak with")
def test_a_stranger_says_a_sentence_in_a_voice_of_a_seed():
    one, same, other = (voiced("I am on my way home.", random.Random(seed)) for seed in (1, 1, 2))
    assert np.array_equal(one, same) and len(one) != len(other) and 0.5 < len(one) / 16_000 < 6 and np.abs(one).max() > 0.05


def test_augmented_faces_stay_faces():
    faces = torch.rand(16, 1, 48, 48) * 2 - 1
    assert augmented(faces).shape == faces.shape and augmented(faces).isfinite().all()


def test_labels_share_a_text_and_none_is_nothing():
    assert shares((0, 2), "abcd").tolist() == [0.5, 0, 0.5, 0]
    assert shares((), "abcd").tolist() == [0, 0, 0, 0]
