"""The settings of a training run. Each run keeps its own as JSON beside its checkpoint."""

from dataclasses import asdict, dataclass, replace

PARTS = ("vision", "audio", "text", "fusion")


@dataclass(frozen=True)
class TrainingConfig:
    """One run. `fraction` < 1 trains on that share of the data, for a quick look; `device` does not change what is learned."""

    part: str
    epochs: int
    batch: int
    learning_rate: float
    weight_decay: float = 0.05
    label_smoothing: float = 0.1
    warmup: float = 0.05
    balance: float = 0.5
    """Class weights are frequency ** -balance: 0 leaves the classes as they are, 1 makes them equal."""
    fraction: float = 1.0
    seed: int = 1

    def __post_init__(self):
        if self.part not in PARTS:
            raise ValueError(f"part is {self.part!r}; it must be one of {', '.join(PARTS)}")
        for name in ("epochs", "batch"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} is {getattr(self, name)}; it must be at least 1")
        if not 0 < self.fraction <= 1:
            raise ValueError(f"fraction is {self.fraction}; it must be above 0 and at most 1")

    def record(self) -> dict:
        return asdict(self)


DEFAULTS = {
    "vision": TrainingConfig("vision", epochs=7, batch=64, learning_rate=1e-3, balance=0.25),
    "audio": TrainingConfig("audio", epochs=22, batch=16, learning_rate=5e-4),
    "text": TrainingConfig("text", epochs=5, batch=64, learning_rate=6e-4),
    "fusion": TrainingConfig("fusion", epochs=2, batch=32, learning_rate=5e-4, balance=0.0),
}


def configured(part: str, **changes) -> TrainingConfig:
    """The default settings of a part with the changes that are not None."""
    if part not in DEFAULTS:
        raise ValueError(f"part is {part!r}; it must be one of {', '.join(PARTS)}")
    return replace(DEFAULTS[part], **{name: value for name, value in changes.items() if value is not None})
