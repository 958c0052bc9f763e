import pytest
import torch

from mmei_models.networks.bert import TextBert
from mmei_models.networks.content import ContentBert
from mmei_models.networks.fusion import Mmei
from mmei_models.networks.layers import masked_softmax
from mmei_models.networks.published_bert import PublishedBert
from mmei_models.networks.vit import FaceViT
from mmei_models.networks.wav2vec2 import BandEnergies, SpeechWav2Vec2, merged

WORDS = 500


def bert():
    return PublishedBert(WORDS, width=48, layers=2, heads=4, hidden=96, positions=64, dropout=0.1)


def ids(*lengths):
    longest = max(lengths)
    numbers = torch.randint(5, WORDS, (len(lengths), longest))
    mask = (torch.arange(longest) < torch.tensor(lengths)[:, None]).long()
    return numbers * mask, mask, torch.zeros_like(mask)


def modalities(batch, image=25, audio=32, text=7):
    return [part for length in (image, audio, text) for part in (torch.randn(batch, length, 256), torch.ones(batch, length))]


def same(one, other):
    for a, b in zip(one, other):
        torch.testing.assert_close(a, b, atol=1e-5, rtol=1e-5)


@pytest.fixture(scope="module")
def text():
    return TextBert(bert()).eval()


@pytest.fixture(scope="module")
def fusion():
    return Mmei().eval()


@torch.no_grad()
def test_a_face_gives_25_tokens_and_alone_equals_in_a_batch():
    model, faces = FaceViT().eval(), torch.randn(3, 1, 48, 48)
    tokens, counts, logits = model(faces)
    assert tokens.shape == (3, 32, 256) and logits.shape == (3, 7) and counts.tolist() == [25] * 3
    assert tokens[:, 25:].abs().max() == 0 and tokens[:, :25].abs().sum(-1).min() > 0
    same(model(faces[1:2]), (tokens[1:2], counts[1:2], logits[1:2]))


@torch.no_grad()
@pytest.mark.parametrize(("samples", "count"), [(8_000, 6), (16_000, 12), (64_000, 32)])
def test_speech_gives_at_most_32_tokens_and_alone_equals_in_a_batch(samples, count):
    model, waves = SpeechWav2Vec2().eval(), torch.randn(2, samples)
    tokens, counts, logits, acted = model(waves)
    assert tokens.shape == (2, 32, 256) and logits.shape == (2, 7) and acted.shape == (2, 8) and counts.tolist() == [count] * 2
    assert tokens[:, count:].abs().sum() == 0
    same(model(waves[1:]), (tokens[1:], counts[1:], logits[1:], acted[1:]))


@torch.no_grad()
def test_calm_adds_to_neutral():
    acted = torch.randn(4, 8)
    seven, eight = merged(acted).softmax(1), acted.softmax(1)
    torch.testing.assert_close(seven[:, 4], eight[:, 4] + eight[:, 7])
    torch.testing.assert_close(seven[:, [0, 6]], eight[:, [0, 6]])


@torch.no_grad()
def test_band_energies_follow_the_pitch():
    time = torch.arange(16_000) / 16_000
    bands = BandEnergies(window=512, bands=64)(torch.stack([torch.sin(2 * torch.pi * pitch * time) for pitch in (300.0, 1_000.0, 3_000.0)]))
    assert bands.shape == (3, 64, 51)
    loudest = bands[:, :, 25].argmax(1).tolist()
    assert loudest == sorted(loudest) and len(set(loudest)) == 3


@torch.no_grad()
def test_a_face_and_its_mirror_image_answer_alike():
    model, faces = FaceViT().eval(), torch.randn(2, 1, 48, 48)
    torch.testing.assert_close(model(faces)[2], model(faces.flip(-1))[2], atol=1e-5, rtol=1e-5)


@torch.no_grad()
def test_light_and_contrast_change_no_face():
    model, faces = FaceViT().eval(), torch.randn(2, 1, 48, 48)
    torch.testing.assert_close(model(faces)[2], model(faces * 2 + 0.3)[2], atol=2e-3, rtol=0)


@torch.no_grad()
def test_words_give_a_token_a_piece_up_to_32(text):
    tokens, counts, written, said, wish = text(*ids(3, 32, 64))
    assert tokens.shape == (3, 32, 256) and counts.tolist() == [3, 32, 32] and written.shape == said.shape == (3, 7)
    assert wish.shape == (3, 48) and (wish.norm(dim=-1) < 1).all()
    assert tokens[0, 3:].abs().max() == 0


@torch.no_grad()
def test_context_gives_no_tokens_of_its_own_and_is_read(text):
    pieces, mask, _ = ids(12)
    types = torch.tensor([[0] * 5 + [1] * 7])
    alone, together = text(pieces[:, :5], mask[:, :5], types[:, :5]), text(pieces, mask, types)
    assert alone[1].tolist() == together[1].tolist() == [5]
    assert together[0][0, 5:].abs().max() == 0
    assert (together[3] - alone[3]).abs().max() > 1e-3
    nothing = text(pieces, mask, torch.ones_like(mask))
    assert nothing[1].tolist() == [0] and all(torch.isfinite(part).all() for part in nothing)


@torch.no_grad()
def test_padding_changes_no_words(text):
    inputs = ids(3, 40, 64)
    together = text(*inputs)
    for row, length in enumerate((3, 40, 64)):
        alone = text(*(part[row : row + 1, :length] for part in inputs))
        same(alone, [part[row : row + 1] for part in together])


@torch.no_grad()
def test_padding_changes_no_item():
    model, inputs = ContentBert(bert()).eval(), ids(5, 60)
    embedding, emotion, intent, meaning = together = model(*inputs)
    assert embedding.shape == (2, 256) and emotion.shape == (2, 7) and intent.shape == (2, 5)
    same((embedding.norm(dim=-1), emotion.sum(-1), intent.sum(-1), meaning.norm(dim=-1)), (torch.ones(2),) * 4)
    same(model(*(part[:1, :5] for part in inputs)), [part[:1] for part in together])


@torch.no_grad()
@pytest.mark.parametrize("shown", [(1, 1, 1), (1, 1, 0), (1, 0, 1), (0, 1, 1), (1, 0, 0), (0, 1, 0), (0, 0, 1)])
def test_fusion_weighs_only_what_is_present(fusion, shown):
    inputs = modalities(2)
    for place, there in enumerate(shown):
        inputs[2 * place + 1] = inputs[2 * place + 1] * there
    emotion, intent, weights, confidence, fused = fusion(*inputs)
    same((emotion.sum(-1), intent.sum(-1), weights.sum(-1), fused.norm(dim=-1)), (torch.ones(2),) * 4)
    assert torch.equal(weights > 0, torch.tensor(shown).bool().expand(2, 3))
    assert torch.equal(confidence, emotion.amax(-1))
    for place, there in enumerate(shown):
        if not there:  # an absent modality may come as one masked token of anything
            inputs[2 * place], inputs[2 * place + 1] = torch.randn(2, 1, 256), torch.zeros(2, 1)
    same(fusion(*inputs), (emotion, intent, weights, confidence, fused))


@torch.no_grad()
def test_fusion_ignores_padding_and_neighbours(fusion):
    inputs = modalities(3)
    together = fusion(*inputs)
    padded = [torch.cat([part[:1], torch.full_like(part[:1, :4], 0.0 if place % 2 else 9.0)], dim=1) for place, part in enumerate(inputs)]
    same(fusion(*padded), [part[:1] for part in together])


@torch.no_grad()
def test_temperature_changes_confidence_and_not_the_answer(fusion):
    inputs = modalities(4)
    before = fusion(*inputs)
    fusion.temperatures[7, 0] = 3.0  # of all three modalities
    after = fusion(*inputs)
    fusion.temperatures[7, 0] = 1.0
    assert torch.equal(before[0].argmax(-1), after[0].argmax(-1)) and (after[3] < before[3]).all()


@torch.no_grad()
def test_each_set_of_modalities_has_its_own_temperature(fusion):
    inputs = modalities(4)
    inputs[3], inputs[5] = inputs[3] * 0, inputs[5] * 0
    before = fusion(*inputs)[3]
    fusion.temperatures[7, 0] = 3.0
    same([fusion(*inputs)[3]], [before])
    fusion.temperatures[7, 0], fusion.temperatures[4, 0] = 1.0, 3.0
    assert (fusion(*inputs)[3] < before).all()
    fusion.temperatures[4, 0] = 1.0


def test_a_softmax_over_nothing_is_zero():
    assert masked_softmax(torch.randn(1, 4), torch.zeros(1, 4)).sum() == 0
