"""The checkout as the house rules see it: rooms, Python files, their syntax trees and imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("ui", "csa_tracker", "db", "resources")


def python_files(*folders: str) -> list[Path]:
    """Every Python file below the given top-level folders, in order."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def name(path: Path) -> str:
    """The path relative to the checkout, as failure messages show it."""
    return path.relative_to(ROOT).as_posix()


@cache
def syntax(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text("utf-8"), filename=str(path))


def imported_libraries(path: Path) -> Iterator[tuple[str, int, bool]]:
    """Yield (top-level name, line, whether at module level) for each absolute import of the file."""
    tree = syntax(path)
    top = {id(node) for node in tree.body}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name.split(".")[0], node.lineno, id(node) in top
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0], node.lineno, id(node) in top


def type_checking_lines(path: Path) -> set[int]:
    """Lines inside `if TYPE_CHECKING:`; they import nothing when the program runs."""
    lines: set[int] = set()
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            lines.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return lines
