"""Trains a model of records and a content encoder together, L = l1 L_recog + l2 L_rec (eq. 6), on tokens of the frozen encoders.

MMEI and every baseline of Table 1 are trained by this code, on the same records in the same batches.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from ..aigc_int.figures import Answers
from ..aigc_int.records import TRAIN
from ..artifacts.tokens import TokenSet
from ..networks.baselines import LateFusion, OneModality, Transformer
from ..networks.content import ContentHead
from ..networks.fusion import Calibrated, Mmei, present
from ..networks.layers import unit
from ..taxonomy import MODALITIES
from . import loop
from .calibration import answered
from .config import FusionConfig
from .content import profile_error
from .material import Material

RECOGNITION, RECOMMENDATION = 1.0, 1.0
"""l1 and l2."""

DROPPED = 0.2
"""How often training hides a modality that is there, so that every subset works."""

TOKENS = {"image": 8, "audio": 8, "text": 16}
"""The most tokens of a modality that training shows, drawn anew each time; all of them are read outside training. Words say more each."""

MIXED = 0.5
"""How often a modality is taken from another record that shows the same of it: a face, a clip or a sentence of the same emotion."""

BLENDED = 0.5
"""The most that a modality's tokens are blended with those of another record that shows the same of it (mixup, Zhang et al. 2018, within a
class)."""

STRANGE = 0.15
"""How often a voice is a stranger's, which says nothing."""

FEATURES = 0.3
"""How often training hides a feature of a modality, the same in all its tokens, so that none stands for a single source."""

TITLES = 64
"""Real titles a step whose emotion and intent are learned beside those of the records' own items."""

NETWORKS = {
    "text-bert": lambda config: OneModality("text", config.dropout),
    "visual-resnet50": lambda config: OneModality("image", config.dropout),
    "audio-cnn": lambda config: OneModality("audio", config.dropout),
    "late-fusion": lambda config: LateFusion(config.dropout),
    "transformer": lambda config: Transformer(dropout=config.dropout),
    "mmei": lambda config: Mmei(
        dropout=config.dropout, cross=config.without != "cross-attention", weighted=config.without != "learned weights"
    ),
}
"""The rows of Table 1."""

ABLATIONS = ("cross-attention", "learned weights", "L_rec")


class Recommender(nn.Module):
    """A model of records and the content encoder's head in one space; `scale` is the logarithm of the ranking loss' inverse temperature."""

    def __init__(self, network: Calibrated, width: int):
        super().__init__()
        self.network, self.content = network, ContentHead(width)
        self.scale = nn.Parameter(torch.tensor(2.5))


def recommender(config: FusionConfig, width: int) -> Recommender:
    return Recommender(NETWORKS[config.model](config), width)


def load(folder: Path) -> tuple[Recommender, dict[str, float]]:
    """The model of a finished run, and its figures."""
    path = folder / "config.json"
    if not path.exists():
        raise FileNotFoundError(f"{path}: train this part first")
    config = FusionConfig(**json.loads(path.read_text(encoding="utf-8")))
    width = len(torch.load(folder / "checkpoint.pt", map_location="cpu")["model"]["content.embed.0.weight"])
    return loop.trained(recommender(config, width), folder)


def restored(folder: Path, material: Material, device: str) -> "FusionTask":
    """The task of a finished run, with its model as it was trained."""
    model, _ = load(folder)
    config = FusionConfig(**json.loads((folder / "config.json").read_text(encoding="utf-8")))
    task = FusionTask(material, model.content, config, device)
    task.model.load_state_dict(model.state_dict())
    return task


class FusionTask:
    """Fits any of NETWORKS. `start` is the head of the content encoder that every model starts from; what items are about stays as the
    content
    encoder reads it."""

    def __init__(self, material: Material, start: ContentHead, config: FusionConfig, device: str):
        torch.manual_seed(config.seed)
        self.material, self.config, self.device = material, config, device
        self.model = recommender(config, material.meanings.shape[1]).to(device)
        self.model.content.load_state_dict(start.state_dict())
        self.own = material.rows[TRAIN]
        self.peers = [_Peers(groups[self.own], self.own) for groups in material.peers]
        self.steps = len(self.own) // config.batch
        self.samples = {
            "AIGC-INT records": len(self.own),
            "generated catalogue items": material.dataset.rates.items,
            "real titles": len(material.title_profiles),
        }  # fmt: skip

    def batches(self, epoch: int) -> Iterator[tuple[Tensor, Tensor]]:
        """Rows, and real titles beside them."""
        rng = np.random.default_rng((self.config.seed, epoch))
        order = self.own[torch.from_numpy(rng.permutation(len(self.own)))]
        for rows in order[: self.steps * self.config.batch].split(self.config.batch):
            yield rows, torch.from_numpy(rng.integers(len(self.material.title_profiles), size=TITLES))

    def loss(self, batch: tuple[Tensor, Tensor], epoch: int) -> Tensor:
        rows, titles = batch
        emotion, intent, user, *more = self.model.network.logits(*(part.to(self.device) for part in self.shown(rows)))
        truths = self.material.emotions[rows].to(self.device), self.material.intents[rows].to(self.device)

        def recognition(logits: tuple[Tensor, Tensor]) -> Tensor:
            return sum(
                functional.cross_entropy(one.float(), truth, label_smoothing=self.config.label_smoothing)
                for one, truth in zip(logits, truths)
            )

        recognised = recognition((emotion, intent))
        if isinstance(self.model.network, LateFusion):  # each of its classifiers is one by itself
            recognised = recognised + sum(map(recognition, more[0])) / len(MODALITIES)
        user = user.detach() if self.config.without == "L_rec" else user
        return RECOGNITION * recognised + RECOMMENDATION * self._recommended(rows, titles, user)

    def shown(self, rows: Tensor) -> list[Tensor]:
        """Tokens and masks as training shows them: sources mixed and blended, tokens drawn, features and modalities hidden."""
        inputs: list[Tensor] = []
        for modality, column, peers in zip(MODALITIES, self.material.seen.columns, self.peers):
            shuffled = torch.where(torch.rand(len(rows)) < MIXED, peers.drawn(rows), rows)
            tokens, mask = column.drawn(column.place[shuffled], TOKENS[modality])
            tokens = blended(tokens, mask, *column.drawn(column.place[peers.drawn(rows)], TOKENS[modality]))
            if modality == "audio" and (strangers := self.material.strangers) is not None:
                tokens, mask = estranged(
                    tokens, mask, *strangers.drawn(torch.randint(len(strangers.tokens), (len(rows),)), TOKENS[modality])
                )
            inputs += functional.dropout1d(tokens.transpose(1, 2), FEATURES).transpose(1, 2), mask
        return hidden(inputs) if len(self.model.network.modalities) > 1 else inputs

    def _recommended(self, rows: Tensor, titles: Tensor, user: Tensor) -> Tensor:
        """A listwise loss over each record's own candidates, whose shares are their gains, and what items carry by themselves."""
        model, material, device = self.model, self.material, self.device
        wanted, place = material.candidates[rows].unique(return_inverse=True)
        shown = torch.cat([material.meanings[wanted], material.title_meanings[titles]]).to(device)
        embedded, *carried = model.content(shown)
        scores = model.scale.exp() * unit(user.float()) @ embedded[: len(wanted)].float().T  # eq. 7
        offered = scores.gather(1, place.to(device)).log_softmax(-1)
        gains = 2.0 ** material.grades[rows].to(device) - 1
        ranked = -(gains / gains.sum(1, keepdim=True).clamp(min=1e-9) * offered).sum(1).mean()
        return ranked + profile_error(carried, torch.cat([material.profiles[wanted], material.title_profiles[titles]]).to(device))

    def evaluate(self) -> dict[str, float]:
        """Nothing at each epoch: validation is for choosing between finished runs."""
        return {}


class _Peers:
    """For each record others of its group."""

    def __init__(self, groups: Tensor, rows: Tensor):
        order = groups.argsort()
        self.members, sizes = rows[order], torch.bincount(groups)
        self.size, self.first = sizes, sizes.cumsum(0) - sizes
        self.group = torch.full((int(rows.max()) + 1,), -1).index_copy(0, rows, groups)

    def drawn(self, rows: Tensor) -> Tensor:
        group = self.group[rows]
        return self.members[self.first[group] + (torch.rand(len(rows)) * self.size[group]).long()]


def blended(tokens: Tensor, mask: Tensor, others: Tensor, other_mask: Tensor, most: float = BLENDED) -> Tensor:
    """Tokens [B, L, W] with up to `most` of `others` in them, where both have one."""
    share = most * torch.rand(len(tokens), 1, 1) * (mask * other_mask).unsqueeze(2)
    return torch.lerp(tokens, others, share.expand_as(tokens))


def estranged(tokens: Tensor, mask: Tensor, others: Tensor, other_mask: Tensor, share: float = STRANGE) -> tuple[Tensor, Tensor]:
    """Tokens [B, L, W] and their mask, in some rows those of `others` in place of what is there."""
    strange = (torch.rand(len(tokens)) < share) & (mask.amax(1) > 0)
    return torch.where(strange[:, None, None], others, tokens), torch.where(strange[:, None], other_mask, mask)


def hidden(inputs: list[Tensor], dropped: float = DROPPED) -> list[Tensor]:
    """Hides modalities at random, and never the last one that a record has."""
    masks = present(inputs[1::2])
    draws = torch.rand_like(masks)
    kept = ((draws > dropped).float() + functional.one_hot((draws + masks * 2).argmax(1), 3)).clamp(max=1.0)
    return [part * kept[:, place // 2, None] if place % 2 else part for place, part in enumerate(inputs)]


@torch.no_grad()
def embedded(head: ContentHead, meanings: Tensor) -> Tensor:
    """E_c of items that are about `meanings`, [items, 256]."""
    return head(meanings)[0]


def answers(model: Recommender, seen: TokenSet, candidates: Tensor, items: Tensor, rows: Tensor, shown: Tensor | None = None) -> Answers:
    """Calibrated answers to the rows, and scores of their candidates (eq. 7). `candidates` [all, c] are places of `items`, which are
    `embedded`; `shown` [rows, 3] hides modalities at 0."""
    emotion, intent, user, had = answered(model.network, seen, rows, shown)
    emotions, intents = model.network.cpu().calibrated(emotion, intent, list(had.T.unsqueeze(2)))
    scores = (unit(user).unsqueeze(1) @ items[candidates[rows]].transpose(1, 2)).squeeze(1)
    return Answers(emotions.numpy(), intents.numpy(), list(scores.numpy()))
