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
    """One line of a menu. `keys` as Qt writes them; `only_in_list` keys work while the list has the focus."""

    name: str
    words: str
    keys: tuple[str, ...] = ()
    tick: bool = False
    only_in_list: bool = False
    group: str = ""
    needs_plan: bool = True
    changes: bool = False


SEPARATOR = Command("", "")
MENUS: tuple[tuple[str, tuple[Command, ...]], ...] = (
    (
        "&File",
        (
            Command("start", "New or other plan…", ("Ctrl+Shift+O",), needs_plan=False),
            Command("open", "&Open a plan file…", ("Ctrl+O",), needs_plan=False),
            SEPARATOR,
            Command("import", "&Import a spreadsheet…", changes=True),
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
            Command("filter", "&Filter the list", ("Ctrl+F",)),
            Command("clear", "&Clear filters"),
        ),
    ),
    (
        "&View",
        (
            Command("detail", "&Details of the action", tick=True),
            Command("bin", "&Bin", tick=True),
            Command("refresh", "&Look for changes", ("F5",)),
            SEPARATOR,
            Command("sort:rating", "Sort by rating", group="sort"),
            Command("sort:ref", "Sort by reference", group="sort"),
            Command("sort:title", "Sort by action", group="sort"),
            Command("sort:lead", "Sort by lead", group="sort"),
            Command("sort:due", "Sort by due date", group="sort"),
            Command("sort:percent", "Sort by progress", group="sort"),
            Command("sort:updated", "Sort by latest update", group="sort"),
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
        "&Action",
        (
            Command("new", "&New action…", ("Ctrl+N", "Ctrl+Shift+N"), changes=True),
            Command("log", "&Log update…", ("Ctrl+U",), changes=True),
            SEPARATOR,
            Command("previous", "&Previous action", ("Alt+Up",)),
            Command("next", "Ne&xt action", ("Alt+Down",)),
            SEPARATOR,
            Command("delete", "&Move to Bin", ("Del",), only_in_list=True, changes=True),
            Command("restore", "&Restore from Bin", changes=True),
        ),
    ),
    (
        "&Help",
        (
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
