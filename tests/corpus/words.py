"""Made-up actions for the corpus, in the words of such plans; nobody's plan and no person is copied."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

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


IDEAS = tuple(_idea(line) for line in Path(__file__).with_name("ideas.txt").read_text("utf-8").splitlines())


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
