import json
from dataclasses import replace

import numpy as np
import pytest
from published import write_sets
from stub_platform import LIMITS, MODELS, StubPlatform, serving

from mmei_models.__main__ import main
from mmei_models.aigc_int.config import Rates
from mmei_models.aigc_int.dataset import build
from mmei_models.aigc_int.figures import Answers, figures
from mmei_models.aigc_int.signals import Signals
from mmei_models.data.source import DataError
from mmei_models.evaluation import served
from mmei_models.evaluation.client import ATTEMPTS, CallError, Client
from mmei_models.evaluation.served import Answer, Journal, Media, Patience
from mmei_models.taxonomy import ACTIVITIES, DEVICES, EMOTIONS, INTENTS

BUSY = (503, {"Retry-After": "3"}, b'{"title": "Unavailable"}')


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return write_sets(tmp_path_factory.mktemp("sets"))


@pytest.fixture(scope="module")
def dataset(data):
    return build(data, Rates(records=60, items=200))


@pytest.fixture
def stub():
    return StubPlatform()


def send(client, dataset, data, journal, seconds=60):
    return served._send(
        client,
        dataset.records,
        Media(dataset.records, data),
        {},
        LIMITS,
        set(MODELS.values()),
        journal,
        Patience(seconds=seconds),
        lambda line: None,
    )


def test_a_record_is_sent_as_its_person_would_send_it(stub, dataset, data):
    with serving(stub) as client:
        assert send(client, dataset, data, Journal("x")) == {}
    sent = {(request["userId"], tuple(request["options"]["items"])): (request, media) for request, media in stub.observed}
    assert len(sent) == len(dataset.records) and stub.keys == {"a-key"}
    for record in dataset.records:
        request, media = sent[record.user, tuple(outcome.item for outcome in record.candidates)]
        assert "sessionId" not in request and request.get("text") == record.words and request["options"]["mood"] == "match"
        assert set(media) == {name for name, shown in (("image", record.face), ("audio", record.clip)) if shown}
        if record.face:
            assert media["image"] == (data / record.face.source).read_bytes()
        if record.clip:
            assert media["audio"] == (data / record.clip.source).read_bytes()


def test_an_answer_is_read_in_the_orders_of_the_records(stub, dataset, data):
    record = dataset.records[0]
    stub.change = lambda request, answer: answer["emotion"]["probabilities"].update(joy=0.5, fear=0.25)
    with serving(stub) as client:
        answer = served.observe(client, record, Media([record], data).of(record), LIMITS, set(MODELS.values()))
    assert answer.emotion[EMOTIONS.index("joy")] == 0.5 and answer.emotion[EMOTIONS.index("fear")] == 0.25
    count = len(record.candidates)
    assert answer.similarity == [(count - 1 - place) / 100 for place in range(count)]
    assert answer.score == [place - count + 1 for place in range(count)]


def test_what_is_known_beside_the_modalities_is_said_as_a_client_says_it(stub, dataset, data):
    record = dataset.records[0]
    known = served._context(record, Signals(9.5, DEVICES.index("tv"), 71.5, ACTIVITIES.index("walking")))
    with serving(stub) as client:
        served.observe(client, record, Media([record], data).of(record), LIMITS, set(MODELS.values()), known)
    assert stub.observed[0][0]["context"] == {"localTime": f"{record.time}:00Z", "device": "tv", "heartRate": 71.5, "activity": "walking"}
    assert (
        served._context(record, Signals(None, None, None, 0)) == {"context": {"activity": "still"}} and served._context(record, None) == {}
    )


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda answer: answer.update(degraded=True), "degraded: True"),
        (lambda answer: next(iter(answer["modalities"].values())).update(status="late"), "'status': 'late'"),
        (lambda answer: answer["modalities"].popitem(), "sent "),
        (lambda answer: answer["models"].update(fusion="mmei@2"), "answered by mmei@2"),
        (lambda answer: answer["items"].pop(), "lacks 1 of the 30 items"),
        (lambda answer: answer.pop("intent"), "KeyError: 'intent'"),
        (lambda answer: answer["items"][0]["explanation"].update(similarity=None), "TypeError"),
        (lambda answer: answer["emotion"]["probabilities"].update(joy=float("nan")), "no finite number"),
    ],
)  # fmt: skip
def test_a_doubtful_answer_is_a_failure_by_name(stub, dataset, data, change, reason):
    stub.change = lambda request, answer: change(answer)
    with serving(stub) as client:
        failures = send(client, replace(dataset, records=dataset.records[:2]), data, Journal("x"))
    assert set(failures) == {record.id for record in dataset.records[:2]}
    assert all(reason in text for text in failures.values())


def test_a_busy_platform_is_given_the_time_it_asks_for(stub):
    stub.refusals = [BUSY, (429, {}, b"")]
    with serving(stub) as client:
        assert client.get("/v1/limits") == LIMITS
    assert stub.pauses == [3.0, 1.0]


def test_a_modality_that_came_too_late_is_asked_for_again(stub, dataset, data):
    late = [True, True, False]

    def change(request, answer):
        if late.pop(0):
            answer["degraded"] = True
            next(iter(answer["modalities"].values()))["status"] = "missing"

    stub.change = change
    with serving(stub) as client:
        assert send(client, replace(dataset, records=dataset.records[:1]), data, Journal("x")) == {}
    assert len(stub.observed) == 3


def test_a_platform_that_stays_busy_is_a_failure(stub):
    stub.refusals = [BUSY] * ATTEMPTS
    with serving(stub) as client, pytest.raises(CallError, match="GET /v1/limits: 503 Unavailable"):
        client.get("/v1/limits")


def test_a_refusal_is_told_in_the_platforms_words_and_not_repeated(stub):
    stub.refusals = [(400, {}, b'{"title": "Invalid input", "errors": {"options.k": ["must be between 1 and 100"]}}')]
    with serving(stub) as client, pytest.raises(CallError, match=r"400 Invalid input options.k: must be between 1 and 100"):
        client.post("/v1/observations", b"", "application/json")
    assert stub.observed == [] and stub.pauses == []


def test_a_platform_that_is_not_there_is_named():
    with pytest.raises(CallError, match="ConnectionRefusedError"):
        Client("http://127.0.0.1:1", "k", pause=lambda seconds: None).get("/v1/limits")


@pytest.mark.parametrize("url", ["platform", "ftp://host/", "http://"])
def test_an_address_must_be_one(url):
    with pytest.raises(ValueError, match="--url takes an address"):
        Client(url, "k")


def test_sending_stops_when_too_many_fail_or_time_is_over(stub, dataset, data):
    stub.change = lambda request, answer: answer.update(degraded=True)
    with serving(stub) as client:
        failures = send(client, dataset, data, Journal("x"))
        late = send(client, dataset, data, Journal("x"), seconds=-1)
    assert len(failures) == len(dataset.records) and len(stub.observed) < len(dataset.records)
    assert "not sent: too many failed" in failures.values()
    assert all(reason.startswith("not sent") for reason in late.values())


def test_a_catalog_with_other_items_is_left_alone(stub, dataset):
    stub.items = {"theirs": {}}
    with serving(stub) as client, pytest.raises(CallError, match="holds 1 items already"):
        served.stock(client, [item.record for item in dataset.items], lambda line: None)
    assert list(stub.items) == ["theirs"]


def test_the_catalog_is_imported_as_it_is_published(stub, dataset):
    with serving(stub) as client:
        served.stock(client, [item.record for item in dataset.items], lambda line: None)
    assert stub.items == {item.id: item.record for item in dataset.items}


def test_an_interrupted_run_sends_only_the_rest(stub, dataset, data, tmp_path):
    file = tmp_path / "answers.ndjson"
    with serving(stub) as client:
        send(client, replace(dataset, records=dataset.records[:5]), data, Journal("these", file))
        file.write_text(file.read_text(encoding="utf-8")[:-20], encoding="utf-8")  # killed while it wrote
        again = Journal("these", file)
        assert len(again.answers) == 4
        send(client, replace(dataset, records=dataset.records[:5]), data, again)
    assert len(stub.observed) == 6
    assert Journal("these", file).answers == again.answers and len(again.answers) == 5


def test_answers_about_other_records_are_refused(tmp_path):
    file = tmp_path / "answers.ndjson"
    Journal("these", file)
    with pytest.raises(DataError, match="other records or models"):
        Journal("those", file)
    file.write_text(json.dumps({"about": "those"}) + "\n{}\n", encoding="utf-8")
    with pytest.raises(DataError, match="not a file of answers"):
        Journal("those", file)


def answers_of(records, seed=0):
    """Answers as they might be, and the same as a platform's."""
    rng = np.random.default_rng(seed)
    emotion, intent = rng.dirichlet(np.ones(len(EMOTIONS)), len(records)), rng.dirichlet(np.ones(len(INTENTS)), len(records))
    scores = [rng.normal(size=len(record.candidates)) for record in records]
    given = [Answer(r.id, e.tolist(), i.tolist(), s.tolist(), (-s).tolist(), 10.0) for r, e, i, s in zip(records, emotion, intent, scores)]
    return Answers(emotion, intent, scores), given


def test_equal_answers_are_within_the_tolerance(dataset):
    here, given = answers_of(dataset.records)
    answer = served.document(dataset.records, here, here, given, {})
    expected = figures(dataset.records, here)
    assert answer["within_tolerance"] and answer["outside"] == [] and answer["largest_probability_difference"] == 0
    for name, value in expected.items():
        assert (answer[f"served.{name}"], answer[f"offline.{name}"], answer[f"difference.{name}"]) == (round(value, 6), round(value, 6), 0)
    assert answer["recommended.map"] != answer["served.map"]
    assert "within 0.005" in served.table(answer) and "NOT" not in served.table(answer)


def test_a_figure_that_differs_is_named(dataset):
    here, given = answers_of(dataset.records)
    here = replace(here, scores=[np.array([float(outcome.relevance) for outcome in record.candidates]) for record in dataset.records])
    there = replace(here, scores=[-score for score in here.scores])
    answer = served.document(dataset.records, there, here, given, {})
    assert "map" in answer["outside"] and "accuracy" not in answer["outside"] and not answer["within_tolerance"]
    assert "NOT within" in served.table(answer)


def test_a_record_that_failed_is_not_within_the_tolerance(dataset):
    here, given = answers_of(dataset.records)
    answer = served.document(dataset.records, here, here, given, {"u-1": "503 Unavailable"})
    assert answer["failures"] == [{"record": "u-1", "reason": "503 Unavailable"}] and not answer["within_tolerance"]


@pytest.mark.parametrize(
    ("data", "artifacts", "message"), [("nowhere", ".", "nowhere: is not a folder"), (".", "nowhere", "nowhere: holds no artifact")]
)
def test_what_is_missing_is_named_before_anything_is_sent(tmp_path, capsys, data, artifacts, message):
    options = ["--url", "http://127.0.0.1:1", "--key", "k", "--data", str(tmp_path / data), "--artifacts", str(tmp_path / artifacts)]
    assert main(["evaluate", "--served", *options]) == 2
    assert message in capsys.readouterr().err


def test_an_address_needs_a_key(tmp_path, capsys, monkeypatch):
    monkeypatch.delenv("MMEI_KEY", raising=False)
    assert main(["evaluate", "--served", "--data", str(tmp_path), "--url", "http://127.0.0.1:1"]) == 2
    assert "--served needs --url and --key" in capsys.readouterr().err


def test_data_that_is_not_the_training_data_is_all_test_data(tmp_path):
    only_faces = tmp_path / "fer2013" / "happy"
    only_faces.mkdir(parents=True)
    write_sets(tmp_path / "whole")
    (tmp_path / "whole" / "fer2013" / "happy" / "happy0000_0.png").rename(only_faces / "happy0000_0.png")
    said = []
    dataset, split = served.records_to_send(tmp_path, None, said.append, limit=7, count=40)
    assert split == "all" and len(dataset.records) == 7 and said == []
    dataset, split = served.records_to_send(tmp_path / "whole", None, said.append, count=100, items=50)
    assert split == "test" and len(dataset.records) == 8 and "this is the training data" in said[0]
    assert sum(bool(item.tags) for item in dataset.items) == 50 < len(dataset.items)  # real titles have no tags


def test_training_data_that_lacks_a_set_is_not_taken_for_other_data(data, tmp_path):
    for name in ("ravdess", "goemotions", "meld"):
        (tmp_path / name).symlink_to(data / name)
    with pytest.raises(DataError, match="fer2013"):
        served.records_to_send(tmp_path, None, lambda line: None)
