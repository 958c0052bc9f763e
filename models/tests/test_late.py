"""What encoders read by themselves beside what fusion says."""

import pytest
import torch

from mmei_models.artifacts.late import pooled
from mmei_models.artifacts.tokens import Column, TokenSet
from mmei_models.taxonomy import EMOTIONS

SAID = torch.tensor([[0.4, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]])
JOY = torch.tensor([0.1, 0.1, 0.1, 0.4, 0.1, 0.1, 0.1])
NOTHING = torch.zeros(7)


def readings(*each):
    return torch.stack(each).unsqueeze(0)


def test_the_share_is_that_of_logarithms():
    found = pooled(SAID, readings(NOTHING, NOTHING, JOY), 0.25)[0]
    total = 4**0.75 + 4**0.25 + 5
    assert found[0].item() == pytest.approx(4**0.75 / total) and found[3].item() == pytest.approx(4**0.25 / total)
    assert found.sum().item() == pytest.approx(1)


def test_two_that_agree_say_more_than_one():
    one, two = (pooled(SAID, readings(*each), 0.5)[0, 3] for each in ((NOTHING, NOTHING, JOY), (JOY, NOTHING, JOY)))
    assert two > one


def test_nothing_is_ruled_out():
    certain = torch.eye(7)[3]
    assert (pooled(SAID, readings(NOTHING, NOTHING, certain), 0.5) > 0).all()


@pytest.mark.parametrize("share, read", [(0.0, JOY), (0.5, NOTHING)])
def test_without_a_share_or_a_reading_fusion_answers(share, read):
    assert torch.allclose(pooled(SAID, readings(NOTHING, NOTHING, read), share), SAID)


def test_a_record_has_the_readings_of_what_it_shows():
    tokens, counts = torch.zeros(2, 32, 256), torch.ones(2, dtype=torch.int64)
    faces = Column(tokens, counts, torch.tensor([-1, 1, 0]), torch.stack([SAID[0], JOY]))
    words = Column(tokens, counts, torch.tensor([0, 0, -1]))  # of an encoder without a head of its own
    found = TokenSet([], (faces, words, words)).readings(torch.tensor([1, 0]))
    assert found.shape == (2, 3, len(EMOTIONS))
    assert torch.equal(found[0, 0], JOY) and found[1].abs().sum() == 0 and found[0, 1:].abs().sum() == 0
