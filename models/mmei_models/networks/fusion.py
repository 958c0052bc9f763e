"""The fusion model: self- and cross-attention over three modalities, learned weights, two heads, one calibrated answer."""

import torch
from torch import Tensor, nn

from ..taxonomy import EMOTIONS, INTENTS, MODALITIES, WIDTH
from .layers import Block, masked_softmax, unit


class Calibrated(nn.Module):
    """A model of records with a temperature of its own for each set of modalities that is there; fitted after training.

    `logits` takes ([B, L, 256], [B, L]) for image, audio and text, and answers emotion logits [B, 7], intent logits [B, 5] and the user's
    vector [B, 256] of eq. 7, whose length says nothing; more may follow. A modality is absent where its mask is all zero.
    `modalities` are those that it reads.
    """

    modalities: tuple[str, ...] = MODALITIES

    def __init__(self):
        super().__init__()
        # by the modalities there are (image 4, audio 2, text 1, added up): emotion, intent
        self.register_buffer("temperatures", torch.ones(2 ** len(MODALITIES), 2))
        self.register_buffer("places", torch.tensor([4.0, 2.0, 1.0]), persistent=False)

    def logits(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        raise NotImplementedError

    def calibrated(self, emotion: Tensor, intent: Tensor, masks: list[Tensor]) -> tuple[Tensor, Tensor]:
        """Logits -> probabilities."""
        emotion, intent = self.tempered(emotion, intent, masks)
        return emotion.softmax(-1), intent.softmax(-1)

    def tempered(self, emotion: Tensor, intent: Tensor, masks: list[Tensor]) -> tuple[Tensor, Tensor]:
        """Logits -> calibrated logits."""
        temperatures = self.temperatures[(present(masks) * self.places).sum(-1).to(torch.int64)]
        return emotion / temperatures[:, :1], intent / temperatures[:, 1:]


class Mmei(Calibrated):
    """Tokens and masks of image, audio and text -> probabilities, weights, confidence, F. Any subset of modalities may be present.

    Attention works `width` wide; what stands for a modality, F and the heads are 256 wide. `cross` and `weighted` are for ablations:
    without cross-attention tokens look at their own modality only, without learned weights all modalities that are there weigh the same.
    """

    def __init__(self, width: int = 128, heads: int = 4, dropout: float = 0.2, cross: bool = True, weighted: bool = True):
        super().__init__()
        self.cross, self.weighted = cross, weighted
        self.enter = nn.ModuleList(nn.Sequential(nn.LayerNorm(WIDTH), nn.Linear(WIDTH, width)) for _ in MODALITIES)
        self.kind = nn.Parameter(torch.randn(len(MODALITIES), width) * 0.02)
        self.nothing = nn.Parameter(torch.randn(1, 1, width) * 0.02)
        self.within, self.across = (Block(width, heads, 2 * width, dropout) for _ in range(2))
        self.final = nn.LayerNorm(width)
        self.salience = nn.Linear(width, 1)  # which tokens stand for their modality
        self.leave = nn.Linear(width, WIDTH)
        self.score = nn.Sequential(nn.Linear(WIDTH, 64), nn.Tanh(), nn.Linear(64, 1))  # which modality decides
        self.emotion, self.intent = (Head(labels, heads, WIDTH, dropout) for labels in (len(EMOTIONS), len(INTENTS)))

    def forward(self, *inputs: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """-> emotion_probabilities [B, 7], intent_probabilities [B, 5], weights [B, 3], confidence [B], fused [B, 256] (norm 1)."""
        emotion, intent, fused, weights = self.logits(*inputs)
        emotions, intents = self.calibrated(emotion, intent, list(inputs[1::2]))
        return emotions, intents, weights, emotions.amax(-1), unit(fused)

    def logits(self, *inputs: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """-> emotion logits, intent logits, F before normalisation, weights."""
        tokens, masks = inputs[0::2], inputs[1::2]
        x = torch.cat([enter(t) + kind for enter, t, kind in zip(self.enter, tokens, self.kind)], dim=1)
        mask = torch.cat(masks, dim=1)
        belongs = torch.cat([torch.full_like(m[:1], float(number)) for number, m in enumerate(masks)], dim=1)
        same = (belongs.unsqueeze(2) == belongs.unsqueeze(1)).to(mask.dtype)
        x = self.within(x, same * mask.unsqueeze(1))
        # a learned key that is always visible, so that a modality alone has something to look at
        context = torch.cat([self.nothing.expand(x.shape[0], -1, -1).to(x.dtype), x], dim=1)
        seen = (1.0 - same if self.cross else same) * mask.unsqueeze(1)
        x = self.final(self.across(x, torch.cat([torch.ones_like(seen[:, :, :1]), seen], dim=2), context))

        attention = self.salience(x).squeeze(-1)
        owned = torch.stack([(belongs == float(number)).to(mask.dtype) * mask for number in range(len(MODALITIES))], dim=1)
        pooled = self.leave(masked_softmax(attention.unsqueeze(1).expand_as(owned), owned) @ x)  # V, A, T: [B, 3, 256]
        there = owned.amax(-1)
        pooled = pooled if pooled.dtype == mask.dtype else pooled.to(mask.dtype)  # exact also when the layers compute in bfloat16
        weights = masked_softmax(self.score(pooled).squeeze(-1) * float(self.weighted), there)
        fused = (weights.unsqueeze(-1) * pooled).sum(1)  # eq. 3
        state = torch.cat([fused.unsqueeze(1), pooled], dim=1)
        visible = torch.cat([torch.ones_like(there[:, :1]), there], dim=1).unsqueeze(1)
        return self.emotion(state, visible), self.intent(state, visible), fused, weights


class Head(nn.Module):
    """Eq. 4 and 5: a transformer layer over F and the modality vectors, then a linear layer on F's place."""

    def __init__(self, labels: int, heads: int, hidden: int, dropout: float):
        super().__init__()
        self.block = Block(WIDTH, heads, hidden, dropout)
        self.classify = nn.Sequential(nn.LayerNorm(WIDTH), nn.Dropout(dropout), nn.Linear(WIDTH, labels))

    def forward(self, state: Tensor, visible: Tensor) -> Tensor:
        return self.classify(self.block(state, visible)[:, 0])


def present(masks: list[Tensor]) -> Tensor:
    """Masks [B, L] of the modalities -> [B, 3]: 1 where a record has the modality."""
    return torch.stack([mask.amax(-1) for mask in masks], dim=1)
