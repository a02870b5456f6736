"""The grid's model: an array of keys and a cache of pages; filter and order are the database's work."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from csa_tracker.errors import UserError
from csa_tracker.plan.drafts import ActionDraft
from csa_tracker.plan.lists import ListQuery
from csa_tracker.rules.dates import show_date
from csa_tracker.values import ActionRow
from ui.actions.columns import COLUMNS
from ui.kit.text import escape_tip
from ui.session import Session

PAGE = 100
PAGES_KEPT = 30
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class ActionTableModel(QAbstractTableModel):
    """Actions of one query. `refused` carries the sentence when a typed cell cannot be saved."""

    refused = Signal(object, str, object)

    def __init__(self, session: Session, query: ListQuery, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.query = query
        self._keys: list[int] = session.keys(query)
        self._pages: OrderedDict[int, list[ActionRow]] = OrderedDict()

    def ask(self, query: ListQuery) -> None:
        """Show another query, or the same one afresh."""
        keys = self._session.keys(query)
        if keys == self._keys and query == self.query:
            self._pages.clear()
            if keys:
                self.dataChanged.emit(self.index(0, 0), self.index(len(keys) - 1, len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self.query, self._keys = query, keys
        self._pages.clear()
        self.endResetModel()

    def row(self, number: int) -> ActionRow | None:
        """Return one row, None when it is no longer there."""
        if not 0 <= number < len(self._keys):
            return None
        page, place = divmod(number, PAGE)
        rows = self._pages.get(page)
        if rows is None:
            rows = self._session.rows(self._keys[page * PAGE : (page + 1) * PAGE])
            self._pages[page] = rows
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(page)
        return rows[place] if place < len(rows) else None

    def find(self, action_id: str) -> int:
        """Return the row of an action, -1 when this query does not show it."""
        for number in range(len(self._keys)):
            row = self.row(number)
            if row is not None and row.id == action_id:
                return number
        return -1

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        """Return how many actions the query finds."""
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        """Return how many columns there are, shown or not."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(  # noqa: N802 (Qt's name)
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a heading, or a row's reference for a screen reader."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return COLUMNS[section].heading if 0 <= section < len(COLUMNS) else None
        row = self.row(section)
        return row.ref if row is not None else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's words; `ROW_ROLE` gives the whole row for painting."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        column = COLUMNS[index.column()]
        today = self._session.today
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.words(row, today)
            case Qt.ItemDataRole.AccessibleTextRole:
                return (column.spoken or column.words)(row, today)
            case Qt.ItemDataRole.ToolTipRole:
                return escape_tip(column.words(row, today))
            case Qt.ItemDataRole.EditRole:
                return self._edited(row, column.field)
            case _:
                return row if role == ROW_ROLE else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Say which cells can be edited: none in a plan or list that is only to be read."""
        flags = super().flags(index)
        if not index.isValid() or self._session.read_only or self.query.deleted:
            return flags
        return flags | Qt.ItemFlag.ItemIsEditable if COLUMNS[index.column()].field else flags

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """Save a typed cell at once; what cannot be saved is refused with its sentence, and stays typed."""
        row = self.row(index.row())
        field = COLUMNS[index.column()].field
        if role != Qt.ItemDataRole.EditRole or row is None or not field:
            return False
        if str(value) == self._edited(row, field):
            return True
        try:
            action = self._session.action(row.id)
            fields = self._session.entry(field, str(value))
            draft = ActionDraft(id=row.id, fields=fields, base=action.heads)
            return self._session.change(draft, label="edit-cell", dropped=_stays)
        except UserError as error:
            self.refused.emit(QPersistentModelIndex(index), str(value), error)
            return False

    @staticmethod
    def _edited(row: ActionRow, field: str) -> str:
        match field:
            case "title":
                return row.title
            case "lead":
                return row.lead
            case "due":
                return row.due_text or (show_date(row.due) if row.due else "")
            case "percent":
                return "" if row.percent is None else str(row.percent)
            case _:
                return ""


def _stays() -> None:
    """A cell whose change was given up shows the stored value by itself."""
