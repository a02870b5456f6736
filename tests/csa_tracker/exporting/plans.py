"""Any plan there can be: hostile texts, odd dates, every status, rating and link, for the laws of exports."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from csa_tracker.errors import UserError
from csa_tracker.plan.drafts import ActionDraft, MilestoneDraft, UpdateDraft, Value
from csa_tracker.plan.vocabulary import Vocabulary
from csa_tracker.rules.dates import read_due
from csa_tracker.values import Action, Choice, Lifecycle, Rag

SEEDS = (
    "=1+1", "+44 1282", "-bullet", "@home", "\t=tab", "\r=return", "＝wide", "'quoted", "''=twice", "'=", "'",
    '"', '""', "line\none", "line\r\ntwo", "semi; colon", "a, b / c and d", "emoji 🚧",
    "\u05e9\u05dc\u05d5\u05dd \u202eabc", "nul \x00 \x07 \x1f", "_x0041_", "\ufeffmark", "Dec 2026",
    "31/02/2026", "Ongoing", "TBC", "-", "n/a", "none", "1e5", "007", "0.5", "50%", "TRUE", "#REF!", "Action",
    "Ref", "Milestone", "Update", "sep=,", "<b>&amp;</b>", "{=SUM(A1)}", "http://example.org",
    "[cut here: the plan holds all 9 characters]", "\xa0padded\xa0", "\u2028para\u2029",
)  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(SEEDS),
    st.text(st.characters(codec="utf-8"), max_size=40),
    st.text(st.sampled_from("'=+-@\t\r\n;,|\"_x0aé "), max_size=12),
)
TITLES = TEXTS.filter(lambda text: bool(text.strip()))
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))
_DUE_WORDS = st.sampled_from(("", "Dec 2026", "Q1 2027/28", "Ongoing", "Weekly", "when funded", "-later", "=soon"))


def actions(vocabulary: Vocabulary) -> st.SearchStrategy[list[ActionDraft]]:
    """Up to four actions of a plan with this vocabulary."""
    return st.lists(_action(vocabulary), min_size=1, max_size=4)


@st.composite
def _action(draw: st.DrawFn, vocabulary: Vocabulary) -> ActionDraft:
    start, due, words = _dates(draw)
    status = draw(st.sampled_from(Lifecycle))
    fields: dict[str, Value] = {
        "title": draw(TITLES),
        "key_issue": draw(st.sampled_from(vocabulary.key_issues)).id,
        "description": draw(TEXTS),
        "lead_organisation": draw(TEXTS),
        "lead_role": draw(TEXTS),
        "measure_of_success": draw(TEXTS),
        "board": draw(st.sampled_from(("", *(board.label for board in vocabulary.boards)))),
        "percent": draw(st.none() | st.integers(0, 100)),
        "start_on": start,
        "due_on": due,
        "due_text": words,
        "lifecycle": status.value,
        "owner_rag": draw(st.sampled_from((None, "red", "amber", "green"))),
        "marking": draw(st.sampled_from(("", "OFFICIAL", "OFFICIAL-SENSITIVE"))),
    }
    topics = [
        _some(draw, choices)
        for choices in (vocabulary.key_issues, vocabulary.themes, vocabulary.causes, vocabulary.commitments)
    ]
    return ActionDraft(
        fields=fields,
        topics=frozenset().union(*topics) - {str(fields["key_issue"])},
        areas=_some(draw, vocabulary.areas),
        partners=tuple(draw(st.lists(TITLES, max_size=3))),
        updates=tuple(draw(st.lists(_updates(), max_size=3))),
        milestones=tuple(draw(st.lists(_milestones(), max_size=3))),
    )


def _dates(draw: st.DrawFn) -> tuple[dt.date | None, dt.date | None, str]:
    """(start, due, words): what the words mean where they mean a day, never before the start."""
    words = draw(_DUE_WORDS)
    start, due = draw(st.none() | DAYS), draw(st.none() | DAYS)
    if words:
        try:
            due = read_due(words, today=None).on
        except UserError:
            words = ""
    if start is not None and due is not None and due < start:
        start = None
    return start, due, words


def _some(draw: st.DrawFn, choices: tuple[Choice, ...]) -> frozenset[str]:
    return frozenset(choice.id for choice in draw(st.lists(st.sampled_from(choices), max_size=2)))


def _updates() -> st.SearchStrategy[UpdateDraft]:
    return st.builds(
        UpdateDraft,
        text=TITLES,
        made_on=DAYS,
        author=TITLES,
        rag=st.none() | st.sampled_from(Rag),
        percent=st.none() | st.integers(0, 100),
    )


def _milestones() -> st.SearchStrategy[MilestoneDraft]:
    return st.builds(MilestoneDraft, title=TITLES, due=st.none() | DAYS, done=st.none() | DAYS, owner_role=TEXTS)


def seen(action: Action) -> dict[str, object]:
    """What people see of an action; how many blanks or line ends stand around words is not seen."""
    return {
        "ref": action.ref,
        "texts": [_words(text) for text in (action.title, action.description, action.lead, action.lead_role,
                                            action.board, action.measure)],
        "dates": (action.start, action.due, _words(action.due_text)),
        "standing": (action.status, action.rag, action.brag, action.percent, action.marking),
        "links": (action.key_issue, set(action.also_key_issues), set(action.themes), set(action.causes),
                  set(action.commitments), set(action.areas)),
        "partners": {" ".join(name.split()).casefold() for name in action.partners},
        "updates": sorted(
            ((one.made_on, _words(one.author), _words(one.text), one.rag, one.percent) for one in action.updates),
            key=repr,
        ),
        "milestones": [(_words(m.title), m.due, m.done, _words(m.owner_role)) for m in action.milestones],
    }  # fmt: skip


def _words(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
