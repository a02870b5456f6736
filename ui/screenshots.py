"""Renders every page and sheet to pictures, in every theme and at large text, to be looked at."""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from csa_tracker.clock import Clock
from csa_tracker.plan.drafts import ActionDraft
from csa_tracker.profile import Profile
from csa_tracker.workspace import create_plan
from resources import file_path
from ui.app import Desk, application
from ui.ask import ScriptedAsk
from ui.kit.caution import Caution
from ui.look.dress import Theme
from ui.look.fonts import FAMILY
from ui.look.worn import RAIL_FROM, look
from ui.shell.importing import import_files
from ui.shell.looks import Looks
from ui.shell.reason_sheet import ReasonSheet
from ui.shell.window import MainWindow

TODAY = dt.datetime(2026, 10, 2, 14, 32, tzinfo=dt.UTC)
_SHOWN_ACTION = "DA-05"
_PATIENCE_SECONDS = 20
_SPREADSHEET = "samples/Lancashire_CSP_action_plan_example.xlsx"


class Camera:
    """One window, walked through its pages."""

    def __init__(self, app: QApplication, looks: Looks, *, home: Path, folder: Path) -> None:
        self._app, self.folder = app, folder
        self.profile = Profile(home)
        self.window = MainWindow(self.profile, Clock(TODAY), ask=ScriptedAsk(), looks=looks)
        self.window.show()

    def settle(self) -> None:
        """Let layouts and queued refreshes finish."""
        for _ in range(4):
            self._app.processEvents()

    def take(self, name: str) -> None:
        """Save a picture of the window as it is."""
        self.settle()
        self.window.grab().save(str(self.folder / f"{name}.png"))

    def wait_for_jobs(self) -> None:
        """Let threads finish and tell what they did."""
        for thread in self.window.findChildren(QThread):
            thread.wait()
        self.settle()

    def wait_for_preview(self) -> None:
        """Let the report be made that a page shows, which begins a moment after the page is shown."""
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < deadline and self.window.findChildren(QThread) + self.window.findChildren(QTimer):
            self._app.processEvents()
            if not any(timer.isActive() and timer.isSingleShot() for timer in self.window.findChildren(QTimer)):
                break
        self.wait_for_jobs()

    def with_sheet(self, command: str, name: str, *, then: Callable[[], None] | None = None) -> None:
        """Open a sheet, take it, close it."""
        self.window.run(command)
        self.settle()
        if then is not None:
            then()
        self.take(name)
        if self.window.overlay is not None:
            self.window.overlay.sheet.reject()
        self.settle()

    def size(self, width: int, height: int) -> None:
        """Give the window a size."""
        self.window.resize(width, height)
        self.settle()


def main(folder: Path) -> int:
    """Fill `folder` with pictures. Returns 0."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder.mkdir(parents=True, exist_ok=True)
    app = application()
    with TemporaryDirectory() as home:
        desk = Desk(app, Profile(Path(home)))
        if FAMILY not in desk.families:
            raise RuntimeError(f"font family missing: {FAMILY}")
        desk.looks.set_theme(Theme.LIGHT)
        camera = Camera(app, desk.looks, home=Path(home), folder=folder)
        _first_run(camera)
        _filled(camera)
        _looks(camera, desk.looks)
        _large(camera, desk.looks)
        _empty(camera, Path(home))
        camera.window.close()
    return 0


def _first_run(camera: Camera) -> None:
    camera.take("first-run")
    camera.profile.set_identity(
        name="Community Safety Coordinator", role="Community Safety Coordinator", organisation="Burnley Borough Council"
    )
    camera.window.show_start()
    camera.take("first-run-named")
    camera.with_sheet("begin:new", "new-plan")


def _filled(camera: Camera) -> None:
    window = camera.window
    window.run("begin:sample")
    camera.wait_for_jobs()
    _pages(camera)
    _go(camera, _SHOWN_ACTION)
    camera.take("actions")
    camera.with_sheet("log", "log-update", then=lambda: _type_note(window))
    camera.with_sheet("new", "new-action")
    camera.with_sheet("keys", "keyboard")
    window.run("detail")
    camera.take("actions-no-detail")
    window.run("detail")
    window.run("filter")
    if window.view is not None:
        window.view.page.filters.box.setText("zebra")
        window.view.page.filters.finish_typing()
    camera.take("actions-no-match")
    window.run("clear")
    window.run("bin")
    camera.take("bin-empty")
    window.run("bin")
    camera.settle()
    _states(camera)


def _type_note(window: MainWindow) -> None:
    sheet = window.overlay.sheet if window.overlay is not None else None
    note = getattr(sheet, "note", None)
    if note is not None:
        note.setPlainText("Definitions agreed with the last area, ref 943 476 5919; the first joint return is due.")
        note.document().setModified(True)
        for caution in sheet.findChildren(Caution) if sheet is not None else []:
            caution.look()


def _states(camera: Camera) -> None:
    """A toast, a refused field, what an import would bring, and a value that two people changed."""
    window = camera.window
    if window.session is None or window.view is None:
        return
    _go(camera, "DA-03")
    action = window.session.action(window.view.page.action_id)
    due = window.view.page.pane.facts.due
    due.line.setFocus()
    due.line.selectAll()
    due.line.insert("31/02/2026")
    due.commit()
    camera.take("field-refused")
    due.line.given_up.emit()
    _ask_for_a_reason(camera)
    for text in ("Panel of ten in place", "Panel of eight meets monthly"):
        draft = ActionDraft(id=action.id, fields={"measure_of_success": text}, base=action.heads)
        window.session.save(draft, label="edit-field")
    window.say("Update added to DA-03.")
    camera.take("conflict-and-toast")
    with file_path(_SPREADSHEET) as sample:
        import_files(window, [sample])
        camera.take("import-reading")
        camera.wait_for_jobs()
        camera.take("import-nothing-new")
        if window.overlay is not None:
            window.overlay.sheet.reject()


def _ask_for_a_reason(camera: Camera) -> None:
    """A later due date waits for its reason; then a notice, a filter that is half understood, and an undo."""
    window = camera.window
    if window.view is None:
        return
    page = window.view.page
    due = page.pane.facts.due
    due.line.setFocus()
    due.line.selectAll()
    due.line.insert("18/12/2027")
    due.commit()
    camera.settle()
    if window.overlay is not None and isinstance(window.overlay.sheet, ReasonSheet):
        window.overlay.sheet.text.insertPlainText("The county moved its return; ask jo@example.org")
        window.overlay.sheet.findChildren(Caution)[0].look()
        camera.take(f"reason{_suffix()}")
        window.overlay.sheet.try_save()
    camera.take(f"reason-saved{_suffix()}")
    window.run("undo")
    camera.take(f"undone{_suffix()}")
    page.filters.box.setText("panel rating:red,amber due:soonish")
    page.filters.finish_typing()
    window.notice(
        ["This folder is synchronised by OneDrive, which can damage an open plan. Keep it on this computer instead."]
    )
    camera.take(f"filter-and-notice{_suffix()}")
    window.put_away(window.notices[0])
    window.run("clear")
    camera.settle()


def _suffix() -> str:
    return "" if look().scale < RAIL_FROM else "-200"


def _pages(camera: Camera) -> None:
    """Dashboard and reports, then what opens over a page: palette, history, update round, settings, a view's name."""
    window, suffix = camera.window, _look_suffix()
    window.run("page:dashboard")
    camera.take(f"dashboard{suffix}")
    window.run("page:reports")
    camera.wait_for_preview()
    camera.take(f"reports{suffix}")
    _go(camera, _SHOWN_ACTION)
    for command in ("history", "queue", "settings", "save-view"):
        camera.with_sheet(command, f"{command}{suffix}")
    window.run("palette")
    if window.finder is not None:
        window.finder.field.setText("road")
        camera.take(f"palette{suffix}")
        window.finder.close_palette()
    window.run("help")
    camera.settle()
    for pane in window.findChildren(QDialog):
        if pane.isWindow():
            pane.grab().save(str(camera.folder / f"help{suffix}.png"))
            pane.close()
    camera.settle()


def _look_suffix() -> str:
    name = look().tokens.name
    return _suffix() or ("" if name == "light" else f"-{name}")


def _go(camera: Camera, ref: str) -> None:
    view = camera.window.view
    if view is None:
        return
    view.go("actions")
    for number in range(view.page.model.rowCount()):
        row = view.page.model.row(number)
        if row is not None and row.ref == ref:
            view.page.grid.go_to_row(number)
    camera.settle()


def _looks(camera: Camera, looks: Looks) -> None:
    for theme, name in ((Theme.DARK, "dark"), (Theme.CONTRAST, "contrast")):
        looks.set_theme(theme)
        _pages(camera)
        _go(camera, _SHOWN_ACTION)
        camera.take(f"actions-{name}")
        camera.with_sheet("log", f"log-update-{name}", then=lambda: _type_note(camera.window))
    looks.set_theme(Theme.LIGHT)


def _large(camera: Camera, looks: Looks) -> None:
    while look().scale < 2.0:
        looks.resize(1)
    camera.size(1280, 720)
    _pages(camera)
    _go(camera, _SHOWN_ACTION)
    camera.take("actions-200")
    camera.with_sheet("log", "log-update-200", then=lambda: _type_note(camera.window))
    camera.with_sheet("new", "new-action-200")
    if camera.window.view is not None:
        camera.window.view.page.open_detail()
    camera.take("detail-200")
    _ask_for_a_reason(camera)
    camera.window.show_start()
    camera.take("first-run-200")
    looks.resize(0)
    camera.size(1280, 800)


def _empty(camera: Camera, home: Path) -> None:
    plan = create_plan(
        home / "empty.csplan",
        partnership="BUR",
        name="Burnley plan 2025 to 2028",
        profile=camera.profile,
        clock=Clock(TODAY),
    )
    camera.window.show_plan(plan)
    camera.window.run("page:dashboard")
    camera.take("dashboard-empty")
    camera.window.run("page:reports")
    camera.wait_for_preview()
    camera.take("reports-empty")
    camera.window.run("page:actions")
    camera.take("actions-empty")
    with file_path(_SPREADSHEET) as sample:
        import_files(camera.window, [sample])
        camera.wait_for_jobs()
        camera.take("import")
        if camera.window.overlay is not None:
            camera.window.overlay.sheet.reject()
    camera.size(1024, 640)
    camera.take("actions-empty-1024")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/screenshots")))
