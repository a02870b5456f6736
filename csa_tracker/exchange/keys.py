"""A member's keys: Ed25519 to sign and X25519 (age) to receive. Kept in the profile, never in a plan."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import orjson

from csa_tracker.errors import UserError
from db.files import create_private, refusing_file_errors


@dataclass(frozen=True, slots=True)
class Keys:
    """Both secret keys with their public halves; `repr` shows neither secret."""

    signing_public: bytes
    age_public: str
    signing_secret: bytes
    age_secret: str

    def __repr__(self) -> str:
        return f"Keys({self.member})"

    @property
    def member(self) -> str:
        """The member id: first 32 hex digits of SHA-256 of the public signing key."""
        return hashlib.sha256(self.signing_public).hexdigest()[:32]

    @property
    def public_digest(self) -> bytes:
        """SHA-256 of both public keys, of which the six words are the first 66 bits."""
        return hashlib.sha256(self.signing_public + self.age_public.encode()).digest()


def load_or_make_keys(path: Path) -> Keys:
    """Read the keys at `path`, or make them there (readable by their owner only).

    Raises UserError when the file is damaged: a new key would make this person a stranger to everybody.
    """
    if not path.exists():
        _store_new(path)
    with refusing_file_errors(path):
        stored = path.read_bytes()
    try:
        parts = orjson.loads(stored)
        return _from_secrets(bytes.fromhex(parts["signing"]), str(parts["age"]))
    except (ValueError, TypeError, KeyError) as error:
        raise UserError(
            "damaged-keys",
            f"The file with your keys, {path}, is damaged.",
            "Put it back from a backup, or move it away to start with new keys that colleagues must check again.",
        ) from error


def _from_secrets(signing: bytes, age: str) -> Keys:
    import pyrage  # imported here, so that --help and refusals need no cryptography
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    public = Ed25519PrivateKey.from_private_bytes(signing).public_key().public_bytes_raw()
    try:
        identity = pyrage.x25519.Identity.from_str(age)
    except pyrage.IdentityError as error:
        raise ValueError("not an age key") from error
    return Keys(public, str(identity.to_public()), signing, age)


def _store_new(path: Path) -> None:
    import pyrage
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    secrets = orjson.dumps(
        {
            "signing": Ed25519PrivateKey.generate().private_bytes_raw().hex(),
            "age": str(pyrage.x25519.Identity.generate()),
        }
    )
    create_private(path, secrets)
