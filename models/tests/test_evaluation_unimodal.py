import json
import shutil
from types import SimpleNamespace

import pytest
import torch
from published import write_sets
from torch.nn import functional

from mmei_models.__main__ import main
from mmei_models.data import ravdess, split
from mmei_models.evaluation import splits, unimodal

BRIGHTER = ["brighter.en", "brighter.de", "brighter.es", "brighter.pt"]


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return write_sets(tmp_path_factory.mktemp("sets"), faces=20, sentences=8)


def evaluate(capsys, *arguments):
    assert main(["evaluate", *map(str, arguments), "--records", "40", "--items", "200", "--json"]) == 0
    printed = capsys.readouterr()
    return json.loads(printed.out), printed.err


def test_measures_every_sample_of_every_set(data, capsys):
    answer, progress = evaluate(capsys, "--data", data, "--split", "all")
    assert answer["split"] == "all" and answer["missing"] == []
    samples = {"fer2013": 7 * 20, "ravdess": 20 * 8, "goemotions": 2 * 7 * 8, "meld": 2 * 7 * 8, "aigc_int": 40}
    assert answer["samples"] == samples | dict.fromkeys(BRIGHTER, 2 * 7 * 3)
    assert {
        "fer2013.accuracy",
        "ravdess.uar",
        "goemotions.macro_f1",
        "meld.weighted_f1",
        "meld.in_context_weighted_f1",
        "brighter.de.macro_f1",
        "aigc_int.mmei.f1",
        "aigc_int.mmei.ndcg@10",
    } <= set(answer)
    assert all(0 <= value <= 1 for name, value in answer.items() if isinstance(value, float) and "cross_entropy" not in name)
    assert "fer2013: 140 samples measured" in progress


def test_held_out_leaves_out_what_the_encoders_were_fitted_on(data, capsys):
    answer, _ = evaluate(capsys, "--data", data, "--split", "held-out")
    faces = [path for path in (data / "fer2013").rglob("*.png")]
    held = [path for path in faces if split.face_group(path.stem.split("_")[0]) in (split.VALIDATION, split.TEST)]
    assert answer["samples"]["fer2013"] == len(held) < len(faces)
    assert answer["samples"]["ravdess"] == 4 * 8
    assert answer["samples"]["goemotions"] == 7 * 8


def test_training_data_is_measured_on_what_was_held_out_and_other_data_on_all(data, tmp_path, capsys):
    assert splits.split_of(data, "held-out", print) == "held-out" and "this is the training data" in capsys.readouterr().out
    shutil.copytree(data, tmp_path, dirs_exist_ok=True)
    (tmp_path / "meld" / "train_sent_emo.csv").rename(tmp_path / "meld" / "test_sent_emo.csv")
    assert splits.split_of(tmp_path, "held-out", print) == "all"
    (tmp_path / "meld" / "test_sent_emo.csv").rename(tmp_path / "meld" / "train_sent_emo.csv")
    for path in [
        path for path in (tmp_path / "ravdess").rglob("*.*") if path.is_file() and split.clip_group(int(path.stem[-2:])) == split.ENCODER
    ]:
        path.unlink()
    assert splits.split_of(tmp_path, "held-out", print) == "all" and capsys.readouterr().out == ""


def test_sets_and_files_may_be_missing_or_go_by_another_part(data, tmp_path, capsys):
    (tmp_path / "meld").mkdir()
    (tmp_path / "goemotions").mkdir()
    shutil.copy(data / "meld" / "dev_sent_emo.csv", tmp_path / "meld" / "test.csv")
    (tmp_path / "goemotions" / "test.tsv").write_text("so proud of you\t21\ta1\nno idea\t27\ta2\n")
    answer, _ = evaluate(capsys, "--data", tmp_path)
    assert answer["missing"] == ["fer2013", "ravdess", *BRIGHTER]
    assert answer["samples"] == {"goemotions": 2, "meld": 7 * 8, "aigc_int": 40}


def test_a_split_of_training_data_without_every_set_has_no_records(data, tmp_path, capsys):
    shutil.copytree(data / "meld", tmp_path / "meld")
    answer, progress = evaluate(capsys, "--data", tmp_path, "--split", "held-out")
    assert answer["missing"] == ["fer2013", "ravdess", "goemotions", *BRIGHTER, "aigc_int"]
    assert "aigc_int: cannot be built here" in progress


def test_an_empty_folder_is_an_error(tmp_path, capsys):
    assert main(["evaluate", "--data", str(tmp_path)]) == 2
    assert "holds no sample of fer2013" in capsys.readouterr().err


def test_a_bad_row_is_named(data, tmp_path, capsys):
    (tmp_path / "meld").mkdir()
    text = (data / "meld" / "dev_sent_emo.csv").read_text().splitlines()
    text[3] = text[3].replace(",fear,", ",bored,").replace(",disgust,", ",bored,").replace(",joy,", ",bored,")
    (tmp_path / "meld" / "dev_sent_emo.csv").write_text("\n".join(text) + "\n")
    assert main(["evaluate", "--data", str(tmp_path)]) == 2
    assert "row 4: unknown emotion 'bored'" in capsys.readouterr().err


def test_the_table_for_people_says_what_was_measured(data, capsys):
    assert main(["evaluate", "--data", str(data), "--split", "test", "--records", "40", "--items", "200"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("split: test (the test sources") and "meld.weighted_f1" in printed


def test_the_report_has_every_split_and_picture(data, tmp_path, capsys):
    assert (
        main(["evaluate", "--data", str(data), "--split", "held-out", "--report", str(tmp_path), "--records", "40", "--items", "200"]) == 0
    )
    capsys.readouterr()
    text = (tmp_path / "unimodal.md").read_text()
    assert [answer["split"] for answer in json.loads((tmp_path / "unimodal.json").read_text())] == ["held-out", "test"]
    assert "## Split: held-out" in text and "## Split: test" in text
    pictures = [line.split("(")[1].rstrip(")") for line in text.splitlines() if line.startswith("![")]
    assert len(pictures) == 2 * (4 + len(BRIGHTER)) and all((tmp_path / name).is_file() for name in pictures)


@pytest.mark.parametrize(("outputs", "uar"), [(("emotion_logits",), 1.0), (("emotion_logits", "acted_logits"), 7 / 8)])
def test_ravdess_is_measured_over_eight_where_the_model_tells_calm_from_neutral(data, monkeypatch, outputs, uar):
    """The model is made up: it knows every emotion and takes calm for neutral."""

    def answers(model, clips, rate):
        emotions = torch.tensor([clip.emotion for clip in ravdess.load(data)])
        return [functional.one_hot(emotions, 7).float() * 9, functional.one_hot(emotions, 8).float() * 9][: len(outputs)]

    monkeypatch.setattr(
        unimodal.Artifact, "load", lambda folder: SimpleNamespace(identity="speech@1", graph=SimpleNamespace(outputs=outputs))
    )
    monkeypatch.setattr(unimodal.voice, "speech", lambda samples: samples)
    monkeypatch.setattr(unimodal.read, "voices", answers)
    measured = unimodal._ravdess(data, data, split.GROUPS)
    assert measured.figures["uar_7"] == 1.0 and measured.figures["uar"] == pytest.approx(uar)
