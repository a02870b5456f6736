"""Which column of a table means which field, and why; what is unclear becomes a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from csa_tracker.errors import UserError
from csa_tracker.importing.asks import Ask, Step
from csa_tracker.importing.blocks import Block, known_part
from csa_tracker.importing.exports import Export
from csa_tracker.importing.fields import KEPT, SEVERAL, field_called, letters, name_of, options_from
from csa_tracker.importing.headings import plain_heading
from csa_tracker.importing.lines import Target
from csa_tracker.importing.meaning import SAME_NAME, Wish, meaning_of
from csa_tracker.importing.opened import SAMPLED, OpenColumn, open_columns
from csa_tracker.importing.sheets import Cell, cell_day, cell_text

_SHOWN = 3
_MOST = 0.6


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file: the id of its question, where it is (`place` from 0), what it was taken for and why.

    `field` is None while it is open or left out; "description" with a heading of its own is text added there.
    """

    ask: str
    sheet: str
    place: int
    heading: str
    field: str | None
    why: str
    sample: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mapped:
    """The columns of tables of one layout: where each cell goes, the columns as shown, and the decisions."""

    targets: Mapping[int, Target]
    columns: tuple[Column, ...]
    asks: tuple[Ask, ...]


def map_columns(blocks: Sequence[Block], answers: Mapping[str, str]) -> Mapped:
    """Decide about each column of the tables of one layout. Raises UserError for an answer that is none."""
    first = blocks[0]
    found = open_columns(blocks, answers)
    has_issue = any(known in ("key issue", "key issues") for known in (one.plain for one in found))
    taken: dict[str, OpenColumn] = {}
    _choose_status(found, first.export)
    for one in found:
        _settle_first(one, first, answers, taken, has_issue)
    wishes = sorted(
        (
            (wish.rank, one.place, wish.field, wish, one)
            for one in found
            if one.chosen is None
            for wish in one.meaning.wishes
        ),
        key=lambda each: each[:3],
    )
    for _, _, _, wish, one in wishes:
        if one.chosen is None and (one.meaning.more or wish.field in ("", KEPT) or wish.field not in taken):
            _take(one, wish, taken)
    for one in found:
        if one.chosen is None:
            _second(one, taken)
    _find_title(found, taken, answers)
    _order_dates([one for one in found if one.chosen is None and one.suggested[:1] == ("due",)])
    return _mapped(first, [one for one in found if one.plain or one.look.count])


def _settle_first(
    one: OpenColumn, block: Block, answers: Mapping[str, str], taken: dict[str, OpenColumn], has_issue: bool
) -> None:
    """What is certain before columns compete: answers, hidden columns, headings of known programs."""
    answer = answers.get(one.ask)
    if answer is not None:
        meant = field_called(answer)
        if meant is None:
            raise UserError(
                "unknown-answer",
                f"'{answer[:60]}' is not something a column can be taken for.",
                f"Answer one of: {', '.join(options_from()[:12])}.",
            )
        _take(one, Wish(meant, 0, ""), taken)
        return
    if one.place in block.sheet.marks.hidden_columns:
        one.chosen, one.why = "", "Hidden in the file"
        return
    if one.chosen is not None:
        return
    export = block.export
    known = export.field_of(one.plain) if export is not None else None
    if export is not None and known is not None:
        meant = _by_look(known, one, export)
        if meant == "lead_role" and not one.look.count:
            one.chosen, one.why = "", "The column is empty"
            return
        twin = next(
            (other for name in ("lead", "lead_role") if (other := taken.get(name)) and _is_twin(one, other)), None
        )
        if twin is not None and meant in ("lead", "lead_role", "partners"):
            one.chosen, one.why = "", f"Says the same as {twin.heading}"
            return
        if meant not in taken or meant in ("", KEPT):
            _take(one, Wish(meant, 0, f"From {export.name}"), taken)
            return
        if meant in SEVERAL:
            one.more = True
            one.chosen, one.why = meant, f"From {export.name}"
            return
        one.chosen, one.why = KEPT if one.look.count else "", f"From {export.name}"
        return
    own = plain_heading(known_part(one.heading))
    one.meaning = meaning_of(one.plain, own, one.look, has_issue)


def _choose_status(found: Sequence[OpenColumn], export: Export | None) -> None:
    """Of several columns in which a known program tells the state, the one with most known words counts."""
    told = [one for one in found if export is not None and export.field_of(one.plain) == "status"]
    best = max(told, key=lambda one: one.look.states, default=None)
    for one in told:
        if best is not None and one is not best:
            one.chosen, one.why = "", f"{best.heading} says the status"


def _is_twin(one: OpenColumn, other: OpenColumn) -> bool:
    """Whether two columns say the same in every row; of long ones only the beginning is known, which is not enough."""
    return 0 < len(one.cells) < SAMPLED and one.cells == other.cells


def _by_look(meant: str, one: OpenColumn, export: Export) -> str:
    """A known program's list or label may hold what its users chose: states, key issues, organisations."""
    look = one.look
    if meant == "key_issue" and max(look.states, look.ratings) >= _MOST:
        return "status"
    if meant == "themes" and "labels" not in export.conventions and look.issues >= _MOST and look.issues > look.themes:
        return "key_issue"
    if meant == "partners" and look.posts >= _MOST and look.posts > look.organisations:
        return "lead_role"
    if meant == "lead_role" and look.organisations >= _MOST and look.organisations > look.posts:
        return "lead"
    return meant


def _take(one: OpenColumn, wish: Wish, taken: dict[str, OpenColumn]) -> None:
    one.chosen, one.why = wish.field, wish.why
    one.more = one.meaning.more or wish.field == "update"
    if wish.field in ("", KEPT) or one.more:
        return
    if wish.field in taken:
        if wish.field in SEVERAL:
            one.more = True
            return
        other = taken[wish.field]
        other.chosen, other.why, other.suggested = None, "", ("", KEPT)
    taken[wish.field] = one


def _second(one: OpenColumn, taken: Mapping[str, OpenColumn]) -> None:
    """A column whose field another one has, or that nothing is known about."""
    wanted = next((wish.field for wish in one.meaning.wishes), None)
    if not one.look.count:
        one.chosen, one.why = "", "The column is empty"
    elif wanted == "latest_update":
        one.chosen, one.why, one.more = "update", "A further update", True
    elif wanted in ("description", "partners"):
        one.chosen, one.why, one.more = wanted, SAME_NAME, True
    elif wanted == "ref" and _counts(one.cells):
        one.chosen, one.why = "", "Only counts the rows"
    elif one.suggested:
        pass
    elif one.meaning.asked:
        free = [name for name in one.meaning.asked if name in ("", KEPT) or name not in taken]
        one.suggested = tuple(free or one.meaning.asked)
    else:
        one.suggested = _suggested_for(wanted, taken)


def _suggested_for(wanted: str | None, taken: Mapping[str, OpenColumn]) -> tuple[str, ...]:
    others = {
        "due": ("due_revised", "due_original", KEPT, ""),
        "lead": ("lead_role", "partners", KEPT),
        "lead_role": ("lead", KEPT, ""),
        "key_issue": ("themes", KEPT, ""),
        "title": (KEPT, ""),
        "measure": (KEPT, ""),
    }
    listed = others.get(wanted or "", ("", KEPT))
    return tuple(name for name in listed if name in ("", KEPT) or name not in taken)


def _order_dates(dates: Sequence[OpenColumn]) -> None:
    """Of two unclear columns of dates the one that is never later is suggested as the start."""
    if len(dates) != 2:
        return
    first, second = ([cell_day(cell) for cell in one.cells] for one in dates)
    pairs = [(one, two) for one, two in zip(first, second, strict=False) if one is not None and two is not None]
    for column, earlier in ((dates[0], True), (dates[1], False)):
        if pairs and all((one <= two) if earlier else (two <= one) for one, two in pairs):
            column.suggested = ("start", *(name for name in column.suggested if name != "start"))


def _counts(cells: Sequence[Cell]) -> bool:
    return [cell_text(cell) for cell in cells] == [str(number + 1) for number in range(len(cells))]


def _find_title(found: Sequence[OpenColumn], taken: dict[str, OpenColumn], answers: Mapping[str, str]) -> None:
    """Without a column of actions the one with the longest different texts is suggested, and asked about."""
    if "title" in taken:
        return
    free = [one for one in found if one.look.count and one.ask not in answers and one.look.distinct > 0.7]
    free = [one for one in free if one.chosen in (None, KEPT, "description", "key_issue", "measure")] or free
    if free:
        best = max(free, key=lambda one: one.look.length)
        best.chosen, best.why, best.more = None, "", False
        best.suggested = ("title", *(name for name in best.suggested if name != "title"))


def _mapped(block: Block, found: Sequence[OpenColumn]) -> Mapped:
    targets: dict[int, Target] = {}
    columns, asks = [], []
    for one in found:
        meant = one.chosen
        if meant is None and one.suggested[:1] == ("title",):
            meant = "title"  # provisionally, so that the rows can be shown
        heading = one.heading or f"Column {letters(one.place)}"
        if meant == KEPT:
            targets[one.place] = Target("description", heading, more=True)
        elif meant:
            targets[one.place] = Target(meant, heading, more=one.more)
        sample = tuple(_short(cell_text(cell)) for cell in one.cells[:_SHOWN])
        shown = None if one.chosen in (None, "") else "description" if one.chosen == KEPT else one.chosen
        columns.append(Column(one.ask, block.sheet.name, one.place, heading, shown, one.why, sample))
        asks.append(_ask(one, heading, sample))
    return Mapped(targets, tuple(columns), tuple(asks))


def _ask(one: OpenColumn, heading: str, sample: Sequence[str]) -> Ask:
    begins = f" It begins with: {'; '.join(sample)}." if sample else ""
    named = f"What does the column '{_short(heading)}' hold?" if one.heading else f"{heading} has no heading."
    question = f"{named}{begins}" if one.heading else f"{named}{begins} What does it hold?"
    if one.chosen is None:
        return Ask(one.ask, question, options_from(*one.suggested), Step.COLUMNS)
    return Ask(one.ask, question, options_from(one.chosen), Step.COLUMNS, name_of(one.chosen), one.why)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:39] + "…"
