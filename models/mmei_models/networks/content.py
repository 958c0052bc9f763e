"""The content encoder of eq. 7: a BERT of its own that places an item where the people it suits are."""

import torch
from torch import Tensor, nn

from ..taxonomy import EMOTIONS, INTENTS, WIDTH
from .bert import Bert
from .layers import masked_softmax, unit


class ContentBert(nn.Module):
    """i64 [B, L] x 3 -> embedding E_c [B, 256] (norm 1), emotion_profile [B, 7], intent_profile [B, 5] (each sums to 1)."""

    def __init__(self, vocabulary: int, width: int = 128, positions: int = 96, dropout: float = 0.2):
        super().__init__()
        self.bert = Bert(vocabulary, embedding=96, width=width, layers=2, heads=4, hidden=2 * width, positions=positions, dropout=dropout)
        self.norm, self.salience = nn.LayerNorm(width), nn.Linear(width, 1)
        self.embed = nn.Sequential(nn.Linear(width, WIDTH), nn.GELU(), nn.Linear(WIDTH, WIDTH))
        self.emotion, self.intent = nn.Linear(width, len(EMOTIONS)), nn.Linear(width, len(INTENTS))

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        embedding, emotion, intent = self.logits(input_ids, attention_mask, token_type_ids)
        return embedding, emotion.softmax(-1), intent.softmax(-1)

    def logits(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        return self.read(self.features(input_ids, attention_mask, token_type_ids))

    def features(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
        """-> [B, width]: what BERT makes of an item, pooled."""
        x = self.norm(self.bert(input_ids, attention_mask, token_type_ids))
        weights = masked_softmax(self.salience(x).squeeze(-1), attention_mask.to(torch.get_default_dtype()))
        return (weights.unsqueeze(-1) * x).sum(1)

    def read(self, features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """[B, width] -> embedding, emotion logits, intent logits."""
        return unit(self.embed(features)), self.emotion(features), self.intent(features)
