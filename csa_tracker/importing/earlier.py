"""What the labels of the 2017–18 agreement have become, by the crosswalk of the reference data."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import StringIO

from resources import read_text

_EARLIER = "csa-2017"
_CLOSENESS = ("exact", "close", "broad", "narrow", "related")


@dataclass(frozen=True, slots=True)
class Successor:
    """A topic of the later agreement: its code, how the two relate (SKOS), and what to mind."""

    code: str
    relation: str
    note: str


@lru_cache(maxsize=1)
def earlier_labels() -> Mapping[str, tuple[Successor, ...]]:
    """Exact label or short label of 2017–18 -> its successors, the closest relation first."""
    found: dict[str, list[Successor]] = {}
    for line in csv.DictReader(StringIO(read_text("reference/crosswalk.csv"))):
        if line["source_scheme"] == _EARLIER and line["target_code"]:
            later = Successor(line["target_code"], line["relation"], line["note"])
            found.setdefault(line["source_code"], []).append(later)
    for successors in found.values():
        successors.sort(key=lambda later: _CLOSENESS.index(later.relation))
    agreement = tomllib.loads(read_text(f"reference/{_EARLIER}.toml"))
    labels: dict[str, tuple[Successor, ...]] = {}
    for topics in agreement.values():
        for topic in topics if isinstance(topics, list) else ():
            for name in ("label", "short"):
                if name in topic and topic.get("code") in found:
                    labels.setdefault(topic[name], tuple(found[topic["code"]]))
    return labels


def is_certain(successors: list[Successor]) -> bool:
    """Whether one of them is meant beyond doubt: the exact one, or the only one that is more than related."""
    if not successors:
        return False
    return successors[0].relation == "exact" or (len(successors) == 1 and successors[0].relation != "related")
