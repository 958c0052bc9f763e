import pytest
import torch

from mmei_models.text.wordpiece import SPECIALS, WordPiece


@pytest.fixture(autouse=True)
def seeded():
    torch.manual_seed(1)


@pytest.fixture
def tokenizer():
    letters = [chr(code) for code in range(ord("a"), ord("z") + 1)]
    pieces = [*letters, *("##" + letter for letter in letters), *".,!?'", "play", "##ing", "##ed", "the", "un", "##able", "##a"]
    return WordPiece([*SPECIALS, *dict.fromkeys(pieces)])
