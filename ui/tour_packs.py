"""The places of the tour that have to do with update packs: one to make, one that came back, one with nothing new."""

from __future__ import annotations

from pathlib import Path

from csa_tracker.importing.sheets import Cell
from csa_tracker.packs.form import Kept, KeptAction
from csa_tracker.packs.making import make_pack, pack_leads
from csa_tracker.packs.merging import PackPreview, look_at, preview_pack
from csa_tracker.packs.reading import ActionCells, ReadPack, read_pack
from ui.packs.jobs import PackFile
from ui.packs.make_sheet import MakePackSheet
from ui.packs.merge_sheet import MergePackSheet
from ui.tour import Opened, Place, Tour

_LEAD = "Lancashire Constabulary"
_NOTE = "Patrols have moved to the two streets with most reports, and traders were told whom to call."


def _lead(tour: Tour) -> str:
    leads = [one.name for one in pack_leads(tour.session.plan)]
    return _LEAD if _LEAD in leads else leads[0]


def _file(tour: Tour) -> PackFile:
    plan = tour.session.plan
    return PackFile(plan.path, plan.profile, plan.clock)


def _make(tour: Tour) -> None:
    tour.window.run("make-pack")
    sheet = tour.window.overlay.sheet if tour.window.overlay is not None else None
    assert isinstance(sheet, MakePackSheet)
    sheet.lead.choose(_lead(tour))


def _pack(tour: Tour) -> Path:
    return make_pack(tour.session.plan, _lead(tour), tour.folder / "Update pack police.xlsx").path


def _filled_in(tour: Tour) -> PackPreview:
    """A pack as if the lead had filled it in, and the plan had been changed since."""
    read = read_pack(_pack(tour))
    cells: list[dict[str, Cell]] = [
        {"Status": "Paused", "New update": _NOTE, "Date of update": "30/09/2026"},
        {"Progress (%)": 60, "Your rating": "Purple"},
        {"Due date": "31/12/2030"},
    ]
    rows = [
        ActionCells(row.row, row.kept, {**row.cells, **filled})
        for row, filled in zip(read.actions, cells, strict=False)
    ]
    rows[1] = ActionCells(rows[1].row, _older(rows[1].kept), rows[1].cells)
    kept = Kept(read.kept.head, read.kept.actions, ())
    return look_at(tour.session.plan, ReadPack(read.file, kept, tuple(rows), (), ()))


def _older(kept: KeptAction) -> KeptAction:
    return KeptAction(kept.id, kept.ref, kept.status, kept.rag, 5, kept.due, kept.due_words)


def _merge(tour: Tour) -> None:
    tour.window.open_sheet(MergePackSheet(tour.session, _file(tour), _filled_in(tour)))


def _nothing_new(tour: Tour) -> None:
    preview = preview_pack(tour.session.plan, _pack(tour))
    tour.window.open_sheet(MergePackSheet(tour.session, _file(tour), preview))


PACK_PLACES: tuple[Place, ...] = (
    Place("pack-make", Opened.FILLED, _make, MakePackSheet),
    Place("pack-back", Opened.FILLED, _merge, MergePackSheet),
    Place("pack-nothing-new", Opened.FILLED, _nothing_new, MergePackSheet),
)
