"""What every plan starts with: one frozen id, and the lists it holds."""

from __future__ import annotations

import importlib.util
from collections import Counter
from pathlib import Path

import orjson
import pytest

from db.log.opening import OPENINGS, make_opening, opening_bytes, opening_transactions
from resources import read_bytes
from tests.resources.reference import read_again

OPENING_ID = "0dd25c61a3f936ea6dc5c1dd3d98fa5d1b63a8f53c8f86816a8df989e3f259d3"

KEY_ISSUES = [
    "Domestic Abuse",
    "Violence Against Women and Girls",
    "Serious Violence (including gun and gang crime, and knife crime)",
    "Exploitation – criminal and sexual",
    "Serious Organised Crime",
    "Road Safety",
    "Anti-Social Behaviour",
    "Cyber Crime",
    "Terrorism",
]
THEMES = [
    "reducing vulnerability and building resilience",
    "prevention and early intervention",
    "reducing reoffending",
    "public health approach",
    "improving mental health",
    "tackling drug and alcohol abuse",
    "data, information sharing and community feedback",
    "drawing on community and lived experience to plan and develop our services",
]
COUNTS = {
    "area": 17, "partnership": 15, "partnership_area": 15, "organisation": 20, "agreement": 2, "topic": 54, "board": 25,
    "strategy": 9, "board_ownership": 9, "research_item": 4, "topic_mapping": 44,
}  # fmt: skip
TOPICS = {"key_issue": 14, "factor": 3, "determinant": 3, "threat": 3, "commitment": 16, "theme": 8, "cause": 7}


def rows() -> dict[str, dict[str, dict[str, object]]]:
    """Fields by row id by entity, read from the operations of the opening."""
    found: dict[str, dict[str, dict[str, object]]] = {}
    for transaction in opening_transactions():
        for op in transaction.operations:
            assert op.value is not None
            found.setdefault(op.entity, {}).setdefault(op.row, {})[op.field] = orjson.loads(op.value)
    return found


def topics(agreement: str, kind: str) -> list[dict[str, object]]:
    """Topics of one kind of an agreement, in order."""
    all_rows = rows()
    (owner,) = (row for row, fields in all_rows["agreement"].items() if fields["code"] == agreement)
    ours = [f for f in all_rows["topic"].values() if f["agreement"] == owner and f["kind"] == kind]
    return sorted(ours, key=lambda fields: int(str(fields["position"])))


def test_the_first_opening_is_the_one_every_plan_holds() -> None:
    assert OPENINGS["0001.json"] == OPENING_ID
    (opening,) = opening_transactions()
    assert opening.id.hex() == OPENING_ID
    assert (opening.replica, opening.scope, opening.seq, opening.prev, opening.hlc) == (
        "da697373404b8c6cc8f1a53bfb925dd2", "shared", 1, None, 1,
    )  # fmt: skip


def test_the_reference_files_still_make_the_frozen_bytes() -> None:
    assert opening_bytes(make_opening(read_again())) == read_bytes("opening/0001.json")


def test_an_opening_is_never_sealed_twice(tmp_path: Path) -> None:
    script = Path(__file__).parents[2] / "packaging" / "make_opening.py"
    spec = importlib.util.spec_from_file_location("make_opening_under_test", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with pytest.raises(SystemExit, match="frozen"):
        module.main("0001.json")
    assert list(tmp_path.iterdir()) == []


def test_a_plan_starts_with_these_rows() -> None:
    assert {entity: len(found) for entity, found in rows().items()} == COUNTS


def test_the_key_issues_of_the_agreement_in_force_are_exact_and_in_order() -> None:
    assert [issue["label"] for issue in topics("csa-2025", "key_issue")] == KEY_ISSUES


def test_terrorism_alone_is_owned_elsewhere_and_says_by_whom() -> None:
    elsewhere = [issue for issue in topics("csa-2025", "key_issue") if issue["owned_elsewhere"]]
    assert [issue["code"] for issue in elsewhere] == ["terrorism"]
    assert str(elsewhere[0]["note"]).startswith("Terrorism is also a key issue that is referenced in the CSA – however")


def test_the_agreements_lists_have_their_lengths() -> None:
    kinds = Counter(str(fields["kind"]) for fields in rows()["topic"].values())
    assert [theme["label"] for theme in topics("csa-2025", "theme")] == THEMES
    assert kinds == TOPICS


def test_the_fifteen_partnerships_have_their_codes() -> None:
    codes = {str(fields["code"]) for fields in rows()["partnership"].values()}
    assert codes == {
        "BUR", "CHO", "FYL", "HYN", "LNC", "PEN", "PRE", "RIB", "ROS", "SRI", "WLA", "WYR", "BWD", "BPL", "PAN",
    }  # fmt: skip


def test_every_row_that_names_another_names_one_that_is_there() -> None:
    known = {row for found in rows().values() for row in found}
    references = {"agreement", "parent", "partnership", "area", "topic", "board", "source", "target"}
    missing = [
        (entity, field, value)
        for entity, found in rows().items()
        for fields in found.values()
        for field, value in fields.items()
        if field in references and isinstance(value, str) and len(value) == 36 and value not in known
    ]
    assert missing == []
