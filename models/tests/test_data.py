import tarfile

import numpy as np
import pytest
import soundfile
from PIL import Image

from mmei_models.data import fer2013, goemotions, meld, ravdess, split
from mmei_models.data.source import DataError
from mmei_models.taxonomy import EMOTIONS

MELD_HEADER = "Sr No.,Utterance,Speaker,Emotion,Sentiment,Dialogue_ID,Utterance_ID,Season,Episode,StartTime,EndTime\n"


def face(path, size=(48, 48)):
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("L", size, 100).save(path)


def clip(path, rate=16_000):
    path.parent.mkdir(parents=True, exist_ok=True)
    soundfile.write(path, np.zeros(rate // 10), rate)


def write_goemotions(root, rows):
    folder = root / "goemotions"
    folder.mkdir()
    (folder / "labels.txt").write_text(
        "\n".join(sorted(label for labels in goemotions.EKMAN.values() for label in labels if label != "neutral")) + "\nneutral\n"
    )
    (folder / "train.tsv").write_text("\n".join(rows) + "\n")
    return (folder / "labels.txt").read_text().split()


def test_reads_faces_from_a_folder_and_from_an_archive_alike(tmp_path):
    face(tmp_path / "fer2013" / "happy" / "aa_1.png")
    face(tmp_path / "fer2013" / "sad" / "bb_2.png")
    folder = fer2013.load(tmp_path)
    with tarfile.open(tmp_path / "fer2013.tar", "w") as tar:
        tar.add(tmp_path / "fer2013", "fer2013")
    for path in sorted((tmp_path / "fer2013").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    (tmp_path / "fer2013").rmdir()
    archive = fer2013.load(tmp_path)
    assert folder.sources == archive.sources == ["aa", "bb"]
    assert [EMOTIONS[e] for e in archive.emotions] == ["joy", "sadness"]
    assert archive.pixels.shape == (2, 48, 48) and np.array_equal(folder.pixels, archive.pixels)


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda root: face(root / "fer2013" / "bored" / "aa_1.png"), "aa_1.png: unknown class folder 'bored'"),
        (lambda root: face(root / "fer2013" / "sad" / "aa_1.png", (40, 48)), "aa_1.png: is 40x48 pixels instead of 48x48"),
        (
            lambda root: (face(root / "fer2013" / "sad" / "a_1.png"), (root / "fer2013" / "sad" / "b_1.png").write_bytes(b"no")),
            "b_1.png: is not a readable image",
        ),
        (lambda root: None, "neither this folder nor fer2013.tar beside it exists"),
        (lambda root: (root / "fer2013.tar").write_bytes(b"not a tar"), "fer2013.tar: is not a readable tar archive"),
    ],
)
def test_names_what_is_wrong_with_faces(tmp_path, build, message):
    build(tmp_path)
    with pytest.raises(DataError, match=message):
        fer2013.load(tmp_path)


def test_reads_clips_with_calm_as_neutral(tmp_path):
    for name in ("03-01-02-01-01-01-07", "03-01-05-02-01-01-20"):
        clip(tmp_path / "ravdess" / f"Actor_{name[-2:]}" / f"{name}.flac")
    clips = ravdess.load(tmp_path)
    assert [(EMOTIONS[c.emotion], c.actor) for c in clips] == [("neutral", 7), ("anger", 20)]


def test_reads_published_stereo_clips_at_16_khz(tmp_path):
    (tmp_path / "ravdess").mkdir()
    seconds = np.arange(48_000) / 48_000
    tone = np.sin(2 * np.pi * 440 * seconds)
    soundfile.write(tmp_path / "ravdess" / "03-01-08-01-01-01-24.wav", np.stack([0.2 * tone, 0.4 * tone], axis=1), 48_000)
    [clip] = ravdess.load(tmp_path)
    assert (clip.path, ravdess.ACTED[clip.acted], len(clip.samples)) == ("ravdess/03-01-08-01-01-01-24.wav", "surprised", 16_000)
    assert np.abs(clip.samples[2000:14_000] - 0.3 * tone[::3][2000:14_000]).max() < 0.01


@pytest.mark.parametrize(
    ("name", "rate", "message"),
    [
        ("03-01-09-01-01-01-07", 16_000, "an emotion from 01 to 08"),
        ("take one", 16_000, "seven two-digit numbers"),
        ("03-01-05-02-01-01-25", 16_000, "an actor from 01 to 24"),
        ("03-01-05-02-01-01-20", 8_000, "is 8000 Hz"),
    ],
)
def test_names_what_is_wrong_with_a_clip(tmp_path, name, rate, message):
    clip(tmp_path / "ravdess" / f"{name}.flac", rate)
    with pytest.raises(DataError, match=f"{name}.flac.*{message}"):
        ravdess.load(tmp_path)


def test_groups_comments_and_leaves_out_ambiguous_ones(tmp_path):
    labels = write_goemotions(tmp_path, [])
    number = {label: index for index, label in enumerate(labels)}
    rows = [
        f"a\t{number['annoyance']}\tid1",
        f"b\t{number['joy']},{number['neutral']}\tid2",
        f"c\t{number['joy']},{number['fear']}\tid3",
        f"d\t{number['grief']},{number['remorse']}\tid4",
    ]
    (tmp_path / "goemotions" / "train.tsv").write_text("\n".join(rows) + "\n")
    found = goemotions.load(tmp_path, "train")
    assert [(s.text, EMOTIONS[s.emotion], s.source) for s in found] == [
        ("a", "anger", "goemotions:id1"), ("b", "joy", "goemotions:id2"), ("d", "sadness", "goemotions:id4"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("only text", "row 2: 1 fields instead of 3"),
        ("x\t99\tid", "row 2: label ids '99'"),
        ("x\t-\tid", "row 2: label ids '-'"),
        ("x\t-1\tid", "row 2: label ids '-1'"),
    ],
)
def test_names_the_bad_row_of_goemotions(tmp_path, row, message):
    write_goemotions(tmp_path, ["fine\t1\tid0", row])
    with pytest.raises(DataError, match=rf"train.tsv, {message}"):
        goemotions.load(tmp_path, "train")


def test_a_comment_of_several_emotions_keeps_them_all(tmp_path):
    write_goemotions(tmp_path, ["both\t2,25\tid0", "one after all\t17,27\tid1"])
    both, one = goemotions.comments(tmp_path, "train")
    assert ([EMOTIONS[number] for number in both.emotions], both.labels) == (["anger", "sadness"], (2, 25))
    assert ([EMOTIONS[number] for number in one.emotions], one.labels) == (["joy"], (17, 27))
    assert [sentence.id for sentence in goemotions.load(tmp_path, "train")] == [one.id]


def test_names_the_row_that_is_not_utf8(tmp_path):
    write_goemotions(tmp_path, [])
    (tmp_path / "goemotions" / "train.tsv").write_bytes(b"fine\t1\tid0\ncaf\xe9\t1\tid1\n")
    with pytest.raises(DataError, match="train.tsv, row 2: is not UTF-8"):
        goemotions.load(tmp_path, "train")
    (tmp_path / "dev.csv").write_bytes(MELD_HEADER.encode() + b"1,caf\xe9,X,joy,neutral,3,0,1,1,a,b\n")
    with pytest.raises(DataError, match="dev.csv, row 2: is not UTF-8"):
        meld.read(tmp_path / "dev.csv", "dev")


def test_reads_utterances_with_curly_quotes(tmp_path):
    (tmp_path / "meld").mkdir()
    (tmp_path / "meld" / "dev_sent_emo.csv").write_text(
        MELD_HEADER + '1,"Oh, it\u2019s you.",X,surprise,positive,3,0,1,1,"00:00:01,000","00:00:02,000"\n', encoding="utf-8"
    )
    [sentence] = meld.load(tmp_path, "dev")
    assert (sentence.text, EMOTIONS[sentence.emotion], sentence.source) == ("Oh, it's you.", "surprise", "meld:dev:3")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (MELD_HEADER + "1,x,X,bored,neutral,3,0,1,1,a,b\n", "row 2: unknown emotion 'bored'"),
        ("a,b\n", "row 1: the column 'Utterance' is missing"),
    ],
)
def test_names_the_bad_row_of_meld(tmp_path, text, message):
    (tmp_path / "meld").mkdir()
    (tmp_path / "meld" / "train_sent_emo.csv").write_text(text)
    with pytest.raises(DataError, match=message):
        meld.load(tmp_path, "train")


def test_names_the_row_where_csv_ends(tmp_path):
    (tmp_path / "dev.csv").write_text(MELD_HEADER + '1,x,X,joy,neutral,3,0,1,1,a,b\n2,"' + "x" * 140_000)
    with pytest.raises(DataError, match=r"dev.csv, row \d: is not CSV .field larger than"):
        meld.read(tmp_path / "dev.csv", "dev")


def test_keeps_a_source_in_one_group():
    groups = [split.face_group(f"source{number}") for number in range(4000)]
    assert groups == [split.face_group(f"source{number}") for number in range(4000)]
    assert abs(groups.count(split.ENCODER) / 4000 - 0.75) < 0.03 and abs(groups.count(split.VALIDATION) / 4000 - 0.075) < 0.02
    assert abs(groups.count(split.TEST) / 4000 - 0.075) < 0.02
    assert {split.clip_group(actor) for actor in range(1, 15)} == {split.ENCODER}
    assert [split.clip_group(actor) for actor in range(15, 21)] == [split.FUSION] * 2 + [split.VALIDATION] * 2 + [split.TEST] * 2
    assert {split.clip_group(actor) for actor in range(21, 25)} == {split.TEST}
    assert {split.sentence_group(f"s{n}", "train") for n in range(200)} == {split.ENCODER, split.FUSION}
    assert {split.sentence_group(f"s{n}", "dev") for n in range(200)} == {split.VALIDATION, split.TEST}
    assert {split.sentence_group(f"s{n}", "test") for n in range(200)} == {split.TEST}
