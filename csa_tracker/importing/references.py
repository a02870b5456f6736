"""References of a column; a spreadsheet that holds them as numbers has lost the last nought of 1.10."""

from __future__ import annotations

from csa_tracker.importing.asks import Ask, Questions
from csa_tracker.importing.sheets import cell_text
from csa_tracker.importing.tables import Table

_TENTHS, _AS_IS = "Read it as 1.10", "Leave it as 1.1"


def references(table: Table, questions: Questions) -> list[str]:
    """The reference of each row, with the nought that 1.1 lost where it follows 1.9 and 1.1 was there before."""
    found: list[str] = []
    lost: dict[int, str] = {}
    seen: set[str] = set()
    for place, row in enumerate(table.rows):
        cell = row.cells.get("ref")
        ref = " ".join(cell_text(cell).split())
        if isinstance(cell, float) and ref in seen and found and _follows(found[-1], ref):
            lost[place] = ref
            ref += "0"
        seen.add(ref)
        found.append(ref)
    if not lost:
        return found
    rows = ", ".join(table.label(table.rows[place]) for place in list(lost)[:3])
    question = f"{rows}: a reference such as 1.1 comes a second time, after 1.9. Is it 1.10?"
    why = "It follows the reference before it, and a spreadsheet keeps no last nought of a number."
    ask = Ask("refs:tenths", question, (_TENTHS, _AS_IS), chosen=_TENTHS, why=why)
    if questions.decide(ask, part=table.name) == _TENTHS:
        return found
    return [lost.get(place, ref) for place, ref in enumerate(found)]


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
