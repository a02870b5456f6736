"""The Actions page: filters and grid on the left, the detail of the current action on the right or over the list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from csa_tracker.plan.list_rows import GROUPINGS
from csa_tracker.plan.lists import ListQuery
from ui.actions.arrangement import Arrangement, keep_arrangement, read_arrangement
from ui.actions.detail.pane import WIDTH, DetailPane
from ui.actions.filter_bar import FilterBar
from ui.actions.grid import Grid
from ui.actions.list_tools import ColumnChooser
from ui.actions.nothing import nothing_to_show
from ui.actions.several import Several
from ui.actions.table_model import ActionTableModel
from ui.kit.boxes import column, row, rule
from ui.kit.empty_state import EmptyState
from ui.kit.focus import holds_focus
from ui.look.worn import RAIL_FROM, look, px
from ui.session import Session

NARROW_BELOW = 1000
"""Effective width of the window under which the detail opens over the list."""


class ActionsPage(QWidget):
    """`counted` says how many actions are shown; `wanted` names a command the page's own buttons ask for."""

    counted = Signal(str, int)
    wanted = Signal(str)

    def __init__(self, session: Session, *, query: ListQuery, action_id: str = "", detail: bool = True) -> None:
        super().__init__()
        self._session = session
        self._detail_wanted, self._stale, self._bulk_over = detail, False, False
        self._shown = ""
        arranged = read_arrangement(session.plan.profile)
        self.model = ActionTableModel(session, query, self, group=arranged.group)
        self.grid = Grid(session, self.model, arranged)
        self.filters = FilterBar(session, query)
        self.filters.show_group(arranged.group)
        self.several = Several(session, self.grid, self.model)
        self.bulk = self.several.bulk
        self.pane = DetailPane(session)
        self._edge = rule(upright=True)
        self._stack = QStackedWidget()
        self._nothing: EmptyState | None = None
        self._stack.addWidget(self.grid)
        self._list = QFrame()
        self._list.setProperty("ground", "surface")
        self._list.setLayout(column(self.filters, rule(), self._stack, self.several.strip, gap=0))
        layout = row(self._list, self._edge, self.pane, self.bulk, gap=0)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self._connect()
        self.grid.show_order()
        self._show_empty(self.model.total)
        found = self.model.find(action_id) if action_id else -1
        self.grid.go_to_row(found if found >= 0 else max(self.model.next_row(-1, 1), 0))
        self._place_detail()

    def _connect(self) -> None:
        self.filters.changed.connect(self._ask)
        self.filters.left.connect(self.focus_list)
        self.filters.group_wanted.connect(self.set_group)
        self.filters.columns_wanted.connect(self.choose_columns)
        self.grid.current_changed.connect(self._current_changed)
        self.grid.opened.connect(self.open_detail)
        self.grid.sorted_by.connect(self.sort_by)
        self.grid.arranged.connect(self._arranged)
        self.grid.edit_ended.connect(self._catch_up, Qt.ConnectionType.QueuedConnection)
        self.several.moved.connect(self._selection_changed)
        self.several.change_wanted.connect(self.change_selected)
        self.pane.stepped.connect(self.step)
        self.pane.closed.connect(self.close_detail)
        self.pane.wanted.connect(self.wanted)
        self._session.follow(self.refresh)
        self._session.follow(self.filters.refresh)

    @property
    def query(self) -> ListQuery:
        """The filters and the order in force."""
        return self.filters.query

    @property
    def action_id(self) -> str:
        """The current action, empty for none."""
        number = self.grid.currentIndex().row()
        row_now = self.model.row(number)
        if row_now is None and self.model.group_at(number) is not None:
            return self._shown  # the head of a group stands between actions
        return row_now.id if row_now is not None else ""

    @property
    def detail_wanted(self) -> bool:
        """Whether the detail is to be shown beside the list."""
        return self._detail_wanted

    def is_narrow(self) -> bool:
        """Say whether the detail opens over the list."""
        return look().scale >= RAIL_FROM or self.window().width() < NARROW_BELOW

    def refresh(self) -> None:
        """Read the list again, keeping the current action; not under an editor, which would lose what is typed."""
        if self.grid.is_editing():
            self._stale = True
            return
        self._ask(self.query)

    def _catch_up(self) -> None:
        if self._stale and not self.grid.is_editing():
            self._stale = False
            self.refresh()

    def _ask(self, query: ListQuery) -> None:
        self._read_again(lambda: self.model.ask(query))
        self.grid.show_order()
        self._show_empty(self.model.total)
        if not self.model.total:
            self._current_changed("")
        self.tell_count()

    def tell_count(self) -> None:
        """Say how many actions are shown."""
        self.counted.emit("Bin" if self.query.deleted else "Actions", self.model.total)

    def _read_again(self, read: Callable[[], None]) -> None:
        """Do what lays the rows out anew; the current action and the selected ones stay, as far as they are shown."""
        action_id, before = self.action_id, self.grid.currentIndex().row()
        key, keys = self.model.key(before), [self.model.key(number) for number in self.grid.selected()]
        read()
        found = self.model.row_of_key(key)
        shown = self.model.row(found)
        if shown is not None and shown.id != action_id:  # keys are new after a rebuild of the plan's tables
            found = self.model.find(action_id)
        elif not key and self.model.group_at(before) is not None:
            found = before
        if found < 0:
            near = max(0, min(before, self.model.rowCount() - 1))
            found = near if self.model.key(near) else max(self.model.next_row(near, 1), 0)
        self.grid.go_to_row(found, keep_selection=len(keys) > 1)
        if len(keys) > 1:
            self.grid.select_keys(keys)
            if not self.grid.selected():
                self.grid.go_to_row(found)
        self.several.show_soon()

    def set_group(self, name: str) -> None:
        """Group the list: "key_issue", "lead", "area", "quarter", or "" for none (csa_tracker/plan/grouping.py)."""
        group = name if name in GROUPINGS else ""
        if group == self.model.group:
            return
        self._read_again(lambda: self.model.set_group(group))
        self.filters.show_group(group)
        self.grid.lay_out_columns()
        self._arranged(self.grid.arrangement)

    def choose_columns(self) -> None:
        """Open the list of columns under its button."""
        chooser = ColumnChooser(self.grid.arrangement, self.grid.visible_columns(), self)
        chooser.arranged.connect(self._columns_chosen)
        chooser.open_under(self.filters.columns)

    def _columns_chosen(self, arrangement: Arrangement) -> None:
        self.grid.arrange(arrangement)
        self._arranged(arrangement)
        self.focus_list()

    def _arranged(self, arrangement: Arrangement) -> None:
        """Remember how the person arranged the list."""
        keep_arrangement(self._session.plan.profile, replace(arrangement, group=self.model.group))

    def _show_empty(self, total: int) -> None:
        if self._nothing is not None:
            self._stack.removeWidget(self._nothing)
            self._nothing.deleteLater()
            self._nothing = None
        if total == 0:
            clear = self.filters.clear if self.filters.is_filtering() else None
            self._nothing = nothing_to_show(self._session, self.query, clear=clear, want=self.wanted.emit)
            self._stack.addWidget(self._nothing)
        self._stack.setCurrentIndex(self._stack.count() - 1)

    def sort_by(self, sort: str) -> None:
        """Sort by a column; the same column again turns the order round."""
        descending = not self.query.descending if self.query.sort == sort else False
        self.filters.ask(replace(self.query, sort=sort, descending=descending))

    def show_bin(self, *, shown: bool) -> None:
        """Show what was moved to the Bin, or the live actions."""
        self.filters.ask(ListQuery(sort=self.query.sort, descending=self.query.descending, deleted=shown))

    def step(self, by: int) -> None:
        """Go to the previous or next action."""
        self.grid.go_to_row(self.model.next_row(self.grid.currentIndex().row(), by))

    def go_to(self, action_id: str) -> None:
        """Make an action current, opening its group and taking filters off when they hide it."""
        found = self.model.reveal(action_id)
        if found < 0 and self.filters.is_filtering():
            self.filters.clear()
            found = self.model.reveal(action_id)
        self.grid.go_to_row(found)

    def selected_ids(self) -> list[str]:
        """Return the selected actions, from top to bottom."""
        return self.several.ids()

    def _selection_changed(self) -> None:
        if not self.several.are_selected():
            self._bulk_over = False
        self._place_detail(over=self.is_narrow() and self.pane.isVisibleTo(self))

    def change_selected(self) -> None:
        """Give the keyboard to the fields of all selected actions; of one, to its detail."""
        if not self.several.are_selected():
            self.open_detail()
            return
        self._detail_wanted, self._bulk_over = True, True
        self.several.show_now()
        self.bulk.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

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
        editor = self.grid.editor()
        if editor is not None:
            self.grid.commitData(editor)
        self.pane.commit()

    def set_detail(self, *, shown: bool) -> None:
        """Show or hide the detail."""
        if shown:
            self.open_detail()
        else:
            self.close_detail()

    def _place_detail(self, *, over: bool = False) -> None:
        narrow = self.is_narrow()
        several = self.several.are_selected()
        shown = self._bulk_over if several and narrow else over if narrow else self._detail_wanted
        self.pane.setVisible(bool(self.action_id) and shown and not several)
        self.bulk.setVisible(shown and several)
        beside = self.pane if not several else self.bulk
        self._list.setVisible(not (narrow and beside.isVisibleTo(self)))
        self._edge.setVisible(beside.isVisibleTo(self) and self._list.isVisibleTo(self))
        for side in (self.pane, self.bulk):
            if narrow:
                side.setMinimumWidth(0)
                side.setMaximumWidth(16777215)
            else:
                side.setFixedWidth(px(WIDTH))

    def _current_changed(self, action_id: str) -> None:
        self._shown = action_id
        if action_id:
            place = self.model.place(self.grid.currentIndex().row())
            self.pane.show_action(action_id, place=place, total=self.model.total)
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
        elif holds_focus(self.bulk):
            self._bulk_over = False
            self._place_detail()
            self.focus_list()
        elif self.several.are_selected():
            self.several.clear()
        elif self.filters.is_filtering():
            self.filters.clear()
            self.focus_list()
        elif self.query.deleted:
            self.show_bin(shown=False)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Move the detail over the list where the window became narrow, and back."""
        super().resizeEvent(event)
        self._place_detail(over=self.pane.isVisibleTo(self) and holds_focus(self.pane))
