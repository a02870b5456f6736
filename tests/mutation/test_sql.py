"""The faults put into SQL are the ones a person makes, one at a time, and none is the statement itself."""

from __future__ import annotations

import ast

import pytest

from tests.house.tree import ROOT, syntax
from tests.mutation.sql import faults, is_sql

STATEMENTS = {
    "UPDATE op SET sup = 1 WHERE sup = 0": {
        "UPDATE op SET sup = 0 WHERE sup = 0",
        "UPDATE op SET sup = 1 WHERE 1",
        "UPDATE op SET sup = 1 WHERE sup <> 0",
        "UPDATE op SET sup = 1 WHERE sup = 1",
    },
    "WHERE a.b = c.d AND (kind = 1 OR e IS 'true')": {
        "WHERE 1 AND (kind = 1 OR e IS 'true')",
        "WHERE a.b <> c.d AND (kind = 1 OR e IS 'true')",
        "WHERE a.b = c.d OR (kind = 1 OR e IS 'true')",
        "WHERE a.b = c.d AND (1 OR e IS 'true')",
        "WHERE a.b = c.d AND (kind <> 1 OR e IS 'true')",
        "WHERE a.b = c.d AND (kind = 0 OR e IS 'true')",
        "WHERE a.b = c.d AND (kind = 1 AND e IS 'true')",
        "WHERE a.b = c.d AND (kind = 1 OR 1)",
        "WHERE a.b = c.d AND (kind = 1 OR e IS NOT 'true')",
        "WHERE a.b = c.d AND (kind = 1 OR e IS 'XXtrueXX')",
    },
    "SELECT max(a) FROM t LEFT JOIN u ON u.pk = t.id >> 12 WHERE NOT EXISTS (SELECT 1 FROM v)": {
        "SELECT min(a) FROM t LEFT JOIN u ON u.pk = t.id >> 12 WHERE NOT EXISTS (SELECT 1 FROM v)",
        "SELECT max(a) FROM t JOIN u ON u.pk = t.id >> 12 WHERE NOT EXISTS (SELECT 1 FROM v)",
        "SELECT max(a) FROM t LEFT JOIN u ON u.pk = t.id << 12 WHERE NOT EXISTS (SELECT 1 FROM v)",
        "SELECT max(a) FROM t LEFT JOIN u ON u.pk = t.id >> 11 WHERE NOT EXISTS (SELECT 1 FROM v)",
        "SELECT max(a) FROM t LEFT JOIN u ON u.pk = t.id >> 12 WHERE EXISTS (SELECT 1 FROM v)",
    },
    "scope = CASE WHEN (excluded.a) < (a) THEN excluded.a ELSE a END, b = excluded.b": {
        "scope = CASE WHEN (excluded.a) <= (a) THEN excluded.a ELSE a END, b = excluded.b",
        "scope = CASE WHEN (excluded.a) > (a) THEN excluded.a ELSE a END, b = excluded.b",
        "scope = CASE WHEN (excluded.a) < (a) THEN a ELSE excluded.a END, b = excluded.b",
        "scope = CASE WHEN (excluded.a) < (a) THEN excluded.a ELSE a END, b = b",
    },
    "INSERT OR IGNORE INTO t SELECT a FROM u WHERE b IN (SELECT c FROM v) ORDER BY a": {
        "INSERT INTO t SELECT a FROM u WHERE b IN (SELECT c FROM v) ORDER BY a",
        "INSERT OR IGNORE INTO t SELECT a FROM u WHERE b NOT IN (SELECT c FROM v) ORDER BY a",
        "INSERT OR IGNORE INTO t SELECT a FROM u WHERE b IN (SELECT c FROM v) ",
    },
    "CREATE TEMP TABLE IF NOT EXISTS t (a TEXT)": set(),
}


@pytest.mark.parametrize(("statement", "wanted"), STATEMENTS.items(), ids=[words[:20] for words in STATEMENTS])
def test_each_fault_is_made_once_and_alone(statement: str, wanted: set[str]) -> None:
    made = list(faults(statement))
    assert set(made) == wanted
    assert len(made) == len(wanted)


def test_sentences_and_names_are_no_sql() -> None:
    for words in ("This file holds changes that nobody has signed.", "conflict", "_deleted", "A bundle and a card"):
        assert not is_sql(words)


def test_every_piece_of_a_statement_in_the_merge_is_known_as_sql() -> None:
    """Whatever is left over is a name: no space, no comma."""
    for module in ("merge", "deletes", "edges", "materialise"):
        tree = syntax(ROOT / "db" / "log" / f"{module}.py")
        docs = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        texts = {
            node.value
            for function in ast.walk(tree)
            if isinstance(function, ast.FunctionDef)
            for node in ast.walk(function)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        assert [text for text in texts - docs if not is_sql(text) and (" " in text or "," in text)] == []
