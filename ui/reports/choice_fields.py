"""What a report is about: partnership, area, key issue, lead, action, and the moment it is compared with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from csa_tracker.reports.options import ReportOptions
from csa_tracker.reports.registry import Report
from ui.kit.boxes import column
from ui.kit.combo import Combo
from ui.kit.field import Field

if TYPE_CHECKING:
    from csa_tracker.plan.press_orders import Choices

_CAPTIONS = {
    "partnership": ("Partnership", "All"),
    "areas": ("Area", "All"),
    "issues": ("Key issue", "All"),
    "lead": ("Lead organisation", "All"),
    "action": ("Action", ""),
    "since": ("Compared with", "The last published board report"),
}
_LISTS = ("areas", "issues")


class ChoiceFields(QWidget):
    """One list for each option; only those that the report takes are shown. `changed` fires with every choice."""

    changed = Signal()

    def __init__(self, kept: ReportOptions) -> None:
        super().__init__()
        self._kept: dict[str, str | None] = {name: _first(getattr(kept, name)) for name in _CAPTIONS}
        self._report: Report | None = None
        self._choices: Mapping[str, Choices] = {}
        self.lists = {name: Combo() for name in _CAPTIONS}
        self.fields = {name: Field(caption, self.lists[name]) for name, (caption, _) in _CAPTIONS.items()}
        self.setLayout(column(*self.fields.values(), gap=14))
        for name, chosen in self.lists.items():
            chosen.currentIndexChanged.connect(lambda _index, name=name: self._choose(name))

    def offer(self, choices: Mapping[str, Choices]) -> None:
        """Offer what the plan holds now; what was chosen stays where it is still there."""
        self._choices = choices
        if self._report is not None:
            self.show_for(self._report)

    def show_for(self, report: Report) -> None:
        """Show what a report takes; what it cannot do without starts with the first there is."""
        self._report = report
        for name, chosen in self.lists.items():
            # A list of thousands of actions is filled only where it is shown.
            offered = list(self._choices.get(name, ())) if name in report.takes else []
            blank = [] if name in report.needs and offered else [(_CAPTIONS[name][1] or "None", None)]
            blocked = chosen.blockSignals(True)
            chosen.offer([*blank, *offered])
            values = {value for _, value in offered}
            if self._kept[name] in values:
                chosen.choose(self._kept[name])
            else:
                chosen.setCurrentIndex(0)
            chosen.blockSignals(blocked)
            # A list of nothing but "All" is no choice.
            self.fields[name].setVisible(name in report.takes and (bool(offered) or name in report.needs))
        self.setVisible(any(not field.isHidden() for field in self.fields.values()))

    def take(self, options: ReportOptions) -> None:
        """Choose what these options say, for the report shown and for those shown later."""
        self._kept = {name: _first(getattr(options, name)) for name in _CAPTIONS}
        if self._report is not None:
            self.show_for(self._report)

    def chosen(self) -> dict[str, str | tuple[str, ...]]:
        """Return what is chosen for the report shown, by the names of ReportOptions."""
        taken = self._report.takes if self._report is not None else ()
        read = bool(self._choices)  # before the plan is read, what was kept is what is chosen
        values = {
            name: (chosen.value() if read else self._kept[name]) or ""
            for name, chosen in self.lists.items()
            if name in taken
        }
        return {name: ((value,) if value else ()) if name in _LISTS else value for name, value in values.items()}

    def controls(self) -> list[QWidget]:
        """Return what Tab goes through, in order."""
        return list(self.lists.values())

    def _choose(self, name: str) -> None:
        self._kept[name] = self.lists[name].value()
        self.changed.emit()


def _first(value: str | tuple[str, ...]) -> str | None:
    if isinstance(value, tuple):
        return value[0] if value else None
    return value or None
