"""Editing in the grid: where the keys that end an editor lead, refusals that keep what was typed, fill, copy, paste."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QLineEdit, QTableView, QWidget

from csa_tracker.errors import UserError
from ui.actions.cell_choice import ChoiceCell
from ui.actions.cell_editors import EditingDelegate
from ui.actions.cell_remark import CellRemark
from ui.actions.cell_transfer import copied_text, fill_down, paste_text
from ui.actions.columns import DUE
from ui.actions.table_model import ActionTableModel
from ui.kit.announce import announce
from ui.kit.text import restyle
from ui.session import Session

_Hint = QAbstractItemDelegate.EndEditHint


class CellEditing(QTableView):
    """The editing half of the grid. `edit_ended` fires when an editor has gone."""

    edit_ended = Signal()
    _model: ActionTableModel
    _session: Session

    def _begin_editing(self, model: ActionTableModel, delegate: EditingDelegate) -> None:
        self.remark = CellRemark(self.viewport())
        self._refused_now = False
        self._today = delegate.put_today
        delegate.finished.connect(self._finish)
        model.refused.connect(self._refused)
        model.modelReset.connect(self.remark.hide)

    def visible_columns(self) -> list[int]:
        """Return the columns shown, from left to right."""
        raise NotImplementedError

    def go_to_cell(self, index: QModelIndex | QPersistentModelIndex, *, keep_selection: bool = False) -> None:
        """Make a cell the current one and select its row alone."""
        raise NotImplementedError

    def selected(self) -> list[int]:
        """Return the rows of the selected actions, from top to bottom."""
        raise NotImplementedError

    def is_editing(self) -> bool:
        """Say whether a cell is being edited."""
        return self.state() == QAbstractItemView.State.EditingState

    def editor(self) -> QWidget | None:
        """Return the editor of the current cell, None where nothing is edited."""
        for kind in (QLineEdit, ChoiceCell):
            found = self.viewport().findChild(kind)
            if isinstance(found, QWidget) and self.is_editing():
                return found
        return None

    def cell_key(self, event: QKeyEvent) -> bool:
        """Clear, today, fill down, copy and paste; False for every other key."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
            return True
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_cells()
            return True
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        keys: Mapping[int, Callable[[], None]] = (
            {Qt.Key.Key_D: self.fill_cells, Qt.Key.Key_Semicolon: self.type_today}
            if control
            else {Qt.Key.Key_Backspace: self.clear_cell}
        )
        act = keys.get(event.key())
        if act is not None:
            act()
        return act is not None

    def clear_cell(self) -> None:
        """Clear the current cell, or say under it why it must hold something."""
        current = self.currentIndex()
        if current.flags() & Qt.ItemFlag.ItemIsEditable:
            self._model.setData(current, "")

    def type_today(self) -> None:
        """Begin to edit a date with today's."""
        current = self.currentIndex()
        if current.column() == DUE and current.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(current)
            editor = self.editor()
            if editor is not None:
                self._today(editor)

    def fill_cells(self) -> None:
        """Fill the current column of the selected rows from the first; of one row, from the row above."""
        fill_down(self._session, self, self._model, self.selected(), self.currentIndex())

    def copy_rows(self) -> None:
        """Put the shown columns of the selected rows on the clipboard, under their headings."""
        rows = self.selected() or [self.currentIndex().row()]
        text = copied_text(self._session, self._model, rows, self.visible_columns())
        if text:
            QGuiApplication.clipboard().setText(text)
            announce(self, f"{len(rows):,} {'row' if len(rows) == 1 else 'rows'} copied.")

    def paste_cells(self) -> None:
        """Paste the cells on the clipboard from the current cell on, all of them or none."""
        text = QGuiApplication.clipboard().text()
        if text:
            paste_text(
                self._session, self, self._model, text,
                columns=self.visible_columns(), current=self.currentIndex(), selected=self.selected(),
            )  # fmt: skip

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:  # noqa: N802
        """Close an editor, unless what is in it was refused and has not been given up."""
        if self._refused_now and hint != _Hint.RevertModelCache:
            self._refused_now = False
            if self.window().isActiveWindow():
                QTimer.singleShot(0, editor, editor.setFocus)
            return
        self.remark.hide()
        super().closeEditor(editor, _Hint.NoHint)
        self.edit_ended.emit()

    def _finish(self, editor: QWidget, step: str) -> None:
        """Save what an editor holds and go on, or stay where it was refused."""
        self._refused_now = False
        self.remark.hide()
        self.commitData(editor)
        if self._refused_now:
            self._refused_now = False
            return
        self.closeEditor(editor, _Hint.NoHint)
        self._go_on(step)

    def _go_on(self, step: str) -> None:
        current = self.currentIndex()
        row, column = current.row(), current.column()
        if step == "down":
            row = self._model.next_row(row, 1)
        elif step:
            row, column = self._beside(row, column, 1 if step == "right" else -1)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if (row, column) != (current.row(), current.column()) and row >= 0:
            self.go_to_cell(self._model.index(row, column))

    def _beside(self, row: int, column: int, by: int) -> tuple[int, int]:
        """The next cell that can be edited, from the end of a row on to the next one."""
        columns = self.visible_columns()
        can = [known for known in columns if self._model.index(row, known).flags() & Qt.ItemFlag.ItemIsEditable]
        later = [known for known in can if (columns.index(known) - columns.index(column)) * by > 0]
        if later:
            return row, later[0] if by > 0 else later[-1]
        beyond = self._model.next_row(row, by)
        if beyond == row or not can:
            return row, column
        return beyond, can[0] if by > 0 else can[-1]

    def _refused(self, index: QPersistentModelIndex, typed: str, error: UserError) -> None:
        """Keep the cell open with what was typed, and say under it why it cannot be kept."""
        self._refused_now = True
        cell = QModelIndex(index)  # type: ignore[call-overload]
        if not self.is_editing():
            self._refused_now = False
            self.go_to_cell(cell)
            self.edit(cell)
        editor = self.editor()
        sentence = f"{error.message} {error.next_step}"
        if isinstance(editor, QLineEdit):
            editor.setText(typed)
            editor.setModified(True)
            editor.setProperty("error", "true")
            restyle(editor)
        if editor is not None:
            editor.setAccessibleDescription(sentence)
            self.remark.say(sentence, editor.geometry())
        announce(self, sentence)
