import json
from pathlib import Path

import pytest

from mmei_models import tokenizer_cases
from mmei_models.text.wordpiece import SPECIALS, WordPiece


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Playing", ["play", "##ing"]),
        ("unplayable", ["un", "##p", "##l", "##a", "##y", "##able"]),
        ("d\u00e9j\u00e0 vu!", ["d", "##e", "##j", "##a", "v", "##u", "!"]),
        ("e\u0301", ["e"]),
        ("the\u200bthe", ["the", "##t", "##h", "##e"]),
        ("a\u4e2db", ["a", "[UNK]", "b"]),
        ("play\u0000ed", ["play", "##ed"]),
        ("1", ["[UNK]"]),
        ("\u00a0the\u3000the\t", ["the", "the"]),
        ("!?", ["!", "?"]),
        ("", []),
    ],
)
def test_splits_as_bert_does(tokenizer, text, expected):
    assert tokenizer.tokens(text) == ["[CLS]", *expected, "[SEP]"]


def test_makes_a_word_of_more_than_a_hundred_characters_unknown(tokenizer):
    assert tokenizer.tokens("a" * 101) == ["[CLS]", "[UNK]", "[SEP]"]
    assert "[UNK]" not in tokenizer.tokens("a" * 100)


def test_keeps_the_separator_when_it_truncates(tokenizer):
    assert tokenizer.tokens("the the the the", max_tokens=4) == ["[CLS]", "the", "the", "[SEP]"]


@pytest.mark.parametrize(
    ("text", "context", "longest", "expected", "own"),
    [
        ("the", "playing", 8, ["[CLS]", "the", "[SEP]", "play", "##ing", "[SEP]"], 3),
        ("the", "un playing", 6, ["[CLS]", "the", "[SEP]", "play", "##ing", "[SEP]"], 3),
        ("the the the", "playing", 6, ["[CLS]", "the", "the", "the", "[SEP]"], 5),
        ("the the the the", "playing", 4, ["[CLS]", "the", "the", "[SEP]"], 4),
        ("the", "", 8, ["[CLS]", "the", "[SEP]"], 3),
    ],
)
def test_what_was_said_before_follows_the_text_and_gives_way_from_its_start(tokenizer, text, context, longest, expected, own):
    ids, count = tokenizer.encode_in_context(text, context, longest)
    assert ([tokenizer.vocabulary[number] for number in ids], count) == (expected, own)


def test_refuses_a_vocabulary_without_special_tokens():
    with pytest.raises(ValueError, match=r"lacks \[MASK\]"):
        WordPiece(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "a"])
    with pytest.raises(ValueError, match="starts with 'a'"):
        WordPiece(["a", *SPECIALS])


def test_special_tokens_may_stand_anywhere_but_padding():
    found = WordPiece(["[PAD]", "a", "[MASK]", "[SEP]", "[UNK]", "[CLS]"])
    assert found.encode("a b") == [5, 1, 4, 3] and found.mask == 2 and found.special == {0, 2, 3, 4, 5}


def test_survives_a_file(tokenizer, tmp_path):
    tokenizer.save(tmp_path / "vocab.txt")
    assert WordPiece.load(tmp_path / "vocab.txt").vocabulary == tokenizer.vocabulary


def test_writes_the_cases_for_the_serving_side(tokenizer, tmp_path):
    count = tokenizer_cases.write(tokenizer, tmp_path / "cases.json")
    document = json.loads((tmp_path / "cases.json").read_text())
    assert count == len(document["cases"]) >= 200
    assert all(len(case["tokens"]) == len(case["ids"]) for case in document["cases"])
    assert document["vocabulary"] == tokenizer.vocabulary


def test_the_committed_cases_still_hold():
    path = Path(__file__).parents[2] / "tests" / "Mmei.Encoders.Tests" / "Fixtures" / "wordpiece.json"
    document = json.loads(path.read_text())
    tokenizer = WordPiece(document["vocabulary"])
    for case in document["cases"]:
        assert tokenizer.encode(case["text"]) == case["ids"], case["text"]
