"""The fusion model: self- and cross-attention over three modalities, learned weights, two heads, one calibrated answer."""

import torch
from torch import Tensor, nn

from ..taxonomy import EMOTIONS, INTENTS, MODALITIES, WIDTH
from .layers import Block, masked_softmax, unit


class Mmei(nn.Module):
    """Tokens and masks of image, audio and text -> probabilities, weights, confidence, F. Any subset of modalities may be present.

    `forward` takes ([B, L, 256], [B, L]) for each modality in that order. A modality is absent where its mask is all zero.
    """

    def __init__(self, heads: int = 4, hidden: int = 384, dropout: float = 0.2):
        super().__init__()
        self.normalise = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in MODALITIES)
        self.kind = nn.Parameter(torch.randn(len(MODALITIES), WIDTH) * 0.02)
        self.nothing = nn.Parameter(torch.randn(1, 1, WIDTH) * 0.02)
        self.within, self.across = (Block(WIDTH, heads, hidden, dropout) for _ in range(2))
        self.final = nn.LayerNorm(WIDTH)
        self.salience = nn.Linear(WIDTH, 1)  # which tokens stand for their modality
        self.score = nn.Sequential(nn.Linear(WIDTH, 64), nn.Tanh(), nn.Linear(64, 1))  # which modality decides
        self.emotion, self.intent = Head(len(EMOTIONS), heads, hidden, dropout), Head(len(INTENTS), heads, hidden, dropout)
        # for each set of present modalities (image 4, audio 2, text 1, added up): emotion, intent; fitted after training
        self.register_buffer("temperatures", torch.ones(2 ** len(MODALITIES), 2))
        self.register_buffer("places", torch.tensor([4.0, 2.0, 1.0]), persistent=False)

    def forward(self, *inputs: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """-> emotion_probabilities [B, 7], intent_probabilities [B, 5], weights [B, 3], confidence [B], fused [B, 256] (norm 1)."""
        emotion, intent, weights, fused = self.logits(*inputs)
        present = torch.stack([mask.amax(-1) for mask in inputs[1::2]], dim=1)
        temperatures = self.temperatures[(present * self.places).sum(-1).to(torch.int64)]
        probabilities = (emotion / temperatures[:, :1]).softmax(-1)
        return probabilities, (intent / temperatures[:, 1:]).softmax(-1), weights, probabilities.amax(-1), unit(fused)

    def logits(self, *inputs: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """-> emotion logits, intent logits, weights, F before normalisation."""
        tokens, masks = inputs[0::2], inputs[1::2]
        x = torch.cat([norm(t) + kind for norm, t, kind in zip(self.normalise, tokens, self.kind)], dim=1)
        mask = torch.cat(masks, dim=1)
        belongs = torch.cat([torch.full_like(m[:1], float(number)) for number, m in enumerate(masks)], dim=1)
        same = (belongs.unsqueeze(2) == belongs.unsqueeze(1)).to(x.dtype)
        x = self.within(x, same * mask.unsqueeze(1))
        # a learned key that is always visible, so that a modality alone has something to look at
        context = torch.cat([self.nothing.expand(x.shape[0], -1, -1), x], dim=1)
        others = (1.0 - same) * mask.unsqueeze(1)
        x = self.final(self.across(x, torch.cat([torch.ones_like(others[:, :, :1]), others], dim=2), context))

        attention = self.salience(x).squeeze(-1)
        owned = torch.stack([(belongs == float(number)).to(x.dtype) * mask for number in range(len(MODALITIES))], dim=1)
        pooled = masked_softmax(attention.unsqueeze(1).expand_as(owned), owned) @ x  # [B, 3, 256]
        present = owned.amax(-1)
        weights = masked_softmax(self.score(pooled).squeeze(-1), present)
        fused = (weights.unsqueeze(-1) * pooled).sum(1)  # eq. 3
        state = torch.cat([fused.unsqueeze(1), pooled], dim=1)
        visible = torch.cat([torch.ones_like(present[:, :1]), present], dim=1).unsqueeze(1)
        return self.emotion(state, visible), self.intent(state, visible), weights, fused


class Head(nn.Module):
    """Eq. 4 and 5: a transformer layer over F and the modality vectors, then a linear layer on F's place."""

    def __init__(self, labels: int, heads: int, hidden: int, dropout: float):
        super().__init__()
        self.block = Block(WIDTH, heads, hidden, dropout)
        self.classify = nn.Sequential(nn.LayerNorm(WIDTH), nn.Dropout(dropout), nn.Linear(WIDTH, labels))

    def forward(self, state: Tensor, visible: Tensor) -> Tensor:
        return self.classify(self.block(state, visible)[:, 0])
