"""The settings of a training run. Each run keeps its own as JSON beside its checkpoint."""

from dataclasses import asdict, dataclass, replace

from ..data.split import FOLDS

PARTS = ("vision", "audio", "content", "text", "fusion", "context")
"""In order: text learns what words mean from content, fusion starts from content and needs the exported encoders, context is fitted on
fusion."""

BASELINES = ("resnet50", "audio-cnn")
"""The encoders that only baselines of Table 1 have."""


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
    backbone: str = ""
    """The published encoder that the part is fitted on: a name of models/pretrained."""
    layer_decay: float = 1.0
    """What each layer below the last takes off the published encoder's learning rate, as a factor (Howard and Ruder 2018)."""
    head_rate: float = 1.0
    """The learning rate of what is put on the published encoder, as a multiple."""
    wide: float = 1.0
    """vision: how many times as wide as what is served the network is."""
    teachers: str = ""
    """A digest of the runs whose answers are learned beside the labels; empty where there are none."""
    held: int = 0
    """audio, text: the fold of their sources (data/split.py) that the run leaves out; 0 leaves out none."""
    start: str = ""
    """The SHA-256 of the exported model whose weights the run began with; empty where it began at random."""

    catalog: str = ""
    """The SHA-256 of the catalogue that content learned beside the data's own titles; empty where there was none."""

    def __post_init__(self):
        if self.part not in (*PARTS, *BASELINES):
            raise ValueError(f"part is {self.part!r}; it must be one of {', '.join((*PARTS, *BASELINES))}")
        for name in ("epochs", "batch"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} is {getattr(self, name)}; it must be at least 1")
        if not 0 <= self.averaging < 1:
            raise ValueError(f"averaging is {self.averaging}; it must be at least 0 and below 1")
        if not 0.5 <= self.wide <= 4:
            raise ValueError(f"wide is {self.wide}; it must be from 0.5 to 4")
        folds = FOLDS.get(self.part, 0)
        if not 0 <= self.held <= folds:
            raise ValueError(f"held is {self.held}; {self.part} has the folds 1 to {folds}, and 0 for none")
        if not 0 < self.fraction <= 1:
            raise ValueError(f"fraction is {self.fraction}; it must be above 0 and at most 1")

    def record(self) -> dict:
        return asdict(self)

    @property
    def name(self) -> str:
        """The folder of the run, unless it is given another."""
        return f"{self.part}-held-{self.held}" if self.held else self.part


@dataclass(frozen=True)
class FusionConfig(TrainingConfig):
    """A run of fusion or of a baseline, with a content encoder of its own."""

    model: str = "mmei"
    without: str = ""
    """What an ablation of MMEI leaves out."""
    dropout: float = 0.2
    tokens: str = ""
    """A digest of the encoders and the records that the run is trained on; set when the run begins."""


DEFAULTS = {
    "vision": TrainingConfig("vision", epochs=30, batch=64, learning_rate=1e-3, balance=0.0, bfloat16=True),
    "audio": TrainingConfig("audio", epochs=50, batch=32, learning_rate=1e-3, balance=1.0, averaging=0.99),
    "content": TrainingConfig(
        "content", epochs=2, batch=64, learning_rate=4e-5, averaging=0.99, bfloat16=True, backbone="minilm-l6", head_rate=20.0
    ),
    "text": TrainingConfig(
        "text",
        epochs=2,
        batch=64,
        learning_rate=1e-4,
        weight_decay=0.01,
        averaging=0.999,
        bfloat16=True,
        backbone="minilm-l6",
        layer_decay=0.9,
        head_rate=10.0,
    ),
    "fusion": FusionConfig("fusion", epochs=6, batch=64, learning_rate=1e-3, label_smoothing=0.05, averaging=0.99, bfloat16=True),
    "context": TrainingConfig("context", epochs=30, batch=64, learning_rate=2e-3, label_smoothing=0.0, averaging=0.99),
    "resnet50": TrainingConfig("resnet50", epochs=8, batch=64, learning_rate=2e-3, balance=0.0, averaging=0.998, bfloat16=True),
    "audio-cnn": TrainingConfig("audio-cnn", epochs=40, batch=32, learning_rate=1e-3, balance=1.0, averaging=0.99),
}


ON_PUBLISHED = {"epochs": 6, "learning_rate": 1e-4, "layer_decay": 0.75, "head_rate": 10.0}
"""What else changes where face or speech is fitted on a published encoder."""


def configured(part: str, **changes) -> TrainingConfig:
    """The default settings of a part with the changes that are not None."""
    if part not in DEFAULTS:
        raise ValueError(f"part is {part!r}; it must be one of {', '.join(DEFAULTS)}")
    given = {name: value for name, value in changes.items() if value is not None}
    return replace(DEFAULTS[part], **((ON_PUBLISHED if "backbone" in given and not DEFAULTS[part].backbone else {}) | given))
