"""Signed ends of streams: an author's word that its stream, up to this transaction, is its own and whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import orjson

from csa_tracker.exchange.signing import SIGNATURE_BYTES, sign, verify
from db.exchange.ledger import HeadSignature
from db.log.values import MAX_INTEGER

if TYPE_CHECKING:
    from csa_tracker.exchange.keys import Keys

_DOMAIN = b"CSA Tracker head 1\n"
_ID = re.compile("[0-9a-f]{64}")
_MEMBER = re.compile("[0-9a-f]{32}")
_SIGNATURE = re.compile(f"[0-9a-f]{{{2 * SIGNATURE_BYTES}}}")


def sign_head(keys: Keys, plan: str, replica: str, scope: str, seq: int, name: str) -> HeadSignature:
    """Sign that the own stream (replica, scope) of this plan ends at the transaction with this seq and id in hex."""
    signature = sign(keys, _DOMAIN, _signed(plan, replica, scope, seq, name))
    return HeadSignature(replica, scope, seq, name, keys.member, signature)


def is_signed_by(head: HeadSignature, plan: str, public: bytes) -> bool:
    """Whether the holder of this public key signed this head of this plan."""
    content = _signed(plan, head.replica, head.scope, head.seq, head.id)
    return verify(public, _DOMAIN, content, head.signature)


def head_to_bytes(plan: str, head: HeadSignature) -> bytes:
    """The canonical bytes in which a head signature travels."""
    return orjson.dumps([plan, head.replica, head.scope, head.seq, head.id, head.member, head.signature.hex()])


def head_from_bytes(content: bytes, plan: str) -> HeadSignature:
    """Read a head signature of this plan; whose it is must still be checked with `is_signed_by`.

    Raises ValueError when the bytes are not a head signature in canonical form, or of another plan.
    """
    try:
        its_plan, replica, scope, seq, name, member, signature = orjson.loads(content)
        fits = (
            its_plan == plan
            and isinstance(replica, str)
            and isinstance(scope, str)
            and type(seq) is int
            and 0 < seq <= MAX_INTEGER
            and _ID.fullmatch(name)
            and _MEMBER.fullmatch(member)
            and _SIGNATURE.fullmatch(signature)
        )
    except TypeError as error:
        raise ValueError("not a head signature") from error
    if not fits:
        raise ValueError("not a head signature of this plan")
    head = HeadSignature(replica, scope, seq, name, member, bytes.fromhex(signature))
    if head_to_bytes(plan, head) != content:
        raise ValueError("not in canonical form")
    return head


def _signed(plan: str, replica: str, scope: str, seq: int, name: str) -> bytes:
    return orjson.dumps([plan, replica, scope, seq, name])
