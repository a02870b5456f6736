"""What changed is printed in people's words: no codes and no dates for machines."""

from __future__ import annotations

import datetime as dt

import pytest

from csa_tracker.plan.spoken import field_words, in_words
from csa_tracker.values import Lifecycle, Rag

LABELS = {"early": "Prevention and early intervention"}


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("due", dt.date(2027, 1, 31), "31 Jan 2027"),
        ("due", None, ""),
        ("status", Lifecycle.NOT_STARTED, "Not started"),
        ("rag", Rag.RED, "Red"),
        ("percent", 40, "40 %"),
        ("percent", 0, "0 %"),
        ("themes", ("early", "unknown"), "Prevention and early intervention; unknown"),
        ("areas", ("Burnley", "early"), "Burnley; early"),
        ("title", "early", "early"),
    ],
)
def test_a_value_is_printed_as_people_read_it(field: str, value: object, said: str) -> None:
    assert in_words(field, value, labels=LABELS) == said


def test_fields_are_called_what_people_call_them() -> None:
    names = ("rag", "due", "also_key_issues", "milestone done", "update")
    assert [field_words(name) for name in names] == [
        "Owner's rating",
        "Due date",
        "Further key issues",
        "Milestone done",
        "Update",
    ]
