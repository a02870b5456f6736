"""How the exchange reads on screen: partners, files and received changes as lines, in plain words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from csa_tracker.exchange.partners import Partner
from csa_tracker.exchange.receipt import Receipt, ReceivedChange
from csa_tracker.exchange.standing import SHARED, PassedFile
from csa_tracker.rules.wording import in_words
from ui.exchange.lines import Line
from ui.exchange.words import place_words, who_words
from ui.history.words import field_words, value_words, when_words
from ui.shown import plural, show_short

_WHOLE = {"added": ("plus", "New action"), "removed": ("inbox", "Removed")}
_PARTS = {"progress_update": "Update", "milestone": "Milestone"}
_LONG = 200


def scope_words(scope: str) -> str:
    """Return the name of a scope as people say it: a partnership, or what all partners share."""
    return "Shared lists" if scope == SHARED else place_words(scope)


def partner_line(one: Partner, today: dt.date, *, is_due: bool) -> Line:
    """Return a partner: who, when files went and came, and what they have not confirmed."""
    passed = f"{_when('Sent', one.last_sent, today)} · {_when('received', one.last_received, today)}"
    waits = unconfirmed_words(one.unconfirmed)
    mark, ink = ("warn", "danger") if is_due else ("user", "ink2")
    under = f"A file is due. {passed}" if is_due else passed
    who = f"{one.name}, {who_words(one.role, '', one.partnership)}"
    return Line(one.member, mark, who, under, f"{who}. {under}. {waits}.", end=waits, ink=ink)


def unconfirmed_words(count: int) -> str:
    """Return how much a partner has not said they have."""
    return f"{plural(count, 'change')} not confirmed" if count else "All confirmed"


def _when(what: str, at: dt.datetime | None, today: dt.date) -> str:
    return f"{what} {show_short(at.astimezone().date(), today)}" if at is not None else f"{what} never"


def file_line(one: PassedFile, key: str) -> Line:
    """Return a file that came or went."""
    people = in_words(one.people)
    upper = f"From {people}" if one.came else f"To {people}"
    held = receipt_words(one.receipt) if one.receipt is not None else held_words(one.transactions, full=one.is_full)
    under = f"{held} · {one.file}"
    when = when_words(one.at)
    return Line(key, "inbox" if one.came else "send", upper, under, f"{upper}, {when}. {held}. {one.file}", end=when)


def held_words(transactions: int, *, full: bool) -> str:
    """Return what a file holds that was sent."""
    if full:
        return f"Everything: {plural(transactions, 'change')}"
    return plural(transactions, "new change") if transactions else "Nothing new, only what you have"


def receipt_words(receipt: Receipt) -> str:
    """Return what a file brought, in one line."""
    if receipt.nothing_new:
        return "Nothing new"
    counts = receipt.counts
    told = [f"{counts[kind]:,} {kind}" for kind in ("added", "changed", "removed") if counts[kind]]
    told += [f"{counts['conflicting']:,} to decide"] if counts["conflicting"] else []
    told += [f"{plural(receipt.erased, 'value')} removed for good"] if receipt.erased else []
    return ", ".join(told) or "Nothing that shows in the list"


def change_lines(changes: Sequence[ReceivedChange]) -> list[Line]:
    """Return each change of a file: which action, which field, from what to what, by whom and when."""
    return [_change(number, one) for number, one in enumerate(changes)]


def _change(number: int, one: ReceivedChange) -> Line:
    upper = f"{one.ref}  {one.title}".strip()
    facts = f"{when_words(dt.datetime.fromisoformat(one.at))} · {one.by}"
    if one.field in _WHOLE:
        mark, words = _WHOLE[one.field]
        return Line(str(number), mark, upper, words, f"{words}: {upper}. {facts}", end=facts)
    field = _field(one.field)
    before, after = (value_words(one.field, text)[:_LONG] for text in (one.before, one.after))
    went = f"from “{before}” to “{after or 'no value'}”" if before else f"set to “{after}”"
    return Line(
        str(number), "edit", upper, field, f"{upper}. {field} {went}. {facts}", end=facts, before=before, after=after
    )


def _field(field: str) -> str:
    entity, dot, name = field.partition(".")
    if not dot:
        return field_words(field)
    return f"{_PARTS.get(entity, field_words(entity))}: {field_words(name).lower()}"


def notes_of(receipt: Receipt) -> list[str]:
    """Return what a person should know beside the changes, each a sentence or two."""
    notes = []
    if receipt.counts["conflicting"]:
        fields = plural(receipt.counts["conflicting"], "field was", "fields were")
        notes.append(f"{fields} changed on both sides. Both values are kept until somebody decides.")
    if receipt.met:
        notes.append(
            f"First changes by {in_words(receipt.met)}, passed on by {receipt.sender}. "
            "To exchange files with them yourself, check their words under Partners."
        )
    if receipt.held_back:
        made = plural(receipt.held_back, "change")
        notes.append(f"{made} by somebody whose key was revoked here {_is(receipt.held_back)} held back.")
    if receipt.gaps:
        notes.append(
            "Some earlier changes are still missing. They come with the next file; "
            f"or ask {receipt.sender} to send everything."
        )
    if receipt.warning:
        notes.append(receipt.warning)
    return notes


def _is(count: int) -> str:
    return "is" if count == 1 else "are"
