"""Editors of the grid's cells: a line for words, dates and numbers; a list of choices for the rest."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from csa_tracker.rules.dates import show_date
from csa_tracker.values import Lifecycle
from ui.actions.cell_choice import RATINGS, ChoiceCell, Option
from ui.actions.columns import AREA, COLUMNS, DUE, KEY_ISSUE, LEAD, RATING, STATUS
from ui.kit.field import line_edit
from ui.session import Session

_Index = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EditingDelegate(QStyledItemDelegate):
    """Makes editors and reads the keys that end them. `finished` carries the editor and where to go: "down" ..."""

    finished = Signal(QWidget, str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:  # noqa: ARG002, N802
        """Return the editor of a cell; leads complete from the plan's organisations."""
        column, vocabulary = index.column(), self._session.vocabulary()
        name = COLUMNS[column].heading
        match column:
            case _ if column == RATING:
                editor = ChoiceCell(RATINGS, name, parent)
            case _ if column == STATUS:
                editor = ChoiceCell([Option(status.word, status.word) for status in Lifecycle], name, parent)
            case _ if column == KEY_ISSUE:
                editor = ChoiceCell([Option(one.label, one.label) for one in vocabulary.key_issues], name, parent)
            case _ if column == AREA:
                areas = [Option(one.label, one.label) for one in vocabulary.areas]
                editor = ChoiceCell(areas, name, parent, many=True)
            case _:
                return self._line(parent, column)
        editor.picked.connect(self._picked)
        return editor

    def _line(self, parent: QWidget, column: int) -> QLineEdit:
        editor = line_edit()
        editor.setParent(parent)
        editor.setAccessibleName(COLUMNS[column].heading)
        if column == LEAD:
            completer = QCompleter([choice.label for choice in self._session.vocabulary().organisations], editor)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            editor.setCompleter(completer)
        if column == DUE:
            editor.setProperty("dated", "true")
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:  # noqa: N802 (Qt's name)
        """Fill the editor, unless something is being typed in it."""
        stored = str(index.data(Qt.ItemDataRole.EditRole))
        if isinstance(editor, ChoiceCell) and not editor.is_changed():
            editor.choose(stored)
        elif isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(stored)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:  # noqa: N802
        """Save what was typed or picked, if anything was."""
        if isinstance(editor, ChoiceCell) and editor.is_changed():
            model.setData(index, editor.value())
        elif isinstance(editor, QLineEdit) and editor.isModified():
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:  # noqa: ARG002, N802
        """Let a line fill its cell, so that nothing of the old value peeks out; lay a list over it."""
        box = option.rect
        viewport = editor.parentWidget()
        if isinstance(editor, ChoiceCell) and viewport is not None:
            editor.place(box, viewport.rect())
            return
        editor.setGeometry(box.adjusted(2, 2, -2, -3))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Enter goes down, Tab right, Shift+Tab left, Ctrl+Enter stays; Ctrl+; puts today into a date."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(editor, QWidget):
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if control and event.key() == Qt.Key.Key_Semicolon:
                self.put_today(editor)
                return True
            steps = dict.fromkeys(_ENTER, "" if control else "down") | {
                Qt.Key.Key_Tab: "right", Qt.Key.Key_Backtab: "left",
            }  # fmt: skip
            step = steps.get(Qt.Key(event.key()))
            if step is not None:
                self.finished.emit(editor, step)
                return True
        return super().eventFilter(editor, event)

    def put_today(self, editor: QWidget) -> None:
        """Put today's date into a line that takes a date."""
        if isinstance(editor, QLineEdit) and editor.property("dated"):
            editor.setText(show_date(self._session.today))
            editor.setModified(True)

    def _picked(self, editor: QWidget) -> None:
        self.finished.emit(editor, "")
