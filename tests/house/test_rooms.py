"""The rooms import one way, and each outside library is known in one place only."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.house.tree import ROOMS, ROOT, imported_libraries, name, python_files, syntax, type_checking_lines

# library -> the paths (prefixes) that may import it
HOMES = {
    "PySide6": ("ui/",),
    "shiboken6": ("ui/",),
    "sqlalchemy": ("db/",),
    "sqlmodel": ("db/",),
    "sqlite3": ("db/",),
    "alembic": ("db/",),
    "reportlab": ("csa_tracker/reports/",),
    "pypdfium2": ("ui/reports/",),
    "pandas": ("csa_tracker/importing/", "csa_tracker/analytics/"),
    "numpy": ("csa_tracker/importing/", "csa_tracker/analytics/"),
    "typer": ("csa_tracker/cli/",),
    "rich": ("csa_tracker/cli/",),
    "openpyxl": ("csa_tracker/importing/",),
    "python_calamine": ("csa_tracker/importing/",),
    "xlsxwriter": ("csa_tracker/exporting/", "csa_tracker/reports/book/"),
    "icalendar": ("csa_tracker/exporting/",),
    "cryptography": ("csa_tracker/",),
    "pyrage": ("csa_tracker/",),
}


def test_import_contracts_hold() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_each_library_is_imported_only_at_home() -> None:
    strays = [
        f"{name(path)}:{line} imports {library}"
        for path in python_files(*ROOMS)
        for library, line, _ in imported_libraries(path)
        if library in HOMES and not name(path).startswith(HOMES[library]) and line not in type_checking_lines(path)
    ]
    assert not strays, strays


def test_pandas_is_imported_only_when_it_is_used() -> None:
    eager = [
        f"{name(path)}:{line}"
        for path in python_files("csa_tracker")
        for library, line, at_module_level in imported_libraries(path)
        if library in ("pandas", "numpy") and at_module_level
    ]
    assert not eager, f"pandas costs a quarter of a second: import it inside the function that needs it: {eager}"


def test_every_library_that_is_imported_is_a_declared_dependency() -> None:
    """A library that is only here because a development tool brought it is missing on a user's machine."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {re.split(r"[^\w.-]", want)[0].lower().replace("_", "-") for want in project["dependencies"]}
    declared.add("shiboken6")  # the other half of PySide6, of the same version
    providers = packages_distributions()
    strays = [
        f"{name(path)}:{line} imports {library}"
        for path in python_files(*ROOMS)
        for library, line, _ in imported_libraries(path)
        if library not in sys.stdlib_module_names
        and library not in ROOMS
        and declared.isdisjoint(found.lower().replace("_", "-") for found in providers.get(library, ()))
    ]
    assert not strays, strays


def test_nothing_in_the_product_imports_tests_or_packaging() -> None:
    strays = [
        f"{name(path)}:{line}"
        for path in python_files(*ROOMS)
        for library, line, _ in imported_libraries(path)
        if library in ("tests", "packaging")
    ]
    assert not strays, strays


def test_the_window_is_named_as_text_in_one_file_only() -> None:
    """ADR 0002: `csa_tracker/__main__.py` is the one exception to the rooms."""
    holders = [
        name(path)
        for path in python_files("csa_tracker", "db", "resources")
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("ui.")
    ]
    assert set(holders) <= {"csa_tracker/__main__.py"}, holders


def test_opening_the_window_loads_no_heavy_library() -> None:
    """Start-up budget: these are loaded after the first paint, by the job that needs them."""
    code = "import sys, ui.app; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert {"pandas", "numpy", "reportlab", "typer", "rich"}.isdisjoint(run.stdout.split())
