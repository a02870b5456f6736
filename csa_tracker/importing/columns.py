"""Which column of a table means which field, and why; what is unclear becomes a question."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from csa_tracker.errors import UserError
from csa_tracker.importing.asks import Ask, Step
from csa_tracker.importing.blocks import Block, known_part
from csa_tracker.importing.evidence import Look, look_at
from csa_tracker.importing.exports import Export
from csa_tracker.importing.fields import KEPT, SEVERAL, field_called, letters, name_of, options_from
from csa_tracker.importing.headings import plain_heading
from csa_tracker.importing.lines import Target
from csa_tracker.importing.meaning import SAME_NAME, Meaning, Wish, meaning_of
from csa_tracker.importing.sheets import Cell, cell_day, cell_text, is_blank

_SHOWN = 3
_LOOKED = 2_000
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


@dataclass(slots=True)
class _Open:
    """A column on its way to a decision."""

    place: int
    heading: str
    plain: str
    ask: str
    cells: list[Cell]
    look: Look = field(default_factory=Look)
    meaning: Meaning = field(default_factory=Meaning)
    chosen: str | None = None
    why: str = ""
    more: bool = False
    suggested: tuple[str, ...] = ()


def map_columns(blocks: Sequence[Block], answers: Mapping[str, str]) -> Mapped:
    """Decide about each column of the tables of one layout. Raises UserError for an answer that is none."""
    first = blocks[0]
    found = _opened(blocks, answers)
    has_issue = any(known in ("key issue", "key issues") for known in (one.plain for one in found))
    taken: dict[str, _Open] = {}
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


def _opened(blocks: Sequence[Block], answers: Mapping[str, str]) -> list[_Open]:
    """The columns with a heading or anything under it, each with its first cells."""
    first = blocks[0]
    counted: dict[str, int] = {}
    found = []
    filled = _filled_places(blocks)
    lone = [_lone_rows(block) for block in blocks]
    for place in range(first.first, first.last + 1):
        heading = first.texts[place] if place < len(first.texts) else ""
        if not heading and place not in filled:
            continue
        plain = plain_heading(heading) or heading.strip()
        counted[plain] = counted.get(plain, 0) + 1
        if not plain:
            ask = f"column:{first.sheet.name}/#{place + 1}"
        elif counted[plain] > 1:
            ask = f"column:{first.sheet.name}/{plain}#{counted[plain]}"
        else:
            own = f"column:{first.sheet.name}/{plain}"
            ask = own if own in answers else f"column:{plain}"
        cells = _sampled(blocks, place, lone) if place in filled else []
        found.append(_Open(place, heading, plain, ask, cells, look_at(cells)))
    return found


def _filled_places(blocks: Sequence[Block]) -> set[int]:
    """Which columns hold anything; 200,000 rows are gone through once."""
    filled: set[int] = set()
    for block in blocks:
        missing = [place for place in range(block.first, block.last + 1) if place not in filled]
        for row in block.rows:
            cells = block.sheet.rows[row]
            hit = [place for place in missing if place < len(cells) and not is_blank(cells[place])]
            if hit and row not in block.repeats:
                filled.update(hit)
                missing = [place for place in missing if place not in filled]
                if not missing:
                    break
    return filled


def _lone_rows(block: Block) -> frozenset[int]:
    """Rows that hold one cell: banners and titles, which say nothing about their column."""
    return frozenset(
        row
        for row in block.rows[:_LOOKED]
        if sum(not is_blank(cell) for cell in block.sheet.rows[row][block.first : block.last + 1]) == 1
    )


def _sampled(blocks: Sequence[Block], place: int, lone: Sequence[frozenset[int]]) -> list[Cell]:
    found: list[Cell] = []
    for block, alone in zip(blocks, lone, strict=True):
        for row in block.rows[:_LOOKED]:
            cells = block.sheet.rows[row]
            if row in block.repeats or row in alone or place >= len(cells) or is_blank(cells[place]):
                continue
            found.append(cells[place])
            if len(found) >= 200:
                return found
    return found


def _settle_first(
    one: _Open, block: Block, answers: Mapping[str, str], taken: dict[str, _Open], has_issue: bool
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
    export = block.export
    known = export.field_of(one.plain) if export is not None else None
    if export is not None and known is not None:
        meant = _by_look(known, one, export)
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


def _by_look(meant: str, one: _Open, export: Export) -> str:
    """A known program's list or label may hold what its users chose: states, key issues, organisations."""
    look = one.look
    if meant in ("key_issue", "themes") and export.conventions.get("labels") == "name (colour)":
        look = look_at([re.sub(r" \([a-z_ ]+\)", "", cell_text(cell)) for cell in one.cells])
    if meant == "key_issue" and max(look.states, look.ratings) >= _MOST:
        return "status"
    if meant == "themes" and look.issues >= _MOST and look.issues > look.themes:
        return "key_issue"
    if meant == "lead_role" and look.organisations >= _MOST and look.organisations > look.posts:
        return "lead"
    return meant


def _take(one: _Open, wish: Wish, taken: dict[str, _Open]) -> None:
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


def _second(one: _Open, taken: Mapping[str, _Open]) -> None:
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


def _suggested_for(wanted: str | None, taken: Mapping[str, _Open]) -> tuple[str, ...]:
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


def _order_dates(dates: Sequence[_Open]) -> None:
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


def _find_title(found: Sequence[_Open], taken: dict[str, _Open], answers: Mapping[str, str]) -> None:
    """Without a column of actions the one with the longest different texts is suggested, and asked about."""
    if "title" in taken:
        return
    free = [one for one in found if one.look.count and one.ask not in answers and one.look.distinct > 0.7]
    free = [one for one in free if one.chosen in (None, KEPT, "description", "key_issue", "measure")] or free
    if free:
        best = max(free, key=lambda one: one.look.length)
        best.chosen, best.why, best.more = None, "", False
        best.suggested = ("title", *(name for name in best.suggested if name != "title"))


def _mapped(block: Block, found: Sequence[_Open]) -> Mapped:
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


def _ask(one: _Open, heading: str, sample: Sequence[str]) -> Ask:
    begins = f" It begins with: {'; '.join(sample)}." if sample else ""
    named = f"What does the column '{_short(heading)}' hold?" if one.heading else f"{heading} has no heading."
    question = f"{named}{begins}" if one.heading else f"{named}{begins} What does it hold?"
    if one.chosen is None:
        return Ask(one.ask, question, options_from(*one.suggested), Step.COLUMNS)
    return Ask(one.ask, question, options_from(one.chosen), Step.COLUMNS, name_of(one.chosen), one.why)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:39] + "…"
