"""Made-up actions for the corpus, in the words of such plans; nobody's plan and no person is copied."""

from __future__ import annotations

from dataclasses import dataclass

from tests.corpus.truth import Seen

DA, VAWG, SV, EXP = "domestic-abuse", "violence-against-women-and-girls", "serious-violence", "exploitation"
SOC, ROAD, ASB, CYBER = "serious-organised-crime", "road-safety", "anti-social-behaviour", "cyber-crime"
LABELS = {
    DA: "Domestic Abuse",
    VAWG: "Violence Against Women and Girls",
    SV: "Serious Violence (including gun and gang crime, and knife crime)",
    EXP: "Exploitation – criminal and sexual",
    SOC: "Serious Organised Crime",
    ROAD: "Road Safety",
    ASB: "Anti-Social Behaviour",
    CYBER: "Cyber Crime",
}
LCC, POLICE, LFRS = "Lancashire County Council", "Lancashire Constabulary", "Lancashire Fire and Rescue Service"
PROBATION, OPCC = "Probation Service", "Office of the Police and Crime Commissioner"
ICB = "Lancashire and South Cumbria Integrated Care Board"
SAME_BODY = {
    LCC: ("LCC", "Lancs CC", "Lancashire CC", "County Council"),
    POLICE: ("Police", "Lancs Police", "The Police", "Lancashire Police"),
    LFRS: ("LFRS", "Fire", "Lancs Fire and Rescue", "Fire and Rescue", "Fire & Rescue"),
    PROBATION: ("Probation",),
    OPCC: ("OPCC", "PCC"),
    ICB: ("ICB",),
    "Burnley Borough Council": ("Burnley BC", "BBC", "Burnley Council"),
    "Pendle Borough Council": ("Pendle BC", "Pendle Council"),
    "Hyndburn Borough Council": ("Hyndburn BC", "HBC", "Hyndburn Council"),
    "Rossendale Borough Council": ("Rossendale BC", "RBC", "Rossendale Council"),
    "Preston City Council": ("Preston CC", "PCC Preston", "Preston Council"),
    "Lancaster City Council": ("Lancaster CC", "Lancaster Council"),
    "Wyre Council": ("Wyre BC", "Wyre Borough Council"),
    "Fylde Borough Council": ("Fylde Council", "Fylde BC"),
    "Chorley Council": ("Chorley BC", "Chorley Borough Council"),
    "South Ribble Borough Council": ("South Ribble BC", "SRBC"),
    "West Lancashire Borough Council": ("West Lancs BC", "WLBC"),
    "Ribble Valley Borough Council": ("RVBC", "Ribble Valley BC"),
    "Blackpool Council": ("Blackpool",),
    "Blackburn with Darwen Borough Council": ("BwD", "BwDBC", "BwD Council"),
}
"""An organisation and how it is written elsewhere: either spelling in the plan names the same body."""


@dataclass(frozen=True)
class Idea:
    """An action before anybody typed it into a spreadsheet."""

    title: str
    key_issue: str
    area: str
    lead: str
    lead_role: str
    partners: tuple[str, ...]
    measure: str
    update: str

    @property
    def issue(self) -> str:
        """The exact label of its key issue."""
        return LABELS[self.key_issue]


def _idea(text: str) -> Idea:
    title, issue, area, lead, role, partners, measure, update = (part.strip() for part in text.split("|"))
    return Idea(title, issue, area, lead, role, tuple(partners.split("; ")), measure, update)


IDEAS = tuple(
    _idea(line)
    for line in f"""
Run a drop-in for people leaving abusive homes|{DA}|Burnley|Burnley Borough Council|Community Safety Officer|Victim support provider; {POLICE}|People seen each quarter|Room booked and rota agreed
Train reception staff to ask about abuse safely|{DA}|Pendle|Pendle Borough Council|Housing Needs Officer|Registered landlords|Staff trained out of 40|Two of three sessions held
Publish a walking-home map of lit routes|{VAWG}|Lancaster|Lancaster City Council|Night-time Economy Officer|Student union; {POLICE}|Maps handed out|Draft map shared with students
Fit better lighting at the bus station|{VAWG}|Preston|Preston City Council|Public Realm Officer|{LCC}|Lights working|Survey finished, quote awaited
Hold knife bin amnesty weekends|{SV}|Blackpool|{POLICE}|Neighbourhood Inspector|Blackpool Council; Youth service|Knives handed in|Bins placed at two sites
Offer mentoring after hospital injury|{SV}|Blackburn with Darwen|{ICB}|Violence Reduction Nurse|Youth service|Young people mentored|First eight referrals taken
Brief hotels on signs of exploitation|{EXP}|Fylde|Fylde Borough Council|Licensing Officer|{POLICE}; Hotel association|Hotels briefed|Twelve hotels briefed so far
Agree a missing-from-home checklist|{EXP}|Wyre|{LCC}|Missing Persons Coordinator|Care providers|Checklists returned|Checklist in its second draft
Map empty shops used for counterfeit goods|{SOC}|Hyndburn|Hyndburn Borough Council|Trading Standards Officer|{POLICE}|Premises visited|Map covers the town centre
Share a monthly picture of cannabis farms|{SOC}|Pan-Lancashire|{POLICE}|Intelligence Analyst|Electricity network; {LFRS}|Bulletins issued|Third bulletin went out
Set up community speed watch in villages|{ROAD}|Ribble Valley|Ribble Valley Borough Council|Road Safety Officer|{POLICE}; Parish councils|Sessions held|Six volunteers trained
Take the crash-car display to sixth forms|{ROAD}|Chorley|{LFRS}|Prevention Team Leader|Colleges|Students reached|Four colleges booked
Survey parking outside primary schools|{ROAD}|South Ribble|South Ribble Borough Council|Parking Services Officer|Primary schools|Schools surveyed|Nine schools surveyed
Plan early for bonfire fortnight|{ASB}|West Lancashire|West Lancashire Borough Council|ASB Coordinator|{LFRS}; Registered landlords|Bonfires removed early|Skip days advertised
Open a youth space on Friday evenings|{ASB}|Rossendale|Rossendale Borough Council|Youth Development Officer|Youth service|Young people attending|Average of 22 attend
Act on quad bikes across the moor edge|{ASB}|Rossendale|{POLICE}|Rural Sergeant|Land owners|Bikes seized|Two bikes seized in May
Give small firms a cyber health check|{CYBER}|Chorley|Chorley Council|Business Support Officer|{POLICE}|Checks completed|Forty firms signed up
Teach scam awareness in libraries|{CYBER}|Lancashire|{LCC}|Library Outreach Officer|Trading Standards|People attending|Sessions start after Easter
Review safety plans after each repeat call|{DA}|Hyndburn|{POLICE}|Domestic Abuse Sergeant|Victim support provider|Plans reviewed|All repeat calls reviewed in June
Work with probation on exclusion zones|{DA}|Preston|{PROBATION}|Senior Probation Officer|{POLICE}|Zones in force|Process note agreed
Support bystander training in bars|{VAWG}|Chorley|Chorley Council|Licensing Enforcement Officer|Pubwatch|Bars trained|Five bars trained
Visit premises that sell blades|{SV}|Burnley|Burnley Borough Council|Trading Standards Officer|{POLICE}|Test purchases passed|Test purchases planned
Run a school play about county lines|{EXP}|Pendle|Pendle Borough Council|Schools Liaison Officer|{LCC}|Pupils reached|Play seen by 600 pupils
Target uninsured vehicles on main roads|{ROAD}|Blackpool|{POLICE}|Roads Policing Sergeant|Blackpool Council|Vehicles seized|Seizures up in spring
""".strip().splitlines()
)


def seen(idea: Idea, row: int, shown: str, **more: object) -> Seen:
    """The truth of one row: the fields of the idea that the file shows ("issue lead role ..."), changed by `more`."""
    values: dict[str, object] = {}
    for name in shown.split():
        match name:
            case "issue":
                values["key_issue"] = idea.key_issue
            case "area":
                values["areas"] = (idea.area,)
            case "role":
                values["lead_role"] = idea.lead_role
            case "update":
                values["updates"] = ((None, idea.update),)
            case _:
                values[name] = getattr(idea, name)
    values |= more
    return Seen(row=row, title=str(values.pop("title", idea.title)), **values)  # type: ignore[arg-type]


def cells(idea: Idea, shown: str, *more: object) -> list[object]:
    """The same fields as cells, in that order, and `more` after them."""
    texts = {"issue": idea.issue, "role": idea.lead_role, "partners": "; ".join(idea.partners)}
    return [texts.get(name) or getattr(idea, name) for name in shown.split()] + list(more)
