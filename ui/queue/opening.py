"""Opens the quarter queue over the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.queue.queue_sheet import QueueSheet

if TYPE_CHECKING:
    from ui.shell.window import MainWindow


def open_queue(window: MainWindow) -> None:
    """Open the queue of the open plan, unless it cannot be changed or a change still waits for its reason."""
    session = window.session
    if session is None or session.read_only or window.overlay is not None or not window.finish_typing():
        return
    sheet = QueueSheet(session)
    # Under a sheet nothing can be undone yet: the toast says what happened, and Undo works once the sheet is closed.
    sheet.said.connect(lambda words, _undoable: window.say(words))
    window.open_sheet(sheet)
