"""The commands of the menus: names, keys and what they do, in one table. No menu title uses R, S or P as its key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from ui.look.fonts import font


@dataclass(frozen=True, slots=True)
class Command:
    """One line of a menu. `keys` as Qt writes them; `only_in_list` keys work while the list has the focus.

    `on_list` ones are about the list or its current action, and work while the Actions page is shown.
    """

    name: str
    words: str
    keys: tuple[str, ...] = ()
    tick: bool = False
    only_in_list: bool = False
    group: str = ""
    needs_plan: bool = True
    changes: bool = False
    on_list: bool = False


SEPARATOR = Command("", "")
MENUS: tuple[tuple[str, tuple[Command, ...]], ...] = (
    (
        "&File",
        (
            Command("start", "New or other plan…", ("Ctrl+Shift+O",), needs_plan=False),
            Command("open", "&Open a plan file…", ("Ctrl+O",), needs_plan=False),
            Command("join", "&Join a partner’s plan…", needs_plan=False),
            SEPARATOR,
            Command("import", "&Import a spreadsheet…", changes=True),
            Command("export", "&Export…"),
            Command("make-pack", "Update pack for a &lead…"),
            Command("merge-pack", "Bring back an update pac&k…", changes=True),
            SEPARATOR,
            Command("report", "Save &board report…", ("Ctrl+P",)),
            SEPARATOR,
            Command("close", "&Close plan", ("Ctrl+W",)),
            Command("quit", "&Quit", ("Ctrl+Q",), needs_plan=False),
        ),
    ),
    (
        "&Edit",
        (
            Command("undo", "&Undo", ("Ctrl+Z",), changes=True),
            Command("redo", "&Redo", ("Ctrl+Y", "Ctrl+Shift+Z"), changes=True),
            SEPARATOR,
            Command("commit", "&Keep what is being typed", ("Ctrl+S",)),
            SEPARATOR,
            Command("palette", "Search or &run a command…", ("Ctrl+K", "Ctrl+Shift+P")),
            Command("filter", "&Filter the list", ("Ctrl+F",)),
            Command("clear", "&Clear filters", on_list=True),
            Command("save-view", "Save this list as a &view…", ("Ctrl+Shift+S",), on_list=True),
            SEPARATOR,
            Command("settings", "S&ettings…", ("Ctrl+,",), needs_plan=False),
        ),
    ),
    (
        "&View",
        (
            Command("detail", "&Details of the action", tick=True, on_list=True),
            Command("bin", "&Bin", tick=True),
            Command("refresh", "&Look for changes", ("F5", "Ctrl+R")),
            Command("notices", "Not&ices…"),
            SEPARATOR,
            Command("group", "&Group by…", on_list=True),
            Command("columns", "&Columns…", on_list=True),
            SEPARATOR,
            Command("sort:rating", "Sort by rating", group="sort", on_list=True),
            Command("sort:ref", "Sort by reference", group="sort", on_list=True),
            Command("sort:title", "Sort by action", group="sort", on_list=True),
            Command("sort:lead", "Sort by lead", group="sort", on_list=True),
            Command("sort:due", "Sort by due date", group="sort", on_list=True),
            Command("sort:percent", "Sort by progress", group="sort", on_list=True),
            Command("sort:updated", "Sort by latest update", group="sort", on_list=True),
            SEPARATOR,
            Command("larger", "Larger &text", ("Ctrl++", "Ctrl+="), needs_plan=False),
            Command("smaller", "S&maller text", ("Ctrl+-",), needs_plan=False),
            Command("normal", "&Normal text", ("Ctrl+0",), needs_plan=False),
            SEPARATOR,
            Command("theme:system", "Colours of the computer", group="theme", needs_plan=False),
            Command("theme:light", "Light colours", group="theme", needs_plan=False),
            Command("theme:dark", "Dark colours", group="theme", needs_plan=False),
            Command("theme:contrast", "High contrast colours", group="theme", needs_plan=False),
        ),
    ),
    (
        "&Go",
        (
            Command("page:dashboard", "&Dashboard", ("Ctrl+1",), group="page"),
            Command("page:actions", "&Actions", ("Ctrl+2",), group="page"),
            Command("page:reports", "&Reports", ("Ctrl+8",), group="page"),
            Command("page:exchange", "&Exchange", ("Ctrl+9",), group="page"),
        ),
    ),
    (
        "&Action",
        (
            Command("new", "&New action…", ("Ctrl+N", "Ctrl+Shift+N"), changes=True),
            Command("log", "&Log update…", ("Ctrl+U",), changes=True, on_list=True),
            Command("selected", "&Change the selected actions", ("Ctrl+E",), changes=True, on_list=True),
            Command("queue", "&Update round…", ("Ctrl+Shift+U",), changes=True),
            Command("history", "&History…", ("Ctrl+H",), on_list=True),
            Command("conflicts", "&Decide conflicts…", changes=True),
            SEPARATOR,
            Command("previous", "&Previous action", ("Alt+Up",), on_list=True),
            Command("next", "Ne&xt action", ("Alt+Down",), on_list=True),
            SEPARATOR,
            Command("delete", "&Move to Bin", ("Del",), only_in_list=True, changes=True, on_list=True),
            Command("restore", "&Restore from Bin", changes=True, on_list=True),
        ),
    ),
    (
        "Rep&orts",
        (
            Command("publish", "&Publish the report…", changes=True),
            Command("published", "P&ublished papers…"),
            Command("saved-reports", "&Saved reports…"),
        ),
    ),
    (
        "E&xchange",
        (
            Command("send", "&Send…", ("Ctrl+G",), changes=True),
            Command("send-all", "Send to &all partners", changes=True),
            Command("receive", "&Receive a file…", changes=True),
            Command("inbox", "Choose the in&box folder…", changes=True),
            SEPARATOR,
            Command("partners", "&Partners…"),
            Command("add-partner", "Add a par&tner…", changes=True),
            Command("card", "&Your card…"),
        ),
    ),
    (
        "&Help",
        (
            Command("help", "&Help on this page", ("F1",), needs_plan=False),
            Command("keys", "&Keyboard", ("Ctrl+?", "Ctrl+/"), needs_plan=False),
            Command("about", "&About CSA Tracker", needs_plan=False),
        ),
    ),
)

Run = Callable[[str], object]
"""Does a command by name."""


def fill_menus(bar: QMenuBar, run: Run) -> dict[str, QAction]:
    """Build the menus and return every command's QAction by name; each runs the command of its name."""
    actions: dict[str, QAction] = {}
    groups: dict[str, QActionGroup] = {}
    for title, commands in MENUS:
        menu = bar.addMenu(title)
        _soften(menu)
        for command in commands:
            if command is SEPARATOR:
                menu.addSeparator()
                continue
            actions[command.name] = _add(menu, command, run, groups)
    return actions


def _soften(menu: QMenu) -> None:
    """Give a menu our font and round corners, which need a window without the system's frame."""
    menu.setFont(font(10))
    menu.setWindowFlags(menu.windowFlags() | Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint)
    menu.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)


def _add(menu: QMenu, command: Command, run: Run, groups: dict[str, QActionGroup]) -> QAction:
    action = QAction(command.words, menu)
    action.setShortcuts([QKeySequence(keys) for keys in command.keys])
    action.setShortcutVisibleInContextMenu(True)
    if command.only_in_list:
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    if command.tick or command.group:
        action.setCheckable(True)
    if command.group:
        groups.setdefault(command.group, QActionGroup(menu)).addAction(action)
    action.triggered.connect(lambda: run(command.name))
    menu.addAction(action)
    return action
