"""The strip over every page: its title, the search box, undo and redo, and at most two buttons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from ui.kit.boxes import row
from ui.kit.buttons import button
from ui.kit.paint import LEFT, MIDDLE, RIGHT, draw_text, text_width
from ui.kit.text import label
from ui.look.fonts import font
from ui.look.icons import icon_pixmap
from ui.look.worn import RAIL_FROM, look, px
from ui.shell.bell import Bell
from ui.shell.places import TITLES

Run = Callable[[str], object]
_WORDS = "Search or run a command"
_WORDINGS = (_WORDS, "Search")
"""What the box says, by the room there is; with less than the last one takes, only its icon is left."""


class SearchBox(QPushButton):
    """Looks like a field and opens the palette, which does the typing; an icon where room is short."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "secondary")
        self.setAccessibleName(f"{_WORDS} (Ctrl+K)")
        self.setToolTip(f"{_WORDS} (Ctrl+K)")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(px(34))
        self.setMinimumWidth(px(36))
        self.setMaximumWidth(px(270 if look().scale < RAIL_FROM else 36))

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return the width it likes."""
        return QSize(self.maximumWidth(), px(34))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the field, its icon, its words and its key."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        face, inside = font(10), box.adjusted(px(38), 0, -px(12), 0)
        words = next((words for words in _WORDINGS if text_width(words, face) <= inside.width()), "")
        left = px(11) if words else (box.width() - px(18)) / 2
        painter.drawPixmap(round(left), round(box.center().y() - px(9)), icon_pixmap("search", "ink2", 18))
        if words:
            draw_text(painter, inside, words, face=face, ink="ink3", align=LEFT | MIDDLE)
        if words and text_width(words, face) + px(48) <= inside.width():
            draw_text(painter, inside, "Ctrl+K", face=font(8.5, 500), ink="ink3", align=RIGHT | MIDDLE)
        painter.end()


class PageHeader(QFrame):
    """Title and a muted fact left; right the same places on every page, exactly one button of them primary."""

    def __init__(self, run: Run) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self.setFixedHeight(px(56))
        self.title = label("", size=15, weight=700)
        self.fact = label("", ink="ink3")
        self.search = SearchBox()
        self.undo = button("", kind="quiet", mark="undo", name="Undo")
        self.redo = button("", kind="quiet", mark="redo", name="Redo")
        self.bell = Bell()
        self.log = button("Log update", mark="" if look().scale >= RAIL_FROM else "edit", name="Log update (Ctrl+U)")
        self.new = button("New action", kind="primary", mark="plus", name="New action (Ctrl+N)")
        self.queue = button("Update round", mark="" if look().scale >= RAIL_FROM else "clock")
        self.report = button("Board report", kind="primary", mark="reports", name="Board report")
        self._of_page: dict[str, tuple[QPushButton, ...]] = {
            "actions": (self.log, self.new), "dashboard": (self.queue, self.report), "reports": (),
        }  # fmt: skip
        self._list = ("Actions", 0)
        self._read_only = False
        named = {
            "palette": self.search, "undo": self.undo, "redo": self.redo, "log": self.log, "new": self.new,
            "queue": self.queue, "page:reports": self.report,
        }  # fmt: skip
        for name, pressed in named.items():
            pressed.clicked.connect(lambda _on=False, name=name: run(name))
        buttons = (self.queue, self.report, self.log, self.new)
        layout = row(self.title, self.fact, None, self.search, 4, self.undo, self.redo, self.bell, 4, *buttons,
                     margins=(24, 0, 20, 0), gap=6)  # fmt: skip
        layout.setStretchFactor(self.search, 30)  # its words come before the gap to the title
        self.setLayout(layout)

    def controls(self) -> list[QWidget]:
        """Return what Tab goes through, in order."""
        return [self.search, self.undo, self.redo, self.bell, self.queue, self.report, self.log, self.new]

    def show_page(self, key: str, *, fact: str = "") -> None:
        """Show the title and the buttons of a page, and a muted fact beside the title; the list says its own."""
        for page, buttons in self._of_page.items():
            for one in buttons:
                one.setVisible(page == key)
        if key == "actions":
            self.say_list(*self._list, deleted=self._list[0] == "Bin")
        else:
            self.title.setText(TITLES[key])
            self.fact.setText(fact if look().scale < RAIL_FROM else "")

    def say_list(self, title: str, count: int, *, deleted: bool) -> None:
        """Say how many actions the list shows, when it is the page shown."""
        self._list = (title, count)
        if self.log.isVisibleTo(self) or not self.title.text():
            self.title.setText(title)
            self.fact.setText(f"{count:,}")
        if not self._read_only:
            self.log.setEnabled(count > 0 and not deleted)
            self.log.setToolTip("" if count else "There is no action to log an update on.")

    def say_read_only(self, reason: str) -> None:
        """Switch off what would change the plan, and say why."""
        self._read_only = True
        for step in (self.log, self.new, self.queue):
            step.setEnabled(False)
            step.setToolTip(reason)
