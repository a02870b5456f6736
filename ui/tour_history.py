"""Places of the tour in the past of an action: its history, a change whole, another day, a removal for good."""

from __future__ import annotations

from ui.history.history_sheet import HistorySheet
from ui.history.remove_sheet import RemoveSheet
from ui.tour import Opened, Place, Tour

SHOWN = "DA-05"
"""The action of the sample that pictures show."""


def _history(tour: Tour) -> HistorySheet:
    tour.go_to(SHOWN)
    tour.window.run("history")
    sheet = tour.window.overlay.sheet if tour.window.overlay is not None else None
    assert isinstance(sheet, HistorySheet)
    return sheet


def _history_whole(tour: Tour) -> None:
    _history(tour).open_whole()


def _history_day(tour: Tour) -> None:
    sheet = _history(tour)
    sheet.day.setText("2/10/2026")
    sheet.open_day()


def _removal(tour: Tour) -> None:
    """What one change said, and words that stand elsewhere too."""
    sheet = _history(tour)
    sheet.fields.choose("Update")
    sheet.fields.activated.emit(sheet.fields.currentIndex())
    sheet.ask_to_remove()
    tour.settle()
    removal = tour.window.overlay.sheet if tour.window.overlay is not None else None
    assert isinstance(removal, RemoveSheet)
    removal.words.setText("police")
    removal.look()


def _only(tour: Tour) -> None:
    _history(tour)


HISTORY_PLACES = (
    Place("history", Opened.FILLED, _only, HistorySheet),
    Place("history-whole", Opened.FILLED, _history_whole, HistorySheet),
    Place("history-day", Opened.FILLED, _history_day, HistorySheet),
    Place("history-remove", Opened.FILLED, _removal, RemoveSheet),
)
