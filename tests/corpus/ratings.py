"""Ratings and status: words, letters, numbers, colour alone, keys in the file, percent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.corpus.book import AMBER, BLUE, GREEN, GREY, RED, YELLOW, Cell, Sheet, day, write_book
from tests.corpus.truth import ANY, Case, Question, Seen
from tests.corpus.words import IDEAS, cells, seen

SHOWN = "title issue lead"
DUE = "2027-03-31"


def _rated(
    file: str,
    mess: str,
    headings: Sequence[object],
    ratings: Sequence[tuple[Sequence[object], dict[str, Any]]],
    *,
    first: int = 0,
    above: Sequence[Sequence[object]] = (),
    more_sheets: Sequence[Sheet] = (),
    questions: tuple[Question, ...] = (),
) -> Case:
    """A plan whose last columns are the ratings: for each action its cells and what they say."""
    ideas = IDEAS[first : first + len(ratings)]
    rows: list[Sequence[object]] = [*above, ["Action", "Key issue", "Lead", "Due date", *headings]]
    top = len(rows) + 1
    rows += [cells(idea, SHOWN, day(DUE), *told[0]) for idea, told in zip(ideas, ratings, strict=True)]
    return Case(
        file,
        mess,
        lambda path: write_book(path, Sheet("Plan", rows), *more_sheets),
        tuple(seen(idea, top + at, "issue lead", due=DUE, **ratings[at][1]) for at, idea in enumerate(ideas)),
        questions,
    )


def words_and_letters() -> Case:
    told: list[tuple[list[object], dict[str, Any]]] = [
        (["Green"], {"rag": "green"}), (["A"], {"rag": "amber"}), (["r "], {"rag": "red"}),
        (["A/🟠"], {"rag": "amber"}),
        (["🟢"], {"rag": "green"}), (["AMBER – at risk"], {"rag": "amber"}), (["B"], {"status": "complete"}),
        (["Blue (complete)"], {"status": "complete"}), ([None], {}), (["-"], {}),
    ]  # fmt: skip
    return _rated(
        "ratings_words_and_letters.xlsx",
        "Ratings as words, letters, dots ('A/🟠'), with remarks, with spaces; blue means complete",
        ["RAG"],
        told,
    )


def numbers_with_key() -> Case:
    key = [["Key: 1 = Red (off track), 2 = Amber (at risk), 3 = Green (on track), 4 = Blue (complete)"], []]
    told: list[tuple[list[object], dict[str, Any]]] = [
        ([3], {"rag": "green"}), ([2], {"rag": "amber"}), ([1], {"rag": "red"}), ([4], {"status": "complete"}),
        (["3"], {"rag": "green"}),
    ]  # fmt: skip
    return _rated(
        "ratings_numbers_with_key.xlsx",
        "Ratings are the numbers 1 to 4, explained above the headings; one is stored as text",
        ["RAG rating"], told, first=5, above=key,
        questions=(Question("rag", ("as the key", "red", "key"), "Numbers stand for ratings"),
                   Question("status", ("complete",), "4 is complete")),
    )  # fmt: skip


def colour_with_key() -> Case:
    key: list[list[object]] = [
        ["Action plan"],
        [Cell("Off track", fill=RED), Cell("At risk", fill=AMBER), Cell("On track", fill=GREEN),
         Cell("Complete", fill=BLUE)],
        [],
    ]  # fmt: skip
    told: list[tuple[list[object], dict[str, Any]]] = [
        ([Cell(None, fill=GREEN)], {"rag": "green"}), ([Cell(None, fill=AMBER)], {"rag": "amber"}),
        ([Cell(None, fill=RED)], {"rag": "red"}), ([Cell(None, fill=BLUE)], {"status": "complete"}),
        ([None], {}),
    ]  # fmt: skip
    return _rated(
        "ratings_colour_with_key.xlsx",
        "The colour of an empty cell is the only rating; a key above the table says what colours mean",
        ["RAG"], told, first=10, above=key,
    )  # fmt: skip


def colour_without_key() -> Case:
    told: list[tuple[list[object], dict[str, Any]]] = [
        ([Cell(None, fill="#92D050")], {"rag": "green"}), ([Cell(None, fill="#FFBF00")], {"rag": "amber"}),
        ([Cell(None, fill="#C00000")], {"rag": "red"}), ([Cell(None, fill=YELLOW)], {"rag": "amber"}),
    ]  # fmt: skip
    return _rated(
        "ratings_colour_without_key.xlsx",
        "Colour alone under 'RAG', in other shades (light green, dark red, yellow), and no key anywhere",
        ["RAG Status"], told, first=14,
        questions=(Question("rag", ("on track", "green", "amber", "red"), "No key: green could mean done"),),
    )  # fmt: skip


def green_is_done() -> Case:
    key = Sheet("Key", [["Colour", "Meaning"], [Cell("Green", fill=GREEN), "Completed"],
                        [Cell("Amber", fill=AMBER), "Under way, on time"], [Cell("Red", fill=RED), "Behind"],
                        [Cell("White"), "Not started"]])  # fmt: skip
    told: list[tuple[list[object], dict[str, Any]]] = [
        (["Green"], {"status": "complete"}),
        (["Amber"], {"status": "in_progress", "rag": "green", "accept": {"rag": ("",)}}),
        (["Red"], {"rag": "red", "accept": {"status": ("in_progress",)}}),
        (["White"], {"status": "not_started"}),
    ]
    questions = tuple(
        Question(field, answers, "The file's own key says otherwise than usual", must=False)
        for field, answers in (
            ("rag", ("as the key", "completed", "key")),
            ("status", ("as the key", "complete", "key")),
        )
    )
    return _rated(
        "ratings_green_is_done.xlsx",
        "The file's own key, on another sheet: green is completed, amber is on time, white is not started",
        ["Status"], told, first=18, more_sheets=(key,), questions=questions,
    )  # fmt: skip


def green_could_be_done() -> Case:
    told: list[tuple[list[object], dict[str, Any]]] = [
        (
            ["Green", "Scheme finished and handed over"],
            {"rag": ANY, "updates": ((None, "Scheme finished and handed over"),)},
        ),
        (["Amber", "Survey half done"], {"rag": "amber", "updates": ((None, "Survey half done"),)}),
        (["Green", "All work closed in June"], {"rag": ANY, "updates": ((None, "All work closed in June"),)}),
    ]
    told = [
        (cell, said | ({"accept": {"status": ("complete", "in_progress")}} if said["rag"] == ANY else {}))
        for cell, said in told
    ]
    return _rated(
        "ratings_green_could_be_done.xlsx",
        "Green stands only beside finished work and no key says whether it means done",
        ["Status", "Update"], told, first=2,
        questions=(Question("rag", ("on track", "green"), "Green may mean done", (2, 4), must=True),
                   Question("status", ("on track", "green", "in progress"), "Green may mean done", (2, 4))),
    )  # fmt: skip


def blue_is_on_target() -> Case:
    key = [["Key: ★ green = better than target; ● blue = on target; ▲ red = below target"], []]
    told: list[tuple[list[object], dict[str, Any]]] = [
        (["Blue"], {"rag": "green"}), (["Green"], {"rag": "green"}), (["Red"], {"rag": "red"}),
        (["Blue"], {"rag": "green"}),
    ]  # fmt: skip
    return _rated(
        "ratings_blue_is_on_target.xlsx",
        "The key says that blue is on target, so blue is not complete",
        ["Traffic light"], told, first=6, above=key,
        questions=(Question("rag", ("on target", "on track", "as the key", "green"), "Blue is not complete here"),
                   Question("status", ("leave", "in progress", "not complete"), "Blue is not complete here")),
    )  # fmt: skip


def status_apart_from_rating() -> Case:
    told: list[tuple[list[object], dict[str, Any]]] = [
        (["In progress", "Green", 0.4], {"status": "in_progress", "rag": "green", "percent": 40}),
        (["Complete", "", 1], {"status": "complete", "percent": 100}),
        (["On hold", Cell("Red", fill=RED), 0.1], {"status": "paused", "rag": "red", "percent": 10}),
        (["Not yet started", None, 0], {"status": "not_started", "accept": {"percent": (0,)}}),
        (["Superseded", "n/a", ""], {"status": "withdrawn"}),
        (["Carried forward", "A", "55%"], {"status": "carried_forward", "rag": "amber", "percent": 55}),
    ]
    return _rated(
        "status_apart_from_rating.xlsx",
        "Lifecycle and rating in two columns; percent as fractions and once as text",
        ["Status", "BRAG", "Progress %"], told, first=10,
    )  # fmt: skip


def status_mixed_with_rating() -> Case:
    told: list[tuple[list[object], dict[str, Any]]] = [
        (["On track"], {"rag": "green", "accept": {"status": ("in_progress",)}}),
        (["Behind schedule"], {"rag": "red", "accept": {"status": ("in_progress",)}}),
        (["Completed"], {"status": "complete"}),
        (["Not started"], {"status": "not_started"}),
        (["In abeyance"], {"status": "paused"}),
        (["No longer appropriate"], {"status": "withdrawn"}),
    ]
    return _rated(
        "status_mixed_with_rating.xlsx",
        "One Status column answers two questions: On track, Behind schedule, Completed, In abeyance",
        ["Status"], told, first=16,
    )  # fmt: skip


def grey_and_rows_coloured() -> Case:
    members = IDEAS[12:16]
    fills = (GREEN, AMBER, GREY, RED)
    rags = ("green", "amber", "", "red")
    rows: list[list[object]] = [["Action", "Key issue", "Lead", "Due date"]]
    rows += [
        [Cell(value, fill=fills[at]) for value in cells(idea, SHOWN, day(DUE))] for at, idea in enumerate(members)
    ]  # fmt: skip
    truth: tuple[Seen, ...] = tuple(
        seen(idea, 2 + at, "issue lead", due=DUE, rag=rags[at]) for at, idea in enumerate(members)
    )
    return Case(
        "ratings_whole_rows_coloured.xlsx",
        "No rating column: whole rows are filled green, amber, grey or red, without a key",
        lambda path: write_book(path, Sheet("Plan", rows)),
        truth,
        questions=(Question("rag", ("rating", "on track", "green", "amber", "red"), "Colours without a heading or key",
                            must=True),
                   Question("status", ("rating", "on track", "leave"), "Green could mean done")),
    )  # fmt: skip


CASES = (
    words_and_letters(), numbers_with_key(), colour_with_key(), colour_without_key(), green_is_done(),
    green_could_be_done(), blue_is_on_target(), status_apart_from_rating(), status_mixed_with_rating(),
    grey_and_rows_coloured(),
)  # fmt: skip
