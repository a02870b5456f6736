"""What a paper says, as one text that can be hashed and compared: no layout, no fonts."""

from __future__ import annotations

import hashlib

import orjson

from csa_tracker.reports.blocks import Paper


def content_bytes(paper: Paper) -> bytes:
    """Return the paper as JSON; equal papers give equal bytes."""
    blocks = [{"block": type(block).__name__, "value": block} for block in paper.blocks]
    facts = {
        "report": paper.report,
        "title": paper.title,
        "kicker": paper.kicker,
        "plan_name": paper.plan_name,
        "facts": paper.facts,
        "author": paper.author,
        "as_at": paper.as_at,
        "marking": paper.marking,
    }
    return orjson.dumps({"paper": facts, "blocks": blocks}, default=list)


def content_digest(paper: Paper) -> str:
    """Return the SHA-256 of what a paper says, in hex."""
    return hashlib.sha256(content_bytes(paper)).hexdigest()
