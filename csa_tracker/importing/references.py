"""References of a column; a spreadsheet that holds them as numbers has lost the last nought of 1.10."""

from __future__ import annotations

from typing import NamedTuple

from csa_tracker.importing.asks import Ask, Questions
from csa_tracker.importing.sheets import cell_text
from csa_tracker.importing.tables import Table
from csa_tracker.rules.words import spelling

_TENTHS, _AS_IS = "Read it as 1.10", "Leave it as 1.1"


class Reference(NamedTuple):
    """The reference of a row; `waits` while nobody has said whether it lost a nought."""

    ref: str
    waits: bool = False


def references(table: Table, questions: Questions) -> list[Reference]:
    """The reference of each row, with the nought that 1.1 lost where it follows 1.9 and 1.1 was there before.

    A number that comes again for another action, out of its order, may have lost it too: that is asked.
    """
    found: list[str] = []
    lost: dict[int, str] = {}
    is_sure = True
    seen: dict[str, str] = {}
    for place, row in enumerate(table.rows):
        cell = row.cells.get("ref")
        ref = " ".join(cell_text(cell).split())
        title = spelling(cell_text(row.cells.get("title")))
        if isinstance(cell, float) and ref in seen and found:
            follows = _follows(found[-1], ref)
            if follows or (title != seen[ref] and _is_out_of_order(found[-1], ref)):
                is_sure = is_sure and follows
                lost[place] = ref
                ref += "0"
        seen.setdefault(ref, title)
        found.append(ref)
    if not lost:
        return [Reference(ref) for ref in found]
    rows = ", ".join(table.label(table.rows[place]) for place in list(lost)[:3])
    if is_sure:
        question = f"{rows}: a reference such as 1.1 comes a second time, after 1.9. Is it 1.10?"
        why = "It follows the reference before it, and a spreadsheet keeps no last nought of a number."
        ask = Ask("refs:tenths", question, (_TENTHS, _AS_IS), chosen=_TENTHS, why=why)
    else:
        question = (
            f"{rows}: a reference such as 1.1 comes a second time, for another action. A spreadsheet keeps no last "
            "nought of a number. Is it 1.10?"
        )
        ask = Ask("refs:tenths", question, (_TENTHS, _AS_IS))
    chosen = questions.decide(ask, part=table.name)
    if chosen == _AS_IS:
        return [Reference(lost.get(place, ref)) for place, ref in enumerate(found)]
    return [Reference(ref, place in lost and not chosen) for place, ref in enumerate(found)]


def _is_out_of_order(before: str, ref: str) -> bool:
    """Whether "1.1" comes after a higher number of its kind, such as 1.3."""
    whole, _, part = ref.partition(".")
    earlier_whole, _, earlier = before.partition(".")
    return whole == earlier_whole and earlier.isdigit() and part.isdigit() and int(earlier) > int(part)


def _follows(before: str, ref: str) -> bool:
    """Whether "1.1" can be 1.10: what comes before it is 1.9 (or 1.19 before 1.2)."""
    whole, _, part = ref.partition(".")
    earlier_whole, _, earlier = before.partition(".")
    return (
        bool(part)
        and whole == earlier_whole
        and earlier.isdigit()
        and part.isdigit()
        and (int(earlier) + 1 == int(part) * 10)
    )
