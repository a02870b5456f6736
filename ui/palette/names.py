"""The names of every live action, kept by the session until something changes, read in slices so that no key waits."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from csa_tracker.plan.find import NameIndex, name_index
from csa_tracker.plan.lists import ListQuery
from csa_tracker.values import ActionRow
from ui.session import Session

_SLICE = 250


class ActionNames(QObject):
    """Reads names a slice at a time after `begin`; `index` reads at once what is still missing."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._keys: list[int] | None = None
        self._rows: list[ActionRow] = []
        self._index: NameIndex | None = None
        self._pause = QTimer(self)
        self._pause.setInterval(0)
        self._pause.timeout.connect(self._read_slice)
        session.changed.connect(self._forget)

    def begin(self) -> None:
        """Start reading, unless everything is known."""
        if self._index is None:
            self._pause.start()

    def index(self) -> NameIndex:
        """Return the names of every live action, in reference order."""
        while self._index is None:
            self._read_slice()
        return self._index

    def _read_slice(self) -> None:
        if self._keys is None:
            self._keys = self._session.keys(ListQuery())
        start = len(self._rows)
        wanted = self._keys[start : start + _SLICE]
        rows = self._session.rows(wanted)
        self._rows += rows
        # Fewer rows than keys: another program removed some just now, and its change will be told.
        if len(rows) < len(wanted) or len(self._rows) >= len(self._keys):
            self._pause.stop()
            self._index = name_index(self._rows)
            self._rows = []

    def _forget(self) -> None:
        self._pause.stop()
        self._keys, self._rows, self._index = None, [], None


def names_of(session: Session) -> ActionNames:
    """Return the names kept for a session, made with the first palette."""
    kept = session.findChild(ActionNames)
    return kept if isinstance(kept, ActionNames) else ActionNames(session)
