"""The networks: MMEI's own parts, and those that only baselines of Table 1 have."""
