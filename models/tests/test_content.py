"""A catalogue of somebody's own in the content encoder's training."""

from pathlib import Path

import pytest

from mmei_models.__main__ import main
from mmei_models.artifacts.read import Artifact
from mmei_models.data import split, titles
from mmei_models.networks.content import ContentBert
from mmei_models.pretrained import weights
from mmei_models.training import smoke
from mmei_models.training.config import configured
from mmei_models.training.content import ContentTask, content_of, meanings

ARTIFACTS = Path(__file__).parent.parent / "artifacts"


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    smoke.write_titles(folder)
    smoke.publish(folder / "pretrained" / "minilm-l6")
    return folder


@pytest.fixture
def catalogue(tmp_path) -> Path:
    """Forty titles of a genre that no phrasing is written for."""
    rows = [f"own-{n},Hum {n},A slow hum in the night.,lo-fi" for n in range(40)]
    (tmp_path / "own.csv").write_text("\n".join(["id,title,description,genres", *rows]) + "\n", encoding="utf-8")
    return tmp_path / "own.csv"


def task_of(data: Path, catalogue: list[titles.Title]) -> ContentTask:
    bert, tokenizer = weights.bert(data / "pretrained" / "minilm-l6", 0.0)
    return ContentTask(data, ContentBert(bert), tokenizer, configured("content"), "cpu", catalogue)


def test_its_genres_are_asked_for_by_name_and_its_titles_fit(data, catalogue):
    task = task_of(data, titles.read(catalogue))

    asked = [one for _ in range(3) for _, sentences, _ in task.batches(0) for one in sentences if "lo-fi" in one.text.lower()]

    assert task.others == ["lo-fi"]
    assert asked and all((one.fits == 1).any() for one in asked if len(one.text) < 40)


def test_its_titles_are_held_out_as_others_are(data, catalogue):
    task = task_of(data, titles.read(catalogue))

    own = [title.id for title in task.titles if "lo-fi" in title.genres]
    held = [title.id for title in task.held_titles if "lo-fi" in title.genres]

    assert own and held and not set(own) & set(held)
    assert all(split.item_group(item) == split.VALIDATION for item in held)


def test_it_goes_with_content_alone(data, catalogue, capsys):
    assert main(["train", "--data", str(data), "--part", "text", "--catalog", str(catalogue)]) != 0
    assert "--catalog goes with --part content" in capsys.readouterr().err


def test_a_catalogue_that_is_none_is_refused_by_its_place(data, tmp_path, capsys):
    (tmp_path / "bad.csv").write_text("id,title\n1,Hum\n", encoding="utf-8")

    runs = ["--runs", str(data)]
    assert main(["train", "--data", str(data), "--part", "content", "--catalog", str(tmp_path / "bad.csv"), *runs]) != 0
    assert "the column 'description' is missing" in capsys.readouterr().err


def test_without_a_run_content_is_what_was_exported(tmp_path):
    content, prepared = content_of(tmp_path, ARTIFACTS)
    exported = Artifact.load(ARTIFACTS / "content-bert" / "1")
    texts = ["Deep Water. A documentary about whales.", "something funny for tonight"]
    for text, own in zip(texts, meanings(content, prepared, texts, "cpu", bfloat16=False)):
        [meant] = exported.graph(*prepared([text]))[exported.graph.outputs.index("meaning")]
        assert float(own @ meant) > 0.98
