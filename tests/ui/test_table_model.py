"""The grid's model keeps Qt's rules, reads pages, and saves cells at once."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from csa_tracker.errors import UserError
from csa_tracker.plan.lists import ListQuery
from csa_tracker.plan.read import find_action
from csa_tracker.values import Brag
from tests.ui.acting import session_of, settle
from ui.actions.columns import ACTION, AREA, COLUMNS, DUE, LEAD, PERCENT, RATING, REF, shown_columns
from ui.actions.table_model import ActionTableModel
from ui.shell.window import MainWindow


def _model(window: MainWindow, query: ListQuery | None = None) -> ActionTableModel:
    return ActionTableModel(session_of(window), query or ListQuery(), window)


def test_the_model_keeps_the_rules_of_qt(filled: MainWindow) -> None:
    model = _model(filled)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.ask(ListQuery(text="drop-in"))
    model.ask(ListQuery(sort="due", descending=True))
    model.ask(ListQuery(text="no such words anywhere"))
    assert model.rowCount() == 0
    tester.deleteLater()


def test_words_are_in_display_and_accessible_roles(filled: MainWindow) -> None:
    model = _model(filled, ListQuery(text="performance return"))
    assert model.rowCount() == 1
    words = {column: model.index(0, column).data() for column in range(len(COLUMNS))}
    assert words[RATING] == "Off track"
    assert words[REF] == "DA-05"
    assert words[AREA] == "Pan-Lancashire"
    assert words[LEAD] == "Lancashire County Council"
    assert words[DUE] == "30 Sep 2026"
    spoken = model.index(0, DUE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "due 30 Sep 2026, 2 days late"
    assert model.headerData(DUE, Qt.Orientation.Horizontal) == "Due"


def test_every_row_can_be_read_over_page_borders(filled: MainWindow) -> None:
    model = _model(filled)
    refs = [model.index(row, REF).data() for row in range(model.rowCount())]
    assert len(set(refs)) == 60
    assert refs == sorted(refs)


def test_filters_by_rating_add_up(filled: MainWindow) -> None:
    counts = session_of(filled).counts(ListQuery())
    found = {brag: _model(filled, ListQuery(brags=frozenset({brag}))).rowCount() for brag in Brag}
    assert {brag: counts.get(brag, 0) for brag in Brag} == found
    assert sum(found.values()) == 60


def test_a_cell_is_saved_at_once(filled: MainWindow) -> None:
    model = _model(filled, ListQuery(text="performance return"))
    for column, typed in ((PERCENT, "40 %"), (DUE, "18 9 2026"), (LEAD, "Blackpool Council"), (ACTION, "New words")):
        assert model.setData(model.index(0, column), typed)
        model.ask(model.query)
    session = session_of(filled)
    action = session.action(find_action(session.plan, "DA-05"))
    assert (action.percent, action.lead, action.title) == (40, "Blackpool Council", "New words")
    assert action.due is not None
    assert action.due.isoformat() == "2026-09-18"


def test_a_cell_that_cannot_be_saved_is_refused_with_its_sentence(filled: MainWindow) -> None:
    model = _model(filled, ListQuery(text="performance return"))
    refusals: list[tuple[str, UserError]] = []
    model.refused.connect(lambda _index, typed, error: refusals.append((typed, error)))
    assert not model.setData(model.index(0, DUE), "31/02/2026")
    assert not model.setData(model.index(0, PERCENT), "150")
    assert not model.setData(model.index(0, ACTION), "   ")
    assert [typed for typed, _ in refusals] == ["31/02/2026", "150", "   "]
    assert refusals[0][1].message == "'31/02/2026' is not a real date."
    assert refusals[1][1].message == "Progress must be between 0 and 100."
    assert model.index(0, PERCENT).data() == ""


def test_nothing_in_the_bin_can_be_edited(filled: MainWindow) -> None:
    session = session_of(filled)
    session.delete([find_action(session.plan, "DA-05")])
    settle()
    model = _model(filled, ListQuery(deleted=True))
    assert model.rowCount() == 1
    assert not model.flags(model.index(0, ACTION)) & Qt.ItemFlag.ItemIsEditable
    live = _model(filled)
    assert live.flags(live.index(0, ACTION)) & Qt.ItemFlag.ItemIsEditable
    assert not live.flags(live.index(0, REF)) & Qt.ItemFlag.ItemIsEditable


def test_columns_give_way_in_their_order_and_rating_action_due_stay() -> None:
    assert shown_columns(2000, 1.0) == list(range(len(COLUMNS)))
    assert shown_columns(640, 1.0) == [RATING, REF, ACTION, AREA, DUE]
    assert shown_columns(100, 1.0) == [RATING, ACTION, DUE]
    assert shown_columns(1190, 2.0) == [RATING, ACTION, DUE]


def test_the_order_turns_round(filled: MainWindow) -> None:
    up, down = ListQuery(sort="due"), replace(ListQuery(sort="due"), descending=True)
    session = session_of(filled)
    assert set(session.keys(up)) == set(session.keys(down))
    assert session.keys(up) != session.keys(down)
