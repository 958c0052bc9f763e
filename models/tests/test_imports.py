"""Which package of mmei_models knows which: never in a circle, and never another's private names."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import mmei_models

ROOT = Path(mmei_models.__file__).parent


def imports(root: Path) -> Iterator[tuple[str, str, str]]:
    """Every import of a package's own modules, wherever it stands: the file, the importing package (or module of `root`), what is
    imported."""
    for path in sorted(root.rglob("*.py")):
        folder = path.relative_to(root.parent).parent.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                base = [*folder[: len(folder) - node.level + 1], *filter(None, [node.module])] if node.level else [node.module]
                found = [".".join([*base, alias.name]) for alias in node.names]
            elif isinstance(node, ast.Import):
                found = [alias.name for alias in node.names]
            else:
                continue
            own = folder[1] if len(folder) > 1 else path.stem
            yield from ((str(path.relative_to(root)), own, name) for name in found if name.split(".")[0] == root.name)


def order(root: Path) -> list[str]:
    """The packages and modules of `root`, each after all that it imports; CycleError where there is none."""
    graph: dict[str, set[str]] = {}
    for _, own, name in imports(root):
        graph.setdefault(own, set()).update({name.split(".")[1]} - {own})
    return list(TopologicalSorter(graph).static_order())


def private(root: Path) -> list[str]:
    """Imports of what another package keeps to itself."""
    return [
        f"{file} imports {name}"
        for file, own, name in imports(root)
        if name.split(".")[1] != own and "._" in name and not name.endswith("__")
    ]


def package(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (root / "own" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "own" / name).write_text(text, encoding="utf-8")
    return root / "own"


def test_packages_know_each_other_in_one_direction():
    found = order(ROOT)
    assert found[-1] == "__main__" and found.index("training") < found.index("evaluation") < found.index("table1")


@pytest.mark.parametrize("back", ["from ..low import a", "def f():\n    from own.low.a import x", "import own.low.a", "from .. import low"])
def test_a_circle_is_named(tmp_path, back):
    root = package(tmp_path, {"low/a.py": "from ..high.b import x", "high/b.py": back})
    with pytest.raises(CycleError, match=r"\['(low|high)', '(low|high)', '(low|high)'\]"):
        order(root)


def test_no_package_reaches_into_another():
    assert private(ROOT) == []


def test_what_reaches_into_another_is_named(tmp_path):
    root = package(tmp_path, {"low/a.py": "_x = 1", "low/b.py": "from .a import _x", "high/c.py": "from ..low.a import _x"})
    assert private(root) == ["high/c.py imports own.low.a._x"]
