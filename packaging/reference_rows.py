"""The rows every plan starts with, read from resources/reference: what the frozen opening transaction is made of.

Run it to list them. It is used while building only; the app reads the frozen transaction.
"""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from resources import read_text

NAMESPACE: Final = uuid5(NAMESPACE_URL, "csa-tracker:reference")
AGREEMENTS: Final = ("csa-2017", "csa-2025")
TOPIC_KINDS: Final = ("key_issue", "theme", "cause", "factor", "determinant", "threat", "commitment")
SUGGESTED: Final = "Suggested, to be confirmed."

Value = str | int | bool | date


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """One row of reference data: `key` names it within its entity, `id` is derived from both, fields hold no None."""

    entity: str
    key: str
    id: str
    fields: Mapping[str, Value]


def row_id(entity: str, key: str) -> str:
    """Return the id of a reference row, the same in every plan: UUIDv5 of "entity|key" in NAMESPACE."""
    return str(uuid5(NAMESPACE, f"{entity}|{key}"))


def reference_rows() -> list[ReferenceRow]:
    """Return every reference row in a fixed order, each after the rows it refers to."""
    agreements = [tomllib.loads(read_text(f"reference/{code}.toml")) for code in AGREEMENTS]
    rows = [*_areas(), *_partnerships(), *_organisations()]
    for agreement in agreements:
        rows += [*_agreement(agreement), *_boards(agreement), *_papers(agreement)]
    rows += _crosswalk()
    return rows


def _row(entity: str, key: str, **fields: Value | None) -> ReferenceRow:
    present = {name: value for name, value in fields.items() if value is not None and value != ""}
    return ReferenceRow(entity, key, row_id(entity, key), present)


def _table(name: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(io.StringIO(read_text(f"reference/{name}.csv")))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _areas() -> Iterator[ReferenceRow]:
    for line in _table("areas"):
        yield _row(
            "area",
            line["gss_code"],
            gss_code=line["gss_code"],
            name=line["name"],
            tier=line["tier"],
            parent=row_id("area", line["parent"]) if line["parent"] else None,
            valid_from=_day(line["valid_from"]),
            valid_to=_day(line["valid_to"]),
        )


def _partnerships() -> Iterator[ReferenceRow]:
    for line in _table("partnerships"):
        code = line["code"]
        yield _row("partnership", code, code=code, name=line["name"])
        for gss in line["areas"].split():
            yield _row(
                "partnership_area",
                f"{code}|{gss}",
                partnership=row_id("partnership", code),
                area=row_id("area", gss),
            )


def _organisations() -> Iterator[ReferenceRow]:
    for line in _table("organisations"):
        yield _row(
            "organisation",
            line["name"].casefold(),
            name=line["name"],
            short_name=line["short_name"],
            kind=line["kind"],
        )


def _agreement(source: Mapping[str, Any]) -> Iterator[ReferenceRow]:
    code: str = source["code"]
    names = ("title", "strapline", "owner", "starts_on", "ends_on", "status", "note")
    yield _row("agreement", code, code=code, **{name: source[name] for name in names})
    for kind in TOPIC_KINDS:
        for position, topic in enumerate(source.get(kind, ()), start=1):
            yield _row(
                "topic",
                f"{code}|{topic['code']}",
                agreement=row_id("agreement", code),
                kind=kind,
                code=topic["code"],
                label=topic["label"],
                short_label=topic.get("short", topic["label"]),
                note=topic.get("note"),
                position=position,
                owned_elsewhere=topic.get("owned_elsewhere", False),
            )


def _boards(source: Mapping[str, Any]) -> Iterator[ReferenceRow]:
    code: str = source["code"]
    for board in source["board"]:
        yield from _board(code, board, kind=board["kind"])
        for body in board.get("bodies", ()):
            yield from _board(code, body, kind="constituent", parent=board["label"])


def _board(agreement: str, board: Mapping[str, Any], *, kind: str, parent: str = "") -> Iterator[ReferenceRow]:
    key = f"{agreement}|{board['label']}"
    yield _row(
        "board",
        key,
        agreement=row_id("agreement", agreement),
        label=board["label"],
        kind=kind,
        parent=row_id("board", f"{agreement}|{parent}") if parent else None,
    )
    for topic in board.get("owns", ()):
        yield _row(
            "board_ownership",
            f"{agreement}|{topic}|{board['label']}",
            topic=row_id("topic", f"{agreement}|{topic}"),
            board=row_id("board", key),
            note=SUGGESTED,
        )


def _papers(source: Mapping[str, Any]) -> Iterator[ReferenceRow]:
    code: str = source["code"]
    agreement = row_id("agreement", code)
    for paper in source.get("strategy", ()):
        yield _row("strategy", f"{code}|{paper['title']}", agreement=agreement, **paper)
    for item in source.get("research", ()):
        yield _row("research_item", f"{code}|{item['title']}", agreement=agreement, **item)


def _crosswalk() -> Iterator[ReferenceRow]:
    for line in _table("crosswalk"):
        source_scheme, source_code = line["source_scheme"], line["source_code"]
        target_scheme, target_code = line["target_scheme"], line["target_code"]
        yield _row(
            "topic_mapping",
            f"{source_scheme}|{source_code}|{line['relation']}|{target_scheme}|{target_code}",
            source=_end(source_scheme, source_code),
            relation=line["relation"],
            target=_end(target_scheme, target_code),
            note=line["note"],
            decided_by=line["decided_by"],
            decided_on=_day(line["decided_on"]),
        )


def _end(scheme: str, code: str) -> str | None:
    """Return the row at one end of a mapping: a topic, or with "agreement/entity" as scheme another kind of row."""
    if not scheme:
        return None
    agreement, _, entity = scheme.partition("/")
    if entity == "agreement":
        return row_id("agreement", code)
    return row_id(entity or "topic", f"{agreement}|{code}")


if __name__ == "__main__":
    for row in reference_rows():
        print(row.id, row.entity, row.key)
