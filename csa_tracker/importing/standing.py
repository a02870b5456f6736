"""Where an action stands: its status, its rating by word or colour, and its completion, kept apart and compared."""

from __future__ import annotations

import datetime as dt

from csa_tracker.importing.asks import LEAVE_OUT, Ask
from csa_tracker.importing.cells import RowCells, known_lifecycle, known_rag
from csa_tracker.importing.colours import colour_word, is_without_colour, rating_of_colour
from csa_tracker.importing.rating_key import RatingKey, row_colour
from csa_tracker.importing.reading import ReadAction
from csa_tracker.rules.dates import show_date
from csa_tracker.rules.words import LifecycleReading, spelling
from csa_tracker.values import Lifecycle, Rag

WORDS, COLOURS = "The words", "The colours"
_RATINGS = {"Red": Rag.RED, "Amber": Rag.AMBER, "Green": Rag.GREEN, "Blue (complete)": Rag.BLUE}
_TICKS = ("yes", "y", "true", "x", "✓", "✔", "☑", "✅", "done", "complete", "completed")
_CROSSES = ("no", "n", "false", "✗", "✘", "☐", "❌", "notyet", "not complete", "notcomplete", "ongoing", "inprogress")


def read_standing(cells: RowCells, read: ReadAction, key: RatingKey, today: dt.date) -> None:
    """Status and rating together: blue is complete without an owner's word, a rating alone means work is going on."""
    meant = _by_key(cells, key)
    if isinstance(meant, Lifecycle):
        own = cells.status("status") if spelling(cells.text("status")) not in key.words else LifecycleReading(None)
        status, rag = own if own.lifecycle is not None else LifecycleReading(meant), None
    else:
        status, rag = cells.status("status"), meant if meant is not None else _rating(cells, key)
    named = known_lifecycle(cells.text("rag")) if spelling(cells.text("rag")) not in ("b", "blue") else None
    if status.lifecycle is None and named is not None:
        status = named
    lifecycle = _after_rating(cells, read, status, rag)
    lifecycle = _after_completion(cells, read, lifecycle, today)
    read.rag = rag
    if lifecycle is not None:
        read.fields["lifecycle"] = lifecycle.value
    elif rag is not None:
        read.fields["lifecycle"] = Lifecycle.IN_PROGRESS.value
    if rag is not None:
        read.fields["owner_rag"] = None if rag is Rag.BLUE else rag.value
    if status.recurrence:
        read.fields["recurrence"] = status.recurrence
    if status.closure_reason:
        read.fields["closure_reason"] = status.closure_reason
    if status.more:
        cells.note("status", f"'{status.more[:60]}' is kept in the description, beside its status.")
        cells.keep("status")


def _by_key(cells: RowCells, key: RatingKey) -> Rag | Lifecycle | None:
    """What the file's own key says of a word that means something else, or nothing, without it."""
    for field in ("rag", "status"):
        word = known_rag(text) if (text := cells.text(field)) else None
        meant = key.words.get(word.value if word is not None else spelling(text)) if text else None
        if meant is not None:
            says = meant.word.lower() if isinstance(meant, Lifecycle) else meant.value
            cells.note(field, f"'{text[:40]}' is {says}, as the key of the file says.")
            return meant
    return None


def _after_rating(cells: RowCells, read: ReadAction, status: LifecycleReading, rag: Rag | None) -> Lifecycle | None:
    if rag is not Rag.BLUE:
        return status.lifecycle
    if status.lifecycle not in (None, Lifecycle.COMPLETE):
        read.notes.append(
            f"{cells.where}: the status is '{cells.text('status')}', but blue means complete, so it is complete."
        )
    return Lifecycle.COMPLETE


def _after_completion(
    cells: RowCells, read: ReadAction, lifecycle: Lifecycle | None, today: dt.date
) -> Lifecycle | None:
    """A column of completion dates or of ticks: it completes the action, unless its status says otherwise."""
    text = spelling(cells.text("completed_on"))
    if not text or text in _CROSSES:
        return lifecycle
    if text in _TICKS or cells.text("completed_on") in _TICKS:
        day = None
    else:
        day = cells.day("completed_on")
        if day is None:
            return lifecycle
        if day > today:
            cells.problem("completed_on", f"the action cannot have been completed on {show_date(day)}, after today.")
            return lifecycle
    if lifecycle not in (None, Lifecycle.COMPLETE):
        cells.note(
            "completed_on",
            f"it says that the action is complete, but its status is '{cells.text('status')}': the status counts.",
        )
        return lifecycle
    if day is not None:
        read.fields["completed_on"] = day
    return Lifecycle.COMPLETE


def _rating(cells: RowCells, key: RatingKey) -> Rag | None:
    number = key.numbers.get(cells.text("rag"))
    reading = cells.rating("rag") if number is None else None
    rag = number if reading is None else reading.rag
    if reading is not None and reading.before is not None and rag is not None:
        cells.note("rag", f"'{cells.text('rag')[:40]}' says that it was {reading.before.value}; it is {rag.value} now.")
    field = "rag"
    if rag is None and not cells.has("rag"):
        rag, field = known_rag(cells.text("status")), "status"
    rag = _with_colour(cells, rag, field)
    if rag is None and key.by_row is not False and not cells.has("rag") and row_colour(cells.fills) is not None:
        if key.by_row is None:
            return _taken(cells, None)
        rag = row_colour(cells.fills)
    if rag is Rag.GREEN:
        return _taken(cells, key.green)
    if rag is Rag.BLUE and not _says_complete(cells):
        return None if key.is_blue_left_out else _taken(cells, key.blue)
    return rag


def _taken(cells: RowCells, rag: Rag | None) -> Rag | None:
    if rag is None:
        cells.waiting += 1
    return rag


def _says_complete(cells: RowCells) -> bool:
    """Whether the rating is blue because a word says complete, whatever the colour blue means in the file."""
    named = known_lifecycle(cells.text("rag")) or known_lifecycle(cells.text("status"))
    blue = spelling(cells.text("rag")) in ("b", "blue", "")
    return named is not None and named.lifecycle is Lifecycle.COMPLETE and not blue


def _with_colour(cells: RowCells, rag: Rag | None, field: str) -> Rag | None:
    """The rating by word, or where there is none by the colour of its cell; a clash of the two is asked once."""
    filled = next((name for name in ("rag", "status") if name in cells.fills), None)
    if filled is None or is_without_colour(cells.fills[filled]):
        return rag
    colour = cells.fills[filled]
    seen = rating_of_colour(colour)
    if rag is None:
        if field == "rag" and cells.has("rag"):
            return None  # "Paused", "Not started": the words say that there is no rating
        return seen if seen is not None else _asked_colour(cells, colour)
    if seen is None or seen is rag or (rag is Rag.BLUE and seen is Rag.GREEN):  # many show what is done in green
        return rag
    ask = Ask(
        "rating:colours",
        "{rows}: the words say one rating and the colour of the cell another. Which counts?",
        (WORDS, COLOURS),
    )
    chosen = cells.collect(ask)
    return seen if chosen == COLOURS else rag


def _asked_colour(cells: RowCells, colour: str) -> Rag | None:
    ask = Ask(
        f"colour:{colour.lstrip('#').lower()}",
        f"{{rows}}: the rating is only a colour, {colour_word(colour)} ({colour}). What does it mean?",
        (LEAVE_OUT, *_RATINGS),
    )
    return _RATINGS.get(cells.collect(ask))
