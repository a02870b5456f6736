"""What a file's ratings mean: its own key, or what its rows tell; asked where green could mean done."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from csa_tracker.importing.asks import LEAVE_OUT, Ask, Questions, listed_rows
from csa_tracker.importing.cells import known_lifecycle, known_rag
from csa_tracker.importing.colours import rating_of_colour
from csa_tracker.importing.sheets import Cell, cell_day, cell_text
from csa_tracker.importing.tables import Row, Table
from csa_tracker.rules.wording import in_words, many
from csa_tracker.rules.words import spelling
from csa_tracker.values import Lifecycle, Rag

ON_TRACK, COMPLETE = "On track", "Complete"
_KEY_LINE = re.compile(
    r"(?:^|[;,:|\n(] ?)(?:[^\w\s=;,] ?)?(?P<sign>blue|green|amber|yellow|orange|red|[BGARY]|[1-5])"
    r" ?(?:[=:–—]|- ) ?(?P<words>[^;,|\n)=]{2,60})",
    re.IGNORECASE,
)
_MEANS = (
    (re.compile(r"\b(?:complet|done|closed|achiev|finish|deliver)", re.IGNORECASE), Rag.BLUE),
    (re.compile(r"\b(?:off track|behind|below|overdue|not on track|serious|critical|fail)", re.IGNORECASE), Rag.RED),
    (re.compile(r"\b(?:risk|delay|some|slip|concern|issue|minor)", re.IGNORECASE), Rag.AMBER),
    (
        re.compile(r"\b(?:on track|on target|on time|under ?way|better than|progress|good|no issue)", re.IGNORECASE),
        Rag.GREEN,
    ),
)
_COLOUR = re.compile("blue|green|amber|yellow|orange|red|white|grey|gray|purple|black", re.IGNORECASE)
_DONE = re.compile(r"\b(?:complet(?:e|ed)|finished|closed|handed over)\b", re.IGNORECASE)
_NOT_DONE = re.compile(
    r"\b(?:not|nearly|almost|partly|part|half|first|will|when|until|once|before|to be|being|due)\b", re.IGNORECASE
)
_SHORT = 80
TAKE_ROWS, NO_ROWS = "Take the colours as ratings", "Leave the colours out"
_UNSURE = re.compile(r"\b(?:not|or|and|nearly|almost|partly|part)\b|/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RatingKey:
    """What green and blue are taken for (None: it waits for an answer), and what numbers mean, by the file's key.

    `words` are other words of the key ("white" = not started), by spelling; `by_row` tells whether the colour of a
    whole row is its rating (None: it waits for an answer).
    """

    green: Rag | None = Rag.GREEN
    blue: Rag | None = Rag.BLUE
    is_blue_left_out: bool = False
    numbers: Mapping[str, Rag] = field(default_factory=dict)
    words: Mapping[str, Rag | Lifecycle] = field(default_factory=dict)
    by_row: bool | None = False


@dataclass(slots=True)
class _Counts:
    green: int = 0
    green_done: int = 0
    green_unsaid: int = 0
    blue: int = 0
    blue_undone: int = 0
    done: int = 0
    green_told: int = 0
    green_rows: list[str] = field(default_factory=list)


def rating_key(table: Table, questions: Questions) -> RatingKey:
    """Decide what the colours and numbers of a table mean, before its rows are read."""
    written = dict(_written_key(table))
    by_row = _by_row(table, questions)
    counts = _count(table, by_row=bool(by_row))
    numbers = {sign: said for sign, said in written.items() if sign.isdigit() and isinstance(said, Rag)}
    words = {
        sign: said
        for sign, said in written.items()
        if not sign.isdigit() and sign not in ("green", "blue") and said != known_rag(sign)
    }
    green: Rag | None = Rag.GREEN
    if counts.green:
        chosen = questions.decide(_green_ask(counts, written.get("green")), part=table.name)
        green = {ON_TRACK: Rag.GREEN, COMPLETE: Rag.BLUE}.get(chosen)
    blue: Rag | None = Rag.BLUE
    left_out = False
    said = written.get("blue")
    if counts.blue and (said not in (None, Rag.BLUE) or 2 <= counts.blue_undone >= counts.blue / 2):
        chosen = questions.decide(_blue_ask(counts, said), part=table.name)
        blue, left_out = {ON_TRACK: Rag.GREEN, COMPLETE: Rag.BLUE}.get(chosen), chosen == LEAVE_OUT
    return RatingKey(green, blue, left_out, numbers, words, by_row)


def _by_row(table: Table, questions: Questions) -> bool | None:
    """Whether rows are rated by the colour they are filled with, where nothing else rates any of them."""
    if any(_plain_rating(row) is not None for row in table.rows):
        return False
    filled = [(row, rag) for row in table.rows if (rag := row_colour(row.fills)) is not None]
    named = sorted({rag.value for _, rag in filled})
    if len(named) < 2:
        return False
    rows = listed_rows([table.label(row) for row, _ in filled])
    question = f"{rows}: the rows are filled {in_words(named)}, and nothing else rates them. Are these ratings?"
    chosen = questions.decide(Ask("rating:rows", question, (TAKE_ROWS, NO_ROWS)), part=table.name)
    return chosen == TAKE_ROWS if chosen else None


def row_colour(fills: Mapping[str, str]) -> Rag | None:
    """The rating that the fill of a row's title or reference shows, if a clear one."""
    colour = fills.get("title") or fills.get("ref")
    return rating_of_colour(colour) if colour is not None else None


def _green_ask(counts: _Counts, written: Rag | Lifecycle | None) -> Ask:
    verb = "is" if counts.green == 1 else "are"
    question = f"{many(counts.green, 'action').capitalize()} {verb} green. Does green mean on track, or complete?"
    on_track, complete = (ON_TRACK, COMPLETE), (COMPLETE, ON_TRACK)
    if written in (Rag.GREEN, Rag.BLUE):
        options = on_track if written is Rag.GREEN else complete
        why = f"The key of the file says that green is {options[0].lower()}."
        return Ask("rating:green", question, options, chosen=options[0], why=why)
    if not counts.green_unsaid:
        why = "The status beside each green action says what it is."
        return Ask("rating:green", question, on_track, chosen=ON_TRACK, why=why)
    likely = counts.green_done + (counts.green_told if not counts.blue else 0)
    if likely * 2 > counts.green:
        seen = f"{listed_rows(counts.green_rows)}: {likely:,} of them {'looks' if likely == 1 else 'look'} complete."
        return Ask("rating:green", f"{question} {seen}", complete)
    if counts.blue:
        why = "Blue is in the file as well, and blue means complete."
        return Ask("rating:green", question, on_track, chosen=ON_TRACK, why=why)
    if counts.done:
        told = f"{many(counts.done, 'action').capitalize()} of the file look complete, and nothing is blue."
        return Ask("rating:green", f"{question} {told}", on_track)
    why = "Nothing in the file says that green means complete."
    return Ask("rating:green", question, on_track, chosen=ON_TRACK, why=why)


def _blue_ask(counts: _Counts, written: Rag | Lifecycle | None) -> Ask:
    verb = "is" if counts.blue == 1 else "are"
    told = f", but {counts.blue_undone:,} of them say that they are not complete" if counts.blue_undone else ""
    question = f"{many(counts.blue, 'action').capitalize()} {verb} blue{told}. What does blue mean?"
    options = (ON_TRACK, COMPLETE, LEAVE_OUT)
    if written is Rag.GREEN:
        why = "The key of the file says that blue is on track."
        return Ask("rating:blue", question, options, chosen=ON_TRACK, why=why)
    return Ask("rating:blue", question, options)


def _count(table: Table, *, by_row: bool) -> _Counts:
    counts = _Counts()
    for row in table.rows:
        rag = row_colour(row.fills) if by_row else _plain_rating(row)
        lifecycle = known_lifecycle(cell_text(row.cells.get("status")))
        said = lifecycle.lifecycle if lifecycle is not None else None
        if spelling(cell_text(row.cells.get("status"))) in ("blue", "b", "ontrack", "ontarget"):
            said = None  # rather a rating than a status
        done = said is Lifecycle.COMPLETE or _looks_done(row)
        counts.done += done and rag is not Rag.BLUE
        if rag is Rag.GREEN:
            counts.green += 1
            counts.green_done += done
            counts.green_told += not done and _tells_done(row)
            counts.green_rows.append(table.label(row))
            counts.green_unsaid += said is None
        elif rag is Rag.BLUE:
            counts.blue += 1
            counts.blue_undone += said not in (None, Lifecycle.COMPLETE)
    return counts


def _plain_rating(row: Row) -> Rag | None:
    for name in ("rag", "status"):
        text = cell_text(row.cells.get(name))
        rag = known_rag(text) if text else None
        if rag is not None:
            return rag
        if name in row.fills and not text:
            return rating_of_colour(row.fills[name])
    return rating_of_colour(row.fills["status"]) if "status" in row.fills else None


def _looks_done(row: Row) -> bool:
    if cell_day(row.cells.get("completed_on")) is not None:
        return True
    if cell_text(row.cells.get("percent")).rstrip(" %") == "100":
        return True
    return spelling(cell_text(row.cells.get("latest_update"))[:12]).startswith(("complete", "actioncomp"))


def _tells_done(row: Row) -> bool:
    """Whether the latest update says in few words that the work is over."""
    text = cell_text(row.cells.get("latest_update"))
    return len(text) <= _SHORT and _DONE.search(text) is not None and _NOT_DONE.search(text) is None


def _written_key(table: Table) -> Iterator[tuple[str, Rag | Lifecycle]]:
    """The file's own key, outside the tables: "Green = on track", "1 - complete", or colours beside words."""
    for sheet in table.beside:
        yield from _beside(sheet.rows)
    inside = {row.number for row in table.rows}
    for number, cells in enumerate(table.sheet.rows, start=1):
        if number == table.heading.row or number in inside:
            continue
        for cell in cells:
            if not isinstance(cell, str) or len(cell) > 1000:
                continue
            for found in _KEY_LINE.finditer(cell):
                rag = _meaning(found["words"])
                if rag is not None:
                    sign = known_rag(found["sign"])
                    yield (sign.value if sign is not None else found["sign"]), rag
    outside = [
        cells
        for number, cells in enumerate(table.sheet.rows, start=1)
        if number != table.heading.row and number not in inside
    ]
    yield from _beside(outside)


def _beside(rows: Iterable[Sequence[Cell]]) -> Iterator[tuple[str, Rag | Lifecycle]]:
    """A key as a small table: a colour's name and beside it what it means; one such row alone is none."""
    found: list[tuple[str, Rag | Lifecycle]] = []
    for cells in rows:
        texts = [text for cell in cells if (text := cell_text(cell).strip())]
        for sign, words in pairwise(texts):
            if _COLOUR.fullmatch(sign) is None or len(words) > _SHORT:
                continue
            status, known = known_lifecycle(words), known_rag(sign)
            said: Rag | Lifecycle | None = _meaning(words)
            if said is None and status is not None:
                said = status.lifecycle
            if said is not None:
                found.append((known.value if known is not None else spelling(sign), said))
    if len({sign for sign, _ in found}) >= 2:
        yield from found


def _meaning(words: str) -> Rag | None:
    if _UNSURE.search(words) and known_rag(words) is None:
        return None
    return known_rag(words) or next((rag for pattern, rag in _MEANS if pattern.search(words)), None)
