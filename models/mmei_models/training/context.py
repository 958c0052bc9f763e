"""Trains the fourth input of fusion on a trained MMEI, which stays as it is: evidence from the session and from signals, by eq. 6's two
losses.

MMEI's answers to the training records are taken as training shows them (sources mixed, tokens drawn, modalities hidden), some times over,
so that they are as uncertain as they are of people it never saw; a session's past is what this model itself answered, turn by turn.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from ..aigc_int.figures import Answers, figures
from ..aigc_int.records import TRAIN, VALIDATION
from ..aigc_int.sessions import Sessions, sessions_of
from ..aigc_int.signals import signals_of
from ..networks.context import STATE, Context, informed
from ..networks.layers import unit
from . import loop
from .calibration import BATCH, answered
from .config import TrainingConfig
from .fusion import RECOGNITION, RECOMMENDATION, FusionTask, Recommender, embedded
from .material import Material

VIEWS = 6
"""How many times over the training records are shown to MMEI."""

MEASURED = ("f1", "emotion_macro_f1", "intent_macro_f1", "cross_entropy", "ece", "map", "ndcg@10", "hr@10")
"""What a run says of itself (aigc_int/figures.py)."""

DROPPED = 0.3
"""How often training hides a record's past, and each of its signals."""


@dataclass(frozen=True)
class Views:
    """What MMEI answers by itself to every record: calibrated logits [n, 7] and [n, 5], and F of length 1 [n, 256]."""

    emotion: Tensor
    intent: Tensor
    fused: Tensor

    def of(self, rows: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        return self.emotion[rows], self.intent[rows], self.fused[rows]


class ContextTask:
    """Fits Context. `base` is the task of fusion with its trained model."""

    def __init__(self, base: FusionTask, config: TrainingConfig):
        torch.manual_seed(config.seed)
        self.material, self.config, self.recommender = base.material, config, base.model.cpu().eval()
        self.sessions = sessions_in(self.material)
        self.model = Context()
        self.items = embedded(self.recommender.content, self.material.meanings)
        self.own = self.material.rows[TRAIN]
        self.views = [_shown(base, self.own) for _ in range(VIEWS)]
        self.plain = plain(self.recommender, self.material)
        self.steps = len(self.own) // config.batch
        self.samples = dict(base.samples)

    def batches(self, epoch: int) -> Iterator[tuple[Tensor, Views, Tensor]]:
        """Rows, how MMEI sees them in this epoch, and what was answered to the records before them."""
        rng = np.random.default_rng((self.config.seed, epoch))
        view = self.views[epoch % VIEWS]
        training, _ = self.model.training, self.model.eval()
        past = in_turns(self.model, view, self.sessions)
        self.model.train(training)
        order = self.own[torch.from_numpy(rng.permutation(len(self.own)))]
        for rows in order[: self.steps * self.config.batch].split(self.config.batch):
            yield rows, view, past

    def loss(self, batch: tuple[Tensor, Views, Tensor], epoch: int) -> Tensor:
        rows, view, past = batch
        session, before, signals, known = self.sessions.context(rows, past)
        before = before * (torch.rand(len(rows), 1) >= DROPPED)
        known = known * (torch.rand(known.shape) >= DROPPED)
        emotion, intent, user = informed(self.model, view.of(rows), (session, before, signals, known))
        material = self.material
        truths = (emotion, material.emotions[rows]), (intent, material.intents[rows])
        recognised = sum(functional.cross_entropy(*each, label_smoothing=self.config.label_smoothing) for each in truths)
        candidates = self.items[material.candidates[rows]]
        offered = (self.recommender.scale.exp() * unit(user).unsqueeze(1) @ candidates.transpose(1, 2)).squeeze(1).log_softmax(-1)  # eq. 7
        gains = 2.0 ** material.grades[rows] - 1
        ranked = -(gains / gains.sum(1, keepdim=True).clamp(min=1e-9) * offered).sum(1).mean()
        return RECOGNITION * recognised + RECOMMENDATION * ranked

    def evaluate(self) -> dict[str, float]:
        """Figures of validation, as its sessions went."""
        found = figures(self.material.records(VALIDATION), self.answers(VALIDATION))
        return {f"inContext.{key}": found[key] for key in MEASURED}

    @torch.no_grad()
    def answers(self, split: str, session: bool = True, signals: bool = True) -> Answers:
        """To a split's records as their sessions went; without the session's past, or without signals."""
        rows = self.material.rows[split]
        sessions = self.sessions if signals else self.sessions.without_signals
        sessions = sessions if session else sessions.without_past
        past = in_turns(self.model, self.plain, sessions)
        emotion, intent, user = informed(self.model, self.plain.of(rows), sessions.context(rows, past))
        scores = (unit(user).unsqueeze(1) @ self.items[self.material.candidates[rows]].transpose(1, 2)).squeeze(1)
        return Answers(emotion.softmax(-1).numpy(), intent.softmax(-1).numpy(), list(scores.numpy()))


def load(folder: Path) -> tuple[Context, dict[str, float]]:
    """Context as a finished run left it, and the run's figures."""
    return loop.trained(Context(), folder)


def sessions_in(material: Material) -> Sessions:
    records = material.dataset.records
    return sessions_of(records, signals_of(records, material.dataset.rates.seed))


@torch.no_grad()
def in_turns(model: Context, view: Views, sessions: Sessions) -> Tensor:
    """What the model answers to every record [n, 12], each knowing what it answered to those before it in their session."""
    answers = torch.zeros(len(view.emotion), STATE)
    for rows in sessions.turns:
        emotion, intent, _ = informed(model, view.of(rows), sessions.context(rows, answers))
        answers[rows] = torch.cat([emotion.softmax(-1), intent.softmax(-1)], dim=1)
    return answers


def plain(model: Recommender, material: Material) -> Views:
    """MMEI's answers to all that the records have."""
    emotion, intent, user, had = answered(model.network, material.seen, torch.arange(len(material.dataset.records)))
    return Views(*model.network.tempered(emotion, intent, list(had.T.unsqueeze(2))), unit(user))


@torch.no_grad()
def _shown(base: FusionTask, rows: Tensor) -> Views:
    """MMEI's answers to the rows as training shows them; zeros for other records."""
    count, parts = len(base.material.dataset.records), []
    for some in rows.split(BATCH):
        inputs = base.shown(some)
        emotion, intent, user, *_ = base.model.network.logits(*inputs)
        parts.append((*base.model.network.tempered(emotion, intent, inputs[1::2]), unit(user)))
    return Views(*(torch.zeros(count, each[0].shape[1]).index_copy(0, rows, torch.cat(each)) for each in zip(*parts)))
