"""BERT (Devlin et al. 2019) in small, with a factorised embedding (Lan et al. 2020), and the text encoder on it."""

import torch
from torch import Tensor, nn

from ..data.goemotions import PUBLISHED
from ..taxonomy import EMOTIONS, INTENTS, WIDTH
from .layers import Block, TokenProjection, mean_of, visible_keys


class Bert(nn.Module):
    """input_ids, attention_mask, token_type_ids i64 [B, L] -> hidden [B, L, W]. Padding is on the right."""

    def __init__(self, vocabulary: int, embedding: int, width: int, layers: int, heads: int, hidden: int, positions: int, dropout: float):
        super().__init__()
        self.width = width
        self.words, self.types = nn.Embedding(vocabulary, embedding), nn.Embedding(2, embedding)
        self.positions = nn.Parameter(torch.randn(positions, embedding) * 0.02)
        nn.init.normal_(self.words.weight, std=0.05)
        nn.init.normal_(self.types.weight, std=0.02)
        self.norm, self.widen, self.dropout = nn.LayerNorm(embedding), nn.Linear(embedding, width), nn.Dropout(dropout)
        self.blocks = nn.ModuleList(Block(width, heads, hidden, dropout) for _ in range(layers))

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
        embedded = self.words(input_ids) + self.types(token_type_ids) + self.positions[: input_ids.shape[1]]
        x = self.dropout(self.widen(self.norm(embedded)))
        if x.dtype != torch.float32:  # what is carried from layer to layer stays exact when the layers compute in bfloat16
            x = x.float()
        visible = visible_keys(attention_mask)
        for block in self.blocks:
            x = block(x, visible)
        return x


def text_bert(vocabulary: int, positions: int, dropout: float) -> Bert:
    """The BERT of the text encoder."""
    return Bert(vocabulary, embedding=96, width=192, layers=4, heads=4, hidden=384, positions=positions, dropout=dropout)


class TextBert(nn.Module):
    """i64 [B, L] x 3 -> tokens [B, 32, 256], token_counts [B], emotion_logits [B, 7], dialogue_logits [B, 7].

    Pieces of type 1 are context, such as the turns before: they are attended to, and give no tokens. `emotion_logits` are of what somebody
    writes, `dialogue_logits` of what somebody says to somebody, where most is neutral; both read the tokens' mean. So do `intent` and
    `fine`, during training only, so that the tokens carry what a person says they want, and tell apart what one emotion has under it (the
    labels of GoEmotions).
    """

    def __init__(self, vocabulary: int, positions: int = 64, dropout: float = 0.2):
        super().__init__()
        self.bert = text_bert(vocabulary, positions, dropout)
        self.projection = TokenProjection(self.bert.width, dropout)
        self.dialogue, self.intent, self.fine = (
            nn.Sequential(nn.LayerNorm(WIDTH), nn.Dropout(dropout), nn.Linear(WIDTH, labels))
            for labels in (len(EMOTIONS), len(INTENTS), len(PUBLISHED))
        )

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        hidden = self.bert(input_ids, attention_mask, token_type_ids)
        tokens, counts, emotions = self.projection(hidden, attention_mask * (1 - token_type_ids))
        return tokens, counts, emotions, self.dialogue(mean_of(tokens, counts))

    def intent_logits(self, tokens: Tensor, token_counts: Tensor) -> Tensor:
        return self.intent(mean_of(tokens, token_counts))

    def fine_logits(self, tokens: Tensor, token_counts: Tensor) -> Tensor:
        return self.fine(mean_of(tokens, token_counts))
