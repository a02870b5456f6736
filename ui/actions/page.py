"""The Actions page: filters and grid on the left, the detail of the current action on the right or over the list."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QStackedWidget, QWidget

from csa_tracker.plan.lists import ListQuery
from ui.actions.detail.pane import WIDTH, DetailPane
from ui.actions.filter_bar import FilterBar
from ui.actions.grid import Grid
from ui.actions.table_model import ActionTableModel
from ui.kit.boxes import column, row, rule
from ui.kit.empty_state import EmptyState
from ui.kit.focus import holds_focus
from ui.look.worn import RAIL_FROM, look, px
from ui.session import Session
from ui.shown import plural

NARROW_BELOW = 1000
"""Effective width of the window under which the detail opens over the list."""


class ActionsPage(QWidget):
    """`counted` says how many actions are shown; `wanted` names a command the page's own buttons ask for."""

    counted = Signal(str, int)
    wanted = Signal(str)

    def __init__(self, session: Session, *, query: ListQuery, action_id: str = "", detail: bool = True) -> None:
        super().__init__()
        self._session = session
        self._detail_wanted = detail
        self.model = ActionTableModel(session, query, self)
        self.grid = Grid(session, self.model)
        self.filters = FilterBar(session, query)
        self.pane = DetailPane(session)
        self._edge = rule(upright=True)
        self._stack = QStackedWidget()
        self._nothing: EmptyState | None = None
        self._stack.addWidget(self.grid)
        self._list = QFrame()
        self._list.setProperty("ground", "surface")
        self._list.setLayout(column(self.filters, rule(), self._stack, gap=0))
        layout = row(self._list, self._edge, self.pane, gap=0)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self._connect()
        self.refresh()
        found = self.model.find(action_id) if action_id else 0
        self.grid.go_to_row(max(found, 0))
        self._place_detail()

    def _connect(self) -> None:
        self.filters.changed.connect(self._ask)
        self.filters.left.connect(self.focus_list)
        self.grid.current_changed.connect(self._current_changed)
        self.grid.opened.connect(self.open_detail)
        self.grid.sorted_by.connect(self.sort_by)
        self.pane.stepped.connect(self.step)
        self.pane.closed.connect(self.close_detail)
        self.pane.log_wanted.connect(lambda: self.wanted.emit("log"))
        # Queued: a save from a cell must end before the list under that cell is read again.
        self._session.changed.connect(self.refresh, Qt.ConnectionType.QueuedConnection)

    @property
    def query(self) -> ListQuery:
        """The filters and the order in force."""
        return self.filters.query

    @property
    def action_id(self) -> str:
        """The current action, empty for none."""
        row_now = self.model.row(self.grid.currentIndex().row())
        return row_now.id if row_now is not None else ""

    @property
    def detail_wanted(self) -> bool:
        """Whether the detail is to be shown beside the list."""
        return self._detail_wanted

    def is_narrow(self) -> bool:
        """Say whether the detail opens over the list."""
        return look().scale >= RAIL_FROM or self.window().width() < NARROW_BELOW

    def refresh(self) -> None:
        """Read the list again, keeping the current action."""
        self._ask(self.query)
        self.filters.refresh()

    def _ask(self, query: ListQuery) -> None:
        action_id, row_before = self.action_id, self.grid.currentIndex().row()
        self.model.ask(query)
        self.grid.show_order()
        total = self.model.rowCount()
        self._show_empty(total)
        found = self.model.find(action_id) if action_id else -1
        self.grid.go_to_row(found if found >= 0 else max(0, min(row_before, total - 1)))
        if not total:
            self._current_changed("")
        self.counted.emit("Bin" if query.deleted else "Actions", total)

    def _show_empty(self, total: int) -> None:
        if self._nothing is not None:
            self._stack.removeWidget(self._nothing)
            self._nothing.deleteLater()
            self._nothing = None
        if total == 0:
            self._nothing = self._empty()
            self._stack.addWidget(self._nothing)
        self._stack.setCurrentIndex(self._stack.count() - 1)

    def _empty(self) -> EmptyState:
        if self.filters.is_filtering():
            all_of_them = len(self._session.keys(ListQuery(deleted=self.query.deleted)))
            return EmptyState(
                "filter", "No actions match these filters.", f"{plural(all_of_them, 'action')} left out.",
                step="Clear filters", keys="Esc", act=self.filters.clear,
            )  # fmt: skip
        if self.query.deleted:
            return EmptyState(
                "inbox", "The Bin is empty.", "Actions you move here can be restored at any time.",
                step="Back to the actions", keys="Esc", act=lambda: self.wanted.emit("bin"),
            )  # fmt: skip
        if self._session.read_only:
            return EmptyState(
                "actions", "No actions yet.", self._session.read_only,
                step="Open another plan", keys="Ctrl+O", act=lambda: self.wanted.emit("open"),
            )  # fmt: skip
        return EmptyState(
            "actions", "No actions yet.", "Add the first action, or import a spreadsheet from the File menu.",
            step="New action", keys="Ctrl+N", act=lambda: self.wanted.emit("new"),
        )  # fmt: skip

    def sort_by(self, sort: str) -> None:
        """Sort by a column; the same column again turns the order round."""
        descending = not self.query.descending if self.query.sort == sort else False
        self.filters.ask(replace(self.query, sort=sort, descending=descending))

    def show_bin(self, *, shown: bool) -> None:
        """Show what was moved to the Bin, or the live actions."""
        self.filters.ask(ListQuery(sort=self.query.sort, descending=self.query.descending, deleted=shown))

    def step(self, by: int) -> None:
        """Go to the previous or next action."""
        self.grid.go_to_row(max(0, min(self.grid.currentIndex().row() + by, self.model.rowCount() - 1)))

    def go_to(self, action_id: str) -> None:
        """Make an action current, taking filters off when they hide it."""
        if self.model.find(action_id) < 0 and self.filters.is_filtering():
            self.filters.clear()
        self.grid.go_to_row(self.model.find(action_id))

    def focus_list(self) -> None:
        """Give the keyboard to the list."""
        self.filters.finish_typing()
        target: QWidget = self._nothing.step if self._nothing is not None else self.grid
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_filter(self) -> None:
        """Give the keyboard to the filter box."""
        if self.is_narrow():
            self.close_detail()
        self.filters.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.box.selectAll()

    def open_detail(self) -> None:
        """Show the detail and give it the keyboard."""
        self._detail_wanted = True
        self._place_detail(over=True)
        self.pane.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def close_detail(self) -> None:
        """Put the detail away."""
        self.pane.commit()
        if not self.is_narrow():
            self._detail_wanted = False
        self._place_detail()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Save whatever is being typed in a cell or in the detail."""
        focused = QApplication.focusWidget()
        if isinstance(focused, QLineEdit) and self.grid.isAncestorOf(focused):
            self.grid.commitData(focused)
        self.pane.commit()

    def set_detail(self, *, shown: bool) -> None:
        """Show or hide the detail."""
        if shown:
            self.open_detail()
        else:
            self.close_detail()

    def _place_detail(self, *, over: bool = False) -> None:
        narrow = self.is_narrow()
        has_action = bool(self.action_id)
        self.pane.setVisible(has_action and (over if narrow else self._detail_wanted))
        self._list.setVisible(not (narrow and self.pane.isVisibleTo(self)))
        self._edge.setVisible(self.pane.isVisibleTo(self) and self._list.isVisibleTo(self))
        if narrow:
            self.pane.setMinimumWidth(0)
            self.pane.setMaximumWidth(16777215)
        else:
            self.pane.setFixedWidth(px(WIDTH))

    def _current_changed(self, action_id: str) -> None:
        if action_id:
            place, total = self.grid.currentIndex().row(), self.model.rowCount()
            self.pane.show_action(action_id, place=place, total=total)
        else:
            self.pane.action_id = ""
        self._place_detail(over=self.is_narrow() and self.pane.isVisibleTo(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Escape goes back one step: from the detail to the list, then out of filters, then out of the Bin."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif holds_focus(self.pane):
            if self.is_narrow():
                self.close_detail()
            self.focus_list()
        elif self.filters.is_filtering():
            self.filters.clear()
            self.focus_list()
        elif self.query.deleted:
            self.show_bin(shown=False)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Move the detail over the list where the window became narrow, and back."""
        super().resizeEvent(event)
        self._place_detail(over=self.pane.isVisibleTo(self) and holds_focus(self.pane))
