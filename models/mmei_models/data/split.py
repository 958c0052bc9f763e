"""Which sources train the encoders, which train fusion, and which are only measured on. A source is in one group for good.

Fusion learns from sources that its encoders have not seen: on their own training data they would look more certain than they are,
and fusion would trust the one that memorises best.
"""

import hashlib

ENCODER, FUSION, VALIDATION = "encoder", "fusion", "validation"
FUSION_ACTORS, VALIDATION_ACTORS = (15, 16), (17, 18, 19, 20)


def face_group(source: str) -> str:
    """By the face's md5 prefix: 75, 10 and 15 of a hundred."""
    place = _place(source)
    return ENCODER if place < 0.75 else FUSION if place < 0.85 else VALIDATION


def sentence_group(source: str) -> str:
    """By comment or dialogue, for the published training parts: 88 and 12 of a hundred. The published dev parts are for validation."""
    return ENCODER if _place(source) < 0.88 else FUSION



def clip_group(actor: int) -> str:
    return VALIDATION if actor in VALIDATION_ACTORS else FUSION if actor in FUSION_ACTORS else ENCODER


def _place(source: str) -> float:
    return int.from_bytes(hashlib.sha256(source.encode()).digest()[:8], "big") / 2**64
