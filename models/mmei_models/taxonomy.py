"""Label orders and sizes that the training and the serving side share."""

EMOTIONS = ("anger", "disgust", "fear", "joy", "neutral", "sadness", "surprise")
INTENTS = ("relax", "learn", "create", "entertain", "comfort")
MODALITIES = ("image", "audio", "text")
KINDS = ("music", "image", "video", "story")

WIDTH = 256
"""d: the width of the shared space of eq. 1."""

MAX_TOKENS = 32
"""The most tokens that one modality sends to fusion."""
