"""Teaches mutmut SQL: statements get faults of their own and can be left out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

import libcst as cst
from mutmut.mutation import mutators

from tests.mutation import sql

_CHANGES = ("INSERT", "UPDATE", "DELETE")
_RUNS = ("run", "exec_driver_sql")


def teach_sql() -> None:
    """Add to mutmut's operators, within this process and those it starts. Call it once, before mutants are made."""
    operators = cast("list[tuple[type, Any]]", mutators.mutation_operators)
    operators[:] = [pair for pair in operators if pair[1] is not mutators.operator_string]
    operators += [(cst.BaseString, strings), (cst.Call, statement_left_out)]


def strings(node: cst.BaseString) -> Iterable[cst.BaseString]:
    """The faults that mutmut makes of a string (marks at its ends, small letters, capitals); of SQL, its own ones.

    Small letters and capitals are one to SQLite, and a mark at an end is a statement that never runs: neither asks a
    test for anything.
    """
    text = node.raw_value if isinstance(node, cst.SimpleString) else ""
    if not (isinstance(node, cst.SimpleString) and sql.is_sql(text)):
        yield from mutators.operator_string(node)
        return
    for fault in sql.faults(text):
        yield node.with_changes(value=f"{node.prefix}{node.quote}{fault}{node.quote}")


def statement_left_out(node: cst.Call) -> Iterable[cst.BaseExpression]:
    """`None` in place of running a statement that changes something."""
    name = node.func.attr if isinstance(node.func, cst.Attribute) else node.func
    if not (isinstance(name, cst.Name) and name.value in _RUNS and node.args):
        return
    first = node.args[0].value
    if isinstance(first, cst.ConcatenatedString):
        first = first.left
    if isinstance(first, cst.SimpleString) and first.raw_value.startswith(_CHANGES):
        yield cst.Name("None")
