"""Folders, file names and sizes stay as the architecture page says."""

from __future__ import annotations

import ast
import re

from tests.house.tree import ROOMS, ROOT, name, python_files, syntax

TOP_LEVEL = {
    "ui", "csa_tracker", "db", "resources", "packaging", "tests", "docs", ".ci",
    "pyproject.toml", "requirements.lock", "requirements-dev.lock", "Makefile", "README.md", "CHANGELOG.md",
    "CONTRIBUTING.md", "LICENSE", ".gitignore", ".pre-commit-config.yaml",
}  # fmt: skip
MADE_HERE = {
    ".git", ".venv", "build", "dist", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis",
    ".import_linter_cache", ".coverage", "htmlcov", "mutants", ".idea", ".vscode",
}  # fmt: skip
FILE_LINES = 320
FUNCTION_LINES = 60
NOT_A_NAME = re.compile(r"(^|_)(utils?|helpers?|common|manager|misc)(_|$)")


def test_top_level_holds_exactly_the_agreed_names() -> None:
    found = {path.name for path in ROOT.iterdir()} - MADE_HERE
    assert found == TOP_LEVEL | {found_name for found_name in found if found_name.startswith(".coverage.")}


def test_packaging_never_becomes_a_package() -> None:
    """With an `__init__.py` it would shadow the library of the same name, which pip and pytest import."""
    assert not (ROOT / "packaging" / "__init__.py").exists()


def test_every_folder_with_tests_is_a_package() -> None:
    """Without it `tests/db` shadows `db`."""
    folders = {path.parent for path in python_files("tests")} | {ROOT / "tests"}
    missing = [name(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()]
    assert not missing, missing


def test_every_folder_of_the_product_is_a_package() -> None:
    folders = {path.parent for path in python_files(*ROOMS)}
    missing = [name(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()]
    assert not missing, missing


def test_no_module_or_class_has_a_name_that_says_nothing() -> None:
    modules = [name(path) for path in python_files(*ROOMS, "tests", "packaging") if NOT_A_NAME.search(path.stem)]
    classes = [
        f"{name(path)}: {node.name}"
        for path in python_files(*ROOMS)
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.ClassDef) and node.name.endswith(("Manager", "Helper", "Utils"))
    ]
    assert not modules + classes


def test_no_file_grows_beyond_a_screenful_of_ideas() -> None:
    lengths = {name(path): len(path.read_text("utf-8").splitlines()) for path in python_files(*ROOMS, "tests")}
    long = {path: lines for path, lines in lengths.items() if lines > FILE_LINES}
    assert not long, f"over {FILE_LINES} lines: {long}"


def test_no_function_grows_beyond_what_one_can_hold_in_mind() -> None:
    long = {
        f"{name(path)}: {node.name}": lines
        for path in python_files(*ROOMS, "tests", "packaging")
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    }
    assert not long, f"over {FUNCTION_LINES} lines: {long}"
