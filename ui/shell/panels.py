"""What opens over the page by a command of its own: palette, history, update round, conflicts, settings, help, keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ui.shell.settings import Settings

if TYPE_CHECKING:
    from ui.shell.window import MainWindow


def open_settings(window: MainWindow) -> None:
    """Open the settings; what they change is in force at once."""
    sheet = Settings(window.profile, window.looks)
    sheet.renamed.connect(partial(_renamed, window))
    sheet.shortcuts_wanted.connect(sheet.reject)
    sheet.shortcuts_wanted.connect(partial(open_shortcuts, window))
    window.open_sheet(sheet)


def _renamed(window: MainWindow) -> None:
    if window.view is not None:
        window.view.list_views()
    window.say("Settings saved.")


def open_history(window: MainWindow) -> None:
    """Open the history of the current action."""
    from ui.history.opening import open_history as opened

    opened(window)


def open_queue(window: MainWindow) -> None:
    """Open the round of updates that are owed this quarter."""
    from ui.queue.opening import open_queue as opened

    opened(window)


def open_conflicts(window: MainWindow) -> None:
    """Open what partners changed apart, to be decided."""
    from ui.exchange.conflict_opening import open_conflicts as opened

    opened(window)


def publish(window: MainWindow) -> None:
    """Ask whether the report on the Reports page is to be published."""
    from ui.reports.opening import open_publish as opened

    opened(window)


def open_published(window: MainWindow) -> None:
    """Open the list of published papers."""
    from ui.reports.opening import open_published as opened

    opened(window)


def open_saved_reports(window: MainWindow) -> None:
    """Open the reports that are kept under a name."""
    from ui.reports.opening import open_saved as opened

    opened(window)


def open_notices(window: MainWindow) -> None:
    """Open the notices, as the bell does."""
    from ui.shell.notices_sheet import open_notices as opened

    opened(window)


def open_palette(window: MainWindow) -> None:
    """Open the palette over the page."""
    from csa_tracker.plan.views import all_views
    from ui.palette.lines import view_entries
    from ui.palette.palette import Palette

    if window.overlay is not None or window.finder is not None or not window.finish_typing():
        return
    entries = view_entries(all_views(window.profile))
    palette = window.finder = Palette(window, window.session, commands=window.commands, entries=entries)
    palette.closed.connect(partial(_palette_closed, window))
    palette.run.connect(partial(_run, window))
    palette.go_to.connect(partial(_on_view, window, "show_action"))
    palette.log_wanted.connect(partial(_log, window))
    palette.said.connect(window.say_undoable)
    palette.problem.connect(partial(window.refuse, "Nothing was searched"))


def _palette_closed(window: MainWindow) -> None:
    window.finder = None
    window.update_commands()


def _run(window: MainWindow, name: str) -> None:
    kind, _, rest = name.partition(":")
    if kind == "view":
        _on_view(window, "show_view", rest)
    else:
        window.run(name)


def _on_view(window: MainWindow, step: str, what: str) -> None:
    if window.view is not None:
        getattr(window.view, step)(what)


def _log(window: MainWindow, action_id: str) -> None:
    _on_view(window, "show_action", action_id)
    window.run("log")


def open_help(window: MainWindow, topic: str = "") -> None:
    """Open help on a topic, or on what is shown now."""
    from ui.help.pane import open_help as opened
    from ui.shell.shortcuts import read_chosen

    shown = window.view.current if window.view is not None else "start"
    opened(window, topic or shown, chosen=read_chosen(window.profile))


def open_shortcuts(window: MainWindow) -> None:
    """Show every key, to be looked up and changed."""
    from ui.help.shortcut_sheet import ShortcutSheet
    from ui.shell.shortcuts import apply_shortcuts

    sheet = ShortcutSheet(window.profile)
    sheet.changed.connect(lambda chosen: apply_shortcuts(window.commands, chosen))
    window.open_sheet(sheet)


def open_send(window: MainWindow) -> None:
    """Open the sheet that makes files for partners."""
    from ui.exchange.passing import open_send as opened

    opened(window)


def send_to_all(window: MainWindow) -> None:
    """Make a file for every partner."""
    from ui.exchange.passing import send_to_all as sent

    sent(window)


def receive(window: MainWindow) -> None:
    """Ask for a partner's file and show what it would bring."""
    from ui.exchange.passing import receive_dialog

    receive_dialog(window)


def choose_inbox(window: MainWindow) -> None:
    """Ask for the folder where partners' files arrive."""
    from ui.exchange.inbox_telling import choose_folder

    choose_folder(window)


def forget_inbox(window: MainWindow) -> None:
    """Look into no folder for partners' files any more."""
    from ui.exchange.inbox_telling import forget_folder

    forget_folder(window)


def open_partners(window: MainWindow) -> None:
    """Open the list of partners."""
    from ui.exchange.opening import open_partners as opened

    opened(window)


def add_partner(window: MainWindow) -> None:
    """Ask for a partner's card and open the sheet that adds it."""
    from ui.exchange.opening import ask_for_card

    ask_for_card(window)


def open_card(window: MainWindow) -> None:
    """Open one's own card."""
    from ui.exchange.opening import open_card as opened

    opened(window)


def export_plan(window: MainWindow) -> None:
    """Save the plan as a file other programs read."""
    from ui.packs.opening import export_dialog

    export_dialog(window)


def make_pack(window: MainWindow) -> None:
    """Open the sheet that makes an update pack for a lead."""
    from ui.packs.opening import open_make

    open_make(window)


def merge_pack(window: MainWindow) -> None:
    """Ask for an update pack that came back and show what it brings."""
    from ui.packs.opening import merge_dialog

    merge_dialog(window)
