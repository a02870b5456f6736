"""The places of the tour in a very large plan: what holds many lines, many groups or large numbers."""

from __future__ import annotations

from collections.abc import Callable

from ui.queue.queue_sheet import QueueSheet
from ui.shell.sheet import Sheet
from ui.tour import Opened, Place, Tour

_WORD = "patrols"


def _list(tour: Tour) -> None:
    tour.page.grid.go_to_row(0)
    tour.page.focus_list()


def _end(tour: Tour) -> None:
    tour.page.grid.go_to_row(tour.page.model.rowCount() - 1)
    tour.page.focus_list()


def _grouped(tour: Tour) -> None:
    tour.page.set_group("key_issue")
    tour.page.grid.go_to_row(1)
    tour.page.focus_list()


def _groups_closed(tour: Tour) -> None:
    """Every group of the most there are, closed."""
    tour.page.set_group("lead")
    tour.page.grid.go_to_row(0)
    row = 0
    while row < tour.page.model.rowCount():
        tour.page.grid.toggle_group(row, shown=False)
        row += 1
    tour.page.focus_list()


def _filtered(tour: Tour) -> None:
    tour.page.filters.box.setText(_WORD)
    tour.page.filters.finish_typing()
    tour.page.focus_list()


def _several(tour: Tour) -> None:
    tour.page.grid.selectAll()
    tour.page.change_selected()


def _dashboard(tour: Tour) -> None:
    tour.window.run("page:dashboard")


def _palette(tour: Tour) -> None:
    tour.window.run("palette")
    if tour.window.finder is not None:
        tour.window.finder.field.setText(_WORD)


def _update_round(tour: Tour) -> None:
    tour.window.run("queue")


def _place(name: str, reach: Callable[[Tour], None], sheet: type[Sheet] | None = None) -> Place:
    return Place(f"large-{name}", Opened.LARGE, reach, sheet)


LARGE_PLACES: tuple[Place, ...] = (
    _place("actions", _list),
    _place("actions-end", _end),
    _place("actions-grouped", _grouped),
    _place("actions-groups-closed", _groups_closed),
    _place("actions-filtered", _filtered),
    _place("actions-several", _several),
    _place("dashboard", _dashboard),
    _place("palette", _palette),
    _place("update-round", _update_round, QueueSheet),
)
