import json
import re
from dataclasses import replace

import numpy as np
import pytest
from published import write_sets

from mmei_models.__main__ import main
from mmei_models.aigc_int import dataset, sources
from mmei_models.aigc_int.card import card
from mmei_models.aigc_int.config import Rates
from mmei_models.aigc_int.people import persona
from mmei_models.aigc_int.records import SPLITS, TEST, TRAIN, VALIDATION, read
from mmei_models.aigc_int.simulate import MASKED, SARCASTIC
from mmei_models.aigc_int.utility import Utility
from mmei_models.data import split
from mmei_models.data.titles import Title
from mmei_models.taxonomy import EMOTIONS, INTENTS
from mmei_models.text import catalog, utterances

RATES = Rates(records=2_000, shares=((TRAIN, 0.70), (VALIDATION, 0.15), (TEST, 0.15)))


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return write_sets(tmp_path_factory.mktemp("sets"))


@pytest.fixture(scope="module")
def built(data):
    return dataset.build(data, RATES)


def test_records_and_people_are_split_by_their_shares(built):
    assert [len(built.of(name)) for name in SPLITS] == [1_400, 300, 300]
    people = [{record.user for record in built.of(name)} for name in SPLITS]
    assert sum(map(len, people)) == len(set.union(*people)) == len(built.users)
    assert np.allclose([len(users) / len(built.users) for users in people], (0.7, 0.15, 0.15), atol=0.01)
    assert len({record.id for record in built.records}) == 2_000


def test_no_source_crosses_splits_and_none_is_the_encoders(built, data):
    used = [{source for record in built.of(name) for source in record.sources} for name in SPLITS]
    encoder = sources.grouped(data)[split.ENCODER]
    used.append({source.id for part in (encoder.faces, encoder.clips, encoder.sentences) for source in part})
    assert all(used) and len(set.union(*used)) == sum(map(len, used))
    actors = [{source[-7:-5] for source in split_used if source.startswith("ravdess")} for split_used in used]
    assert len(set.union(*actors)) == sum(map(len, actors))


def test_held_splits_speak_in_their_own_phrasings(built):
    for name in ("validation", "test"):
        phrasings = [text.lower() for text, _ in utterances.phrasings(name)]
        spoken = [record.words.lower() for record in built.of(name) if record.spoken]
        assert spoken and all(any(phrasing in words for phrasing in phrasings) for words in spoken)


def test_the_same_seed_gives_the_same_records_and_another_seed_others(built, data):
    assert dataset.build(data, RATES).records == built.records
    assert dataset.build(data, replace(RATES, seed=2)).records != built.records


def test_modalities_are_missing_and_wrong_at_the_stated_rates(data):
    records = dataset.build(data, replace(RATES, sarcasm=0.0, masking=0.0, asking=0.0)).records
    for place, name in enumerate(("face", "clip", "words")):
        assert np.mean([getattr(record, name) is None for record in records]) == pytest.approx(RATES.missing[place], abs=0.03)
    for place, name in enumerate(("face", "clip", "sentence")):
        # a reserved person shows neutral, so noise is counted where it is five of the six other emotions
        neutral = EMOTIONS.index("neutral")
        shown = [
            (getattr(record, name).emotion, record.emotion) for record in records if getattr(record, name) and record.emotion != neutral
        ]
        assert np.mean([seen not in (felt, neutral) for seen, felt in shown]) * 6 / 5 == pytest.approx(RATES.label_noise[place], abs=0.025)
        reserved = np.mean([seen == neutral for seen, _ in shown]) - RATES.label_noise[place] / 6
        assert reserved == pytest.approx((1 - RATES.label_noise[place]) * RATES.reserve * (1 - 3 / 5), abs=0.025)
    assert np.mean([record.spoken for record in records if record.words]) == pytest.approx(RATES.wish * np.mean((0.7, 1, 1.2)), abs=0.06)
    assert all(record.face or record.clip or record.words for record in records)
    assert not any(record.spoken and record.words is None for record in records)


def test_signals_are_mixed_at_the_stated_rates(data):
    records = dataset.build(data, replace(RATES, label_noise=(0.0, 0.0, 0.0), reserve=0.0, asking=0.0)).records

    def told(record):
        return tuple(getattr(record, name) and getattr(record, name).emotion for name in ("face", "clip", "sentence"))

    complete = [(record.emotion, told(record)) for record in records if None not in told(record)]
    joy, neutral = EMOTIONS.index("joy"), EMOTIONS.index("neutral")
    for felt, expected, rate in ((SARCASTIC, lambda e: (e, e, joy), RATES.sarcasm), (MASKED, lambda e: (joy, e, neutral), RATES.masking)):
        mixed = np.mean([seen == expected(emotion) for emotion, seen in complete if emotion in felt])
        assert mixed == pytest.approx(rate, abs=0.06)
    assert all(seen == (emotion,) * 3 for emotion, seen in complete if emotion not in MASKED)


def test_people_who_merely_ask_feel_nothing_and_are_seen_and_heard_as_often_as_others(data, built):
    neutral = EMOTIONS.index("neutral")
    asked = dataset.build(data, replace(RATES, asking=1.0, label_noise=(0.0, 0.0, 0.0))).records
    assert {record.emotion for record in asked} == {neutral}
    assert all(record.spoken and not record.sentence for record in asked)
    assert {shown.emotion for record in asked for shown in (record.face, record.clip) if shown} == {neutral}
    for place, name in enumerate(("face", "clip")):
        assert np.mean([getattr(record, name) is None for record in asked]) == pytest.approx(RATES.missing[place], abs=0.03)
    felt = np.mean([record.emotion == neutral for record in built.records])
    assert felt == pytest.approx(RATES.asking + (1 - RATES.asking) * RATES.emotion_shares[neutral], abs=0.05)


def test_every_state_occurs_and_tends_to_stay(built):
    assert {record.emotion for record in built.records} == set(range(len(EMOTIONS)))
    assert {record.intent for record in built.records} == set(range(len(INTENTS)))
    pairs = [(a, b) for a, b in zip(built.records, built.records[1:]) if a.session == b.session]
    assert all(a.time < b.time for a, b in pairs)
    assert np.mean([a.emotion == b.emotion for a, b in pairs]) > RATES.emotion_stays


def test_relevance_is_graded_and_behaviour_follows_it(built):
    outcomes = [outcome for record in built.records for outcome in record.candidates]
    shares = np.bincount([outcome.relevance for outcome in outcomes], minlength=4) / len(outcomes)
    assert shares.argmax() == 0 and (shares > 0.03).all() and len(shares) == 4
    for behaviour in ("dwell", "liked", "replays"):
        means = [np.mean([getattr(o, behaviour) for o in outcomes if o.relevance == grade]) for grade in range(4)]
        assert means == sorted(means) and means[3] > 1.5 * means[0]
    items = {item.id: item for item in built.items}
    serving = [
        (all(INTENTS.index(intent) == r.intent for _, intent in items[o.item].moods), o.relevance)
        for r in built.records
        for o in r.candidates
    ]
    assert np.mean([grade for serves, grade in serving if serves]) > 3 * np.mean([grade for serves, grade in serving if not serves])


def test_a_record_offers_distinct_items_in_an_order_that_says_nothing(built):
    for record in built.records:
        assert len({outcome.item for outcome in record.candidates}) == RATES.candidates
    grades = np.array([[outcome.relevance for outcome in record.candidates] for record in built.records])
    assert abs(np.corrcoef(np.arange(RATES.candidates), grades.mean(0))[0, 1]) < 0.5


def test_people_differ_in_taste_and_their_outcomes_show_it(built):
    items, people = {item.id: item for item in built.items}, {user.id: user for user in built.users}
    utility = Utility(built.items, RATES)
    taste = {user.id: dict(zip(items, utility.taste(user))) for user in built.users[:60]}
    wanted = [(r, o) for r in built.records if r.user in taste for o in r.candidates if items[o.item].intent == INTENTS[r.intent]]
    assert np.corrcoef([taste[r.user][o.item] for r, o in wanted], [o.relevance for _, o in wanted])[0, 1] > 0.2
    assert {user.policy for user in people.values()} == {name for name, _ in RATES.policies}


def test_the_catalogue_holds_two_thousand_distinct_items(built):
    generated = built.items[: RATES.items]
    assert len(generated) >= 2_000 and all(item.tags for item in generated)
    for part in ("id", "title", "text"):
        assert len({getattr(item, part) for item in built.items}) == len(built.items)
    assert {item.subjects for item in generated} == {(theme,) for theme in catalog.themes()}


def test_a_third_of_what_is_offered_are_real_titles_and_none_of_them_is_in_two_splits(built):
    real = {item.id: item for item in built.items if not item.tags}
    offered = [{o.item for r in built.of(name) for o in r.candidates if o.item in real} for name in SPLITS]
    assert all(offered) and len(set.union(*offered)) == sum(map(len, offered))
    for record in built.records:
        assert sum(outcome.item in real for outcome in record.candidates) == min(RATES.titles_offered, len(real))
    drama = next(item for item in real.values() if item.subjects == ("drama",))
    assert drama.moods == (catalog.MOODS["drama"],) and drama.text == f"{drama.title}. {drama.description}"


def test_a_title_of_two_genres_is_worth_the_mean_of_both():
    both, comedy, horror = (
        Title(str(n), "", "", frozenset(genres)).item for n, genres in enumerate((("comedy", "horror"), ("comedy",), ("horror",)))
    )
    found = Utility([both, comedy, horror], RATES)
    person = persona(1, RATES, np.random.default_rng(1))
    for values in (found.taste(person), found.mood(EMOTIONS.index("joy"), "match"), found.intents[:, INTENTS.index("entertain")]):
        assert values[0] == pytest.approx((values[1] + values[2]) / 2)


def test_training_on_crossed_sources_changes_no_record_of_the_other_splits(data, built):
    crossed = dataset.build(data, RATES, crossed=True)
    for name in (VALIDATION, TEST):
        assert crossed.of(name) == built.of(name)
    learned = {source.id for source in sources.grouped(data)[split.ENCODER].sources}
    for name, share in (("face", 0), ("clip", 0.5), ("sentence", 0.5)):
        shares = [np.mean([getattr(r, name).source in learned for r in of.of(TRAIN) if getattr(r, name)]) for of in (built, crossed)]
        assert shares[0] == 0 and shares[1] == pytest.approx(share, abs=0.05)


def test_another_directory_gives_a_fresh_test_set(tmp_path):
    root = write_sets(tmp_path / "held", faces=3, actors=(21, 22), sentences=5, parts=("test",))
    fresh = dataset.build_test(root, replace(RATES, records=600))
    assert {record.split for record in fresh.records} == {TEST} and len(fresh.records) == 600
    assert {source.split("/")[0].split(":")[0] for record in fresh.records for source in record.sources} == {
        "fer2013",
        "ravdess",
        "goemotions",
        "meld",
    }


@pytest.mark.parametrize("kept", ["fer2013", "ravdess", "goemotions", "meld"])
def test_a_single_set_is_enough_for_a_fresh_test_set(tmp_path, kept):
    root = write_sets(tmp_path / "held", faces=1, actors=(21,), sentences=2, parts=("test",))
    (tmp_path / "one").mkdir()
    (root / kept).rename(tmp_path / "one" / kept)
    fresh = dataset.build_test(tmp_path / "one", replace(RATES, records=100))
    assert all(record.face or record.clip or record.words for record in fresh.records)
    assert any(record.sources for record in fresh.records)


def test_refuses_rates_that_make_no_sense():
    with pytest.raises(ValueError, match="candidates is 10; it must be from 20"):
        Rates(candidates=10)


def test_the_command_writes_records_users_items_and_config(data, tmp_path, capsys):
    assert main(["aigc-int", "build", "--data", str(data), "--out", str(tmp_path), "--records", "100"]) == 0
    records = read(tmp_path / "records.ndjson")
    config = json.loads((tmp_path / "config.json").read_text())
    assert len(records) == config["rates"]["records"] == 100 and config["recordsSha256"] in capsys.readouterr().out
    items = {json.loads(line)["id"] for line in (tmp_path / "items.ndjson").read_text(encoding="utf-8").splitlines()}
    assert {outcome.item for record in records for outcome in record.candidates} <= items
    assert main(["aigc-int", "build", "--data", str(tmp_path / "nowhere"), "--out", str(tmp_path)]) == 2
    assert "nowhere" in capsys.readouterr().err


def test_the_card_states_every_rate(built):
    text = card(built)
    for name in RATES.record():
        assert f"| {name.replace('_', ' ')} |" in text
    assert "nan" not in text and not re.search(r"\{|\}", text)
