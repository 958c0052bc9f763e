"""The committed models on AIGC-INT: which records are composed of a folder of data, and what the models answer to them."""

from dataclasses import replace
from pathlib import Path

import torch

from ..aigc_int.config import Rates
from ..aigc_int.dataset import FRESH_RECORDS, build, build_test
from ..aigc_int.figures import Answers, offered
from ..aigc_int.records import TEST
from ..aigc_int.sessions import Sessions, alone
from ..aigc_int.simulate import Dataset
from ..artifacts import read
from ..artifacts.late import pooled
from ..artifacts.read import Artifact
from ..artifacts.tokens import TokenSet
from ..taxonomy import EMOTIONS, INTENTS

BATCH = 128


def records_to_test(data: Path, mode: str, count: int | None = None, items: int | None = None) -> Dataset:
    """A fresh set of every sample in `data` for mode "all"; else the test split of the set that `data` gives.

    `count`: records to compose; `items`: in the catalogue.
    """
    changes = {name: value for name, value in (("records", count), ("items", items)) if value}
    rates = replace(Rates(records=FRESH_RECORDS) if mode == "all" else Rates(), **changes)
    dataset = build_test(data, rates) if mode == "all" else build(data, rates)
    return dataset.alone(TEST)


def committed(dataset: Dataset, seen: TokenSet, folder: Path, sessions: Sessions | None = None) -> Answers:
    """What the committed fusion and content model answer to the records as the committed encoders read them: each by itself, or
    as their `sessions` went, where what was answered before is known."""
    fusion, content = Artifact.load(folder / "mmei" / "1"), Artifact.load(folder / "content-bert" / "1")
    answer = fused(fusion, seen, sessions or alone(len(dataset.records)))
    embedded = read.sentences(content, [item.text for item in dataset.items])[content.graph.outputs.index("embedding")]
    scores = answer["fused"] @ embedded.T  # eq. 7
    return Answers(answer["emotion_probabilities"].numpy(), answer["intent_probabilities"].numpy(), offered(dataset, scores.numpy()))


def fused(fusion: Artifact, seen: TokenSet, sessions: Sessions) -> dict[str, torch.Tensor]:
    """The fusion model's outputs for all records by name, turn by turn, the emotion pooled with what the encoders read by themselves."""
    share = fusion.manifest.get("lateFusion", 0.0)
    count = len(sessions.place)
    probabilities, answer = torch.zeros(count, len(EMOTIONS) + len(INTENTS)), {}
    for rows in (part for turn in sessions.turns for part in turn.split(BATCH)):
        outputs = dict(zip(fusion.graph.outputs, fusion.graph(*seen.batch(rows), *sessions.context(rows, probabilities))))
        outputs["emotion_probabilities"] = pooled(outputs["emotion_probabilities"], seen.readings(rows), share)
        outputs["confidence"] = outputs["emotion_probabilities"].amax(-1)
        probabilities[rows] = torch.cat([outputs["emotion_probabilities"], outputs["intent_probabilities"]], dim=1)
        for name, values in outputs.items():
            answer.setdefault(name, torch.zeros(count, *values.shape[1:]))[rows] = values
    return answer
