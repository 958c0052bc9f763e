from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest
import torch

from mmei_models.aigc_int.records import TEST, Record
from mmei_models.aigc_int.sessions import alone, sessions_of
from mmei_models.aigc_int.signals import SignalRates, Signals, signals_of
from mmei_models.artifacts.graph import Graph
from mmei_models.networks.context import STATE, Context, MmeiInContext, informed
from mmei_models.networks.fusion import Mmei
from mmei_models.networks.layers import unit
from mmei_models.taxonomy import ACTIVITIES, DEVICES, PAST
from mmei_models.training.context import Views, in_turns

UNKNOWN = Signals(None, None, None, None)
OUTPUTS = ["emotion", "intent", "weights", "confidence", "fused"]


def record(number, session="s0", minute=0, user="u0001", emotion=3, intent=1):
    time = datetime(2025, 3, 3, 9, minute).isoformat(timespec="minutes")
    return Record(f"{user}-{number}", TEST, user, session, time, emotion, intent, None, None, None, "hello", False, ())


def modalities(batch=2):
    return [part for length in (4, 5, 6) for part in (torch.randn(batch, length, 256), torch.ones(batch, length))]


def context(batch=2, past=3, known=1.0):
    signals = torch.tensor([[21.5, 1.0, 90.0, 2.0]]).expand(batch, 4)
    return [torch.rand(batch, past, STATE + 1), torch.ones(batch, past), signals, torch.full((batch, 4), known)]


@pytest.fixture(scope="module")
def model():
    torch.manual_seed(1)
    return MmeiInContext(Mmei(), Context()).eval()


@torch.no_grad()
def test_without_context_it_answers_what_mmei_does(model):
    inputs = modalities()
    nothing = [torch.rand(2, 3, STATE + 1), torch.zeros(2, 3), torch.rand(2, 4), torch.zeros(2, 4)]
    for own, other in zip(model.network(*inputs), model(*inputs, *nothing)):
        torch.testing.assert_close(own, other, atol=1e-6, rtol=0)


@torch.no_grad()
def test_context_changes_the_answer_and_leaves_the_modalities_their_weights(model):
    inputs = modalities()
    plain, told = model.network(*inputs), model(*inputs, *context())
    assert (plain[0] - told[0]).abs().max() > 1e-3 and torch.equal(plain[2], told[2])
    torch.testing.assert_close(told[0].sum(1), torch.ones(2))
    torch.testing.assert_close(told[4].norm(dim=1), torch.ones(2))
    torch.testing.assert_close(told[3], told[0].amax(1))


@torch.no_grad()
def test_each_signal_and_each_earlier_state_has_a_mask_of_its_own(model):
    session, before, signals, _ = context(1)
    for place in range(4):
        known = torch.eye(4)[place : place + 1]
        spoiled = torch.where(known > 0, signals, torch.full_like(signals, 7.0))
        same = [model.context(session, before, each, known)[0] for each in (signals, spoiled)]
        assert torch.equal(*same)
        assert not torch.equal(same[0], model.context(session, before, signals, torch.zeros(1, 4))[0])
    longer = torch.cat([session, torch.full((1, 2, STATE + 1), 0.5)], dim=1)
    padded = torch.cat([before, torch.zeros(1, 2)], dim=1)
    for one, other in zip(
        model.context(session, before, signals, torch.ones(1, 4)), model.context(longer, padded, signals, torch.ones(1, 4))
    ):
        torch.testing.assert_close(one, other, atol=1e-6, rtol=0)


def test_the_exported_graph_answers_the_same(model, tmp_path):
    names = [f"{m}_{part}" for m in ("image", "audio", "text") for part in ("tokens", "mask")] + [
        "session",
        "session_mask",
        "signals",
        "signals_mask",
    ]
    dynamic = {name: {0: "batch"} | ({} if name.startswith("signals") else {1: f"{name}_length"}) for name in names}
    torch.onnx.export(
        model,
        (*modalities(), *context()),
        str(tmp_path / "m.onnx"),
        input_names=names,
        output_names=OUTPUTS,
        dynamic_axes=dynamic,
        opset_version=17,
    )
    inputs = (*modalities(3), *context(3, past=PAST, known=1.0))
    with torch.no_grad():
        for own, served in zip(model(*inputs), Graph(tmp_path / "m.onnx")(*inputs)):
            torch.testing.assert_close(own, served, atol=1e-5, rtol=0)


def test_a_session_looks_back_on_its_own_past_newest_first():
    records = [
        record(0),
        record(1, minute=2),
        record(2, "s1", 30),
        record(3, minute=40),
        *(record(4 + n, "s2", n) for n in range(PAST + 2)),
    ]
    sessions = sessions_of(records, [UNKNOWN] * len(records))
    assert sessions.place[:4].tolist() == [0, 1, 0, 2]
    assert sessions.earlier[3, :3].tolist() == [1, 0, -1] and sessions.ages[3, :2].tolist() == [38 * 60, 40 * 60]
    assert sessions.earlier[-1].tolist() == [len(records) - 2 - back for back in range(PAST)]
    answers = torch.rand(len(records), STATE)
    session, mask, _, known = sessions.context(torch.tensor([2, 3]), answers)
    assert mask.sum(1).tolist() == [0, 2] and session[0].abs().sum() == 0 and known.sum() == 0
    assert torch.equal(session[1, 0, :STATE], answers[1]) and session[1, 1, STATE] == 40 * 60


def test_nothing_of_a_record_reaches_those_before_it(model):
    records = [record(0), record(1, minute=2), record(2, minute=5), record(3, "s1", 6)]
    sessions = sessions_of(records, [UNKNOWN] * 4)
    view = Views(torch.randn(4, 7), torch.randn(4, 5), unit(torch.randn(4, 256)))
    one = in_turns(model.context, view, sessions)
    other = in_turns(model.context, Views(view.emotion.clone().index_fill_(0, torch.tensor([1]), 3.0), view.intent, view.fused), sessions)
    assert [torch.equal(a, b) for a, b in zip(one, other)] == [True, False, False, True]
    with torch.no_grad():
        emotion, intent, _ = informed(model.context, view.of(torch.tensor([2])), sessions.context(torch.tensor([2]), one))
    torch.testing.assert_close(one[2:3], torch.cat([emotion.softmax(-1), intent.softmax(-1)], 1), atol=1e-6, rtol=0)
    assert alone(3).turns[0].tolist() == [0, 1, 2] and len(alone(3).turns) == 1


def test_signals_of_a_person_are_the_same_whoever_else_there_is():
    mine = [record(n, minute=n, user="u0007") for n in range(5)]
    others = [record(n, user="u0003") for n in range(5)]
    assert signals_of(others + mine, 1)[5:] == signals_of(mine, 1) != signals_of(mine, 2)


def test_signals_follow_their_rates():
    records = [record(n, f"s{n // 2}", n % 2, f"u{n // 40:04d}", emotion=(2, 5)[n % 2]) for n in range(4_000)]
    signals, rates = signals_of(records, 1), SignalRates()
    missing = np.mean([[value is None for value in (s.hour, s.device, s.heart_rate, s.activity)] for s in signals], axis=0)
    assert np.abs(missing - rates.missing).max() < 0.03
    assert {s.hour for s in signals if s.hour is not None} == {9.0, 9 + 1 / 60}
    car = DEVICES.index("car")
    known = [s for s in signals if s.device is not None and s.activity is not None]
    assert all((s.device == car) == (ACTIVITIES[s.activity] == "driving") for s in known)
    beats = [np.mean([s.heart_rate for s in signals[first::2] if s.heart_rate is not None]) for first in (0, 1)]
    assert beats[0] - beats[1] == pytest.approx(rates.arousal_beats * (0.75 + 0.4), abs=3)


def test_a_record_without_signals_is_a_record_alone():
    sessions = sessions_of([record(0)], [replace(UNKNOWN, heart_rate=0.0)])
    assert sessions.known.tolist() == [[0, 0, 1, 0]] and sessions.signals.tolist() == [[0, 0, 0, 0]]
