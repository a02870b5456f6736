"""Cells that go from one to another: filled down, copied to a spreadsheet, pasted from one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QWidget

from csa_tracker.errors import UserError
from csa_tracker.plan.bulk import CellEntry
from csa_tracker.plan.clipboard import PastedCell, place_cells, read_cells, write_cells
from csa_tracker.plan.list_rows import RATING
from csa_tracker.values import ActionRow
from ui.actions.cell_changes import Host, apply_cells
from ui.actions.columns import COLUMNS
from ui.actions.table_model import ActionTableModel
from ui.kit.announce import announce
from ui.session import Session

_NOT_PASTED = "Nothing was pasted"


def fill_down(
    session: Session, widget: QWidget, model: ActionTableModel, selected: Sequence[int], current: QModelIndex
) -> None:
    """Fill the current column of the selected rows from the topmost; of one row, from the row above it."""
    column = COLUMNS[current.column()]
    if not current.flags() & Qt.ItemFlag.ItemIsEditable:
        announce(widget, "This column cannot be filled.")
        return
    rows = list(selected)
    if len(rows) < 2:
        above = model.next_row(current.row(), -1)
        rows = [above, current.row()] if above != current.row() else []
    actions = [row for number in rows if (row := model.row(number)) is not None]
    if len(actions) < 2:
        announce(widget, "There is no row above to fill from.")
        return
    text = column.text(actions[0], session.today)
    entries = [CellEntry(action.id, column.field, text, _place(action, column.heading)) for action in actions[1:]]
    apply_cells(session, widget, entries, deed="fill-down", done="Filled down in", headline="Nothing was filled down")


def copied_text(session: Session, model: ActionTableModel, rows: Sequence[int], columns: Sequence[int]) -> str:
    """Return the columns of these rows under their headings as a spreadsheet takes them; empty for no action."""
    actions = [row for number in rows if (row := model.row(number)) is not None]
    if not actions:
        return ""
    lines = ([shown_text(session, action, column) for column in columns] for action in actions)
    return write_cells([COLUMNS[column].heading for column in columns], lines)


def shown_text(session: Session, action: ActionRow, column: int) -> str:
    """Return a cell as it is copied: what one would type, and of a rating the word that is shown."""
    part = COLUMNS[column]
    return part.words(action, session.today) if part.field == RATING else part.text(action, session.today)


def paste_text(
    session: Session,
    widget: QWidget,
    model: ActionTableModel,
    text: str,
    *,
    columns: Sequence[int],
    current: QModelIndex,
    selected: Sequence[int],
) -> None:
    """Paste cells from the current one on, all of them or none; one cell goes into every selected row."""
    if session.read_only or model.query.deleted or current.column() not in columns:
        announce(widget, session.read_only or "Restore actions from the Bin to change them.")
        return
    try:
        cells, rows = _targets(model, text, columns, current, selected)
        entries = _entries(session, model, cells, rows, columns)
    except UserError as error:
        host = widget.window()
        if isinstance(host, Host):
            host.refuse(_NOT_PASTED, error)
        return
    if entries:
        apply_cells(session, widget, entries, deed="paste", done="Pasted into", headline=_NOT_PASTED)
    else:
        announce(widget, "Nothing changed: the cells hold these values already.")


def _targets(
    model: ActionTableModel, text: str, columns: Sequence[int], current: QModelIndex, selected: Sequence[int]
) -> tuple[list[PastedCell], list[int]]:
    """The cells with their columns as places among those shown, and the rows they go to."""
    cells = read_cells(text)
    first = columns.index(current.column())
    if len(cells) == 1 and len(cells[0]) == 1 and len(selected) > 1:
        return [PastedCell(number, first, cells[0][0]) for number in range(len(selected))], list(selected)
    rows = [row for row in range(current.row(), model.rowCount()) if model.key(row)]
    headings = [COLUMNS[column].heading for column in columns]
    return place_cells(cells, headings, first=first, room=len(rows)), rows


def _entries(
    session: Session, model: ActionTableModel, cells: Sequence[PastedCell], rows: Sequence[int], columns: Sequence[int]
) -> list[CellEntry]:
    """What is to be saved; a cell that already reads so is left alone, also one that cannot be edited."""
    entries = []
    for cell in cells:
        action, column = model.row(rows[cell.row]), columns[cell.column]
        part = COLUMNS[column]
        if action is None or cell.text in (shown_text(session, action, column), part.words(action, session.today)):
            continue
        place = f"Row {cell.row + 1} ({action.ref}), {part.heading}"
        if not part.field:
            raise UserError(
                "fixed-column",
                f"{place}: this column cannot be changed by pasting.",
                "Leave it out, or copy the rows again in the order they have here.",
            )
        entries.append(CellEntry(action.id, part.field, cell.text, place))
    return entries


def _place(action: ActionRow, heading: str) -> str:
    return f"{action.ref}, {heading}"
