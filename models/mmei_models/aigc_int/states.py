"""What people tend to want in an emotion, and where emotions lie on the circumplex."""

import numpy as np

WISHES = {
    "anger": (0.35, 0.10, 0.15, 0.20, 0.20),
    "disgust": (0.25, 0.20, 0.15, 0.30, 0.10),
    "fear": (0.30, 0.15, 0.05, 0.10, 0.40),
    "joy": (0.10, 0.15, 0.30, 0.40, 0.05),
    "neutral": (0.20, 0.30, 0.20, 0.25, 0.05),
    "sadness": (0.25, 0.05, 0.10, 0.15, 0.45),
    "surprise": (0.05, 0.40, 0.20, 0.30, 0.05),
}
"""P(intent | emotion), in the order of INTENTS."""

AROUSAL = np.array([(-0.6, 0.7), (-0.65, 0.3), (-0.7, 0.75), (0.8, 0.5), (0.0, 0.0), (-0.7, -0.4), (0.2, 0.8)])
"""Valence and arousal of EMOTIONS on the circumplex (Russell 1980)."""
