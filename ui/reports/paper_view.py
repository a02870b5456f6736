"""One page of a report on the screen: drawn to fit, turned by keys, and readable as text by a screen reader."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea

from ui.kit.announce import announce
from ui.kit.paint import draw_box
from ui.look.worn import px
from ui.reports.paper import POINTS_PER_INCH, Paper

_SCREEN_DPI = 96.0
_ROOM = 14
_RING = 3
_SETTLE_MS = 40
_LEAST_SCALE = 0.1


class Zoom(StrEnum):
    """How large a page is shown; numbers are percent of its size on paper."""

    PAGE = "page"
    WIDTH = "width"
    FULL = "100"
    LARGE = "150"
    DOUBLE = "200"


ZOOM_WORDS = {
    Zoom.PAGE: "Fit page", Zoom.WIDTH: "Fit width", Zoom.FULL: "100 %", Zoom.LARGE: "150 %", Zoom.DOUBLE: "200 %",
}  # fmt: skip


class PaperSheet(QLabel):
    """The page as a picture, with its words as the description of that picture."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMargin(px(_RING))

    def show_picture(self, picture: QPixmap, size: QSize) -> None:
        """Show a picture at a size of the screen."""
        self.setPixmap(picture)
        self.setFixedSize(size.grownBy(self.contentsMargins()) + QSize(2 * self.margin(), 2 * self.margin()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the page, its edge, and where the keyboard is."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.hasFocus():
            draw_box(painter, box, px(_RING), edge="accent", width=2)
        else:
            inset = self.margin() - 1
            draw_box(painter, box.adjusted(inset, inset, -inset, -inset), 0, edge="line")
        painter.end()


class PaperView(QScrollArea):
    """A page of a paper with room around it. `turned` carries the page now shown, counted from 0."""

    turned = Signal(int)

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self._paper: Paper | None = None
        self._page = 0
        self._zoom = Zoom.PAGE
        self.sheet = PaperSheet()
        self.setWidget(self.sheet)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumSize(px(120), px(40))  # gives way before the controls over it do
        self.viewport().setAutoFillBackground(False)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._draw)

    def name(self, title: str) -> None:
        """Say which report is shown from now on."""
        self._title = title

    @property
    def page(self) -> int:
        """The page shown, counted from 0."""
        return self._page

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return self._paper.pages if self._paper is not None else 0

    @property
    def zoom(self) -> Zoom:
        """How large the page is shown."""
        return self._zoom

    def show_paper(self, paper: Paper) -> None:
        """Show a paper at the page and the place where the last one was."""
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        self._paper = paper
        self._page = min(self._page, paper.pages - 1)
        self._show_page()
        self.horizontalScrollBar().setValue(across)
        self.verticalScrollBar().setValue(down)

    def set_zoom(self, zoom: Zoom) -> None:
        """Show the page at another size."""
        self._zoom = zoom
        self._draw()

    def go(self, page: int) -> None:
        """Turn to a page, as far as there is one."""
        page = max(0, min(page, self.pages - 1))
        if page != self._page and self._paper is not None:
            self._page = page
            self._show_page()
            self.verticalScrollBar().setValue(0)
            announce(self.sheet, self.place())

    def place(self) -> str:
        """Return "Page 2 of 12"."""
        return f"Page {self._page + 1:,} of {self.pages:,}"

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Page Up and Page Down go through a page, then to the next; Home and End to the first and the last."""
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_PageDown:
                if bar.value() < bar.maximum():
                    bar.setValue(bar.value() + bar.pageStep())
                else:
                    self.go(self._page + 1)
            case Qt.Key.Key_PageUp:
                if bar.value() > bar.minimum():
                    bar.setValue(bar.value() - bar.pageStep())
                else:
                    self.go(self._page - 1)
            case Qt.Key.Key_Home:
                self.go(0)
            case Qt.Key.Key_End:
                self.go(self.pages - 1)
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Fit the page again once the window rests."""
        super().resizeEvent(event)
        if self._zoom in (Zoom.PAGE, Zoom.WIDTH):
            self._settle.start()

    def _show_page(self) -> None:
        self._draw(tell=True)
        self.turned.emit(self._page)

    def _draw(self, *, tell: bool = False) -> None:
        """Draw the page; `tell` a screen reader of it, where it is another one."""
        self._settle.stop()
        if self._paper is None:
            return
        sharp = self.devicePixelRatioF()
        with self._paper.opened(self._page) as page:
            picture = QPixmap.fromImage(page.image(self._scale(page.size()) * sharp))
            words = page.text() if tell else ""
        if tell:
            self.sheet.setAccessibleName(f"Preview of the {self._title}, {self.place().lower()}")
            self.sheet.setAccessibleDescription(words)
        picture.setDevicePixelRatio(sharp)
        self.sheet.show_picture(picture, picture.deviceIndependentSize().toSize())

    def _scale(self, size: QSizeF) -> float:
        """Return how many pixels of the design a point of the paper takes."""
        around = 2 * px(_ROOM) + 2 * px(_RING)
        bar = self.verticalScrollBar().sizeHint().width()
        across = (self.width() - around - (bar if self._zoom is Zoom.WIDTH else 0)) / size.width()
        match self._zoom:
            case Zoom.PAGE:
                return max(_LEAST_SCALE, min(across, (self.height() - around) / size.height()))
            case Zoom.WIDTH:
                return max(_LEAST_SCALE, across)
            case _:
                return int(self._zoom.value) / 100 * _SCREEN_DPI / POINTS_PER_INCH
