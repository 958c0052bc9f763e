"""Which sources train the encoders, which train fusion, which are for choosing and calibrating, and which are only tested on.

A source is in one group for good, by a hash of its name or by its actor, so every part of the project agrees without a file:

- ENCODER: encoders are fitted on these and on no others.
- FUSION: training sources too, but kept from the encoders. On their own training data encoders look more certain than they are,
  and fusion would trust the one that memorises best.
- VALIDATION: for stopping, tuning and temperatures.
- TEST: for reported figures only.

ENCODER and FUSION together are the training sources. Of the faces 85 % are (75 + 10), of the actors 16 of 20, of the sentences the
published training parts (88 + 12 %); validation and test halve the rest.

The speech and the text encoder's own sources fall into FOLDS. An encoder that was fitted without one of them reads it as it reads
strangers, so that fusion can learn from all of them (stacked generalisation, Wolpert 1992).
"""

import hashlib

ENCODER, FUSION, VALIDATION, TEST = "encoder", "fusion", "validation", "test"
GROUPS = (ENCODER, FUSION, VALIDATION, TEST)
"""In order of precedence: a copy of a source under another name belongs where its first group is."""

FOLDS = {"audio": 4, "text": 2}
"""How many, by the part that is trained: the fewer sources it has, the more of them each of its encoders must have. Faces have none:
decision 71 says why."""

FUSION_ACTORS, VALIDATION_ACTORS, TEST_ACTORS = (15, 16), (17, 18), (19, 20)
"""A man and a woman each. Actors above 20 count as test actors."""


def face_group(source: str) -> str:
    """By the face's md5 prefix: 75, 10, 7.5 and 7.5 of a hundred."""
    place = _place(source)
    return ENCODER if place < 0.75 else FUSION if place < 0.85 else VALIDATION if place < 0.925 else TEST


def sentence_group(source: str, part: str = "train") -> str:
    """By comment or dialogue: 88 and 12 of a hundred of a published "train" part, halves of a "dev" part; any other part is for tests."""
    place = _place(source)
    if part == "train":
        return ENCODER if place < 0.88 else FUSION
    return VALIDATION if part == "dev" and place < 0.5 else TEST


def item_group(item: str) -> str:
    """By a real title's id: 85 of a hundred train, 7.5 each are for validation and for tests."""
    place = _place(item)
    return ENCODER if place < 0.85 else VALIDATION if place < 0.925 else TEST


def clip_group(actor: int) -> str:
    if actor in FUSION_ACTORS:
        return FUSION
    if actor in VALIDATION_ACTORS:
        return VALIDATION
    return TEST if actor >= min(TEST_ACTORS) else ENCODER


def sentence_fold(source: str) -> int:
    """From 1, by comment or dialogue."""
    return hashlib.sha256(source.encode()).digest()[8] % FOLDS["text"] + 1


def clip_fold(actor: int) -> int:
    """From 1; a man and a woman stay together."""
    return (actor - 1) // 2 % FOLDS["audio"] + 1


def _place(source: str) -> float:
    return int.from_bytes(hashlib.sha256(source.encode()).digest()[:8], "big") / 2**64
