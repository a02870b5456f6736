"""Spreadsheets that other programs write, known by their headings (resources/reference/exports.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from csa_tracker.importing.headings import plain_heading
from resources import read_text

KEEP_IN_DESCRIPTION = "keep"
"""Stands in the table for a column whose words are added to the description."""


@dataclass(frozen=True, slots=True)
class Export:
    """A program's spreadsheet: `needs` and `fields` by plain heading; a field "" leaves the column out.

    `second` are the headings of a further table below that is not about actions (GanttProject's resources).
    """

    name: str
    needs: frozenset[str]
    fields: Mapping[str, str]
    conventions: Mapping[str, str] = field(default_factory=dict)
    second: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def known_exports() -> tuple[Export, ...]:
    """All of them, the ones to be tried first in front."""
    table = tomllib.loads(read_text("reference/exports.toml"))["export"]
    return tuple(
        Export(
            one["name"],
            frozenset(map(plain_heading, one["needs"])),
            {plain_heading(heading): meaning for heading, meaning in one["fields"].items()},
            one.get("conventions", {}),
            tuple(map(plain_heading, one.get("second", ()))),
        )
        for one in table
    )


def export_of(plain: Sequence[str]) -> Export | None:
    """The program whose headings these are (as `plain_heading` gives them), or None."""
    there = frozenset(plain)
    if len(there) < 3:
        return None
    return next((export for export in known_exports() if export.needs <= there), None)
