"""Checks of what a file claims to hold: whose it is, whole chains up to a signed end, nothing of another's making.

Everything here is refused as damaged (exit 50): a file that fails a check was not written by CSA Tracker as it stands.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from csa_tracker.exchange.cards import Card
from csa_tracker.exchange.head_signing import is_signed_by
from csa_tracker.exchange.refusals import damaged
from csa_tracker.exchange.sealed import Sealed
from db.exchange.ledger import HeadSignature, Stream, Vector
from db.exchange.streams import Link
from db.log.opening import OPENING_REPLICA
from db.log.transaction import DamagedTransaction, Transaction, read_transaction


def check_heads(heads: Iterable[HeadSignature], plan: str, cards: Mapping[str, Card]) -> None:
    """Refuse a signed end whose author has no card here, or did not sign it. `cards` by member id."""
    for head in heads:
        card = cards.get(head.member)
        if card is None:
            raise damaged("This file holds changes of somebody whose card is not in it.")
        if not is_signed_by(head, plan, card.signing):
            raise damaged("A signature in this file is not by the person it names.")


class ChainCheck:
    """Reads transactions and follows each stream; `finish` refuses what no signed end vouches for."""

    def __init__(
        self, heads: Sequence[HeadSignature], scopes: Iterable[str], link: Callable[[str], Link | None]
    ) -> None:
        """`link` gives the link of a transaction (id in hex) that is in the plan already, None for any other."""
        self._ends: dict[Stream, dict[str, HeadSignature]] = defaultdict(dict)
        for head in heads:
            self._ends[head.replica, head.scope][head.id] = head
        self._scopes = frozenset(scopes)
        self._link = link
        self._here: dict[str, str | None] = {}  # in the file and in the plan already: id -> the one before
        self._seen: dict[Stream, dict[str, str | None]] = defaultdict(dict)
        self._places: dict[str, int] = {}

    def read(self, sealed: Iterable[Sealed]) -> Iterator[Transaction]:
        """Each transaction that is new here, whole and in its place. Raises UserError for any other.

        One that is in the plan was checked when it came: its id is the hash of all it says.
        """
        for one in sealed:
            name = hashlib.sha256(one.body).hexdigest()
            known = self._link(name)
            if known is not None:
                self._here[name] = known.prev
                continue
            try:
                transaction = read_transaction(one.body, one.values)
            except DamagedTransaction as error:
                raise damaged("A change in this file does not match its seal.") from error
            self._follow(transaction)
            yield transaction

    def _follow(self, transaction: Transaction) -> None:
        stream = (transaction.replica, transaction.scope)
        name = transaction.id.hex()
        ends = self._ends.get(stream)
        if transaction.replica == OPENING_REPLICA or transaction.scope not in self._scopes or not ends:
            raise damaged("This file holds changes that it does not say it holds.")
        if any(head.member != transaction.member for head in ends.values()):
            raise damaged("This file holds changes under the name of somebody who did not make them.")
        seen = self._seen[stream]
        before = self._before(transaction.prev)
        if (before is None and transaction.seq == 1) or (before is not None and before + 1 != transaction.seq):
            raise damaged("The changes in this file do not follow one another.")
        head = ends.get(name)
        if head is not None and head.seq != transaction.seq:
            raise damaged("The changes in this file do not follow one another.")
        seen[name] = transaction.prev
        self._places[name] = transaction.seq

    def _before(self, prev: str | None) -> int | None:
        """The place of the transaction before, 0 for none; None when it is neither here nor in the file."""
        if prev is None:
            return 0
        known = self._link(prev) if prev not in self._places else None
        return known.seq if known is not None else self._places.get(prev)

    def finish(self) -> None:
        """Refuse the file when a transaction in it leads to no signed end. Raises UserError."""
        for stream, seen in self._seen.items():
            vouched: set[str] = set()
            for name in self._ends[stream]:
                at: str | None = name
                while at is not None and at not in vouched and (at in seen or at in self._here):
                    vouched.add(at)
                    at = seen[at] if at in seen else self._here[at]
            if not seen.keys() <= vouched:
                raise damaged("This file holds changes that nobody has signed.")


def beyond_revoked(transaction: Transaction, accepted: Mapping[str, Vector]) -> bool:
    """Whether a transaction is of a revoked member and later than what was accepted of them.

    `accepted` gives for each revoked member where their streams ended. The rule goes by the place in the stream alone,
    so it is the same whenever the file comes.
    """
    ends = accepted.get(transaction.member)
    if ends is None:
        return False
    end = ends.get((transaction.replica, transaction.scope))
    return end is None or transaction.seq > end[0]
