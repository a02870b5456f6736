"""The bulk pane: fields of every selected action at once, saved together as one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from csa_tracker.errors import UserError
from csa_tracker.plan.bulk import CellEntry, common_values, count_changes, count_filled
from csa_tracker.plan.list_rows import RATING
from csa_tracker.values import Brag
from ui.actions.bulk_fields import CAPTIONS, BulkField, ChoiceBulk, LineBulk, shown_value
from ui.actions.cell_changes import apply_cells
from ui.actions.detail.facts import STATUSES
from ui.kit.announce import announce
from ui.kit.boxes import column, frame, row, rule
from ui.kit.buttons import button
from ui.kit.rating_picker import CHOICES
from ui.kit.text import icon_label, label
from ui.session import Session
from ui.shown import plural

_PAUSE_MS = 150


def _with_clearing(field: LineBulk) -> QHBoxLayout:
    """Lay out a field with the button that clears it, which stays beside the editor when a sentence stands over it."""
    box = row(field.field, field.clear, gap=8)
    box.setStretch(0, 1)
    box.setAlignment(field.clear, Qt.AlignmentFlag.AlignBottom)
    return box


class BulkPane(QFrame):
    """Shows what the selected actions have in common. `closed` asks to go away, `bin_wanted` for the Bin or back."""

    closed = Signal()
    bin_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self.setObjectName("bulk")
        self._session = session
        self._ids: list[str] = []
        self._refs: Mapping[str, str] = {}
        self.count = 0
        self._head = label("", size=12, weight=700)
        self.shut = button("", kind="quiet", mark="close", small=True, name="Clear selection")
        self.shut.clicked.connect(self.closed)
        vocabulary = session.vocabulary
        self.fields: dict[str, BulkField] = {
            "lead": LineBulk("lead", words=lambda: [one.label for one in vocabulary().organisations]),
            "lead_role": LineBulk("lead_role", words=lambda: [one.label for one in vocabulary().roles]),
            "status": ChoiceBulk("status", STATUSES),
            "due": LineBulk("due"),
            RATING: ChoiceBulk(RATING, [(word, "" if brag is Brag.GREY else brag.value) for brag, word in CHOICES]),
            "key_issue": ChoiceBulk("key_issue", [(one.label, one.code) for one in vocabulary().key_issues]),
        }
        self._plan = label("", size=9.5, ink="ink2", wraps=True)
        self._error = label("", size=9.5, weight=600, ink="danger", wraps=True)
        self._trouble = QWidget()
        mark = icon_label("warn", "danger", 16)
        mark.setAlignment(Qt.AlignmentFlag.AlignTop)
        trouble = row(mark, self._error, gap=6)
        trouble.setStretch(1, 1)
        self._trouble.setLayout(trouble)
        self._trouble.hide()
        self.apply = button("Apply", name="Apply")
        self.apply.clicked.connect(self.try_apply)
        self.bin = button("Move to Bin", kind="quiet", mark="inbox")
        self.bin.clicked.connect(self.bin_wanted)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.look_ahead)
        for field in self.fields.values():
            field.edited.connect(self._pause.start)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.try_apply)
        self._assemble()

    def _assemble(self) -> None:
        head = row(self._head, None, self.shut, margins=(20, 6, 12, 4), gap=2)
        hint = label("A field left alone stays as it is in each action.", size=9, ink="ink3", wraps=True)
        fields = [
            _with_clearing(field) if isinstance(field, LineBulk) else field.field for field in self.fields.values()
        ]
        body = column(
            hint, *fields, self._plan, self._trouble, row(self.apply, None), rule(), row(self.bin, None), None,
            margins=(20, 0, 16, 16), gap=12,
        )  # fmt: skip
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(frame(body, ground="surface"))
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(scroll, 1)

    def show_actions(self, references: Mapping[str, str], *, deleted: bool) -> None:
        """Show what these actions (id to reference) have in common; what is being typed stays for the same ones."""
        if list(references) != self._ids:
            for field in self.fields.values():
                field.reset()
        self._ids, self._refs, self.count = list(references), references, len(references)
        words = plural(self.count, "action")
        self._head.setText(f"{words} selected")
        self.setAccessibleName(f"Change {words}")
        self.apply.setText(f"Apply to {words}")
        self.apply.setAccessibleName(f"Apply to {words} (Ctrl+Enter)")
        self.bin.setText(f" {'Restore' if deleted else 'Move'} {words}{'' if deleted else ' to Bin'}")
        self.bin.setAccessibleName(self.bin.text().strip())
        reason = self._session.read_only or ("Restore the actions from the Bin to change them." if deleted else "")
        self.bin.setEnabled(not self._session.read_only)
        self.bin.setToolTip(self._session.read_only)
        common = common_values(self._session.plan, self._ids) if self._ids else {}
        filled = count_filled(self._session.plan, self._ids) if self._ids else {}
        for name, field in self.fields.items():
            field.show_common(common.get(name))
            field.set_enabled(enabled=not reason, reason=reason)
            if isinstance(field, LineBulk):
                field.offer_clearing(filled.get(name, 0) if field.common is None else 0)
        self.look_ahead()

    def first_field(self) -> QWidget:
        """Return the field that gets the keyboard."""
        return self.fields["lead"].field.editor

    def texts(self) -> dict[str, str]:
        """Return what was typed or chosen, by field."""
        return {name: text for name, field in self.fields.items() if (text := field.text()) is not None}

    def plan_words(self) -> str:
        """Return what the pane says will change."""
        return self._plan.text()

    def error(self) -> str:
        """Return why the changes could not be saved, empty for no trouble."""
        return self._error.text()

    def look_ahead(self) -> bool:
        """Say what Apply will change. False when a field holds what it cannot take."""
        self._pause.stop()
        self._fail("")
        lines, sound, changes = [], True, 0
        for name, text in self.texts().items():
            field = self.fields[name]
            field.field.clear()
            try:
                count = count_changes(self._session.plan, self._ids, {name: text})[name]
            except UserError as error:
                field.field.fail(f"{error.message} {error.next_step}")
                sound = False
                continue
            changes += count
            becomes = f"becomes {shown_value(field, text)}" if text else "is cleared"
            lines.append(f"{CAPTIONS[name]} {becomes} in {plural(count, 'action')}.")
        self._plan.setText("\n".join(lines))
        self._plan.setVisible(bool(lines))
        self.apply.setEnabled(sound and changes > 0)
        self.apply.setToolTip("" if self.apply.isEnabled() else "Change a field first.")
        return sound and changes > 0

    def try_apply(self) -> None:
        """Save the changes as one step, or say what is in the way."""
        if not self.look_ahead():
            return
        entries = [
            CellEntry(action, name, text, self._refs[action])
            for name, text in self.texts().items()
            for action in self._ids
        ]
        self._forget_typed(
            apply_cells(
                self._session, self, entries, deed="bulk-edit", done="Changed", headline="Nothing was changed",
                refused=self._refused,
            )
        )  # fmt: skip

    def _forget_typed(self, applied: bool) -> None:
        if applied:
            for field in self.fields.values():
                field.reset()
            self.show_actions(self._refs, deleted=False)

    def _refused(self, error: UserError) -> None:
        self._fail(f"{error.message} {error.next_step}")
        announce(self, self.error())

    def _fail(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._trouble.setVisible(bool(sentence))

    def is_typing(self) -> bool:
        """Say whether something was typed that has not been applied."""
        return bool(self.texts())

    def lines(self) -> Sequence[QLineEdit]:
        """Return the fields one types into."""
        return [field.line for field in self.fields.values() if isinstance(field, LineBulk)]
