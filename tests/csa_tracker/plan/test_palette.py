"""The palette's grammar: actions found as people name them, deeds read into words, and every doubt said in the row."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csa_tracker.plan.entry import read_entry
from csa_tracker.plan.find import LIKE, Named, NameIndex, find_named, match_words, split_reference
from csa_tracker.plan.palette import HINTS, Deed, Proposal, propose, read_deed, read_new_words
from csa_tracker.plan.vocabulary import Vocabulary
from csa_tracker.workspace import OpenPlan

NAMES = (
    Named("a", "BUR-0014", "Speed-watch volunteers in four villages"),
    Named("b", "DA-05", "Agree one performance return for safe accommodation"),
    Named("c", "DA-14", "Recruit a survivor panel"),
    Named("d", "BUR-0140", "Community lighting survey"),
    Named("e", "Op Nova 7", "Open a drop-in at the hub"),
)
INDEX = NameIndex(NAMES, tuple(f"{name.ref} {name.title}".casefold() for name in NAMES))


def refs(text: str) -> list[str]:
    """The references found for a text, best first."""
    return [named.ref for _, named in find_named(INDEX, text)]


@pytest.fixture
def asked(plan: OpenPlan, vocabulary: Vocabulary) -> partial[list[Proposal]]:
    """What a text proposes in a new Burnley plan."""
    return partial(propose, INDEX, vocabulary=vocabulary, read=partial(read_entry, plan))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bur-0014", ["BUR-0014"]),
        ("da-05", ["DA-05"]),
        ("survivor", ["DA-14"]),
        ("panel survivor", ["DA-14"]),
        ("SURV PAN", ["DA-14"]),
        ("comunity", ["BUR-0140"]),
        ("lihgting survey", ["BUR-0140"]),
        ("zzqq", []),
        ("", []),
        ("DA-06", []),
    ],
)
def test_an_action_is_found_as_people_name_it(text: str, found: list[str]) -> None:
    assert refs(text) == found


def test_a_number_finds_the_references_that_end_in_it_first() -> None:
    assert refs("14") == ["BUR-0014", "DA-14", "BUR-0140"]


def test_a_whole_reference_comes_before_a_longer_one() -> None:
    assert [place for _, place in match_words(["da-10 drop-in", "da-1 drop-in"], "DA-1")] == [1, 0]


def test_nothing_is_found_by_likeness_while_enough_is_found_by_its_words() -> None:
    found = match_words(["patrols one", "patrols two", "patrol x"], "patrols", limit=2)
    assert [place for _, place in found] == [0, 1]
    assert match_words(["petrols one"], "patrols")[0][0] == LIKE


@given(st.text(max_size=40), st.lists(st.text(max_size=40), max_size=8))
def test_any_text_can_be_looked_for(text: str, titles: list[str]) -> None:
    found = match_words([title.casefold() for title in titles], text)
    assert len({place for _, place in found}) == len(found) <= len(titles)


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("u DA-05 text", (Deed.UPDATE, "DA-05 text")),
        ("U da-05", (Deed.UPDATE, "da-05")),
        ("d 14 fri", (Deed.DUE, "14 fri")),
        ("n ", (Deed.NEW, "")),
        ("u", None),
        ("undo", None),
        ("new action", None),
        ("x DA-05", None),
    ],
)
def test_a_letter_and_a_space_ask_for_a_deed(text: str, deed: tuple[Deed, str] | None) -> None:
    assert read_deed(text) == deed


@pytest.mark.parametrize(
    ("rest", "found", "after"),
    [
        ("DA-05 Met the  panel", ["DA-05"], "Met the  panel"),
        ("da-05", ["DA-05"], ""),
        ("op nova 7 opened", ["Op Nova 7"], "opened"),
        ("5 done", ["DA-05"], "done"),
        ("14 done", ["BUR-0014", "DA-14"], "done"),
        ("99 done", [], "99 done"),
        ("panel", [], "panel"),
    ],
)
def test_a_reference_is_cut_off_its_text(rest: str, found: list[str], after: str) -> None:
    names, text = split_reference(INDEX, rest)
    assert ([name.ref for name in names], text) == (found, after)


def test_an_update_says_what_it_will_log(asked: partial[list[Proposal]]) -> None:
    (proposal,) = asked("u BUR-0014 Met PCSO, 4 sites")
    assert proposal.words == "Log update on BUR-0014: Met PCSO, 4 sites"
    assert (proposal.action, proposal.text, proposal.problem) == (NAMES[0], "Met PCSO, 4 sites", "")


def test_an_update_without_text_opens_the_sheet_on_the_best_matches(asked: partial[list[Proposal]]) -> None:
    assert [(p.words, p.text) for p in asked("u panel")] == [("Log update on DA-14…", "")]
    assert [p.words for p in asked("u DA-05")] == ["Log update on DA-05…"]


def test_a_number_that_several_actions_have_is_not_guessed(asked: partial[list[Proposal]]) -> None:
    (proposal,) = asked("u 14 done")
    assert proposal.problem == "2 actions are called 14: BUR-0014, DA-14. Type the whole reference."
    assert proposal.action is None


@pytest.mark.parametrize(
    ("typed", "due", "words"),
    [
        ("fri", dt.date(2026, 10, 9), "Fri 9 Oct 2026"),
        ("+14", dt.date(2026, 10, 16), "Fri 16 Oct 2026"),
        ("27 3 2027", dt.date(2027, 3, 27), "Sat 27 Mar 2027"),
        ("Ongoing", None, "Ongoing"),
    ],
)
def test_a_due_date_is_read_as_in_its_field(
    asked: partial[list[Proposal]], typed: str, due: dt.date | None, words: str
) -> None:
    (proposal,) = asked(f"d DA-05 {typed}")
    assert proposal.words == f"Set the due date of DA-05 to {words}"
    assert proposal.draft is not None
    assert (proposal.draft.id, proposal.draft.fields["due_on"]) == ("b", due)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("d DA-05 31/02/2026", "'31/02/2026' is not a real date. Enter a real date, like 27 3 2027."),
        ("d DA-05 03/13/2026", "'03/13/2026' has no month 13. Enter the day first, like 13/3/2026."),
        ("d DA-05", HINTS[Deed.DUE]),
        ("s DA-05 blue", "Blue means complete, which is a status. Set the status to complete instead."),
        ("s DA-05 purple", "'purple' is not a rating. Use R, A, G or B, or leave it blank."),
        ("s", None),
        ("s ", HINTS[Deed.RATING]),
        ("d nowhere fri", f"No action is called “nowhere”. {HINTS[Deed.DUE]}"),
        ("n @burnley #domestic-abuse", HINTS[Deed.NEW]),
        (
            "n Drop-in #domestic-abuse due:31/2/2027",
            "'31/2/2027' is not a real date. Enter a real date, like 27 3 2027.",
        ),
    ],
)
def test_what_cannot_be_read_says_why(asked: partial[list[Proposal]], text: str, problem: str | None) -> None:
    proposals = asked(text)
    assert [proposal.problem for proposal in proposals] == ([problem] if problem is not None else [])
    assert all(proposal.draft is None for proposal in proposals)


@pytest.mark.parametrize(
    ("word", "stored", "shown"),
    [
        ("amber", "amber", "Set the owner’s rating of DA-05 to At risk (amber)"),
        ("R", "red", "Set the owner’s rating of DA-05 to Off track (red)"),
        ("on track", "green", "Set the owner’s rating of DA-05 to On track (green)"),
        ("clear", None, "Clear the owner’s rating of DA-05"),
    ],
)
def test_a_rating_is_read_by_letter_word_or_meaning(
    asked: partial[list[Proposal]], word: str, stored: str | None, shown: str
) -> None:
    (proposal,) = asked(f"s DA-05 {word}")
    assert proposal.words == shown
    assert proposal.draft is not None
    assert proposal.draft.fields == {"owner_rag": stored}


def test_the_parts_of_a_new_action_are_taken_out_of_its_title() -> None:
    typed = read_new_words('Open  a hub @"Burnley Borough Council" due:+14 #domestic-abuse by Easter')
    assert (typed.title, typed.lead, typed.due, typed.issue) == (
        "Open a hub by Easter", "Burnley Borough Council", "+14", "domestic-abuse",
    )  # fmt: skip
    assert read_new_words("Write to a@b.uk @ 10, item#4").title == "Write to a@b.uk @ 10, item#4"


def test_a_new_action_is_proposed_with_its_issue_lead_and_date(
    asked: partial[list[Proposal]], vocabulary: Vocabulary
) -> None:
    (proposal,) = asked("n Open a drop-in @burnley due:+14 #domestic")
    issue = next(choice for choice in vocabulary.key_issues if choice.label == "Domestic Abuse")
    assert proposal.words == "Add action: Open a drop-in"
    assert proposal.note.startswith("Domestic Abuse · lead Burnley")
    assert proposal.note.endswith("· due Fri 16 Oct 2026")
    assert proposal.draft is not None
    assert proposal.draft.fields["key_issue"] == issue.id
    assert proposal.draft.fields["due_on"] == dt.date(2026, 10, 16)


def test_a_new_action_asks_for_its_key_issue_by_name(asked: partial[list[Proposal]], vocabulary: Vocabulary) -> None:
    (missing,) = asked("n Open a drop-in")
    assert missing.problem.startswith("Add the key issue this action serves. Use one of: #")
    assert all(f"#{choice.code}" in missing.problem for choice in vocabulary.key_issues)
    (several,) = asked("n Open a drop-in #a")
    assert "key issues fit #a." in several.problem


def test_a_lead_that_nobody_is_called_is_kept_as_typed(asked: partial[list[Proposal]]) -> None:
    (proposal,) = asked('n Drop-in @"Friends of the park" #domestic')
    assert proposal.draft is not None
    assert proposal.draft.fields["lead_organisation"] == "Friends of the park"


@given(st.sampled_from("udsn"), st.text(max_size=60))
def test_every_half_typed_deed_is_answered(vocabulary: Vocabulary, letter: str, rest: str) -> None:
    proposals = propose(INDEX, f"{letter} {rest}", vocabulary=vocabulary, read=lambda _field, _text: {})
    assert all(proposal.words for proposal in proposals)
