"""The rules of the house that no linter knows."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
LAYERS = ("domain", "application", "adapters", "entrypoints")
INNER = ("domain", "application")
MOST_LINES = 250
BANNED_NAMES = {"utils", "util", "common", "helpers", "helper", "base", "dto", "mapper", "manager"}
BANNED_WORDS = ("Impl", "Abstract", "Interactor", "Manager", "Mapper", "Helper", "Dto", "DTO")
# What the domain and the application must be given: the time, ids, randomness, the machine.
IMPURE_MODULES = {"os", "random", "secrets", "socket", "sqlite3", "subprocess", "threading", "time", "uuid"}
CLOCKS = ("datetime.now", "datetime.utcnow", "datetime.today", "date.today")


def files(*layers: str) -> Iterator[Path]:
    for layer in layers:
        yield from sorted((SOURCE / layer).rglob("*.py"))


def nodes(*layers: str) -> Iterator[tuple[str, ast.AST]]:
    for file in files(*layers):
        for node in ast.walk(ast.parse(file.read_bytes())):
            yield f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}", node


def test_the_installed_packages_are_ours(tmp_path: Path) -> None:
    """The package index has packages of the same names; the environment, without pytest's path, finds ours."""
    script = f"import {', '.join(LAYERS)}; print(*(module.__file__ for module in ({', '.join(LAYERS)})), sep='\\n')"
    found = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert found.stdout.split("\n")[:-1] == [str(SOURCE / layer / "__init__.py") for layer in LAYERS]


@pytest.mark.parametrize("layer", INNER)
def test_inner_layers_need_the_standard_library_only(layer: str) -> None:
    """A list of forbidden frameworks would let the next one in; this is the list of what is allowed."""
    graph = grimp.build_graph(*LAYERS, include_external_packages=True, cache_dir=None)
    imported = {
        target.partition(".")[0]
        for module in {layer} | graph.find_descendants(layer)
        for target in graph.find_modules_directly_imported_by(module)
    }
    assert imported - set(INNER) <= sys.stdlib_module_names - IMPURE_MODULES


def test_inner_layers_never_look_at_the_clock_themselves() -> None:
    """The time is passed in, so every answer can be had again."""
    for at, node in nodes(*INNER):
        assert not (isinstance(node, ast.Attribute) and ast.unparse(node).endswith(CLOCKS)), at


def test_inner_layers_know_no_float() -> None:
    """Figures are exact from the first digit to the last."""
    for at, node in nodes(*INNER):
        assert not (isinstance(node, ast.Name) and node.id == "float"), at
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float | complex)), at


def test_files_stay_short() -> None:
    """A file that needs scrolling holds more than one thing."""
    lengths = {str(file.relative_to(ROOT)): len(file.read_bytes().splitlines()) for file in files(*LAYERS)}
    assert not {name: length for name, length in lengths.items() if length > MOST_LINES}


def test_names_say_what_things_are() -> None:
    """No drawer for whatever fits nowhere, and no class named after its pattern."""
    modules = {file.parent.stem if file.stem == "__init__" else file.stem for file in files(*LAYERS)}
    assert not modules & BANNED_NAMES
    classes = ((at, node.name) for at, node in nodes(*LAYERS) if isinstance(node, ast.ClassDef))
    assert not [(at, name) for at, name in classes if name.startswith(BANNED_WORDS) or name.endswith(BANNED_WORDS)]
