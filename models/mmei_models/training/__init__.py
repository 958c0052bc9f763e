"""How each part is trained. Every part gives a `Task` to `loop.fit`, which does the rest."""
