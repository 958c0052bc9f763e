"""Label orders and sizes that the training and the serving side share."""

EMOTIONS = ("anger", "disgust", "fear", "joy", "neutral", "sadness", "surprise")
INTENTS = ("relax", "learn", "create", "entertain", "comfort")
MODALITIES = ("image", "audio", "text")
KINDS = ("music", "image", "video", "story")

WIDTH = 256
"""d: the width of the shared space of eq. 1."""

MAX_TOKENS = 32
"""The most tokens that one modality sends to fusion."""

DEVICES = ("phone", "tablet", "desktop", "tv", "car")
ACTIVITIES = ("still", "walking", "running", "cycling", "driving")
SIGNALS = ("hour", "device", "heartRate", "activity")
"""What is known beside face, voice and words: the local hour from 0 to 24, an index of DEVICES, beats a minute, an index of ACTIVITIES."""

PAST = 8
"""The most earlier observations of a session that fusion looks back on."""
