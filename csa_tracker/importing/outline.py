"""Rows that other programs put below others: summary tasks name the key issue, subtasks are milestones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from csa_tracker.importing.blocks import Block
from csa_tracker.importing.headings import plain_heading
from csa_tracker.importing.lines import Line, Lines, Step
from csa_tracker.importing.sheets import Cell, cell_text, is_blank
from csa_tracker.rules.words import spelling

_STEP_FIELDS = ("title", "due", "completed_on", "status")
_WORDS = ("description", "latest_update")


@dataclass(frozen=True, slots=True)
class _Node:
    """A row within its outline: its action, or the key issue that stands for the rows below it."""

    level: int
    action: Line | None = None
    issue: str = ""


def fold_outline(block: Block, found: Lines, *, has_issue: bool, apart: bool) -> list[int]:
    """Give each action its subtasks as milestones, by a column of parents or of levels; returns their rows, from 1.

    `has_issue` tells that a column holds the key issue, so that no summary task names it. With `apart` subtasks stay
    actions of their own.
    """
    conventions = block.export.conventions if block.export is not None else {}
    parents: dict[int, Line] = {}
    for name in ("levels", "numbers"):
        if name in conventions:
            parents |= _by_level(found, _levels(block, conventions[name], name), block, has_issue=has_issue)
    named = [place for name in conventions.get("parents", "").split(";") for place in _places(block, name)]
    parents |= _by_name(block, found, named)
    folded: list[Line] = []
    for line in found.lines:
        root = _root(line, parents)
        if root is None or line.dropped or root.dropped:
            continue
        folded.append(line)
        if not apart:
            _fold(line, root, {block.texts[place] for place in named})
    if not apart:
        gone = {id(line) for line in folded}
        found.lines = [line for line in found.lines if id(line) not in gone]
    return [line.row + 1 for line in folded]


def _places(block: Block, heading: str) -> list[int]:
    wanted = plain_heading(heading)
    return [place for place, plain in enumerate(block.plain) if plain and plain == wanted]


def _cell(block: Block, row: int, place: int) -> Cell:
    cells = block.sheet.rows[row]
    return cells[place] if place < len(cells) else None


def _levels(block: Block, heading: str, kind: str) -> dict[int, int]:
    """The level of each row in an outline: written as such, or as many as a number like 1.2 has parts."""
    levels: dict[int, int] = {}
    for place in _places(block, heading)[:1]:
        for row in block.rows:
            text = cell_text(_cell(block, row, place)).strip(". ")
            if row not in block.repeats and re.fullmatch(r"[0-9]{1,4}([.][0-9]{1,4}){0,8}", text):
                levels[row] = int(float(text)) if kind == "levels" else text.count(".") + 1
    return levels


def _by_level(found: Lines, levels: Mapping[int, int], block: Block, *, has_issue: bool) -> dict[int, Line]:
    """Whose subtask each row is; a summary task above all actions gives them its name as key issue."""
    lines = {line.row: line for line in found.lines}
    rows = list(levels)
    title = next((line.cells.get("title") for line in found.lines), None)
    if title is None:
        return {}
    parents: dict[int, Line] = {}
    above: list[_Node] = []
    headed = False
    for at, row in enumerate(rows):
        while above and above[-1].level >= levels[row]:
            above.pop()
        line = lines.get(row)
        action = next((node.action for node in above if node.action is not None), None)
        if line is None:  # a summary task that names a key issue was taken as a banner
            above.append(_Node(levels[row], issue="known"))
            headed = True
        elif action is not None:
            parents[row] = action
            above.append(_Node(levels[row], action))
        elif not has_issue and not above and _is_summary(rows, levels, at):
            name = cell_text(line.cells.get("title"))
            found.said.append(f"Sheet {block.sheet.name}, row {row + 1} is a summary of the rows below it: {name[:60]}")
            found.lines.remove(line)
            above.append(_Node(levels[row], issue=name))
        else:
            if headed and not above and not has_issue:
                line.cells["key_issue"] = None  # the summary task above ended before this row
            if above and above[-1].issue not in ("", "known"):
                line.cells["key_issue"] = above[-1].issue
                found.carried = True
            above.append(_Node(levels[row], line))
    return parents


def _is_summary(rows: list[int], levels: Mapping[int, int], at: int) -> bool:
    return at + 1 < len(rows) and levels[rows[at + 1]] > levels[rows[at]]


def _by_name(block: Block, found: Lines, places: list[int]) -> dict[int, Line]:
    """Whose subtask each row is, by the reference or the title that a column of parents holds."""
    if not places:
        return {}
    known: dict[str, Line] = {}
    for name in ("title", "ref"):
        for line in reversed(found.lines):
            if line.has(name):
                known[spelling(cell_text(line.cells[name]))] = line
    parents = {}
    for line in found.lines:
        texts = (spelling(cell_text(_cell(block, line.row, place))) for place in places)
        parent = next((known[text] for text in texts if text in known), None)
        if parent is not None and parent is not line:
            parents[line.row] = parent
    return parents


def _root(line: Line, parents: Mapping[int, Line]) -> Line | None:
    """The action at the top of a row's parents; None for one without, or where they go round in a circle."""
    seen = {line.row}
    root = None
    while (parent := parents.get((root or line).row)) is not None:
        if parent.row in seen:
            return None
        seen.add(parent.row)
        root = parent
    return root


def _fold(line: Line, root: Line, passed: set[str]) -> None:
    cells = {name: line.cells[name] for name in _STEP_FIELDS if line.has(name)}
    owner = next((line.cells[name] for name in ("lead_role", "lead") if line.has(name)), None)
    if owner is not None:
        cells["owner_role"] = owner
    root.steps.append(Step(line.row, cells))
    title = " ".join(cell_text(line.cells.get("title")).split())
    root.more += [("description", title, line.cells[name]) for name in _WORDS if line.has(name)]
    root.more += [one for one in line.more if one[1] not in passed and one[0] != "key_issue" and not is_blank(one[2])]
    root.steps += line.steps
    root.notes.append(f"Row {line.row + 1} is a milestone of this action: {title[:60]}.")
