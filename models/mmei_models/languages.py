"""Writes how likely letters follow each other in some languages, for LanguageDetector (services/encoders/Mmei.Encoders.Text).

    python -m mmei_models.languages --package FILE --out ../services/encoders/Mmei.Encoders.Text/Languages/languages.txt

FILE is the NuGet package SearchPioneer.Lingua 2.0.0 (Apache-2.0), whose frequencies of letters in a million sentences of each language
these are: the likeliest sequences alone, in tenths of a nat. Needs python3-brotli.
"""

import argparse
import io
import json
import math
import pathlib
import zipfile

from .pretrained.packages import checked

SHA256 = "8fe97587b9d360711a9ece990e162bbf157844e1ed28fcbba0eef8e9b74910ce"
LANGUAGES = ("en", "de", "es", "pt", "fr", "it", "nl", "pl", "sv", "tr", "ru", "uk")
"""In scripts that several languages share; the detector knows some others by their script."""

MOST = {"unigrams": 100, "bigrams": 600, "trigrams": 2000, "quadrigrams": 3000}
"""Sequences of one language that are kept, by how often they occur."""

RARE = ord("!")


def conditional(package: zipfile.ZipFile, language: str, kind: str) -> dict[str, float]:
    """Of each sequence of letters: how likely its last one is behind the others."""
    import brotli

    packed = package.read(f"contentFiles/any/any/Lingua/LanguageModels/{language}/{kind}.json.br")
    found = {}
    for share, sequences in json.loads(brotli.decompress(packed))["ngrams"].items():
        times, of = map(int, share.split("/"))
        found.update(dict.fromkeys(sequences.split(" "), times / of))
    return found


def costs(package: zipfile.ZipFile) -> dict[str, list[int]]:
    """Of each sequence that is kept: tenths of a nat in each language, 0 where it is rare."""
    table: dict[str, list[int]] = {}
    for place, language in enumerate(LANGUAGES):
        joint = {"": 1.0}
        for kind, most in MOST.items():
            likely = conditional(package, language, kind)
            joint.update({sequence: share * joint.get(sequence[:-1], 0) for sequence, share in likely.items()})
            for sequence in sorted(likely, key=lambda sequence: (-joint[sequence], sequence))[:most]:
                table.setdefault(sequence, [0] * len(LANGUAGES))[place] = min(max(round(-10 * math.log(likely[sequence])), 1), 93)
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--package", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    options = parser.parse_args()
    with zipfile.ZipFile(io.BytesIO(checked(options.package, SHA256, "SearchPioneer.Lingua 2.0.0"))) as package:
        table = costs(package)
    lines = [f"{sequence}\t{''.join(chr(RARE + cost) for cost in row)}" for sequence, row in sorted(table.items())]
    options.out.write_text("\n".join([" ".join(LANGUAGES), *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
