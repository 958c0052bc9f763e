"""The records of AIGC-INT as their sessions went, with the signals that came with them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import torch
from torch import Tensor

from ..taxonomy import PAST, SIGNALS
from .records import Record
from .signals import Signals


@dataclass(frozen=True)
class Sessions:
    """For each record: how many of its session came before i64 [n]; where they are, newest first (-1: none) i64 [n, PAST], and how many
    seconds ago they were [n, PAST]; its signals in the order of SIGNALS, and which of them are known, both [n, 4]."""

    place: Tensor
    earlier: Tensor
    ages: Tensor
    signals: Tensor
    known: Tensor

    @property
    def without_past(self) -> "Sessions":
        """The same signals, each record by itself."""
        return replace(
            self, place=torch.zeros_like(self.place), earlier=torch.full_like(self.earlier, -1), ages=torch.zeros_like(self.ages)
        )

    @property
    def without_signals(self) -> "Sessions":
        return replace(self, known=torch.zeros_like(self.known))

    @property
    def turns(self) -> list[Tensor]:
        """All rows, the first of their sessions before the second: what is answered in a turn is known in the next."""
        return [torch.nonzero(self.place == turn).squeeze(1) for turn in range(int(self.place.max()) + 1)]

    def context(self, rows: Tensor, answers: Tensor) -> list[Tensor]:
        """What fusion takes beside the modalities of the rows, `answers` [n, 12] being the probabilities answered to each record so far:
        session [B, PAST, 13], its mask [B, PAST], signals [B, 4] and their mask [B, 4]."""
        earlier = self.earlier[rows]
        mask = (earlier >= 0).float()
        session = torch.cat([answers[earlier.clamp(min=0)], self.ages[rows].unsqueeze(2)], dim=2)
        return [session * mask.unsqueeze(2), mask, self.signals[rows], self.known[rows]]


def alone(count: int) -> Sessions:
    """Records without any context."""
    return Sessions(
        torch.zeros(count, dtype=torch.int64), torch.full((count, PAST), -1), torch.zeros(count, PAST), *torch.zeros(2, count, len(SIGNALS))
    )


def sessions_of(records: Sequence[Record], signals: Sequence[Signals]) -> Sessions:
    """`signals`: one for each record. Records of a session are in order of time."""
    count = len(records)
    place, earlier, ages = torch.zeros(count, dtype=torch.int64), torch.full((count, PAST), -1), torch.zeros(count, PAST)
    rows_of: dict[str, list[int]] = defaultdict(list)
    times = [datetime.fromisoformat(record.time) for record in records]
    for row, record in enumerate(records):
        before = rows_of[record.session]
        place[row] = len(before)
        for back, other in enumerate(reversed(before[-PAST:])):
            earlier[row, back] = other
            ages[row, back] = (times[row] - times[other]).total_seconds()
        before.append(row)
    values = [(each.hour, each.device, each.heart_rate, each.activity) for each in signals]
    known = torch.tensor([[float(value is not None) for value in row] for row in values]).reshape(count, len(SIGNALS))
    return Sessions(
        place, earlier, ages, torch.tensor([[float(value or 0) for value in row] for row in values]).reshape(count, len(SIGNALS)), known
    )
