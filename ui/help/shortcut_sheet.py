"""The keys of the program in a sheet: find a command, press the keys it shall have, reset one or all."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from csa_tracker.errors import UserError
from csa_tracker.plan.find import match_words
from csa_tracker.profile import Profile
from ui.help.key_capture import KeyCapture
from ui.kit.announce import announce
from ui.kit.boxes import column, frame, row
from ui.kit.buttons import button
from ui.kit.field import Field, line_edit
from ui.kit.text import label
from ui.look.worn import RAIL_FROM, look, px
from ui.palette.line_list import LineList
from ui.palette.lines import Line, RunCommand, heading
from ui.shell.sheet import Sheet
from ui.shell.shortcuts import (
    KeyLine,
    check_keys,
    every_command,
    keep_chosen,
    key_groups,
    keys_of,
    plain_words,
    read_chosen,
    show_keys,
    with_keys,
)

_EVERYTHING = 400


class ShortcutSheet(Sheet):
    """Shows and changes keys. `changed` carries the chosen ones (see `apply_shortcuts`) each time they were stored."""

    changed = Signal(object)
    resized = Signal()

    def __init__(self, profile: Profile) -> None:
        super().__init__("Keyboard")
        self._profile = profile
        self.chosen = read_chosen(profile)
        self.search = line_edit(hint="Type part of a command or its keys")
        self.list = LineList()
        self.list.setFixedHeight(px(320 if look().scale < RAIL_FROM else 170))
        self.capture = KeyCapture()
        self.field = Field("New keys", self.capture)
        self.reset = button("Reset")
        self.reset_all = button("Reset all keys")
        self.shut = button("Close", kind="primary")
        self.first = self.search
        self.assemble(self._head(), self._body(), self._foot())
        self.search.textChanged.connect(self._show_found)
        self.search.installEventFilter(self)
        self.list.selectionModel().currentChanged.connect(self._show_choice)
        self.capture.pressed.connect(self.try_keys)
        self.reset.clicked.connect(self.reset_one)
        self.reset_all.clicked.connect(self.reset_every)
        self.shut.clicked.connect(self.accept)
        self._show_found()

    def _head(self) -> QHBoxLayout:
        shut = button("", kind="quiet", mark="close", small=True, name="Close")
        shut.clicked.connect(self.reject)
        return row(label("Keyboard", size=13, weight=700), None, shut, margins=(24, 0, 16, 0))

    def _body(self) -> QVBoxLayout:
        edge = frame(column(self.list, margins=(1, 1, 1, 1), gap=0), ground="card")
        change = row(self.field, self.reset, gap=8)
        change.setStretch(0, 1)
        change.setAlignment(self.reset, Qt.AlignmentFlag.AlignBottom)
        find = Field("Find a command", self.search)
        find.say("Enter goes on to its keys")
        return column(find, edge, change, margins=(24, 14, 24, 18), gap=12)

    def _foot(self) -> QHBoxLayout:
        return row(self.reset_all, None, self.shut, margins=(24, 0, 24, 0))

    def _show_found(self, _text: str = "", *, name: str = "") -> None:
        """List the commands that hold what was typed; `name` is the command to stay on."""
        lines: list[Line] = []
        typed = self.search.text()
        for group in key_groups(self.chosen):
            sought = [f"{one.words} {' '.join(one.keys)} {group.title}".casefold() for one in group.lines]
            places = sorted(place for _, place in match_words(sought, typed, limit=_EVERYTHING))
            found = [group.lines[place] for place in places] if typed.strip() else list(group.lines)
            if found:
                lines += [heading(group.title), *(_line(one) for one in found)]
        shown = lines or [Line(f"No command holds “{typed.strip()}”.", "info")]
        self.list.show_lines(shown)
        goals = [line.goal.name if isinstance(line.goal, RunCommand) else "" for line in shown]
        if name in goals:
            self.list.setCurrentIndex(self.list.lines.index(goals.index(name)))
        self._show_choice()

    def command(self) -> str:
        """Return the name of the command chosen, empty on keys that stay as they are."""
        line = self.list.current()
        return line.goal.name if line is not None and isinstance(line.goal, RunCommand) else ""

    def _show_choice(self) -> None:
        self.field.clear()
        name = self.command()
        words = _words_of(name)
        self.field.caption.setText(f"New keys for “{words}”" if name else "New keys")
        self.capture.setAccessibleName(self.field.caption.text())
        self.capture.setEnabled(bool(name))
        self.reset.setEnabled(name in self.chosen)
        self.reset.setAccessibleName(f"Reset the keys of {words}" if name else "Reset")
        self.reset_all.setEnabled(bool(self.chosen))
        self.capture.setText(show_keys(keys_of(self.chosen)[name]) if name else "")
        self.field.say("" if name else "These keys stay as they are.")

    def try_keys(self, keys: str) -> None:
        """Give the command chosen these keys, or say beside the field why not."""
        name = self.command()
        refusal = check_keys(name, keys, self.chosen)
        if refusal:
            self._refuse(refusal)
        else:
            self._keep(with_keys(self.chosen, name, (keys,)), f"{_words_of(name)} is now {show_keys([keys])}.")

    def reset_one(self) -> None:
        """Give the command chosen the keys of the table again, unless another has them now."""
        name = self.command()
        table = next(command.keys for command in every_command() if command.name == name)
        for keys in table:
            refusal = check_keys(name, keys, self.chosen)
            if refusal:
                self._refuse(refusal)
                return
        self._keep(with_keys(self.chosen, name, table), f"{_words_of(name)} has its own keys again.")

    def reset_every(self) -> None:
        """Give every command the keys of the table again."""
        self._keep({}, "Every command has its own keys again.")

    def _keep(self, chosen: dict[str, tuple[str, ...]], said: str) -> None:
        try:
            keep_chosen(self._profile, chosen)
        except UserError as error:
            self._refuse(f"{error.message} {error.next_step}")
            return
        self.chosen = chosen
        if self.reset.hasFocus() or self.reset_all.hasFocus():  # about to have nothing to reset
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_found(name=self.command())
        self.field.say(said)
        announce(self, said)
        self.changed.emit(chosen)

    def _refuse(self, sentence: str) -> None:
        self.field.fail(sentence)
        announce(self, sentence)
        self.resized.emit()
        QTimer.singleShot(0, self, self._show_field)  # once the sentence has its place

    def _show_field(self) -> None:
        self.scroller.ensureWidgetVisible(self.field)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Let Up, Down and the page keys go through the list, and Enter on to the keys."""
        if watched is self.search and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {
                Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: self.list.page(),
                Qt.Key.Key_PageUp: -self.list.page(),
            }  # fmt: skip
            key = Qt.Key(event.key())
            if key in steps and self.list.step(steps[key]):
                line = self.list.current()
                announce(self, line.spoken if line is not None else "")
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self.capture.isEnabled():
                    self.capture.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)


def _line(one: KeyLine) -> Line:
    note = "Changed" if one.changed else "" if one.keys else "No keys"
    return Line(one.words, note=note, keys=show_keys(one.keys), goal=RunCommand(one.name) if one.name else None)


def _words_of(name: str) -> str:
    return next((plain_words(command.words) for command in every_command() if command.name == name), "")
