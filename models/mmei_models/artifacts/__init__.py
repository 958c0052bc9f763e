"""The exported models, read back: as callables, and as what turns records into tokens. Writing them is `export`'s part."""
