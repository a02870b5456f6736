"""Changes of many cells from the window: saved as one step, asked for one reason, refused in one sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from csa_tracker.errors import UserError
from csa_tracker.plan.bulk import CellEntry, change_cells
from csa_tracker.plan.change import REASON_NEEDED
from csa_tracker.plan.drafts import ActionDraft
from ui.kit.announce import announce
from ui.session import HeldChange, Session
from ui.shell.reason_sheet import ReasonSheet
from ui.shell.sheet import Sheet
from ui.shown import plural


@runtime_checkable
class Host(Protocol):
    """The window a change is made in: shows sheets, toasts that offer Undo, and refusals that belong to no field."""

    def open_sheet(self, sheet: Sheet) -> None:
        """Show a sheet over the page."""

    def say_undoable(self, words: str) -> None:
        """Show a toast about a change, which offers to undo it."""

    def refuse(self, headline: str, error: UserError) -> None:
        """Show a refusal that belongs to no field."""


class ManyReasonSheet(ReasonSheet):
    """Asks once for the reason of a change of several actions."""

    def __init__(self, session: Session, held: HeldChange, ref: str, save: Callable[[str], object]) -> None:
        super().__init__(session, held, ref)
        self._save = save

    def try_save(self) -> None:
        """Save the changes with their reason, or say what is still in the way."""
        self.field.clear()
        try:
            self._save(self.text.toPlainText().strip())
        except UserError as error:
            self.field.fail(f"{error.message} {error.next_step}")
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, self.field.error())
            self.resized.emit()
            return
        self.accept()
        self.saved.emit()


def apply_cells(
    session: Session,
    widget: QWidget,
    entries: Sequence[CellEntry],
    *,
    deed: str,
    done: str,
    headline: str,
    refused: Callable[[UserError], object] | None = None,
) -> bool:
    """Save entries as one step and say so: `done` is what was done, as in "Filled down". True when anything changed.

    A refusal goes to `refused`, else over the window under `headline`; a change that needs a reason waits for it.
    """
    host = widget.window()

    def save(reason: str) -> int:
        changed = change_cells(session.plan, entries, deed=deed, reason=reason)
        if changed:
            session.tell()
            _say(host, f"{done} {plural(changed, 'action')}.")
        return changed

    try:
        changed = save("")
    except UserError as error:
        if error.code == REASON_NEEDED and isinstance(host, Host):
            _ask(session, host, entries, deed=deed, error=error, save=save)
        elif refused is not None:
            refused(error)
        elif isinstance(host, Host):
            host.refuse(headline, error)
        return False
    if not changed:
        announce(widget, "Nothing changed: the cells hold these values already.")
    return bool(changed)


def _ask(
    session: Session,
    host: Host,
    entries: Sequence[CellEntry],
    *,
    deed: str,
    error: UserError,
    save: Callable[[str], object],
) -> None:
    held = HeldChange(ActionDraft(id=entries[0].action_id), deed, error, _stays)
    many = len({entry.action_id for entry in entries})
    reference = plural(many, "action") if many > 1 else session.action(entries[0].action_id).ref
    host.open_sheet(ManyReasonSheet(session, held, reference, partial(save)))


def _say(host: QWidget, words: str) -> None:
    if isinstance(host, Host):
        host.say_undoable(words)


def _stays() -> None:
    """Cells whose change was given up show the stored values by themselves."""
