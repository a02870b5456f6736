"""What each sheet of a file is for: actions, milestones, updates, or something to leave alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from csa_tracker.errors import UserError
from csa_tracker.importing.asks import LEAVE_OUT, Ask, Step
from csa_tracker.importing.blocks import Block, find_blocks
from csa_tracker.importing.sheets import Sheet, is_blank

WEAK = "no title"
_WORDS = {"actions": "Actions", "milestones": "Milestones", "updates": "Updates"}
_GUIDANCE = re.compile(
    r"\b(guidance|read ?me|instructions?|how to|help|lists?|look ?ups?|drop ?downs?|cover|contents|contacts?|glossary|"
    r"key|example|template|validation|data validation)\b",
    re.I,
)
_OLD = re.compile(r"\b(archived?|old|closed|completed?|previous|superseded|deleted|removed|copy)\b", re.I)


@dataclass(slots=True)
class Roles:
    """The tables by what they hold, the decisions about sheets, and sentences about what was left alone."""

    blocks: dict[str, list[Block]] = field(default_factory=lambda: {"actions": [], "milestones": [], "updates": []})
    asks: list[Ask] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def sort_sheets(sheets: Sequence[Sheet], answers: Mapping[str, str], wanted: Sheet | None) -> Roles:
    """Decide what each sheet is for. With `wanted` only that one holds actions.

    Raises UserError for a strange answer.
    """
    roles = Roles()
    found = [(sheet, *find_blocks(sheet)) for sheet in sheets]
    strong = any(block.role == "actions" for sheet, blocks, _ in found for block in blocks if not sheet.is_hidden)
    plain = any(
        block.role == "actions" and not sheet.is_hidden and not _GUIDANCE.search(sheet.name)
        for sheet, blocks, _ in found
        for block in blocks
    )
    seen: dict[str, int] = {}
    for sheet, blocks, said in found:
        seen[sheet.name] = seen.get(sheet.name, 0) + 1
        ask = f"sheet:{sheet.name}" + (f"#{seen[sheet.name]}" if seen[sheet.name] > 1 else "")
        usable = [block for block in blocks if not (block.role == WEAK and (strong or len(sheet.rows) < 2))]
        if not usable:
            if any(not is_blank(cell) for cells in sheet.rows for cell in cells):
                roles.left.append(f"Sheet {sheet.name} holds no actions and is left alone.")
            continue
        held = "actions" if usable[0].role == WEAK else usable[0].role
        chosen, why = _decided(sheet, held, wanted, plain)
        answer = answers.get(ask)
        if answer is not None:
            chosen, why = _answered(answer), ""
        options = dict.fromkeys((chosen or _WORDS[held], _WORDS[held], LEAVE_OUT))
        roles.asks.append(Ask(ask, f"What does sheet {sheet.name} hold?", tuple(options), Step.FILE, chosen, why))
        if chosen == LEAVE_OUT:
            roles.left.append(f"Sheet {sheet.name} is left out: {why[:1].lower() + why[1:] or 'as answered'}.")
        elif chosen:
            roles.left += said
            for block in usable:
                roles.blocks["actions" if block.role == WEAK else block.role].append(block)
    return roles


def _decided(sheet: Sheet, held: str, wanted: Sheet | None, plain: bool) -> tuple[str, str]:
    if wanted is not None and held == "actions":
        return (_WORDS[held], "Chosen") if sheet is wanted else (LEAVE_OUT, "Another sheet was chosen")
    if sheet.is_hidden:
        return LEAVE_OUT, "Hidden in the file"
    if held == "actions" and plain and _GUIDANCE.search(sheet.name):
        return LEAVE_OUT, "Named like guidance or a list"
    if held == "actions" and plain and _OLD.search(sheet.name):
        return "", ""
    return _WORDS[held], "Has headings of " + held


def _answered(answer: str) -> str:
    for word in (*_WORDS.values(), LEAVE_OUT):
        if answer.strip().casefold() == word.casefold():
            return word
    raise UserError(
        "unknown-answer",
        f"'{answer[:60]}' is not something a sheet can hold.",
        f"Answer one of: {', '.join((*_WORDS.values(), LEAVE_OUT))}.",
    )
