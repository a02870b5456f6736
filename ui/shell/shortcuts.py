"""The keys of the commands: as the table gives them, as a person changed them, and which ones may be chosen.

Keys are written as Qt writes them in files: "Ctrl+Shift+P". Chosen ones are kept in the profile, only where they
differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence

from csa_tracker.profile import Profile
from ui.shell.commands import MENUS, Command

_SETTING = "shortcuts"
Chosen = Mapping[str, tuple[str, ...]]
"""Keys by command name, for the commands whose keys a person changed; an empty tuple takes them away."""

FIXED: Mapping[str, tuple[tuple[str, str], ...]] = {
    "In the list of actions": (
        ("Up, Down, Home, End", "Go through the actions"),
        ("Enter", "Edit the cell, or keep what was typed"),
        ("F2", "Edit the cell"),
        ("Ctrl+;", "Today, in a date cell"),
        ("Esc", "Leave the cell as it was, then clear the filter"),
    ),
    "In a sheet": (
        ("Ctrl+Enter", "Save"),
        ("Esc", "Close without saving"),
        ("Tab, Shift+Tab", "Next field, field before"),
        ("Alt+R", "Rating of an update; then 1 to 5"),
        ("Alt+S", "Status of an update"),
    ),
    "In a conflict": (
        ("M", "Keep yours"),
        ("T", "Use theirs"),
        ("B", "Keep both, in texts"),
        ("E", "Type another value"),
        ("L", "Leave it for later"),
    ),
    "In a date": (
        ("Alt+Down", "Open the calendar"),
        ("PgUp, PgDown", "A month back, a month on"),
        ("Enter", "Take the day"),
    ),
    "While searching": (
        ("Up, Down, PgUp, PgDown", "Choose a line"),
        ("Enter", "Do what the line says"),
        ("Esc", "Close"),
    ),
}
"""Keys that belong to a part of the window and stay as they are, with what they do."""

_EDITING = {
    "Ctrl+A": "selecting all", "Ctrl+C": "copying", "Ctrl+V": "pasting", "Ctrl+X": "cutting",
    "Ctrl+Left": "moving by a word", "Ctrl+Right": "moving by a word", "Ctrl+Home": "going to the beginning",
    "Ctrl+End": "going to the end", "Ctrl+Backspace": "deleting a word", "Ctrl+Del": "deleting a word",
    "Ctrl+Return": "saving a sheet", "Ctrl+Enter": "saving a sheet", "Ctrl+;": "today’s date", "Ctrl+Tab": "moving on",
    "Alt+F4": "closing the window", "F2": "editing a cell", "F10": "the menus", "Shift+F10": "the menu of a thing",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A command with its keys; `name` is empty for keys that stay as they are."""

    name: str
    words: str
    keys: tuple[str, ...]
    changed: bool = False


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """The keys of a menu, or of a part of the window."""

    title: str
    lines: tuple[KeyLine, ...]


def plain_words(text: str) -> str:
    """Return a menu's words without the marks for its keys and without dots."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").removesuffix("…")


def every_command() -> list[Command]:
    """Return the commands of the table, in the order of the menus."""
    return [command for _, commands in MENUS for command in commands if command.name]


def keys_of(chosen: Chosen) -> dict[str, tuple[str, ...]]:
    """Return the keys every command now has."""
    return {command.name: chosen.get(command.name, command.keys) for command in every_command()}


def key_groups(chosen: Chosen) -> list[KeyGroup]:
    """Return every command with its keys, grouped as in the menus, then the keys that stay as they are."""
    now = keys_of(chosen)
    groups = [
        KeyGroup(
            plain_words(title),
            tuple(
                KeyLine(command.name, plain_words(command.words), now[command.name], command.name in chosen)
                for command in commands
                if command.name
            ),
        )
        for title, commands in MENUS
    ]
    fixed = [
        KeyGroup(title, tuple(KeyLine("", words, tuple(keys.split(", "))) for keys, words in lines))
        for title, lines in FIXED.items()
    ]
    return groups + fixed


def show_keys(keys: Iterable[str]) -> str:
    """Return keys as this computer writes them: "Ctrl+N or Ctrl+Shift+N"."""
    native = QKeySequence.SequenceFormat.NativeText
    return " or ".join(QKeySequence(key).toString(native) or key for key in keys)


def check_keys(name: str, keys: str, chosen: Chosen) -> str:
    """Return why a command cannot have these keys, as a sentence; empty when it can."""
    sequence = QKeySequence(keys)
    if sequence.count() != 1:
        return "Press one key, with Ctrl or Alt held down."
    written = sequence.toString()
    if written in _EDITING:
        return f"{show_keys([written])} stays with {_EDITING[written]}. Choose other keys."
    *modifiers, key = written[:-1].split("+") if written.endswith("++") else written.split("+")
    key = key or "+"
    strong = bool({"Ctrl", "Alt", "Meta"}.intersection(modifiers))
    own = next((command for command in every_command() if command.name == name), None)
    in_list = own is not None and own.only_in_list and written in own.keys
    if not (strong or re.fullmatch("F[0-9]{1,2}", key) or in_list):
        return f"{show_keys([written])} alone is needed for typing and moving. Hold Ctrl down as well."
    if modifiers == ["Alt"] and len(key) == 1 and key.isalpha():
        return f"{show_keys([written])} is for menus and sheets. Hold Ctrl down instead."
    for command in every_command():
        if command.name != name and written in map(_written, chosen.get(command.name, command.keys)):
            return f"{show_keys([written])} belongs to “{plain_words(command.words)}”. Choose other keys."
    return ""


def _written(keys: str) -> str:
    return QKeySequence(keys).toString()


def with_keys(chosen: Chosen, name: str, keys: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return the chosen keys with a command's changed; keys as in the table are no change."""
    others = {known: kept for known, kept in chosen.items() if known != name}
    table = {command.name: tuple(map(_written, command.keys)) for command in every_command()}
    return others if tuple(map(_written, keys)) == table.get(name) else {**others, name: keys}


def read_chosen(profile: Profile) -> dict[str, tuple[str, ...]]:
    """Return the keys a person chose; what cannot be used is left out, so that no two commands share keys."""
    stored = profile.read_settings().get(_SETTING, {})
    known = {command.name for command in every_command()}
    read = {
        name: tuple(key for key in keys if isinstance(key, str))
        for name, keys in (stored.items() if isinstance(stored, dict) else ())
        if name in known and isinstance(keys, list)
    }
    kept: dict[str, tuple[str, ...]] = {}
    for name, keys in read.items():
        usable = tuple(key for key in keys if not check_keys(name, key, read))
        if usable or not keys:
            kept[name] = usable
    return kept


def keep_chosen(profile: Profile, chosen: Chosen) -> None:
    """Store the keys a person chose. Raises UserError when the profile cannot be written."""
    profile.change_settings({_SETTING: {name: list(keys) for name, keys in chosen.items()}})


def apply_shortcuts(actions: Mapping[str, QAction], chosen: Chosen) -> None:
    """Give every command of a window the keys it now has."""
    for name, keys in keys_of(chosen).items():
        if name in actions:
            actions[name].setShortcuts([QKeySequence(key) for key in keys])
