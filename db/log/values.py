"""Values of operations: tagged scalars in one canonical text form, committed to with a salt rather than embedded."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from decimal import Decimal

import orjson

Value = None | bool | int | str | dt.date | Decimal | Mapping[str, object]
"""What a field may hold; a mapping is a tag this version does not know, kept verbatim."""

SALT_BYTES = 16
MAX_INTEGER = 2**63 - 1


class UnstorableValue(ValueError):  # noqa: N818 (reads as what it is)
    """A value that has no canonical form: a lone surrogate, or a number of more than 64 bits."""


def encode_value(value: Value) -> str:
    """The canonical JSON text of a value: dates as {"d":...}, decimals as {"n":...}, no floats, strings as typed.

    Raises UnstorableValue.
    """
    match value:
        case bool() | None:
            plain: object = value
        case dt.date():
            plain = {"d": value.isoformat()}
        case Decimal():
            plain = {"n": str(value)}
        case int() if not -MAX_INTEGER <= value <= MAX_INTEGER:
            raise UnstorableValue("number out of range")
        case int() | str():
            plain = value
        case _:
            plain = dict(value)
    try:
        return orjson.dumps(plain, option=orjson.OPT_SORT_KEYS).decode()
    except (TypeError, orjson.JSONEncodeError) as error:
        raise UnstorableValue("text that is not Unicode") from error


def decode_value(text: str) -> Value:
    """The value of a canonical text; an unknown tag comes back as the mapping it is."""
    plain = orjson.loads(text)
    if isinstance(plain, dict) and len(plain) == 1:
        ((tag, content),) = plain.items()
        try:
            if tag == "d":
                return dt.date.fromisoformat(content)
            if tag == "n":
                return Decimal(content)
        except (TypeError, ValueError, ArithmeticError):
            return dict(plain)
    if plain is None or isinstance(plain, bool | int | str | dict):
        return plain
    return {"?": plain}


def commitment(salt: bytes, text: str) -> str:
    """SHA-256 in hex of salt and canonical text: what a transaction holds instead of the value itself."""
    return hashlib.sha256(salt + text.encode()).hexdigest()
