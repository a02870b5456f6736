"""The manifest: what a bundle says about itself, signed by its sender, in one canonical byte form."""

from __future__ import annotations

import re
import struct
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

import orjson

from csa_tracker.exchange.refusals import damaged, too_large_to_send
from csa_tracker.exchange.signing import SIGNATURE_BYTES, sign, verify
from db.exchange.ledger import Vector
from db.log.values import MAX_INTEGER

if TYPE_CHECKING:
    from csa_tracker.exchange.keys import Keys

MAGIC = b"CSPB1\n"
FORMAT = "csa-bundle-1"
READER = 1
"""What this version can read: a bundle whose `min_reader` is greater waits for a newer one."""
MAX_MANIFEST = 2**20
KINDS = ("full", "delta")

_LENGTH = struct.Struct(">I")
_HEX_32 = re.compile("[0-9a-f]{32}")
_HEX_64 = re.compile("[0-9a-f]{64}")
_VERSION = re.compile(r"[0-9A-Za-z.+-]{1,40}")


class Sender(NamedTuple):
    """Who sends: member id, and the replica it sends from."""

    member: str
    replica: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle holds and for whom.

    Ids are lowercase hex, 64 digits for a transaction's, 32 for others; lengths are bytes; tuples are sorted. `base`
    is what the sender knows the recipients to have, `have` what the sender has (an acknowledgement), and `provides`
    the (replica, scope, first seq, last seq) inside. `recipients` are member ids.
    """

    format: str
    plan: str
    bundle_id: str
    created_hlc: int
    app_version: str
    schema_version: int
    min_reader: int
    sender: Sender
    recipients: tuple[str, ...]
    kind: str
    scopes: tuple[str, ...]
    base: Vector
    have: Vector
    provides: tuple[tuple[str, str, int, int], ...]
    n_txn: int
    n_op: int
    payload_len: int
    payload_sha256: str
    unpacked_len: int
    prev_bundle: str | None


class Claims(NamedTuple):
    """The parts that every future version keeps, so that an older one can say who must be asked and what is missing."""

    sender: str
    recipients: tuple[str, ...]
    min_reader: int


class Signed(NamedTuple):
    """A manifest's bytes with their signature, neither checked yet."""

    content: bytes
    signature: bytes

    def is_signed_by(self, public: bytes) -> bool:
        """Whether the holder of this public key signed these bytes as a manifest."""
        return verify(public, MAGIC, self.content, self.signature)


def vector_to_rows(vector: Vector) -> list[list[object]]:
    """A version vector as JSON holds it: sorted [replica, scope, seq, id]."""
    return [[replica, scope, seq, name] for (replica, scope), (seq, name) in sorted(vector.items())]


def to_bytes(manifest: Manifest) -> bytes:
    """The canonical JSON: UTF-8, keys sorted, no spaces."""
    parts = asdict(manifest) | {
        "sender": manifest.sender._asdict(),
        "base": vector_to_rows(manifest.base),
        "have": vector_to_rows(manifest.have),
    }
    return orjson.dumps(parts, option=orjson.OPT_SORT_KEYS)


def write_signed(stream: BinaryIO, manifest: Manifest, keys: Keys) -> None:
    """Write magic, length, manifest and signature. Raises UserError when the manifest passes 1 MiB.

    Raises ValueError, before anything is written, for a part that no reader would take: a fault of the caller.
    """
    content = to_bytes(manifest)
    if len(content) > MAX_MANIFEST:
        raise too_large_to_send("This plan has been worked on from more computers than one file can list.")
    _strictly(content)
    stream.write(MAGIC + _LENGTH.pack(len(content)) + content + sign(keys, MAGIC, content))


def read_signed(stream: BinaryIO) -> Signed:
    """Read what `write_signed` wrote, nothing of it checked but the lengths. Raises UserError (exit 50)."""
    start = stream.read(len(MAGIC) + _LENGTH.size)
    if len(start) < len(MAGIC) + _LENGTH.size or start[: len(MAGIC)] != MAGIC:
        raise damaged("This file was made for you, but what it holds is not a bundle.")
    (length,) = _LENGTH.unpack_from(start, len(MAGIC))
    if length > MAX_MANIFEST:
        raise damaged("The description inside this file is longer than any bundle has.")
    content, signature = stream.read(length), stream.read(SIGNATURE_BYTES)
    if len(signature) < SIGNATURE_BYTES:
        raise damaged("This file ends before its description does.")
    return Signed(content, signature)


def read_claims(content: bytes) -> Claims:
    """Sender, recipients and least reader of a manifest of this or any later version. Raises UserError (exit 50)."""
    try:
        parts = _canonical(content)
        member, recipients, least = parts["sender"]["member"], parts["recipients"], parts["min_reader"]
        _require(_all_match(_HEX_32, [member, *recipients]), _whole(least, 1, MAX_INTEGER))
    except (ValueError, TypeError, LookupError) as error:
        raise _unreadable() from error
    return Claims(member, tuple(recipients), least)


def from_bytes(content: bytes) -> Manifest:
    """Read a manifest strictly: every part there, of its kind and range, and nothing else. Raises UserError (50)."""
    try:
        return _strictly(content)
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise _unreadable() from error


def _unreadable() -> Exception:
    return damaged("The description inside this file is not one that CSA Tracker writes.")


def _canonical(content: bytes) -> dict[str, Any]:
    """The object these bytes hold; ValueError for a second form of it: keys twice, other order, spaces, fractions."""
    parts = orjson.loads(content)
    if not isinstance(parts, dict) or orjson.dumps(parts, option=orjson.OPT_SORT_KEYS) != content:
        raise ValueError("not in canonical form")
    return parts


def _strictly(content: bytes) -> Manifest:
    parts = _canonical(content)
    names = {field.name for field in fields(Manifest)}
    _require(parts.keys() == names, parts["sender"].keys() == {*Sender._fields})
    manifest = Manifest(
        **parts
        | {
            "sender": Sender(**parts["sender"]),
            "recipients": tuple(parts["recipients"]),
            "scopes": tuple(parts["scopes"]),
            "base": _vector(parts["base"]),
            "have": _vector(parts["have"]),
            "provides": tuple((replica, scope, first, last) for replica, scope, first, last in parts["provides"]),
        }
    )
    _require_kinds(manifest)
    _require(to_bytes(manifest) == content)  # false for a vector that is not sorted, or names a stream twice
    return manifest


def _require_kinds(manifest: Manifest) -> None:
    """ValueError unless every part is of its kind and range."""
    ids = [manifest.plan, manifest.bundle_id, *manifest.sender, *manifest.recipients]
    before = [] if manifest.prev_bundle is None else [manifest.prev_bundle]
    counts = [manifest.created_hlc, manifest.n_txn, manifest.n_op, manifest.payload_len, manifest.unpacked_len]
    _require(
        manifest.format == FORMAT,
        manifest.kind in KINDS,
        _all_match(_HEX_32, ids + before),
        _all_match(_VERSION, [manifest.app_version]),
        _all_match(_HEX_64, [manifest.payload_sha256]),
        all(_whole(count, 0, MAX_INTEGER) for count in counts),
        _whole(manifest.schema_version, 1, MAX_INTEGER),
        _whole(manifest.min_reader, 1, MAX_INTEGER),
        _is_sorted_texts(manifest.recipients) and bool(manifest.recipients),
        _is_sorted_texts(manifest.scopes),
        all(_is_span(*span) for span in manifest.provides),
        list(manifest.provides) == sorted({span[:2]: span for span in manifest.provides}.values()),
    )


def _vector(rows: list[list[Any]]) -> Vector:
    vector: dict[tuple[str, str], tuple[int, str]] = {}
    for replica, scope, seq, name in rows:
        _require(
            isinstance(replica, str), isinstance(scope, str), _whole(seq, 1, MAX_INTEGER), _all_match(_HEX_64, [name])
        )
        vector[replica, scope] = (seq, name)
    return vector


def _is_span(replica: object, scope: object, first: int, last: int) -> bool:
    texts = isinstance(replica, str) and isinstance(scope, str)
    return texts and _whole(first, 0, MAX_INTEGER) and _whole(last, first, MAX_INTEGER)


def _is_sorted_texts(texts: tuple[str, ...]) -> bool:
    return all(isinstance(text, str) for text in texts) and list(texts) == sorted(set(texts))


def _all_match(pattern: re.Pattern[str], texts: list[str]) -> bool:
    return all(pattern.fullmatch(text) for text in texts)


def _whole(number: object, least: int, most: int) -> bool:
    return type(number) is int and least <= number <= most


def _require(*conditions: bool) -> None:
    if not all(conditions):
        raise ValueError("not a manifest")
