"""The verb `evaluate`: every figure that a folder of data allows, with the committed artifacts."""

from dataclasses import dataclass
from pathlib import Path

from ..aigc_int.figures import figures
from ..aigc_int.sessions import sessions_of
from ..aigc_int.signals import signals_of
from ..artifacts.read import Artifact, ArtifactError
from ..artifacts.tokens import encoded
from ..baselines.measure import stored
from ..data.source import DataError
from . import report, scenes
from .catalog import precision
from .committed import committed, records_to_test
from .document import document
from .splits import Say, split_of
from .unimodal import Measured, measure


@dataclass(frozen=True)
class RealCatalog:
    """A CSV of real titles with genres, and wishes in words (evaluation/catalog.py has the formats)."""

    titles: Path
    wishes: Path

    @classmethod
    def of(cls, data: Path | None, titles: Path | None, wishes: Path | None) -> "RealCatalog | None":
        """The files that are named, or else those that `data` has in `catalogs`; None where there are none."""
        if titles and wishes:
            return cls(titles, wishes)
        found = cls(titles or data / "catalogs" / "titles.csv", wishes or data / "catalogs" / "wishes.json")
        return found if titles or wishes or (found.titles.exists() and found.wishes.exists()) else None


def catalog_figures(real: RealCatalog, artifacts: Path) -> dict[str, float]:
    """`catalog.p_at_10` and `catalog.chance` by the committed files."""
    return {f"catalog.{name}": round(value, 6) for name, value in precision(real.titles, real.wishes, artifacts).items()}


def evaluate(
    data: Path,
    artifacts: Path,
    baselines: Path,
    chosen: str | None,
    reports: Path | None,
    say: Say,
    records: int | None = None,
    items: int | None = None,
    real: RealCatalog | None = None,
) -> dict:
    """The document of the `chosen` split, or of `split_of` the data. With `reports` that folder gets the report; of held-out data it has
    the test split beside it.

    `records`: how many AIGC-INT records to compose; by default 1,500 of any data, 5,000 (all splits) of the training data. `items`: in
    their catalogue.
    """
    hashes = verified(data, artifacts)
    mode = chosen or split_of(data, "held-out", say)
    measured = _measured(data, artifacts, mode, say)
    answer = document(measured, mode, hashes, *_aigc_int(data, artifacts, baselines, mode, say, records, items))
    answer |= catalog_figures(real, artifacts) if real else {}
    answer |= {name: round(value, 6) for name, value in scenes.measure(data, artifacts, mode).items()}
    if reports:
        others = [document(_measured(data, artifacts, "test", say), "test", hashes)] if mode == "held-out" else []
        report.write(measured, [answer, *others], reports)
    return answer


def verified(data: Path, artifacts: Path) -> dict[str, str]:
    """That `data` is there and every artifact is what its manifest says; the models' SHA-256 by identity."""
    if not data.is_dir():
        raise DataError(data, "is not a folder")
    loaded = [Artifact.load(path.parent) for path in sorted(artifacts.glob("*/*/manifest.json"))]
    if not loaded:
        raise ArtifactError(f"{artifacts}: holds no artifact (<name>/<version>/manifest.json)")
    return {artifact.identity: artifact.manifest["model"]["sha256"] for artifact in loaded}


def _measured(data: Path, artifacts: Path, mode: str, say: Say) -> list[Measured]:
    measured = measure(data, artifacts, mode, say)
    if not measured:
        raise DataError(data, f"holds no sample of fer2013, ravdess, goemotions, meld or brighter in the split {mode!r}")
    return measured


def _aigc_int(
    data: Path, artifacts: Path, baselines: Path, mode: str, say: Say, count: int | None, items: int | None
) -> tuple[int, dict[str, dict[str, float]]]:
    """How many records, and figures by model. Splits of the training data need every set; without them there is no AIGC-INT."""
    try:
        dataset = records_to_test(data, mode, count, items)
    except DataError as error:
        say(f"aigc_int: cannot be built here ({error})")
        return 0, {}
    seen = encoded(dataset.records, data, artifacts)
    sessions = sessions_of(dataset.records, signals_of(dataset.records, dataset.rates.seed))
    mmei = {"mmei": committed(dataset, seen, artifacts), "mmei_in_context": committed(dataset, seen, artifacts, sessions)}
    answers = {**mmei, **stored(dataset, seen, data, artifacts, baselines, say)}
    measured = {model: figures(dataset.records, each) for model, each in answers.items()}
    say(f"aigc_int: {len(dataset.records)} records measured")
    return len(dataset.records), measured
