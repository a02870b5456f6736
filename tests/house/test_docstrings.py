"""Whoever opens a file is told what it is for."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import ROOMS, name, python_files, syntax

Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def public_nodes(path: Path) -> Iterator[tuple[str, Documented]]:
    """Yield the module and each public class, function and method of it."""
    tree = syntax(path)
    yield "module", tree
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node.name, node


def test_public_things_have_a_docstring_that_is_a_sentence() -> None:
    bad = []
    for path in python_files(*ROOMS):
        if "versions" in path.parts:  # migration steps are named by their file
            continue
        for label, node in public_nodes(path):
            text = ast.get_docstring(node) or ""
            first = text.split("\n\n")[0].strip()
            if not first.endswith((".", ":", "?", ")")):
                bad.append(f"{name(path)}: {label}: {first[-40:]!r}")
    assert not bad, bad


def test_a_module_says_what_it_is_for_in_a_few_lines() -> None:
    long = [
        name(path) for path in python_files(*ROOMS) if len((ast.get_docstring(syntax(path)) or "").splitlines()) > 12
    ]
    assert not long, long
