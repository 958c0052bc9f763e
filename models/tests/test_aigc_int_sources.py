import shutil

import pytest
from published import write_sets

from mmei_models.aigc_int import sources
from mmei_models.aigc_int.records import Outcome, Record, Shown, read, write
from mmei_models.data import split
from mmei_models.data.source import DataError


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return write_sets(tmp_path_factory.mktemp("sets"))


def test_no_source_is_in_two_groups(data):
    pools = sources.grouped(data)
    assert tuple(pools) == split.GROUPS
    for modality in ("faces", "clips", "sentences"):
        for kind in ("id", "digest"):
            owners = [{getattr(source, kind) for source in getattr(pool, modality)} for pool in pools.values()]
            assert all(owners) and len(set.union(*owners)) == sum(map(len, owners))
    actors = [{source.id[-7:-5] for source in pool.clips} for pool in pools.values()]
    dialogues = [{tuple(source.id.split(":")[:3]) for source in pool.sentences if source.id.startswith("meld")} for pool in pools.values()]
    for owners in (actors, dialogues):
        assert len(set.union(*owners)) == sum(map(len, owners))


def test_copies_under_other_names_stay_with_the_first(data, tmp_path):
    shutil.copytree(data, tmp_path / "sets")
    before = sources.grouped(data)
    tested = before[split.TEST].faces[0]
    trained = before[split.ENCODER].sentences[0]
    copy = next(name for n in range(1000) if split.face_group(name := f"copy{n}") == split.ENCODER)
    shutil.copy(data / tested.id, (tmp_path / "sets" / tested.id).with_name(f"{copy}_1.png"))
    with (tmp_path / "sets" / "goemotions" / "dev.tsv").open("a") as file:
        file.write(f"{trained.text.upper()}!\t27\tanother\n")
    after = sources.grouped(tmp_path / "sets")
    assert tested.digest not in {source.digest for source in after[split.TEST].faces}
    assert tested.digest in {source.digest for source in after[split.ENCODER].faces}
    assert not any(source.id.endswith("another") for pool in after.values() for source in pool.sentences)


def test_every_sample_of_another_directory_is_for_tests(tmp_path):
    write_sets(tmp_path, faces=2, actors=(21,), sentences=3, parts=("test",))
    pool = sources.all_for_test(tmp_path)
    assert (len(pool.faces), len(pool.clips), len(pool.sentences)) == (14, 8, 42)


def test_sets_may_be_missing_but_not_all(tmp_path):
    with pytest.raises(DataError, match="holds no face of fer2013"):
        sources.all_for_test(tmp_path)
    write_sets(tmp_path, faces=1, actors=(21,), sentences=1, parts=("test",))
    shutil.rmtree(tmp_path / "fer2013")
    assert sources.all_for_test(tmp_path).faces == ()


def test_records_survive_a_file(tmp_path):
    record = Record(
        "r1",
        "test",
        "u1",
        "s1",
        "2025-03-01T09:30",
        3,
        1,
        Shown("fer2013/happy/a_1.png", 4),
        None,
        None,
        "teach me “chess”",
        True,
        (Outcome("m-001", 3, 41.5, True, 2),),
    )
    write([record], tmp_path / "records.ndjson")
    assert read(tmp_path / "records.ndjson") == [record]
    assert record.sources == ["fer2013/happy/a_1.png"]


@pytest.mark.parametrize("line", ["{", "[]", '{"id": "x"}'])
def test_names_the_row_that_is_no_record(tmp_path, line):
    (tmp_path / "records.ndjson").write_text(line + "\n")
    with pytest.raises(DataError, match="records.ndjson, row 1: is not a record"):
        read(tmp_path / "records.ndjson")
