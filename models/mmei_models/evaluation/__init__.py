"""Measures models: the committed artifacts on people they were not trained on, and every row of Table 1 by one protocol."""
