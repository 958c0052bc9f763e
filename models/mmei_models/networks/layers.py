"""Building blocks that export to ONNX with dynamic batch and length, and whose rows never influence each other."""

import torch
from torch import Tensor, nn

from ..taxonomy import EMOTIONS, MAX_TOKENS, WIDTH


class Attention(nn.Module):
    """Multi-head attention, eq. 2. `visible` [B or 1, L or 1, K] is 1 where a query may look at a key."""

    def __init__(self, width: int, heads: int, dropout: float):
        super().__init__()
        self.heads, self.size = heads, width // heads
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.dropout = nn.Dropout(dropout)

    def forward(self, queries: Tensor, keys: Tensor, visible: Tensor) -> Tensor:
        q, k, v = self._split(self.query(queries)), self._split(self.key(keys)), self._split(self.value(keys))
        scores = q @ k.transpose(-1, -2) * self.size**-0.5 + ((visible - 1.0) * 1e4).unsqueeze(1)
        mixed = self.dropout(scores.softmax(-1)) @ v
        return self.out(mixed.transpose(1, 2).flatten(2))

    def _split(self, x: Tensor) -> Tensor:
        return x.reshape(x.shape[0], x.shape[1], self.heads, self.size).transpose(1, 2)


class Block(nn.Module):
    """A pre-norm transformer layer. With `context` it attends there, else to itself."""

    def __init__(self, width: int, heads: int, hidden: int, dropout: float):
        super().__init__()
        self.before_attention, self.before_hidden = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attention = Attention(width, heads, dropout)
        self.hidden = nn.Sequential(nn.Linear(width, hidden), nn.GELU(), nn.Dropout(dropout), nn.Linear(hidden, width))
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, visible: Tensor, context: Tensor | None = None) -> Tensor:
        normed = self.before_attention(x)
        x = x + self.dropout(self.attention(normed, normed if context is None else context, visible))
        return x + self.dropout(self.hidden(self.before_hidden(x)))


class TokenProjection(nn.Module):
    """Eq. 1: at most 32 tokens of the shared width, and the encoder's own emotion head on their mean.

    Longer sequences are averaged in groups of neighbours; the groups depend on the row's own length, so padding changes nothing.
    """

    def __init__(self, width: int, dropout: float, labels: int = len(EMOTIONS)):
        super().__init__()
        self.norm, self.project = nn.LayerNorm(width), nn.Linear(width, WIDTH)
        self.head = nn.Sequential(nn.LayerNorm(WIDTH), nn.Dropout(dropout), nn.Linear(WIDTH, labels))
        self.register_buffer("slots", torch.arange(MAX_TOKENS), persistent=False)

    def forward(self, hidden: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """`hidden` [B, L, W], `mask` i64 [B, L] -> tokens [B, 32, 256], token_counts i64 [B], emotion_logits [B, 7]."""
        lengths = mask.sum(1, keepdim=True)
        counts = lengths.clamp(max=MAX_TOKENS)
        group = torch.div((mask.cumsum(1) - 1) * counts, lengths.clamp(min=1), rounding_mode="trunc")
        member = (group.unsqueeze(1) == self.slots[None, :, None]).to(hidden.dtype) * mask.unsqueeze(1).to(hidden.dtype)
        size = member.sum(-1, keepdim=True)
        pooled = member @ self.norm(hidden) / size.clamp(min=1)
        tokens = self.project(pooled) * (size > 0).to(hidden.dtype)
        return tokens, counts.squeeze(1), self.head(mean_of(tokens, counts.squeeze(1)))


def mean_of(tokens: Tensor, counts: Tensor) -> Tensor:
    """[B, T, W] with zeros beyond `counts` -> [B, W]; zeros where there is no token."""
    return tokens.sum(1) / counts.clamp(min=1).unsqueeze(1).to(tokens.dtype)


def visible_keys(mask: Tensor) -> Tensor:
    """[B, L] -> [B, 1, L] as float: every query sees every valid key of its row."""
    return mask.unsqueeze(1).to(torch.get_default_dtype())


def masked_softmax(scores: Tensor, mask: Tensor) -> Tensor:
    """A softmax over the last axis where `mask` is 1; exactly 0 elsewhere, and all 0 where nothing is valid."""
    weights = (scores + (mask - 1.0) * 1e4).softmax(-1) * mask
    return weights / weights.sum(-1, keepdim=True).clamp(min=1e-9)


def unit(x: Tensor) -> Tensor:
    return x / x.norm(dim=-1, keepdim=True).clamp(min=1e-9)
