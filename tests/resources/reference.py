"""Reads the rows of reference data through the build script that makes them (packaging/ is not a package)."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Protocol

SCRIPT = Path(__file__).parents[2] / "packaging" / "reference_rows.py"


class Row(Protocol):
    """The shape of a ReferenceRow."""

    @property
    def entity(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def fields(self) -> Mapping[str, str | int | bool | date]: ...


@cache
def rows() -> tuple[Row, ...]:
    """Every reference row, in the script's order, read afresh from the shipped files once a run."""
    return tuple(read_again())


def read_again() -> list[Row]:
    """Every reference row, through a fresh copy of the script."""
    spec = importlib.util.spec_from_file_location("reference_rows_under_test", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up by name
    spec.loader.exec_module(module)
    result: list[Row] = module.reference_rows()
    return result


def of(entity: str) -> list[Row]:
    """The rows of one entity, in order."""
    return [row for row in rows() if row.entity == entity]


def by_id() -> dict[str, Row]:
    """Every row by its id."""
    return {row.id: row for row in rows()}


def labels(agreement: str, kind: str) -> list[object]:
    """The exact labels of one kind of topic of one agreement, in order."""
    return [row.fields["label"] for row in topics(agreement, kind)]


def codes(agreement: str, kind: str) -> list[object]:
    """The codes of one kind of topic of one agreement, in order."""
    return [row.fields["code"] for row in topics(agreement, kind)]


def topics(agreement: str, kind: str) -> list[Row]:
    """One kind of topic of one agreement, in order of position."""
    found = [row for row in of("topic") if row.key.startswith(f"{agreement}|") and row.fields["kind"] == kind]
    return sorted(found, key=lambda row: int(str(row.fields["position"])))
