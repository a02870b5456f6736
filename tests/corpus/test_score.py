"""The score counts as a person would: a perfect import is all right, and no silent mistake hides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.corpus.catalogue import CASES
from tests.corpus.engine import Asked, Outcome, Told
from tests.corpus.score import answer_of, score
from tests.corpus.truth import ANY, FIELDS, Case, Question, Seen, Stone

ACTION = Seen(
    2, "Light the path", key_issue="road-safety", lead="Lancashire Constabulary", lead_role="Sergeant",
    start="2026-04-01", due="2027-03-04", status="in_progress", rag="green", updates=(("2026-09-18", "Lamps ordered"),),
    milestones=(Stone("Survey", "2026-06-30"),),
)  # fmt: skip
CASE = Case("one.xlsx", "one action", Path.touch, (ACTION,))
ROW = Told(2, "new", ())


def as_imported(action: Seen) -> dict[str, Any]:
    """An action of the plan exactly as the truth says."""
    got: dict[str, Any] = {name: getattr(action, name) or None for name in FIELDS}
    got = {name: "answered" if value == ANY else value for name, value in got.items()}
    got["updates"] = [
        (f"{day}-15" if day and len(day) == 7 else day or "2026-10-02", text) for day, text in action.updates
    ]
    got["milestones"] = [(stone.title, stone.due or None, stone.done or None) for stone in action.milestones]
    return got


def perfect(case: Case) -> Outcome:
    """What an import makes of a case that understands everything and asks only what it must."""
    rows = [Told(action.row, "new", ()) for action in case.actions]
    rows += [Told(gone.row, "cannot", (gone.why,)) for gone in case.gone]
    asks = [
        Asked(f"{number}", one.field, frozenset(one.rows), one.why, ("first", *one.answers))
        for number, one in enumerate(case.questions)
        if one.must
    ]
    return Outcome(rows, asks, [as_imported(action) for action in case.actions])


def imported(**changed: Any) -> Outcome:  # noqa: ANN401
    return Outcome([ROW], [], [as_imported(ACTION) | changed])


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_perfect_import_of_each_file_is_right_or_asked_throughout(case: Case) -> None:
    result = score(case, perfect(case))
    assert (result.wrong, result.missed, result.needless, result.silent.total()) == (0, 0, 0, 0), result.notes
    assert result.right


def test_the_questions_that_must_be_put_are_one_cell_in_twenty_at_most() -> None:
    results = [score(case, perfect(case)) for case in CASES]
    assert sum(one.asked for one in results) <= 0.05 * sum(
        one.cells for one in results if one.case != "plan_of_300_rows"
    )


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"due": "2027-04-03"}, "dates"), ({"start": "2026-01-04"}, "dates"), ({"rag": "red"}, "ratings"),
        ({"status": "complete"}, "ratings"), ({"lead": "Chorley Council"}, "leads"),
        ({"lead_role": "J. Smith"}, "leads"),
        ({"updates": [("2026-09-19", "Lamps ordered")]}, "dates"),
        ({"milestones": [("Survey", "2026-06-29", None)]}, "dates"),
    ],
)  # fmt: skip
def test_a_wrong_date_rating_or_lead_that_nobody_asked_about_is_silent(changed: Mapping[str, Any], kind: str) -> None:
    result = score(CASE, imported(**changed))
    assert result.silent[kind] == 1
    assert result.wrong == 1


def test_an_invented_date_rating_or_lead_is_silent_too() -> None:
    bare = replace(CASE, actions=(Seen(2, "Light the path"),))
    result = score(bare, imported())
    assert [result.silent[kind] for kind in ("dates", "ratings", "leads")] == [2, 2, 2]


def test_what_is_left_blank_is_missed_and_not_silent() -> None:
    result = score(CASE, imported(due=None))
    assert (result.missed, result.wrong, result.silent.total()) == (1, 0, 0)


def test_a_question_that_the_file_answers_is_needless_and_a_fair_one_is_not() -> None:
    outcome = imported()
    outcome.asks = [Asked("1", "due", frozenset({2}), "When?", ("4 March 2027", "3 April 2027"))]
    fair = replace(CASE, questions=(Question("due", ("4 march",), "either way"),))
    assert [score(case, outcome).needless for case in (CASE, fair)] == [1, 0]
    assert score(fair, outcome).asked == 1
    assert answer_of(fair, outcome.asks[0]) == "4 March 2027"


def test_a_question_whose_answer_leads_elsewhere_is_wrong_but_not_silent() -> None:
    outcome = imported(due="2027-04-03")
    outcome.asks = [Asked("1", "due", frozenset(), "When?", ("3 April 2027",))]
    result = score(CASE, outcome)
    assert (result.wrong, result.silent.total()) == (1, 0)


def test_a_guess_is_wrong_where_a_question_had_to_be_put_even_if_it_hits() -> None:
    case = replace(CASE, questions=(Question("due", ("4 march",), "either way", must=True),))
    result = score(case, imported())
    assert (result.wrong, result.silent["dates"]) == (1, 1)


def test_an_action_nobody_wrote_is_wrong_and_a_lost_one_is_missed() -> None:
    more = imported()
    more.actions.append(as_imported(Seen(3, "Total actions: 1")))
    assert score(CASE, more).wrong == 1
    assert score(CASE, Outcome()).missed == 10  # every cell that the truth names


def test_a_row_left_out_must_be_told_with_its_number() -> None:
    [case] = [one for one in CASES if one.name == "dates_impossible"]
    outcome = perfect(case)
    outcome.rows = [row for row in outcome.rows if row.row != 3]
    assert score(case, outcome).missed == 1


def test_another_name_of_the_same_body_is_right() -> None:
    assert not score(CASE, imported(lead="Police")).wrong
