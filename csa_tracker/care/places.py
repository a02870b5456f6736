"""Warn where a plan is in danger: synchronised folders, network shares, sticks, locks that do not lock."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from db.places import Place, place_of, synced_by

_KEEP_LOCAL = "Keep it on this computer, and share it with `csa-tracker backup` or by sending changes."


def place_warnings(path: Path, environment: Mapping[str, str] = os.environ) -> list[str]:
    """What people should know about the folder of the plan at `path`; empty for an ordinary folder."""
    folder = path.absolute().parent
    warnings = []
    client = synced_by(folder, environment)
    if client:
        warnings.append(f"This folder is synchronised by {client}, which can damage an open plan. {_KEEP_LOCAL}")
    place = place_of(folder)
    if place is Place.NETWORK:
        warnings.append(
            "This folder is on a network, where two people who open the plan at once can damage it. " + _KEEP_LOCAL
        )
    elif place is Place.REMOVABLE:
        warnings.append(
            "This folder is on a disk that can be unplugged. "
            "Close the plan before you take it out, and keep a backup elsewhere."
        )
    return warnings
