"""Makes tables of actions for tests of what cells mean, and reads them with answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from csa_tracker.importing.actions import read_actions_table
from csa_tracker.importing.asks import Ask, Questions
from csa_tracker.importing.headings import Heading
from csa_tracker.importing.labels import Labels
from csa_tracker.importing.reading import ReadAction
from csa_tracker.importing.sheets import Cell, Sheet
from csa_tracker.importing.tables import Row, Table

TODAY = dt.date(2026, 10, 2)


@dataclass(frozen=True)
class Seen:
    """The actions read, and the decisions by id."""

    actions: list[ReadAction]
    asks: Mapping[str, Ask]

    @property
    def open(self) -> list[str]:
        return [ask.id for ask in self.asks.values() if ask.is_open]


def row(number: int, /, *, fills: Mapping[str, str] | None = None, dropped: str = "", **cells: Cell) -> Row:
    """A road safety action with these cells by field."""
    plain: dict[str, Cell] = {"title": f"Do {number}", "key_issue": "Road Safety"}
    return Row(number, plain | cells, fills=fills or {}, dropped=dropped)


def read(
    labels: Labels,
    rows: Sequence[Row],
    answers: Mapping[str, str] | None = None,
    *,
    headings: Mapping[str, str] | None = None,
    above: Sequence[str] = (),
    conventions: Mapping[str, str] | None = None,
) -> Seen:
    """Read the rows under headings named like their fields, or as `headings` says; `above` are title rows."""
    fields = tuple(dict.fromkeys(field for one in rows for field in one.cells))
    texts = tuple((headings or {}).get(field, field.replace("_", " ").capitalize()) for field in fields)
    rows_above: list[list[Cell]] = [[text] for text in above]
    sheet = Sheet("plan.xlsx", "Plan", [*rows_above, list(texts)])
    heading = Heading(len(above) + 1, "actions", texts, fields)
    table = Table(sheet, heading, tuple(rows), conventions=conventions or {})
    questions = Questions(labels, answers or {})
    actions = read_actions_table(table, labels=labels, questions=questions, today=TODAY)
    questions.check_answers()
    return Seen(actions, {ask.id: ask for ask in questions.asks()})
