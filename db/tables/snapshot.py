"""Named moments of a plan, such as the position reported to a board."""

from __future__ import annotations

from db.tables.base import ViewRow


class Snapshot(ViewRow, table=True):
    """A named snapshot: `vector` is what the plan held (JSON text), `digest` the log digest it had."""

    name: str | None = None
    vector: str | None = None
    digest: str | None = None
