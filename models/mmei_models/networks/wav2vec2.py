"""The speech encoder: torchaudio's Wav2Vec2 (Baevski et al. 2020) in a small configuration, on raw 16 kHz waveforms."""

import torch
from torch import Tensor, nn
from torchaudio.models import wav2vec2_model

from .layers import TokenProjection

# (channels, kernel, stride): 16 kHz -> 50 frames a second, the rate of the published model
CONVOLUTIONS = [(32, 10, 5), (48, 8, 4), (64, 4, 2), (96, 4, 2), (128, 4, 2), (128, 2, 2)]
MELS = 64


class SpeechWav2Vec2(nn.Module):
    """input_values [B, samples] (one length a batch) -> tokens [B, 32, 256], token_counts [B], emotion_logits [B, 7].

    `mel` predicts log-mel energies from the convolutions' output during training only: it teaches the front end to hear
    before the few labelled clips teach it emotions.
    """

    def __init__(self, width: int = 128, layers: int = 4, dropout: float = 0.2):
        super().__init__()
        self.wav2vec2 = wav2vec2_model(
            extractor_mode="layer_norm",
            extractor_conv_layer_config=CONVOLUTIONS,
            extractor_conv_bias=True,
            encoder_embed_dim=width,
            encoder_projection_dropout=dropout,
            encoder_pos_conv_kernel=32,
            encoder_pos_conv_groups=16,
            encoder_num_layers=layers,
            encoder_num_heads=4,
            encoder_attention_dropout=dropout,
            encoder_ff_interm_features=2 * width,
            encoder_ff_interm_dropout=dropout,
            encoder_dropout=dropout,
            encoder_layer_norm_first=True,
            encoder_layer_drop=0.0,
            aux_num_out=None,
        )
        self.mel = nn.Linear(CONVOLUTIONS[-1][0], MELS)
        self.projection = TokenProjection(width, dropout)

    def forward(self, input_values: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        return self.contextual(self.frames(input_values))

    def frames(self, input_values: Tensor) -> Tensor:
        """The convolutions alone: [B, samples] -> [B, frames, 128]."""
        return self.wav2vec2.feature_extractor(input_values, None)[0]

    def contextual(self, frames: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        hidden = self.wav2vec2.encoder(frames, None)
        return self.projection(hidden, torch.ones_like(hidden[:, :, 0]).to(torch.int64))
