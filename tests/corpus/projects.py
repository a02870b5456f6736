"""Exports of Project, GanttProject, Smartsheet, Redmine, Kanboard and Taiga, with their own headings and traps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.corpus.book import Sheet, write_book, write_text
from tests.corpus.taskboards import PREVENTION, table
from tests.corpus.truth import ANY, Case, Gone, Question
from tests.corpus.words import IDEAS, seen

SUMMARY = Question("key_issue", ("summary", "key issue", "level", "parent"), "Summary tasks are key issues")


def project() -> Case:
    heading = "ID, Active, Task Mode, Name, Duration, Start, Finish, Predecessors, Outline Level, Notes"
    common: dict[str, object] = {"Active": "Yes", "Task Mode": "Auto Scheduled"}
    rows = table(
        heading,
        common | {"ID": 1, "Name": "Road Safety", "Duration": "180 days", "Start": "Mon 06/04/26",
                  "Finish": "Fri 11/12/26",
                  "Outline Level": 1},
        common | {"ID": 2, "Name": IDEAS[10].title, "Duration": "120 days", "Start": "Mon 06/04/26",
                  "Finish": "Fri 18/09/26", "Outline Level": 2, "Notes": "Six villages."},
        common | {"ID": 3, "Name": IDEAS[11].title, "Duration": "60 days?", "Start": "Mon 21/09/26",
                  "Finish": "Fri 11/12/26", "Predecessors": "2", "Outline Level": 2, "Task Mode": "Manually Scheduled"},
        common | {"ID": 4, "Name": "Cyber Crime", "Duration": "90 days", "Start": "Mon 04/05/26",
                  "Finish": "Fri 04/09/26",
                  "Outline Level": 1},
        common | {"ID": 5, "Name": IDEAS[16].title, "Duration": "90 days", "Start": "Mon 04/05/26",
                  "Finish": "Fri 04/09/26", "Outline Level": 2},
        common | {"ID": 6, "Name": "Poster design (not needed)", "Duration": "5 days", "Start": "Mon 04/05/26",
                  "Finish": "Fri 08/05/26", "Outline Level": 2, "Active": "No"},
    )  # fmt: skip
    return Case(
        "ms_project.xlsx",
        "Microsoft Project: key issues are tasks of outline level 1, weekdays before dates, one task inactive",
        lambda path: write_book(path, Sheet("Task_Table1", rows)),
        (
            seen(IDEAS[10], 3, "issue", ref="2", start="2026-04-06", due="2026-09-18", description="Six villages."),
            seen(IDEAS[11], 4, "issue", ref="3", start="2026-09-21", due="2026-12-11"),
            seen(IDEAS[16], 6, "issue", ref="5", start="2026-05-04", due="2026-09-04"),
        ),
        gone=(Gone(7, "dropped", "Poster design (not needed)", "the task is inactive"),),
        questions=(SUMMARY,),
    )


def gantt() -> Case:
    heading = (
        "ID, Name, Begin date, End date, Duration, Completion, Cost, Coordinator, Predecessors, Outline number, "
        "Resources, "
        "Assignments, Task color, Web Link, Notes"
    )
    rows: list[Sequence[object]] = [
        *table(
            heading,
            {"ID": 0, "Name": "Anti-Social Behaviour", "Begin date": "13/04/2026", "End date": "31/03/2027",
             "Duration": 250,
             "Completion": 40, "Outline number": "1"},
            {"ID": 1, "Name": IDEAS[13].title, "Begin date": "13/04/2026", "End date": "06/11/2026", "Duration": 150,
             "Completion": 60, "Outline number": "1.1", "Resources": "ASB Team", "Assignments": "0:100.00",
             "Coordinator": "ASB Team", "Task color": "#8cb6ce"},
            {"ID": 2, "Name": IDEAS[14].title, "Begin date": "01/06/2026", "End date": "31/03/2027", "Duration": 210,
             "Completion": 25, "Outline number": "1.2", "Resources": "Youth Team", "Assignments": "1:100.00",
             "Coordinator": "Youth Team", "Notes": "Fridays"},
        ),
        [], ["ID", "Name", "Default role", "E-mail", "Phone", "Standard Rate"],
        ["0", "ASB Team", "Default:0", "", "", ""], ["1", "Youth Team", "Default:0", "", "", ""],
    ]  # fmt: skip
    team: dict[str, Any] = {"accept": {"lead_role": ("",), "lead": ("ASB Team", "Youth Team"), "ref": ("1.1", "1.2")}}
    return Case(
        "ganttproject.csv",
        "GanttProject: an outline, completion as a number, then a blank line and a second table of resources",
        lambda path: write_text(path, rows, ending="\n"),
        (
            seen(IDEAS[13], 3, "issue", ref="1", start="2026-04-13", due="2026-11-06", percent=60, lead_role="ASB Team",
                 **team),
            seen(IDEAS[14], 4, "issue", ref="2", start="2026-06-01", due="2027-03-31", percent=25,
                 lead_role="Youth Team", description="Fridays", **team),
        ),
        questions=(SUMMARY,),
    )  # fmt: skip


def smartsheet() -> Case:
    heading = (
        "Task Name, Duration, Start Date, End Date, Predecessors, Assigned To, % Complete, Status, Health, Comments"
    )
    rows = table(
        heading,
        {"Task Name": "Domestic Abuse", "Start Date": "13/04/26", "End Date": "31/03/27", "% Complete": 0.35},
        {"Task Name": IDEAS[0].title, "Duration": "120d", "Start Date": "13/04/26", "End Date": "30/09/26",
         "Assigned To": "Community Safety Team", "% Complete": 0.5, "Status": "In Progress", "Health": "Green",
         "Comments": "Rota agreed"},
        {"Task Name": IDEAS[18].title, "Duration": "200d", "Start Date": "01/06/26", "End Date": "31/03/27",
         "Assigned To": "Safeguarding Team", "% Complete": 0.2, "Status": "On Hold", "Health": "Red"},
        {"Task Name": IDEAS[19].title, "Duration": "60d", "Start Date": "13/04/26", "End Date": "26/06/26",
         "Assigned To": "Probation", "% Complete": 1, "Status": "Completed", "Health": "Blue"},
        {"Task Name": "Old letter", "End Date": "26/06/26", "Status": "Canceled", "Health": "Gray"},
    )  # fmt: skip

    def team(name: str) -> dict[str, Any]:
        return {"lead_role": name, "accept": {"lead_role": ("",), "lead": (name,)}}

    return Case(
        "smartsheet.xlsx",
        "Smartsheet: the key issue is the row above its tasks, symbols became the words Green, Red, Blue, Gray",
        lambda path: write_book(path, Sheet("CSP plan", rows), Sheet("Comments", [["Row 3", "Good", "09/09/26"]])),
        (
            seen(IDEAS[0], 3, "issue", sheet="CSP plan", start="2026-04-13", due="2026-09-30", percent=50,
                 status="in_progress", rag="green", updates=((None, "Rota agreed"),), **team("Community Safety Team")),
            seen(IDEAS[18], 4, "issue", sheet="CSP plan", start="2026-06-01", due="2027-03-31", percent=20,
                 status="paused", rag="red", **team("Safeguarding Team")),
            seen(IDEAS[19], 5, "issue lead", sheet="CSP plan", start="2026-04-13", due="2026-06-26", percent=100,
                 status="complete"),
            seen(IDEAS[19], 6, "issue", sheet="CSP plan", title="Old letter", due="2026-06-26", status="withdrawn"),
        ),
        questions=(SUMMARY,),
    )  # fmt: skip


def redmine() -> Case:
    heading = (
        "#, Project, Tracker, Parent task, Status, Priority, Subject, Author, Assignee, Updated, Category, "
        "Target version, "
        "Start date, Due date, Estimated time, Spent time, % Done, Created, Closed, Related issues, Private, "
        "Description"
    )
    common: dict[str, object] = {"Project": "CSP", "Tracker": "Action", "Author": "Sample Casey", "Priority": "Normal",
                                 "Updated": "21/09/2026 10:11 AM", "Created": "02/04/2026 09:00 AM",
                                 "Private": "No"}  # fmt: skip
    rows = table(
        heading,
        common | {"#": 412, "Status": "In Progress", "Subject": IDEAS[8].title, "Assignee": "Trading Standards Team",
                  "Category": "Serious Organised Crime", "Target version": "2026/27", "Start date": "13/04/2026",
                  "Due date": "29/01/2027", "% Done": 40, "Description": "Café and vape shops – start in the arcade"},
        common | {"#": 413, "Status": "New", "Subject": IDEAS[6].title, "Category": "Exploitation", "Priority": "High",
                  "Start date": "01/06/2026", "Due date": "26/02/2027", "% Done": 0},
        common | {"#": 414, "Status": "Closed", "Subject": IDEAS[15].title, "Category": "ASB",
                  "Start date": "13/04/2026",
                  "Due date": "31/08/2026", "% Done": 100, "Closed": "28/08/2026 02:00 PM"},
    )  # fmt: skip
    team: dict[str, object] = {"lead_role": ("",), "lead": ("Trading Standards Team",)}
    return Case(
        "redmine_issues.csv",
        "Redmine: semicolons, Windows-1252, Tracker and Priority that are none of ours, '% Done'",
        lambda path: write_text(path, rows, delimiter=";", encoding="cp1252"),
        (
            seen(IDEAS[8], 2, "issue", ref="412", status="in_progress", start="2026-04-13", due="2027-01-29",
                 percent=40,
                 lead_role="Trading Standards Team", accept=team,
                 description="Café and vape shops – start in the arcade"),
            seen(IDEAS[6], 3, "issue", ref="413", status="not_started", start="2026-06-01", due="2027-02-26",
                 percent=0),
            seen(IDEAS[15], 4, "issue", ref="414", status="complete", start="2026-04-13", due="2026-08-31",
                 percent=100),
        ),
    )  # fmt: skip


def kanboard() -> Case:
    heading = (
        "Task Id, Project, Status, Category, Swimlane, Column, Position, Color, Due date, Creator, Assignee Username, "
        "Assignee Name, Complexity, Title, Creation date, Modification date, Completion date, Start date, "
        "Time estimated, "
        "Time spent, Reference"
    )
    common: dict[str, object] = {"Project": "CSP", "Swimlane": "Default swimlane", "Position": 1, "Creator": "admin",
                                 "Creation date": "02/04/2026 09:00", "Modification date": "21/09/2026 10:00",
                                 "Time estimated": 0, "Time spent": 0}  # fmt: skip
    rows = table(
        heading,
        common | {"Task Id": 31, "Status": "Open", "Category": "Exploitation", "Column": "Work in progress",
                  "Color": "Green", "Due date": "26/02/2027", "Title": IDEAS[7].title, "Start date": "13/04/2026",
                  "Reference": "EX-1", "Assignee Username": "csample", "Assignee Name": "Casey Sample"},
        common | {"Task Id": 32, "Status": "Closed", "Category": "Serious Violence", "Column": "Done", "Color": "Red",
                  "Due date": "31/08/2026", "Title": IDEAS[21].title, "Completion date": "28/08/2026",
                  "Reference": "SV-1"},
    )  # fmt: skip
    return Case(
        "kanboard_tasks.csv",
        "Kanboard: Open and Closed, a card's Color that rates nothing, two numbers for each task",
        lambda path: write_text(path, rows),
        (
            seen(IDEAS[7], 2, "issue", ref="EX-1", status="in_progress", start="2026-04-13", due="2027-02-26",
                 lead_role=ANY, accept={"ref": ("31",)}),
            seen(IDEAS[21], 3, "issue", ref="SV-1", status="complete", due="2026-08-31", accept={"ref": ("32",)}),
        ),
        questions=(Question("lead_role", ("leave", "no name"), "A person's name", (2,), must=True),
                   Question("rag", ("leave", "ignore"), "Color is the look of the card")),
    )  # fmt: skip


def taiga() -> Case:
    heading = (
        "id, ref, subject, description, sprint_id, sprint, sprint_estimated_start, sprint_estimated_finish, owner, "
        "owner_full_name, assigned_to, assigned_to_full_name, assigned_users, assigned_users_full_name, status, "
        "is_closed, "
        "swimlane, design-points, total-points, backlog_order, created_date, modified_date, finish_date, tags, "
        "due_date, "
        "due_date_reason"
    )
    common: dict[str, object] = {"owner": "csample", "owner_full_name": "Casey Sample",
                                 "created_date": "2026-04-02T08:00:00Z",
                                 "modified_date": "2026-09-20T08:00:00Z", "backlog_order": 1,
                                 "design-points": "?"}  # fmt: skip
    rows = table(
        heading,
        common | {"id": 9001, "ref": 21, "subject": IDEAS[22].title, "description": "Years 8 and 9.",
                  "sprint": "Autumn",
                  "sprint_estimated_start": "2026-09-01", "sprint_estimated_finish": "2026-12-18",
                  "status": "In progress",
                  "is_closed": "False", "swimlane": "Exploitation", "tags": "prevention", "due_date": "2026-12-11"},
        common | {"id": 9002, "ref": 22, "subject": IDEAS[20].title, "status": "Done", "is_closed": "True",
                  "swimlane": "VAWG", "finish_date": "2026-09-01T12:00:00Z", "due_date": "2026-09-04"},
    )  # fmt: skip
    return Case(
        "taiga_stories.csv",
        "Taiga: an id and a ref, a sprint with its own dates, the swimlane is the key issue, the owner does not lead",
        lambda path: write_text(path, rows, ending="\n"),
        (
            seen(IDEAS[22], 2, "issue", ref="21", status="in_progress", due="2026-12-11", themes=(PREVENTION,),
                 description="Years 8 and 9.", accept={"ref": ("9001",)}),
            seen(IDEAS[20], 3, "issue", ref="22", status="complete", due="2026-09-04", accept={"ref": ("9002",)}),
        ),
        questions=(Question("key_issue", ("swimlane",), "The swimlane holds the key issue"),),
    )  # fmt: skip


CASES = (project(), gantt(), smartsheet(), redmine(), kanboard(), taiga())
