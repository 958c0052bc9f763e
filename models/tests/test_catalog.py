import random
from collections import Counter

import pytest

from mmei_models import samples
from mmei_models.taxonomy import EMOTIONS, INTENTS, KINDS
from mmei_models.text import catalog, utterances


def test_the_same_seed_gives_the_same_items_and_another_seed_others():
    assert catalog.generate(200, 5) == catalog.generate(200, 5)
    assert catalog.generate(200, 5) != catalog.generate(200, 6)


def test_items_are_distinct_and_balanced():
    items = catalog.generate(372, 1)
    assert len({item.id for item in items}) == len({item.title for item in items}) == 372
    assert set(Counter(item.kind for item in items).values()) == {93}
    assert {item.emotion for item in items} == set(EMOTIONS) and {item.intent for item in items} == set(INTENTS)
    assert {item.id[0] for item in items} == {kind[0] for kind in KINDS}
    assert not any("{" in item.text for item in items)
    assert not {(item.emotion, item.intent) for item in items} & catalog.UNWRITTEN


def test_a_published_record_does_not_say_what_it_was_written_for():
    assert all(list(item.record) == ["id", "kind", "title", "description", "tags"] for item in catalog.generate(8, 1))


@pytest.mark.parametrize(("part", "count"), [("validation", 50), ("test", 60)])
def test_held_wishes_are_never_trained_on(part, count):
    rng = random.Random(1)
    trained = {utterances.utterance(n % 5, "train", rng).lower().rstrip(".!?") for n in range(5_000)}
    held = {text.lower().rstrip(".!?") for text, _ in utterances.phrasings(part)}
    assert len(held) == count and not held & trained
    assert not any("{" in text for text in trained)


def test_no_wish_is_in_both_validation_and_test():
    validation, test = ({text for text, _ in utterances.phrasings(part)} for part in ("validation", "test"))
    assert not validation & test


def test_drawn_faces_differ_by_emotion_and_repeat_by_seed():
    faces = {emotion: samples.face(emotion, 1, size=64).tobytes() for emotion in EMOTIONS}
    assert len(set(faces.values())) == len(EMOTIONS)
    assert faces["joy"] == samples.face("joy", 1, size=64).tobytes() != samples.face("joy", 2, size=64).tobytes()
