"""The sidebar's places as a model, with their counts in words for a screen reader."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from ui.kit.text import escape_tip
from ui.shell.places import Place

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class PlacesModel(QAbstractListModel):
    """Places with their counts in words for a screen reader."""

    def __init__(self, places: list[Place]) -> None:
        super().__init__()
        self._places = places
        self._more: dict[str, tuple[int, int]] = {}

    def put(self, places: list[Place]) -> None:
        """Show other places; the counts already known stay until they are counted again."""
        known = {place.key: place.count for place in self._places}
        self.beginResetModel()
        self._places = [replace(place, count=known.get(place.key, place.count)) for place in places]
        self.endResetModel()

    def set_count(self, key: str, count: int) -> None:
        """Change what is counted at a place."""
        self._more[key] = (count, self._more.get(key, (0, 0))[1])
        self._show(key)

    def set_arrived(self, key: str, count: int) -> None:
        """Change how much has arrived at a place, which is counted with the rest there."""
        known = self._more.get(key)
        if known is not None or count:
            self._more[key] = (known[0] if known is not None else 0, count)
            self._show(key)

    def _show(self, key: str) -> None:
        count = sum(self._more[key])
        for row, place in enumerate(self._places):
            if place.key == key and place.count != count:
                self._places[row] = replace(place, count=count)
                self.dataChanged.emit(self.index(row), self.index(row))

    def place(self, row: int) -> Place:
        """Return a place."""
        return self._places[row]

    def row_of(self, key: str) -> int:
        """Return the row of a place, -1 when it is not there."""
        return next((row for row, place in enumerate(self._places) if place.key == key), -1)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        """Return how many places there are."""
        return 0 if parent.isValid() else len(self._places)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a place's words."""
        place = self._places[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return place.words
            case Qt.ItemDataRole.AccessibleTextRole:
                return place.words if place.count is None else f"{place.words}, {place.count}"
            case Qt.ItemDataRole.ToolTipRole:
                return escape_tip(place.words if place.count is None else f"{place.words}: {place.count:,}")
            case _:
                return None
