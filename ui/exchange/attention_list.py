"""What needs attention, as a panel of the Exchange page: lines, the one chosen in full, and what mends it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from csa_tracker.plan.attention import Item, Kind
from ui.exchange.lines import Line, LinesList
from ui.kit.boxes import column
from ui.kit.buttons import button
from ui.kit.flow import Flow
from ui.kit.text import label, set_tip

_MOST = 5
_NONE = "Nothing needs attention."
_HEADS: Mapping[Kind, tuple[str, str]] = {
    Kind.CLOCK: ("clock", "The date of a computer"),
    Kind.CONFLICT: ("warn", "Changed in two offices"),
    Kind.DELETED: ("warn", "Deleted here, changed there"),
    Kind.SHARED_REF: ("link", "One reference for two actions"),
    Kind.ORPHAN: ("inbox", "Added to an action in the Bin"),
    Kind.LOST_PART: ("inbox", "Parts without their action"),
    Kind.UNUSABLE: ("edit", "A value that is not shown"),
    Kind.GAP: ("history", "Earlier changes missing"),
    Kind.FORK: ("file", "A plan file copied"),
    Kind.NEWER: ("info", "From a newer version"),
}
STEPS: Mapping[str, str] = {
    "open": "Open the action",
    "decide": "Decide…",
    "renumber": "Give it a number of its own",
    "restore": "Restore the action",
    "remove": "Delete what was added",
    "receive": "Receive a file…",
    "send": "Send…",
    "help": "What this means",
}
"""What can be done about a line, in words; each line offers some of them."""
_OFFERED: Mapping[Kind, tuple[str, ...]] = {
    Kind.CLOCK: ("help",),
    Kind.CONFLICT: ("decide", "help"),
    Kind.DELETED: ("decide", "help"),
    Kind.SHARED_REF: ("open", "renumber", "help"),
    Kind.ORPHAN: ("restore", "remove", "help"),
    Kind.LOST_PART: ("receive", "help"),
    Kind.UNUSABLE: ("open", "help"),
    Kind.GAP: ("receive", "help"),
    Kind.FORK: ("send", "help"),
    Kind.NEWER: ("help",),
}
_READING = frozenset({"open", "help"})
"""Steps that change nothing, so that a plan that can only be read offers them too."""


class AttentionList(QFrame):
    """The panel. `wanted` carries a step (one of STEPS) and the Item it is for; Enter takes the first step of a line.

    `emptied` fires when the last line goes while the keyboard is in the panel.
    """

    wanted = Signal(str, object)
    emptied = Signal()

    def __init__(self, *, read_only: str) -> None:
        super().__init__()
        self.items: Sequence[Item] = ()
        self._read_only = read_only
        self.list = LinesList("Needs attention", object_name="attention")
        self.none = label(_NONE, ink="ink2", wraps=True)
        self._sentence = label("", weight=600, wraps=True)
        self._advice = label("", size=9.5, ink="ink2", wraps=True)
        self.steps = {step: button(words, small=True) for step, words in STEPS.items()}
        buttons = QWidget()
        flow = Flow(gap=8)
        for step, pressed in self.steps.items():
            flow.addWidget(pressed)
            pressed.clicked.connect(lambda _on=False, step=step: self._take(step))
        buttons.setLayout(flow)
        self._chosen = QWidget()
        self._chosen.setLayout(column(self._sentence, self._advice, 4, buttons, gap=4))
        inside = column(
            label("Needs attention", size=11, weight=700), self.none, self.list, self._chosen, None,
            margins=(16, 12, 16, 14), gap=10,
        )  # fmt: skip
        self.setProperty("ground", "card")
        self.setLayout(inside)
        self.setAccessibleName("Needs attention")
        self.list.opened.connect(lambda _key: self._take(self._offered()[0]))
        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._show_chosen())
        self.show_items(())

    def current(self) -> Item | None:
        """Return the item chosen, None where there is none."""
        row = self.list.currentIndex().row()
        return self.items[row] if 0 <= row < len(self.items) else None

    def show_items(self, items: Sequence[Item]) -> None:
        """Show these, and stay on the one chosen."""
        focus = QApplication.focusWidget()
        is_ours = focus is not None and self.isAncestorOf(focus)
        self.items = items
        self.list.show_lines([_line(item) for item in items])
        self.list.fit(_MOST)
        self.none.setVisible(not items)
        self.list.setVisible(bool(items))
        self._show_chosen()
        if is_ours and not items:
            self.emptied.emit()
        elif is_ours and focus is not None and not focus.isVisibleTo(self):
            self.list.setFocus()

    def _show_chosen(self) -> None:
        item = self.current()
        self._chosen.setVisible(item is not None)
        if item is None:
            return
        self._sentence.setText(item.sentence)
        self._advice.setText(item.advice)
        offered = self._offered()
        for step, pressed in self.steps.items():
            pressed.setVisible(step in offered)
            pressed.setAccessibleName(f"{STEPS[step]}: {item.sentence}")
            if self._read_only and step not in _READING:
                pressed.setEnabled(False)
                set_tip(pressed, self._read_only)

    def _offered(self) -> tuple[str, ...]:
        """What can be done about the line chosen: an action can be opened where there is one."""
        item = self.current()
        offered = _OFFERED[item.kind] if item is not None else ("help",)
        return tuple(step for step in offered if step != "open" or (item is not None and item.action_id))

    def _take(self, step: str) -> None:
        item = self.current()
        if item is not None and self.steps[step].isEnabled():
            self.wanted.emit(step, item)


def _line(item: Item) -> Line:
    mark, head = _HEADS[item.kind]
    ink = "ink2" if item.count == 0 else "danger" if item.kind in (Kind.CONFLICT, Kind.DELETED) else "ink2"
    key = ":".join((item.kind, item.action_id, item.row, item.sentence))
    return Line(key, mark, head, item.sentence, f"{head}. {item.sentence} {item.advice}", end=item.ref, ink=ink)
