"""The bar over the grid: quick filter, counts by rating that filter too, and more filters in a menu."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from csa_tracker.plan.lists import ListQuery
from csa_tracker.rating_look import BRAG_ORDER, RATING_LOOKS
from csa_tracker.values import Brag, Choice
from ui.kit.boxes import empty, row
from ui.kit.buttons import button
from ui.kit.chip import Chip
from ui.kit.field import line_edit
from ui.kit.flow import Flow
from ui.kit.paint import draw_box, draw_text, text_width
from ui.kit.text import escape_tip
from ui.look.badge import paint_badge
from ui.look.fonts import font
from ui.look.icons import icon_pixmap
from ui.look.worn import px
from ui.session import Session
from ui.shown import plural

GREY_WORD = "Not started, paused or no update"
_TYPING_PAUSE_MS = 120


class QuickFilter(QLineEdit):
    """The filter box, with its icon painted inside; Escape clears it, Down goes to the list."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        made = line_edit(small=True, hint="Filter this list")
        self.setFont(made.font())
        self.setPlaceholderText(made.placeholderText())
        self.setProperty("small", "true")
        self.setProperty("lead", "true")
        self.setObjectName("filter")
        self.setAccessibleName("Filter this list")
        self.setMinimumWidth(px(120))
        self.setMaximumWidth(px(220))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Clear with Escape, go to the list with Down or Enter."""
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
            return
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the field, then the icon."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.drawPixmap(QPointF(px(9), (self.height() - px(16)) / 2), icon_pixmap("filter", "ink2", 16))
        painter.end()


class RatingCount(QPushButton):
    """A badge and a number: how many actions have a rating; pressed, only those are shown."""

    def __init__(self, brag: Brag) -> None:
        super().__init__()
        self.brag = brag
        self._count = 0
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFixedHeight(px(28))
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Show another number."""
        self._count = count
        word = GREY_WORD if self.brag is Brag.GREY else RATING_LOOKS[self.brag].word
        self.setAccessibleName(f"{word}: {plural(count, 'action')}")
        self.setToolTip(escape_tip(f"{word}: {plural(count, 'action')}"))
        self.setFixedWidth(px(32) + round(text_width(f"{count:,}", font(9.5, 600, tabular=True))))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return the fixed size."""
        return QSize(self.minimumWidth(), px(28))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        """Draw badge and number."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.isChecked():
            draw_box(painter, box, px(6), fill="selection", edge="accent", width=2)
        elif self.underMouse():
            draw_box(painter, box, px(6), fill="sunken", edge="edge")
        paint_badge(painter, self.brag, QRectF(px(7), box.center().y() - px(7.5), px(15), px(15)))
        number = box.adjusted(px(26), 0, 0, 0)
        draw_text(painter, number, f"{self._count:,}", face=font(9.5, 600, tabular=True), ink="ink2")
        painter.end()


class FilterBar(QFrame):
    """Holds the filters in force; `changed` carries the new query."""

    changed = Signal(object)
    left = Signal()

    def __init__(self, session: Session, query: ListQuery) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self._session = session
        self.query = query
        self.box = QuickFilter()
        self.box.setText(query.text)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._typed)
        self.box.textChanged.connect(lambda _text: self._pause.start())
        self.box.left.connect(self.left)
        self._ratings = {brag: RatingCount(brag) for brag in BRAG_ORDER}
        for count in self._ratings.values():
            count.clicked.connect(self._ratings_clicked)
        self.more = button("Filter", kind="quiet", mark="plus", small=True)
        self.more.setAccessibleName("More filters")
        self.more.clicked.connect(self._open_menu)
        self._counts = QWidget()
        self._counts.setLayout(row(*self._ratings.values(), gap=2))
        bar = QWidget()
        bar.setLayout(row(self.box, self.more, None, self._counts, margins=(16, 0, 10, 0), gap=6))
        bar.setFixedHeight(px(46))
        self._chips = QWidget()
        self._chip_flow = Flow()
        self._chip_flow.setContentsMargins(px(16), 0, px(16), px(10))
        self._chips.setLayout(self._chip_flow)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(bar)
        outer.addWidget(self._chips)
        # An own least width: what does not fit is hidden, and must not push the window wider.
        bar.setMinimumWidth(px(200))
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Show the counts where there is room for them; the menu has the same filters."""
        super().resizeEvent(event)
        wanted = self._counts.sizeHint().width() + self.more.sizeHint().width() + px(120) + px(46)
        self._counts.setVisible(self.width() >= wanted)

    def refresh(self) -> None:
        """Count again, and show the filters in force."""
        counts = self._session.counts(replace(self.query, brags=frozenset()))
        for brag, shown in self._ratings.items():
            shown.show_count(counts.get(brag, 0))
            shown.setChecked(brag in self.query.brags)
        empty(self._chip_flow)
        for words, mark, without in self._in_force():
            chip = Chip(words, mark=mark, removable=True)
            chip.clicked.connect(lambda _on=False, then=without: self.ask(then))
            self._chip_flow.addWidget(chip)
        self._chips.setVisible(self._chip_flow.count() > 0)

    def ask(self, query: ListQuery) -> None:
        """Put another query in force."""
        self.query = query
        if self.box.text() != query.text:
            blocked = self.box.blockSignals(True)
            self.box.setText(query.text)
            self.box.blockSignals(blocked)
        self.refresh()
        self.changed.emit(query)

    def clear(self) -> None:
        """Take every filter off, keeping the order and whether the Bin is shown."""
        self.ask(ListQuery(sort=self.query.sort, descending=self.query.descending, deleted=self.query.deleted))

    def is_filtering(self) -> bool:
        """Say whether anything is left out."""
        order = ListQuery(sort=self.query.sort, descending=self.query.descending, deleted=self.query.deleted)
        return self.query != order

    def finish_typing(self) -> None:
        """Apply what was typed without waiting for the pause."""
        self._pause.stop()
        self._typed()

    def _typed(self) -> None:
        if self.box.text() != self.query.text:
            self.ask(replace(self.query, text=self.box.text()))

    def _ratings_clicked(self) -> None:
        picked: frozenset[Brag | None] = frozenset(brag for brag, shown in self._ratings.items() if shown.isChecked())
        self.ask(replace(self.query, brags=picked))

    def _in_force(self) -> list[tuple[str, str, ListQuery]]:
        query, vocabulary = self.query, self._session.vocabulary()
        found: list[tuple[str, str, ListQuery]] = []
        if query.overdue:
            found.append(("Overdue", "warn", replace(query, overdue=False)))
        found += [
            (choice.label, "flag", replace(query, key_issues=query.key_issues - {choice.id}))
            for choice in vocabulary.key_issues
            if choice.id in query.key_issues
        ]
        found += [
            (choice.label, "pin", replace(query, areas=query.areas - {choice.id}))
            for choice in vocabulary.areas
            if choice.id in query.areas
        ]
        found += [(lead, "user", replace(query, leads=query.leads - {lead})) for lead in sorted(query.leads)]
        return found

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setFont(font(10))
        query, vocabulary = self.query, self._session.vocabulary()
        overdue = menu.addAction("Overdue")
        overdue.setCheckable(True)
        overdue.setChecked(query.overdue)
        overdue.triggered.connect(lambda on: self.ask(replace(self.query, overdue=on)))
        for title, name, choices in (
            ("Rating", "brags", tuple(Choice(brag, "", GREY_WORD if brag is Brag.GREY else RATING_LOOKS[brag].word)
                                      for brag in BRAG_ORDER)),
            ("Key issue", "key_issues", vocabulary.key_issues),
            ("Area", "areas", vocabulary.areas),
            ("Lead", "leads", tuple(Choice(c.label, "", c.label) for c in vocabulary.organisations)),
        ):  # fmt: skip
            part = menu.addMenu(title)
            part.setFont(font(10))
            part.setStyleSheet("QMenu { menu-scrollable: 1; }")
            for choice in choices:
                part.addAction(self._tick(part, choice, name))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _tick(self, menu: QMenu, choice: Choice, name: str) -> QAction:
        value: object = Brag(choice.id) if name == "brags" else choice.id
        action = QAction(choice.label.replace("&", "&&"), menu)
        action.setCheckable(True)
        action.setChecked(value in getattr(self.query, name))
        action.triggered.connect(lambda _on=False: self._flip(name, value))
        return action

    def _flip(self, name: str, value: object) -> None:
        picked: frozenset[object] = getattr(self.query, name)
        match name:
            case "brags":
                self.ask(replace(self.query, brags=picked ^ {value}))  # type: ignore[arg-type]
            case "key_issues":
                self.ask(replace(self.query, key_issues=picked ^ {value}))  # type: ignore[arg-type]
            case "areas":
                self.ask(replace(self.query, areas=picked ^ {value}))  # type: ignore[arg-type]
            case _:
                self.ask(replace(self.query, leads=picked ^ {value}))  # type: ignore[arg-type]
