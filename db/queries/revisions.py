"""When each row was written last: what a calendar needs to know which of two copies is newer."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection

from db.log.clock import instant_of


def last_written(connection: Connection) -> dict[str, dt.datetime]:
    """The instant (aware, UTC) of the latest change of each action and milestone, by row id; alike in every office."""
    found = connection.exec_driver_sql(
        "SELECT row, max(hlc) FROM op WHERE entity IN ('action', 'milestone') GROUP BY row"
    )
    return {str(row): instant_of(hlc) for row, hlc in found}
