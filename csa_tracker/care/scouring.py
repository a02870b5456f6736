"""After a removal for good: clear away copies of what was removed, in the plan file and beside it on this computer."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import orjson

from csa_tracker.errors import UserError
from csa_tracker.exchange.receipt import receipt_from, receipt_text, without
from csa_tracker.plan.written import drop_written, read_written
from db.engine import Connection
from db.exchange import ledger
from db.log.redact import removal_due
from db.log.values import decode_value
from db.meta import REMOVAL_DUE, get_fact, set_fact, unset_fact
from db.papers import forget_papers

if TYPE_CHECKING:
    from csa_tracker.workspace import OpenPlan

_SHORT = 4
"""A removed text shorter than this is looked for only as a whole: it stands inside too many others."""


def scour(plan: OpenPlan) -> str:
    """Clear away copies of what was removed for good; cheap when nothing is due. A sentence to tell, or empty.

    Drafts, receipts, published papers and the search index first, then the file is written anew. What is interrupted,
    or meets a full disk or a reader, stays due and is done when the plan is opened next.
    """
    with plan.store.reading() as connection:
        if get_fact(connection, REMOVAL_DUE) is None:
            return ""
        values = [decode_value(text) for text in removal_due(connection)]
    texts = {value for value in values if isinstance(value, str) and value}
    try:
        drop_written(plan, *(one.key for one in read_written(plan) if _holds(one.text, texts)))
        with plan.store.writing() as connection:
            _clear_receipts(connection, texts)
            forget_papers(connection, [orjson.dumps(text)[1:-1] for text in texts if len(text) >= _SHORT])
            set_fact(connection, REMOVAL_DUE, "[]")
        if plan.store.scour():
            with plan.store.writing() as connection:
                unset_fact(connection, REMOVAL_DUE)
    except UserError as error:
        return (
            "What was removed for good is not shown any more, but the plan file still has to be written anew. "
            f"{error.message} {error.next_step} It is tried again when the plan is opened."
        )
    return ""


def _clear_receipts(connection: Connection, texts: Collection[str]) -> None:
    for one in ledger.bundles(connection, direction=ledger.IN):
        if one.receipt is not None:
            kept = receipt_text(without(receipt_from(one.receipt), texts))
            if kept != one.receipt:
                ledger.keep_receipt(connection, one, kept)


def _holds(text: str, removed: Collection[str]) -> bool:
    return any(text == one or (len(one) >= _SHORT and one in text) for one in removed)
