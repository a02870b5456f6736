"""What stands in each card of the Dashboard, in words."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from csa_tracker.plan.changes import ChangeKind, ChangeLine
from csa_tracker.plan.dashboard import ROWS, Dashboard, DueMilestone, Listed, Worklist
from csa_tracker.rating_look import BRAG_ORDER
from csa_tracker.rules.rollup import reported_words
from csa_tracker.values import Brag
from ui.dashboard.bars import BarChart
from ui.dashboard.panel import Panel
from ui.dashboard.press import Opens, Press, Target, link
from ui.dashboard.rows import TwoLines
from ui.kit.flow import Flow
from ui.kit.paint import draw_text, line_height, text_width
from ui.look.badge import paint_badge
from ui.look.fonts import font
from ui.look.worn import px
from ui.shown import lateness, plural, show_short

_KIND_MARKS = {
    ChangeKind.ADDED: "plus",
    ChangeKind.UPDATED: "edit",
    ChangeKind.COMPLETED: "check",
    ChangeKind.CHANGED: "edit",
    ChangeKind.BINNED: "inbox",
    ChangeKind.RESTORED: "undo",
    ChangeKind.IMPORTED: "sheet",
    ChangeKind.RECEIVED: "exchange",
    ChangeKind.MANY: "columns",
}
MEMBERS_KEY = "changed"
MILESTONES_KEY = "milestones"


class _LegendEntry(QWidget):
    """A badge and its word."""

    def __init__(self, brag: Brag, word: str) -> None:
        super().__init__()
        self._brag, self._word, self._face = brag, word, font(9)
        self.setFixedSize(
            round(text_width(word, self._face)) + px(16 + 6 + 6), max(px(20), round(line_height(self._face)))
        )
        self.setAccessibleName(word)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        painter = QPainter(self)
        side = px(16)
        paint_badge(painter, self._brag, QRectF(1, (self.height() - side) / 2, side, side))
        box = QRectF(self.rect()).adjusted(side + px(6), 0, 0, 0)
        draw_text(painter, box, self._word, face=self._face, ink="ink2")
        painter.end()


def rating_words(shown: Dashboard) -> dict[Brag, str]:
    """Return the word of each rating on this Dashboard; grey has the one reason there is."""
    return {card.brag: card.word for card in shown.cards}


def _legend(shown: Dashboard) -> QWidget:
    holder = QWidget()
    flow = Flow(gap=10)
    words = rating_words(shown)
    for brag in BRAG_ORDER:
        flow.addWidget(_LegendEntry(brag, words[brag]))
    holder.setLayout(flow)
    return holder


def issue_panel(shown: Dashboard) -> Panel:
    """Bars by key issue, in the agreement's order."""
    fact = f"All {plural(shown.total, 'action')}" if not shown.outside else (
        f"{plural(shown.total - shown.outside, 'action')}; {shown.outside:,} withdrawn or carried forward left out"
    )  # fmt: skip
    step = link("issues:all", Target(Opens.LIST, ""), "Show all", name=f"Show all {plural(shown.total, 'action')}")
    panel = Panel("By key issue", fact=fact, step=step)
    panel.box.addWidget(BarChart("issue", shown.by_issue, title="Actions by key issue", words=rating_words(shown)))
    panel.box.addSpacing(px(6))
    panel.box.addWidget(_legend(shown))
    panel.finish()
    return panel


def area_panel(shown: Dashboard) -> Panel:
    """Bars by area, and how many areas have reported."""
    by_area = shown.by_area
    panel = Panel("By area", fact=f"{reported_words(by_area.reported, by_area.expected)} in {by_area.quarter}")
    panel.box.addWidget(BarChart("area", by_area.bars, title="Actions by area", words=rating_words(shown)))
    panel.box.addSpacing(px(6))
    panel.box.addWidget(_legend(shown))
    panel.finish()
    return panel


def overdue_panel(shown: Dashboard) -> Panel:
    """Actions past their due date, the latest one first."""
    return _worklist_panel(
        "overdue", "Overdue", shown.overdue, nothing="Nothing is overdue.",
        rows=[_listed("overdue", row, plural(row.days or 0, "day"), lateness(row.days or 0), late=True)
              for row in shown.overdue.rows],
    )  # fmt: skip


def next_due_panel(shown: Dashboard) -> Panel:
    """Actions due in the next 30 days."""
    rows = []
    for row in shown.next_due.rows:
        day = show_short(row.due, shown.today) if row.due is not None else ""
        rows.append(_listed("next", row, day, f"due {day}", late=False))
    return _worklist_panel(
        "next", "Next due", shown.next_due, nothing="Nothing is due in the next 30 days.", rows=rows, fact="in 30 days"
    )


def no_update_panel(shown: Dashboard) -> Panel:
    """Open actions nobody has reported on for a quarter."""
    rows = []
    for row in shown.no_update.rows:
        words = "Never" if row.days is None else f"{plural(row.days, 'day')} ago"
        spoken = "never updated" if row.days is None else f"last updated {words}"
        rows.append(_listed("silent", row, words, spoken, late=False))
    return _worklist_panel(
        "silent", "No update", shown.no_update, rows=rows, fact="for more than 92 days",
        nothing="Every open action has an update from the last 92 days.",
    )  # fmt: skip


def _worklist_panel(
    key: str, title: str, work: Worklist, *, nothing: str, rows: list[TwoLines], fact: str = ""
) -> Panel:
    name = f"Show all {work.count:,}: {title.lower()} {fact}".strip()
    step = link(f"{key}:all", Target(Opens.LIST, work.filter), "Show all", name=name) if work.count else None
    panel = Panel(title, fact=f"{work.count:,} {fact}".strip() if work.count else "", step=step)
    for row in rows:
        panel.box.addWidget(row)
    if not rows:
        panel.say(nothing)
    panel.finish()
    return panel


def _listed(key: str, row: Listed, end: str, spoken: str, *, late: bool) -> TwoLines:
    name = ", ".join(part for part in (f"{row.ref} {row.title}", row.rating_word, row.lead, spoken) if part)
    return TwoLines(
        f"{key}:{row.id}", Target(Opens.ACTION, row.id), name=name, upper=row.title, ref=row.ref,
        under=" · ".join(part for part in (row.rating_word, row.lead) if part), end=end, brag=row.brag, ends_late=late,
    )  # fmt: skip


def milestone_panel(shown: Dashboard, *, whole: bool) -> Panel:
    """Milestones of this quarter that are not done: the first few, or all of them."""
    due = shown.milestones
    rows = due.rows if whole else due.rows[:ROWS]
    more = link(MILESTONES_KEY, Target(Opens.MORE, MILESTONES_KEY), "Show fewer" if whole else "Show all",
                name="Show fewer milestones" if whole else f"Show all {plural(due.count, 'milestone')}")  # fmt: skip
    fact = f"{due.count:,} to do in {due.quarter}" if due.count else due.quarter
    panel = Panel("Milestones", fact=fact, step=more if due.count > ROWS else None)
    for number, row in enumerate(rows):
        panel.box.addWidget(_milestone(number, row, shown.today))
    if not rows:
        panel.say("No milestone is left to do this quarter.")
    elif whole and due.count > len(rows):
        panel.say(f"{due.count - len(rows):,} more are due later this quarter.")
    panel.finish()
    return panel


def _milestone(number: int, row: DueMilestone, today: dt.date) -> TwoLines:
    day = show_short(row.due, today)
    late = lateness(row.days_late)
    name = f"{row.title}, milestone of {row.ref} {row.action_title}, {row.rating_word}, {late or f'due {day}'}"
    return TwoLines(
        f"milestone:{number}:{row.action_id}", Target(Opens.ACTION, row.action_id), name=name, upper=row.title,
        under=f"{row.ref} · {row.action_title}", end=late or day, brag=row.brag, ends_late=bool(late),
    )  # fmt: skip


def change_panel(shown: Dashboard, opened: frozenset[str]) -> Panel:
    """What changed since the last visit; a line about many shows its actions when it is in `opened`."""
    changes = shown.changes
    if changes.since is None:
        panel = Panel("What changed")
        panel.say("From your next visit on, this shows what changed since you were last here.")
        panel.finish()
        return panel
    day = show_short(changes.since.astimezone().date(), shown.today)
    whole = MEMBERS_KEY in opened
    lines = changes.lines if whole else changes.lines[:ROWS]
    more = link(MEMBERS_KEY, Target(Opens.MORE, MEMBERS_KEY), "Show fewer" if whole else "Show all",
                name="Show fewer changes" if whole else f"Show all {plural(changes.count, 'change')}")  # fmt: skip
    panel = Panel("What changed", fact=f"since your last visit, {day}", step=more if changes.count > ROWS else None)
    for number, line in enumerate(lines):
        for row in _change(number, line, shown.today, opened):
            panel.box.addWidget(row)
    if not lines:
        panel.say(f"Nothing has changed since {day}.")
    elif whole and changes.count > len(lines):
        panel.say(f"{changes.count - len(lines):,} earlier changes are in the history.")
    panel.finish()
    return panel


def _change(number: int, line: ChangeLine, today: dt.date, opened: frozenset[str]) -> list[Press]:
    day = show_short(line.at.astimezone().date(), today)
    name = ", ".join(part for part in (line.words, line.detail, day) if part)
    if line.action_id:
        return [_change_row(f"change:{line.action_id}", Target(Opens.ACTION, line.action_id), line, name=name, day=day)]
    key = f"change:{number}:{line.at.isoformat()}"
    is_open = key in opened
    name += f". {'Hide' if is_open else 'Show'} these actions"
    rows: list[Press] = [_change_row(key, Target(Opens.MORE, key), line, name=name, day=day)]
    if is_open:
        rows += [
            TwoLines(f"{key}:{member.id}", Target(Opens.ACTION, member.id), name=f"{member.ref} {member.title}",
                     upper=member.title, ref=member.ref, under="", end="")
            for member in line.members
        ]  # fmt: skip
        if line.count > len(line.members):
            words = f"and {line.count - len(line.members):,} more: show all actions"
            rows.append(link(f"{key}:all", Target(Opens.LIST, ""), words, name=words))
    return rows


def _change_row(key: str, target: Target, line: ChangeLine, *, name: str, day: str) -> TwoLines:
    return TwoLines(key, target, name=name, upper=line.words, under=line.detail, end=day, mark=_KIND_MARKS[line.kind])
