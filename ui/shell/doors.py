"""The ways into a plan: new, the sample, a file, a spreadsheet. Each ends with a plan shown, or why not."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QTimer

from csa_tracker.demo import sample_plan
from csa_tracker.errors import UserError
from csa_tracker.exchange.bundle import BUNDLE_SUFFIX
from csa_tracker.exchange.cards import CARD_SUFFIX
from csa_tracker.workspace import PLAN_SUFFIX, OpenPlan, create_plan, open_plan, partnership_names
from ui.ask import PDFS as PDFS
from ui.ask import PLANS, SHEETS
from ui.shell.care import look_after
from ui.shell.importing import import_files
from ui.start.new_plan import NewPlan

if TYPE_CHECKING:
    from ui.shell.window import MainWindow

SAMPLE = "Sample plan"
NO_PLAN = UserError(
    "no-plan-open",
    "This is the card of a partner, and no plan is open that it could be added to.",
    "Open your plan first, then open the card again.",
)
_LONGEST_NAME = 80


def documents() -> Path:
    """Return where papers are proposed to be saved."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or str(Path.home()))


def free_path(folder: Path, name: str) -> Path:
    """Return a file name in the plans folder that is not taken: the plan's name, made safe, and a number if need be."""
    safe = " ".join("".join(char if char.isalnum() or char in "-_" else " " for char in name).split())
    stem = safe[:_LONGEST_NAME] or "Plan"
    number, path = 1, folder / f"{stem}{PLAN_SUFFIX}"
    while path.exists():
        number += 1
        path = folder / f"{stem} {number}{PLAN_SUFFIX}"
    return path


def plans_folder(window: MainWindow) -> Path:
    """Return the folder where the window keeps plans, made when it is not there. Raises UserError when it cannot be."""
    folder = window.profile.plans_folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            "no-plans-folder",
            f"The folder {folder} could not be made.",
            "Check that you may write there, then try again.",
        ) from error
    return folder


def open_file(window: MainWindow, path: Path) -> bool:
    """Open a plan file, receive a partner's or add their card to the plan that is open; says why not when it cannot be.

    Returns whether there was anything to open.
    """
    if path.suffix.lower() == BUNDLE_SUFFIX:
        return receive_when_free(window, path)
    if path.suffix.lower() == CARD_SUFFIX:
        return add_card(window, path)
    if not window.finish_typing():
        return False
    try:
        plan = open_plan(path, profile=window.profile, clock=window.clock)
    except UserError as error:
        window.refuse("The plan was not opened", error)
        return False
    _show(window, plan)
    return True


def receive_when_free(window: MainWindow, file: Path) -> bool:
    """Show what a partner's file would bring, once no sheet is in the way; without a plan, offer to join with it."""
    if window.overlay is not None:
        again = partial(receive_when_free, window, file)
        window.overlay.closed.connect(lambda: QTimer.singleShot(0, window, again))
    elif window.session is None:
        from ui.start.joining import join_with

        join_with(window, file)
    else:
        from ui.exchange.passing import receive_file

        receive_file(window, file)
    return True


def add_card(window: MainWindow, file: Path) -> bool:
    """Open the sheet that adds a partner's card to the plan that is open. False where there is none, or no card."""
    from ui.exchange.opening import add_card_file

    if window.session is None:
        window.refuse("The card was not added", NO_PLAN)
        return False
    return add_card_file(window, file)


def join_dialog(window: MainWindow) -> None:
    """Ask for the file a partner made to join with, and make a plan of it."""
    from ui.exchange.send_sheet import BUNDLES
    from ui.start.joining import join_with

    files = window.ask.open_files(window, "Join a partner’s plan", BUNDLES)
    if files:
        join_with(window, files[0])


def _show(window: MainWindow, plan: OpenPlan) -> None:
    window.show_plan(plan)
    look_after(window)


def open_dialog(window: MainWindow) -> None:
    """Ask for a plan file and open it."""
    files = window.ask.open_files(window, "Open a plan file", PLANS)
    if files:
        open_file(window, files[0])


def open_sample(window: MainWindow) -> None:
    """Open the sample plan, made afresh where there is none yet."""
    try:
        path = plans_folder(window) / f"{SAMPLE}{PLAN_SUFFIX}"
        if path.exists():
            open_file(window, path)
            return
        plan = sample_plan(path, profile=window.profile, clock=window.clock)
    except UserError as error:
        window.refuse("The sample plan was not opened", error)
        return
    _show(window, plan)


def begin_new(window: MainWindow, *, files: Sequence[Path] = ()) -> None:
    """Ask for partnership and name, make the plan, and go on to import where files were given."""
    sheet = NewPlan(partnership_names(), step="Start and import" if files else "Start the plan")

    def make(code: str, name: str) -> None:
        try:
            path = free_path(plans_folder(window), name)
            plan = create_plan(path, partnership=code, name=name, profile=window.profile, clock=window.clock)
        except UserError as error:
            sheet.refuse(error)
            return
        sheet.accept()
        _show(window, plan)
        if files:
            import_files(window, files)

    sheet.wanted.connect(make)
    window.open_sheet(sheet)


def begin_import(window: MainWindow) -> None:
    """Ask for the spreadsheet first, then for the plan it goes into."""
    files = window.ask.open_files(window, "Import a spreadsheet", SHEETS)
    if files:
        begin_new(window, files=files)


def import_dialog(window: MainWindow) -> None:
    """Open the import wizard, which takes a file by dropping, browsing or pasting."""
    import_files(window)
