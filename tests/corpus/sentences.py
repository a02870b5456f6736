"""What stands inside cells: leads, persons, older key issues, updates, quarters, markings, odd signs."""

from __future__ import annotations

from tests.corpus.book import Sheet, day, uk, write_book
from tests.corpus.layouts import DUES
from tests.corpus.truth import ANY, Case, Question, Seen
from tests.corpus.words import ASB, CYBER, DA, EXP, IDEAS, LCC, LFRS, POLICE, PROBATION, ROAD, SV, VAWG, cells, seen

BURNLEY, PENDLE, WYRE = "Burnley Borough Council", "Pendle Borough Council", "Wyre Council"


def _plan(file: str, mess: str, rows: list[list[object]], truth: tuple[Seen, ...], *asks: Question) -> Case:
    return Case(file, mess, lambda path: write_book(path, Sheet("Plan", rows)), truth, asks)


def several_leads() -> Case:
    told: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
        ("LCC / Police", LCC, (POLICE, "Colleges"), "Colleges"),
        ("Burnley BC and Pendle BC", BURNLEY, (PENDLE,), ""),
        ("Police, LFRS", POLICE, (LFRS, "Parish councils", "Schools"), "Parish councils\nSchools"),
        ("Lancashire Constabulary", POLICE, (PROBATION, LCC), "Probation; LCC"),
        ("Police & Probation", POLICE, (PROBATION, "Pubwatch", "Street pastors"), "Pubwatch, Street pastors"),
    )
    ideas = IDEAS[10:15]
    rows: list[list[object]] = [["Action", "Key issue", "Lead agency", "Supporting partners", "Deadline"]]
    rows += [cells(ideas[at], "title issue", lead[0], lead[3], day(DUES[at])) for at, lead in enumerate(told)]
    truth = tuple(
        seen(ideas[at], 2 + at, "issue", lead=lead[1], partners=lead[2], due=DUES[at]) for at, lead in enumerate(told)
    )
    return _plan(
        "several_leads.xlsx",
        "Two organisations lead ('LCC / Police', 'Burnley BC and Pendle BC'); partners by line, comma and semicolon",
        rows, truth,
        Question("lead", ("first", "lead"), "One of several has to answer for it"),
        Question("partners", ("partner", "first"), "The others become partners"),
    )  # fmt: skip


def several_issues() -> Case:
    told: tuple[tuple[str, str, tuple[str, ...]], ...] = (
        ("Domestic Abuse; Serious Violence", DA, (SV,)), ("ASB / Road Safety", ASB, (ROAD,)),
        ("VAWG & Domestic abuse", VAWG, (DA,)), ("Serious Violence (including gun and gang crime, and knife crime)",
                                                 SV, ()),
        ("Exploitation – criminal and sexual, Cyber crime", EXP, (CYBER,)), ("1. Domestic Abuse\n2. VAWG", DA, (VAWG,)),
    )  # fmt: skip
    themes = ("Prevention and early intervention, Reducing reoffending", "Public health", "Early help\nMental health",
              "", "data, information sharing and community feedback", "Lived experience")  # fmt: skip
    codes: tuple[tuple[str, ...], ...] = (
        ("prevention-early-intervention", "reducing-reoffending"), ("public-health-approach",),
        ("prevention-early-intervention", "mental-health"), (), ("data-sharing-feedback",), ("lived-experience",),
    )  # fmt: skip
    ideas = IDEAS[:6]
    rows: list[list[object]] = [["Action", "Key issue(s)", "Cross-cutting theme(s)", "Lead", "Due"]]
    rows += [
        [ideas[at].title, told[at][0], themes[at], ideas[at].lead, day(DUES[at])] for at in range(6)
    ]  # fmt: skip
    truth = tuple(
        seen(ideas[at], 2 + at, "lead", key_issue=issue, also_key_issues=also, themes=codes[at], due=DUES[at])
        for at, (_, issue, also) in enumerate(told)
    )
    return _plan(
        "several_issues.xlsx",
        "Two key issues in a cell, joined by ; / & or numbered lines; one label that holds commas and 'and' itself",
        rows, truth, Question("also_key_issues", ("further", "first"), "The first is the key issue"),
    )  # fmt: skip


def persons() -> Case:
    told: tuple[tuple[str, str, str], ...] = (
        ("J. Smith (LCC)", LCC, ANY), ("Community Safety Manager, Wyre Council", WYRE, "Community Safety Manager"),
        ("Insp. B. Sample, Police", POLICE, ANY), ("ASB Coordinator - Pendle BC", PENDLE, "ASB Coordinator"),
        ("Sam Sample", "", ANY), ("Burnley BC (Licensing Officer)", BURNLEY, "Licensing Officer"),
    )  # fmt: skip
    ideas = IDEAS[14:20]
    rows: list[list[object]] = [["Action", "Key issue", "Lead", "Due date"]]
    rows += [cells(ideas[at], "title issue", lead[0], day(DUES[at])) for at, lead in enumerate(told)]
    truth = tuple(
        seen(ideas[at], 2 + at, "issue", lead=lead, lead_role=role, due=DUES[at],
             accept={"lead_role": ("Inspector", "Insp")} if lead == POLICE else {})
        for at, (_, lead, role) in enumerate(told)
    )  # fmt: skip
    return _plan(
        "persons_as_leads.xlsx",
        "Names of persons in the lead column, with and without their organisation; posts in other cells",
        rows, truth,
        Question("lead_role", ("leave", "no name", "role"), "A person: a role is kept instead", (2, 4, 6), must=True),
        Question("lead", ("leave", "none"), "Nobody can say where this person works", (6,)),
    )  # fmt: skip


def earlier_agreement() -> Case:
    told = (("Domestic abuse", DA), ("Child sexual exploitation (CSE)", EXP), ("Anti-social behaviour (ASB)", ASB),
            ("Road safety", ROAD), ("Violence against the person", SV))  # fmt: skip
    ideas = (IDEAS[0], IDEAS[6], IDEAS[13], IDEAS[10], IDEAS[5])
    rows: list[list[object]] = [
        ["Community safety plan, carried over from the 2017 - 18 agreement"], [],
        ["Ref", "Priority", "Action", "Lead", "Target date"],
    ]  # fmt: skip
    rows += [
        [f"17/{at + 1}", told[at][0], *cells(idea, "title lead"), day(DUES[at])] for at, idea in enumerate(ideas)
    ]  # fmt: skip
    truth = tuple(
        seen(idea, 4 + at, "lead", ref=f"17/{at + 1}", key_issue=told[at][1], due=DUES[at])
        for at, idea in enumerate(ideas)
    )
    return _plan(
        "earlier_agreement.xlsx",
        "Key issues of the 2017-18 agreement: three carry over, one is now broader, one needs a decision",
        rows, truth,
        Question("key_issue", ("serious violence", "serious-violence"), "Serious Violence is narrower", (8,),
                 must=True),
        Question("key_issue", ("exploitation",), "Exploitation is broader", (5,)),
    )  # fmt: skip


def updates_in_action() -> Case:
    told = (
        (f"{IDEAS[3].title}\nUpdate – 12/06/2026: survey finished.\nUpdate – 18/09/2026: quote received, order placed.",
         (("2026-06-12", "survey finished."), ("2026-09-18", "quote received, order placed."))),
        (f"{IDEAS[4].title}. UPDATE (July 2026): bins placed at two sites.",
         (("2026-07", "bins placed at two sites."),)),
        (f"{IDEAS[5].title}\n\n18.9.26 – first eight referrals taken\n05.10.26 – second ward joins",
         (("2026-09-18", "first eight referrals taken"), ("2026-10-05", "second ward joins"))),
        (IDEAS[7].title, ()),
    )  # fmt: skip
    ideas = (IDEAS[3], IDEAS[4], IDEAS[5], IDEAS[7])
    rows: list[list[object]] = [["Actions", "Key issue", "Lead", "Timescale"]]
    rows += [[told[at][0], *cells(idea, "issue lead"), day(DUES[at])] for at, idea in enumerate(ideas)]
    truth = tuple(seen(idea, 2 + at, "issue lead", due=DUES[at], updates=told[at][1]) for at, idea in enumerate(ideas))
    return _plan(
        "updates_inside_action.xlsx",
        "Dated updates are typed below the action, in the action's own cell, in three manners",
        rows, truth,
        Question("title", ("split", "update"), "Splitting is offered", (2, 3, 4)),
        Question("updates", ("split", "update"), "Splitting is offered", (2, 3, 4)),
    )  # fmt: skip


def growing_update() -> Case:
    text = "12/06/2026 Two sessions held.\n18/09/2026 Third session moved to October.\n02/10/2026 Room found."
    rows: list[list[object]] = [
        ["Action", "Key issue", "Lead", "Due date", "Update"],
        cells(IDEAS[1], "title issue lead", day(DUES[0]), text),
        cells(IDEAS[11], "title issue lead", day(DUES[1]), "Sept 26: four colleges booked\nJune 26: letter sent"),
        cells(IDEAS[12], "title issue lead", day(DUES[2]), "No change."),
    ]  # fmt: skip
    told = (
        (("2026-06-12", "Two sessions held."), ("2026-09-18", "Third session moved to October."),
         ("2026-10-02", "Room found.")),
        (("2026-09", "four colleges booked"), ("2026-06", "letter sent")), ((None, "No change."),),
    )  # fmt: skip
    truth = tuple(
        seen(IDEAS[idea], 2 + at, "issue lead", due=DUES[at], updates=told[at]) for at, idea in enumerate((1, 11, 12))
    )
    return _plan(
        "update_that_grows.xlsx",
        "One Update column grows each quarter: several dated updates in a cell, oldest first or newest first",
        rows, truth, Question("updates", ("split", "update"), "Splitting is offered", (2, 3)),
    )  # fmt: skip


def quarter_columns() -> Case:
    rows: list[list[object]] = [
        ["Action plan 2026/27"], [],
        ["Ref", "Action", "Key issue", "Lead", "Q1 update", "Q2 update", "Q3 update", "Q4 update"],
        ["1", *cells(IDEAS[14], "title issue lead"), "Venue found", "Average of 22 attend", None, None],
        ["2", *cells(IDEAS[15], "title issue lead"), "Two bikes seized", None, None, None],
        ["3", *cells(IDEAS[13], "title issue lead"), None, "Skip days advertised", None, None],
    ]  # fmt: skip
    told = (
        (("2026-06-30", "Venue found"), ("2026-09-30", "Average of 22 attend")), (("2026-06-30", "Two bikes seized"),),
        (("2026-09-30", "Skip days advertised"),),
    )  # fmt: skip
    truth = tuple(
        seen(IDEAS[idea], 4 + at, "issue lead", ref=str(at + 1), updates=told[at])
        for at, idea in enumerate((14, 15, 13))
    )
    return _plan(
        "quarter_columns.xlsx",
        "Four update columns, one for each quarter; the year stands only in the title",
        rows, truth, Question("updates", ("2026/27", "split", "quarter"), "The year of the quarters"),
    )  # fmt: skip


def markings() -> Case:
    told = ("OFFICIAL", "OFFICIAL-SENSITIVE", "Official Sensitive", "", "NOT PROTECTIVELY MARKED")
    marks = ("OFFICIAL", "OFFICIAL-SENSITIVE", "OFFICIAL-SENSITIVE", "", "OFFICIAL")
    ideas = IDEAS[18:23]
    rows: list[list[object]] = [["OFFICIAL-SENSITIVE"], ["Action", "Key issue", "Lead", "Target date", "Marking"]]
    rows += [cells(idea, "title issue lead", uk(DUES[at]), told[at]) for at, idea in enumerate(ideas)]
    truth = tuple(
        seen(idea, 3 + at, "issue lead", due=DUES[at], marking=marks[at],
             accept={} if marks[at] else {"marking": ("OFFICIAL-SENSITIVE",)})
        for at, idea in enumerate(ideas)
    )  # fmt: skip
    return _plan(
        "markings.xlsx",
        "A marking on top and one for each action, in several spellings and an older word",
        rows, truth, Question("marking", ("official",), "An older marking is proposed as one of today's", (7,)),
    )  # fmt: skip


def level_of_priority() -> Case:
    ideas = IDEAS[6:10]
    levels = ("High", "Medium", "Low", "High")
    rows: list[list[object]] = [["Action", "Priority", "Theme", "Lead officer", "Due date", "Outcome"]]
    rows += [
        [idea.title, levels[at], idea.issue, idea.lead_role, day(DUES[at]), idea.measure]
        for at, idea in enumerate(ideas)
    ]
    truth = tuple(
        seen(idea, 2 + at, "issue role", due=DUES[at], accept={"measure": (idea.measure,)})
        for at, idea in enumerate(ideas)
    )
    return _plan(
        "priority_is_a_level.xlsx",
        "'Priority' is High, Medium or Low; the key issue stands under 'Theme'; 'Outcome' has two meanings",
        rows, truth,
        Question("key_issue", ("theme", "level", "leave"), "'Priority' and 'Theme' both may hold it"),
        Question("measure", ("measure", "leave"), "'Outcome' has two meanings"),
    )  # fmt: skip


def odd_signs() -> Case:
    rows: list[list[object]] = [
        ["\u00a0Ref ", "Action\u00a0", " Key  issue", "Lead\nagency", "Due\u00a0date:", "AREA(S)"],
        [" OS-1", "Publish a\u00a0walking-home map of\u00a0lit routes ", "Violence Against Women and\u00a0Girls",
         "Lancaster City Council\u00a0", "31/03/2027\u00a0", "Lancaster"],
        ["OS-2\u200b", "  Hold knife bin amnesty   weekends", "serious violence", "LANCASHIRE CONSTABULARY",
         " 18/12/2026",
         "Burnley & Pendle"],
        ["OS-3", "Run a “young drivers’ day” – café style", "Road  Safety", "LFRS ", "29/01/2027", "Pan-Lancashire"],
        ["OS-4", "Act on quad bikes across the moor edge", "Anti–Social Behaviour", "Police", "30/11/2026",
         "All districts"],
    ]  # fmt: skip
    truth = (
        seen(IDEAS[2], 2, "issue lead area", ref="OS-1", due=DUES[0]),
        seen(IDEAS[4], 3, "issue lead", ref="OS-2", due=DUES[1], areas=("Burnley", "Pendle")),
        Seen(4, "Run a “young drivers’ day” – café style", ref="OS-3", key_issue=ROAD, lead=LFRS, due=DUES[2],
             areas=("Pan-Lancashire",)),
        seen(IDEAS[15], 5, "issue lead", ref="OS-4", due=DUES[3], areas=("Lancashire",)),
    )  # fmt: skip
    return _plan(
        "odd_signs.xlsx",
        "Hard spaces, spaces at the ends, an invisible sign, curly quotes, dashes, capitals, '&' between areas",
        rows, truth,
    )  # fmt: skip


CASES = (
    several_leads(), several_issues(), persons(), earlier_agreement(), updates_in_action(), growing_update(),
    quarter_columns(), markings(), level_of_priority(), odd_signs(),
)  # fmt: skip
