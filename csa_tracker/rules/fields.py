"""What each stored field may hold: checked before anything is written; a received value that fails shows as missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from csa_tracker.values import Lifecycle, Rag

Check = Callable[[object], str | None]
"""A value -> None, or a stable word for what is wrong with it."""

MAX_TEXT = 1_000_000
"""Characters in one field at most: far beyond any real note, small enough to show."""

MARKINGS = ("", "OFFICIAL", "OFFICIAL-SENSITIVE")
"""Protective markings from low to high (Government Security Classifications, 2024); nothing higher belongs here."""

EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2199, 12, 31)


def check_field(entity: str, field: str, value: object) -> str | None:
    """None when `value` may stand in this field; fields this version does not know hold anything."""
    if value is None:
        return None
    check = _CHECKS.get(entity, {}).get(field)
    return check(value) if check is not None else None


def _text(value: object) -> str | None:
    if not isinstance(value, str):
        return "not-text"
    return "too-long" if len(value) > MAX_TEXT else None


def _ref(value: object) -> str | None:
    # "~" is ours: it tells actions apart that share a reference.
    return _text(value) or ("reserved" if isinstance(value, str) and "~" in value else None)


def _title(value: object) -> str | None:
    return _text(value) or ("empty" if isinstance(value, str) and not value.strip() else None)


def _date(value: object) -> str | None:
    if not isinstance(value, dt.date):
        return "not-a-date"
    return None if EARLIEST <= value <= LATEST else "out-of-range"


def _percent(value: object) -> str | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return "not-a-number"
    return None if 0 <= value <= 100 else "out-of-range"


def _flag(value: object) -> str | None:
    return None if isinstance(value, bool) else "not-yes-or-no"


def _whole(value: object) -> str | None:
    fits = isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63  # what the store can hold
    return None if fits else "not-a-number"


def _one_of(*words: str) -> Check:
    allowed = frozenset(words)

    def check(value: object) -> str | None:
        return None if isinstance(value, str) and value in allowed else "unknown-word"

    return check


def _fields(texts: str, dates: str = "", **others: Check) -> Mapping[str, Check]:
    checks: dict[str, Check] = dict.fromkeys(texts.split(), _text)
    checks |= dict.fromkeys(dates.split(), _date)
    return checks | others


_CHECKS: Mapping[str, Mapping[str, Check]] = {
    "plan": _fields("name agreement", marking=_one_of(*MARKINGS)),
    "action": _fields(
        "source_ref description partnership key_issue lead_organisation lead_role board strategy due_text "
        "recurrence rag_reason measure_of_success outcome funding closure_reason what_worked what_did_not "
        "keep_adapt_stop carried_from",
        "start_on due_on original_due_on review_on completed_on",
        ref=_ref,
        title=_title,
        lifecycle=_one_of(*Lifecycle),
        owner_rag=_one_of(Rag.RED, Rag.AMBER, Rag.GREEN),
        percent=_percent,
        budget_pence=_whole,
        marking=_one_of(*MARKINGS),
    ),
    "snapshot": _fields("name vector digest"),
    "redaction": _fields("reason", removes=_flag),
    "published_report": _fields(
        "report title options snapshot pdf_digest content_digest", "published_on", number=_whole, pages=_whole
    ),
    "progress_update": _fields(
        "action author role text barrier next_step corrects", "made_on", rag=_one_of(*Rag), percent=_percent
    ),
    "milestone": _fields("action owner_role position", "due_on done_on", title=_title),
    "action_topic": _fields("action topic", _in=_flag),
    "action_area": _fields("action area", _in=_flag),
    "action_partner": _fields("action name", _in=_flag),
    "agreement": _fields("code title strapline owner status note", "starts_on ends_on"),
    "topic": _fields("agreement kind code label short_label note", position=_whole, owned_elsewhere=_flag),
    "topic_mapping": _fields("source relation target note decided_by", "decided_on"),
    "area": _fields("gss_code name tier parent", "valid_from valid_to"),
    "partnership": _fields("code name"),
    "partnership_area": _fields("partnership area"),
    "organisation": _fields("name short_name kind"),
    "board": _fields("agreement label kind parent"),
    "board_ownership": _fields("topic board note"),
    "strategy": _fields("agreement title owner period status"),
    "research_item": _fields("agreement title stage"),
}
