"""The five baselines of Table 1, trained and stored: three of one modality, late fusion, and a multi-modal transformer."""
