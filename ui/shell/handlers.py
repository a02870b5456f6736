"""What each command does, by name: thin steps from a key or button to a page, a sheet or a service."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from ui.actions.log_update import LogUpdate
from ui.actions.new_action import NewAction
from ui.actions.page import ActionsPage
from ui.look.dress import Theme
from ui.shell import doors, panels, views
from ui.shell.places import TITLES
from ui.shell.problem_sheet import WordsSheet
from ui.shell.steps import turn

if TYPE_CHECKING:
    from ui.shell.window import MainWindow

_WAYS: Mapping[str, Callable[[MainWindow], object]] = {
    "import": doors.begin_import,
    "new": doors.begin_new,
    "sample": doors.open_sample,
    "open": doors.open_dialog,
    "join": doors.join_dialog,
}
"""The ways to begin that the first screen offers."""
_FILES: Mapping[str, Callable[[MainWindow], object]] = {
    "export": panels.export_plan,
    "make-pack": panels.make_pack,
    "merge-pack": panels.merge_pack,
}
"""What goes out to other programs, and what comes back from them."""

_REPORTS: Mapping[str, Callable[[MainWindow], object]] = {
    "publish": panels.publish,
    "published": panels.open_published,
    "saved-reports": panels.open_saved_reports,
}


def handlers_of(window: MainWindow) -> Mapping[str, Callable[[], object]]:
    """Return what every command does in this window."""
    steps: dict[str, Callable[[], object]] = {
        "start": partial(leave, window),
        "open": partial(doors.open_dialog, window),
        "join": partial(doors.join_dialog, window),
        "import": partial(doors.import_dialog, window),
        "report": partial(save_report, window),
        "close": partial(leave, window),
        "quit": window.close,
        "undo": partial(turn, window, "undo"),
        "redo": partial(turn, window, "redo"),
        "commit": partial(commit, window),
        "filter": partial(_on_page, window, ActionsPage.focus_filter),
        "clear": partial(_on_page, window, lambda page: page.filters.clear()),
        "palette": partial(panels.open_palette, window),
        "save-view": partial(views.ask_for_view, window),
        "settings": partial(panels.open_settings, window),
        "notices": partial(panels.open_notices, window),
        "history": partial(panels.open_history, window),
        "queue": partial(panels.open_queue, window),
        "conflicts": partial(panels.open_conflicts, window),
        "help": partial(panels.open_help, window),
        "detail": partial(_on_page, window, lambda page: page.set_detail(shown=not page.pane.isVisibleTo(page))),
        "bin": partial(_on_page, window, lambda page: page.show_bin(shown=not page.query.deleted)),
        "refresh": partial(refresh, window),
        "larger": partial(window.looks.resize, 1),
        "smaller": partial(window.looks.resize, -1),
        "normal": partial(window.looks.resize, 0),
        "new": partial(new_action, window),
        "log": partial(log_update, window),
        "selected": partial(_on_page, window, ActionsPage.change_selected),
        "columns": partial(_on_page, window, ActionsPage.choose_columns),
        "group": partial(_on_page, window, lambda page: page.filters.group.click()),
        "previous": partial(_on_page, window, lambda page: page.step(-1)),
        "next": partial(_on_page, window, lambda page: page.step(1)),
        "delete": partial(delete, window),
        "restore": partial(restore, window),
        "send": partial(panels.open_send, window),
        "send-all": partial(panels.send_to_all, window),
        "receive": partial(panels.receive, window),
        "inbox": partial(panels.choose_inbox, window),
        "no-inbox": partial(panels.forget_inbox, window),
        "partners": partial(panels.open_partners, window),
        "add-partner": partial(panels.add_partner, window),
        "card": partial(panels.open_card, window),
        "keys": partial(panels.open_shortcuts, window),
        "about": partial(about, window),
    }
    for name, act in {**_REPORTS, **_FILES}.items():
        steps[name] = partial(act, window)
    for way, begin in _WAYS.items():
        steps[f"begin:{way}"] = partial(begin, window)
    for page in TITLES:
        steps[f"page:{page}"] = partial(go, window, page)
    for sort in ("rating", "ref", "title", "lead", "due", "percent", "updated"):
        steps[f"sort:{sort}"] = partial(sort_by, window, sort)
    for theme in Theme:
        steps[f"theme:{theme.value}"] = partial(window.looks.set_theme, theme)
    return steps


def go(window: MainWindow, page: str) -> None:
    """Show a page and give it the keyboard."""
    if window.view is not None and window.overlay is None and window.finish_typing():
        window.view.go(page)
        window.view.focus_page()


def _on_page(window: MainWindow, act: Callable[[ActionsPage], object]) -> None:
    """Do something on the list of actions, which is shown for it."""
    if window.view is not None:
        if window.view.current != "actions":
            window.view.go("actions")
        act(window.view.page)
        window.update_commands()


def leave(window: MainWindow) -> None:
    """Close the plan and go back to the first screen."""
    if window.finish_typing():
        window.show_start()


def sort_by(window: MainWindow, sort: str) -> None:
    """Sort the list; the same order again is turned round."""
    _on_page(window, lambda page: page.sort_by(sort))


def commit(window: MainWindow) -> None:
    """Save whatever is being typed, and say so."""
    if window.view is not None and window.finish_typing():
        window.view.status.say_saved(window.clock.now())


def refresh(window: MainWindow) -> None:
    """Look for changes of other programs now, and into the inbox."""
    if window.session is not None:
        from ui.exchange.inbox_watch import watch_of

        window.session.look_for_changes()
        window.session.changed.emit()
        watch_of(window.session).look(again=True)


def log_update(window: MainWindow) -> None:
    """Open the log update sheet on the current action."""
    if window.session is None or window.view is None or window.overlay is not None:
        return
    page = window.view.page
    action_id = page.action_id
    if not action_id or page.query.deleted or window.session.read_only:
        return
    if not window.finish_typing():
        return
    sheet = LogUpdate(window.session, window.session.action(action_id), note=window.notes.get(action_id, ""))
    sheet.logged.connect(lambda ref: window.say_undoable(f"Update added to {ref}."))
    sheet.accepted.connect(lambda: window.notes.pop(action_id, None))
    sheet.rejected.connect(lambda: window.notes.update({action_id: sheet.note.toPlainText()}))
    window.open_sheet(sheet)


def new_action(window: MainWindow) -> None:
    """Open the new action sheet."""
    if window.session is None or window.session.read_only or not window.finish_typing():
        return
    sheet = NewAction(window.session)
    sheet.added.connect(lambda action_id: _added(window, action_id))
    window.open_sheet(sheet)


def _added(window: MainWindow, action_id: str) -> None:
    if window.session is None or window.view is None:
        return
    page = window.view.page
    if page.query.deleted:
        page.show_bin(shown=False)
    page.refresh()
    page.go_to(action_id)
    window.say_undoable(f"{window.session.action(action_id).ref} added.")


def delete(window: MainWindow) -> None:
    """Move the current action to the Bin; nothing is asked, because it can be restored."""
    if window.session is None or window.view is None or window.view.page.query.deleted:
        return
    action_id = window.view.page.action_id
    if window.view.page.several.are_selected():
        window.view.page.several.move()
    elif action_id:
        ref = window.session.action(action_id).ref
        window.session.delete([action_id])
        window.say_undoable(f"{ref} moved to Bin.")


def restore(window: MainWindow) -> None:
    """Take the current action of the Bin out of it."""
    if window.session is None or window.view is None:
        return
    page = window.view.page
    if not page.query.deleted:
        window.say("Open the Bin from the View menu first, then choose what to restore.")
    elif page.several.are_selected():
        page.several.move()
    elif page.action_id:
        row = page.model.row(page.grid.currentIndex().row())
        window.session.restore([page.action_id])
        window.say_undoable(f"{row.ref if row is not None else 'The action'} restored.")


def save_report(window: MainWindow) -> None:
    """Go to the board report and ask for a name; the page writes it in the background and tells how it went."""
    if window.view is not None and window.overlay is None and window.finish_typing():
        page = window.view.reports()
        page.list.choose("board")
        page.save_report()


def about(window: MainWindow) -> None:
    """Say what this program is."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        number = version("csa-tracker")
    except PackageNotFoundError:
        number = "not installed as a package"
    lines = [
        ("Version", number),
        ("Licence", "MIT; Qt under the LGPL"),
        ("Your plans", str(window.profile.plans_folder)),
    ]
    if window.session is not None:
        lines.append(("This plan", window.session.info().path))
    window.open_sheet(WordsSheet("About CSA Tracker", lines))
