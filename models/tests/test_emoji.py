"""Emoji in words."""

from pathlib import Path

import pytest

from mmei_models.text.emoji import FILE, Emoji

ARTIFACT = Path(__file__).parents[1] / "artifacts" / "text-bert" / "1" / "emoji.txt"


@pytest.fixture(scope="module")
def emoji():
    return Emoji.load(FILE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\U0001f389", "hooray"),
        (" \U0001f389\U0001f389 !", "hooray, hooray"),
        ("\u2764\ufe0f", "I love you"),
        ("\U0001f44d\U0001f3fd", "good"),
        ("so tired \U0001f634", "so tired \U0001f634"),
        ("1 \U0001f389", "1 \U0001f389"),
        ("?!", "?!"),
        ("", ""),
    ],
)
def test_spells_what_is_said_in_emoji_alone(emoji, text, expected):
    assert emoji.spelled(text) == expected


def test_every_line_is_one_character_and_its_words(emoji):
    lines = FILE.read_text(encoding="utf-8").splitlines()

    assert len(emoji.words) == len(lines) > 150
    assert all(len(character) == 1 and words.strip() == words != "" for character, words in emoji.words.items())


def test_the_committed_encoder_has_the_table():
    assert ARTIFACT.read_bytes() == FILE.read_bytes()
