"""Where the table is: titles, banners, merged cells, repeated headings, headings over two rows, several sheets."""

from __future__ import annotations

from tests.corpus.book import Cell, Sheet, day, uk, write_book
from tests.corpus.truth import Case, Gone, Question, Seen
from tests.corpus.words import ASB, CYBER, DA, IDEAS, LCC, POLICE, ROAD, SV, VAWG, cells, seen

DUES = ("2027-03-31", "2026-12-18", "2027-01-29", "2026-11-30", "2027-06-30", "2026-10-23")


def title_and_notes() -> Case:
    ideas, shown = IDEAS[:5], "title issue lead role"
    rows: list[list[object]] = [
        [Cell("Lancashire Community Safety Partnership", bold=True)],
        ["Action plan 2026/27 – for the meeting on 14 October 2026"],
        ["Note: leads to send updates by the 25th. RAG is reported separately."],
        [],
        ["Action", "Key issue", "Lead agency", "Lead officer", "Due date"],
        *(cells(idea, shown, day(due)) for idea, due in zip(ideas, DUES, strict=False)),
        [],
        ["Total actions", 5],
        ["Notes: dates agreed by the board in April."],
        [None, None, None, None, " "],
    ]
    return Case(
        "title_and_notes.xlsx",
        "A title, the meeting and a note above the headings; a total, a note and a stray space below",
        lambda path: write_book(path, Sheet("Plan", rows, merges=("A1:E1", "A3:E3"))),
        tuple(seen(idea, 6 + at, shown, due=DUES[at]) for at, idea in enumerate(ideas)),
    )


def two_row_headings() -> Case:
    ideas, shown = IDEAS[5:10], "issue title lead role"
    rows: list[list[object]] = [
        ["Ref", "Priority", "What we will do", "Who", None, "When", None],
        [None, None, None, "Lead agency", "Lead officer", "Start", "By when"],
        *(
            [f"A{at + 1}", *cells(idea, shown), day("2026-04-01"), day(DUES[at])]
            for at, idea in enumerate(ideas)
        ),
    ]  # fmt: skip
    merges = ("D1:E1", "F1:G1", "A1:A2", "B1:B2", "C1:C2")
    return Case(
        "two_row_headings.xlsx",
        "Headings over two rows: 'Who' merged over agency and officer, 'When' over start and end",
        lambda path: write_book(path, Sheet("Action plan", rows, merges=merges)),
        tuple(
            seen(idea, 3 + at, shown, ref=f"A{at + 1}", start="2026-04-01", due=DUES[at])
            for at, idea in enumerate(ideas)
        ),
    )


def priority_banners() -> Case:
    blocks = (("PRIORITY 1: DOMESTIC ABUSE", DA, (0, 1)), ("PRIORITY 2: ROAD SAFETY", ROAD, (10, 11, 12)),
              ("PRIORITY 3: ANTI-SOCIAL BEHAVIOUR", ASB, (13,)))  # fmt: skip
    rows: list[list[object]] = [["Action", "Lead", "Timescale", "Measure of success"]]
    merges, truth = [], []
    for words, issue, members in blocks:
        rows.append([Cell(words, fill="#1F3864", bold=True, ink="#FFFFFF")])
        merges.append(f"A{len(rows)}:D{len(rows)}")
        for at in members:
            due = DUES[at % 6]
            rows.append([IDEAS[at].title, IDEAS[at].lead, day(due), IDEAS[at].measure])
            truth.append(seen(IDEAS[at], len(rows), "lead measure", key_issue=issue, due=due))
    return Case(
        "priority_banners.xlsx",
        "The key issue stands only in coloured, merged banner rows between the actions",
        lambda path: write_book(path, Sheet("CSP plan", rows, merges=tuple(merges))),
        tuple(truth),
    )


def owner_banners() -> Case:
    blocks = ((f"Lead: {POLICE}", POLICE, (4, 8)), ("Lead: LCC", LCC, (7, 17)))
    rows: list[list[object]] = [
        ["Delivery plan by lead organisation"],
        [],
        ["No.", "Activity", "Key issue", "Deadline"],
    ]
    truth: list[Seen] = []
    for words, lead, members in blocks:
        rows.append([words])
        for at in members:
            rows.append([len(truth) + 1, IDEAS[at].title, IDEAS[at].issue, uk(DUES[at % 6])])
            truth.append(seen(IDEAS[at], len(rows), "issue", ref=str(len(truth) + 1), lead=lead, due=DUES[at % 6]))
    return Case(
        "owner_banners.xlsx",
        "The lead organisation stands in banner rows ('Lead: LCC') that are not merged; dates are text",
        lambda path: write_book(path, Sheet("By lead", rows)),
        tuple(truth),
    )


def merged_downwards() -> Case:
    members = (0, 1, 18, 4, 21)
    rows: list[list[object]] = [["Priority", "Lead agency", "Action", "Target date"]]
    leads = ("Burnley Borough Council", None, None, POLICE, None)
    issues = ("Domestic Abuse", None, None, "Serious Violence", None)
    for at, member in enumerate(members):
        rows.append([issues[at], leads[at], IDEAS[member].title, day(DUES[at])])
    truth = tuple(
        seen(
            IDEAS[member], 2 + at, "", key_issue=DA if at < 3 else SV, due=DUES[at],
            lead="Burnley Borough Council" if at < 3 else POLICE,
        )
        for at, member in enumerate(members)
    )  # fmt: skip
    return Case(
        "merged_downwards.xlsx",
        "Priority and lead agency are merged downwards over several actions",
        lambda path: write_book(path, Sheet("Sheet1", rows, merges=("A2:A4", "B2:B4", "A5:A6", "B5:B6"))),
        truth,
    )


def headings_repeated() -> Case:
    heading: list[object] = ["Ref", "Action", "Key issue", "Lead partner", "Due"]
    rows: list[list[object]] = [["Action plan, page 1 of 2"], heading]
    truth = []
    for at, idea in enumerate(IDEAS[14:20]):
        if at == 3:
            rows += [[], ["Action plan, page 2 of 2"], heading]
        rows.append([f"CS{at + 1:02}", *cells(idea, "title issue lead"), day(DUES[at])])
        truth.append(seen(idea, len(rows), "issue lead", ref=f"CS{at + 1:02}", due=DUES[at]))
    return Case(
        "headings_repeated.xlsx",
        "The headings and a page title come again part-way, as printed",
        lambda path: write_book(path, Sheet("Plan", rows)),
        tuple(truth),
    )


def sheet_for_each_priority() -> Case:
    blocks = (("Domestic Abuse", DA, (0, 1)), ("VAWG", VAWG, (2, 3)), ("Cyber crime", CYBER, (16, 17)))
    sheets, truth = [], []
    for name, issue, members in blocks:
        rows: list[list[object]] = [[f"{name}: what we will do"], [], ["Action", "Lead Agency", "Due Date", "Progress"]]
        for at in members:
            rows.append([*cells(IDEAS[at], "title lead"), day(DUES[at % 6]), IDEAS[at].update])
            truth.append(seen(IDEAS[at], len(rows), "lead update", sheet=name, key_issue=issue, due=DUES[at % 6]))
        sheets.append(Sheet(name, rows))
    return Case(
        "sheet_for_each_priority.xlsx",
        "One sheet for each priority; the key issue is only the sheet's name. 'Progress' holds sentences",
        lambda path: write_book(path, *sheets),
        tuple(truth),
    )


def guidance_and_lists() -> Case:
    shown = "title issue area lead"
    guidance: list[list[object]] = [
        ["How to fill in this plan"], ["1. Use one row for each action."], ["2. Due dates as dd/mm/yyyy."],
        ["Action", "means what will be done"], ["Lead", "means who answers for it"],
    ]  # fmt: skip
    lists: list[list[object]] = [["Key issue", "Status", "Lead"], ["Domestic Abuse", "Not started", "LCC"],
                                 ["Road Safety", "In progress", "Police"], ["Cyber Crime", "Complete", "LFRS"],
                                 ]  # fmt: skip
    status = ("Not started", "In progress", "In progress", "Complete")
    codes = ("not_started", "in_progress", "in_progress", "complete")
    rows: list[list[object]] = [["Action", "Key issue", "Area", "Lead", "Status", "Target date"]]
    rows += [cells(idea, shown, status[at], day(DUES[at])) for at, idea in enumerate(IDEAS[8:12])]
    contacts: list[list[object]] = [["Organisation", "Post", "Telephone"], ["LFRS", "Prevention Team", "01772 000000"]]
    return Case(
        "guidance_and_lists.xlsx",
        "Guidance first, then the plan, then lists for drop-downs (hidden) and contacts; only one sheet holds actions",
        lambda path: write_book(
            path, Sheet("Read me first", guidance), Sheet("2026-27", rows), Sheet("Lists", lists, hidden=True),
            Sheet("Contacts", contacts),
        ),
        tuple(
            seen(idea, 2 + at, "issue area lead", sheet="2026-27", status=codes[at], due=DUES[at])
            for at, idea in enumerate(IDEAS[8:12])
        ),
    )  # fmt: skip


def pasted_from_word() -> Case:
    rows: list[list[object]] = [
        ["Ref", "Action", "Key issue", "Lead", "Due date"],
        ["1", "Open a youth space on", "Anti-Social", "Rossendale Borough", "31 March 2027"],
        [None, "Friday evenings", "Behaviour", "Council", None],
        [None, None, None, None, None],
        ["2", "Teach scam awareness in libraries", "Cyber Crime", "LCC", "18 December"],
        [None, None, None, None, "2026"],
        ["3", "Fit better lighting", "Violence Against", "LCC", "29 January 2027"],
        [None, "at the bus", "Women and Girls", None, None],
        [None, "station", None, None, None],
    ]
    return Case(
        "pasted_from_word.xlsx",
        "Pasted from a Word table: each action is split over two or three rows, cell by cell",
        lambda path: write_book(path, Sheet("Sheet1", rows)),
        (
            Seen(2, IDEAS[14].title, ref="1", key_issue=ASB, lead="Rossendale Borough Council", due="2027-03-31"),
            Seen(5, IDEAS[17].title, ref="2", key_issue=CYBER, lead=LCC, due="2026-12-18"),
            Seen(7, IDEAS[3].title, ref="3", key_issue=VAWG, lead=LCC, due="2027-01-29"),
        ),
        questions=(
            Question("title", ("join", "together", "one action"), "Rows could be actions of their own", (3, 8, 9)),
        ),
    )


def struck_and_hidden() -> Case:
    shown = "title issue lead"
    rows: list[list[object]] = [["Ref", "Action", "Key issue", "Lead organisation", "Due date", "Old notes"]]
    for at, idea in enumerate(IDEAS[:6]):
        line = [f"P{at + 1}", *cells(idea, shown), day(DUES[at]), "do not use"]
        rows.append([Cell(value, strike=True) for value in line] if at in (1, 4) else line)
    wording = Cell("", parts=(("Brief ", False), ("all ", True), ("hotels on signs of exploitation", False)))
    rows.append(["P7", wording, *cells(IDEAS[6], "issue lead"), day("2027-02-26")])
    kept = (0, 2, 5)
    return Case(
        "struck_and_hidden.xlsx",
        "Closed actions struck through, one row hidden, a hidden column of old notes, one struck word inside a cell",
        lambda path: write_book(path, Sheet("Plan", rows, hidden_rows=(5,), hidden_columns=("F",))),
        (
            *(seen(IDEAS[at], 2 + at, "issue lead", ref=f"P{at + 1}", due=DUES[at]) for at in kept),
            seen(IDEAS[6], 8, "issue lead", ref="P7", due="2027-02-26",
                 accept={"title": ("Brief all hotels on signs of exploitation",)}),
        ),
        gone=(
            Gone(3, "dropped", IDEAS[1].title, "struck through"),
            Gone(5, "dropped", IDEAS[3].title, "the row is hidden"),
            Gone(6, "dropped", IDEAS[4].title, "struck through"),
        ),
    )  # fmt: skip


CASES = (
    title_and_notes(), two_row_headings(), priority_banners(), owner_banners(), merged_downwards(), headings_repeated(),
    sheet_for_each_priority(), guidance_and_lists(), pasted_from_word(), struck_and_hidden(),
)  # fmt: skip
