"""Several selected actions: the strip that counts them, the pane that changes them, and their way to the Bin."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ui.actions.bulk_pane import BulkPane
from ui.actions.cell_changes import Host
from ui.actions.grid import Grid
from ui.actions.selection_strip import SelectionStrip
from ui.actions.table_model import ActionTableModel
from ui.session import Session
from ui.shown import plural

_KEYS_AT_ONCE = 1000


class Several(QObject):
    """Follows the grid's selection. `moved` fires once after each change of it, `change_wanted` asks for the fields."""

    moved = Signal()
    change_wanted = Signal()

    def __init__(self, session: Session, grid: Grid, model: ActionTableModel) -> None:
        super().__init__(grid)
        self._session, self._grid, self._model = session, grid, model
        self.strip, self.bulk = SelectionStrip(), BulkPane(session)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(0)
        self._pause.timeout.connect(self.show_now)
        grid.selection_moved.connect(self._pause.start)
        grid.delete_wanted.connect(self.move)
        self.strip.edit.clicked.connect(self.change_wanted)
        self.strip.clear.clicked.connect(self.clear)
        self.bulk.closed.connect(self.clear)
        self.bulk.bin_wanted.connect(self.move)

    def are_selected(self) -> bool:
        """Say whether more than one action is selected."""
        return len(self._grid.selected()) > 1

    def ids(self) -> list[str]:
        """Return the ids of the selected actions, from top to bottom."""
        return list(self.references())

    def references(self) -> dict[str, str]:
        """Return the references of the selected actions by id, from top to bottom."""
        keys = [self._model.key(number) for number in self._grid.selected()]
        parts = [keys[first : first + _KEYS_AT_ONCE] for first in range(0, len(keys), _KEYS_AT_ONCE)]
        return {found.id: found.ref for part in parts for found in self._session.rows(part)}

    def show_soon(self) -> None:
        """Show the selection again once what is going on has ended."""
        self._pause.start()

    def show_now(self) -> None:
        """Count the selection, and show what its actions have in common."""
        self._pause.stop()
        if self._session.is_closed:
            return
        count = len(self._grid.selected())
        self.strip.show_count(count, self._model.total)
        if count > 1:
            self.bulk.show_actions(self.references(), deleted=self._model.query.deleted)
        self.moved.emit()

    def clear(self) -> None:
        """Let go of all but the current action, and give the list the keyboard."""
        number = self._grid.currentIndex().row()
        self._grid.go_to_row(number if self._model.key(number) else self._model.next_row(number, 1))
        self.show_now()
        self._grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def move(self) -> None:
        """Move the selected actions to the Bin as one step, or out of it again; nothing is asked."""
        ids = self.ids()
        if not ids or self._session.read_only:
            return
        words = plural(len(ids), "action")
        rows = self._grid.selected()
        after = self._model.next_row(rows[-1], 1)
        self._grid.go_to_row(after if after != rows[-1] else self._model.next_row(rows[0], -1))
        if self._model.query.deleted:
            self._session.restore(ids)
            said = f"{words} restored."
        else:
            self._session.delete(ids)
            said = f"{words} moved to Bin."
        host = self._grid.window()
        if isinstance(host, Host):
            host.say_undoable(said)
        self._grid.setFocus(Qt.FocusReason.OtherFocusReason)
