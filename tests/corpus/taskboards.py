"""Exports of Planner, Trello, Asana, Jira, GitHub and monday.com, with their own headings and traps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.corpus.book import Sheet, write_book, write_text
from tests.corpus.truth import ANY, Case, Gone, Question, Stone
from tests.corpus.words import ASB, CYBER, DA, IDEAS, ROAD, SV, VAWG, seen

PERSONS = Question(
    "lead_role", ("leave", "no name", "without"), "Names of persons: a post belongs there", must=True
)  # fmt: skip
PREVENTION, DRUGS = "prevention-early-intervention", "drugs-alcohol"


def table(heading: str, *rows: Mapping[str, object]) -> list[list[object]]:
    """The heading row (names parted by ", ") and each row's cells below; what a row does not name stays blank."""
    names = heading.split(", ")
    strays = {name for row in rows for name in row} - set(names)
    assert not strays, strays
    return [list(names), *([row.get(name) for name in names] for row in rows)]


def planner() -> Case:
    heading = (
        "Task ID, Task Name, Bucket Name, Progress, Priority, Assigned To, Created By, Created Date, "
        "Start date, Due date, "
        "Is Recurring, Late, Completed Date, Checklist Items, Labels, Description"
    )
    common: dict[str, object] = {
        "Priority": "Important", "Created By": "Casey Sample", "Created Date": "04/02/2026", "Is Recurring": "false",
        "Late": "false",
    }  # fmt: skip
    rows = table(
        heading,
        common | {"Task ID": "kX3aQ0tB1", "Task Name": IDEAS[0].title, "Bucket Name": "Domestic Abuse",
                  "Progress": "In progress", "Assigned To": "Casey Sample;Robin Sample", "Start date": "04/13/2026",
                  "Due date": "12/31/2026", "Checklist Items": "Book the room;Agree the rota",
                  "Labels": "Prevention and early intervention", "Description": "Every Wednesday."},
        common | {"Task ID": "kX3aQ0tB2", "Task Name": IDEAS[10].title, "Bucket Name": "Road Safety", "Late": "true",
                  "Progress": "Not started", "Assigned To": "Robin Sample", "Start date": "05/04/2026",
                  "Due date": "03/04/2027", "Priority": "Urgent"},
        common | {"Task ID": "kX3aQ0tB3", "Task Name": IDEAS[13].title, "Bucket Name": "Anti-Social Behaviour",
                  "Progress": "Completed", "Start date": "06/01/2026", "Due date": "09/25/2026",
                  "Completed Date": "09/14/2026", "Labels": "Tackling drug and alcohol abuse", "Priority": "Low"},
    )  # fmt: skip
    name: list[list[object]] = [["Plan name", "CSP delivery"], ["Plan ID", "pL4n"], ["Date of export", "10/01/2026"]]
    return Case(
        "planner_export.xlsx",
        "Microsoft Planner: months first as text, Priority is a level, people joined by ';', a sheet about the plan",
        lambda path: write_book(path, Sheet("Tasks", rows), Sheet("Plan name", name)),
        (
            seen(IDEAS[0], 2, "issue", sheet="Tasks", ref="kX3aQ0tB1", status="in_progress", start="2026-04-13",
                 due="2026-12-31", themes=(PREVENTION,), description="Every Wednesday.", lead_role=ANY,
                 milestones=(Stone("Book the room"), Stone("Agree the rota"))),
            seen(IDEAS[10], 3, "issue", sheet="Tasks", ref="kX3aQ0tB2", status="not_started", start="2026-05-04",
                 due="2027-03-04", lead_role=ANY),
            seen(IDEAS[13], 4, "issue", sheet="Tasks", ref="kX3aQ0tB3", status="complete", start="2026-06-01",
                 due="2026-09-25", themes=(DRUGS,)),
        ),
        questions=(
            Question("lead_role", PERSONS.answers, PERSONS.why, (2, 3), must=True),
            Question("start", ("month first", "month/day", "us"), "Months first is unusual here"),
            Question("due", ("month first", "month/day", "us"), "Months first is unusual here"),
        ),
    )  # fmt: skip


def planner_for_teams() -> Case:
    heading = "Task Name, Bucket Name, Progress, Priority, Assigned To, Start Date, Due Date, Notes, Checklist Items"
    rows = table(
        heading,
        {"Task Name": IDEAS[4].title, "Bucket Name": "Serious Violence", "Progress": "Not started",
         "Priority": "Medium",
         "Assigned To": "Neighbourhood Team", "Start Date": "20/04/2026", "Due Date": "18/12/2026",
         "Notes": "Two sites first.", "Checklist Items": "Choose the sites"},
        {"Task Name": IDEAS[16].title, "Bucket Name": "Cyber Crime", "Progress": "In progress", "Priority": "Urgent",
         "Assigned To": "Business Support Team", "Start Date": "01/05/2026", "Due Date": "05/02/2027"},
    )  # fmt: skip
    return Case(
        "planner_for_teams.csv",
        "The list for Planner in Teams, typed in Britain: days first although the headings are Planner's",
        lambda path: write_text(path, rows, encoding="utf-8-sig"),
        (
            seen(IDEAS[4], 2, "issue", key_issue=SV, status="not_started", start="2026-04-20", due="2026-12-18",
                 lead_role="Neighbourhood Team", accept={"lead_role": ("",), "lead": ("Neighbourhood Team",)},
                 description="Two sites first.", milestones=(Stone("Choose the sites"),)),
            seen(IDEAS[16], 3, "issue", key_issue=CYBER, status="in_progress", start="2026-05-01", due="2027-02-05",
                 lead_role="Business Support Team", accept={"lead_role": ("",), "lead": ("Business Support Team",)}),
        ),
    )  # fmt: skip


def trello() -> Case:
    heading = (
        "Card ID, Card Name, Card URL, Card Description, Labels, Members, Due Date, List ID, List Name, "
        "Board Name, Archived"
    )
    common: dict[str, object] = {"Board Name": "CSP 2026-27", "List ID": "5f1", "Archived": "false"}
    rows = table(
        heading,
        common | {"Card ID": "64a0c1", "Card Name": IDEAS[2].title, "Card URL": "https://trello.example/c/64a0c1",
                  "Card Description": "With students.\nStart at the quay.", "Labels": "VAWG (red)",
                  "Members": "Night-time Economy Team", "Due Date": "2027-03-31T17:00:00.000Z", "List Name": "Doing"},
        common | {"Card ID": "64a0c2", "Card Name": IDEAS[17].title, "Labels": "Cyber Crime (blue), Prevention (green)",
                  "Due Date": "2026-12-18T12:00:00.000Z", "List Name": "To do"},
        common | {"Card ID": "64a0c3", "Card Name": IDEAS[11].title, "Labels": "Road Safety (yellow)",
                  "Due Date": "2026-09-01T16:00:00.000Z", "List Name": "Done"},
        common | {"Card ID": "64a0c4", "Card Name": "Old idea about posters", "Labels": "ASB (orange)",
                  "List Name": "To do", "Archived": "true"},
    )  # fmt: skip
    return Case(
        "trello_board.csv",
        "Trello: key issues are labels with a colour, the list is the status, times in UTC, one card archived",
        lambda path: write_text(path, rows),
        (
            seen(IDEAS[2], 2, "issue", ref="64a0c1", key_issue=VAWG, status="in_progress", due="2027-03-31",
                 description="With students. Start at the quay.", lead_role="Night-time Economy Team",
                 accept={"lead_role": ("",), "lead": ("Night-time Economy Team",)}),
            seen(IDEAS[17], 3, "issue", ref="64a0c2", themes=(PREVENTION,), status="not_started", due="2026-12-18"),
            seen(IDEAS[11], 4, "issue", ref="64a0c3", status="complete", due="2026-09-01"),
        ),
        gone=(Gone(5, "dropped", "Old idea about posters", "the card is archived"),),
        questions=(Question("key_issue", ("label",), "The list is a status, labels hold the key issue"),),
    )  # fmt: skip


def asana() -> Case:
    heading = (
        "Task ID, Created At, Completed At, Last Modified, Name, Section/Column, Assignee, Assignee Email, Start Date, "
        "Due Date, Tags, Notes, Projects, Parent task"
    )
    common: dict[str, object] = {"Created At": "2026-04-02", "Last Modified": "2026-09-20", "Projects": "CSP"}
    rows: list[Sequence[object]] = [
        ["https://app.asana.example/0/1201/list"], [], *table(
            heading,
            common | {"Task ID": "12011", "Name": IDEAS[1].title, "Section/Column": "Domestic Abuse",
                      "Assignee": "Housing Team", "Start Date": "2026-04-20", "Due Date": "2026-12-11",
                      "Notes": "Three sessions.\n\nHalf a day each."},
            common | {"Task ID": "12012", "Name": "Book trainer", "Section/Column": "Domestic Abuse",
                      "Due Date": "2026-06-01", "Completed At": "2026-05-28", "Parent task": IDEAS[1].title},
            common | {"Task ID": "12013", "Name": IDEAS[14].title, "Section/Column": "ASB",
                      "Start Date": "2026-05-01", "Due Date": "2027-02-26", "Completed At": "2026-09-18"},
        ),
    ]  # fmt: skip
    return Case(
        "asana_project.csv",
        "Asana: an address above the headings, notes over several lines, a subtask that is a step of the action above",
        lambda path: write_text(path, rows),
        (
            seen(IDEAS[1], 4, "issue", ref="12011", start="2026-04-20", due="2026-12-11", lead_role="Housing Team",
                 accept={"lead_role": ("",), "lead": ("Housing Team",)}, description="Three sessions. Half a day each.",
                 milestones=(Stone("Book trainer", "2026-06-01", "2026-05-28"),)),
            seen(IDEAS[14], 6, "issue", ref="12013", key_issue=ASB, start="2026-05-01", due="2027-02-26",
                 status="complete"),
        ),
        questions=(Question("milestones", ("milestone", "step"), "A subtask could be an action", (5,)),),
    )  # fmt: skip


def jira() -> Case:
    names = ("Summary, Issue key, Issue id, Issue Type, Status, Project key, Project name, Priority, "
             "Resolution, Assignee, "
             "Reporter, Created, Updated, Due date, Component/s, Labels, Labels, Description, Comment, "
             "Comment")  # fmt: skip
    one = [IDEAS[3].title, "CSP-11", 10011, "Task", "In Progress", "CSP", "Community safety", "High", None,
           "sample.casey",
           "sample.robin", "02/Apr/26 9:12 AM", "20/Sep/26 4:01 PM", "29/Jan/27 12:00 AM", "VAWG", "Preston", None,
           "Both ends of the station.", "18/Sep/26 3:00 PM;sample.casey;Quote received",
           "05/Oct/26 9:30 AM;sample.robin;Order placed"]  # fmt: skip
    two = [IDEAS[5].title, "CSP-12", 10012, "Task", "Done", "CSP", "Community safety", "Low", "Done", None,
           "sample.robin",
           "02/Apr/26 9:20 AM", "11/Sep/26 1:00 PM", "30/Sep/26 12:00 AM", "Serious Violence", "Blackburn with Darwen",
           "Prevention", None, None, None]  # fmt: skip
    rows: list[Sequence[object]] = [names.split(", "), one, two]
    return Case(
        "jira_filter.csv",
        "Jira: Labels and Comment come twice, dates like 29/Jan/27 12:00 AM, user names, comments with date and author",
        lambda path: write_text(path, rows),
        (
            seen(IDEAS[3], 2, "issue area", ref="CSP-11", status="in_progress", due="2027-01-29",
                 description="Both ends of the station.", lead_role=ANY,
                 updates=(("2026-09-18", "Quote received"), ("2026-10-05", "Order placed")),
                 accept={"start": ("2026-04-02",)}),
            seen(IDEAS[5], 3, "issue area", ref="CSP-12", status="complete", due="2026-09-30", themes=(PREVENTION,),
                 accept={"start": ("2026-04-02",)}),
        ),
        questions=(
            Question("lead_role", PERSONS.answers, "User names are persons", (2,), must=True),
            Question("areas", ("area",), "Labels are areas here"),
            Question("themes", ("theme",), "Labels are themes here"),
            Question("updates", ("split", "update"), "Comments hold date and author"),
        ),
    )  # fmt: skip


def github() -> Case:
    heading = "Title, URL, Assignees, Status, Labels, Milestone, Repository, Start date, Target date"
    rows = table(
        heading,
        {"Title": IDEAS[16].title, "URL": "https://github.example/csp/plan/issues/7", "Assignees": "sample-casey",
         "Status": "In Progress", "Labels": "cyber-crime, prevention", "Milestone": "Q4 2026/27",
         "Repository": "csp/plan",
         "Start date": "2026-05-01", "Target date": "2027-02-05"},
        {"Title": IDEAS[12].title, "URL": "https://github.example/csp/plan/issues/8", "Status": "Todo",
         "Labels": "road-safety", "Repository": "csp/plan", "Target date": "2027-03-04"},
        {"Title": IDEAS[19].title, "URL": "https://github.example/csp/plan/issues/9", "Status": "Done",
         "Labels": "domestic-abuse, reducing-reoffending", "Repository": "csp/plan", "Target date": "2026-09-30"},
    )  # fmt: skip
    return Case(
        "github_project.tsv",
        "A GitHub project: parted by tabs, labels are codes joined by commas, a user name, no reference but an address",
        lambda path: write_text(path, rows, delimiter="\t", ending="\n"),
        (
            seen(IDEAS[16], 2, "issue", key_issue=CYBER, themes=(PREVENTION,), status="in_progress", start="2026-05-01",
                 due="2027-02-05", lead_role=ANY, accept={"ref": ("https://github.example/csp/plan/issues/7", "7")}),
            seen(IDEAS[12], 3, "issue", key_issue=ROAD, status="not_started", due="2027-03-04",
                 accept={"ref": ("https://github.example/csp/plan/issues/8", "8")}),
            seen(IDEAS[19], 4, "issue", key_issue=DA, themes=("reducing-reoffending",), status="complete",
                 due="2026-09-30", accept={"ref": ("https://github.example/csp/plan/issues/9", "9")}),
        ),
        questions=(Question("lead_role", PERSONS.answers, "A user name is a person", (2,), must=True),
                   Question("key_issue", ("label",), "Labels hold the key issue")),
    )  # fmt: skip


def monday() -> Case:
    heading: list[object] = ["Name", "Person", "Status", "Timeline - Start", "Timeline - End", "Notes"]
    rows: list[list[object]] = [
        ["CSP action plan"], ["Shared board of the partnership"], ["Road Safety"], heading,
        [IDEAS[10].title, "Road Safety Team", "Working on it", "2026-04-06", "2026-11-30", "Villages first"],
        [IDEAS[23].title, "Roads Policing Team", "Stuck", "2026-05-01", "2027-03-31", None],
        [], ["Cyber Crime"], heading,
        [IDEAS[17].title, "Library Team", "Done", "2026-04-06", "2026-09-25", None],
        ["Subitems", "Name", "Owner", "Status", "Date"], [None, "Print leaflets", "Library Team", "Done", "2026-06-30"],
    ]  # fmt: skip

    def lead(team: str) -> dict[str, object]:
        return {"lead_role": team, "accept": {"lead_role": ("",), "lead": (team,)}}

    return Case(
        "monday_board.xlsx",
        "monday.com: board name, then for each group its title, the headings again and its items; a block of subitems",
        lambda path: write_book(path, Sheet("csp action plan", rows)),
        (
            seen(IDEAS[10], 5, "issue", start="2026-04-06", due="2026-11-30", status="in_progress",
                 description="Villages first", **lead("Road Safety Team")),
            seen(IDEAS[23], 6, "issue", start="2026-05-01", due="2027-03-31", rag="red",
                 **lead("Roads Policing Team") | {
                     "accept": {"status": ("in_progress", "paused"), "rag": ("",), "lead_role": ("",),
                                "lead": ("Roads Policing Team",)}}),
            seen(IDEAS[17], 10, "issue", start="2026-04-06", due="2026-09-25", status="complete",
                 milestones=(Stone("Print leaflets", "2026-06-30"),), **lead("Library Team")),
        ),
        questions=(Question("status", ("in progress", "paused"), "'Working on it' and 'Stuck' are monday.com's words"),
                   Question("rag", ("red", "off track"), "'Stuck' may be a rating", (6,)),
                   Question("milestones", ("milestone", "step"), "A subitem could be an action", (12,))),
    )  # fmt: skip


CASES = (planner(), planner_for_teams(), trello(), asana(), jira(), github(), monday())
