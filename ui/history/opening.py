"""Opens the history of the current action over the window (Ctrl+H), and from there the sheet that removes for good."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from ui.history.history_sheet import HistorySheet
from ui.history.remove_sheet import RemoveSheet, removal_words

if TYPE_CHECKING:
    from csa_tracker.plan.removing import Removable
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
    sheet.remove_wanted.connect(partial(open_removal, window))
    window.open_sheet(sheet)


def open_removal(window: MainWindow, found: Sequence[Removable]) -> None:
    """Open the sheet that removes these values for good."""
    if window.session is None or window.overlay is not None:
        return
    sheet = RemoveSheet(window.session, found)
    sheet.removed.connect(lambda done: window.say(removal_words(done)))
    window.open_sheet(sheet)
