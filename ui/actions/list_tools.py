"""The tools of the list: a button that groups it, and the columns to tick, move and widen."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from csa_tracker.plan.list_rows import GROUPINGS
from csa_tracker.values import Choice
from ui.actions.arrangement import LEAST_WIDTH, MOST_WIDTH, Arrangement
from ui.actions.cell_choice import ChoiceDelegate
from ui.actions.columns import ACTION, COLUMNS
from ui.kit.announce import announce
from ui.kit.boxes import frame, row
from ui.kit.buttons import button
from ui.kit.many_choices import ManyChoices
from ui.kit.text import escape_tip, label, restyle
from ui.look.fonts import font
from ui.look.icons import icon

_FITTING = "fitting"
_STEP = 16
_HINT = "Alt+Up and Alt+Down move a column, Alt+Left and Alt+Right change its width."


def group_button() -> QPushButton:
    """Return the button that opens the ways to group."""
    made = button("Group", kind="quiet", mark="group", small=True, name="Group the list")
    made.setObjectName("group")
    return made


def show_grouping(made: QPushButton, group: str, *, short: bool) -> None:
    """Say on the button how the list is grouped; without room only its icon stays."""
    words = GROUPINGS[group] if group else "Group"
    made.setText("" if short else f" {words}")
    made.setProperty("icononly", "true" if short else "false")
    spoken = f"Group the list: {GROUPINGS[group].lower()}"
    made.setAccessibleName(spoken)
    made.setToolTip(escape_tip(spoken))
    made.setIcon(icon("group", "accent" if group else "ink2", 18))
    restyle(made)


class GroupMenu(QMenu):
    """The ways to group; `chosen` carries the name of one."""

    chosen = Signal(str)

    def __init__(self, group: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFont(font(10))
        ways = QActionGroup(self)
        for name, words in GROUPINGS.items():
            action = QAction(words, self)
            action.setCheckable(True)
            action.setChecked(name == group)
            action.setData(name)
            ways.addAction(action)
            self.addAction(action)
        self.triggered.connect(self._picked)
        self.aboutToHide.connect(self.deleteLater)

    def _picked(self, action: QAction) -> None:
        self.chosen.emit(str(action.data()))


class ColumnChooser(ManyChoices):
    """A popup of the columns: tick with Space, move and widen with Alt and arrows. `arranged` fires once it closes.

    The first line goes back to the columns that fit into the window.
    """

    arranged = Signal(object)

    def __init__(self, arrangement: Arrangement, shown: list[int], parent: QWidget) -> None:
        picked = {str(number) for number in shown}
        automatic = arrangement.shown is None
        choices = [Choice(_FITTING, "", "Those that fit")]
        choices += [Choice(str(number), "", COLUMNS[number].heading) for number in arrangement.order]
        super().__init__(
            choices, frozenset(picked | ({_FITTING} if automatic else set())), name="Columns", parent=parent
        )
        self._arrangement, self._changed = arrangement, False
        self._widths = dict(arrangement.widths)
        self._was_automatic = automatic
        self.setProperty("ground", "surface")
        self.list.setItemDelegate(ChoiceDelegate(self.list))
        box = self.layout()
        if box is not None:
            box.addWidget(frame(row(label(_HINT, size=9, ink="ink3", wraps=True), margins=(14, 6, 14, 10))))
        self.list.setAccessibleDescription(_HINT)
        self.list.itemChanged.connect(self._ticked)

    def open_under(self, anchor: QWidget) -> None:
        """Show the list under its button, with room for the hint."""
        super().open_under(anchor)
        room = self.sizeHint().height() - self.list.sizeHint().height()
        wanted = self.list.sizeHintForRow(0) * self.list.count() + 14 + room
        frame = anchor.window().frameGeometry()
        self.resize(self.width(), min(wanted, frame.height()))
        self.move(self.x(), max(frame.top(), min(self.y(), frame.bottom() - self.height())))

    def arrangement(self) -> Arrangement:
        """Return how the columns are to stand."""
        ids = [self._id(row) for row in range(self.list.count())]
        order = tuple(int(known) for known in ids if known != _FITTING)
        picked = self.picked()
        shown = None if _FITTING in picked else frozenset({int(known) for known in picked} | {ACTION})
        return replace(self._arrangement, order=order, shown=shown, widths=self._widths)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Move and widen the current column with Alt and arrows."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.modifiers() & Qt.KeyboardModifier.AltModifier:
                match event.key():
                    case Qt.Key.Key_Up | Qt.Key.Key_Down:
                        self._move(-1 if event.key() == Qt.Key.Key_Up else 1)
                        return True
                    case Qt.Key.Key_Left | Qt.Key.Key_Right:
                        self._widen(-_STEP if event.key() == Qt.Key.Key_Left else _STEP)
                        return True
            if event.key() == Qt.Key.Key_Escape:
                self._changed = False
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 (Qt's name)
        """Tell the arrangement once the list goes away."""
        super().hideEvent(event)
        if self._changed:
            self._changed = False
            self.arranged.emit(self.arrangement())

    def _id(self, row: int) -> str:
        return str(self.list.item(row).data(Qt.ItemDataRole.UserRole))

    def _ticked(self) -> None:
        """Choosing a column by hand ends the choice by room; going back to that gives up the other."""
        first = self.list.item(0)
        automatic = first.checkState() == Qt.CheckState.Checked
        blocked = self.list.blockSignals(True)
        if automatic and self._was_automatic:
            first.setCheckState(Qt.CheckState.Unchecked)
            automatic = False
        self._was_automatic = automatic
        self.list.blockSignals(blocked)
        self.list.viewport().update()
        self._changed = True

    def _move(self, by: int) -> None:
        row = self.list.currentRow()
        if row < 1 or not 1 <= row + by < self.list.count():
            return
        blocked = self.list.blockSignals(True)
        item = self.list.takeItem(row)
        self.list.insertItem(row + by, item)
        self.list.blockSignals(blocked)
        self.list.setCurrentRow(row + by)
        self._changed = True
        announce(self.list, f"{item.text()} is column {row + by} of {self.list.count() - 1}.")

    def _widen(self, by: int) -> None:
        known = self._id(self.list.currentRow())
        if known in (_FITTING, str(ACTION)):
            return
        number = int(known)
        width = min(max(self._widths.get(number, COLUMNS[number].width) + by, LEAST_WIDTH), MOST_WIDTH)
        self._widths[number] = width
        self._changed = True
        announce(self.list, f"{COLUMNS[number].heading} is {width} wide.")
