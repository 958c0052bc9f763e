"""The content encoder of eq. 7: a BERT of its own that says what an item is about, and a head that places it where the people it suits
are."""

from torch import Tensor, nn

from ..taxonomy import EMOTIONS, INTENTS, WIDTH
from .layers import unit
from .published_bert import PublishedBert, mean_of_pieces


class ContentBert(nn.Module):
    """i64 [B, L] x 3 -> embedding E_c [B, 256] (norm 1), emotion_profile [B, 7], intent_profile [B, 5] (each sums to 1), meaning [B, W]
    (norm 1).

    A wish in words has its meaning from the same network: what is asked for and what fits are near each other.
    """

    def __init__(self, bert: PublishedBert):
        super().__init__()
        self.bert, self.head = bert, ContentHead(bert.width)

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        meaning = self.meaning(input_ids, attention_mask, token_type_ids)
        embedding, emotion, intent = self.head(meaning)
        return embedding, emotion.softmax(-1), intent.softmax(-1), meaning

    def meaning(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
        """-> [B, W]: the mean of what BERT makes of the pieces, of length 1."""
        return unit(mean_of_pieces(self.bert(input_ids, attention_mask, token_type_ids), attention_mask))


class ContentHead(nn.Module):
    """meaning [B, W] -> embedding [B, 256] (norm 1), emotion logits [B, 7], intent logits [B, 5]."""

    def __init__(self, width: int):
        super().__init__()
        self.embed = nn.Sequential(nn.LayerNorm(width), nn.Linear(width, WIDTH), nn.GELU(), nn.Linear(WIDTH, WIDTH))
        self.profiles = nn.Sequential(nn.LayerNorm(width), nn.Linear(width, len(EMOTIONS) + len(INTENTS)))

    def forward(self, meaning: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        emotion, intent = self.profiles(meaning).split((len(EMOTIONS), len(INTENTS)), dim=-1)
        return unit(self.embed(meaning)), emotion, intent
