"""Odd tables: no heading, the same heading twice, two plans on one sheet, references missing, repeated or merged."""

from __future__ import annotations

from tests.corpus.book import Cell, Sheet, day, uk, write_book
from tests.corpus.layouts import DUES
from tests.corpus.truth import Case, Gone, Question, Seen
from tests.corpus.words import ASB, DA, IDEAS, ROAD, SV, cells, seen


def no_heading() -> Case:
    ideas = IDEAS[10:14]
    rows: list[list[object]] = [["Action", "Key issue", None, "Due date", None]]
    rows += [cells(idea, "title issue lead", day(DUES[at]), None) for at, idea in enumerate(ideas)]
    return Case(
        "column_without_heading.xlsx",
        "The column of lead organisations has no heading",
        lambda path: write_book(path, Sheet("Plan", rows)),
        tuple(seen(idea, 2 + at, "issue lead", due=DUES[at]) for at, idea in enumerate(ideas)),
        questions=(Question("lead", ("lead organisation", "lead"), "The column has no heading"),),
    )


def heading_twice() -> Case:
    ideas = IDEAS[18:22]
    rows: list[list[object]] = [["Action", "Key issue", "Lead", "Lead", "Date", "Date"]]
    rows += [cells(idea, "title issue lead role", day("2026-04-01"), day(DUES[at])) for at, idea in enumerate(ideas)]
    return Case(
        "heading_twice.xlsx",
        "'Lead' stands over organisations and again over posts; 'Date' over starts and again over ends",
        lambda path: write_book(path, Sheet("Plan", rows)),
        tuple(seen(idea, 2 + at, "issue lead role", start="2026-04-01", due=DUES[at]) for at, idea in enumerate(ideas)),
        questions=(
            Question("start", ("start",), "Two columns are called Date"),
            Question("due", ("due", "end"), "Two columns are called Date"),
            Question("lead_role", ("lead role", "role", "post"), "Two columns are called Lead"),
        ),
    )


def side_by_side() -> Case:
    left, right = IDEAS[:3], IDEAS[13:16]
    heading: list[object] = ["Action", "Lead", "Due date"]
    rows: list[list[object]] = [
        ["Domestic Abuse", None, None, None, "Anti-Social Behaviour"],
        [*heading, None, *heading],
    ]
    truth = []
    for at in range(3):
        rows.append([
            *cells(left[at], "title lead", day(DUES[at])), None, *cells(right[at], "title lead", day(DUES[at + 3])),
        ])  # fmt: skip
        truth.append(seen(left[at], 3 + at, "lead", key_issue=DA, due=DUES[at]))
        truth.append(seen(right[at], 3 + at, "lead", key_issue=ASB, due=DUES[at + 3]))
    return Case(
        "two_plans_side_by_side.xlsx",
        "Two plans stand side by side on one sheet, each under its key issue",
        lambda path: write_book(path, Sheet("Plans", rows, merges=("A1:C1", "E1:G1"))),
        tuple(truth),
    )


def one_under_the_other() -> Case:
    upper, lower = IDEAS[10:13], IDEAS[4:6]
    rows: list[list[object]] = [["Road Safety action plan"], ["Ref", "Action", "Lead agency", "Due date"]]
    rows += [[f"RS{at + 1}", *cells(idea, "title lead", day(DUES[at]))] for at, idea in enumerate(upper)]
    rows += [[], [], ["Serious Violence action plan"], ["Ref", "Due date", "Action", "Lead agency", "Partners"]]
    rows += [[f"SV{at + 1}", day(DUES[at]), *cells(idea, "title lead partners")] for at, idea in enumerate(lower)]
    return Case(
        "two_plans_one_under_the_other.xlsx",
        "A second plan follows below with its columns in another order and one more",
        lambda path: write_book(path, Sheet("Plans", rows)),
        (
            *(
                seen(idea, 3 + at, "lead", ref=f"RS{at + 1}", key_issue=ROAD, due=DUES[at])
                for at, idea in enumerate(upper)
            ),
            *(
                seen(idea, 10 + at, "lead partners", ref=f"SV{at + 1}", key_issue=SV, due=DUES[at])
                for at, idea in enumerate(lower)
            ),
        ),
    )


def references_missing() -> Case:
    refs = ("1.1", None, "1.3", None, "")
    rows: list[list[object]] = [["Ref.", "Action", "Priority", "Lead", "Deadline"]]
    ideas = IDEAS[5:10]
    rows += [[refs[at], *cells(idea, "title issue lead", day(DUES[at]))] for at, idea in enumerate(ideas)]
    return Case(
        "references_missing.xlsx",
        "Half of the actions have no reference",
        lambda path: write_book(path, Sheet("Plan", rows)),
        tuple(seen(idea, 2 + at, "issue lead", ref=refs[at] or "", due=DUES[at]) for at, idea in enumerate(ideas)),
    )


def references_numbers() -> Case:
    refs = (1.1, 1.2, 1.3, Cell(1.1, form="0.00"), 2, 2.1)
    words = ("1.1", "1.2", "1.3", "1.10", "2", "2.1")
    ideas = IDEAS[8:14]
    rows: list[list[object]] = [["Action ref", "Action", "Key issue", "Lead", "Due"]]
    rows += [[refs[at], *cells(idea, "title issue lead", day(DUES[at]))] for at, idea in enumerate(ideas)]
    return Case(
        "references_numbers.xlsx",
        "References are numbers: the tenth of priority 1 is stored as 1.1 and shown as 1.10",
        lambda path: write_book(path, Sheet("Plan", rows)),
        tuple(seen(idea, 2 + at, "issue lead", ref=words[at], due=DUES[at]) for at, idea in enumerate(ideas)),
        questions=(Question("ref", ("1.10", "separate", "different", "two actions"), "1.1 is there twice", (2, 5)),),
    )


def references_repeated() -> Case:
    ideas = IDEAS[14:18]
    refs = ("ASB1", "ASB1", "ASB2", "ASB3")
    rows: list[list[object]] = [["Reference", "Action", "Key issue", "Lead", "Due date"]]
    rows += [[refs[at], *cells(idea, "title issue lead", day(DUES[at]))] for at, idea in enumerate(ideas)]
    rows.append(["ASB3", *cells(ideas[3], "title issue lead", day(DUES[3]))])
    return Case(
        "references_repeated.xlsx",
        "Two different actions share a reference; another action stands there twice, word for word",
        lambda path: write_book(path, Sheet("Plan", rows)),
        tuple(
            seen(
                idea, 2 + at, "issue lead", ref=refs[at], due=DUES[at],
                accept={"ref": ("",)} if at == 1 else {},
            )
            for at, idea in enumerate(ideas)
        ),
        questions=(
            Question("ref", ("separate", "different", "new", "two actions", "both"), "Two actions share ASB1", (2, 3)),
        ),
        gone=(Gone(6, "dropped", ideas[3].title, "the same action as in row 5, word for word"),),
    )  # fmt: skip


def references_merged() -> Case:
    ideas = IDEAS[20:24]
    rows: list[list[object]] = [["Objective", "Ref", "Action", "Lead", "By when?"]]
    objectives = ("Violence Against Women and Girls", "Serious Violence", "Exploitation", "Road Safety")
    for at, idea in enumerate(ideas):
        rows.append([objectives[at], "7" if at == 0 else None, *cells(idea, "title lead"), uk(DUES[at])])
    letters = ("7", "7", "7", "7")
    return Case(
        "references_merged.xlsx",
        "One reference is merged over four actions",
        lambda path: write_book(path, Sheet("Plan", rows, merges=("B2:B5",))),
        tuple(
            seen(idea, 2 + at, "issue lead", ref=letters[at], due=DUES[at], accept={"ref": ("", f"7.{at + 1}")})
            for at, idea in enumerate(ideas)
        ),
        questions=(Question("ref", ("separate", "different", "new", "four actions"), "Four actions share 7"),),
    )


def one_row() -> Case:
    rows: list[list[object]] = [
        ["Action", "Key issue", "Lead", "Due date"],
        cells(IDEAS[9], "title issue lead", day(DUES[0])),
    ]
    return Case(
        "plan_of_one_row.xlsx",
        "A plan of a single action",
        lambda path: write_book(path, Sheet("Sheet1", rows)),
        (seen(IDEAS[9], 2, "issue lead", due=DUES[0]),),
    )


def three_hundred_rows() -> Case:
    rows: list[list[object]] = [
        ["County delivery plan"], [],
        ["Ref", "Action", "Key issue", "Area", "Lead organisation", "Partners", "Target date", "Status"],
    ]  # fmt: skip
    words = ("In progress", "Not started", "On hold", "Completed")
    codes = ("in_progress", "not_started", "paused", "complete")
    truth: list[Seen] = []
    for number in range(300):
        idea, due = IDEAS[number % len(IDEAS)], f"2027-{number % 12 + 1:02}-{number % 27 + 1:02}"
        title = f"{idea.title}, stage {number // len(IDEAS) + 1}"
        line = cells(idea, "issue area lead partners", uk(due) if number % 3 else day(due), words[number % 4])
        rows.append([f"N{number + 1:03}", title, *line])
        truth.append(
            seen(idea, number + 4, "issue area lead partners", title=title, ref=f"N{number + 1:03}", due=due,
                 status=codes[number % 4])
        )  # fmt: skip
    return Case(
        "plan_of_300_rows.xlsx",
        "300 actions; two due dates in three are text, among them some that would also be dates the other way round",
        lambda path: write_book(path, Sheet("Plan", rows)),
        tuple(truth),
    )


def blank_rows_and_formulas() -> Case:
    ideas = IDEAS[6:10]
    rows: list[list[object]] = [["Ref", "Action", "Key issue", "Lead", "Start", "Due date", "% complete"]]
    percents = (0.25, 0.5, 0.75, 1)
    for at, idea in enumerate(ideas):
        ref = Cell(f"X-{at + 1}", formula=f'="X-"&ROW()-{1 + at}')
        due = Cell(day("2027-03-31"), form="dd/mm/yyyy")
        rows += [[ref, *cells(idea, "title issue lead", day("2026-04-06"), due, Cell(percents[at], form="0%"))], []]
    rows += [[], [None, "", " "], [None, Cell(4, formula="=COUNTA(B2:B9)")]]
    return Case(
        "blank_rows_and_formulas.xlsx",
        "A blank row after each action, a sum at the end; references are formulas, percent is a fraction",
        lambda path: write_book(path, Sheet("Plan", rows)),
        tuple(
            seen(
                idea, 2 + 2 * at, "issue lead", ref=f"X-{at + 1}", start="2026-04-06", due="2027-03-31",
                percent=int(percents[at] * 100),
            )
            for at, idea in enumerate(ideas)
        ),
    )  # fmt: skip


CASES = (
    no_heading(), heading_twice(), side_by_side(), one_under_the_other(), references_missing(), references_numbers(),
    references_repeated(), references_merged(), one_row(), three_hundred_rows(), blank_rows_and_formulas(),
)  # fmt: skip
