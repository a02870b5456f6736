"""The bar over the grid: quick filter, counts by rating that filter too, and more filters in a menu."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout, QWidget

from csa_tracker.filters import Filter, Key, TextCondition, parse_filter
from csa_tracker.plan.lists import ListQuery
from csa_tracker.rating_look import BRAG_ORDER, RATING_LOOKS
from csa_tracker.values import Brag, Choice
from ui.actions.filter_parts import GREY_WORD, FilterRemark, QuickFilter, RatingCount
from ui.actions.list_tools import GroupMenu, group_button, show_grouping
from ui.kit.boxes import empty, row
from ui.kit.buttons import button
from ui.kit.chip import Chip
from ui.kit.flow import Flow
from ui.look.fonts import font
from ui.look.worn import px
from ui.session import Session

_TYPING_PAUSE_MS = 120
_MARKS = {
    Key.LEAD: "user", Key.ISSUE: "flag", Key.AREA: "pin", Key.THEME: "matrix", Key.DUE: "calendar",
    Key.UPDATED: "clock",
}  # fmt: skip


class FilterBar(QFrame):
    """Holds the filters in force; `changed` carries the new query, `group_wanted` the name of a grouping."""

    changed = Signal(object)
    left = Signal()
    group_wanted = Signal(str)
    columns_wanted = Signal()

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
        self._group = ""
        self.group = group_button()
        self.group.clicked.connect(self._open_groups)
        self.columns = button("", kind="quiet", mark="columns", small=True, name="Columns")
        self.columns.clicked.connect(self.columns_wanted)
        self._counts = QWidget()
        self._counts.setLayout(row(*self._ratings.values(), gap=2))
        bar = self._bar()
        self._chips = QWidget()
        self._chip_flow = Flow()
        self._chip_flow.setContentsMargins(px(16), 0, px(16), px(10))
        self._chips.setLayout(self._chip_flow)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.remark = FilterRemark(self.box)
        outer.addWidget(bar)
        outer.addWidget(self.remark)
        outer.addWidget(self._chips)
        self.refresh()

    def _bar(self) -> QWidget:
        bar = QWidget()
        inside = row(self.box, self.more, None, self._counts, self.group, self.columns, margins=(16, 0, 10, 0), gap=6)
        inside.setStretchFactor(self.box, 8)  # the box grows first, up to its own limit
        bar.setLayout(inside)
        bar.setFixedHeight(px(46))
        # An own least width: what does not fit is hidden, and must not push the window wider.
        bar.setMinimumWidth(px(200))
        return bar

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Show the counts where there is room for them; the menu has the same filters."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Let the words of the grouping go first where there is no room, then the counts."""
        show_grouping(self.group, self._group, short=False)
        tools = self.more.sizeHint().width() + self.columns.sizeHint().width() + px(120) + px(58)
        words = self.group.sizeHint().width()
        if self.width() < tools + words:
            show_grouping(self.group, self._group, short=True)
            words = self.group.sizeHint().width()
        self._counts.setVisible(self.width() >= tools + words + self._counts.sizeHint().width())

    def show_group(self, group: str) -> None:
        """Show how the list is grouped."""
        self._group = group
        self._fit()

    def _open_groups(self) -> None:
        menu = GroupMenu(self._group, self)
        menu.chosen.connect(self.group_wanted)
        menu.popup(self.group.mapToGlobal(self.group.rect().bottomLeft()))

    def refresh(self) -> None:
        """Count again, and show the filters in force."""
        counts = self._session.counts(replace(self.query, brags=frozenset()))
        for brag, shown in self._ratings.items():
            shown.show_count(counts.get(brag, 0))
            shown.setChecked(brag in self.query.brags)
        typed = parse_filter(self.query.text, today=self._session.today)
        self.remark.say(" ".join(dict.fromkeys(problem.sentence for problem in typed.problems)))
        empty(self._chip_flow)
        for words, mark, without in [*self._typed_chips(typed), *self._in_force()]:
            chip = Chip(words, mark=mark, removable=True)
            chip.clicked.connect(lambda _on=False, then=without: self.ask(then))
            self._chip_flow.addWidget(chip)
        self._chips.setVisible(self._chip_flow.count() > 0)

    def _typed_chips(self, typed: Filter) -> list[tuple[str, str, ListQuery]]:
        """A chip for each condition typed with a key; words need none, the box shows them."""
        found = []
        text = self.query.text
        for chip, condition in zip(typed.chips, typed.conditions, strict=True):
            if not isinstance(condition, TextCondition):
                mark = _MARKS.get(getattr(condition, "key", Key.RATING), "filter")
                without = " ".join(f"{text[: chip.start]} {text[chip.end :]}".split())
                found.append((chip.label, mark, replace(self.query, text=without)))
        return found

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
