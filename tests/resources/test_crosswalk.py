"""The mapping from the agreement of 2017 to that of 2025: a proposal, in SKOS directions."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.resources.reference import Row, by_id, of

RELATIONS = {"exact", "close", "broad", "narrow", "related", "none"}


def _end(row: Row, side: str) -> Row | None:
    return by_id()[str(row.fields[side])] if side in row.fields else None


def _from(code: str) -> set[tuple[object, str]]:
    found: set[tuple[object, str]] = set()
    for row in of("topic_mapping"):
        source, target = _end(row, "source"), _end(row, "target")
        if source is not None and source.key == f"csa-2017|{code}":
            found.add((row.fields["relation"], target.key.removeprefix("csa-2025|") if target else ""))
    return found


def test_every_end_is_a_row_and_every_relation_a_known_word() -> None:
    for row in of("topic_mapping"):
        ends = [_end(row, "source"), _end(row, "target")]
        assert row.fields["relation"] in RELATIONS
        assert (None in ends) == (row.fields["relation"] == "none")
        assert any(ends)


def test_mappings_run_from_the_older_to_the_newer_agreement() -> None:
    for row in of("topic_mapping"):
        source, target = _end(row, "source"), _end(row, "target")
        assert source is None or source.key.startswith("csa-2017")
        assert target is None or target.key.startswith("csa-2025")


@pytest.mark.parametrize(
    ("code", "successors"),
    [
        (
            "violence-against-the-person",
            {
                ("narrow", "serious-violence"),
                ("related", "violence-against-women-and-girls"),
                ("related", "domestic-abuse"),
            },
        ),
        ("domestic-abuse", {("exact", "domestic-abuse"), ("related", "violence-against-women-and-girls")}),
        ("child-sexual-exploitation", {("broad", "exploitation")}),
        ("anti-social-behaviour", {("exact", "anti-social-behaviour")}),
        ("road-safety", {("exact", "road-safety")}),
        ("drug-supply", {("broad", "serious-organised-crime"), ("related", "drugs-alcohol")}),
        ("violence-between-groups", {("broad", "serious-violence"), ("related", "serious-organised-crime")}),
        ("exploitation-of-vulnerable-people", {("close", "exploitation")}),
        ("alcohol-misuse", {("broad", "drugs-alcohol")}),
        ("drug-misuse", {("broad", "drugs-alcohol")}),
        ("previous-offending", {("close", "reducing-reoffending")}),
        (
            "deprivation",
            {("narrow", "income"), ("narrow", "unemployment"), ("narrow", "housing"), ("narrow", "education")},
        ),
        ("social-inequality", {("related", "communities"), ("related", "public-health-approach")}),
        ("poor-mental-health", {("close", "mental-health")}),
        ("partnership-collaboration", {("close", "partnership-collaboration")}),
        ("local-authority-links", {("exact", "local-authority-links")}),
        ("police-and-crime-plan", {("exact", "police-and-crime-plan")}),
        ("early-help", {("broad", "preventative-early-help")}),
        ("commissioning-and-feedback", {("none", "")}),
        ("intelligence-assessments", {("close", "research")}),
        ("what-works", {("none", "")}),
        ("information-sharing", {("close", "information-sharing")}),
        ("Hate Crime Strategy (draft)", {("related", "Lancashire Strategic Hate Crime and Cohesion Group")}),
        ("Prevent", {("close", "terrorism")}),
    ],
)
def test_successors_of_the_older_agreement(code: str, successors: set[tuple[str, str]]) -> None:
    assert _from(code) == successors


def test_every_topic_of_2017_says_what_became_of_it() -> None:
    mapped = {row.fields["source"] for row in of("topic_mapping") if "source" in row.fields}
    assert [row.key for row in of("topic") if row.key.startswith("csa-2017|") and row.id not in mapped] == []


def test_what_is_new_in_2025_is_listed_as_new() -> None:
    new = {
        target.fields["code"]
        for row in of("topic_mapping")
        if "source" not in row.fields and (target := _end(row, "target"))
    }
    assert new == {
        "violence-against-women-and-girls",
        "cyber-crime",
        "vulnerability-resilience",
        "prevention-early-intervention",
        "public-health-approach",
        "data-sharing-feedback",
        "lived-experience",
        "governance-review",
        "community-engagement",
    }


def test_two_mappings_speak_of_the_older_agreement_as_a_whole() -> None:
    whole = [row for row in of("topic_mapping") if (source := _end(row, "source")) and source.entity == "agreement"]
    assert [(row.fields["relation"], target.key) for row in whole if (target := _end(row, "target"))] == [
        ("close", "csa-2025|serious-organised-crime"),
        ("related", "csa-2025|vulnerability-resilience"),
    ]


def test_nobody_has_decided_a_mapping_yet_and_none_is_said_twice() -> None:
    assert not any({"decided_by", "decided_on"} & set(row.fields) for row in of("topic_mapping"))
    pairs = Counter((row.fields.get("source"), row.fields.get("target")) for row in of("topic_mapping"))
    assert max(pairs.values()) == 1
