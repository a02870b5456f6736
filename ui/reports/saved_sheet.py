"""Reports with their choices kept under a name: use one, keep the present one, rename, delete."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal

from csa_tracker.errors import UserError
from csa_tracker.plan.saved_reports import SavedReport, forget_saved, list_saved, rename_saved, save_report
from csa_tracker.profile import Profile
from csa_tracker.reports.registry import REPORTS
from ui.exchange.lines import Line, LinesList
from ui.kit.announce import announce
from ui.kit.boxes import column, row, rule
from ui.kit.buttons import KeyCap, button
from ui.kit.field import Field, line_edit
from ui.kit.focus import bring_whole_into_sight
from ui.kit.text import icon_label, label
from ui.look.worn import RAIL_FROM, look
from ui.shell.sheet import Sheet

_NOTHING = "No report is saved yet. Give the choices now on the page a name, and next quarter they are one step away."
_KEEP = "Name for the report and the choices now on the page"
_SHOWN = 6


class SavedSheet(Sheet):
    """`chosen` carries the SavedReport to use.

    `report` and `typed` are what is on the page now; `words` says what codes mean.
    """

    chosen = Signal(object)
    resized = Signal()

    def __init__(
        self, profile: Profile, report: str, typed: Mapping[str, str | tuple[str, ...]], *, words: Mapping[str, str]
    ) -> None:
        super().__init__("Saved reports")
        self.wanted_width = 600
        self._profile, self._report, self._typed, self._words = profile, report, typed, words
        self._gone: SavedReport | None = None
        self._renaming = ""
        self.list = LinesList("Saved reports", object_name="saved-reports")
        self.nothing = label(_NOTHING, ink="ink2", wraps=True)
        self.rename = button("Rename…", small=True)
        self.delete = button("Delete", small=True)
        self.back = button("Put back", small=True, mark="undo")
        self.told = label("", size=9.5, weight=600, wraps=True)
        self.name = line_edit(hint="Pennine board")
        self.field = Field(_KEEP, self.name)
        self.keep = button("Save under this name")
        self.use = button("Use this report", kind="primary", mark="reports")
        self.shut = button("Close")
        self._lay_out()
        self._connect()
        self.show_saved()
        self.told.hide()
        self.back.hide()
        self.first = self.list if list_saved(profile) else self.name

    def _lay_out(self) -> None:
        head = row(icon_label("pin", "ink2", 22), label("Saved reports", size=13, weight=700), None,
                   margins=(24, 0, 24, 0))  # fmt: skip
        steps = row(self.rename, self.delete, None)
        said = row(self.told, self.back)
        said.setStretch(0, 1)
        body = column(
            self.nothing, self.list, steps, said, 4, rule(), 4, self.field, row(None, self.keep),
            margins=(24, 14, 24, 18),
        )  # fmt: skip
        caps = [KeyCap("Enter")] if look().scale < RAIL_FROM else []
        self.assemble(head, body, row(None, self.shut, self.use, *caps, margins=(24, 0, 24, 0)))

    def _connect(self) -> None:
        self.shut.clicked.connect(self.reject)
        self.use.clicked.connect(self.use_chosen)
        self.list.opened.connect(lambda _key: self.use_chosen())
        self.rename.clicked.connect(self.begin_renaming)
        self.delete.clicked.connect(self.delete_chosen)
        self.back.clicked.connect(self.put_back)
        self.keep.clicked.connect(self.keep_name)
        self.name.returnPressed.connect(self.keep_name)
        self.on_key("F2", self.begin_renaming)
        self.on_key("Del", self._delete_from_list)

    def show_saved(self, at: str = "") -> None:
        """List every saved report, the keyboard's line on the one named."""
        saved = list_saved(self._profile)
        self.list.show_lines([_line(one, self._words) for one in saved])
        self.list.fit(_SHOWN)
        if at:
            self.list.setCurrentIndex(self.list.lines.index(max(0, self.list.lines.row_of(at))))
        self.list.setVisible(bool(saved))
        self.nothing.setVisible(not saved)
        for step in (self.rename, self.delete, self.use):
            step.setEnabled(bool(saved))
        self.resized.emit()

    def use_chosen(self) -> None:
        """Hand on the report that is chosen."""
        one = self._current()
        if one is not None:
            self.chosen.emit(one)

    def begin_renaming(self) -> None:
        """Ask for another name of the one that is chosen."""
        one = self._current()
        if one is not None:
            self._turn(one.name)
            self.name.setText(one.name)
            self._ask()
            self.name.selectAll()

    def keep_name(self) -> None:
        """Keep the present choices under the name typed, or rename what is being renamed."""
        self.field.clear()
        try:
            if self._renaming:
                made = rename_saved(self._profile, self._renaming, self.name.text())
                words = f"“{self._renaming}” is now “{made.name}”."
            else:
                known = {one.name.casefold() for one in list_saved(self._profile)}
                made = save_report(self._profile, self.name.text(), self._report, self._typed)
                how = "now holds the choices on the page" if made.name.casefold() in known else "is saved"
                words = f"“{made.name}” {how}."
        except UserError as error:
            self.field.fail(f"{error.message} {error.next_step}")
            announce(self, self.field.error())
            self.resized.emit()
            self._ask()
            return
        self._turn("")
        self.name.clear()
        self._say(words)
        self.show_saved(made.name)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def delete_chosen(self) -> None:
        """Forget the one that is chosen; it can be put back while the sheet is open."""
        one = self._current()
        if one is None:
            return
        self._gone = forget_saved(self._profile, one.name)
        self._turn("")
        self._say(f"“{one.name}” is deleted. Papers made with it stay.", back=True)
        self.show_saved()
        (self.list if self.list.lines.rowCount() else self.back).setFocus(Qt.FocusReason.OtherFocusReason)

    def put_back(self) -> None:
        """Keep again what was deleted last."""
        if self._gone is not None:
            made = save_report(self._profile, self._gone.name, self._gone.report, self._gone.typed)
            self._say(f"“{made.name}” is back.")
            self.show_saved(made.name)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        """Leave renaming first, then the sheet."""
        if self._renaming:
            self._turn("")
            self.name.clear()
            self.field.clear()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().reject()

    def _ask(self) -> None:
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self._show_field)  # when the sentence over the field has its place

    def _show_field(self) -> None:
        bring_whole_into_sight(self.field)

    def _turn(self, renaming: str) -> None:
        """Let the field name something new, or rename something ("" for new)."""
        self._renaming = renaming
        caption = f"New name of “{renaming}”" if renaming else _KEEP
        self.field.caption.setText(caption)
        self.name.setAccessibleName(caption)
        self.keep.setText("Rename" if renaming else "Save under this name")
        self.keep.setAccessibleName(self.keep.text())

    def _say(self, words: str, *, back: bool = False) -> None:
        self.told.setText(words)
        self.told.show()
        self.back.setVisible(back)
        announce(self, words)

    def _delete_from_list(self) -> None:
        if self.list.hasFocus():
            self.delete_chosen()

    def _current(self) -> SavedReport | None:
        line = self.list.current()
        return next((one for one in list_saved(self._profile) if line is not None and one.name == line.key), None)


def _line(one: SavedReport, words: Mapping[str, str]) -> Line:
    title = REPORTS[one.report].title if one.report in REPORTS else f"{one.report}, which this version does not know"
    typed = [[value] if isinstance(value, str) else value for value in one.typed.values()]
    about = [", ".join(words.get(part, part) for part in parts) for parts in typed]
    under = " · ".join([title, *about])
    return Line(one.name, "pin", one.name, under, f"{one.name}. {under}.")
