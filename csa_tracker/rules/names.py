"""Notices people's names where an organisation or a role belongs; it says what it saw, and decides nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_RANKS = {
    "pc": "Police Constable", "pcso": "PCSO", "sgt": "Sergeant", "ps": "Sergeant", "sergeant": "Sergeant",
    "insp": "Inspector", "inspector": "Inspector", "ci": "Chief Inspector", "dc": "Detective Constable",
    "ds": "Detective Sergeant", "di": "Detective Inspector", "dci": "Detective Chief Inspector",
    "supt": "Superintendent", "superintendent": "Superintendent", "dsu": "Detective Superintendent",
    "acc": "Assistant Chief Constable", "cllr": "Councillor", "councillor": "Councillor",
    "ch insp": "Chief Inspector", "chief insp": "Chief Inspector", "chief inspector": "Chief Inspector",
    "ch supt": "Chief Superintendent", "mr": "", "mrs": "", "ms": "", "miss": "", "dr": "", "rev": "", "sir": "",
}  # fmt: skip
_FIRST_NAMES_TEXT = (
    "aaron abdul abigail adam adele adrian ahmed aisha alan alex alexander alexandra ali alice alison amanda "
    "amelia amina amy andrea andrew andy angela anita ann anna anne annette anthony antony asif ayesha barbara "
    "barry becky ben benjamin bernard beth bethany beverley bill bob brenda brian bridget callum carl carly "
    "carol caroline catherine cathy charles charlie charlotte cheryl chloe chris christian christina christine "
    "christopher claire clare colin connor craig dan daniel danielle darren dave david dawn dean deborah "
    "debbie denise dennis derek diane dominic donna dorothy doug duncan dylan eddie edward elaine eleanor "
    "elizabeth ellen ellie emily emma eric erin esther evan eve faisal farah farooq fatima fiona frances "
    "francis frank freya gail gareth gary gavin gemma geoff george georgia gerald gill gillian gina glen glenn "
    "gordon grace graham grahame grant greg hannah harriet harry hassan hayley hazel heather helen henry holly "
    "howard hugh hussain ian imran irene isaac isabel jack jackie jacob jacqueline jade jake james jamie jan "
    "jane janet janice jason javed jayne jean jeff jen jennifer jenny jeremy jess jessica jill jim jo joan "
    "joanna joanne joe joel john jon jonathan jordan joseph josh joshua joyce judith judy julia julian julie "
    "june justin karen karl kate katherine kathleen kathryn kathy katie katy kay keith kelly ken kenneth kerry "
    "kevin khalid kim kirsty kyle laura lauren leah leanne lee leigh leon lesley leslie lewis liam linda "
    "lindsay lindsey lisa liz lorna lorraine louise lucy luke lynda lynn lynne maggie malcolm mandy marc "
    "margaret maria marie marilyn marion mark martin martyn mary matt matthew maureen max megan melanie "
    "melissa michael michelle mick mike mohammad mohammed molly monica muhammad nadia naomi natalie natasha "
    "nathan neil nicholas nick nicky nicola nicole nigel nina noel norman oliver olivia omar owen pam pamela "
    "pat patricia patrick paul paula pauline penny peter phil philip phillip phoebe priya rachael rachel raj "
    "ray raymond rebecca richard rita rob robert robin roger ron ronald rosemary ross roy russell ruth ryan "
    "sally sam samantha samuel sandra sara sarah scott sean shabana shahid sharon shaun sheila shelley shirley "
    "simon sonia sophie stacey stella stephanie stephen steve steven stewart stuart sue susan suzanne sylvia "
    "tariq tanya ted teresa terry thomas tim timothy tina toby tom tony tracey tracy trevor valerie vanessa "
    "vicky victoria vikki vincent wayne wendy william yasmin yvonne zara zoe"
)
_FIRST_NAMES = frozenset(_FIRST_NAMES_TEXT.split())
_SURNAME = "(?:Mc|Mac|O'|O’|D'|De )?[A-Z][a-z]+(?:[-'’][A-Z][a-z]+)?"
_EMAIL = re.compile(r"(?:mailto:)?[\w.%+'-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,24}")
_RANKED = re.compile(
    rf"(?:D/|T/|A/)?(?P<rank>{'|'.join(sorted(map(re.escape, _RANKS), key=len, reverse=True))})\.? "
    rf"(?-i:(?P<name>(?:[A-Z]\.? ?){{0,3}}(?:{_SURNAME} )?{_SURNAME}))\b",
    re.IGNORECASE,
)
_INITIALS = re.compile(rf"\b(?P<name>(?:[A-Z]\. ?){{1,3}}{_SURNAME}|[A-Z] {_SURNAME})\b")
_TURNED = re.compile(rf"\b(?P<name>{_SURNAME}, ?(?:[A-Z]\.?(?: ?[A-Z]\.?)?(?![A-Za-z])|(?P<first>[A-Z][a-z]+)\b))")
_FULL = re.compile(rf"\b(?P<name>(?P<first>[A-Z][a-z]+)(?: [A-Z]\.?)? (?P<last>{_SURNAME}))\b")

_ORGANISATION_WORDS_TEXT = (
    "council borough county constabulary police probation service services trust nhs icb ccg csp yot yjs fire "
    "rescue housing homes association group partnership board partners team agency department dept directorate "
    "university college school schools authority office network forum charity company ltd limited community "
    "cic hospital health constituency opcc cps hmpps dwp lcc bwd lfrs cvs voluntary society federation church "
    "mosque unit hub centre support victim refuge safenet leisure highways education children adults social "
    "care district city town parish environment enforcement lancashire blackpool burnley chorley fylde "
    "hyndburn lancaster pendle preston rossendale ribble wyre"
)
_ORGANISATION_WORDS = frozenset(_ORGANISATION_WORDS_TEXT.split())
_ROLE_WORDS_TEXT = (
    "officer manager coordinator co-ordinator lead leader head director analyst inspector sergeant constable "
    "superintendent pcso chief commissioner chair adviser advisor worker practitioner administrator assistant "
    "supervisor warden ranger specialist secretary clerk executive idva isva engineer planner teacher nurse "
    "champion representative rep deputy strategic operational tactical"
)
_ROLE_WORDS = frozenset(_ROLE_WORDS_TEXT.split())


@dataclass(frozen=True, slots=True)
class NameFound:
    """A name in a text: text[start:end] with its rank, and the role its rank says, "" for none."""

    start: int
    end: int
    name: str
    role: str = ""


@lru_cache(maxsize=8192)
def find_names(text: str) -> tuple[NameFound, ...]:
    """The people a lead cell seems to name, in order, without overlaps: "Insp Jane Brown", "J. Smith", an address."""
    found = [NameFound(*match.span(), match[0].removeprefix("mailto:")) for match in _EMAIL.finditer(text)]
    for match in _RANKED.finditer(text):
        if not is_role(match["name"]) and not is_organisation(match["name"]):
            found.append(NameFound(*match.span(), match["name"], _RANKS[match["rank"].casefold()]))
    for pattern in (_INITIALS, _TURNED, _FULL):
        for match in pattern.finditer(text):
            if _is_name(match):
                found.append(NameFound(*match.span("name"), match["name"]))
    kept: list[NameFound] = []
    for one in sorted(found, key=lambda name: (name.start, -name.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


@lru_cache(maxsize=8192)
def is_organisation(text: str) -> bool:
    """Whether a text has a word that bodies have in their names, or is an abbreviation in capitals."""
    words = re.findall("[A-Za-z-]+", text)
    return any(word.lower() in _ORGANISATION_WORDS for word in words) or re.fullmatch("[A-Z&]{2,6}", text) is not None


@lru_cache(maxsize=8192)
def is_role(text: str) -> bool:
    """Whether a text names a post: an officer, a manager, a rank."""
    return any(word.lower() in _ROLE_WORDS for word in re.findall("[A-Za-z-]+", text))


@lru_cache(maxsize=8192)
def is_title(text: str) -> bool:
    """Whether a text is a post and nothing else: its last word is one, as in "Community Safety Officer"."""
    words = re.findall("[A-Za-z-]+", text)
    return bool(words) and "," not in text and words[-1].lower() in _ROLE_WORDS


def _is_name(match: re.Match[str]) -> bool:
    name = match["name"]
    if is_organisation(name) or is_role(name):
        return False
    first = match.groupdict().get("first")
    return first is None or first.lower() in _FIRST_NAMES
