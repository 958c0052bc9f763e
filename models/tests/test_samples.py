import json
import re
from collections import Counter
from pathlib import Path

import pytest

from mmei_models.taxonomy import KINDS
from mmei_models.text import catalog

SAMPLES = Path(__file__).parents[1] / "samples"

SHORT = re.compile(r"\S.{0,63}")
"""A tag as the platform takes it: at most 64 characters, not blank. Its other bounds are far above what is written here."""


@pytest.fixture(scope="module")
def items():
    return [json.loads(line) for line in (SAMPLES / "catalog.ndjson").read_text(encoding="utf-8").splitlines()]


def test_four_kinds_have_equal_shares_of_at_least_600_items(items):
    assert len(items) >= 600
    assert Counter(item["kind"] for item in items) == dict.fromkeys(KINDS, len(items) // len(KINDS))


def test_ids_name_the_kind_and_count_from_one(items):
    for kind in KINDS:
        ids = [item["id"] for item in items if item["kind"] == kind]
        assert ids == [f"{kind[0]}-{number:03d}" for number in range(1, len(ids) + 1)]


def test_no_two_items_share_a_title_or_a_description(items):
    assert len({item["title"].lower() for item in items}) == len({item["description"] for item in items}) == len(items)


def test_every_item_has_the_fields_of_the_interface_at_readable_lengths(items):
    for item in items:
        assert list(item) == ["id", "kind", "title", "description", "tags"], item
        assert 3 <= len(item["title"]) <= 80 and 12 <= len(item["description"].split()) <= 45, item
        assert 2 <= len(item["tags"]) == len(set(item["tags"])) <= 5, item
        assert all(SHORT.fullmatch(tag) and tag == tag.lower().strip() for tag in item["tags"]), item


def test_descriptions_do_not_repeat_how_they_begin(items):
    openings = Counter(tuple(item["description"].lower().split()[:3]) for item in items)
    assert max(openings.values()) <= 3


def test_what_people_look_for_is_there_several_times(items):
    tags = Counter(tag for item in items for tag in item["tags"])
    wanted = "comedy horror thriller romance documentary kids sci-fi fantasy crime history sport nature travel cooking meditation sleep"
    assert {tag: tags[tag] for tag in [*wanted.split(), "how-to", "language learning", "bedtime story"] if tags[tag] < 5} == {}


def test_the_catalogue_is_not_made_of_the_sentences_that_models_are_trained_on(items):
    trained = {sentence for item in catalog.generate(2_000, 1) for sentence in re.split(r"(?<=[.!?]) ", item.description)}
    shown = {sentence for item in items for sentence in re.split(r"(?<=[.!?]) ", item["description"])}
    assert not trained & shown
