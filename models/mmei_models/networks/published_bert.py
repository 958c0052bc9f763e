"""BERT as it is published (Devlin et al. 2019): post-norm layers, exact GELU, parameters under their published names, so that published
weights load as they are."""

import torch
from torch import Tensor, nn
from torch.nn import functional

NORM_EPSILON = 1e-12


class PublishedBert(nn.Module):
    """input_ids, attention_mask, token_type_ids i64 [B, L] -> hidden [B, L, W]. Padding is on the right; L is at most `positions`."""

    def __init__(self, vocabulary: int, width: int, layers: int, heads: int, hidden: int, positions: int, dropout: float):
        super().__init__()
        self.width = width
        self.embeddings = _Embeddings(vocabulary, width, positions, dropout)
        self.encoder = nn.ModuleDict({"layer": nn.ModuleList(_Layer(width, heads, hidden, dropout) for _ in range(layers))})

    @classmethod
    def of(cls, weights: dict[str, Tensor], heads: int, dropout: float) -> "PublishedBert":
        """The network that published weights are of: their shapes say how large it is, all but the number of heads.

        Raises KeyError where a weight is missing.
        """
        pieces, width = weights["embeddings.word_embeddings.weight"].shape
        layers = sum(name.endswith("intermediate.dense.bias") for name in weights)
        hidden, positions = len(weights["encoder.layer.0.intermediate.dense.bias"]), len(weights["embeddings.position_embeddings.weight"])
        network = cls(pieces, width, layers, heads, hidden, positions, dropout)
        network.load_state_dict({name: weights[name] for name in network.state_dict()})
        return network

    def depth_of(self, name: str) -> int:
        """How many layers are above a parameter, by its name here; the embeddings are the lowest."""
        return len(self.layers) - 1 - int(name.split(".")[2]) if name.startswith("encoder.layer.") else len(self.layers)

    @property
    def layers(self) -> nn.ModuleList:
        return self.encoder["layer"]

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
        x = self.embeddings(input_ids, token_type_ids)
        hidden = ((attention_mask - 1.0) * 1e4)[:, None, None, :]  # added to the scores of keys that are padding
        for layer in self.layers:
            x = layer(x, hidden)
        return x


def mean_of_pieces(hidden: Tensor, mask: Tensor) -> Tensor:
    """[B, L, W] and i64 [B, L] -> [B, W], in single precision: the mean over the pieces that are there."""
    shown = mask.unsqueeze(-1).to(torch.get_default_dtype())
    return (hidden * shown).sum(1) / shown.sum(1).clamp(min=1)


class _Embeddings(nn.Module):
    def __init__(self, vocabulary: int, width: int, positions: int, dropout: float):
        super().__init__()
        self.word_embeddings, self.position_embeddings = nn.Embedding(vocabulary, width), nn.Embedding(positions, width)
        self.token_type_embeddings = nn.Embedding(2, width)
        self.LayerNorm, self.dropout = nn.LayerNorm(width, NORM_EPSILON), nn.Dropout(dropout)

    def forward(self, input_ids: Tensor, token_type_ids: Tensor) -> Tensor:
        places = self.position_embeddings.weight[: input_ids.shape[1]]
        return self.dropout(self.LayerNorm(self.word_embeddings(input_ids) + self.token_type_embeddings(token_type_ids) + places))


class _Layer(nn.Module):
    def __init__(self, width: int, heads: int, hidden: int, dropout: float):
        super().__init__()
        self.attention = _Attention(width, heads, dropout)
        self.intermediate = nn.ModuleDict({"dense": nn.Linear(width, hidden)})
        self.output = _Output(hidden, width, dropout)

    def forward(self, x: Tensor, hidden: Tensor) -> Tensor:
        x = self.attention(x, hidden)
        return self.output(functional.gelu(self.intermediate["dense"](x)), x)


class _Attention(nn.Module):
    def __init__(self, width: int, heads: int, dropout: float):
        super().__init__()
        self.heads, self.size = heads, width // heads
        self.self = nn.ModuleDict({name: nn.Linear(width, width) for name in ("query", "key", "value")})
        self.output = _Output(width, width, dropout)

    def forward(self, x: Tensor, hidden: Tensor) -> Tensor:
        query, key, value = (
            projection(x).reshape(x.shape[0], x.shape[1], self.heads, self.size).transpose(1, 2) for projection in self.self.values()
        )
        weights = (query @ key.transpose(-1, -2) * self.size**-0.5 + hidden).softmax(-1)
        return self.output((weights @ value).transpose(1, 2).flatten(2), x)


class _Output(nn.Module):
    """A linear layer, added to what went by it, and normed."""

    def __init__(self, inputs: int, width: int, dropout: float):
        super().__init__()
        self.dense, self.LayerNorm, self.dropout = nn.Linear(inputs, width), nn.LayerNorm(width, NORM_EPSILON), nn.Dropout(dropout)

    def forward(self, x: Tensor, by: Tensor) -> Tensor:
        return self.LayerNorm(self.dropout(self.dense(x)) + by)
