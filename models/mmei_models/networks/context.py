"""The fourth input of fusion: what was felt and wanted earlier in the session, and signals beside face, voice and words."""

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from ..taxonomy import ACTIVITIES, DEVICES, EMOTIONS, INTENTS, PAST, SIGNALS, WIDTH
from .fusion import Mmei
from .layers import masked_softmax, unit

STATE = len(EMOTIONS) + len(INTENTS)
_DAY, _HEART, _BEATS = 24.0, 75.0, 20.0


class Context(nn.Module):
    """Context -> evidence on emotion [B, 7] and intent [B, 5], which adds to the logits, and what F shifts by [B, 256].

    Given the emotion, face, voice and words say nothing more of the context, so by Bayes' rule log p(e | x, c) is log p(e | x) + log p(c |
    e) + a constant, which is what adding logits does; of the intent alike. Without any context everything is exactly 0.

    session [B, P, 13]: earlier observations, newest first, at most PAST: their 7 and 5 probabilities, and how many seconds ago; mask [B,
    P]. signals [B, 4]: SIGNALS as they are, each with a mask [B, 4] of its own.
    """

    def __init__(self, width: int = 64, dropout: float = 0.2):
        super().__init__()
        self.recency = nn.Parameter(torch.zeros(PAST, 8))
        self.score = nn.Sequential(nn.Linear(STATE + 1 + 8, 32), nn.Tanh(), nn.Linear(32, 1))
        inputs = STATE + 2 + 4 + 1 + len(DEVICES) + len(ACTIVITIES) + len(SIGNALS)
        self.hidden = nn.Sequential(nn.Linear(inputs, width), nn.GELU(), nn.Dropout(dropout))
        self.evidence, self.shift = nn.Linear(width, STATE), nn.Linear(width, WIDTH)
        self.register_buffer("devices", torch.arange(len(DEVICES)).float(), persistent=False)
        self.register_buffer("activities", torch.arange(len(ACTIVITIES)).float(), persistent=False)

    def forward(self, session: Tensor, session_mask: Tensor, signals: Tensor, signals_mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        hidden = self.hidden(torch.cat([self._past(session, session_mask), self._signals(signals, signals_mask), signals_mask], dim=1))
        there = torch.cat([session_mask, signals_mask], dim=1).amax(1, keepdim=True)
        evidence = self.evidence(hidden) * there
        return evidence[:, : len(EMOTIONS)], evidence[:, len(EMOTIONS) :], self.shift(hidden) * there

    def _past(self, session: Tensor, mask: Tensor) -> Tensor:
        """A weighted mean of the earlier states and of their ages, and whether there is one: [B, 14]."""
        states = torch.cat([session[:, :, :STATE], (session[:, :, STATE:] / 60.0 + 1.0).log()], dim=2)
        recency = self.recency[: session.shape[1]].unsqueeze(0).expand(session.shape[0], -1, -1)
        weights = masked_softmax(self.score(torch.cat([states, recency], dim=2)).squeeze(2), mask)
        return torch.cat([(weights.unsqueeze(2) * states).sum(1), mask.amax(1, keepdim=True)], dim=1)

    def _signals(self, signals: Tensor, mask: Tensor) -> Tensor:
        hour, device, beats, activity = ((signals * mask)[:, place, None] for place in range(len(SIGNALS)))
        turn = hour * (2 * torch.pi / _DAY)
        day = torch.cat([turn.sin(), turn.cos(), (2 * turn).sin(), (2 * turn).cos()], dim=1) * mask[:, 0:1]
        heart = (beats - _HEART) / _BEATS * mask[:, 2:3]
        on = (device == self.devices).to(mask.dtype) * mask[:, 1:2]
        doing = (activity == self.activities).to(mask.dtype) * mask[:, 3:4]
        return torch.cat([day, heart, on, doing], dim=1)


class MmeiInContext(nn.Module):
    """MMEI with a fourth input that may be absent; then it answers what MMEI does."""

    def __init__(self, network: Mmei, context: Context):
        super().__init__()
        self.network, self.context = network, context

    def forward(self, *inputs: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Tokens and masks of image, audio and text, then what Context takes -> what Mmei answers."""
        modalities, context = inputs[:6], inputs[6:]
        emotion, intent, fused, weights = self.network.logits(*modalities)
        alone = (*self.network.tempered(emotion, intent, list(modalities[1::2])), unit(fused))
        emotion, intent, fused = informed(self.context, alone, context)
        emotions = emotion.softmax(-1)
        return emotions, intent.softmax(-1), weights, emotions.amax(-1), unit(fused)


def informed(context: Context, alone: tuple[Tensor, Tensor, Tensor], inputs: Sequence[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
    """Calibrated logits of emotion and intent, and F of length 1, without context -> the same in this context; F is no longer of length
    1."""
    return tuple(own + more for own, more in zip(alone, context(*inputs)))
