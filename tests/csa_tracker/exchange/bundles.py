"""Small bundles between two members, and bundles somebody built by hand to do harm."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from csa_tracker.errors import UserError
from csa_tracker.exchange import manifest as manifests
from csa_tracker.exchange.bundle import OpenedBundle, Recipient, open_bundle, write_bundle
from csa_tracker.exchange.envelope import MAGIC
from csa_tracker.exchange.head_signing import sign_head
from csa_tracker.exchange.keys import Keys
from csa_tracker.exchange.manifest import Manifest, Sender
from csa_tracker.exchange.sealed import Sealed
from csa_tracker.exchange.signing import sign
from db.log.transaction import Operation, Transaction, make_transaction
from db.log.values import encode_value
from tests.csa_tracker.exchange.people import signed as card_bytes

PLAN, REPLICA, OTHER_REPLICA = "a1" * 16, "b2" * 16, "c3" * 16
BUNDLE = "ab12" * 8
SALT = bytes(range(16))


@cache
def keys_of(name: str) -> Keys:
    """Keys that are the same in every run for the same name, but for the age key, which only age makes."""
    seed = hashlib.sha256(name.encode()).digest()
    public = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    age = pyrage.x25519.Identity.generate()
    return Keys(public, str(age.to_public()), seed, str(age))


def pendle() -> Keys:
    """Who sends in these tests."""
    return keys_of("Pendle")


def county() -> Keys:
    """Whom the bundles are for."""
    return keys_of("County")


def known(member: str) -> bytes | None:
    """The public keys the county knows: Pendle's."""
    return pendle().signing_public if member == pendle().member else None


def chain(texts: Sequence[str | None], *, scope: str = "PEN", keys: Keys | None = None) -> list[Transaction]:
    """One transaction a text, each naming the one before."""
    made: list[Transaction] = []
    for seq, text in enumerate(texts, 1):
        operation = Operation("action", f"row-{seq}", "title", encode_value(text), SALT)
        made.append(
            make_transaction(
                replica=REPLICA,
                scope=scope,
                seq=seq,
                prev=made[-1].id.hex() if made else None,
                hlc=seq << 16,
                member=(keys or pendle()).member,
                group=None,
                operations=[operation],
                extra={},
            )
        )
    return made


def sealed(transaction: Transaction) -> Sealed:
    """A transaction as it travels."""
    return Sealed(transaction.body, tuple((each.salt, each.value) for each in transaction.operations))


def write(path: Path, texts: Sequence[str | None] = ("Extra patrols", "Café 🎭"), **other: Any) -> Manifest:  # noqa: ANN401 (any part of a bundle)
    """Pendle writes its stream to a bundle for the county."""
    made = chain(texts)
    parts: dict[str, Any] = {
        "keys": pendle(), "plan": PLAN, "replica": REPLICA, "bundle_id": BUNDLE, "created_hlc": 1_795_000_000_000 << 16,
        "app_version": "0.1.0", "schema_version": 2, "kind": "full", "scopes": ["shared", "PEN"], "base": {},
        "have": {(REPLICA, "PEN"): (len(made), made[-1].id.hex())} if made else {}, "prev_bundle": None,
        "recipients": [Recipient(county().member, county().age_public)], "cards": [card_bytes(pendle())],
        "head_signatures": [sign_head(pendle(), PLAN, REPLICA, "PEN", one.seq, one.id.hex()) for one in made[-1:]],
        "transactions": map(sealed, made),
    }  # fmt: skip
    return write_bundle(path, **parts | other)


def receive(path: Path) -> OpenedBundle:
    """The county opens a bundle."""
    return open_bundle(path, county(), sender_key=known)


def read_all(path: Path) -> list[Sealed]:
    """The county reads a bundle to its end."""
    with receive(path) as bundle:
        return list(bundle.transactions())


def refusal_of(path: Path) -> UserError | None:
    """How the county's reading ended; anything but a refusal is let through to fail the test."""
    try:
        read_all(path)
    except UserError as error:
        return error
    return None


def wrap(age: bytes) -> bytes:
    """Put the correct outside around what should be an age file."""
    return MAGIC + struct.pack(">Q", len(age)) + hashlib.sha256(age).digest() + age


def encrypted(inner: bytes, keys: Keys | None = None) -> bytes:
    """A file with a correct outside whose decrypted content is `inner`."""
    return wrap(pyrage.encrypt(inner, [pyrage.x25519.Recipient.from_str((keys or county()).age_public)]))


def decrypted(content: bytes) -> bytes:
    """What a file for the county holds inside."""
    found: bytes = pyrage.decrypt(content[len(MAGIC) + 40 :], [pyrage.x25519.Identity.from_str(county().age_secret)])
    return found


def signed_content(content: bytes, keys: Keys | None = None) -> bytes:
    """Magic, length, manifest bytes of any kind and a true signature of them."""
    return (
        manifests.MAGIC + struct.pack(">I", len(content)) + content + sign(keys or pendle(), manifests.MAGIC, content)
    )


def frame(kind: bytes, content: bytes) -> bytes:
    """One frame."""
    return struct.pack(">cI", kind, len(content)) + content


@dataclass
class Forged:
    """A bundle with a true signature and hash around a payload of any bytes; `changes` go into the manifest."""

    frames: Iterable[bytes] = ()
    changes: dict[str, object] = field(default_factory=dict)
    after: bytes = b""

    def inner(self) -> bytes:
        unpacked = b"".join(self.frames)
        payload = zlib.compress(unpacked, 9) + self.after
        return self.around(payload, len(unpacked))

    def around(self, payload: bytes, unpacked: int) -> bytes:
        content = orjson.dumps(
            orjson.loads(manifests.to_bytes(plain_manifest()))
            | {"payload_len": len(payload), "payload_sha256": hashlib.sha256(payload).hexdigest()}
            | {"unpacked_len": unpacked}
            | self.changes,
            option=orjson.OPT_SORT_KEYS,
        )
        return signed_content(content) + payload

    def write(self, path: Path) -> Path:
        path.write_bytes(encrypted(self.inner()))
        return path


def plain_manifest() -> Manifest:
    """A manifest of an empty bundle from Pendle to the county."""
    return Manifest(
        format=manifests.FORMAT,
        plan=PLAN,
        bundle_id=BUNDLE,
        created_hlc=1,
        app_version="0.1.0",
        schema_version=2,
        min_reader=1,
        sender=Sender(pendle().member, REPLICA),
        recipients=(county().member,),
        kind="full",
        scopes=("PEN", "shared"),
        base={},
        have={},
        provides=(),
        n_txn=0,
        n_op=0,
        payload_len=0,
        payload_sha256="0" * 64,
        unpacked_len=0,
        prev_bundle=None,
    )
