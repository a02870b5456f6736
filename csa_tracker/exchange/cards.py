"""A member's card (`.cspid`): who somebody says they are, and both public keys, signed with the first of them.

A card proves nothing by itself: whoever holds it reads its six words to the member over the phone (trust.py).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import orjson

from csa_tracker.errors import Exit, UserError
from csa_tracker.exchange.signing import sign, verify
from csa_tracker.exchange.words import six_words
from db.files import refusing_file_errors, replace_atomically

if TYPE_CHECKING:
    from csa_tracker.profile import Profile

CARD_SUFFIX = ".cspid"
MOST_BYTES = 16 * 1024
MOST_CHARACTERS = 120
"""Longest name, role or organisation."""

_FORMAT = "csa-member-1"
_DOMAIN = b"CSA Tracker card 1\n"
_PARTNERSHIP = re.compile("[A-Z]{3}")
_SAID = ("name", "role", "organisation")
_TEXTS = (*_SAID, "partnership", "age", "signing")
_UNSHOWN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Unicode categories that are not seen, or turn the text around them: a name could pass for another."""


@dataclass(frozen=True, slots=True)
class Card:
    """Who a member says they are. `partnership` is a code, `signing` 32 bytes, `age` an age1… key.

    `content` is the signed file, byte for byte: what is stored and passed on.
    """

    name: str
    role: str
    organisation: str
    partnership: str
    signing: bytes
    age: str
    content: bytes = field(repr=False)

    @property
    def member(self) -> str:
        """The member id: first 32 hex digits of SHA-256 of the public signing key."""
        return hashlib.sha256(self.signing).hexdigest()[:32]

    @property
    def words(self) -> str:
        """The six words of both keys, joined by hyphens."""
        return six_words(hashlib.sha256(self.signing + self.age.encode()).digest())


def make_card(profile: Profile, partnership: str) -> Card:
    """The card of the person this profile is of, who works for the partnership with this code.

    Raises UserError when no name is given yet, or a part of it cannot stand on a card.
    """
    identity, keys = profile.read_identity(), profile.keys()
    said = {part: getattr(identity, part) for part in _SAID}
    for part, text in said.items():
        trouble = _trouble_with(text, needed=part == "name")
        if trouble:
            raise UserError(
                "card-unready",
                f"Your card cannot be made yet, because your {part} {trouble}.",
                "Change it in Settings, or with `csa-tracker identity set`.",
            )
    inner = {
        "format": _FORMAT, **said, "partnership": partnership,
        "signing": keys.signing_public.hex(), "age": keys.age_public,
    }  # fmt: skip
    return card_from_bytes(_canonical({"card": inner, "signature": sign(keys, _DOMAIN, _canonical(inner)).hex()}))


def write_card(path: Path, card: Card) -> None:
    """Write a card, wholly or not at all. Raises UserError for another ending of the name, and as `db.files` does."""
    if path.suffix.lower() != CARD_SUFFIX:
        raise UserError(
            "card-name",
            f"{path.name[:60]} does not end in {CARD_SUFFIX}, so no card was written to it.",
            f"Give it a name that ends in {CARD_SUFFIX}.",
        )
    replace_atomically(path, partial(_write, card.content))


def read_card(path: Path) -> Card:
    """Read a card from a file. Raises UserError when there is none, or when it is damaged or changed (DAMAGED)."""
    with refusing_file_errors(path):
        if not path.is_file():
            raise UserError("no-card", f"There is no card at {path}.", "Check the name, or ask for the card again.")
        with path.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    return card_from_bytes(content)


def card_from_bytes(content: bytes) -> Card:
    """Read a card strictly. Raises UserError (DAMAGED) for anything but a whole card signed by its own key."""
    if len(content) > MOST_BYTES:
        raise _damaged("is too large to be one")
    try:
        outer = orjson.loads(content)
        signature = bytes.fromhex(outer["signature"])
        inner: dict[str, str] = {"format": _FORMAT, **{part: outer["card"][part] for part in _TEXTS}}
        if not all(isinstance(text, str) for text in inner.values()):
            raise TypeError("not text")
        signing = bytes.fromhex(inner["signing"])
        whole = _canonical({"card": inner | {"signing": signing.hex()}, "signature": signature.hex()}) == content
    except (ValueError, TypeError, LookupError) as error:
        raise _damaged("is damaged or is not one") from error
    if not whole:
        raise _damaged("is damaged or is not one")
    _refuse_parts(inner)
    if not verify(signing, _DOMAIN, _canonical(inner), signature):
        raise _damaged("was changed after it was made")
    return Card(**{part: inner[part] for part in (*_SAID, "partnership", "age")}, signing=signing, content=content)


def shown_alike(one: str, other: str) -> bool:
    """Whether people would read two names as the same: capitals, widths and spaces make no difference."""
    return _folded(one) == _folded(other)


def _refuse_parts(inner: dict[str, str]) -> None:
    for part in _SAID:
        trouble = _trouble_with(inner[part], needed=part == "name")
        if trouble:
            raise _damaged(f"cannot be used, because its {part} {trouble}")
    if not _PARTNERSHIP.fullmatch(inner["partnership"]):
        raise _damaged("names no partnership")
    if not _is_age_key(inner["age"]):
        raise _damaged("holds no key to send to")


def _trouble_with(text: str, *, needed: bool) -> str:
    """Why a text cannot stand on a card, as the end of a sentence; empty when it can."""
    if needed and not text:
        return "is missing"
    if len(text) > MOST_CHARACTERS:
        return f"is longer than {MOST_CHARACTERS} characters"
    if text != text.strip() or any(unicodedata.category(character) in _UNSHOWN for character in text):
        return "holds characters that cannot be seen"
    return ""


def _is_age_key(text: str) -> bool:
    import pyrage  # imported here, as in keys.py

    try:
        return str(pyrage.x25519.Recipient.from_str(text)) == text
    except pyrage.RecipientError:
        return False


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _canonical(value: object) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def _write(content: bytes, stream: BinaryIO) -> None:
    stream.write(content)


def _damaged(what: str) -> UserError:
    return UserError(
        "damaged-card",
        f"This card {what}.",
        "Ask for the card again, and send it another way. Nothing was changed.",
        exit_code=Exit.DAMAGED,
    )
