"""The five baselines of Table 1: three of one modality, late fusion, and a multi-modal transformer."""
