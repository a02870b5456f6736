"""The help window: contents and search left, the page right. It stays open beside the plan; no network is used."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRegularExpression, Qt, QTimer, QUrl
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QDialog, QFrame, QTextBrowser, QTextEdit, QVBoxLayout, QWidget

from ui.help.pages import HelpPage, beginning_of, find_pages, help_style, read_pages
from ui.kit.announce import announce
from ui.kit.boxes import column, empty, frame, row, rule
from ui.kit.buttons import button
from ui.kit.field import Field, line_edit
from ui.look.worn import look, px, tokens
from ui.palette.line_list import LineList
from ui.palette.lines import Line, RunCommand
from ui.shell.focus_ring import FocusRing
from ui.shell.shortcuts import Chosen
from ui.shown import plural

_SIZE = (900, 640)
_CONTENTS = 260
_MOST_MARKS = 300


class HelpBrowser(QTextBrowser):
    """A page to read and select by keyboard; it loads nothing, from nowhere."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: ARG002, N802 (Qt's name)
        """Return nothing: pages hold no pictures, and nothing is fetched."""
        return None


class HelpPane(QDialog):
    """Help beside the window. Escape closes it, Alt+Left goes back."""

    def __init__(self, window: QWidget, *, chosen: Chosen) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Help – CSA Tracker")
        self.setMinimumSize(520, 400)
        room = window.screen().availableSize()
        self.resize(min(px(_SIZE[0]), room.width()), min(px(_SIZE[1]), room.height()))
        self._chosen = chosen
        self._back: list[str] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._build()
        self._ring = FocusRing(self)
        back = QShortcut(QKeySequence("Alt+Left"), self)
        back.activated.connect(self.go_back)

    def _build(self) -> None:
        self._worn = look()
        self.pages = {page.name: page for page in read_pages(self._chosen)}
        self.search = line_edit(hint="Type a word")
        self.contents = LineList()
        self.contents.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.contents.setAccessibleName("Contents")
        self.browser = HelpBrowser()
        self.browser.setOpenLinks(False)
        self.browser.setFrameShape(QFrame.Shape.NoFrame)
        self.browser.setAccessibleName("Help page")
        self.browser.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.browser.document().setDocumentMargin(px(8))
        self.back = button("Back", kind="quiet", mark="left", small=True, name="Back (Alt+Left)")
        self.back.setEnabled(bool(self._back))
        self._assemble()
        self.search.textChanged.connect(self._show_contents)
        self.search.installEventFilter(self)
        self.contents.selectionModel().currentChanged.connect(self._chosen_page)
        self.browser.anchorClicked.connect(self._follow)
        self.back.clicked.connect(self.go_back)
        self.topic = ""
        self._show_contents()

    def _assemble(self) -> None:
        find = Field("Search help", self.search)
        side = column(find, self.contents, margins=(12, 14, 12, 8), gap=8)
        left = frame(side, ground="surface", width=_CONTENTS)
        top = row(self.back, None, margins=(8, 8, 8, 0))
        right = frame(column(top, self.browser, margins=(12, 0, 4, 8), gap=0), ground="surface")
        layout = row(left, rule(upright=True), right, gap=0)
        layout.setStretch(2, 1)
        self._box.addLayout(layout)
        for one, other in ((self.search, self.contents), (self.contents, self.back), (self.back, self.browser)):
            QWidget.setTabOrder(one, other)

    def show_topic(self, name: str, *, note: bool = True) -> None:
        """Show a page, the first one where there is none of that name; `note` lets Back return to the one before."""
        page = self.pages.get(name) or next(iter(self.pages.values()))
        if page.name == self.topic:
            return
        if note and self.topic:
            self._back.append(self.topic)
        self.back.setEnabled(bool(self._back))
        self.topic = page.name
        self.browser.document().setDefaultStyleSheet(help_style())
        self.browser.setHtml(f"<body>{page.body}</body>")
        self._mark_words()
        self._choose(page)

    def go_back(self) -> None:
        """Show the page before this one."""
        if self._back:
            self.show_topic(self._back.pop(), note=False)

    def _choose(self, page: HelpPage) -> None:
        model = self.contents.lines
        for number in range(model.rowCount()):
            line = model.line(number)
            if line is not None and line.goal == RunCommand(page.name):
                self.contents.setCurrentIndex(model.index(number))

    def _show_contents(self) -> None:
        typed = self.search.text().strip()
        found = find_pages(list(self.pages.values()), typed)
        if not typed:
            lines = [Line(page.title, goal=RunCommand(page.name)) for page in self.pages.values()]
        elif found:
            lines = [Line(page.title, under=around, goal=RunCommand(page.name)) for page, around in found]
        else:
            lines = [Line("No page holds these words.", under="Try fewer words, or the start of one.")]
        blocked = self.contents.selectionModel().blockSignals(True)
        self.contents.show_lines(lines)
        self.contents.selectionModel().blockSignals(blocked)
        if typed:
            announce(self, plural(len(found), "page"))
            self._chosen_page()
        elif self.topic:
            self._choose(self.pages[self.topic])
        self._mark_words()

    def _chosen_page(self) -> None:
        line = self.contents.current()
        if line is not None and isinstance(line.goal, RunCommand):
            self.show_topic(line.goal.name)

    def _follow(self, url: QUrl) -> None:
        name = url.path().removesuffix(".html")
        if not url.scheme() and name in self.pages:
            self.search.clear()
            self.show_topic(name)
            self.browser.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mark_words(self) -> None:
        """Mark every word that was searched for, and show the first."""
        marks: list[QTextEdit.ExtraSelection] = []
        for word in self.search.text().split():
            begun = QRegularExpression(
                beginning_of(word).pattern, QRegularExpression.PatternOption.CaseInsensitiveOption
            )
            cursor = self.browser.document().find(begun)
            while not cursor.isNull() and len(marks) < _MOST_MARKS:
                mark = QTextEdit.ExtraSelection()
                mark.cursor = cursor
                mark.format.setBackground(QColor(tokens().accent))
                mark.format.setForeground(QColor(tokens().on_accent))
                marks.append(mark)
                cursor = self.browser.document().find(begun, cursor)
        self.browser.setExtraSelections(marks)
        if marks:
            first = QTextCursor(self.browser.document())
            first.setPosition(min(mark.cursor.selectionStart() for mark in marks))
            self.browser.setTextCursor(first)
            self.browser.ensureCursorVisible()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Let Up and Down in the search box go through the pages found, and Enter into the page."""
        if watched is self.search and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                return self.contents.step(1 if event.key() == Qt.Key.Key_Down else -1)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.browser.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw everything again, at the same page, when another look was put on."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_worn") and self._worn != look():
            self._worn = look()
            QTimer.singleShot(0, self, self._rebuild)

    def _rebuild(self) -> None:
        topic = self.topic
        empty(self._box)
        self._build()
        self.show_topic(topic, note=False)


def open_help(window: QWidget, topic: str, *, chosen: Chosen) -> HelpPane:
    """Open the help of a window on a topic, or show it in the one already open; `chosen` are the keys changed."""
    open_one = window.findChild(HelpPane)
    pane = open_one if isinstance(open_one, HelpPane) else HelpPane(window, chosen=chosen)
    pane.show_topic(topic)
    pane.show()
    pane.activateWindow()
    pane.browser.setFocus(Qt.FocusReason.OtherFocusReason)
    return pane
