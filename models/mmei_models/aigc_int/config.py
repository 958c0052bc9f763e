"""Every rate of the simulator, in one place. They were chosen before any model was compared on the records, and are not tuned to any."""

from dataclasses import asdict, dataclass

from .records import TEST, TRAIN, VALIDATION


@dataclass(frozen=True)
class Rates:
    """Modalities are in the order image, audio, text; emotions and intents in the order of the taxonomy."""

    records: int = 10_000
    seed: int = 1
    shares: tuple[tuple[str, float], ...] = ((TRAIN, 0.84), (VALIDATION, 0.08), (TEST, 0.08))
    """Of records and of users alike."""

    records_per_user: int = 12
    items: int = 2_400
    """Generated ones, which all splits are offered."""
    titles: int = 2_400
    """Real titles of a split, at most, of its own."""
    candidates: int = 30
    titles_offered: int = 10
    """Of the candidates: real titles, where the split has so many."""
    for_intent: float = 0.27
    """The share of generated and of real candidates that serve the person's intent; another share is of the mood that they aim at, the
    rest is drawn from all."""
    for_mood: float = 0.2

    label_noise: tuple[float, float, float] = (0.08, 0.08, 0.08)
    """P(a modality shows a source of another emotion, any of the six alike)."""
    missing: tuple[float, float, float] = (0.15, 0.20, 0.10)
    """P(a modality is missing); where all three would be, one at random stays."""
    reserve: float = 0.20
    """A person of expressiveness x shows a neutral source instead with P = reserve * (1 - x), per modality; x is Beta(3, 2)."""

    sarcasm: float = 0.22
    """P(a person who feels anger, disgust or sadness says joyful words): in talk among friends 8 % of the turns are ironic (Gibbs 2000),
    and these three are felt in 36 % of the records."""
    masking: float = 0.15
    """P(a person who feels anger, disgust, fear or sadness smiles and says something neutral, and only the voice tells): people mislead
    somebody in one of five social interactions (DePaulo et al. 1996); a third of that is taken to be about what they feel, all of it
    where they feel bad, which is in 46 % of the records."""

    asking: float = 0.10
    """P(a person merely asks for what they want, and feels nothing much): as a search box is used. Without such records every request is
    taken to be felt, and words about knitting are read as disgust."""

    wish: float = 0.60
    """P(the words contain a wish); half of those are the wish alone. A language style multiplies it."""
    sessions_gap_hours: float = 30.0
    records_per_session: float = 3.0

    emotion_stays: float = 0.5
    """P(the emotion of the last record of the session stays); otherwise it is drawn anew from the person's own shares."""
    intent_stays: float = 0.4
    emotion_shares: tuple[float, ...] = (0.13, 0.09, 0.10, 0.21, 0.21, 0.14, 0.12)
    temperament: float = 20.0
    """Concentration of the Dirichlet around emotion_shares from which a person's own shares come."""

    policies: tuple[tuple[str, float], ...] = (("match", 0.5), ("lift", 0.3), ("calm", 0.2))
    """What a person wants of an item's mood: like their own, brighter, or quieter."""

    intent_weight: float = 0.45
    mood_weight: float = 0.30
    taste_weight: float = 0.25
    utility_noise: float = 0.10
    """Standard deviation of the noise on the utility, which without noise is from 0 to 1."""
    grades: tuple[float, float, float] = (0.45, 0.60, 0.75)
    """A utility of at least these is relevance 1, 2, 3."""

    def __post_init__(self):
        for name in ("records", "records_per_user", "items"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} is {getattr(self, name)}; it must be at least 1")
        if not 20 <= self.candidates <= self.items:
            raise ValueError(f"candidates is {self.candidates}; it must be from 20 to the number of items, {self.items}")
        if not 0 <= self.titles_offered <= self.candidates:
            raise ValueError(f"titles_offered is {self.titles_offered}; it must be from 0 to the number of candidates, {self.candidates}")

    def record(self) -> dict:
        return asdict(self)
