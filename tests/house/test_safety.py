"""Text of people never becomes SQL, and calls that only some systems have sit behind one module."""

from __future__ import annotations

import ast
import re

from tests.house.tree import ROOMS, imported_libraries, name, python_files, syntax

SQL = re.compile(
    r"^\s*(SELECT\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\S*\s*SET\s|DELETE\s+FROM\s|CREATE\s+TABLE|PRAGMA\s|ATTACH\s)",
    re.I,
)
POSIX_ONLY = {"fcntl", "pwd", "grp", "resource", "termios"}
ONE_DOOR = "db/files.py"
DIRECTORY_SYNC = {"O_DIRECTORY"}
NEVER = {"eval", "exec", "compile", "__import__"}


def test_only_the_store_speaks_sql() -> None:
    strays = [
        f"{name(path)}:{node.lineno}"
        for path in python_files("ui", "csa_tracker", "resources")
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value)
    ]
    assert not strays, strays


def test_calls_that_windows_lacks_sit_in_one_module() -> None:
    imports = [
        f"{name(path)}:{line} imports {library}"
        for path in python_files(*ROOMS)
        for library, line, _ in imported_libraries(path)
        if library in POSIX_ONLY and name(path) != ONE_DOOR
    ]
    attributes = [
        f"{name(path)}:{node.lineno} uses os.{node.attr}"
        for path in python_files(*ROOMS)
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "os"
        and node.attr in DIRECTORY_SYNC | {"fsync", "fdatasync", "geteuid", "getuid", "fork", "O_NOFOLLOW"}
        and name(path) != ONE_DOOR
    ]
    assert not imports + attributes


def test_no_file_builds_code_from_text() -> None:
    strays = [
        f"{name(path)}:{node.lineno} calls {node.func.id}"
        for path in python_files(*ROOMS)
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in NEVER
    ]
    pickles = [
        f"{name(path)}:{line}"
        for path in python_files(*ROOMS)
        for library, line, _ in imported_libraries(path)
        if library in ("pickle", "marshal", "shelve")
    ]
    assert not strays + pickles


def test_no_exception_is_swallowed_without_a_word() -> None:
    silent = []
    for path in python_files(*ROOMS):
        lines = path.read_text("utf-8").splitlines()
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.ExceptHandler) and len(node.body) == 1 and isinstance(node.body[0], ast.Pass):
                says_why = "#" in "".join(lines[node.lineno - 1 : node.body[0].lineno])
                if node.type is None or not says_why:
                    silent.append(f"{name(path)}:{node.lineno}")
    assert not silent, f"name the exception and say in a comment why nothing must be done: {silent}"
