"""The places of the tour: every page and what it may look like, every sheet, every window and list that opens over it.

A sheet that is missing here fails tests/ui/test_everywhere.py.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from csa_tracker.errors import UserError
from csa_tracker.plan.bulk import CellEntry
from csa_tracker.plan.drafts import ActionDraft
from csa_tracker.plan.written import drop_written, keep_written, update_key
from ui.actions.cell_changes import ManyReasonSheet, apply_cells
from ui.actions.list_tools import ColumnChooser
from ui.actions.log_update import LogUpdate
from ui.actions.new_action import NewAction
from ui.help.pane import HelpPane
from ui.help.shortcut_sheet import ShortcutSheet
from ui.history.recovered import RecoveredSheet, offer_recovered
from ui.kit.caution import Caution
from ui.queue.queue_sheet import QueueSheet
from ui.shell.notices_sheet import NoticesSheet, open_notices
from ui.shell.problem_sheet import ProblemSheet, WordsSheet
from ui.shell.reason_sheet import ReasonSheet
from ui.shell.save_view import SaveView
from ui.shell.settings import Settings
from ui.shell.sheet import Sheet
from ui.start.new_plan import NewPlan
from ui.tour import Opened, Place, Tour
from ui.tour_attention import ATTENTION_PLACES
from ui.tour_bundles import BUNDLE_PLACES
from ui.tour_conflicts import CONFLICT_PLACES
from ui.tour_exchange import EXCHANGE_PLACES
from ui.tour_history import HISTORY_PLACES, SHOWN
from ui.tour_imports import IMPORT_PLACES
from ui.tour_inbox import INBOX_PLACES
from ui.tour_packs import PACK_PLACES
from ui.tour_reports import REPORT_PLACES

_OTHER = "DA-03"
_NOTE = "Definitions agreed with the last area, ref 943 476 5919; the first joint return is due."
_FOLDER_NOTICE = (
    "This folder is synchronised by OneDrive, which can damage an open plan. Keep it on this computer instead."
)


def _command(name: str) -> Callable[[Tour], None]:
    """Run a command with an action chosen."""

    def reach(tour: Tour) -> None:
        if tour.window.view is not None and tour.session.info().actions:
            tour.go_to(SHOWN)
        tour.window.run(name)

    return reach


def _stay(tour: Tour) -> None:
    if tour.window.view is not None:
        tour.page.focus_list()


def _list(tour: Tour) -> None:
    tour.go_to(SHOWN)


def _detail(tour: Tour) -> None:
    tour.go_to(SHOWN)
    tour.page.open_detail()


def _list_alone(tour: Tour) -> None:
    tour.go_to(SHOWN)
    tour.page.close_detail()


def _filtered(tour: Tour, text: str) -> None:
    tour.page.filters.box.setText(text)
    tour.page.filters.finish_typing()


def _no_match(tour: Tour) -> None:
    _filtered(tour, "zebra")
    tour.page.focus_list()


def _half_understood(tour: Tour) -> None:
    """A filter that is half understood, a notice over the page, and a toast."""
    _filtered(tour, "panel rating:red,amber due:soonish")
    tour.window.notice([_FOLDER_NOTICE])
    tour.window.say_undoable(f"Update added to {_OTHER}.")


def _grouped(tour: Tour) -> None:
    tour.page.set_group("key_issue")
    tour.go_to(SHOWN)


def _bin(tour: Tour) -> None:
    tour.page.show_bin(shown=True)
    tour.page.focus_list()


def _several(tour: Tour) -> None:
    tour.go_to(SHOWN)
    tour.page.grid.selectAll()
    tour.page.change_selected()


def _refused(tour: Tour) -> None:
    """A date nobody can keep: what was typed stays, and the sentence beside it says what to do."""
    tour.go_to(SHOWN)
    tour.page.open_detail()
    due = tour.page.pane.facts.due
    due.line.selectAll()
    due.line.insert("31/02/2026")
    due.commit()


def _conflict(tour: Tour) -> None:
    """A value that two people changed."""
    action = tour.session.action(tour.go_to(_OTHER))
    for text in ("Panel of ten in place", "Panel of eight meets monthly"):
        draft = ActionDraft(id=action.id, fields={"measure_of_success": text}, base=action.heads)
        tour.session.save(draft, label="edit-field")
    tour.settle()
    tour.page.open_detail()


def _columns(tour: Tour) -> QWidget:
    tour.page.choose_columns()
    return tour.page.findChildren(ColumnChooser)[-1]


def _palette(tour: Tour) -> None:
    tour.window.run("palette")
    if tour.window.finder is not None:
        tour.window.finder.field.setText("road")


def _log_update(tour: Tour) -> None:
    """The sheet with a note that names a person's number, which is warned of."""
    action_id = tour.go_to(SHOWN)
    tour.window.run("log")
    sheet = tour.window.overlay.sheet if tour.window.overlay is not None else None
    if isinstance(sheet, LogUpdate):
        sheet.note.setPlainText(_NOTE)
        sheet.note.document().setModified(True)
        sheet.findChildren(Caution)[0].look()
        sheet.finished.connect(lambda: drop_written(tour.session.plan, update_key(action_id)))


def _recovered(tour: Tour) -> None:
    """Two notes that were being written when the program ended."""
    keys = [update_key(tour.go_to(ref)) for ref in (SHOWN, _OTHER)]
    for key in keys:
        keep_written(tour.session.plan, key, _NOTE)
    offer_recovered(tour.window)
    for key in keys:
        drop_written(tour.session.plan, key)


def _reason(tour: Tour) -> None:
    """A later due date waits for its reason."""
    tour.go_to(SHOWN)
    tour.page.open_detail()
    due = tour.page.pane.facts.due
    due.line.selectAll()
    due.line.insert("18/12/2027")
    due.commit()
    tour.settle()


def _reason_for_cells(tour: Tour) -> None:
    """A later due date filled down over two actions waits for one reason."""
    entries = [CellEntry(tour.go_to(ref), "due", "18 12 2027") for ref in (_OTHER, SHOWN)]
    apply_cells(tour.session, tour.page.grid, entries, deed="fill", done="Filled down", headline="Nothing was filled")


def _notices(tour: Tour) -> None:
    tour.go_to(SHOWN)
    tour.window.notice([_FOLDER_NOTICE])
    open_notices(tour.window)


def _problem(tour: Tour) -> None:
    error = UserError(
        "not-a-plan",
        "Letter to the board.csplan is not a plan file.",
        "Choose a file that ends in .csplan, or import a spreadsheet.",
    )
    tour.window.refuse("The plan was not opened", error)


def _help(tour: Tour) -> HelpPane:
    tour.window.run("help")
    tour.settle()
    pane = tour.window.findChildren(HelpPane)[-1]
    pane.search.setFocus()  # in the page, Tab goes from link to link first
    return pane


def _help_found(tour: Tour) -> QWidget:
    pane = _help(tour)
    pane.search.setText("report")
    return pane


def _filled(name: str, reach: Callable[[Tour], QWidget | None], sheet: type[Sheet] | None = None) -> Place:
    return Place(name, Opened.FILLED, reach, sheet)


def _empty(name: str, reach: Callable[[Tour], QWidget | None], sheet: type[Sheet] | None = None) -> Place:
    return Place(name, Opened.EMPTY, reach, sheet)


PLACES: tuple[Place, ...] = (
    Place("first-run", Opened.NONE, _stay),
    Place("new-plan", Opened.NONE, _command("begin:new"), NewPlan),
    _filled("actions", _list),
    _filled("detail", _detail),
    _filled("actions-no-detail", _list_alone),
    _filled("actions-grouped", _grouped),
    _filled("actions-no-match", _no_match),
    _filled("actions-half-understood", _half_understood),
    _filled("actions-several", _several),
    _filled("actions-columns", _columns),
    _filled("bin-empty", _bin),
    _filled("field-refused", _refused),
    _filled("dashboard", _command("page:dashboard")),
    _filled("palette", _palette),
    _filled("log-update", _log_update, LogUpdate),
    _filled("new-action", _command("new"), NewAction),
    _filled("update-round", _command("queue"), QueueSheet),
    *HISTORY_PLACES,
    _filled("recovered", _recovered, RecoveredSheet),
    _filled("reason", _reason, ReasonSheet),
    _filled("reason-for-cells", _reason_for_cells, ManyReasonSheet),
    _filled("notices", _notices, NoticesSheet),
    _filled("settings", _command("settings"), Settings),
    _filled("save-view", _command("save-view"), SaveView),
    _filled("keyboard", _command("keys"), ShortcutSheet),
    _filled("about", _command("about"), WordsSheet),
    _filled("problem", _problem, ProblemSheet),
    _filled("help", _help),
    _filled("help-found", _help_found),
    _filled("conflict", _conflict),
    _empty("actions-empty", _stay),
    _empty("dashboard-empty", _command("page:dashboard")),
    _empty("update-round-empty", _command("queue"), QueueSheet),
    *IMPORT_PLACES,
    *REPORT_PLACES,
    *EXCHANGE_PLACES,
    *CONFLICT_PLACES,
    *BUNDLE_PLACES,
    *INBOX_PLACES,
    *ATTENTION_PLACES,
    *PACK_PLACES,
)
