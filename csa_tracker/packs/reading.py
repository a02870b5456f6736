"""Reads a pack that came back: which pack it is, and what each cell that may be filled in says now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from csa_tracker.errors import UserError
from csa_tracker.importing.sheets import Cell, Sheet, cell_text
from csa_tracker.importing.whole_book import read_whole_book
from csa_tracker.packs import form
from csa_tracker.packs.form import Kept, KeptAction, KeptMilestone, NotKept, is_kept, read_kept

_SCANNED = 20
"""Somebody may have put rows above the headings."""


@dataclass(frozen=True, slots=True)
class ActionCells:
    """One row of the actions: the action it names, and its cells by heading; a column that is gone says nothing."""

    row: int
    kept: KeptAction
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class MilestoneCell:
    """One row of the milestones that still has its "Done on"."""

    row: int
    kept: KeptMilestone
    done: Cell


@dataclass(frozen=True, slots=True)
class ReadPack:
    """A pack that came back. `strays` are sentences about rows that name nothing of the pack, or name it again."""

    file: str
    kept: Kept
    actions: tuple[ActionCells, ...]
    milestones: tuple[MilestoneCell, ...]
    strays: tuple[str, ...]


def read_pack(path: Path) -> ReadPack:
    """Read a pack, whatever program saved it, in whatever order its rows and sheets are.

    Raises UserError for a file that is no pack, is damaged, or was made by a newer version.
    """
    sheets = read_whole_book(path)
    kept = _kept(path, sheets)
    strays: list[str] = []
    actions = _actions(path, sheets, kept, strays)
    return ReadPack(path.name, kept, actions, _milestones(sheets, kept, strays), tuple(strays))


def _kept(path: Path, sheets: Sequence[Sheet]) -> Kept:
    for sheet in sheets:
        rows = [[cell_text(cell) for cell in row] for row in sheet.rows]
        version = is_kept(rows)
        if version is None:
            continue
        if version > form.VERSION:
            raise UserError("pack-newer", f"{path.name} was made by a newer version of CSA Tracker.",
                            "Update CSA Tracker, then bring the pack back.")  # fmt: skip
        try:
            return read_kept(rows)
        except NotKept as error:
            raise UserError(
                "pack-damaged",
                f"The hidden sheet of {path.name} was changed, so nobody can say what is new in it.",
                "Make a new pack and ask for it to be filled in again.",
            ) from error
    raise UserError(
        "not-a-pack",
        f"{path.name} is not an update pack: the hidden sheet that comes with one is not there.",
        "Choose the workbook that was sent to the lead, or import this file as a spreadsheet.",
    )


def _actions(path: Path, sheets: Sequence[Sheet], kept: Kept, strays: list[str]) -> tuple[ActionCells, ...]:
    headed = _headed(sheets, (form.REF, form.STATUS))
    if headed is None:
        raise UserError(
            "pack-no-actions",
            f"{path.name} has lost its sheet of actions, or the headings on it.",
            "Ask for the file as it was first saved, or make a new pack.",
        )
    by_ref: dict[str, list[KeptAction]] = {}
    for one in kept.actions:
        by_ref.setdefault(_key(one.ref), []).append(one)
    found, seen = list[ActionCells](), set[str]()
    for number, cells in headed:
        ref = cell_text(cells[form.REF])
        named = by_ref.get(_key(ref), []) if ref else []
        if len(named) != 1:
            if any(cell_text(cell) for cell in cells.values()):
                strays.append(_stray(number, ref))
        elif named[0].id in seen:
            strays.append(f"Row {number}: {ref[:40]} is in an earlier row as well, and only that one counts.")
        else:
            seen.add(named[0].id)
            found.append(ActionCells(number, named[0], cells))
    return tuple(found)


def _milestones(sheets: Sequence[Sheet], kept: Kept, strays: list[str]) -> tuple[MilestoneCell, ...]:
    headed = _headed(sheets, (form.REF, form.NUMBER, form.DONE))
    refs = {one.id: _key(one.ref) for one in kept.actions}
    known = {(refs.get(one.action, ""), str(one.number)): one for one in kept.milestones}
    found, seen = list[MilestoneCell](), set[str]()
    for number, cells in headed or []:
        ref, place = cell_text(cells[form.REF]), cell_text(cells[form.NUMBER])
        one = known.get((_key(ref), place))
        if one is None:
            if any(cell_text(cell) for cell in cells.values()):
                strays.append(
                    f"Milestones, row {number}: this pack holds no milestone {place[:10]} of {ref[:40]}. "
                    "New milestones are not taken from a pack."
                )
        elif one.id not in seen:
            seen.add(one.id)
            found.append(MilestoneCell(number, one, cells[form.DONE]))
    return tuple(found)


def _stray(number: int, ref: str) -> str:
    if not ref:
        return f"Row {number} has no reference, so it was left out. New actions are not taken from a pack."
    return f"Row {number}: this pack holds no action {ref[:40]}. New actions are not taken from a pack."


def _headed(sheets: Sequence[Sheet], needed: Sequence[str]) -> list[tuple[int, dict[str, Cell]]] | None:
    """(row number, cells by heading) under the first row of headings that has all the needed ones, on any sheet."""
    for sheet in sheets:
        for place, row in enumerate(sheet.rows[:_SCANNED]):
            headings = [" ".join(cell_text(cell).split()) for cell in row]
            if not set(needed) <= set(headings):
                continue
            columns = {heading: headings.index(heading) for heading in headings if heading}
            return [
                (number, {name: cells[at] if at < len(cells) else None for name, at in columns.items()})
                for number, cells in enumerate(sheet.rows[place + 1 :], start=place + 2)
            ]
    return None


def _key(ref: str) -> str:
    """A reference as it is compared: case, spaces and what a program may drop on the way make no difference."""
    return "".join(char for char in ref if char.isprintable() and not char.isspace()).casefold()
