"""The sheet that makes a file for each partner ticked: what is new for them, or everything."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from csa_tracker.errors import UserError
from csa_tracker.exchange.partners import Partner
from csa_tracker.exchange.sending import SentBundle
from ui.ask import Ask
from ui.exchange.jobs import PlanFile
from ui.exchange.telling import unconfirmed_words
from ui.exchange.words import who_words
from ui.exchange.working import Work
from ui.kit.boxes import Part, column, frame, row
from ui.kit.buttons import KeyCap, Tick, button
from ui.kit.text import DataLabel, icon_label, label, set_tip
from ui.look.worn import RAIL_FROM, look
from ui.session import Session
from ui.shell.sheet import Sheet

BUNDLES = "Exchange files (*.cspx)"
SUFFIX = ".cspx"
_FOLDER = "exchange_folder"


class SendSheet(Sheet):
    """Lists the partners with a tick each. `sent` carries the SentBundles."""

    sent = Signal(object)
    resized = Signal()

    def __init__(self, session: Session, ask: Ask, partners: Sequence[Partner], chosen: Collection[str]) -> None:
        super().__init__("Send")
        self._session, self._ask = session, ask
        self._target = send_folder(session)
        self.ticks = {one.member: Tick(one.name) for one in partners}
        self.make = button("Make the file", kind="primary", mark="send")
        self.work = Work("Making the file…")
        self.everything = Tick("Send everything, not only what is new for them")
        self.where = DataLabel("", ink="ink2", lines=3)
        self.choose = button("Save as…", small=True, name="Choose where the file is saved")
        self.cancel = button("Cancel")
        self.shut = button("", kind="quiet", mark="close", small=True, name="Close")
        for one in partners:
            tick = self.ticks[one.member]
            tick.setChecked(one.member in chosen)
            tick.setAccessibleDescription(unconfirmed_words(one.unconfirmed))
            tick.toggled.connect(self._ticked)
        self.work.parts = [self.make, *self.ticks.values(), self.everything, self.cancel, self.shut]
        head = row(icon_label("send", "ink2", 22), label("Send", size=13, weight=700), None, self.shut,
                   margins=(24, 0, 16, 0), gap=12)  # fmt: skip
        caps = [KeyCap("Ctrl+Enter")] if look().scale < RAIL_FROM else []
        self.assemble(head, self._body(partners), row(None, self.cancel, self.make, *caps, margins=(24, 0, 24, 0)))
        self.first = self.make if chosen else next(iter(self.ticks.values()), self.cancel)
        for way_out in (self.cancel, self.shut):
            way_out.clicked.connect(self.reject)
        self.make.clicked.connect(self.try_send)
        self.choose.clicked.connect(self.choose_file)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self.on_key(keys, self.try_send)
        self.work.resized.connect(self._ticked)
        self.work.resized.connect(self.resized)
        self._ticked()

    def chosen(self) -> list[str]:
        """Return the member ids ticked."""
        return [member for member, tick in self.ticks.items() if tick.isChecked()]

    def _body(self, partners: Sequence[Partner]) -> QVBoxLayout:
        where = row(column(label("Saved to", size=9.5, weight=600), self.where, gap=1), self.choose, gap=10)
        where.setStretch(0, 1)
        where.setAlignment(self.choose, Qt.AlignmentFlag.AlignVCenter)
        parts: list[Part] = [label("Who is it for?", size=11, weight=700), 4]
        parts += [part for one in partners for part in (self._line(one), 6)]
        parts += [6, self.everything, 12, where, 8]
        parts.append(
            label("Each partner gets a file of their own, which only they can open.", size=9.5, ink="ink2", wraps=True)
        )
        return column(*parts, 6, self.work, margins=(24, 16, 24, 18), gap=0)

    def _line(self, one: Partner) -> QWidget:
        facts = f"{who_words(one.role, '', one.partnership)} · {unconfirmed_words(one.unconfirmed)}"
        about = DataLabel(facts, size=9.5, ink="ink2", lines=2)
        return frame(
            column(self.ticks[one.member], row(24, about, gap=0), margins=(12, 6, 12, 8), gap=0), ground="card"
        )

    def _ticked(self) -> None:
        count = len(self.chosen())
        self.make.setText(f" Make {count} files" if count > 1 else " Make the file")
        self.choose.setEnabled(count <= 1 and not self.work.is_on)
        set_tip(self.choose, "Each file has a name of its own in this folder." if count > 1 else "")
        if count > 1 and not self._target.is_dir():
            self._target = self._target.parent
        self.where.setText(str(self._target))

    def choose_file(self) -> None:
        """Ask where the file is to be saved."""
        proposed = (
            self._target if self._target.suffix == SUFFIX else self._target / f"{self._session.info().name}{SUFFIX}"
        )
        target = self._ask.save_file(self.window(), "Save the file for a partner", BUNDLES, proposed=proposed)
        if target is not None:
            self._target = target if target.suffix == SUFFIX else target.with_name(target.name + SUFFIX)
            self.where.setText(str(self._target))
            self.resized.emit()

    def try_send(self) -> None:
        """Make the files on a thread, or say who is still to be chosen."""
        chosen = self.chosen()
        if not chosen:
            self.work.fail(UserError("nobody", "Nobody is ticked.", "Tick who the file is for."))
            next(iter(self.ticks.values()), self.cancel).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        step = partial(PlanFile(self._session.plan).send, chosen, self._target, full=self.everything.isChecked())
        self.work.run(step, self._done)

    def reject(self) -> None:
        """Give up, unless the file is being made at this moment."""
        if not self.work.is_on:
            super().reject()

    def _done(self, result: object) -> None:
        assert isinstance(result, list)
        keep_folder(self._session, result)
        self._session.look_for_changes()
        self.accept()
        self.sent.emit(result)


def send_folder(session: Session) -> Path:
    """Return where files for partners were put last, or the plan's own folder."""
    kept = session.plan.profile.read_settings().get(_FOLDER)
    return Path(kept) if isinstance(kept, str) and Path(kept).is_dir() else session.plan.path.absolute().parent


def keep_folder(session: Session, made: Sequence[SentBundle]) -> None:
    """Remember where the files were put."""
    folder = str(made[0].path.absolute().parent)
    if folder != str(send_folder(session)):
        session.plan.profile.change_settings({_FOLDER: folder})
