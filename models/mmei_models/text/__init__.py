"""Words: the WordPiece tokenizer, and seeded generators of catalogue items and of sentences that say what somebody wants."""
