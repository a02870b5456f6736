"""The papers this product makes, by the name typed on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

REPORTS: Mapping[str, str] = MappingProxyType({"board": "Board progress report"})
"""Name -> title of every report, in the order of `report list`."""
