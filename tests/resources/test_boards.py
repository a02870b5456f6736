"""The partnerships and boards of both agreements, and who is suggested to own what."""

from __future__ import annotations

from tests.resources.reference import by_id, of

STATUTORY_STRATEGIC = [
    "Health and Wellbeing Board",
    "Children's Safeguarding Assurance Partnership/Adult Safeguarding Boards",
    "Lancashire Criminal Justice Board / Youth Justice Boards",
    "Violence Reduction Network",
    "Lancashire Domestic Abuse Partnership Board",
    "Contest (Counter Terrorism) Board",
    "Lancashire Drug and Alcohol Partnership",
]
OTHER = [
    "Lancashire Road Safety Partnership",
    "GENGA /Serious Organised Crime",
    "Pan Lancashire Contextual Safeguarding Board",
    "Pan Lancashire Domestic Abuse Steering Group",
    "Lancashire Strategic Hate Crime and Cohesion Group",
    "Pan Lancashire Anti-Slavery Partnership",
]


def _labels(agreement: str, kind: str) -> list[object]:
    boards = [row for row in of("board") if row.key.startswith(f"{agreement}|")]
    return [row.fields["label"] for row in boards if row.fields["kind"] == kind]


def test_the_boards_of_2025_are_complete_and_exact() -> None:
    assert _labels("csa-2025", "statutory_strategic") == STATUTORY_STRATEGIC
    assert _labels("csa-2025", "other") == OTHER
    assert _labels("csa-2025", "owner") == ["Lancashire Community Safety Partnership Board"]
    assert _labels("csa-2025", "local") == ["District Community Safety Partnership"]


def test_the_partnerships_named_in_2017_are_there() -> None:
    assert _labels("csa-2017", "owner") == ["Lancashire Chief Executives Group"]
    assert _labels("csa-2017", "other") == [
        "Safeguarding Boards",
        "Children and Young People's Trust",
        "Health and Wellbeing Board",
    ]


def test_a_line_that_names_two_bodies_has_both_below_it() -> None:
    bodies: dict[object, list[object]] = {}
    for row in of("board"):
        if "parent" in row.fields:
            parent = by_id()[str(row.fields["parent"])]
            assert parent.entity == "board"
            bodies.setdefault(parent.fields["label"], []).append(row.fields["label"])
    assert bodies == {
        "Children's Safeguarding Assurance Partnership/Adult Safeguarding Boards": [
            "Children's Safeguarding Assurance Partnership",
            "Adult Safeguarding Boards",
        ],
        "Lancashire Criminal Justice Board / Youth Justice Boards": [
            "Lancashire Criminal Justice Board",
            "Youth Justice Boards",
        ],
        "GENGA /Serious Organised Crime": ["GENGA", "Serious Organised Crime"],
    }


def test_ownership_is_only_a_suggestion_and_leaves_the_known_gaps() -> None:
    owned = set()
    for row in of("board_ownership"):
        topic, board = by_id()[str(row.fields["topic"])], by_id()[str(row.fields["board"])]
        assert row.fields["note"] == "Suggested, to be confirmed."
        owned.add((topic.fields["code"], board.fields["label"]))
    assert owned == {
        ("domestic-abuse", "Lancashire Domestic Abuse Partnership Board"),
        ("serious-violence", "Violence Reduction Network"),
        ("exploitation", "Pan Lancashire Contextual Safeguarding Board"),
        ("exploitation", "Pan Lancashire Anti-Slavery Partnership"),
        ("serious-organised-crime", "GENGA /Serious Organised Crime"),
        ("road-safety", "Lancashire Road Safety Partnership"),
        ("drugs-alcohol", "Lancashire Drug and Alcohol Partnership"),
        ("reducing-reoffending", "Lancashire Criminal Justice Board"),
        ("terrorism", "Contest (Counter Terrorism) Board"),
    }
