"""What a merge touched: cells and rows, by entity."""

from __future__ import annotations

Written = dict[str, tuple[int, str]]
"""The cells of a row that are written once: field -> (operation, canonical text)."""


class Touched:
    """Cells touched by a merge, and for each row the earliest clock value and its scope.

    `plain` are rows whose cells were all written once, by operations that name no other (db/log/fresh.py).
    """

    def __init__(self) -> None:
        self.cells: dict[tuple[str, str, str], None] = {}
        self.origins: dict[tuple[str, str], tuple[int, str]] = {}
        self.plain: dict[tuple[str, str], Written] = {}

    def __bool__(self) -> bool:
        return bool(self.cells)

    def add(self, entity: str, row: str, field: str) -> None:
        """Note one cell."""
        self.cells[entity, row, field] = None

    def note_origin(self, entity: str, row: str, scope: str, hlc: int) -> None:
        """Note that a row has an operation of this age in this scope; the smallest pair stands."""
        known = self.origins.get((entity, row))
        if known is None or (hlc, scope) < known:
            self.origins[entity, row] = (hlc, scope)

    def rows(self, entity: str) -> set[str]:
        """Ids of the touched rows of one entity."""
        return {row for kind, row in self.origins if kind == entity}
