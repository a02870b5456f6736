"""What every view table has, and the registry of entities the materialiser fills."""

from __future__ import annotations

from sqlalchemy import Table
from sqlmodel import Field, SQLModel


class ViewRow(SQLModel):
    """A row of a view: its identity, who may see it, and whether it is in the Bin.

    `created_hlc` is the smallest clock value of the row's operations; its upper bits are milliseconds since 1970 (UTC).
    """

    id: str = Field(primary_key=True)
    scope: str
    deleted: bool = False
    created_hlc: int = 0


FIXED_COLUMNS = frozenset(ViewRow.model_fields)


class LinkRow(ViewRow):
    """A link between two rows. `in_` (log field `_in`) is true while the link holds; adding wins over removing."""

    in_: bool | None = None


def view_tables() -> dict[str, Table]:
    """Every view table by entity name."""
    return dict(SQLModel.metadata.tables)
