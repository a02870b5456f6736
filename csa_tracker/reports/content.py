"""What a paper says, as one text that can be hashed and compared: no layout, no fonts."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import is_dataclass, replace
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import orjson

from csa_tracker.reports.blocks import Block, Paper, Words


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


def paper_of(content: bytes) -> Paper:
    """Return the paper that `content_bytes` gave these bytes for. Raises ValueError for anything else."""
    try:
        kept = orjson.loads(content)
        blocks = [_read(_KINDS[one["block"]], one["value"]) for one in kept["blocks"]]
        paper: Paper = _read(Paper, {**kept["paper"], "blocks": []})
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("This is not the content of a paper that this version knows.") from error
    return replace(paper, blocks=tuple(blocks))


_KINDS = {kind.__name__: kind for kind in get_args(Block)}


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, value: Any) -> Any:  # noqa: ANN401 (any type that a block is made of)
    """Read a value back as the type it had; JSON knows neither tuples nor dates nor our own words."""
    if get_origin(kind) is tuple:
        inner = get_args(kind)
        return tuple(_read(inner[0] if inner[-1] is ... else inner[place], one) for place, one in enumerate(value))
    if isinstance(kind, UnionType):
        if value is None:
            return None
        # A date or a number, a rating or none: only a date is told as text.
        wanted = [one for one in get_args(kind) if one is not NoneType and not (one is int and isinstance(value, str))]
        return _read(wanted[-1] if isinstance(value, int) else wanted[0], value)
    if isinstance(kind, type) and is_dataclass(kind):
        return kind(**{name: _read(hint, value[name]) for name, hint in _hints(kind).items()})
    if kind is Words:
        return Words(*(_read(hint, one) for hint, one in zip(_hints(Words).values(), value, strict=True)))
    if kind is dt.date:
        return dt.date.fromisoformat(value)
    return kind(value) if issubclass(kind, Enum) else value
