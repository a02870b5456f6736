"""Opens the history of the current action over the window (Ctrl+H)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.history.history_sheet import HistorySheet

if TYPE_CHECKING:
    from ui.shell.window import MainWindow


def open_history(window: MainWindow, action_id: str = "") -> None:
    """Open the history of an action, the current one unless another is named; a change that waits comes first."""
    if window.session is None or window.view is None or window.overlay is not None:
        return
    wanted = action_id or window.view.page.action_id
    if not wanted or not window.finish_typing():
        return
    sheet = HistorySheet(window.session, wanted)
    sheet.restored.connect(window.say_undoable)
    window.open_sheet(sheet)
