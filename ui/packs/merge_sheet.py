"""The sheet with what a pack brings back: what is taken, what was changed on both sides, what cannot be taken."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from csa_tracker.errors import UserError
from csa_tracker.packs.comparing import Outcome, PackLine
from csa_tracker.packs.merging import OURS, THEIRS, PackPreview, PackResult
from csa_tracker.rules.dates import show_date
from csa_tracker.rules.wording import in_words, many
from ui.exchange.working import Work
from ui.kit.boxes import Part, column, frame, row
from ui.kit.buttons import KeyCap, Tick, button
from ui.kit.combo import Combo
from ui.kit.field import Field, line_edit
from ui.kit.text import DataLabel, icon_label, label
from ui.look.worn import RAIL_FROM, look
from ui.packs.jobs import PackFile
from ui.session import Session
from ui.shell.sheet import Sheet

_MOST = 40


class MergePackSheet(Sheet):
    """Shows a preview and brings the pack in. `merged` carries the PackResult."""

    merged = Signal(object)
    resized = Signal()

    def __init__(self, session: Session, file: PackFile, preview: PackPreview) -> None:
        super().__init__("What this pack brings back")
        self.wanted_width = 760
        self._session, self._file, self._preview = session, file, preview
        self.choices: dict[str, Combo] = {}
        self.reason = line_edit(hint="Such as: agreed by phone on Monday")
        self.leave_out = Tick("Leave these out")
        self.bring = button("Bring in", kind="primary")
        self.cancel = button("Cancel")
        self.shut = button("", kind="quiet", mark="close", small=True, name="Close")
        self.work = Work("Bringing it in… All of it or nothing.")
        self.nothing_new = not preview.lines
        self._cannot = [*(line.reason for line in preview.cannot), *preview.strays]
        head, foot = self._head(), self._foot()
        self.assemble(head, self._body(), foot)
        self.bring.setEnabled(not self.nothing_new and len(preview.lines) > len(preview.cannot))
        self.first = next(iter(self.choices.values()), self.bring if self.bring.isEnabled() else self.cancel)
        self.work.parts = [self.bring, self.cancel, self.shut, self.leave_out, self.reason, *self.choices.values()]
        self.work.resized.connect(self.resized)
        for way_out in (self.cancel, self.shut):
            way_out.clicked.connect(self.reject)
        self.bring.clicked.connect(self.bring_in)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self.on_key(keys, self.bring_in)

    def headline(self) -> str:
        """Return what is new, in one sentence."""
        if self.nothing_new:
            return "Nothing new: everything in this pack is in the plan already."
        counts = self._preview.counts
        found = [(counts["take"], "to take in"), (counts["conflict"], "to decide"), (counts["cannot"], "left alone")]
        return ", ".join(f"{count:,} {words}" for count, words in found if count)

    def _head(self) -> QHBoxLayout:
        made = self._preview.head
        about = f"{made.lead}, made {show_date(made.made.date())} · {self._preview.pack.file}"
        titles = column(
            None,
            label("What this pack brings back", size=13, weight=700),
            DataLabel(about, size=9.5, ink="ink2"),
            None,
            gap=1,
        )  # fmt: skip
        head = row(icon_label("sheet", "ink2", 24), titles, self.shut, margins=(24, 0, 16, 0), gap=12)
        head.setStretch(1, 1)
        return head

    def _foot(self) -> QHBoxLayout:
        wide = look().scale < RAIL_FROM
        caps = [KeyCap("Ctrl+Enter")] if wide else []
        unchanged = [icon_label("info", "ink2", 16), label("Nothing has been changed yet", size=9.5, ink="ink2")]
        return row(*(unchanged if wide else []), None, self.cancel, self.bring, *caps, margins=(24, 0, 24, 0))

    def _body(self) -> QVBoxLayout:
        parts: list[Part] = [label(self.headline(), size=12, weight=700, wraps=True)]
        for line in self._preview.conflicts:
            parts.append(self._conflict(line))
        taken = [line for line in self._preview.lines if line.outcome is Outcome.TAKE]
        parts += [_change(line) for line in taken[:_MOST]]
        if len(taken) > _MOST:
            parts.append(label(f"And {len(taken) - _MOST:,} more.", size=9.5, ink="ink3"))
        if any(line.needs_reason for line in self._preview.lines):
            parts.append(Field("Reason, where the pack gives none", self.reason))
        if self._cannot:
            parts.append(label(f"{many(len(self._cannot), 'thing')} cannot be taken", weight=700))
            parts += [DataLabel(sentence, size=9.5, ink="ink2", lines=3) for sentence in self._cannot[:_MOST]]
            if self._preview.cannot:
                parts.append(self.leave_out)
        return column(*parts, self.work, margins=(24, 16, 24, 18), gap=10)

    def _conflict(self, line: PackLine) -> QWidget:
        """A field changed on both sides: which of the two counts is chosen, and ours stands first."""
        choice = Combo()
        choice.offer([(f"Ours: {_one(line.here)}", OURS), (f"Theirs: {_one(line.there)}", THEIRS)])
        self.choices[line.key] = choice
        when_made = DataLabel(f"When the pack was made: {_one(line.base)}", size=9.5, ink="ink2", lines=2)
        inside = column(
            Field(f"{line.ref}, {line.label}: changed here and in the pack", choice), when_made,
            margins=(14, 8, 14, 10), gap=4,
        )  # fmt: skip
        return frame(inside, ground="notice")

    def bring_in(self) -> None:
        """Bring the pack in on a thread, or say what is still to be settled."""
        if not self.bring.isEnabled() or self.work.is_on:
            return
        choices = {key: combo.value() or OURS for key, combo in self.choices.items()}
        reason = self.reason.text().strip()
        wanting = [
            line for line in self._preview.lines if line.needs_reason and choices.get(line.key, THEIRS) == THEIRS
        ]
        if wanting and not reason:
            self._want(self.reason, f"{wanting[0].ref}, {wanting[0].label} needs a reason.", "Enter one.")
            return
        if self._preview.cannot and not self.leave_out.isChecked():
            self._want(self.leave_out, "Some of this cannot be taken.", "Tick that it is left out.")
            return
        step = partial(self._file.apply, self._preview, choices, reason, leave_out=self.leave_out.isChecked())
        self.work.run(step, self._done)

    def _want(self, part: QWidget, message: str, next_step: str) -> None:
        self.work.fail(UserError("pack-asks", message, next_step))
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        """Give up, unless the plan is being written at this moment."""
        if not self.work.is_on:
            super().reject()

    def _done(self, result: object) -> None:
        assert isinstance(result, PackResult)
        self.accept()
        self.merged.emit(result)
        # By itself: closing the sheet and reading a large plan again in one go would keep a key press waiting.
        QTimer.singleShot(0, self._session, self._session.tell)


def merged_words(result: PackResult) -> str:
    """Return what a pack brought in, for the toast."""
    parts = [many(result.values, "value")] if result.values else []
    parts += [many(result.updates, "update")] if result.updates else []
    parts += [many(result.milestones, "milestone")] if result.milestones else []
    if not parts:
        return "Nothing was taken from the pack."
    return f"{in_words(parts)} taken for {many(result.actions, 'action')}."


def _change(line: PackLine) -> QWidget:
    """One change that is taken: what it is about, and from what to what."""
    title = DataLabel(f"{line.ref}  {line.title}", weight=600)
    if line.field == "update":
        words = f"{line.label}: {line.there}"
    else:
        words = f"{line.label}: {_one(line.here)} → {_one(line.there)}"
    made = frame(column(title, DataLabel(words, ink="ink2", lines=3), margins=(14, 7, 14, 8), gap=2), ground="card")
    made.setAccessibleName(f"{line.ref}. {words}")
    return made


def _one(text: str) -> str:
    return text or "none"
