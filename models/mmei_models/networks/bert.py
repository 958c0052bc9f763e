"""The text encoder: a published BERT with the heads of what somebody writes, says and asks for."""

import torch
from torch import Tensor, nn

from ..data.goemotions import PUBLISHED
from ..taxonomy import EMOTIONS, INTENTS, WIDTH
from .layers import TokenProjection, mean_of, unit
from .published_bert import PublishedBert, mean_of_pieces


class TextBert(nn.Module):
    """i64 [B, L] x 3 -> tokens [B, 32, 256], token_counts [B], emotion_logits [B, 7], dialogue_logits [B, 7], wish [B, W].

    Pieces of type 1 are context, such as the turns before: they are attended to, and give no tokens. `emotion_logits` are of what somebody
    writes, `dialogue_logits` of what somebody says to somebody, where most is neutral; both read the tokens' mean. So do `intent` and
    `fine`, during training only, so that the tokens carry what a person says they want, and tell apart what one emotion has under it (the
    labels of GoEmotions). `wish` points to where the content encoder places what is asked for or spoken of; its length, 0 to 1, is how
    likely the words ask for something.
    """

    def __init__(self, bert: PublishedBert, dropout: float = 0.2):
        super().__init__()
        self.bert = bert
        self.projection = TokenProjection(bert.width, dropout)
        self.dialogue, self.intent, self.fine = (
            nn.Sequential(nn.LayerNorm(WIDTH), nn.Dropout(dropout), nn.Linear(WIDTH, labels))
            for labels in (len(EMOTIONS), len(INTENTS), len(PUBLISHED))
        )
        self.direction, self.asks = nn.Linear(bert.width, bert.width), nn.Linear(bert.width, 1)
        nn.init.eye_(self.direction.weight)  # a sentence begins where the published encoder has it
        nn.init.zeros_(self.direction.bias)

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        hidden, own = self.hidden(input_ids, attention_mask, token_type_ids)
        tokens, counts, emotions = self.projection(hidden, own)
        direction, asks = self.wish(hidden, own)
        return tokens, counts, emotions, self.dialogue(mean_of(tokens, counts)), direction * asks.sigmoid()

    def hidden(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> tuple[Tensor, Tensor]:
        """-> hidden [B, L, W], and i64 [B, L] which pieces are the text's own."""
        return self.bert(input_ids, attention_mask, token_type_ids), attention_mask * (1 - token_type_ids)

    def wish(self, hidden: Tensor, own: Tensor) -> tuple[Tensor, Tensor]:
        """-> direction [B, W] (norm 1), and the logit [B, 1] that something is asked for."""
        pooled = mean_of_pieces(hidden, own)
        return unit(self.direction(pooled).to(torch.get_default_dtype())), self.asks(pooled)
