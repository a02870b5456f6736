"""The grid's model: an array of keys and a cache of pages; filter, order and groups are the database's work."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from dataclasses import dataclass, replace

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from csa_tracker.errors import UserError
from csa_tracker.plan.bulk import CellEntry, cell_drafts
from csa_tracker.plan.grouping import Group, group_keys
from csa_tracker.plan.lists import ListQuery
from csa_tracker.values import ActionRow
from ui.actions.closed_groups import keep_closed, list_name, read_closed
from ui.actions.columns import COLUMNS
from ui.actions.group_words import group_spoken
from ui.actions.row_words import cell_data
from ui.kit.text import escape_tip
from ui.session import Session

PAGE = 100
PAGES_KEPT = 30
GROUP_ROLE = Qt.ItemDataRole.UserRole + 2
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class GroupHead:
    """The row that heads a group, and whether its actions are shown."""

    group: Group
    is_open: bool


class ActionTableModel(QAbstractTableModel):
    """Actions of one query, in groups or not. `refused` carries the sentence when a typed cell cannot be saved."""

    refused = Signal(object, str, object)

    def __init__(self, session: Session, query: ListQuery, parent: QObject | None = None, *, group: str = "") -> None:
        super().__init__(parent)
        self._session = session
        self.query, self.group = query, group
        self._closed: set[str] = set()
        self._closed_of = ""  # the list whose closed groups these are
        self._pages: OrderedDict[int, dict[int, ActionRow]] = OrderedDict()
        self._rows: list[int] = []  # the key of an action, or minus one more than the number of a group
        self._heads: list[int] = []  # rows of the groups, in order
        self._place: dict[int, int] | None = None
        self._read()

    def _read(self) -> None:
        self._keys: list[int] = self._session.keys(self.query)
        deleted = self.query.deleted
        self._groups = group_keys(self._session.plan, self._keys, self.group, deleted=deleted) if self.group else []
        if self._closed_of != list_name(self.query, self.group):
            self._closed_of = list_name(self.query, self.group)
            self._closed = read_closed(self._session.plan.profile, self.query, self.group)
        self._lay_out()

    def _lay_out(self) -> None:
        rows: list[int] = [] if self.group else list(self._keys)
        heads: list[int] = []
        for number, group in enumerate(self._groups):
            heads.append(len(rows))
            rows.append(-number - 1)
            if group.name not in self._closed:
                rows += group.keys
        self._rows, self._heads, self._place = rows, heads, None
        self._pages.clear()

    def ask(self, query: ListQuery) -> None:
        """Show another query, or the same one afresh."""
        rows = self._rows
        same = query == self.query
        kept = (self.query, self._keys, self._groups, self._rows, self._heads)
        self.query = query
        self._read()
        if same and rows == self._rows:
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(COLUMNS) - 1))
            return
        now = (self.query, self._keys, self._groups, self._rows, self._heads)
        self._put(kept)  # until the reset begins, views see what they know
        self.beginResetModel()
        self._put(now)
        self.endResetModel()

    def _put(self, state: tuple[ListQuery, list[int], list[Group], list[int], list[int]]) -> None:
        self.query, self._keys, self._groups, self._rows, self._heads = state
        self._place = None
        self._pages.clear()

    def set_group(self, group: str) -> None:
        """Group the rows by another column, or ("") by none; groups are closed that were the last time."""
        if group == self.group:
            return
        self.beginResetModel()
        self.group = group
        self._read()
        self.endResetModel()

    def open_group(self, row: int, *, shown: bool) -> None:
        """Show or hide the actions of the group a row heads."""
        head = self.group_at(row)
        if head is None or head.is_open == shown:
            return
        count = len(head.group.keys)
        if shown:
            self.beginInsertRows(QModelIndex(), row + 1, row + count)
            self._closed.discard(head.group.name)
        else:
            self.beginRemoveRows(QModelIndex(), row + 1, row + count)
            self._closed.add(head.group.name)
        self._lay_out()
        (self.endInsertRows if shown else self.endRemoveRows)()
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))
        keep_closed(self._session.plan.profile, self.query, self.group, self._closed)

    def reveal(self, action_id: str) -> int:
        """Return the row of an action, its group opened where that is closed; -1 when this query does not show it."""
        for row in [] if self.find(action_id) >= 0 else self._heads:
            head = self.group_at(row)
            if head is not None and not head.is_open and self._holds(head.group, action_id):
                self.open_group(row, shown=True)
                break
        return self.find(action_id)

    def _holds(self, group: Group, action_id: str) -> bool:
        parts = [group.keys[first : first + PAGE] for first in range(0, len(group.keys), PAGE)]
        return any(found.id == action_id for part in parts for found in self._session.rows(part))

    def heads(self) -> list[int]:
        """Return the rows that head groups, in order."""
        return list(self._heads)

    def group_at(self, row: int) -> GroupHead | None:
        """Return the group a row heads, None for an action's row."""
        if not 0 <= row < len(self._rows) or self._rows[row] >= 0:
            return None
        group = self._groups[-self._rows[row] - 1]
        return GroupHead(group, group.name not in self._closed)

    def head_of(self, row: int) -> int:
        """Return the row that heads the group an action's row is in, -1 for none."""
        number = bisect_right(self._heads, row) - 1
        return self._heads[number] if number >= 0 else -1

    @property
    def total(self) -> int:
        """How many actions the query finds, whether their groups are open or not."""
        return len(self._keys)

    def key(self, row: int) -> int:
        """Return the key of an action's row, 0 for another."""
        return max(self._rows[row], 0) if 0 <= row < len(self._rows) else 0

    def row_of_key(self, key: int) -> int:
        """Return the row of a key, -1 when it is not shown."""
        if self._place is None:
            self._place = {known: row for row, known in enumerate(self._rows)}
        return self._place.get(key, -1) if key > 0 else -1

    def place(self, row: int) -> int:
        """Return the place of an action's row among all actions of the query, from 0."""
        number = bisect_right(self._heads, row) - 1
        if number < 0:
            return row
        before = sum(len(group.keys) for group in self._groups[:number])
        return before + row - self._heads[number] - 1

    def next_row(self, row: int, by: int) -> int:
        """Return the next action's row in a direction, the same one at the end; -1 when there is none at all."""
        number = row + by
        while 0 <= number < len(self._rows) and self._rows[number] < 0:
            number += by
        if 0 <= number < len(self._rows):
            return number
        return row if self.key(row) else -1

    def row(self, number: int) -> ActionRow | None:
        """Return the action of a row, None for a group's row and where it is no longer there."""
        if not self.key(number):
            return None
        page = number // PAGE
        rows = self._pages.get(page)
        if rows is None:
            rows = self._pages[page] = self._read_page(page)
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(page)
        return rows.get(number)

    def _read_page(self, page: int) -> dict[int, ActionRow]:
        keys = {row: key for row in range(page * PAGE, (page + 1) * PAGE) if (key := self.key(row))}
        found = self._session.rows(list(keys.values()))
        if len(found) < len(keys):  # some went away meanwhile
            return {row: one[0] for row, key in keys.items() if (one := self._session.rows([key]))}
        return dict(zip(keys, found, strict=True))

    def find(self, action_id: str) -> int:
        """Return the row of an action, -1 when this query does not show it."""
        for number in range(len(self._rows)):
            row = self.row(number)
            if row is not None and row.id == action_id:
                return number
        return -1

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        """Return how many rows there are: the actions shown, and the heads of groups."""
        return 0 if parent.isValid() else len(self._rows)

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
        """Return a cell's words; `ROW_ROLE` gives the whole row for painting, `GROUP_ROLE` the head of a group."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return self._head_data(index, role)
        return cell_data(row, index.column(), role, self._session.today)

    def _head_data(self, index: _Index, role: int) -> object:
        head = self.group_at(index.row()) if index.isValid() else None
        if head is None:
            return None
        if role == GROUP_ROLE:
            return head
        if role == Qt.ItemDataRole.DisplayRole:
            return head.group.name
        spoken = group_spoken(head.group, is_open=head.is_open)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken
        return escape_tip(spoken) if role == Qt.ItemDataRole.ToolTipRole else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Say which cells can be edited: none in a plan or list that is only to be read. Heads cannot be selected."""
        flags = super().flags(index)
        if index.isValid() and not self.key(index.row()):
            return Qt.ItemFlag.ItemIsEnabled
        if not index.isValid() or self._session.read_only or self.query.deleted:
            return flags
        return flags | Qt.ItemFlag.ItemIsEditable if COLUMNS[index.column()].field else flags

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """Save a typed cell at once; what cannot be saved is refused with its sentence, and stays typed."""
        row = self.row(index.row())
        column = COLUMNS[index.column()]
        if role != Qt.ItemDataRole.EditRole or row is None or not column.field:
            return False
        if str(value) == column.text(row, self._session.today):
            return True
        try:
            action = self._session.action(row.id)
            drafts = cell_drafts(self._session.plan, [CellEntry(row.id, column.field, str(value))])
            if not drafts:
                return True
            draft = replace(drafts[0], base=action.heads)
            return self._session.change(draft, label="edit-cell", dropped=_stays)
        except UserError as error:
            self.refused.emit(QPersistentModelIndex(index), str(value), error)
            return False


def _stays() -> None:
    """A cell whose change was given up shows the stored value by itself."""
