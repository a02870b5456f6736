"""In which fields people write words of their own: what may name a person, and what can be removed for good."""

from __future__ import annotations

from collections.abc import Mapping

_WORDS: Mapping[str, frozenset[str]] = {
    entity: frozenset(fields.split())
    for entity, fields in {
        "plan": "name",
        "action": "source_ref title description lead_organisation lead_role board strategy due_text recurrence "
        "rag_reason measure_of_success outcome funding closure_reason what_worked what_did_not keep_adapt_stop",
        "progress_update": "author role text barrier next_step",
        "milestone": "title owner_role",
        "action_partner": "name",
        "snapshot": "name",
        "redaction": "reason",
    }.items()
}


def holds_words(entity: str, field: str) -> bool:
    """Whether a field (as the log names it) holds what somebody wrote, rather than a choice, a date or a number."""
    return field in _WORDS.get(entity, ())
