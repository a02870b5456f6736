"""Says at the next start that the program ended without being closed: what is kept, and where the log is.

A card over the page, not in its way: it takes the keyboard once, Esc puts it away, and every other key works on.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from csa_tracker.rules.dates import show_date
from ui.kit.announce import announce
from ui.kit.boxes import column, row
from ui.kit.buttons import button
from ui.kit.focus import is_alive
from ui.kit.text import DataLabel, icon_label, label
from ui.look.worn import look, px
from ui.shell.focus_ring import FocusRing

if TYPE_CHECKING:
    from ui.crash import LastEnd
    from ui.shell.window import MainWindow

HEADLINE = "CSA Tracker stopped unexpectedly"
_WIDTH = 440
_LINES = 3


def end_words(ended: LastEnd) -> str:
    """Return what happened and what is kept, in two sentences."""
    opened = ""
    if ended.began is not None:
        began = ended.began.astimezone()
        opened = f" It was opened on {show_date(began.date())} at {began:%H:%M}."
    return (
        f"The program, or the computer, was stopped without closing it.{opened} Everything you saved is kept. What "
        "you were typing is offered back when its plan opens."
    )


LOG_WORDS = (
    "A log on this computer says where the program was. It holds none of your records. Nothing is sent anywhere."
)


class LastEndCard(QFrame):
    """The card; `show_button` opens the folder of the log, `copy` puts its path on the clipboard, `shut` ends it."""

    def __init__(self, window: MainWindow, ended: LastEnd, *, again: bool = False, with_keyboard: bool = True) -> None:
        """Show the card; `again` in another look, when it was told already."""
        super().__init__(window)
        self._window, self._ended = window, ended
        self._page: QWidget | None = None
        self._came_from: QWidget | None = None
        self.setProperty("ground", "notice")
        self.setObjectName("last-end")
        self.setAccessibleName(HEADLINE)
        self._fill()
        window.installEventFilter(self)
        window.looks.changed.connect(self._dress)
        self.show()
        self._place()
        if not again:
            announce(window, f"{HEADLINE}. {end_words(ended)}")
        if with_keyboard and window.overlay is None:
            self.take_keyboard()
        elif with_keyboard and window.overlay is not None:
            window.overlay.closed.connect(self.take_keyboard)

    def _fill(self) -> None:
        self.shut = button("", kind="quiet", mark="close", small=True, name="Put this notice away (Esc)")
        self.show_button = button("Show in folder", mark="folder", small=True)
        self.copy = button("Copy path", small=True)
        self.shut.clicked.connect(self.put_away)
        self.show_button.clicked.connect(lambda: self._window.ask.show_folder(self._ended.log))
        self.copy.clicked.connect(self._copy)
        words = label(HEADLINE, size=11, weight=700, wraps=True)
        head = row(icon_label("warn", "ink", 18), words, self.shut, gap=8)
        head.setStretch(1, 1)
        head.setAlignment(self.shut, Qt.AlignmentFlag.AlignTop)
        path = DataLabel(str(self._ended.log), size=9, ink="ink2", lines=_LINES)
        self.setLayout(
            column(
                head,
                label(end_words(self._ended), size=9.5, wraps=True),
                label(LOG_WORDS, size=9.5, wraps=True),
                path,
                2,
                row(self.show_button, self.copy, None),
                margins=(16, 10, 14, 14),
                gap=6,
            )
        )

    def take_keyboard(self) -> None:
        """Give the keyboard to the card once; Esc or its cross gives it back."""
        focused = QApplication.focusWidget()
        if focused is None or not self.isAncestorOf(focused):
            self._came_from = focused
        self.shut.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """Take the card away and give the keyboard back."""
        self._go()
        if is_alive(self._came_from) and self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._window.view is not None:
            self._window.view.focus_page()

    def _go(self) -> None:
        self.hide()
        self._window.removeEventFilter(self)
        self._window.looks.changed.disconnect(self._dress)
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Esc puts it away."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Stay in the corner of the window, over each page that is shown after another."""
        if watched is self._window and event.type() in (QEvent.Type.Resize, QEvent.Type.ChildAdded):
            QTimer.singleShot(0, self, self._place)
        return False

    def _place(self) -> None:
        window = self._window
        width = min(round(_WIDTH * min(look().scale, 1.6)), window.width() - px(32))
        self.setFixedWidth(width)
        layout = self.layout()
        self.setFixedHeight(layout.totalHeightForWidth(width) if layout is not None else self.sizeHint().height())
        self.move(window.width() - width - px(16), window.height() - self.height() - px(28) - px(16))
        if self._page is not window.centralWidget():
            self._page = window.centralWidget()
            self.stand_over_page()

    def stand_over_page(self) -> None:
        """Stand over the page, under a sheet or the palette that is open over both, and under the focus ring."""
        self.raise_()
        over = [one for one in (self._window.overlay, self._window.finder) if one is not None]
        for widget in [*over, *self._window.findChildren(FocusRing)]:
            widget.raise_()

    def _dress(self) -> None:
        """Wear another look: a card made in it takes the place of this one."""
        had_keyboard = any(one.hasFocus() for one in (self.shut, self.show_button, self.copy))
        self._go()
        LastEndCard(self._window, self._ended, again=True, with_keyboard=had_keyboard)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(str(self._ended.log))
        self._window.say("The path of the log was copied.")


def show_last_end(window: MainWindow, ended: LastEnd) -> LastEndCard:
    """Show how the last run ended, over the page that stands now."""
    return LastEndCard(window, ended)


def tell_once_opened(window: MainWindow, ended: LastEnd) -> None:
    """Show the card once the first page stands, after the sheet that offers back what was being typed."""
    from ui.start.beginning import Beginning

    beginning = window.findChild(Beginning)
    if isinstance(beginning, Beginning):
        show = partial(show_last_end, window, ended)
        beginning.opened.connect(lambda: QTimer.singleShot(0, window, show))
