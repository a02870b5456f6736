"""Opens the sheet to decide conflicts over the window, at the current action when that has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.exchange.conflict_sheet import ConflictSheet

if TYPE_CHECKING:
    from ui.shell.window import MainWindow


def open_conflicts(window: MainWindow, action_id: str = "") -> None:
    """Open what is to be decided, at an action: the current one unless another is named."""
    session = window.session
    if session is None or window.view is None or session.read_only or window.overlay is not None:
        return
    if not window.finish_typing():
        return
    sheet = ConflictSheet(
        session, action_id or window.view.page.action_id, typed=window.notes, narrow=window.is_narrow()
    )
    sheet.said.connect(window.say)
    sheet.history_wanted.connect(lambda wanted: _show_history(window, sheet, wanted))
    window.open_sheet(sheet)


def _show_history(window: MainWindow, sheet: ConflictSheet, action_id: str) -> None:
    """Open the history of an action in place of the sheet, and come back afterwards."""
    from ui.history.opening import open_history

    sheet.accept()
    open_history(window, action_id)
    if window.overlay is not None:
        window.overlay.closed.connect(lambda: open_conflicts(window, action_id))
