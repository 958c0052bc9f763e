import json
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from mmei_models.__main__ import main
from mmei_models.data.source import DataError
from mmei_models.evaluation.catalog import FIRST, Items, Person, Settings, first, precision, wishes_of

ARTIFACTS = Path(__file__).resolve().parent.parent / "artifacts"
TITLES = """id,title,description,genres
1,Grave Laughter,A ghost haunts a family until nobody dares to sleep.,horror
2,The Last Screening,A killer with a mask hunts teenagers in an empty cinema.,horror|thriller
3,Two Left Feet,Two clumsy friends open a dance school and everything goes hilariously wrong.,comedy
4,Reef,A documentary about coral reefs and the animals that live there.,documentation
5,Bow to the Bride,A comedy of errors at a wedding where both grooms lose the ring.,comedy|romance
6,Night Nurse,Something crawls through the vents of an abandoned hospital.,horror
"""


@pytest.fixture
def catalog(tmp_path):
    path = tmp_path / "titles.csv"
    path.write_text(TITLES)
    return path


def wishes(path, *entries):
    path.write_text(json.dumps(entries))
    return path


def test_what_is_asked_for_comes_first(catalog, tmp_path):
    asked = wishes(tmp_path / "wishes.json", {"say": "scare me, a horror film please", "want": ["horror"]})
    found = precision(catalog, asked, ARTIFACTS)
    assert found["chance"] == found["p_at_10"] == pytest.approx(0.5)  # six titles, all of which are shown


def test_a_catalog_is_measured_without_other_data(catalog, tmp_path, capsys):
    asked = wishes(tmp_path / "wishes.json", {"say": "scare me, a horror film please", "want": ["horror"]})
    assert main(["evaluate", "--catalog", str(catalog), "--wishes", str(asked), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"catalog.p_at_10": 0.5, "catalog.chance": 0.5}


def test_something_must_be_measured(catalog, capsys):
    assert main(["evaluate", "--catalog", str(catalog)]) != 0
    assert "--data" in capsys.readouterr().err


@pytest.fixture
def items():
    torch.manual_seed(1)
    unit = torch.nn.functional.normalize
    profiles = torch.rand(40, 7).softmax(1), torch.rand(40, 5).softmax(1)
    return Items(unit(torch.randn(40, 16), dim=1), unit(torch.randn(40, 8), dim=1), *profiles)


def person(items, wish):
    return Person(items.embeddings[0], torch.full((7,), 1 / 7), torch.full((5,), 0.2), 0.5, wish)


def test_a_wish_moves_the_items_it_is_near_to_the_top(items):
    silent, asking = (person(items, items.meanings[7] * length) for length in (0.0, 1.0))
    assert first(asking, items, Settings())[0] == 7
    assert len(set(first(silent, items, Settings()))) == FIRST
    assert first(silent, items, Settings()) == first(silent, items, Settings(said=0.0))


def test_what_is_merely_spoken_of_counts_as_much_as_the_setting_says(items):
    spoken, asked = (person(items, items.meanings[7] * length) for length in (0.05, 0.6))
    assert first(spoken, items, Settings(subject=0.6)) == first(asked, items, Settings())
    assert first(spoken, items, Settings(subject=0.0)) != first(spoken, items, Settings(subject=0.6))


def test_diversity_keeps_twins_apart(items):
    twins = replace(items, meanings=items.meanings.clone())
    twins.meanings[1] = twins.meanings[0]
    asking = person(twins, twins.meanings[0] * 0.2)
    apart = [place for place in first(asking, twins, Settings(diversity=5.0)) if place in (0, 1)]
    assert len(apart) < 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "is not JSON"),
        ("[]", "must be a list"),
        ('[{"say": "x"}]', "entry 1 must have say and want"),
        ('[{"say": " ", "want": ["a"]}]', "entry 1: say is ' '"),
        ('[{"say": "x", "want": "drama"}]', "entry 1: want is 'drama'"),
    ],
)
def test_wishes_that_are_none_are_named(tmp_path, content, reason):
    (tmp_path / "wishes.json").write_text(content)
    with pytest.raises(DataError, match=reason):
        wishes_of(tmp_path / "wishes.json")
