"""A list whose rows are whole sentences for a screen reader; a delegate draws them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from ui.kit.text import escape_tip

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class ToldRows(QAbstractListModel):
    """Things in the order given. `words` says one in a sentence, which is also its tip."""

    def __init__(self, words: Callable[[Any], str]) -> None:
        super().__init__()
        self._words = words
        self._things: Sequence[Any] = ()

    def show(self, things: Sequence[Any]) -> None:
        """Replace what is listed."""
        self.beginResetModel()
        self._things = things
        self.endResetModel()

    def thing(self, place: int) -> Any:  # noqa: ANN401 (whatever is listed; a list of one kind says which)
        """Return what stands at a place, None past the end."""
        return self._things[place] if 0 <= place < len(self._things) else None

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._things)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return one in words."""
        thing = self.thing(index.row())
        if thing is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(thing)
        return escape_tip(self._words(thing)) if role == Qt.ItemDataRole.ToolTipRole else None
