"""Makes the tables of actions: columns decided once for each layout, rows read, the key issue of a sheet's name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from csa_tracker.errors import UserError
from csa_tracker.importing.asks import LEAVE_OUT, Ask, Step
from csa_tracker.importing.banners import Banner, issue_named, read_banner
from csa_tracker.importing.blocks import Block
from csa_tracker.importing.columns import Column, Mapped, map_columns
from csa_tracker.importing.evidence import known_names
from csa_tracker.importing.lines import Lines, read_lines
from csa_tracker.importing.outline import fold_outline
from csa_tracker.importing.sheets import cell_text, is_blank
from csa_tracker.importing.spread import spread_labels
from csa_tracker.rules.words import spelling

JOIN = "Join them to the row above"
APART = "They are actions of their own"
STEPS = "Milestones of the action above"


@dataclass(slots=True)
class Read:
    """A table of actions: its block, its columns and its rows; `areas` is the area its sheet is named after."""

    block: Block
    mapped: Mapped
    lines: Lines
    areas: str = ""


@dataclass(slots=True)
class Actions:
    """All tables of actions with the decisions about them."""

    read: list[Read] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    asks: dict[str, Ask] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)


def read_actions(blocks: Sequence[Block], answers: Mapping[str, str]) -> Actions:
    """Read the tables of actions. Raises UserError for an answer that is none."""
    made = Actions()
    layouts: dict[tuple[object, ...], list[Block]] = {}
    for block in blocks:
        texts = tuple(text for text in block.plain[block.first :] if text)
        layouts.setdefault((texts, block.first, block.export is None), []).append(block)
    mapped = {id(block): _mapped(same, answers, made) for same in layouts.values() for block in same[:1]}
    for same in layouts.values():
        mapped |= {id(block): mapped[id(same[0])] for block in same}
    several = len({id(block.sheet) for block in blocks}) > 1
    numbers: dict[str, int] = {}
    for block in blocks:
        name = block.sheet.name
        numbers[name] = numbers.get(name, 0) + 1
        label = name if numbers[name] == 1 else f"{name}#{numbers[name]}"
        made.read.append(_read(block, mapped[id(block)], label, several, answers, made))
    return made


def _mapped(same: Sequence[Block], answers: Mapping[str, str], made: Actions) -> Mapped:
    """Decide the columns of a layout; a heading decided otherwise in another one gets a question of its own."""
    mapped = map_columns(same, answers)
    for column, ask in zip(mapped.columns, mapped.asks, strict=True):
        earlier = made.asks.get(ask.id)
        if earlier is not None and earlier.chosen != ask.chosen:
            own = ask.id.replace("column:", f"column:{column.sheet}/", 1)
            made.asks.setdefault(own, replace(ask, id=own))
            made.columns.append(replace(column, ask=own))
        else:
            made.asks.setdefault(ask.id, ask)
            made.columns.append(column)
        if column.place in same[0].sheet.marks.hidden_columns and ask.chosen == LEAVE_OUT:
            made.left.append(f"Sheet {column.sheet}: the hidden column {column.heading} is left out.")
    return mapped


def _read(block: Block, mapped: Mapped, label: str, several: bool, answers: Mapping[str, str], made: Actions) -> Read:
    has = {target.field for target in mapped.targets.values()}
    start = _above(block)
    join_id = f"joined:{label}"
    join = _joins(answers.get(join_id), JOIN)
    lines = read_lines(block, mapped.targets, start=start if "key_issue" not in has else None, join=join)
    spread_labels(lines.lines, block.export)
    _fold(block, lines, label, answers, made, has_issue="key_issue" in has)
    if lines.unsure:
        rows = ", ".join(map(str, lines.unsure[:8]))
        question = f"Sheet {block.sheet.name}: do rows without a reference continue the row above? Row {rows}."
        chosen = "" if join is None else JOIN if join else APART
        made.asks[join_id] = Ask(join_id, question, (JOIN, APART), Step.FILE, chosen)
    _tell_titles(block, made)
    made.left += lines.said
    read = Read(block, mapped, lines)
    if start is not None and start.key_issue and "key_issue" not in has:
        _ask_issue(read, label, start.key_issue, "It stands above the table", answers, made)
    elif "key_issue" not in has and not lines.carried:
        _take_sheet_name(read, label, several, answers, made, has_area="areas" in has)
    return read


def _fold(
    block: Block, lines: Lines, label: str, answers: Mapping[str, str], made: Actions, *, has_issue: bool
) -> None:
    """Subtasks become milestones unless an answer makes actions of them."""
    ask = f"steps:{label}"
    answer = _joins(answers.get(ask), STEPS)
    steps = fold_outline(block, lines, has_issue=has_issue, apart=answer is False)
    if steps:
        rows = ", ".join(map(str, steps[:8])) + (f" and {len(steps) - 8:,} more" if len(steps) > 8 else "")
        question = f"Sheet {block.sheet.name}: what are the subtasks? Row {rows}."
        chosen, why = (APART, "") if answer is False else (STEPS, "" if answer else "They belong to an action")
        made.asks[ask] = Ask(ask, question, (STEPS, APART), Step.FILE, chosen, why)


def _joins(answer: str | None, yes: str) -> bool | None:
    """Whether an answer is `yes`; None without one."""
    if answer is None:
        return None
    for option in (yes, APART):
        if answer.strip().casefold() == option.casefold():
            return option == yes
    raise UserError("unknown-answer", f"'{answer[:60]}' is not one of the answers.", f"Answer {yes} or {APART}.")


def _above(block: Block) -> Banner | None:
    """The key issue named in the lines above the headings, the nearest first."""
    rows = block.sheet.rows
    for row in reversed(block.above):
        cells = rows[row][block.first : block.last + 1]
        texts = [cell_text(cell) for cell in cells if not is_blank(cell)]
        if len(texts) != 1:
            continue
        issue = issue_named(texts[0])
        if issue:
            return Banner(issue)
        banner = read_banner(texts[0])
        if banner is not None and (banner.sure or (block.repeats and row == block.heading - 1)):
            return banner if banner.key_issue else None
    return None


def _tell_titles(block: Block, made: Actions) -> None:
    rows = [row for row in block.above if any(not is_blank(cell) for cell in block.sheet.rows[row])]
    if rows and not block.beside:
        count = "1 line" if len(rows) == 1 else f"{len(rows):,} lines"
        made.left.append(f"Sheet {block.sheet.name}: {count} above the headings in row {block.heading + 1}.")


def _take_sheet_name(
    read: Read, label: str, several: bool, answers: Mapping[str, str], made: Actions, *, has_area: bool
) -> None:
    name = " ".join(read.block.sheet.name.split())
    issue = issue_named(name)
    if issue:
        _ask_issue(read, label, issue, "The sheet is named after it", answers, made)
    elif spelling(name) in known_names("area"):
        if not has_area and several:
            read.areas = name
            made.left.append(f"Sheet {name}: the sheet is named after an area, which its actions get.")
    elif several:
        _ask_issue(read, label, name, "", answers, made)


def _ask_issue(read: Read, label: str, issue: str, why: str, answers: Mapping[str, str], made: Actions) -> None:
    """Give the rows without one this key issue, as settled or answered."""
    ask = f"issue:{label}"
    chosen = issue if why else ""
    answer = answers.get(ask)
    if answer is not None:
        chosen, why = (LEAVE_OUT if answer.strip().casefold() == LEAVE_OUT.casefold() else answer.strip()), ""
    question = f"Sheet {read.block.sheet.name} has no column for the key issue. Is it {issue}?"
    made.asks[ask] = Ask(ask, question, (issue, LEAVE_OUT), Step.FILE, chosen, why)
    for line in read.lines.lines:
        if chosen == LEAVE_OUT or not chosen:
            if cell_text(line.cells.get("key_issue")) == issue:
                line.cells["key_issue"] = None
        elif not line.has("key_issue") or cell_text(line.cells["key_issue"]) == issue:
            line.cells["key_issue"] = chosen
