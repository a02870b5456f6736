"""Changes that wait for a reason: asked for one after the other; given up, the old value stays."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from csa_tracker.errors import UserError

if TYPE_CHECKING:
    from ui.session import HeldChange
    from ui.shell.window import MainWindow


class Reasons(QObject):
    """Keeps the changes that wait, and asks for one reason after the other."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._waiting: deque[HeldChange] = deque()

    def hold(self, held: HeldChange) -> None:
        """Ask for a reason as soon as the key or click that made the change has done its work."""
        # Losing the focus to the sheet commits the same text once more.
        if all(held.draft != other.draft for other in self._waiting):
            self._waiting.append(held)
            QTimer.singleShot(0, self, self.ask)

    def are_wanted(self) -> bool:
        """Say whether a change waits for its reason."""
        return bool(self._waiting)

    def ask(self) -> None:
        """Open the sheet for the change that waits longest, once no other sheet is open."""
        from ui.shell.reason_sheet import ReasonSheet

        window = self._window
        if not self._waiting or window.overlay is not None or window.session is None:
            return
        held = self._waiting[0]
        try:
            ref = window.session.action(held.draft.id or "").ref
        except UserError as error:  # gone meanwhile, by another program
            self._waiting.popleft()
            window.refuse("The change was not saved", error)
            return
        sheet = ReasonSheet(window.session, held, ref)
        sheet.saved.connect(lambda: window.say_undoable("Saved with its reason."))
        sheet.finished.connect(self._answered)
        window.open_sheet(sheet)

    def forget(self) -> None:
        """Drop what waits: the plan is closed."""
        self._waiting.clear()

    def _answered(self) -> None:
        self._waiting.popleft()
        if self._waiting:
            QTimer.singleShot(0, self, self.ask)
