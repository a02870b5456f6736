"""What a file's ratings mean: its own key, or what its rows tell; asked where green could mean done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from csa_tracker.importing.asks import LEAVE_OUT, Ask, Questions
from csa_tracker.importing.cells import known_lifecycle, known_rag
from csa_tracker.importing.colours import rating_of_colour
from csa_tracker.importing.sheets import cell_day, cell_text
from csa_tracker.importing.tables import Row, Table
from csa_tracker.rules.wording import many
from csa_tracker.rules.words import spelling
from csa_tracker.values import Lifecycle, Rag

ON_TRACK, COMPLETE = "On track", "Complete"
_KEY_LINE = re.compile(
    r"(?:^|[;,:|\n(] ?)(?P<sign>blue|green|amber|yellow|orange|red|[BGARY]|[1-5])"
    r" ?(?:[=:–—]|- ) ?(?P<words>[^;,|\n)=]{2,60})",
    re.IGNORECASE,
)
_MEANS = (
    (re.compile(r"\b(?:complet|done|closed|achiev|finish|deliver)", re.IGNORECASE), Rag.BLUE),
    (re.compile(r"\b(?:off track|behind|overdue|not on track|serious|critical|fail)", re.IGNORECASE), Rag.RED),
    (re.compile(r"\b(?:risk|delay|some|slip|concern|issue|minor)", re.IGNORECASE), Rag.AMBER),
    (re.compile(r"\b(?:on track|on target|progress|good|no issue)", re.IGNORECASE), Rag.GREEN),
)
_UNSURE = re.compile(r"\b(?:not|or|and|nearly|almost|partly|part)\b|/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RatingKey:
    """What green and blue are taken for (None: it waits for an answer), and what numbers mean, by the file's key."""

    green: Rag | None = Rag.GREEN
    blue: Rag | None = Rag.BLUE
    is_blue_left_out: bool = False
    numbers: Mapping[str, Rag] = field(default_factory=dict)


@dataclass(slots=True)
class _Counts:
    green: int = 0
    green_done: int = 0
    green_unsaid: int = 0
    blue: int = 0
    blue_undone: int = 0
    done: int = 0


def rating_key(table: Table, questions: Questions) -> RatingKey:
    """Decide what the colours and numbers of a table mean, before its rows are read."""
    written = dict(_written_key(table))
    counts = _count(table)
    numbers = {sign: rag for sign, rag in written.items() if sign.isdigit()}
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
    return RatingKey(green, blue, left_out, numbers)


def _green_ask(counts: _Counts, written: Rag | None) -> Ask:
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
    if counts.green_done * 2 > counts.green:
        return Ask("rating:green", f"{question} {counts.green_done:,} of them look complete.", complete)
    if counts.blue:
        why = "Blue is in the file as well, and blue means complete."
        return Ask("rating:green", question, on_track, chosen=ON_TRACK, why=why)
    if counts.done:
        told = f"{many(counts.done, 'action').capitalize()} of the file look complete, and nothing is blue."
        return Ask("rating:green", f"{question} {told}", on_track)
    why = "Nothing in the file says that green means complete."
    return Ask("rating:green", question, on_track, chosen=ON_TRACK, why=why)


def _blue_ask(counts: _Counts, written: Rag | None) -> Ask:
    verb = "is" if counts.blue == 1 else "are"
    question = (
        f"{many(counts.blue, 'action').capitalize()} {verb} blue, but {counts.blue_undone:,} of them "
        "say that they are not complete. What does blue mean?"
    )
    options = (ON_TRACK, COMPLETE, LEAVE_OUT)
    if written is Rag.GREEN:
        why = "The key of the file says that blue is on track."
        return Ask("rating:blue", question, options, chosen=ON_TRACK, why=why)
    return Ask("rating:blue", question, options)


def _count(table: Table) -> _Counts:
    counts = _Counts()
    for row in table.rows:
        rag = _plain_rating(row)
        lifecycle = known_lifecycle(cell_text(row.cells.get("status")))
        said = lifecycle.lifecycle if lifecycle is not None else None
        if spelling(cell_text(row.cells.get("status"))) in ("blue", "b", "ontrack", "ontarget"):
            said = None  # rather a rating than a status
        done = said is Lifecycle.COMPLETE or _looks_done(row)
        counts.done += done and rag is not Rag.BLUE
        if rag is Rag.GREEN:
            counts.green += 1
            counts.green_done += done
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


def _written_key(table: Table) -> Iterator[tuple[str, Rag]]:
    """The file's own key, from cells outside the table: "Green = on track", "1 - complete"."""
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


def _meaning(words: str) -> Rag | None:
    if _UNSURE.search(words) and known_rag(words) is None:
        return None
    return known_rag(words) or next((rag for pattern, rag in _MEANS if pattern.search(words)), None)
