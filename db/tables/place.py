"""Places and bodies: areas with their statistical codes, partnerships and organisations."""

from __future__ import annotations

import datetime as dt

from db.tables.base import ViewRow


class Area(ViewRow, table=True):
    """A place with its GSS code; validity dates let councils merge without rewriting old reports."""

    gss_code: str | None = None
    name: str | None = None
    tier: str | None = None
    parent: str | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None


class Partnership(ViewRow, table=True):
    """A community safety partnership and its three-letter code."""

    code: str | None = None
    name: str | None = None


class PartnershipArea(ViewRow, table=True):
    """One area a partnership covers."""

    __tablename__ = "partnership_area"

    partnership: str | None = None
    area: str | None = None


class Organisation(ViewRow, table=True):
    """An organisation that leads or helps; `kind` tells the responsible authorities apart."""

    name: str | None = None
    short_name: str | None = None
    kind: str | None = None
