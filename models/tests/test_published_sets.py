import hashlib
import os
import pickle
import struct
from pathlib import Path

import h5py
import numpy as np
import pytest
from published import MELD_HEADER

from mmei_models.__main__ import main
from mmei_models.data import meld, meld_video, mmsa, mosei
from mmei_models.data.source import DataError
from mmei_models.training.metrics import sentiment


def utterances(root, part, places):
    (root / "meld").mkdir(exist_ok=True)
    rows = [f'{n},words {d} {u},Ross,joy,positive,{d},{u},1,1,"00:00:01,000","00:00:02,000"' for n, (d, u) in enumerate(places)]
    (root / "meld" / f"{part}_sent_emo.csv").write_text(MELD_HEADER + "\n".join(rows) + "\n")
    return meld.load(root, part)


def mp4(path, length, version=0):
    path.parent.mkdir(parents=True, exist_ok=True)
    times = struct.pack(">IIII", 0, 0, 1000, int(length * 1000)) if version == 0 else struct.pack(">QQIQ", 0, 0, 1000, int(length * 1000))
    mvhd = box(b"mvhd", bytes([version, 0, 0, 0]) + times + bytes(80))
    path.write_bytes(box(b"ftyp", b"isom" + bytes(4)) + box(b"mdat", bytes(100)) + box(b"moov", mvhd))


def box(kind, content):
    return struct.pack(">I4s", 8 + len(content), kind) + content


def test_gives_an_utterance_the_turns_around_it_in_its_own_dialogue(tmp_path):
    found = meld.in_context(utterances(tmp_path, "train", [(0, 0), (0, 2), (0, 1), (1, 0)]), past=1, future=1)
    assert [(c.past, c.utterance.number, c.future) for c in found] == [
        ((), 0, ("Ross: words 0 1",)), (("Ross: words 0 1",), 2, ()), (("Ross: words 0 0",), 1, ("Ross: words 0 2",)), ((), 0, ()),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("1,x,X,joy,neutral,a,0,1,1,a,b", "dialogue 'a' and utterance '0' are not both numbers"),
        ("1,words,X,joy", "the field 'Dialogue_ID' is missing"),
    ],
)
def test_names_the_bad_field_of_meld(tmp_path, row, message):
    (tmp_path / "meld").mkdir()
    (tmp_path / "meld" / "dev_sent_emo.csv").write_text(MELD_HEADER + row + "\n")
    with pytest.raises(DataError, match=f"dev_sent_emo.csv, row 2: {message}"):
        meld.load(tmp_path, "dev")


def test_finds_videos_at_any_depth_and_masks_the_bad_ones(tmp_path):
    rows = utterances(tmp_path, "test", [(1, 0), (38, 4), (2, 0), (3, 0), (4, 1), (5, 0)])
    folder = tmp_path / "meld" / "MELD.Raw" / "test" / "output_repeated_splits_test"
    mp4(folder / "dia1_utt0.mp4", 2.5)
    mp4(folder / "dia38_utt4.mp4", 3)
    mp4(folder / "dia2_utt0.mp4", 300, version=1)
    (folder / "dia3_utt0.mp4").write_bytes(b"\0" * 50)
    mp4(folder / "final_videos_testdia4_utt1.mp4", 2)
    mp4(folder / "._dia5_utt0.mp4", 2)
    found = meld_video.videos(tmp_path, "test", rows)
    assert [video.file and video.file.name for video in found] == ["dia1_utt0.mp4", None, None, None, None, None]
    reasons = [video.reason for video in found[1:]]
    assert reasons[0] == "known to be minutes long" and reasons[1].startswith("is 300 s long")
    assert "no box moov" in reasons[2] and reasons[3:] == ["there is no file"] * 2
    assert meld_video.seconds(folder / "dia1_utt0.mp4") == 2.5


def test_names_the_video_folder_that_is_missing(tmp_path):
    with pytest.raises(DataError, match="holds no folder dev_splits_complete"):
        meld_video.videos(tmp_path, "dev", utterances(tmp_path, "dev", [(0, 0)]))


def csd(path, videos, root="All Labels"):
    with h5py.File(path, "w") as file:
        for video, (features, intervals) in videos.items():
            group = file.create_group(f"{root}/data/{video}")
            group["features"], group["intervals"] = np.array(features, dtype=np.float32), np.array(intervals, dtype=np.float32)
        file.create_dataset(f"{root}/metadata/root name", data=np.array([b'"All Labels"'], dtype=object), dtype=h5py.string_dtype())
    return path


def test_reads_segments_and_metadata_of_a_computational_sequence(tmp_path):
    path = csd(
        tmp_path / "labels.csd", {"v2": ([[1, 0, 0, 2, 0, 0, 0]], [[5, 7]]), "v1": ([[-3, 0, 3, 0, 0, 0, 0], [0] * 7], [[4, 6], [1, 2]])}
    )
    found = mosei.segments(path)
    assert [(s.video, s.start, s.sentiment) for s in found] == [("v1", 1, 0), ("v1", 4, -3), ("v2", 5, 1)]
    assert dict(zip(mosei.LABELS[1:], found[2].emotions))["anger"] == 2
    assert mosei.metadata(path) == {"root name": "All Labels"}


def test_takes_what_is_not_finite_as_zero(tmp_path):
    path = csd(tmp_path / "covarep.csd", {"v": ([[-np.inf, np.nan, 2]], [[0, 1]])}, "COVAREP")
    assert mosei.load(path)["v"].features.tolist() == [[0, 0, 2]]


@pytest.mark.parametrize(
    ("videos", "message"),
    [
        ({"v": ([[4, 0, 0, 0, 0, 0, 0]], [[0, 1]])}, "row 1: video 'v': labels .* are outside"),
        ({"v": ([[1, 0]], [[0, 1]])}, "video 'v' has 2 labels instead of 7"),
        ({"v": ([[1] * 7], [[0, 1], [1, 2]])}, r"video 'v' has features \(1, 7\) and intervals \(2, 2\)"),
    ],
)
def test_names_what_is_wrong_with_a_sequence(tmp_path, videos, message):
    with pytest.raises(DataError, match=f"x.csd.*{message}"):
        mosei.segments(csd(tmp_path / "x.csd", videos))


def test_names_a_file_that_is_not_hdf5(tmp_path):
    (tmp_path / "x.csd").write_bytes(b"words")
    with pytest.raises(DataError, match="x.csd: is not an HDF5 file"):
        mosei.load(tmp_path / "x.csd")


def aligned(count=3):
    return {
        "raw_text": np.array([f"words {n}" for n in range(count)], dtype=object),
        "id": np.array([f"vid{n}$_${n}" for n in range(count)], dtype=object),
        "text": np.ones((count, 50, 768), np.float32), "audio": np.full((count, 50, 74), -np.inf, np.float32),
        "vision": np.ones((count, 50, 35)),
        "annotations": np.array(["Positive"] * count), "regression_labels": np.linspace(-3, 3, count), "audio_lengths": [50] * count,
    }  # fmt: skip


def pickled(path, document):
    path.write_bytes(pickle.dumps(document))
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_converts_a_pickle_once_and_reads_arrays_only(tmp_path):
    source, target = tmp_path / "aligned_50.pkl", tmp_path / "mosei.npz"
    digest = pickled(source, {part: aligned() for part in mmsa.PARTS})
    assert main(["convert-mmsa", "--pickle", str(source), "--sha256", digest, "--out", str(target)]) == 0
    found = mmsa.load(target, "valid", digest)
    assert found.text.shape == (3, 50, 768) and found.audio.max() == found.audio.min() == 0
    assert (found.sentiment.tolist(), found.words[1], found.videos) == ([-3, 0, 3], "words 1", ["vid0", "vid1", "vid2"])
    with pytest.raises(DataError, match="mosei.npz: was converted from a file with SHA-256"):
        mmsa.load(target, "valid", "0" * 64)


def test_does_not_open_a_pickle_of_another_hash(tmp_path):
    pickled(tmp_path / "x.pkl", {})
    with pytest.raises(DataError, match="it was not opened"):
        mmsa.convert(tmp_path / "x.pkl", "0" * 64, tmp_path / "x.npz")


def test_names_a_file_that_is_no_converted_one(tmp_path):
    for content in (b"", b"words"):
        (tmp_path / "x.npz").write_bytes(content)
        with pytest.raises(DataError, match="x.npz: is not a converted MMSA file"):
            mmsa.load(tmp_path / "x.npz", "valid", "0" * 64)


class Harmful:
    def __init__(self, trace):
        self.trace = trace

    def __reduce__(self):
        return os.mkdir, (self.trace,)


def test_a_pickle_that_asks_for_code_runs_none(tmp_path):
    digest = pickled(tmp_path / "x.pkl", {"train": Harmful(str(tmp_path / "trace"))})
    with pytest.raises(DataError, match="it asks for posix.mkdir, which no array needs"):
        mmsa.convert(tmp_path / "x.pkl", digest, tmp_path / "x.npz")
    assert not Path(tmp_path / "trace").exists()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda part: part.pop("audio"), "train has no 'audio'"),
        (lambda part: part.update(vision=np.ones((2, 50, 35))), r"train.vision has shape \(2, 50, 35\); 3 rows are needed"),
        (lambda part: part.update(regression_labels=[0, 9, 0]), "row 2: train.regression_labels is 9"),
    ],
)
def test_names_what_is_wrong_with_mmsa(tmp_path, change, message):
    document = {part: aligned() for part in mmsa.PARTS}
    change(document["train"])
    digest = pickled(tmp_path / "x.pkl", document)
    with pytest.raises(DataError, match=message):
        mmsa.convert(tmp_path / "x.pkl", digest, tmp_path / "x.npz")
    assert not (tmp_path / "x.npz").exists()


def test_measures_sentiment_as_published_results_do():
    truth, predicted = np.array([-2.0, 0.0, 0.5, 3.0]), np.array([-1.5, -0.1, 0.5, 4.0])
    found = sentiment(truth, predicted)
    assert (found["acc2.has0"], found["acc2.non0"]) == (0.75, 1.0)
    assert found["f1.has0"] == pytest.approx((1 * 2 / 3 + 3 * 0.8) / 4)
    assert found["acc7"] == found["acc5"] == 1.0  # -1.5 rounds to -2, half to even; -0.1 to 0; 4 is clipped
    assert found["mae"] == pytest.approx(0.4)
    assert found["corr"] == pytest.approx(np.corrcoef(truth, predicted)[0, 1])
