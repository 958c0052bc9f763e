"""Each encoder by itself on the published sets: faces, voices and sentences of people that training did not see."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from torch import Tensor

from .. import metrics
from ..artifacts import read, voice
from ..artifacts.read import Artifact
from ..data import brighter, fer2013, goemotions, meld, ravdess, split
from ..data.goemotions import Sentence
from ..data.source import there
from ..taxonomy import EMOTIONS
from .splits import SPLITS, Say

ACTED = len(EMOTIONS) + 1
"""Classes of RAVDESS as published: EMOTIONS and calm."""


@dataclass(frozen=True)
class Measured:
    """What one artifact answered to one set: the truth [n], probabilities [n, 7], and figures by name."""

    set: str
    artifact: str
    truth: np.ndarray
    probabilities: np.ndarray
    figures: dict[str, float]


def measure(data: Path, folder: Path, mode: str, say: Say) -> list[Measured]:
    """Measures every set that `data` has with the artifacts in `folder`; `say` gets a line of progress for each set."""
    groups = SPLITS[mode][0]
    measured = []
    for name, run in _SETS.items():
        result = run(data, folder, groups)
        if result is None:
            say(f"{name}: not there, or nothing of it is in this split")
        else:
            say(f"{name}: {len(result.truth)} samples measured")
            measured.append(result)
    return measured


def _fer2013(data: Path, folder: Path, groups: tuple[str, ...]) -> Measured | None:
    if not there(data, "fer2013"):
        return None
    loaded = fer2013.load(data)
    rows = np.array([split.face_group(source) in groups for source in loaded.sources])
    if not rows.any():
        return None
    model = Artifact.load(folder / "face-vit" / "1")
    return _measured("fer2013", model, loaded.emotions[rows], read.faces(model, loaded.pixels[rows]))


def _ravdess(data: Path, folder: Path, groups: tuple[str, ...]) -> Measured | None:
    """`uar` is over the eight acted expressions, as published, where the model tells calm from neutral (its output acted_logits), and over
    seven emotions where it does not. `uar_7` and every other figure are over the seven; calm counts as neutral there. Clips are heard as
    serving hears them; those that it would reject, `no_speech` of all, are heard whole."""
    if not there(data, "ravdess"):
        return None
    clips = [clip for clip in ravdess.load(data) if split.clip_group(clip.actor) in groups]
    if not clips:
        return None
    model = Artifact.load(folder / "speech-wav2vec2" / "1")
    spoken = [voice.speech(clip.samples) for clip in clips]
    heard = [clip.samples if found is None else found for clip, found in zip(clips, spoken)]
    outputs = read.voices(model, heard, ravdess.RATE)
    measured = _measured("ravdess", model, np.array([clip.emotion for clip in clips]), outputs)
    measured.figures["uar_7"] = measured.figures["uar"]
    measured.figures["no_speech"] = sum(found is None for found in spoken) / len(clips)
    if "acted_logits" in model.graph.outputs:
        answered = outputs[model.graph.outputs.index("acted_logits")].argmax(-1).numpy()
        measured.figures["uar"] = metrics.classification(np.array([acted(clip) for clip in clips]), answered, ACTED)["uar"]
    return measured


def acted(clip: ravdess.Clip) -> int:
    """The place among acted_logits: EMOTIONS, then calm."""
    return len(EMOTIONS) if ravdess.ACTED[clip.acted] == "calm" else clip.emotion


def _goemotions(data: Path, folder: Path, groups: tuple[str, ...]) -> Measured | None:
    parts = [path.stem for path in sorted((data / "goemotions").glob("*.tsv"))]
    return _text("goemotions", folder, [s for p in parts for s in goemotions.load(data, p) if split.sentence_group(s.source, p) in groups])


def _meld(data: Path, folder: Path, groups: tuple[str, ...]) -> Measured | None:
    """Each utterance by itself; `in_context_*` are figures of each with the turns before it. Of the model's two emotion heads the one for
    dialogue answers, where the model has it."""
    found = []
    for path in sorted((data / "meld").glob("*.csv")):
        part = path.stem.removesuffix("_sent_emo")
        found += [
            line
            for line in meld.in_context(meld.read(path, part), meld.TURNS)
            if split.sentence_group(line.utterance.source, part) in groups
        ]
    if not found:
        return None
    model = Artifact.load(folder / "text-bert" / "1")
    head = "dialogue_logits" if "dialogue_logits" in model.graph.outputs else "emotion_logits"
    truth, texts = np.array([line.utterance.emotion for line in found]), [line.utterance.text for line in found]
    alone = _measured("meld", model, truth, read.sentences(model, texts), head)
    together = _measured("meld", model, truth, read.sentences(model, texts, [line.before for line in found]), head)
    alone.figures.update({f"in_context_{name}": value for name, value in together.figures.items()})
    return alone


def _brighter(language: str, data: Path, folder: Path, groups: tuple[str, ...]) -> Measured | None:
    """Texts of one emotion at most; those of none count as neutral."""
    found = [
        Sentence(text.text, text.emotions[0], text.source, text.source)
        for path in sorted((data / "brighter").glob(f"{brighter.LANGUAGES[language]}_*.csv"))
        for part in [path.stem.removeprefix(f"{brighter.LANGUAGES[language]}_")]
        for text in brighter.load(data, language, part)
        if split.sentence_group(text.source, part) in groups and len(text.emotions) == 1
    ]
    return _text(f"brighter.{language}", folder, found)


def _text(name: str, folder: Path, chosen: list[Sentence]) -> Measured | None:
    if not chosen:
        return None
    model = Artifact.load(folder / "text-bert" / "1")
    return _measured(name, model, np.array([s.emotion for s in chosen]), read.sentences(model, [s.text for s in chosen]))


def _measured(name: str, model: Artifact, truth: np.ndarray, outputs: list[Tensor], head: str = "emotion_logits") -> Measured:
    probabilities = outputs[model.graph.outputs.index(head)].softmax(-1).numpy()
    assert probabilities.shape == (len(truth), len(EMOTIONS))
    return Measured(name, model.identity, truth, probabilities, metrics.recognition(truth, probabilities))


_SETS = {"fer2013": _fer2013, "ravdess": _ravdess, "goemotions": _goemotions, "meld": _meld} | {
    f"brighter.{language}": partial(_brighter, language) for language in brighter.LANGUAGES
}
