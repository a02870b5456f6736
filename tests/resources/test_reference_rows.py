"""The rows of the opening transaction: their identities never change."""

from __future__ import annotations

from collections import Counter
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

import pytest

from tests.resources.reference import by_id, read_again, rows

FIELDS = {
    "agreement": {"code", "title", "strapline", "owner", "starts_on", "ends_on", "status", "note"},
    "topic": {"agreement", "kind", "code", "label", "short_label", "note", "position", "owned_elsewhere"},
    "topic_mapping": {"source", "relation", "target", "note", "decided_by", "decided_on"},
    "area": {"gss_code", "name", "tier", "parent", "valid_from", "valid_to"},
    "partnership": {"code", "name"},
    "partnership_area": {"partnership", "area"},
    "organisation": {"name", "short_name", "kind"},
    "board": {"agreement", "label", "kind", "parent"},
    "board_ownership": {"topic", "board", "note"},
    "strategy": {"agreement", "title", "owner", "period", "status"},
    "research_item": {"agreement", "title", "stage"},
}
REFERENCES = {"agreement", "topic", "board", "source", "target", "parent", "partnership", "area"}


def test_counts_of_every_kind_of_row() -> None:
    assert Counter(row.entity for row in rows()) == {
        "agreement": 2,
        "topic": 54,
        "topic_mapping": 44,
        "area": 17,
        "partnership": 15,
        "partnership_area": 15,
        "organisation": 20,
        "board": 25,
        "board_ownership": 9,
        "strategy": 9,
        "research_item": 4,
    }


def test_rows_have_only_the_fields_of_their_table_and_no_empty_ones() -> None:
    for row in rows():
        assert set(row.fields) <= FIELDS[row.entity]
        assert all(type(value) in (str, int, bool, date) and value != "" for value in row.fields.values())


def test_ids_are_derived_from_entity_and_key() -> None:
    namespace = uuid5(NAMESPACE_URL, "csa-tracker:reference")
    assert all(row.id == str(uuid5(namespace, f"{row.entity}|{row.key}")) for row in rows())
    assert len(by_id()) == len(rows())


@pytest.mark.parametrize(
    ("entity", "key", "row_id"),
    [
        ("agreement", "csa-2025", "37163a89-5e34-5573-ab75-c361eec633e3"),
        ("topic", "csa-2017|domestic-abuse", "4172bffe-ae89-53b5-8a97-a5969e5a5a28"),
        ("topic", "csa-2025|domestic-abuse", "bdf21097-e22b-580c-84a4-cf0c877b6e0e"),
        (
            "topic_mapping",
            "csa-2017|road-safety|exact|csa-2025|road-safety",
            "d8b9b4a1-0e72-58dd-9474-8b6f9c04db95",
        ),
        ("topic_mapping", "||none|csa-2025|cyber-crime", "f7de8a1c-aed0-5e99-bea7-3e61ba28688d"),
        ("area", "E07000117", "eccd6647-3832-57fc-9bc5-5e6c9e3104e5"),
        ("area", "E23000003", "756b804a-9622-58d4-90e0-8d4d3841bf11"),
        ("partnership", "BUR", "e93d0038-c406-5643-be42-baef944e5b91"),
        ("partnership_area", "BUR|E07000117", "d9183d94-2da3-5eda-9ace-6984b92eed03"),
        ("organisation", "lancashire constabulary", "3479ed13-4bc8-5f29-9cc1-65b6f48dea40"),
        ("board", "csa-2025|GENGA /Serious Organised Crime", "13217aa4-a845-5d5f-b253-16c3b5fda66e"),
        (
            "board_ownership",
            "csa-2025|terrorism|Contest (Counter Terrorism) Board",
            "1c497126-1472-5fe1-ad20-8da3d03f620f",
        ),
        ("strategy", "csa-2017|Prevent", "ef4e2337-63dc-5454-9784-bdd3f0ccd879"),
        ("research_item", "csa-2025|VAWG", "38b596e4-e746-5601-970e-93b97ec70de1"),
    ],
)
def test_ids_that_plans_already_hold_stay_the_same(entity: str, key: str, row_id: str) -> None:
    assert {(row.entity, row.key) for row in rows() if row.id == row_id} == {(entity, key)}
    assert UUID(row_id).version == 5


def test_a_reference_names_a_row_that_comes_before_it() -> None:
    seen: set[object] = set()
    for row in rows():
        named = {value for field, value in row.fields.items() if field in REFERENCES}
        assert named <= seen, row.key
        seen.add(row.id)


def test_reading_twice_gives_the_same_rows_in_the_same_order() -> None:
    shapes = [[(row.entity, row.key, row.id, list(row.fields.items())) for row in read_again()] for _ in range(2)]
    assert shapes[0] == shapes[1]
