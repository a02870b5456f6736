"""Reads the rows of milestones and updates and hands them to their actions, joined by reference."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from csa_tracker.importing.asks import Questions
from csa_tracker.importing.cells import RowCells
from csa_tracker.importing.rating_key import COMPLETE, ON_TRACK
from csa_tracker.importing.reading import BadRow, ReadAction, ReadMilestone
from csa_tracker.importing.tables import Table
from csa_tracker.importing.update_cells import NO_ROLE
from csa_tracker.importing.ways import ways_of
from csa_tracker.plan.drafts import MilestoneDraft, UpdateDraft
from csa_tracker.values import Rag


def read_milestones(table: Table, actions: Mapping[str, ReadAction], questions: Questions) -> list[BadRow]:
    """Give each action (by `ref_key`) its milestones; returns the rows that cannot be imported."""

    def take(cells: RowCells, action: ReadAction) -> None:
        milestone = _read_milestone(cells)
        action.waiting += cells.waiting
        action.notes += cells.notes
        if not cells.problems:
            action.milestones.append(milestone)

    return _join(table, actions, questions, take)


def read_updates(table: Table, actions: Mapping[str, ReadAction], questions: Questions) -> list[BadRow]:
    """Give each action (by `ref_key`) its updates; returns the rows that cannot be imported."""

    def take(cells: RowCells, action: ReadAction) -> None:
        update = _read_update(cells, questions)
        action.waiting += cells.waiting
        action.notes += cells.notes
        if update is not None:
            action.updates.append(update)

    return _join(table, actions, questions, take)


def ref_key(ref: str) -> str:
    """A reference for joining and matching: case and spaces do not matter."""
    return "".join(ref.split()).casefold()


def _join(
    table: Table,
    actions: Mapping[str, ReadAction],
    questions: Questions,
    take: Callable[[RowCells, ReadAction], None],
) -> list[BadRow]:
    bad = []
    ways = ways_of(table, questions)
    for row in table.rows:
        cells = RowCells(table, row, questions, ways)
        ref = " ".join(cells.text("ref").split())
        action = actions.get(ref_key(ref)) if ref else None
        if action is not None:
            take(cells, action)
        elif ref:
            cells.problem("ref", f"'{ref[:40]}' is not the reference of an action in this file.")
        else:
            cells.problem("ref", "the reference of the action is missing.")
        cells.problems += [f"{cells.where}, {kept[:60]} is no date." for kept in cells.more]
        if cells.problems:
            bad.append(BadRow(row.number, ref, tuple(cells.problems)))
    return bad


def _read_milestone(cells: RowCells) -> ReadMilestone:
    title = cells.text("title")
    if not title:
        cells.problem("title", "the milestone has no title.")
    draft = MilestoneDraft(
        title=title, due=cells.day("due", is_told=False), done=cells.day("done"), owner_role=cells.text("owner_role")
    )
    number = re.fullmatch(r"[0-9]{1,4}", cells.text("number"))
    return ReadMilestone(draft, int(number[0]) if number is not None else None)


def _rating(cells: RowCells, questions: Questions) -> Rag | None:
    """The rating of an update; green and blue mean what was decided for the actions of the file."""
    rag = cells.rag("rag")
    chosen = questions.taken(f"rating:{rag.value}") if rag in (Rag.GREEN, Rag.BLUE) else None
    if chosen is None:
        return rag
    cells.waiting += not chosen
    return {ON_TRACK: Rag.GREEN, COMPLETE: Rag.BLUE}.get(chosen)


def _read_update(cells: RowCells, questions: Questions) -> UpdateDraft | None:
    text, made_on, rag = cells.text("text"), cells.day("date"), _rating(cells, questions)
    percent = cells.percent("percent")
    if not text:
        cells.problem("text", "the update has no text.")
    elif made_on is None and not cells.problems and not cells.waiting and not cells.more:
        cells.problem("date", "the date is missing.")
    if made_on is None or cells.problems:
        return None
    return UpdateDraft(text=text, made_on=made_on, author=cells.text("author") or NO_ROLE, rag=rag, percent=percent)
