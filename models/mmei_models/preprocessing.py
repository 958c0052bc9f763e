"""From media to model inputs. The serving side repeats these steps exactly; every constant is in the model's manifest."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torchaudio
from PIL import Image, ImageOps
from torch import Tensor

from .faces import FaceFinder, cut, person
from .text.wordpiece import WordPiece

SCALE = 1 / 255


@dataclass(frozen=True)
class ImageInput:
    """Grey, the square around a face, `size` x `size`, (value / 255 - mean) / std."""

    size: int = 48
    mean: float = 0.5
    std: float = 0.5

    def __call__(self, encoded: bytes, finder: FaceFinder) -> Tensor:
        """An encoded picture -> pixel_values f32 [1, size, size] of the person in it. Raises ValueError where no face is found."""
        if (seen := self.seen(encoded, finder)) is None:
            raise ValueError("no face was found in the picture")
        return seen

    def seen(self, encoded: bytes, finder: FaceFinder) -> Tensor | None:
        """The same, or None where no face is found."""
        picture, found = finder.find(decoded(encoded))
        if not found:
            return None
        grey = np.asarray(Image.fromarray(picture).convert("L"))
        return self.normalised(torch.from_numpy(cut(grey, person(found), self.size)).unsqueeze(0))

    def normalised(self, values: Tensor) -> Tensor:
        """Values 0..255 of any shape -> model values."""
        return (values * SCALE - self.mean) / self.std


@dataclass(frozen=True)
class AudioInput:
    """Mono at `rate`, at most `longest` seconds, at least `shortest` (zeros on the right), zero mean and unit variance."""

    rate: int = 16_000
    shortest: float = 0.5
    longest: float = 4.0

    def __call__(self, samples: np.ndarray, rate: int) -> Tensor:
        """float [frames] or [frames, channels] in -1..1 -> input_values f32 [samples]."""
        wave = torch.from_numpy(np.asarray(samples, dtype=np.float32))
        wave = wave.mean(1) if wave.ndim == 2 else wave
        if rate != self.rate:
            wave = torchaudio.functional.resample(wave, rate, self.rate)
        wave = wave[: int(self.longest * self.rate)]
        wave = torch.nn.functional.pad(wave, (0, max(0, int(self.shortest * self.rate) - len(wave))))
        return self.normalised(wave)

    def normalised(self, wave: Tensor) -> Tensor:
        centred = wave - wave.mean(-1, keepdim=True)
        return centred / torch.sqrt(centred.square().mean(-1, keepdim=True) + 1e-7)


@dataclass(frozen=True)
class VoiceInput:
    """How a voice detector reads a sound at `rate`, window by window, and what of the sound is speech by its probabilities."""

    rate: int = 16_000
    window: int = 512
    context: int = 64
    """Samples of the window before, in front of each; zeros in front of the first."""
    threshold: float = 0.4
    fewest: int = 3
    """Windows at the threshold or above it, without which a sound holds no speech."""
    margin: float = 0.8
    """Seconds before and after speech that belong to it."""

    def __call__(self, samples: Tensor) -> Tensor:
        """f32 [samples] in -1..1 -> windows f32 [n, context + window]; zeros complete the last."""
        count = max(1, -(-len(samples) // self.window))
        padded = torch.nn.functional.pad(samples, (self.context, count * self.window - len(samples)))
        return padded.unfold(0, self.context + self.window, self.window)

    def segments(self, probabilities: Sequence[float], length: int) -> list[tuple[int, int]]:
        """Of each window -> stretches of the sound's `length` samples, begin and end, in order and apart; none without speech."""
        spoken = [place for place, probability in enumerate(probabilities) if probability >= self.threshold]
        margin, found = round(self.margin * self.rate), []
        for place in spoken if len(spoken) >= self.fewest else ():
            begin, end = max(place * self.window - margin, 0), min((place + 1) * self.window + margin, length)
            if found and begin <= found[-1][1]:
                found[-1] = (found[-1][0], end)
            else:
                found.append((begin, end))
        return found


@dataclass(frozen=True)
class TextInput:
    """[CLS] pieces [SEP], at most `longest` ids, a batch padded on the right with [PAD]."""

    tokenizer: WordPiece
    longest: int

    def __call__(self, texts: list[str]) -> tuple[Tensor, Tensor, Tensor]:
        """-> input_ids, attention_mask, token_type_ids, i64 [batch, sequence]."""
        return padded([self.tokenizer.encode(text, self.longest) for text in texts])


def padded(rows: list[list[int]], own: Sequence[int] | None = None) -> tuple[Tensor, Tensor, Tensor]:
    """Rows of ids -> input_ids, attention_mask, token_type_ids. `own`: how many ids of a row are the text's, of type 0; all, if not
    given."""
    longest = max(len(row) for row in rows)
    ids = torch.tensor([row + [0] * (longest - len(row)) for row in rows])
    mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows])
    if own is None:
        return ids, mask, torch.zeros_like(ids)
    return ids, mask, (torch.arange(longest) >= torch.tensor(own).unsqueeze(1)).long() * mask


def decoded(encoded: bytes) -> np.ndarray:
    """An encoded picture -> uint8 [h, w, 3], upright, transparency laid over white."""
    image = ImageOps.exif_transpose(Image.open(io.BytesIO(encoded)))
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layered = Image.new("RGBA", image.size, "white")
        layered.alpha_composite(image.convert("RGBA"))
        image = layered
    return np.asarray(image.convert("RGB"))
