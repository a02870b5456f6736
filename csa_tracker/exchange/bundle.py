"""Bundles (`.cspx`): what one member sends to others. Bytes only; docs/exchange-format.md says every one of them."""

from __future__ import annotations

import datetime as dt
import io
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, Self

from csa_tracker.exchange import manifest as manifests
from csa_tracker.exchange.cards import Card, card_from_bytes
from csa_tracker.exchange.envelope import seal, unseal
from csa_tracker.exchange.head_signing import head_from_bytes, head_to_bytes
from csa_tracker.exchange.manifest import Claims, Manifest, Sender, Signed
from csa_tracker.exchange.payload import PayloadReader, write_payload
from csa_tracker.exchange.refusals import UnknownSender, damaged, needs_newer, not_for_me
from db.exchange.ledger import HeadSignature, Vector
from db.files import refusing_file_errors

if TYPE_CHECKING:
    from csa_tracker.exchange.keys import Keys
    from csa_tracker.exchange.sealed import Sealed

BUNDLE_SUFFIX = ".cspx"
_NAMED = 3
_CODE_CHARACTERS = 20


class Recipient(NamedTuple):
    """For whom a bundle is: member id, and the public age key (age1…) it is encrypted to."""

    member: str
    age: str


def bundle_name(sender: str, recipients: Sequence[str], at: dt.datetime, bundle_id: str) -> str:
    """A file name from partnership codes, an instant and the bundle's id: PEN-to-PAN-20261122T1031-ab12.cspx."""
    codes = list(dict.fromkeys(map(_safe, recipients)))
    to = "-".join(codes) if 0 < len(codes) <= _NAMED else f"{len(codes)}-partners"
    return f"{_safe(sender)}-to-{to}-{at:%Y%m%dT%H%M}-{bundle_id[:4]}{BUNDLE_SUFFIX}"


def _safe(code: str) -> str:
    return re.sub("[^A-Z0-9]", "", code.upper())[:_CODE_CHARACTERS] or "PLAN"


def write_bundle(
    target: Path,
    *,
    keys: Keys,
    plan: str,
    replica: str,
    bundle_id: str,
    created_hlc: int,
    app_version: str,
    schema_version: int,
    kind: str,
    scopes: Iterable[str],
    base: Vector,
    have: Vector,
    prev_bundle: str | None,
    recipients: Sequence[Recipient],
    cards: Iterable[bytes],
    head_signatures: Iterable[HeadSignature],
    transactions: Iterable[Sealed],
) -> Manifest:
    """Write a bundle to `target`, wholly or not at all, and return what it says about itself.

    `cards` are cards' bytes, the sender's own among them; each stream's transactions come in ascending seq and are
    taken one at a time. Raises UserError when the folder or disk refuses or a limit that readers keep to is passed.
    """
    with refusing_file_errors(target), tempfile.TemporaryFile() as payload:
        heads = (head_to_bytes(plan, head) for head in head_signatures)
        packed = write_payload(payload, cards=cards, heads=heads, transactions=transactions)
        manifest = Manifest(
            format=manifests.FORMAT,
            plan=plan,
            bundle_id=bundle_id,
            created_hlc=created_hlc,
            app_version=app_version,
            schema_version=schema_version,
            min_reader=manifests.READER,
            sender=Sender(keys.member, replica),
            recipients=tuple(sorted({recipient.member for recipient in recipients})),
            kind=kind,
            scopes=tuple(sorted(set(scopes))),
            base=base,
            have=have,
            prev_bundle=prev_bundle,
            **packed._asdict(),
        )
        start = io.BytesIO()
        manifests.write_signed(start, manifest, keys)
        payload.seek(0)
        start.seek(0)
        seal(target, _OneAfterTheOther(start, payload), sorted({recipient.age for recipient in recipients}))
    return manifest


class _OneAfterTheOther:
    """Reads one stream to its end and then the next."""

    def __init__(self, *streams: BinaryIO) -> None:
        self._streams = streams

    def read(self, size: int = -1, /) -> bytes:
        return next((content for stream in self._streams if (content := stream.read(size))), b"")


class OpenedBundle:
    """A bundle whose signature, addressees and payload hash have been checked. Close it, or use it with `with`."""

    def __init__(self, inner: BinaryIO, signed: Signed) -> None:
        self.manifest = manifests.from_bytes(signed.content)
        self._inner = inner
        self._payload = PayloadReader(inner, inner.tell(), self.manifest)
        self._payload.refuse_changed()
        cards, heads = self._payload.read_before()
        self._cards = tuple(map(card_from_bytes, cards))
        self._heads = tuple(self._head(content) for content in heads)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Remove the decrypted content from the disk."""
        self._inner.close()

    def cards(self) -> tuple[Card, ...]:
        """The cards inside, each signed by its own key; whether to trust one is for a person to say."""
        return self._cards

    def head_signatures(self) -> tuple[HeadSignature, ...]:
        """Signed ends of streams of this plan; `head_signing.is_signed_by` says whether an author signed one."""
        return self._heads

    def transactions(self) -> Iterator[Sealed]:
        """Each transaction in turn, from the first, at every call; nothing is known to be whole before the last.

        Raises UserError (exit 50) while it goes on.
        """
        return self._payload.transactions()

    def sender_card(self) -> Card | None:
        """The sender's own card among the cards."""
        return next((card for card in self._cards if card.member == self.manifest.sender.member), None)

    def _head(self, content: bytes) -> HeadSignature:
        try:
            return head_from_bytes(content, self.manifest.plan)
        except ValueError as error:
            raise damaged("A signature in this file is not in the form that CSA Tracker writes.") from error


@dataclass(frozen=True, slots=True)
class Inspected:
    """What can be said of a bundle without its plan. `size` in bytes.

    `sender` is the sender's card from the bundle itself, whose key signed it; None when it is not inside, and then
    nobody has vouched for anything the manifest says.
    """

    manifest: Manifest
    sender: Card | None
    cards: tuple[Card, ...]
    size: int


def open_bundle(path: Path, keys: Keys, *, sender_key: Callable[[str], bytes | None]) -> OpenedBundle:
    """Open a bundle after every check that needs no plan, in the order of docs/exchange-format.md.

    `sender_key` gives the public signing key of a member id, or None for one who is not known. Whether the plan is the
    caller's own, it checks itself. Raises UserError: damaged (exit 50), not for these keys (60), from a newer version
    (30); UnknownSender (40) with the sender's card.
    """
    inner = unseal(path, keys)
    try:
        signed = manifests.read_signed(inner)
        claims = manifests.read_claims(signed.content)
        public = sender_key(claims.sender)
        if public is None:
            raise _unknown(inner, signed, claims)
        _refuse_other_signer(signed, public)
        _refuse_others(claims, keys)
        return OpenedBundle(inner, signed)
    except BaseException:
        inner.close()
        raise


def inspect_bundle(path: Path, keys: Keys) -> Inspected:
    """Look at a bundle without a plan; nobody's key need be known. Raises UserError as `open_bundle`."""
    with unseal(path, keys) as inner:
        signed = manifests.read_signed(inner)
        _refuse_others(manifests.read_claims(signed.content), keys)
        bundle = OpenedBundle(inner, signed)
        sender = bundle.sender_card()
        if sender is not None:
            _refuse_other_signer(signed, sender.signing)
        return Inspected(bundle.manifest, sender, bundle.cards(), path.stat().st_size)


def _refuse_other_signer(signed: Signed, public: bytes) -> None:
    if not signed.is_signed_by(public):
        raise damaged("This file is not signed by the partner it says it comes from.")


def _refuse_others(claims: Claims, keys: Keys) -> None:
    """Who decrypts a file need not be whom the sender meant: a recipient may have passed it on."""
    if keys.member not in claims.recipients:
        raise not_for_me()
    if claims.min_reader > manifests.READER:
        raise needs_newer()


def _unknown(inner: BinaryIO, signed: Signed, claims: Claims) -> UnknownSender:
    """The refusal of a stranger's bundle, with the card of the same hand where this version can read it."""
    if claims.min_reader > manifests.READER:
        return UnknownSender(claims.sender, None)
    card = OpenedBundle(inner, signed).sender_card()
    if card is not None:
        _refuse_other_signer(signed, card.signing)
    return UnknownSender(claims.sender, card)
