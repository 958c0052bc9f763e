"""Writes the artifacts that the services load, each with a card and with cases that tie serving to training."""
