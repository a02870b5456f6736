"""What each stored field may hold."""

from __future__ import annotations

import datetime as dt

import pytest

from csa_tracker.rules.fields import LATEST, MAX_TEXT, check_field
from db.log.values import Value
from db.tables.base import FIXED_COLUMNS, view_tables

GOOD: list[tuple[str, str, Value]] = [
    ("action", "title", "Patrols"),
    ("action", "title", None),
    ("action", "description", ""),
    ("action", "description", "a\0b 👮 مرحبا"),
    ("action", "description", "x" * MAX_TEXT),
    ("action", "due_on", dt.date(1900, 1, 1)),
    ("action", "due_on", LATEST),
    ("action", "percent", 0),
    ("action", "percent", 100),
    ("action", "lifecycle", "in_progress"),
    ("action", "owner_rag", "amber"),
    ("action", "marking", "OFFICIAL-SENSITIVE"),
    ("action", "marking", ""),
    ("action", "budget_pence", -5),
    ("action", "mood", {"later": "version"}),
    ("hologram", "colour", 1),
    ("progress_update", "rag", "blue"),
    ("action_area", "_in", True),
    ("action", "_deleted", True),
]
BAD: list[tuple[str, str, Value, str]] = [
    ("action", "title", 1, "not-text"),
    ("action", "title", " \t\n", "empty"),
    ("action", "title", "", "empty"),
    ("milestone", "title", "", "empty"),
    ("action", "description", {"t": "x"}, "not-text"),
    ("action", "description", "x" * (MAX_TEXT + 1), "too-long"),
    ("action", "due_on", "2026-10-02", "not-a-date"),
    ("action", "due_on", dt.date(1899, 12, 31), "out-of-range"),
    ("action", "due_on", dt.date(2200, 1, 1), "out-of-range"),
    ("action", "percent", -1, "out-of-range"),
    ("action", "percent", 101, "out-of-range"),
    ("action", "percent", "40", "not-a-number"),
    ("action", "percent", True, "not-a-number"),
    ("action", "lifecycle", "done", "unknown-word"),
    ("action", "lifecycle", 3, "unknown-word"),
    ("action", "owner_rag", "blue", "unknown-word"),
    ("action", "marking", "SECRET", "unknown-word"),
    ("action", "budget_pence", "5", "not-a-number"),
    ("action", "budget_pence", False, "not-a-number"),
    ("action", "budget_pence", 2**63, "not-a-number"),
    ("topic", "position", -(2**64), "not-a-number"),
    ("action_area", "_in", 1, "not-yes-or-no"),
]


@pytest.mark.parametrize(("entity", "field", "value"), GOOD)
def test_a_value_that_fits_is_accepted(entity: str, field: str, value: Value) -> None:
    assert check_field(entity, field, value) is None


@pytest.mark.parametrize(("entity", "field", "value", "problem"), BAD)
def test_a_value_that_does_not_fit_is_named(entity: str, field: str, value: Value, problem: str) -> None:
    assert check_field(entity, field, value) == problem


def test_every_column_of_every_view_is_checked() -> None:
    unchecked = [
        f"{entity}.{column.name}"
        for entity, table in view_tables().items()
        for column in table.columns
        if column.name not in FIXED_COLUMNS
        and check_field(entity, "_in" if column.name == "in_" else column.name, {"unknown": "tag"}) is None
    ]
    assert unchecked == []
