"""The one training loop: AdamW, warm-up and cosine decay, a running average of the weights, a checkpoint an epoch, the same result when
it is stopped and resumed."""

import copy
import json
import math
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import numpy as np
import torch
from torch import Tensor, nn

from .config import TrainingConfig


class Task(Protocol):
    """What differs between parts."""

    model: nn.Module
    steps: int
    """Batches an epoch."""

    samples: dict[str, int]
    """How many training samples come from each data set, by the names that the model cards use."""

    def batches(self, epoch: int) -> Iterator[object]:
        """The epoch's batches; they depend on the seed and `epoch` alone."""
        ...

    def loss(self, batch: object, epoch: int) -> Tensor:
        ...

    def evaluate(self) -> dict[str, float]:
        """Metrics on the validation sources."""
        ...


def fit(task: Task, config: TrainingConfig, folder: Path, device: str) -> dict[str, float]:
    """Trains to the last epoch, from the checkpoint in `folder` if one is there, and returns the last metrics.

    The average of the last weights is kept, not the best on validation: validation stays a measurement.
    """
    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / "config.json"
    if settings.exists() and json.loads(settings.read_text()) != config.record():
        raise ValueError(f"{settings}: this run was started with other settings; choose another folder or delete it")
    settings.write_text(json.dumps(config.record(), indent=2) + "\n")
    (folder / "data.json").write_text(json.dumps(task.samples, indent=2) + "\n")
    optimiser = torch.optim.AdamW(_groups(task, config), lr=config.learning_rate, betas=(0.9, 0.98))
    total = config.epochs * task.steps
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _rate(step, total, config.warmup))
    average = Average(task.model, config.averaging)
    first, metrics = 0, {}
    checkpoint = folder / "checkpoint.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, map_location=device)
        task.model.load_state_dict(state["weights"])
        average.restore(state["model"], state["epoch"] * task.steps)
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        first, metrics = state["epoch"], state["metrics"]
    for epoch in range(first, config.epochs):
        torch.manual_seed(config.seed * 1000 + epoch)
        began, losses = time.monotonic(), []
        task.model.train()
        for batch in task.batches(epoch):
            optimiser.zero_grad(set_to_none=True)
            with torch.autocast(torch.device(device).type, dtype=torch.bfloat16, enabled=config.bfloat16):
                loss = task.loss(batch, epoch)
            if not loss.isfinite():
                raise ValueError(f"{folder}: the loss of epoch {epoch + 1} is {loss.item()}; a lower learning rate may help")
            loss.backward()
            nn.utils.clip_grad_norm_(task.model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            average.update(task.model)
            losses.append(loss.item())
        task.model.eval()
        weights = copy.deepcopy(task.model.state_dict())
        task.model.load_state_dict(average.state)
        with torch.no_grad():
            metrics = task.evaluate()
        task.model.load_state_dict(weights)
        line = {"epoch": epoch + 1, "loss": float(np.mean(losses)), "seconds": time.monotonic() - began, **metrics}
        print(json.dumps({name: round(value, 4) for name, value in line.items()}), flush=True)
        with (folder / "metrics.ndjson").open("a") as log:
            log.write(json.dumps(line) + "\n")
        state = {"model": average.state, "weights": weights, "optimiser": optimiser.state_dict(), "schedule": schedule.state_dict()}
        torch.save({**state, "epoch": epoch + 1, "metrics": metrics}, folder / "checkpoint.part")
        (folder / "checkpoint.part").replace(checkpoint)
    task.model.load_state_dict(average.state)
    task.model.eval()
    return metrics


class Average:
    """The running average of a model's state (Polyak and Juditsky 1992); early on over the few steps there are."""

    def __init__(self, model: nn.Module, decay: float):
        self.decay, self.steps = decay, 0
        self.state = {name: value.detach().clone() for name, value in model.state_dict().items()}

    def restore(self, state: dict[str, Tensor], steps: int) -> None:
        self.steps = steps
        self.state = {name: value.clone() for name, value in state.items()}

    @torch.no_grad()
    def update(self, model: nn.Module) -> None:
        self.steps += 1
        kept = min(self.decay, self.steps / (self.steps + 9))
        for name, value in model.state_dict().items():
            if value.is_floating_point():
                self.state[name].lerp_(value, 1 - kept)
            else:
                self.state[name].copy_(value)


def trained(model: nn.Module, folder: Path, device: str = "cpu") -> tuple[nn.Module, dict[str, float]]:
    """The model with the weights of the run in `folder`, ready to infer, and the run's metrics."""
    checkpoint = folder / "checkpoint.pt"
    if not checkpoint.exists():
        raise FileNotFoundError(f"{checkpoint}: train this part first")
    state = torch.load(checkpoint, map_location=device)
    model.load_state_dict(state["model"])
    return model.to(device).eval(), state["metrics"]


def class_weights(labels: np.ndarray, classes: int, balance: float) -> Tensor:
    """frequency ** -balance, with mean 1 over the examples."""
    counts = np.bincount(labels, minlength=classes).clip(min=1)
    weights = (counts / counts.sum()) ** -balance
    return torch.tensor(weights / (weights * counts).sum() * counts.sum(), dtype=torch.float32)


def subset(count: int, fraction: float, seed: int) -> np.ndarray:
    """Indices of a seeded share of `count` things, in order."""
    return np.sort(np.random.default_rng(seed).permutation(count)[: max(1, round(count * fraction))])


def _groups(task: Task, config: TrainingConfig) -> list[dict]:
    """Matrices decay; biases, norms and embeddings' vectors of one dimension do not. A task may learn some of its weights more slowly."""
    rate = getattr(task, "rate", lambda name: 1.0)
    groups: dict[tuple[float, bool], list[nn.Parameter]] = {}
    for name, parameter in task.model.named_parameters():
        if parameter.requires_grad:
            groups.setdefault((rate(name), parameter.ndim > 1), []).append(parameter)
    return [
        {"params": parameters, "lr": config.learning_rate * share, "weight_decay": config.weight_decay if decays else 0.0}
        for (share, decays), parameters in groups.items()
    ]


def _rate(step: int, total: int, warmup: float) -> float:
    rising = max(1, round(total * warmup))
    return (step + 1) / rising if step < rising else 0.5 * (1 + math.cos(math.pi * (step - rising) / max(1, total - rising)))
