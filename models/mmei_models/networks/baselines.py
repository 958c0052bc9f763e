"""The networks of the five baselines on the tokens of frozen encoders. What they answer is that of `Calibrated`."""

import torch
from torch import Tensor, nn

from ..taxonomy import EMOTIONS, INTENTS, MODALITIES, WIDTH
from .fusion import Calibrated, present
from .layers import Block, masked_softmax


class OneModality(Calibrated):
    """Text-BERT, Visual-ResNet50 and Audio-CNN: attention-pooled tokens of one modality, a hidden layer, two linear heads.

    A record without the modality has a learned vector in its place, which comes to stand for what is usual.
    """

    def __init__(self, modality: str, dropout: float = 0.2):
        super().__init__()
        self.modalities, self.place = (modality,), MODALITIES.index(modality)
        self.enter = nn.Sequential(nn.LayerNorm(WIDTH), nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Dropout(dropout))
        self.salience, self.nothing = nn.Linear(WIDTH, 1), nn.Parameter(torch.zeros(WIDTH))
        self.hidden = nn.Sequential(nn.LayerNorm(WIDTH), nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Dropout(dropout))
        self.emotion, self.intent = nn.Linear(WIDTH, len(EMOTIONS)), nn.Linear(WIDTH, len(INTENTS))

    def logits(self, *inputs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        tokens, mask = inputs[2 * self.place], inputs[2 * self.place + 1]
        x = self.enter(tokens)
        pooled = (masked_softmax(self.salience(x).squeeze(-1), mask).unsqueeze(1) @ x).squeeze(1)
        user = self.hidden(pooled + (1.0 - mask.amax(-1, keepdim=True)) * self.nothing)
        return self.emotion(user), self.intent(user), user


class LateFusion(Calibrated):
    """A classifier for each modality; their probabilities and user vectors are averaged with learned weights over those that are there.

    One weight a modality for each of emotion, intent and user, the same for all records.
    """

    def __init__(self, dropout: float = 0.2):
        super().__init__()
        self.parts = nn.ModuleList(OneModality(modality, dropout) for modality in MODALITIES)
        self.weights = nn.Parameter(torch.zeros(3, len(MODALITIES)))

    def logits(self, *inputs: Tensor) -> tuple[Tensor, Tensor, Tensor, list[tuple[Tensor, Tensor]]]:
        """The logits are logarithms of the averaged probabilities; the last answer is each modality's own logits, of emotion and intent."""
        answers = [part.logits(*inputs) for part in self.parts]
        there = present(list(inputs[1::2]))
        emotion, intent, user = (masked_softmax(weights.expand_as(there), there).unsqueeze(-1) for weights in self.weights)

        def averaged(place: int, weights: Tensor) -> Tensor:
            probabilities = torch.stack([answer[place].float().softmax(-1) for answer in answers], dim=1)
            return ((weights * probabilities).sum(1) + 1e-6).log()

        users = (user * torch.stack([answer[2] for answer in answers], dim=1)).sum(1)
        return averaged(0, emotion), averaged(1, intent), users, [answer[:2] for answer in answers]


class Transformer(Calibrated):
    """The multi-modal transformer: all tokens in one sequence behind a learned first token, self-attention only; that token is the user.

    No cross-attention of its own between modalities, no weights of modalities (eq. 3), linear heads.
    """

    def __init__(self, width: int = 128, heads: int = 4, layers: int = 2, dropout: float = 0.2):
        super().__init__()
        self.enter = nn.ModuleList(nn.Sequential(nn.LayerNorm(WIDTH), nn.Linear(WIDTH, width)) for _ in MODALITIES)
        self.kind, self.first = nn.Parameter(torch.randn(len(MODALITIES), width) * 0.02), nn.Parameter(torch.randn(1, 1, width) * 0.02)
        self.blocks = nn.ModuleList(Block(width, heads, 2 * width, dropout) for _ in range(layers))
        self.leave = nn.Sequential(nn.LayerNorm(width), nn.Linear(width, WIDTH), nn.GELU(), nn.Dropout(dropout))
        self.emotion, self.intent = nn.Linear(WIDTH, len(EMOTIONS)), nn.Linear(WIDTH, len(INTENTS))

    def logits(self, *inputs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        tokens, masks = inputs[0::2], inputs[1::2]
        x = torch.cat([enter(t) + kind for enter, t, kind in zip(self.enter, tokens, self.kind)], dim=1)
        x = torch.cat([self.first.expand(x.shape[0], -1, -1).to(x.dtype), x], dim=1)
        mask = torch.cat([torch.ones_like(masks[0][:, :1]), *masks], dim=1).unsqueeze(1)
        for block in self.blocks:
            x = block(x, mask)
        user = self.leave(x[:, 0])
        return self.emotion(user), self.intent(user), user
