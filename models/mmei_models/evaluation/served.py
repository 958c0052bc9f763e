"""Sends the records of AIGC-INT through a running platform, as a client would, and compares with the same files run here."""

import hashlib
import json
import math
import threading
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from ..aigc_int.figures import Answers, figures, ranked
from ..aigc_int.records import Record
from ..aigc_int.sessions import sessions_of
from ..aigc_int.signals import Signals, signals_of
from ..aigc_int.simulate import Dataset
from ..data import fer2013, ravdess
from ..data.source import DataError
from ..taxonomy import ACTIVITIES, DEVICES, EMOTIONS, INTENTS
from .as_served import Reader
from .client import ATTEMPTS, CallError, Client, multipart
from .committed import committed, records_to_test
from .splits import Say, split_of

TOLERANCE = 0.005
"""Of every figure: half a point, where a figure is a fraction of 1 or in nats."""

MOST_FAILURES = 20
INDEX_SECONDS = 900
_TYPES = {".png": "image/png", ".flac": "audio/flac", ".wav": "audio/wav"}


@dataclass(frozen=True)
class Patience:
    """How many records are sent at once, and in how many seconds all of them; those left then count as failed."""

    concurrency: int = 4
    seconds: int = 1800


@dataclass(frozen=True)
class Answer:
    """What the platform answered to one record: probabilities; for each candidate F . E_c (eq. 7) and the score it is recommended by;
    milliseconds."""

    record: str
    emotion: list[float]
    intent: list[float]
    similarity: list[float]
    score: list[float]
    ms: float


class Media:
    """The files that records show, as they were published."""

    def __init__(self, records: Iterable[Record], data: Path):
        records = list(records)
        faces, clips = {r.face.source for r in records if r.face}, {r.clip.source for r in records if r.clip}
        self._bytes = {path: content for path, *_, content in fer2013.listing(data) if path in faces} if faces else {}
        self._bytes |= {path: content for path, *_, content in ravdess.listing(data) if path in clips} if clips else {}

    def of(self, record: Record) -> dict[str, tuple[bytes, str]]:
        """Bytes and content type by the name of the part; a missing modality is not there."""
        shown = {"image": record.face, "audio": record.clip}
        return {part: (self._bytes[source.source], _TYPES[Path(source.source).suffix]) for part, source in shown.items() if source}


class Journal:
    """Answers that were given, in memory and, where a file is named, one a line in it: an interrupted run sends only the rest.

    The first line of the file says of what records and models it is; those of others are refused.
    """

    def __init__(self, about: str, path: Path | None = None):
        self.answers: dict[str, Answer] = {}
        self._path, self._lock = path, threading.Lock()
        if path is None:
            return
        complete = (
            [line for line in path.read_text(encoding="utf-8").splitlines(keepends=True) if line.endswith("\n")] if path.exists() else []
        )
        try:
            if complete and json.loads(complete[0]) != {"about": about}:
                raise DataError(path, "holds answers about other records or models; name another file, or remove it")
            read = [Answer(**json.loads(line)) for line in complete[1:]]
        except (ValueError, TypeError) as error:
            raise DataError(path, f"is not a file of answers ({error})") from error
        self.answers = {answer.record: answer for answer in read}
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(complete) or json.dumps({"about": about}) + "\n", encoding="utf-8")  # without a line that was cut

    def add(self, answer: Answer) -> None:
        with self._lock:
            self.answers[answer.record] = answer
            if self._path:
                with self._path.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(asdict(answer)) + "\n")


def records_to_send(
    data: Path, mode: str | None, say: Say, limit: int | None = None, count: int | None = None, items: int | None = None
) -> tuple[Dataset, str]:
    """The records, the first `limit` of them, and their split: `mode`, or by default the test split of training data, or else all of any
    data."""
    mode = mode or split_of(data, "test", say)
    dataset = records_to_test(data, mode, count, items)
    return replace(dataset, records=dataset.records[:limit]), mode


def compare(
    client: Client,
    dataset: Dataset,
    data: Path,
    folder: Path,
    hashes: dict[str, str],
    answers: Path | None,
    patience: Patience,
    say: Say,
    told: bool = False,
) -> dict:
    """The document: `served.*`, `offline.*` and `difference.*` figures, what failed, and whether everything is `within_tolerance`.

    `hashes`: of the artifacts in `folder`, by identity; the platform must name the same models. `answers`: see Journal. `told`: whether
    each record's signals are sent with it. Records are sent without their sessions: how long ago something was is a matter of when it is
    sent; and without a face or a clip in which nobody is found, which the platform would reject.
    """
    signals = dict(zip((record.id for record in dataset.records), signals_of(dataset.records, dataset.rates.seed))) if told else {}
    say("looking for faces and voices here")
    reader = Reader(dataset.records, data, folder)
    dataset = replace(dataset, records=reader.readable(dataset.records))
    journal = Journal(_about(dataset, hashes, signals), answers)
    limits = client.get("/v1/limits")
    stock(client, [item.record for item in dataset.items], say)
    failures = _send(client, dataset.records, Media(dataset.records, data), signals, limits, set(hashes), journal, patience, say)
    answered = [record for record in dataset.records if record.id in journal.answers]
    if not answered:
        raise CallError(f"no record was answered; the first failed with {next(iter(failures.values()))}")
    say("running the committed models here")
    given = [journal.answers[record.id] for record in answered]
    served = Answers(np.array([a.emotion for a in given]), np.array([a.intent for a in given]), [np.array(a.similarity) for a in given])
    sessions = sessions_of(answered, [signals[record.id] for record in answered]).without_past if told else None
    offline = committed(replace(dataset, records=answered), reader.encoded(answered), folder, sessions)
    return {"artifacts": hashes} | document(answered, served, offline, given, failures)


def document(records: list[Record], served: Answers, offline: Answers, given: list[Answer], failures: dict[str, str]) -> dict:
    """`recommended.*`: the same candidates in the order of the platform's whole score, of which F . E_c is a part; nothing offline
    compares."""
    there, here = figures(records, served), figures(records, offline)
    differences = {name: there[name] - here[name] for name in here}
    outside = [name for name, value in differences.items() if not abs(value) <= TOLERANCE]  # a NaN is outside
    whole = ranked(records, replace(served, scores=[np.array(answer.score) for answer in given]))
    apart = np.max([np.abs(getattr(served, task) - getattr(offline, task)).max(1) for task in ("emotion", "intent")], axis=0)
    wordless = apart[[record.words is None for record in records]]
    slow = np.percentile([answer.ms for answer in given], [50, 95])
    measured = {
        f"{group}.{name}": value
        for group, values in (("served", there), ("offline", here), ("difference", differences))
        for name, value in values.items()
    }
    measured |= {f"recommended.{name}": float(np.nanmean(values)) for name, values in whole.items()}
    return {
        "records": len(records),
        "failed": len(failures),
        "failures": [{"record": record, "reason": reason} for record, reason in list(failures.items())[:MOST_FAILURES]],
        "tolerance": TOLERANCE,
        "outside": outside,
        "within_tolerance": not outside and not failures,
        "largest_probability_difference": round(float(apart.max()), 6),
        "p95_probability_difference": round(float(np.percentile(apart, 95)), 6),
        "largest_probability_difference_without_words": round(float(wordless.max(initial=0.0)), 6),
        "milliseconds": {"p50": round(float(slow[0]), 1), "p95": round(float(slow[1]), 1)},
    } | {name: round(value, 6) for name, value in measured.items()}


def _about(dataset: Dataset, hashes: dict[str, str], signals: dict[str, Signals]) -> str:
    """A digest of what answers depend on here: the records, their signals, the items, the models."""
    known = {record: asdict(each) for record, each in signals.items()}
    content = [hashes, [asdict(record) for record in dataset.records], known, [item.record for item in dataset.items]]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def stock(client: Client, items: list[dict], say: Say) -> None:
    """Imports the items into the tenant's catalog, which must hold no others, and waits until all can be ranked."""
    before = client.get("/v1/items:status")["items"]
    if before not in (0, len(items)):
        raise CallError(f"the catalog holds {before} items already; use the key of a tenant of its own")
    rows = "".join(json.dumps(item) + "\n" for item in items).encode()
    report = client.post("/v1/items:import", rows, "application/x-ndjson")
    if report["rejected"]:
        raise CallError(
            f"the import rejected {report['rejected']} items; the first in line {report['errors'][0]['line']}: "
            f"{report['errors'][0]['reason']}"
        )
    deadline = time.monotonic() + INDEX_SECONDS
    while (status := client.get("/v1/items:status"))["indexed"] < status["items"]:
        if time.monotonic() > deadline:
            raise CallError(f"{status['indexed']} of {status['items']} items can be ranked after {INDEX_SECONDS} seconds")
        time.sleep(0.5)
    if status["items"] != len(items):
        raise CallError(
            f"the catalog holds {status['items']} items instead of the {len(items)} imported; use the key of a tenant of its own"
        )
    say(f"{status['items']} items can be ranked")


def _send(
    client: Client,
    records: list[Record],
    media: Media,
    signals: dict[str, Signals],
    limits: dict,
    models: set[str],
    journal: Journal,
    patience: Patience,
    say: Say,
) -> dict[str, str]:
    """Sends what the journal lacks, a few at a time; returns why records failed, by their id. Gives up after MOST_FAILURES."""
    waiting = [record for record in records if record.id not in journal.answers]
    if len(waiting) < len(records):
        say(f"{len(records) - len(waiting)} records were answered before")
    failures: dict[str, str] = {}
    deadline = time.monotonic() + patience.seconds

    def send(record: Record) -> Answer:
        if len(failures) >= MOST_FAILURES:
            raise CallError("not sent: too many failed")
        if time.monotonic() > deadline:
            raise CallError(f"not sent: {patience.seconds} seconds were over")
        return observe(client, record, media.of(record), limits, models, _context(record, signals.get(record.id)))

    with ThreadPoolExecutor(patience.concurrency) as pool:
        running = {pool.submit(send, record): record for record in waiting}
        for done, future in enumerate(as_completed(running), start=1):
            try:
                journal.add(future.result())
            except CallError as error:
                failures[running[future].id] = str(error)
            if done % 100 == 0 or done == len(waiting):
                say(f"{done} of {len(waiting)} records sent, {len(failures)} failed")
    return failures


def _context(record: Record, signals: Signals | None) -> dict:
    """What is known of a record beside its modalities, as a client says it."""
    if signals is None:
        return {}
    said = {
        "localTime": None if signals.hour is None else f"{record.time}:00Z",
        "device": None if signals.device is None else DEVICES[signals.device],
        "heartRate": signals.heart_rate,
        "activity": None if signals.activity is None else ACTIVITIES[signals.activity],
    }
    return {"context": {name: value for name, value in said.items() if value is not None}}


def observe(
    client: Client, record: Record, media: dict[str, tuple[bytes, str]], limits: dict, models: set[str], context: dict | None = None
) -> Answer:
    """One record as one observation: it asks for all candidates to be ranked, by the mood that is there whatever a deployment has set,
    and takes an answer only if it is whole."""
    ids = [outcome.item for outcome in record.candidates]
    if len(ids) > min(limits["maxK"], limits["itemsPerRequest"]):
        raise CallError(f"the platform ranks fewer items at once than the record's {len(ids)} candidates")
    request = {
        "userId": record.user,
        "consent": {"text": True, "image": True, "audio": True, "purpose": "recommendation"},
        "options": {"k": len(ids), "items": ids, "mood": "match", "deadlineMs": limits["maxDeadlineMs"], "explain": True},
        **(context or {}),
    }
    sent = {*media, "text"} if record.words is not None else {*media}
    body, kind = multipart(request | ({"text": record.words} if record.words is not None else {}), media)
    for attempt in range(1, ATTEMPTS + 1):
        started = time.monotonic()
        answer = client.post("/v1/observations", body, kind)
        took = (time.monotonic() - started) * 1000
        try:
            if attempt < ATTEMPTS and any(seen["status"] == "missing" for seen in answer["modalities"].values()):
                continue  # an encoder was too busy for the deadline
            return _checked(answer, record, sent, models, took)
        except (KeyError, TypeError) as error:
            raise CallError(f"the answer has not the form it should have ({type(error).__name__}: {error})") from error
    raise AssertionError("the last attempt returns or raises")


def _checked(answer: dict, record: Record, sent: set[str], models: set[str], took: float) -> Answer:
    ids = [outcome.item for outcome in record.candidates]
    unused = {name: seen for name, seen in answer["modalities"].items() if seen["status"] != "used"}
    if answer["degraded"] or unused or set(answer["modalities"]) != sent:
        raise CallError(f"sent {', '.join(sorted(sent))}; degraded: {answer['degraded']}, not used: {unused}")
    if strange := set(answer["models"].values()) - models:
        raise CallError(f"answered by {', '.join(sorted(strange))}, which is not among the models here")
    ranked = {item["id"]: item for item in answer["items"]}
    if lost := [name for name in ids if name not in ranked]:
        raise CallError(f"the answer lacks {len(lost)} of the {len(ids)} items that were to be ranked: {', '.join(lost[:3])}")
    result = Answer(
        record.id,
        [answer["emotion"]["probabilities"][name] for name in EMOTIONS],
        [answer["intent"]["probabilities"][name] for name in INTENTS],
        [float(ranked[name]["explanation"]["similarity"]) for name in ids],
        [float(ranked[name]["score"]) for name in ids],
        round(took, 1),
    )
    if not all(map(math.isfinite, (*result.emotion, *result.intent, *result.similarity, *result.score))):
        raise CallError("the answer has no finite number where one should be")
    return result


def table(answer: dict) -> str:
    """The document for a terminal."""
    names = [key.removeprefix("difference.") for key in answer if key.startswith("difference.")]
    lines = [f"{'':28} {'served':>9} {'offline':>9} {'difference':>11}"]
    for name in names:
        mark = "  outside" if name in answer["outside"] else ""
        lines.append(
            f"{name:28} {answer[f'served.{name}']:9.4f} {answer[f'offline.{name}']:9.4f} {answer[f'difference.{name}']:+11.4f}{mark}"
        )
    lines += [f"{key:28} {value:9.4f}" for key, value in answer.items() if key.startswith("recommended.")]
    lines += [f"record {failure['record']} failed: {failure['reason']}" for failure in answer["failures"]]
    verdict = "within" if answer["within_tolerance"] else "NOT within"
    return "\n".join(
        [*lines, f"{answer['records']} records answered, {answer['failed']} failed; {verdict} {answer['tolerance']} of the models run here"]
    )
