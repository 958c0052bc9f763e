"""The settings of a training run. Each run keeps its own as JSON beside its checkpoint."""

from dataclasses import asdict, dataclass, replace

PARTS = ("vision", "audio", "language", "text", "fusion")
"""In order: text starts from language, fusion needs the three encoders."""


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
    averaging: float = 0.999
    """The decay of the running average of the weights, which is what a run is measured and exported with."""
    bfloat16: bool = False
    """Whether the networks compute in bfloat16 during training; weights, losses and inference stay in float32."""
    fraction: float = 1.0
    seed: int = 1

    def __post_init__(self):
        if self.part not in PARTS:
            raise ValueError(f"part is {self.part!r}; it must be one of {', '.join(PARTS)}")
        for name in ("epochs", "batch"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} is {getattr(self, name)}; it must be at least 1")
        if not 0 <= self.averaging < 1:
            raise ValueError(f"averaging is {self.averaging}; it must be at least 0 and below 1")
        if not 0 < self.fraction <= 1:
            raise ValueError(f"fraction is {self.fraction}; it must be above 0 and at most 1")

    def record(self) -> dict:
        return asdict(self)


DEFAULTS = {
    "vision": TrainingConfig("vision", epochs=30, batch=64, learning_rate=1e-3, balance=0.0, bfloat16=True),
    "audio": TrainingConfig("audio", epochs=60, batch=32, learning_rate=1e-3, balance=1.0, averaging=0.995),
    "language": TrainingConfig("language", epochs=10, batch=64, learning_rate=1e-3, bfloat16=True),
    "text": TrainingConfig("text", epochs=6, batch=64, learning_rate=4e-4, bfloat16=True),
    "fusion": TrainingConfig("fusion", epochs=2, batch=32, learning_rate=5e-4, balance=0.0),
}


def configured(part: str, **changes) -> TrainingConfig:
    """The default settings of a part with the changes that are not None."""
    if part not in DEFAULTS:
        raise ValueError(f"part is {part!r}; it must be one of {', '.join(PARTS)}")
    return replace(DEFAULTS[part], **{name: value for name, value in changes.items() if value is not None})
