"""Ed25519 signatures under a domain: a line that says what is signed, so that none passes for another kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csa_tracker.exchange.keys import Keys

SIGNATURE_BYTES = 64
PUBLIC_KEY_BYTES = 32


def sign(keys: Keys, domain: bytes, content: bytes) -> bytes:
    """Sign `domain` followed by `content` with the member's own key; 64 bytes."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(keys.signing_secret).sign(domain + content)


def verify(public: bytes, domain: bytes, content: bytes, signature: bytes) -> bool:
    """Whether the member with this public key signed `domain` followed by `content`; False for bytes of any shape."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, domain + content)
    except (InvalidSignature, ValueError):  # ValueError: no key of this length, or not a point of the curve
        return False
    return True
