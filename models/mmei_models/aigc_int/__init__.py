"""AIGC-INT: a seeded simulator of multimodal interaction records on real faces, clips and sentences."""
