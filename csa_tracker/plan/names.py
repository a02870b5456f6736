"""JSON field names of an action and the log fields behind them, and how each is spoken of."""

from __future__ import annotations

from typing import NamedTuple


class FieldName(NamedTuple):
    """A field as scripts name it, as the log stores it, and as people read it."""

    json: str
    log: str
    spoken: str


FIELDS = (
    FieldName("ref", "ref", "Reference"),
    FieldName("source_ref", "source_ref", "Imported reference"),
    FieldName("title", "title", "Title"),
    FieldName("description", "description", "Description"),
    FieldName("partnership", "partnership", "Partnership"),
    FieldName("key_issue", "key_issue", "Key issue"),
    FieldName("lead", "lead_organisation", "Lead organisation"),
    FieldName("lead_role", "lead_role", "Lead role"),
    FieldName("board", "board", "Reports to"),
    FieldName("start", "start_on", "Start date"),
    FieldName("due", "due_on", "Due date"),
    FieldName("due_text", "due_text", "Due date as typed"),
    FieldName("original_due", "original_due_on", "First due date"),
    FieldName("recurrence", "recurrence", "Recurrence"),
    FieldName("review_on", "review_on", "Review date"),
    FieldName("status", "lifecycle", "Status"),
    FieldName("rag", "owner_rag", "Owner's rating"),
    FieldName("rag_reason", "rag_reason", "Reason for the owner's rating"),
    FieldName("percent", "percent", "Progress"),
    FieldName("measure", "measure_of_success", "Measure of success"),
    FieldName("outcome", "outcome", "Outcome"),
    FieldName("funding", "funding", "Funding"),
    FieldName("marking", "marking", "Protective marking"),
    FieldName("completed_on", "completed_on", "Completion date"),
    FieldName("closure_reason", "closure_reason", "Reason for closing"),
)

BY_JSON = {name.json: name for name in FIELDS}
BY_LOG = {name.log: name for name in FIELDS}


def json_name(log_field: str) -> str:
    """The JSON name of a log field of an action."""
    known = BY_LOG.get(log_field)
    return known.json if known is not None else log_field
