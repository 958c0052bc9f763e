import io
import math

import numpy as np
import pytest
import torch
import torchaudio
from PIL import Image

from mmei_models.preprocessing import AudioInput, TextInput, decoded, padded


def png(image: Image.Image, **options) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG", **options)
    return buffer.getvalue()


def noise(width: int, height: int, mode: str = "RGB") -> Image.Image:
    channels = {"L": (), "RGB": (3,), "RGBA": (4,)}[mode]
    return Image.fromarray(np.random.default_rng(1).integers(0, 256, (height, width, *channels), dtype=np.uint8), mode)


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_decodes_to_red_green_and_blue(mode):
    image = noise(20, 33, mode)
    np.testing.assert_array_equal(decoded(png(image)), np.asarray(image.convert("RGB")))


def test_lays_transparency_over_white():
    assert (decoded(png(Image.new("RGBA", (60, 60), (0, 0, 0, 0)))) == 255).all()


def test_turns_a_photograph_upright():
    image = noise(50, 50)
    exif = Image.Exif()
    exif[0x0112] = 3  # upside down
    np.testing.assert_array_equal(decoded(png(image, exif=exif)), np.asarray(image.rotate(180)))


def test_resamples_mixes_and_normalises_sound():
    stereo = np.random.default_rng(1).standard_normal((22_050, 2)).astype(np.float32) * 0.1
    expected = torchaudio.functional.resample(torch.from_numpy(stereo.mean(1)), 22_050, 16_000)
    expected = (expected - expected.mean()) / torch.sqrt(expected.var(unbiased=False) + 1e-7)
    actual = AudioInput()(stereo, 22_050)
    assert actual.shape == (16_000,)
    torch.testing.assert_close(actual, expected, atol=1e-5, rtol=0)


def test_resamples_by_the_published_formula():
    """Windowed sinc, Hann, width 6, rolloff 0.99, written out for one sample far from the edges."""
    rate, wanted, width, rolloff = 24_000, 16_000, 6, 0.99
    wave = np.random.default_rng(2).standard_normal(2_400).astype(np.float32)
    old, new = rate // 8000, wanted // 8000
    base = min(old, new) * rolloff
    index, total = 800, 0.0
    for source in range(len(wave)):
        time = (index / new - source / old) * base
        if abs(time) < width:
            window = math.cos(time * math.pi / width / 2) ** 2
            total += float(wave[source]) * window * (math.sin(math.pi * time) / (math.pi * time) if time else 1.0) * base / old
    assert torchaudio.functional.resample(torch.from_numpy(wave), rate, wanted)[index].item() == pytest.approx(total, abs=1e-4)


@pytest.mark.parametrize(("samples", "expected"), [(100, 8_000), (70_000, 64_000), (20_000, 20_000)])
def test_keeps_sound_between_the_shortest_and_the_longest(samples, expected):
    assert AudioInput()(np.random.default_rng(1).standard_normal(samples), 16_000).shape == (expected,)


def test_silence_stays_finite():
    assert torch.equal(AudioInput()(np.zeros(16_000), 16_000), torch.zeros(16_000))


def test_what_is_not_the_texts_own_has_type_1_and_padding_none():
    ids, mask, types = padded([[2, 7, 3, 8, 3], [2, 7, 3]], [3, 3])
    assert ids.tolist() == [[2, 7, 3, 8, 3], [2, 7, 3, 0, 0]] and mask.tolist() == [[1] * 5, [1, 1, 1, 0, 0]]
    assert types.tolist() == [[0, 0, 0, 1, 1], [0] * 5]


def test_pads_words_on_the_right(tokenizer):
    ids, mask, types = TextInput(tokenizer, 8)(["the", "the the the the the the the the"])
    assert ids.shape == mask.shape == types.shape == (2, 8)
    assert mask.tolist() == [[1, 1, 1, 0, 0, 0, 0, 0], [1] * 8]
    assert ids[0, 3:].eq(0).all() and types.eq(0).all()
