"""What one column can mean by its heading and by what stands in it; unclear ones are left to be asked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from csa_tracker.importing.blocks import is_quarter
from csa_tracker.importing.evidence import MOSTLY, Look
from csa_tracker.importing.fields import KEPT, special_headings
from csa_tracker.importing.headings import RANKS
from csa_tracker.importing.labels import LIKELY

SAME_NAME = "Same name"
_HALF = 0.6
_PERIOD = re.compile(r"\b(q[1-4]|quarter [1-4]|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|20\d\d|\d\d)\b")
_REPORT = re.compile(r"\b(update|updates|progress|commentary|comments?|position|narrative|note|notes)\b")
_ISSUE_WORDS = frozenset(
    (
        *(
            "priority",
            "priorities",
            "theme",
            "themes",
            "strand",
            "strands",
            "objective",
            "strategic objective",
            "outcome",
        ),
        *(
            "goal",
            "category",
            "tracker",
            "area",
            "areas",
            "cross cutting theme",
            "cross cutting themes",
            "labels",
            "tags",
        ),
    )
)
_LEAD_WORDS = frozenset(("lead", "leads", "owner", "who", "assigned to", "assignee", "members", "lead officer agency"))
_REF_WORDS = frozenset(("number", "no", "item", "id", "code", "ref no", "task id", "card id"))


@dataclass(frozen=True, slots=True)
class Wish:
    """A field a column may have: `rank` 0 is the best; `why` in plain words."""

    field: str
    rank: int
    why: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column can be: wishes in their order, or a question with suggested fields.

    `more` marks a field that takes any number of columns.
    """

    wishes: tuple[Wish, ...] = ()
    asked: tuple[str, ...] = field(default=())
    more: bool = False


def meaning_of(plain: str, own: str, look: Look, has_issue: bool) -> Meaning:
    """What a column may mean. `own` is the part of a heading over two rows that is known; `has_issue` tells whether
    another column is called key issue.
    """
    if not plain:
        return _without_heading(look)
    if _is_update(plain, look):
        return Meaning((Wish("update", 0, "An update of a period"),), more=True)
    by_content = _by_content(own, look, has_issue)
    if by_content is not None:
        return by_content
    if plain in special_headings("kept") or own in special_headings("kept"):
        return Meaning((Wish(KEPT, 0, "Kept in the description, as it has no field of its own"),), more=True)
    if own in special_headings("computed"):
        return Meaning((Wish("", 0, "Worked out by the program"),))
    ranks = RANKS["actions"].get(own)
    if ranks:
        wishes = tuple(Wish(name, rank, SAME_NAME) for name, rank in sorted(ranks.items(), key=lambda pair: pair[1]))
        return Meaning(wishes)
    return _alike(own, look)


def _without_heading(look: Look) -> Meaning:
    if look.ratings >= MOSTLY and look.count >= 2:
        return Meaning((Wish("rag", 50, "Looks like ratings"),))
    if look.refs == 1 and look.distinct == 1 and look.numbers < 1 and look.count >= 2:
        return Meaning((Wish("ref", 50, "Looks like references"),))
    if look.dates >= MOSTLY:
        return Meaning(asked=("due", "start", "latest_update_on"))
    if look.organisations >= _HALF:
        return Meaning(asked=("lead", "partners"))
    if look.posts >= _HALF:
        return Meaning(asked=("lead_role",))
    if look.issues >= _HALF:
        return Meaning(asked=("key_issue",))
    if look.percents >= MOSTLY:
        return Meaning(asked=("percent",))
    return Meaning(asked=(KEPT, "")) if look.length >= 20 else Meaning(asked=("", KEPT))


def _is_update(plain: str, look: Look) -> bool:
    if look.count and max(look.ratings, look.percents, look.dates, look.states) >= MOSTLY:
        return False
    if is_quarter(plain):
        return True
    return bool(_REPORT.search(plain) and _PERIOD.search(plain)) and "percent" not in plain


def _by_content(own: str, look: Look, has_issue: bool) -> Meaning | None:
    """Headings that mean different things in different plans are decided by what stands under them."""
    if not look.count:
        return None
    if own in _ISSUE_WORDS:
        return _issue_or_theme(own, look, has_issue)
    if own in ("progress", "status", "progress status", "stage", "completed", "complete", "completion"):
        return _progress(own, look)
    if own in _LEAD_WORDS:
        return _lead(own, look)
    if own in _REF_WORDS and (look.refs < MOSTLY or look.distinct < _HALF):
        return Meaning(asked=("ref", "", KEPT))
    if own in ("update", "updated", "last updated", "latest update") and look.dates >= MOSTLY:
        return Meaning((Wish("latest_update_on", 0, "Looks like dates"),))
    if own in ("date", "dates", "completion date"):
        return Meaning(asked=("due", "completed_on" if own == "completion date" else "start", KEPT, ""))
    if own in ("start", "due", "end", "finish") and look.numbers >= MOSTLY:
        return Meaning(asked=("", KEPT, "due" if own != "start" else "start"))
    return None


def _issue_or_theme(own: str, look: Look, has_issue: bool) -> Meaning | None:
    if look.levels >= MOSTLY:
        return Meaning((Wish("", 0, "Looks like High, Medium and Low, which the plan does not hold"),))
    if look.issues >= _HALF and look.issues >= look.themes:
        return Meaning((Wish("key_issue", 0, look.known(look.issues)),), asked=("themes", KEPT))
    if look.themes >= _HALF:
        return Meaning((Wish("themes", 0, look.known(look.themes)),))
    if look.areas >= _HALF:
        return Meaning((Wish("areas", 0, look.known(look.areas)),))
    if own == "outcome":
        return Meaning(asked=("outcome", "key_issue", "measure", KEPT))
    if own in ("priority", "priorities", "theme", "strand", "area") and not has_issue:
        return Meaning(asked=("key_issue", "themes", ""))
    if own == "priority":
        return Meaning(asked=("", KEPT, "themes"))
    return None


def _progress(own: str, look: Look) -> Meaning | None:
    if look.percents >= MOSTLY:
        return Meaning((Wish("percent", 0, "Looks like percent"),))
    if look.dates >= MOSTLY:
        return Meaning((Wish("completed_on", 0, "Looks like dates"),))
    if look.ratings >= MOSTLY and look.ratings > look.states:
        return Meaning((Wish("rag", 0, "Looks like ratings"), Wish("status", 1, "Looks like ratings")))
    if look.states >= _HALF or look.states + look.ratings >= MOSTLY:
        return Meaning((Wish("status", 0, "Looks like states"),))
    if look.numbers >= MOSTLY:
        return Meaning(asked=("percent", "", KEPT))
    if look.length >= 25 and own != "status":
        return Meaning((Wish("latest_update", 0, "Looks like sentences"),))
    if look.length >= 40:
        return Meaning(asked=("latest_update", "status", KEPT))
    return None if own in ("status", "progress status", "stage") else Meaning(asked=("latest_update", "status", KEPT))


def _lead(own: str, look: Look) -> Meaning | None:
    if look.organisations >= _HALF and look.organisations >= look.posts:
        return Meaning((Wish("lead", 0, "Looks like organisations"),), asked=("lead", "partners", "lead_role"))
    if look.posts >= _HALF:
        return Meaning((Wish("lead_role", 0, "Looks like posts"),), asked=("lead_role", "lead"))
    if look.people >= _HALF:
        return Meaning(asked=("lead_role", "lead", ""))
    return None if own == "lead" else Meaning(asked=("lead", "lead_role", ""))


def _alike(own: str, look: Look) -> Meaning:
    """A heading that is nearly a known one is taken when what stands under it fits, else asked about."""
    known = list(RANKS["actions"])
    found = process.extractOne(own, known, scorer=fuzz.ratio, score_cutoff=LIKELY) if len(own) >= 4 else None
    if found is not None:
        ranks = RANKS["actions"][found[0]]
        wishes = sorted(ranks.items(), key=lambda pair: pair[1])
        name = wishes[0][0]
        if fits(name, look):
            why = f"Suggested: {round(found[1])} % alike"
            return Meaning(tuple(Wish(one, 60 + rank, why) for one, rank in wishes))
        return Meaning(asked=(name, "", KEPT)) if look.count else Meaning()
    if not look.count:
        return Meaning()
    if own == "":
        return Meaning(asked=("", KEPT))
    if look.dates >= MOSTLY:
        return Meaning(asked=("", "due", "start", KEPT))
    if look.ratings >= MOSTLY:
        return Meaning(asked=("rag", "", KEPT))
    if look.states >= MOSTLY:
        return Meaning(asked=("status", "", KEPT))
    return Meaning(asked=(KEPT, "")) if look.length >= 20 else Meaning(asked=("", KEPT))


def fits(name: str, look: Look) -> bool:
    """Whether the cells can be what a field holds."""
    if not look.count:
        return True
    if name in ("due", "start", "latest_update_on", "due_revised", "due_original", "completed_on", "review_on"):
        return look.dates >= _HALF
    if name in ("causes", "commitments", "marking", "board"):
        return False
    shares = {
        "rag": look.ratings,
        "status": look.states + look.ratings,
        "percent": look.percents + look.numbers,
        "themes": look.themes,
        "areas": look.areas,
        "key_issue": look.issues,
        "ref": look.refs,
    }
    if name in shares:
        return shares[name] >= _HALF
    return max(look.dates, look.numbers, look.ratings) < _HALF
