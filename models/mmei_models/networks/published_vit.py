"""A Vision Transformer as it is published (Dosovitskiy et al. 2021), and the face encoder on it."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from .layers import TokenProjection

NORM_EPSILON = 1e-12
SIDE = 48
"""Of a face, in pixels."""


class PublishedVit(nn.Module):
    """pixel_values [B, 3, S, S] in -1..1 -> hidden [B, 1 + patches, W], of which the first stands for the whole. Its weights go by their
    published names."""

    def __init__(self, size: int, patch: int, width: int, layers: int, heads: int, hidden: int):
        super().__init__()
        self.width, self.size = width, size
        self.embeddings = _Embeddings(size // patch, patch, width)
        self.encoder = nn.ModuleDict({"layer": nn.ModuleList(_Layer(width, heads, hidden) for _ in range(layers))})
        self.layernorm = nn.LayerNorm(width, NORM_EPSILON)

    @classmethod
    def of(cls, weights: dict[str, Tensor], heads: int) -> "PublishedVit":
        """The network that published weights are of: their shapes say how large it is, all but the number of heads.

        Raises KeyError where a weight is missing.
        """
        width, _, patch, _ = weights["embeddings.patch_embeddings.projection.weight"].shape
        side = round((weights["embeddings.position_embeddings"].shape[1] - 1) ** 0.5)
        layers = sum(name.endswith("intermediate.dense.bias") for name in weights)
        network = cls(side * patch, patch, width, layers, heads, len(weights["encoder.layer.0.intermediate.dense.bias"]))
        network.load_state_dict({name: weights[name] for name in network.state_dict()})
        return network

    def depth_of(self, name: str) -> int:
        """How many layers are above a parameter, by its name here; the embeddings are the lowest."""
        layers = len(self.encoder["layer"])
        return layers - 1 - int(name.split(".")[2]) if name.startswith("encoder.layer.") else 0 if name.startswith("layernorm") else layers

    def forward(self, pixel_values: Tensor) -> Tensor:
        x = self.embeddings(pixel_values)
        for layer in self.encoder["layer"]:
            x = layer(x)
        return self.layernorm(x)


class PublishedFace(nn.Module):
    """pixel_values [B, 1, 48, 48] in -1..1 -> tokens [B, 32, 256], token_counts [B], emotion_logits [B, 7]: what the platform's own face
    encoder takes and gives. The grey face is enlarged to what the published encoder was trained on."""

    def __init__(self, vit: PublishedVit, dropout: float = 0.1):
        super().__init__()
        self.backbone, self.projection = vit, TokenProjection(vit.width, dropout)
        rows = functional.interpolate(torch.eye(SIDE)[None, None], (vit.size, SIDE), mode="bilinear", align_corners=False)[0, 0]
        self.register_buffer("larger", rows, persistent=False)

    def forward(self, pixel_values: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        large = self.larger @ pixel_values @ self.larger.T  # bilinear, rows and columns
        patches = self.backbone(large.expand(-1, 3, -1, -1))[:, 1:]
        return self.projection(patches, torch.ones_like(patches[:, :, 0]).to(torch.int64))


class _Embeddings(nn.Module):
    def __init__(self, side: int, patch: int, width: int):
        super().__init__()
        self.cls_token = nn.Parameter(torch.randn(1, 1, width) * 0.02)
        self.position_embeddings = nn.Parameter(torch.randn(1, 1 + side * side, width) * 0.02)
        self.patch_embeddings = nn.ModuleDict({"projection": nn.Conv2d(3, width, patch, stride=patch)})

    def forward(self, pixel_values: Tensor) -> Tensor:
        patches = self.patch_embeddings["projection"](pixel_values).flatten(2).transpose(1, 2)
        return torch.cat([self.cls_token.expand(patches.shape[0], -1, -1), patches], dim=1) + self.position_embeddings


class _Layer(nn.Module):
    """A pre-norm layer."""

    def __init__(self, width: int, heads: int, hidden: int):
        super().__init__()
        self.heads, self.size = heads, width // heads
        attention = {name: nn.Linear(width, width) for name in ("query", "key", "value")}
        output = nn.ModuleDict({"dense": nn.Linear(width, width)})
        self.attention = nn.ModuleDict({"attention": nn.ModuleDict(attention), "output": output})
        self.intermediate, self.output = (nn.ModuleDict({"dense": nn.Linear(*sizes)}) for sizes in ((width, hidden), (hidden, width)))
        self.layernorm_before, self.layernorm_after = (nn.LayerNorm(width, NORM_EPSILON) for _ in range(2))

    def forward(self, x: Tensor) -> Tensor:
        normed = self.layernorm_before(x)
        query, key, value = (
            projection(normed).reshape(x.shape[0], x.shape[1], self.heads, self.size).transpose(1, 2)
            for projection in self.attention["attention"].values()
        )
        mixed = (query @ key.transpose(-1, -2) * self.size**-0.5).softmax(-1) @ value
        x = x + self.attention["output"]["dense"](mixed.transpose(1, 2).flatten(2))
        return x + self.output["dense"](functional.gelu(self.intermediate["dense"](self.layernorm_after(x))))
