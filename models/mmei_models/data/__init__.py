"""Loaders of the public data sets, in the formats their authors publish."""
