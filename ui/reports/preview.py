"""The preview beside the options: page buttons and zoom over the paper, or why there is none."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from csa_tracker.errors import UserError
from ui.kit.announce import announce
from ui.kit.boxes import column, row
from ui.kit.buttons import button
from ui.kit.combo import Combo
from ui.kit.empty_state import EmptyState
from ui.kit.flow import Flow
from ui.kit.paint import draw_box
from ui.kit.text import icon_label, label
from ui.look.worn import px
from ui.reports.paper import Paper
from ui.reports.paper_view import ZOOM_WORDS, PaperView, Zoom

UPDATING = "Updating…"


class _Remark(QWidget):
    """A quiet sentence over the paper, until it no longer holds."""

    def __init__(self) -> None:
        super().__init__()
        self._words = label("", size=9.5, ink="ink2", wraps=True)
        mark = icon_label("info", "ink2", 16)
        mark.setAlignment(Qt.AlignmentFlag.AlignTop)
        inside = row(mark, self._words, gap=6, margins=(16, 6, 16, 8))
        inside.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        inside.setStretch(1, 1)
        self.setLayout(inside)
        self.hide()

    def words(self) -> str:
        return self._words.text()

    def say(self, sentence: str) -> None:
        self.setVisible(bool(sentence))
        if sentence != self._words.text():
            self._words.setText(sentence)
            if sentence:
                announce(self, sentence)


class _Pill(QWidget):
    """Says over the old preview that a new one is being made."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        words = label(UPDATING, size=9.5, weight=600, ink="on_toast")
        self.setLayout(row(words, margins=(12, 4, 12, 4)))
        self.adjustSize()
        self.hide()
        parent.installEventFilter(self)

    def place(self) -> None:
        self.move((self._over.width() - self.width()) // 2, px(12))
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self.place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_box(painter, QRectF(self.rect()), self.height() / 2, fill="toast")
        painter.end()


class Preview(QFrame):
    """`print_wanted` and `again_wanted` are the person's wishes; `zoomed` carries a Zoom that was chosen."""

    print_wanted = Signal()
    again_wanted = Signal()
    zoomed = Signal(object)

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("ground", "canvas")
        self.view = PaperView(title)
        self.previous = button("", kind="quiet", mark="left", name="Previous page (Page Up)")
        self.next = button("", kind="quiet", mark="right", name="Next page (Page Down)")
        self.place = label("")
        self.zoom = Combo()
        self.zoom.offer((words, zoom.value) for zoom, words in ZOOM_WORDS.items())
        self.zoom.choose(Zoom.PAGE.value)
        self.print = button("Print", mark="print")
        self.remark = _Remark()
        self._stack = QStackedWidget()
        self._waiting = label("", ink="ink2")
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._trouble: EmptyState | None = None
        for part in (self._waiting, self.view):
            self._stack.addWidget(part)
        self._pill = _Pill(self._stack)
        self._bar = QWidget()
        self._turner, self._zoomer = QWidget(), QWidget()
        self._lay_out_bar()
        whole = column(self._bar, self.remark, self._stack, gap=0)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self._connect()
        self._show_place()

    def name(self, title: str) -> None:
        """Say which report is shown from now on."""
        self.view.name(title)

    def _lay_out_bar(self) -> None:
        caption = label("Zoom", size=9.5, ink="ink2")
        caption.setBuddy(self.zoom)
        self.zoom.setAccessibleName("Zoom")
        self.zoom.setMinimumContentsLength(8)
        self._turner.setLayout(row(self.previous, self.place, self.next, gap=4))
        self._zoomer.setLayout(row(caption, self.zoom, gap=6))
        self.arrange(narrow=False)

    def arrange(self, *, narrow: bool) -> None:
        """Put the bar in one line, or let it flow into two: a row of fixed parts would widen a small window."""
        old, holder = self._bar.layout(), QWidget()
        if old is not None:
            holder.setLayout(old)  # the one way in Qt to take a layout away; its parts move on to the new one below
        if not narrow:
            self._bar.setLayout(row(self._turner, None, self._zoomer, 4, self.print, margins=(16, 10, 20, 10)))
            return
        flow = Flow(gap=12)
        flow.setContentsMargins(px(16), px(10), px(16), px(10))
        for part in (self._turner, self._zoomer, self.print):
            flow.addWidget(part)
        self._bar.setLayout(flow)

    def _connect(self) -> None:
        self.previous.clicked.connect(self._back)
        self.next.clicked.connect(self._on)
        self.zoom.currentIndexChanged.connect(self._zoom_chosen)
        self.print.clicked.connect(self.print_wanted)
        self.view.turned.connect(self._show_place)

    def controls(self) -> list[QWidget]:
        """Return what Tab goes through, in order."""
        return [self.previous, self.next, self.zoom, self.print, self.view.sheet]

    def choose_zoom(self, zoom: Zoom) -> None:
        """Show pages at a size, without telling anyone."""
        self.zoom.choose(zoom.value)
        self.view.set_zoom(zoom)

    def show_paper(self, paper: Paper, remark: str) -> None:
        """Show a new paper, and what is to be said about it."""
        had_focus = self._drop_trouble()
        self._stack.setCurrentWidget(self.view)
        self._bar.show()
        layout = self.layout()
        if layout is not None:
            layout.activate()  # the page is fitted under the bar at once, not drawn twice
        self.view.show_paper(paper)
        self.remark.say(remark)
        self._show_place()
        if had_focus:
            self.view.sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_trouble(self, error: UserError) -> None:
        """Show why there is no preview, and offer to try again."""
        had_focus = self._drop_trouble()
        self._trouble = EmptyState(
            "warn", error.message, error.next_step, step="Try again", keys="F5", act=self.again_wanted.emit
        )
        self._stack.addWidget(self._trouble)
        self._stack.setCurrentWidget(self._trouble)
        self.remark.say("")
        self._show_place()
        announce(self, f"{error.message} {error.next_step}")
        if had_focus:
            self._trouble.step.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_working(self, working: bool) -> None:
        """Say that a new preview takes a moment; the old one stays meanwhile."""
        old = self._stack.currentWidget() is self.view
        self._pill.setVisible(working and old)
        self._pill.place()
        self._waiting.setText("Making the preview…" if working else "")

    def is_showing_paper(self) -> bool:
        """Say whether a paper is shown, and not why there is none."""
        return self._stack.currentWidget() is self.view

    def _drop_trouble(self) -> bool:
        """Take the old sentence away; says whether its button had the keyboard."""
        old, self._trouble = self._trouble, None
        if old is None:
            return False
        had_focus = old.step.hasFocus()
        self._stack.removeWidget(old)
        old.hide()
        old.deleteLater()
        return had_focus

    def _back(self) -> None:
        self.view.go(self.view.page - 1)

    def _on(self) -> None:
        self.view.go(self.view.page + 1)

    def _zoom_chosen(self) -> None:
        zoom = Zoom(self.zoom.value() or Zoom.PAGE.value)
        self.view.set_zoom(zoom)
        self.zoomed.emit(zoom)

    def _show_place(self) -> None:
        shown = self.is_showing_paper() and self.view.pages > 0
        self._bar.setVisible(shown)
        if not shown:
            return
        self.place.setText(self.view.place())
        # Not disabled at the ends, where the keyboard may stand on them: there they have nowhere to go, and say so.
        first, last = self.view.page == 0, self.view.page == self.view.pages - 1
        self.previous.setAccessibleDescription("This is the first page." if first else "")
        self.next.setAccessibleDescription("This is the last page." if last else "")
