"""A small network over gradient histograms that tells a face that fills a picture from what is none, for FaceLikeness
(services/encoders/Mmei.Media).

    /usr/bin/python3 -m mmei_models.face_likeness --data DIR --out services/encoders/Mmei.Media/Images/face-likeness.bin

Faces are those of FER2013. What is none: noise, gradients, edges, stripes, parts of faces, faces upside down, and pieces of the two
photographs that scikit-learn carries (a temple and a flower, CC BY). The threshold is where one in a hundred held-out faces is taken for
none. Prints how many of each kind that it did not train on are recognised.
"""

import argparse
import io
import pathlib
import struct

import numpy as np
import torch
from PIL import Image
from sklearn.datasets import load_sample_images
from torch import nn

from .data import fer2013

SIDE, CELL, BINS, HIDDEN, FACES, EPOCHS = 24, 4, 9, 32, 9000, 15
KINDS = ("noise", "gradient", "edge", "stripes", "part of a face", "face upside down", "photograph")


def features(image: Image.Image) -> np.ndarray:
    """Histograms of oriented gradients (Dalal and Triggs 2005): SIDE x SIDE luma, cells of CELL x CELL pixels, BINS unsigned directions,
    each pixel counted in one bin with its gradient's size; the whole is divided by its length."""
    luma = np.asarray(image.convert("L").resize((SIDE, SIDE), Image.BILINEAR), dtype=np.float32)
    padded = np.pad(luma, 1, mode="edge")
    across, down = padded[1:-1, 2:] - padded[1:-1, :-2], padded[2:, 1:-1] - padded[:-2, 1:-1]
    bins = np.minimum((np.arctan2(down, across) % np.pi) / np.pi * BINS, BINS - 1).astype(int)
    rows, columns = np.mgrid[0:SIDE, 0:SIDE] // CELL
    histogram = np.zeros((SIDE // CELL, SIDE // CELL, BINS), dtype=np.float32)
    np.add.at(histogram, (rows, columns, bins), np.sqrt(across**2 + down**2))
    return histogram.ravel() / (np.linalg.norm(histogram) + 1) * 10


def faceless(rng: np.random.Generator, faces: list[Image.Image], photographs: list[Image.Image]) -> list[Image.Image]:
    """Pictures that show no upright face, of each kind in turn."""
    grid = np.mgrid[0:48, 0:48] / 47
    pictures = []
    for face in faces:
        kind = KINDS[len(pictures) % len(KINDS)]
        angle, phase = rng.uniform(0, 2 * np.pi, 2)
        slope = np.cos(angle) * grid[0] + np.sin(angle) * grid[1]
        if kind == "part of a face":
            left, top, side = rng.integers(0, 26), rng.integers(0, 26), rng.integers(14, 22)
            picture = face.crop((left, top, left + side, top + side))
        elif kind == "face upside down":
            picture = face.rotate(float(rng.choice([90, 180, 270])))
        elif kind == "photograph":
            photograph = photographs[rng.integers(len(photographs))]
            side = int(rng.integers(24, min(photograph.size)))
            left, top = rng.integers(0, photograph.size[0] - side + 1), rng.integers(0, photograph.size[1] - side + 1)
            picture = photograph.crop((left, top, left + side, top + side))
        else:
            values = {
                "noise": rng.uniform(0, 255, (48, 48)),
                "gradient": 127 + 60 * slope * rng.uniform(0.3, 2) + 30 * np.sin(slope * rng.uniform(1, 4) + phase),
                "edge": rng.uniform(60, 255) * (slope > rng.uniform(-0.3, 0.7)) + rng.normal(0, rng.uniform(0, 10), (48, 48)),
                "stripes": 127 + 100 * np.sign(np.sin(slope * rng.uniform(8, 60) + phase)) * rng.uniform(0.3, 1),
            }[kind]
            picture = Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))
        pictures.append(picture)
    return pictures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    arguments = parser.parse_args()

    torch.manual_seed(1)
    rng = np.random.default_rng(1)
    listing = sorted((path, content) for path, _, _, content in fer2013.listing(arguments.data))
    images = [Image.open(io.BytesIO(listing[i][1])).convert("L") for i in rng.permutation(len(listing))[: 2 * FACES]]
    known, held = images[:FACES], images[FACES:]

    # The left half of each photograph trains, the right half is kept.
    photographs = [Image.fromarray(image).convert("L") for image in load_sample_images().images]
    left = [image.crop((0, 0, image.size[0] // 2, image.size[1])) for image in photographs]
    right = [image.crop((image.size[0] // 2, 0, *image.size)) for image in photographs]
    others = faceless(rng, known * 2, left)
    rows = torch.from_numpy(np.stack([features(image) for image in known + others]))
    labels = torch.cat([torch.ones(len(known)), torch.zeros(len(others))])

    network = nn.Sequential(nn.Linear(rows.shape[1], HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, 1))
    optimiser = torch.optim.AdamW(network.parameters(), 2e-3, weight_decay=0.02)
    for _ in range(EPOCHS):
        for batch in torch.randperm(len(rows)).split(256):
            loss = nn.functional.binary_cross_entropy_with_logits(network(rows[batch])[:, 0], labels[batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()

    with torch.no_grad():
        faces = network(torch.from_numpy(np.stack([features(image) for image in held])))[:, 0].numpy()
        none = network(torch.from_numpy(np.stack([features(image) for image in faceless(rng, held, right)])))[:, 0].numpy()
    threshold = float(np.percentile(faces, 1))
    first, last = network[0], network[2]
    with arguments.out.open("wb") as file:
        file.write(struct.pack("<iiii", SIDE, CELL, BINS, HIDDEN))
        for array in (first.weight, first.bias, last.weight, last.bias - threshold):
            file.write(array.detach().numpy().astype("<f4").tobytes())
    for kind, name in enumerate(KINDS):
        print(f"{name} {(none[kind::len(KINDS)] < threshold).mean():.3f}")


if __name__ == "__main__":
    main()
