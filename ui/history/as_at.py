"""The action as it stood at the end of a day, beside what is different now."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from csa_tracker.rules.dates import show_date
from csa_tracker.values import Action
from ui.kit.boxes import empty, frame
from ui.kit.text import DataLabel, label
from ui.look.worn import RAIL_FROM, look, px
from ui.shown import percent_words, plural, rag_word

_NONE = "Not given"
_MOST_LINES = 40
_FACTS: tuple[tuple[str, Callable[[Action], str]], ...] = (
    ("Action", lambda action: action.title),
    ("Rating", lambda action: action.why),
    ("Owner's rating", lambda action: rag_word(action.rag)),
    ("Status", lambda action: action.status.word if action.status else ""),
    ("Due", lambda action: show_date(action.due) if action.due else action.due_text),
    ("Progress", lambda action: percent_words(action.percent)),
    ("Lead", lambda action: ", ".join(filter(None, (action.lead_role, action.lead)))),
    ("Partners", lambda action: ", ".join(action.partners)),
    ("Area", lambda action: ", ".join(action.areas)),
    ("Key issue", lambda action: action.key_issue_label),
    ("Milestones", lambda action: milestone_words(action)),
    ("Latest update", lambda action: update_words(action)),
    ("Measure of success", lambda action: action.measure),
    ("Description", lambda action: action.description),
)


def milestone_words(action: Action) -> str:
    """Return how many milestones were done: "1 of 3 done"."""
    done = sum(milestone.done is not None for milestone in action.milestones)
    return f"{done} of {len(action.milestones)} done" if action.milestones else ""


def update_words(action: Action) -> str:
    """Return the latest update with its date."""
    day = action.latest_update_on
    return f"{show_date(day)}: {action.latest_update}" if day is not None and action.latest_update else ""


def facts_of(then: Action, now: Action) -> list[tuple[str, str, str]]:
    """Return (fact, value then, value now or "" where it is the same), the ones empty at both times left out."""
    rows = [(words, read(then), read(now)) for words, read in _FACTS]
    return [
        (words, was or _NONE, "" if was == is_now else is_now or _NONE) for words, was, is_now in rows if was or is_now
    ]


class AsAt(QWidget):
    """A page of facts; what is different now is said under each of them."""

    def __init__(self) -> None:
        super().__init__()
        self.headline = label("", size=11, weight=700)
        self._told = label("", size=9.5, ink="ink2")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(px(8), px(8), px(12), px(8))  # clear of the frame that shows the keyboard
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(8))
        inside = QVBoxLayout()
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(self._grid)
        inside.addStretch(1)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setWidget(frame(inside))
        self.scroller.viewport().setAutoFillBackground(False)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.scroller.setAccessibleName("The action as it stood")
        box = QVBoxLayout(self)
        box.setContentsMargins(px(16), px(14), px(12), px(8))
        box.setSpacing(px(2))
        for part in (self.headline, self._told):
            part.setContentsMargins(px(8), 0, 0, 0)
            box.addWidget(part)
        box.addSpacing(px(4))
        box.addWidget(self.scroller)

    def show_action(self, then: Action, now: Action, words: str) -> None:
        """Show the action as it was; `words` say when: "30 September 2026"."""
        empty(self._grid)
        rows = facts_of(then, now)
        different = sum(bool(is_now) for _, _, is_now in rows)
        self.headline.setText(f"As it stood at the end of {words}")
        self._told.setText(
            f"{plural(different, 'fact')} differ{'s' if different == 1 else ''} now."
            if different
            else "The same as now."
        )
        stacked = look().scale >= RAIL_FROM
        told = []
        for number, (name, was, is_now) in enumerate(rows):
            value = QVBoxLayout()
            value.setSpacing(px(1))
            value.addWidget(DataLabel(was, lines=_MOST_LINES, weight=500))
            if is_now:
                value.addWidget(DataLabel(f"Now: {is_now}", lines=_MOST_LINES, size=9.5, ink="ink2"))
            caption = label(name, size=9.5, ink="ink2")
            line = number * 2 if stacked else number
            self._grid.addWidget(caption, line, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addLayout(value, line + 1 if stacked else line, 0 if stacked else 1)
            told.append(f"{name}: {was}{f', now {is_now}' if is_now else ''}")
        self._grid.setColumnStretch(0 if stacked else 1, 1)
        self.scroller.setAccessibleDescription(". ".join(told)[:4000])
