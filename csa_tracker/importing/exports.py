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

    `drops` are words that take a row out of use: heading -> the word and the reason. `second` are the headings of a
    further table that is not about actions (GanttProject's resources); an `indented` one ends at a filled first column,
    and its rows are milestones of the action above where `steps` say so (plain heading -> field of a milestone).
    """

    name: str
    needs: frozenset[str]
    fields: Mapping[str, str]
    conventions: Mapping[str, str] = field(default_factory=dict)
    drops: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    second: tuple[str, ...] = ()
    indented: bool = False
    steps: Mapping[str, str] = field(default_factory=dict)

    def field_of(self, plain: str) -> str | None:
        """What a heading means, by its name or by its ending ("*-points"); None for an unknown one."""
        if plain in self.fields:
            return self.fields[plain]
        endings = (heading for heading in self.fields if heading.startswith("*"))
        return next((self.fields[ending] for ending in endings if plain.endswith(ending[1:])), None)


@lru_cache(maxsize=1)
def known_exports() -> tuple[Export, ...]:
    """All of them, the ones to be tried first in front."""
    table = tomllib.loads(read_text("reference/exports.toml"))["export"]
    return tuple(
        Export(
            one["name"],
            frozenset(map(plain_heading, one["needs"])),
            {_key(heading): meaning for heading, meaning in one["fields"].items()},
            one.get("conventions", {}),
            {plain_heading(heading): (word, reason) for heading, (word, reason) in one.get("drops", {}).items()},
            tuple(map(plain_heading, one.get("second", {}).get("headings", ()))),
            one.get("second", {}).get("indented", False),
            {plain_heading(heading): meaning for heading, meaning in one.get("second", {}).get("steps", {}).items()},
        )
        for one in table
    )


def _key(heading: str) -> str:
    return f"*{plain_heading(heading[1:])}" if heading.startswith("*") else plain_heading(heading)


def export_of(plain: Sequence[str]) -> Export | None:
    """The program whose headings these are (as `plain_heading` gives them), or None."""
    there = frozenset(plain)
    if len(there) < 2:
        return None
    return next((export for export in known_exports() if export.needs <= there), None)
