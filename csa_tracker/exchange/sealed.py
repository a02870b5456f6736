"""A transaction as it travels: its canonical bytes, and the values it commits to beside them."""

from __future__ import annotations

from typing import NamedTuple


class Sealed(NamedTuple):
    """What `db.log.transaction.read_transaction(body, values)` reads and verifies; nothing here is verified yet.

    `values` holds (salt of 16 bytes, canonical value text) for each operation in order, (None, None) once redacted.
    """

    body: bytes
    values: tuple[tuple[bytes | None, str | None], ...]
